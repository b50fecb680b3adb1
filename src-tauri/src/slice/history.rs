//! The history: what became of every end, newest first. Made only while its dialog is open.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::row::{OutcomeWord, TypeName};

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct HistorySlice {
    pub(crate) state: HistoryState,
    /// As many as were asked for.
    pub(crate) entries: Vec<EntrySlice>,
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
    pub(crate) times: EntryTimes,
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
