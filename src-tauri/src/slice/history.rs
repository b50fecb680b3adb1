//! The history: what became of every end and every alert, newest first. Made only while its dialog is open.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::row::{OutcomeWord, TypeName};

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct HistorySlice {
    pub(crate) state: HistoryState,
    /// With the alerts as many as were asked for.
    pub(crate) entries: Vec<EntrySlice>,
    pub(crate) alerts: Vec<AlertSlice>,
    /// Whether there are older ones.
    pub(crate) more: bool,
    /// What came of the last export; none before the first.
    pub(crate) export: Option<ExportWord>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum HistoryState {
    Read,
    /// There is no ledger's file, or it cannot be read.
    Unreadable,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum ExportWord {
    Failed,
    Written,
}

/// A file's format, as a window names it.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum ExportFormat {
    Csv,
    Json,
}

/// One end.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct EntrySlice {
    /// The operation's id, or the pack's.
    #[ts(type = "number")]
    pub(crate) id: i64,
    /// How a review pack ended; none for an operation.
    pub(crate) pack: Option<PackEndWord>,
    pub(crate) outcome: OutcomeWord,
    pub(crate) type_name: TypeName,
    /// None: workspace-wide, or erased.
    pub(crate) environment: Option<String>,
    /// None: access was lost, and every name erased.
    pub(crate) workspace: Option<String>,
    pub(crate) fate: FateWord,
    /// How many ends its notification told of; none where there was none.
    pub(crate) together: Option<u32>,
    /// None: it was told as soon as it was noticed, or never to be.
    pub(crate) waited: Option<WaitedSlice>,
    pub(crate) times: EntryTimes,
}

/// What was told besides an end, or was not.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct AlertSlice {
    /// Its own number, which no other alert has.
    #[ts(type = "number")]
    pub(crate) number: i64,
    pub(crate) alert: AlertWord,
    /// The operation's id, or the pack's; none: it is of the server.
    #[ts(type = "number | null")]
    pub(crate) id: Option<i64>,
    /// Whether it is of a review pack.
    pub(crate) of_pack: bool,
    pub(crate) type_name: TypeName,
    /// None: workspace-wide, of the server, or erased.
    pub(crate) environment: Option<String>,
    /// Access was lost, and the name erased.
    pub(crate) erased: bool,
    pub(crate) heard: HeardWord,
    /// When that became of it, on this computer's own clock; none where it was not sent, or nothing is known of it.
    #[ts(type = "number | null")]
    pub(crate) heard_ms: Option<i64>,
    /// On this computer's own clock.
    #[ts(type = "number")]
    pub(crate) noticed_ms: i64,
}

/// What an alert says. The message id is `noted-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum AlertWord {
    /// Nothing was known of the server.
    Blind,
    /// This computer's clock was off the server's.
    ClockOff,
    ExpiresInOneDay,
    ExpiresInThreeDays,
    ExpiresInTwoHours,
    LikelyStale,
    LongerThanUsual,
    ProgressStuck,
}

/// What became of an alert that was sent, and of one that was not, why. The message id is `noted-heard-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum HeardWord {
    /// It was so when it was first seen.
    Baseline,
    /// The system took it and says no more.
    HandedOver,
    Muted,
    Paused,
    QuietHours,
    /// Nobody took it.
    Refused,
    /// No rule asks for it.
    Rule,
    /// More is not known.
    Sent,
    Shown,
    Snoozed,
    /// It was sent, and no answer came.
    Unknown,
}

/// How a review pack ended.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum PackEndWord {
    Expired,
    Failed,
    Ready,
}

/// What became of the notification. The message id is `fate-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum FateWord {
    /// Access to its place was lost before it was told.
    Access,
    /// It had ended before it was first seen.
    Baseline,
    /// It waits a moment, to be told with others.
    Grouped,
    /// The system took it and says no more.
    HandedOver,
    Muted,
    /// It waits for the end of a pause.
    Paused,
    /// It is still to be told.
    Pending,
    /// It waits for the end of quiet hours.
    QuietHours,
    /// No rule asks for such an end.
    Rule,
    Shown,
    /// It waits until its snooze is over.
    Snoozed,
    /// It was sent, and no answer came.
    Unknown,
}

/// For what an end waits or waited before it was told.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct WaitedSlice {
    pub(crate) wait: WaitWord,
    /// On this computer's own clock.
    #[ts(type = "number")]
    pub(crate) since_ms: i64,
}

/// For what. The message id is `history-waited-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum WaitWord {
    /// To be told with what ended moments later.
    Grouped,
    Paused,
    QuietHours,
    Snoozed,
}

/// But for the end itself all on this computer's own clock.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct EntryTimes {
    /// On the server's clock.
    #[ts(type = "number | null")]
    pub(crate) ended_ms: Option<i64>,
    #[ts(type = "number")]
    pub(crate) noticed_ms: i64,
    #[ts(type = "number | null")]
    pub(crate) shown_ms: Option<i64>,
    #[ts(type = "number | null")]
    pub(crate) opened_ms: Option<i64>,
}
