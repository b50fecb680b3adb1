//! What an administrator decides: where the data lies, who may do what, what is stale, how pages are addressed.
//!
//! Reads TOML and checks it; every field but the two places has a default (`defaults.rs`). The database's address may
//! carry a password, which is never shown.

mod database;
mod load;

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, ensure};
use serde::{Deserialize, Deserializer};

#[cfg(feature = "postgres")]
pub use database::PostgresAddress;
pub use database::{Database, DatabasePool, InvalidDatabase};
pub use load::Given;

use crate::defaults;
use crate::serving::Server;
use crate::web::WebTemplates;

/// The capability to see operations.
pub const OPERATIONS_VIEW: &str = "operations.view";
/// The capability to see review packs.
pub const REVIEW_PACK_VIEW: &str = "review_pack.view";

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The product's database; only read.
    pub database: Database,
    #[serde(default)]
    pub database_pool: DatabasePool,
    /// Whether `serve` goes on as a role that can write to PostgreSQL.
    #[serde(default)]
    pub allow_writing_role: bool,
    /// The gateway's own SQLite file, with the tokens; made where missing.
    pub state: PathBuf,
    /// Where `serve` listens; on anything but loopback with `[server.tls]`, or behind a proxy that does TLS.
    #[serde(default = "defaults::listen")]
    pub listen: SocketAddr,
    /// JSON lines are appended here; where absent the lines go to the program's own log.
    #[serde(default)]
    pub access_log: Option<PathBuf>,
    #[serde(default)]
    pub web: WebTemplates,
    #[serde(default)]
    pub capabilities: Capabilities,
    /// When an active operation counts as stale, by type; over the defaults. A type without an entry is `unknown`.
    #[serde(
        default = "defaults::freshness",
        deserialize_with = "thresholds_over_defaults"
    )]
    pub freshness: BTreeMap<String, Thresholds>,
    /// The administrator's own labels, by type.
    #[serde(default)]
    pub labels: BTreeMap<String, String>,
    #[serde(default)]
    pub limits: Limits,
    /// How it serves.
    #[serde(default)]
    pub server: Server,
    /// How often the observer looks at the database for all clients together; zero looks anew for every request.
    #[serde(rename = "look_seconds", deserialize_with = "seconds")]
    #[serde(default = "defaults::look_every")]
    pub look_every: Duration,
    /// How long memberships, entitlements and tokens are remembered.
    #[serde(rename = "access_seconds", deserialize_with = "seconds")]
    #[serde(default = "defaults::access_every")]
    pub access_every: Duration,
    /// How long expected durations are remembered; a version changes when they do.
    #[serde(rename = "expected_refresh_seconds", deserialize_with = "seconds")]
    #[serde(default = "defaults::expected_refresh")]
    pub expected_refresh: Duration,
    /// How many days `problem_class=attention` looks back.
    #[serde(default = "defaults::attention_days")]
    pub attention_days: u32,
}

/// Which role may do what. TenantAtlas does not publish its table; the defaults are ours.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Capabilities {
    /// Role to capabilities; a role named here replaces its default, the others keep theirs.
    #[serde(deserialize_with = "roles_over_defaults")]
    pub roles: BTreeMap<String, BTreeSet<String>>,
    /// Operation type to the capability it needs besides `operations.view`.
    pub types: BTreeMap<String, String>,
}

/// Seconds after which an active operation is likely stale.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct Thresholds {
    /// Counted from `created_at`.
    pub queued_seconds: u32,
    /// Counted from `started_at`, or from `created_at` where that is missing.
    pub running_seconds: u32,
}

#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    pub max_targets: u32,
    pub max_wait_seconds: u32,
    /// A larger request body is answered 413.
    pub max_body_bytes: usize,
    /// All request headers together; more is answered 431.
    pub max_header_bytes: usize,
    /// How many watches are held at once; one more is answered at once.
    pub max_held: usize,
    /// How many of them with one token.
    pub max_held_per_token: usize,
    /// After this an answer that is not held is given up with 503.
    pub request_seconds: u32,
    /// A larger technical context is left out of `GET /operations/{id}`.
    pub max_context_bytes: usize,
}

/// A revoked membership or token is dead within five seconds: looked up again at the next look, which takes its time.
const LONGEST_DELAY: Duration = Duration::from_secs(4);

/// Proxies on the way cut what is silent for a minute.
const LONGEST_WAIT: u32 = 55;
const MOST_HELD: usize = 1_000_000;

impl Capabilities {
    pub(crate) fn allow(&self, role: &str, capability: &str) -> bool {
        self.roles
            .get(role)
            .is_some_and(|held| held.contains(capability))
    }

