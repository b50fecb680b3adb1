//! What the user may set, and for how long notifications pause.

use serde::Serialize;
use ts_rs::TS;

use super::logs::LogsSlice;
use super::managed::ManagedSlice;
use super::network::NetworkSlice;
use super::quiet_hours::QuietHours;
use super::rules::RulesSlice;

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct SettingsSlice {
    /// How often the tray's menu asked for them since the window was opened.
    pub(crate) asked: u32,
    pub(crate) while_hidden: WhileHidden,
    /// Seconds between two quiet watches where the server does not hold.
    pub(crate) quiet_seconds: u64,
    /// Notifications are paused until then, on this computer's own clock.
    #[ts(type = "number | null")]
    pub(crate) paused_until_ms: Option<i64>,
    pub(crate) rules: RulesSlice,
    pub(crate) quiet_hours: Vec<QuietHours>,
    pub(crate) muted_environments: Vec<MutedEnvironment>,
    pub(crate) snoozed_environments: Vec<SnoozedEnvironment>,
    /// Notifications, tray and titles name nobody.
    pub(crate) privacy: bool,
    /// Whether the app starts at login; none where that cannot be switched here.
    pub(crate) autostart: Option<bool>,
    pub(crate) managed: ManagedSlice,
    pub(crate) logs: LogsSlice,
    /// The way to the server; none in the demo, whose server is on this computer.
    pub(crate) network: Option<NetworkSlice>,
}

/// An environment of which no end raises a notification before then, on this computer's own clock.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct SnoozedEnvironment {
    #[ts(type = "number")]
    pub(crate) id: i64,
    /// None while the user may not see it.
    pub(crate) name: Option<String>,
    #[ts(type = "number")]
    pub(crate) until_ms: i64,
}

/// An environment of which no end raises a notification.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct MutedEnvironment {
    #[ts(type = "number")]
    pub(crate) id: i64,
    /// None while the user may not see it.
    pub(crate) name: Option<String>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize, serde::Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum WhileHidden {
    SuspendCompletely,
    WatchQuietly,
}

/// How long "pause notifications" pauses.
#[derive(Clone, Copy, Debug, Eq, PartialEq, serde::Deserialize, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum Pause {
    Off,
    OneHour,
    UntilTomorrow,
}
