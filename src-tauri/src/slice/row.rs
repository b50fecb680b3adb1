//! One operation at a glance: its words, progress and times. Status and outcome are two axes, each with its unknown.

use serde::Serialize;
use ts_rs::TS;

use super::health::RefreshSlice;

/// One operation at a glance; the same on every surface.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct RowSlice {
    #[ts(type = "number")]
    pub(crate) id: i64,
    pub(crate) pinned: bool,
    /// Pinned, and its end raises no notification.
    pub(crate) muted: bool,
    /// No end of its environment raises a notification.
    pub(crate) environment_muted: bool,
    /// Its end is kept back until then, on this computer's own clock; none where it is not.
    #[ts(type = "number | null")]
    pub(crate) snoozed_until_ms: Option<i64>,
    /// The operation is no longer available; nothing but the id is known.
    pub(crate) gone: bool,
    /// In scope, but the user lacks the capability; nothing but the id is known.
    pub(crate) forbidden: bool,
    /// Whether TenantAtlas has a page for it that can be opened.
    pub(crate) can_open: bool,
    pub(crate) type_name: TypeName,
    /// None: workspace-wide.
    pub(crate) environment: Option<String>,
    pub(crate) workspace: Option<String>,
    pub(crate) status: StatusWord,
    pub(crate) outcome: OutcomeWord,
    pub(crate) freshness: FreshnessWord,
    /// It ended, whatever the outcome.
    pub(crate) terminal: bool,
    /// It ended otherwise than well, or is likely stale: shown with a next step.
    pub(crate) attention: bool,
    pub(crate) progress: ProgressSlice,
    pub(crate) initiator: Option<InitiatorSlice>,
    pub(crate) times: Times,
    pub(crate) expected: Option<ExpectedSlice>,
    pub(crate) refresh: RefreshSlice,
}

/// The operation's type, in the server's words or ours.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "known", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum TypeName {
    /// The message id in `terms.ftl`, for example `type-policy-sync`.
    Catalogue { id: String },
    /// The server's own label.
    Label { text: String },
    /// Nothing was answered yet.
    Pending,
    /// Shown as "Unknown operation", with the raw word beside it.
    Unknown { raw: String },
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum StatusWord {
    Completed,
    Queued,
    Running,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum OutcomeWord {
    Blocked,
    Cancelled,
    Failed,
    PartiallySucceeded,
    Pending,
    Succeeded,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum FreshnessWord {
    FreshActive,
    LikelyStale,
    ReconciledFailed,
    TerminalNormal,
    Unknown,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "mode", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum ProgressSlice {
    Activity,
    /// Alone draws a determinate bar.
    Counted {
        #[ts(type = "number")]
        processed: i64,
        #[ts(type = "number")]
        total: i64,
    },
    None,
    Phased {
        label: String,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct InitiatorSlice {
    pub(crate) name: String,
    pub(crate) system: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct Times {
    #[ts(type = "number | null")]
    pub(crate) created_ms: Option<i64>,
    #[ts(type = "number | null")]
    pub(crate) started_ms: Option<i64>,
    #[ts(type = "number | null")]
    pub(crate) ended_ms: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct ExpectedSlice {
    #[ts(type = "number")]
    pub(crate) median_seconds: i64,
    #[ts(type = "number")]
    pub(crate) p90_seconds: i64,
}
