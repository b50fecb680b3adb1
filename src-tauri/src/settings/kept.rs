//! What the settings file has, as it is read and written: also by `crates/fuzz`, which compiles this file as it stands. So
//! the app's own words come from the module above, and nothing here knows a file.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use monitor_core::cadence;
use monitor_setup::{AccountSettings, NetworkSettings, known_or_default};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Appearance, LanguageChoice, LogLevel, LookedSlice, Place, QuietHours, RulesSlice};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(crate) struct Settings {
    /// The account that the overview and the command line show.
    pub(crate) account: Option<AccountSettings>,
    /// Those beside it.
    #[serde(
        deserialize_with = "known_or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub(crate) other_accounts: Vec<AccountSettings>,
    /// The address last typed into the sign-in window.
    pub(crate) last_server: String,
    /// The way to the server.
    #[serde(
        deserialize_with = "known_or_default",
        skip_serializing_if = "NetworkSettings::is_default"
    )]
    pub(crate) network: NetworkSettings,
    /// Whether pinned active targets are watched while every window is closed.
    pub(crate) watch_quietly: bool,
    /// Seconds between two quiet watches where the server does not hold, 15 to 600.
    pub(crate) quiet_seconds: u64,
    /// Milliseconds since the Unix epoch on this computer's clock.
    pub(crate) notifications_paused_until: Option<i64>,
    /// How many milliseconds that was to last when it was chosen.
    pub(crate) notifications_paused_for: Option<u64>,
    #[serde(deserialize_with = "known_or_default")]
    pub(crate) rules: RulesSlice,
    #[serde(deserialize_with = "known_or_default")]
    pub(crate) language: LanguageChoice,
    #[serde(deserialize_with = "known_or_default")]
    pub(crate) appearance: Appearance,
    /// How much the app's own code says in its logs.
    #[serde(deserialize_with = "known_or_default")]
    pub(crate) log_level: LogLevel,
    /// Whether a letter alone is a shortcut.
    pub(crate) single_keys: bool,
    #[serde(deserialize_with = "known_or_default")]
    pub(crate) quiet_hours: Vec<QuietHours>,
    /// Whether notifications, tray and titles name nobody.
    pub(crate) privacy: bool,
    /// The labels of the windows that stay on top.
    pub(crate) stay_on_top: BTreeSet<String>,
    /// Where windows lay last, by label.
    #[serde(deserialize_with = "known_or_default")]
    pub(crate) places: BTreeMap<String, Place>,
    /// The labels of the windows that open again at the next start.
    pub(crate) open_windows: BTreeSet<String>,
    /// The last look at the overview, by account.
    #[serde(deserialize_with = "known_or_default")]
    pub(crate) looked: BTreeMap<String, LookedSlice>,
    /// Accounts that were signed out of, but whose tokens the keyring still has.
    pub(crate) to_forget: BTreeSet<String>,
    /// What another version keeps here, as it stands.
    #[serde(flatten)]
    pub(crate) rest: Map<String, Value>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            account: None,
            other_accounts: Vec::new(),
            last_server: String::new(),
            network: NetworkSettings::default(),
            watch_quietly: true,
            quiet_seconds: cadence::QUIET.as_secs(),
            notifications_paused_until: None,
            notifications_paused_for: None,
            rules: RulesSlice::default(),
            language: LanguageChoice::default(),
            appearance: Appearance::default(),
            log_level: LogLevel::default(),
            single_keys: true,
            quiet_hours: Vec::new(),
            privacy: false,
            stay_on_top: BTreeSet::new(),
            places: BTreeMap::new(),
            open_windows: BTreeSet::new(),
            looked: BTreeMap::new(),
            to_forget: BTreeSet::new(),
            rest: Map::new(),
        }
    }
}

impl Settings {
    /// Within the limits, whatever the file says.
    pub(crate) fn quiet_every(&self) -> Duration {
        Duration::from_secs(self.quiet_seconds).clamp(cadence::QUIET_MIN, cadence::QUIET_MAX)
    }
}