    /// Whether a type needs a capability that the role lacks.
    pub(crate) fn deny(&self, role: &str, kind: &str) -> bool {
        self.types
            .get(kind)
            .is_some_and(|needed| !self.allow(role, needed))
    }
}

impl Config {
    /// The defaults over two files.
    pub fn sqlite(database: impl Into<PathBuf>, state: impl Into<PathBuf>) -> Self {
        Self::new(Database::Sqlite(database.into()), state)
    }

    /// The defaults over a database and the gateway's own file.
    pub fn new(database: Database, state: impl Into<PathBuf>) -> Self {
        Self {
            database,
            database_pool: DatabasePool::default(),
            allow_writing_role: false,
            state: state.into(),
            listen: defaults::listen(),
            access_log: None,
            web: WebTemplates::default(),
            capabilities: Capabilities::default(),
            freshness: defaults::freshness(),
            labels: BTreeMap::new(),
            limits: Limits::default(),
            server: Server::default(),
            look_every: defaults::look_every(),
            access_every: defaults::access_every(),
            expected_refresh: defaults::expected_refresh(),
            attention_days: defaults::attention_days(),
        }
    }

    pub(crate) fn check(&self) -> Result<()> {
        self.database_pool.check()?;
        ensure!(
            self.look_every + self.access_every <= LONGEST_DELAY,
            "look_seconds and access_seconds must together be at most {} seconds",
            LONGEST_DELAY.as_secs()
        );
        ensure!(
            self.limits.max_wait_seconds <= LONGEST_WAIT,
            "limits.max_wait_seconds must be at most {LONGEST_WAIT}"
        );
        ensure!(
            self.limits.max_held <= MOST_HELD,
            "limits.max_held must be at most {MOST_HELD}"
        );
        ensure!(
            self.limits.max_targets > 0,
            "limits.max_targets must be more than zero"
        );
        ensure!(
            self.limits.request_seconds > 0,
            "limits.request_seconds must be more than zero"
        );
        self.server.check()?;
        self.web.check()
    }

    /// The capabilities of a role; none for a role that the configuration does not name.
    pub(crate) fn capabilities_of(&self, role: &str) -> Vec<String> {
        let held = self.capabilities.roles.get(role);
        held.into_iter().flatten().cloned().collect()
    }
}

fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    let seconds = f64::deserialize(deserializer)?;
    Duration::try_from_secs_f64(seconds).map_err(serde::de::Error::custom)
}

fn thresholds_over_defaults<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, Thresholds>, D::Error> {
    over(defaults::freshness(), deserializer)
}

fn roles_over_defaults<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, BTreeSet<String>>, D::Error> {
    over(Capabilities::default().roles, deserializer)
}

/// What is named replaces its default; the other defaults stay.
fn over<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    mut defaults: BTreeMap<String, T>,
    deserializer: D,
) -> Result<BTreeMap<String, T>, D::Error> {
    defaults.extend(BTreeMap::<String, T>::deserialize(deserializer)?);
    Ok(defaults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_paths_are_a_whole_configuration() {
        let config: Config = toml::from_str("database = 'a.db'\nstate = 'b.db'").unwrap();

        assert_eq!(
            format!("{config:?}"),
            format!("{:?}", Config::sqlite("a.db", "b.db"))
        );
    }

    #[cfg(feature = "postgres")]
    #[test]
    fn the_example_configuration_is_valid() {
        let config: Config = toml::from_str(include_str!("../gateway.example.toml")).unwrap();

        config.check().unwrap();
    }

    #[test]
    fn a_misspelt_field_is_refused() {
        let text = "database = 'a.db'\nstate = 'b.db'\nattention_day = 3";

        assert!(toml::from_str::<Config>(text).is_err());
    }

    #[test]
    fn a_named_role_or_type_replaces_its_default_and_no_other() {
        let text = "database = 'a.db'\nstate = 'b.db'\n\
            [capabilities.roles]\nreadonly = ['operations.view', 'review_pack.view']\n\
            [freshness]\n'policy.sync' = { queued_seconds = 1, running_seconds = 2 }\n";
        let config: Config = toml::from_str(text).unwrap();

        let mut expected = Config::sqlite("a.db", "b.db");
        let views = [OPERATIONS_VIEW, REVIEW_PACK_VIEW].map(String::from);
        expected
            .capabilities
            .roles
            .insert("readonly".into(), views.into());
        let thresholds = Thresholds {
            queued_seconds: 1,
            running_seconds: 2,
        };
        expected.freshness.insert("policy.sync".into(), thresholds);
        assert_eq!(format!("{config:?}"), format!("{expected:?}"));
    }
}
