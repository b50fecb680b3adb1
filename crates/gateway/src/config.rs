//! What an administrator decides: where the data lies, who may do what, what is stale, how pages are addressed.
//!
//! Reads TOML and checks it; every field but the two paths has a default (`defaults.rs`). Holds no secrets.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Deserializer};

use crate::defaults;
use crate::web::WebTemplates;

/// The capability to see operations.
pub const OPERATIONS_VIEW: &str = "operations.view";
/// The capability to see review packs.
pub const REVIEW_PACK_VIEW: &str = "review_pack.view";

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// The product's SQLite database; opened read-only.
    pub database: PathBuf,
    /// The gateway's own SQLite file, with the tokens; made where missing.
    pub state: PathBuf,
    /// Where `serve` listens; put a TLS proxy in front of anything but loopback.
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
    /// How often a held watch looks at the database.
    #[serde(
        rename = "hold_check_seconds",
        default = "defaults::hold_check",
        deserialize_with = "seconds"
    )]
    pub hold_check: Duration,
    /// How long expected durations are remembered; a version changes when they do.
    #[serde(
        rename = "expected_refresh_seconds",
        default = "defaults::expected_refresh",
        deserialize_with = "seconds"
    )]
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
    /// How many watches are held at once; one more is answered at once and asked to come back later.
    pub max_held: usize,
    /// After this an answer that is not held is given up with 503.
    pub request_seconds: u32,
    /// A larger technical context is left out of `GET /operations/{id}`.
    pub max_context_bytes: usize,
}

impl Config {
    /// The defaults over two files.
    pub fn sqlite(database: impl Into<PathBuf>, state: impl Into<PathBuf>) -> Self {
        Self {
            database: database.into(),
            state: state.into(),
            listen: defaults::listen(),
            access_log: None,
            web: WebTemplates::default(),
            capabilities: Capabilities::default(),
            freshness: defaults::freshness(),
            labels: BTreeMap::new(),
            limits: Limits::default(),
            hold_check: defaults::hold_check(),
            expected_refresh: defaults::expected_refresh(),
            attention_days: defaults::attention_days(),
        }
    }

    pub fn load(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("Failed to read the configuration {}", path.display()))?;
        let config: Self = toml::from_str(&text).with_context(|| {
            format!("Failed to understand the configuration {}", path.display())
        })?;
        Ok(config)
    }

    pub(crate) fn check(&self) -> Result<()> {
        ensure!(
            !self.hold_check.is_zero(),
            "hold_check_seconds must be more than zero"
        );
        ensure!(
            self.limits.max_targets > 0,
            "limits.max_targets must be more than zero"
        );
        ensure!(
            self.limits.request_seconds > 0,
            "limits.request_seconds must be more than zero"
        );
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
    let mut freshness = defaults::freshness();
    freshness.extend(BTreeMap::<String, Thresholds>::deserialize(deserializer)?);
    Ok(freshness)
}

fn roles_over_defaults<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<BTreeMap<String, BTreeSet<String>>, D::Error> {
    let mut roles = Capabilities::default().roles;
    roles.extend(BTreeMap::<String, BTreeSet<String>>::deserialize(
        deserializer,
    )?);
    Ok(roles)
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
