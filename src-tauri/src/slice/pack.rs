//! The review-pack card, the same wherever an environment is shown.

use serde::Serialize;
use ts_rs::TS;

use super::health::RefreshSlice;

/// The latest review pack of one environment.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct PackSlice {
    #[ts(type = "number")]
    pub(crate) environment_id: i64,
    pub(crate) environment: String,
    pub(crate) workspace: String,
    pub(crate) pinned: bool,
    /// Pinned, and its end raises no notification.
    pub(crate) muted: bool,
    /// No end of its environment raises a notification.
    pub(crate) environment_muted: bool,
    /// Its end is kept back until then, on this computer's own clock; none where it is not.
    #[ts(type = "number | null")]
    pub(crate) snoozed_until_ms: Option<i64>,
    pub(crate) state: PackState,
    pub(crate) refresh: RefreshSlice,
    /// A file beside it; none while nothing is checked.
    pub(crate) check: Option<CheckSlice>,
}

/// A downloaded file, compared with the ready pack on the card.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct CheckSlice {
    /// Its name without its folder.
    pub(crate) file: String,
    pub(crate) state: CheckState,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "found", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum CheckState {
    Failed {
        problem: CheckProblem,
    },
    /// Another file than the pack.
    Other,
    /// In bytes.
    Reading {
        #[ts(type = "number")]
        read: i64,
        #[ts(type = "number")]
        total: i64,
    },
    /// The pack itself.
    Same,
}

/// Why a file could not be read. The message id is `check-problem-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum CheckProblem {
    Denied,
    Missing,
    Unreadable,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "status", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum PackState {
    Expired {
        #[ts(type = "number")]
        created_ms: i64,
        #[ts(type = "number | null")]
        generated_ms: Option<i64>,
        #[ts(type = "number | null")]
        expired_ms: Option<i64>,
        can_open: bool,
    },
    Failed {
        reason: Option<String>,
        can_open: bool,
    },
    /// In scope, but without the capability to see review packs.
    Forbidden,
    /// The environment is no longer available.
    Gone,
    Generating {
        #[ts(type = "number")]
        since_ms: i64,
        can_open: bool,
    },
    /// The environment has no review pack.
    None,
    Queued {
        #[ts(type = "number")]
        since_ms: i64,
        can_open: bool,
    },
    Ready {
        #[ts(type = "number")]
        created_ms: i64,
        #[ts(type = "number | null")]
        generated_ms: Option<i64>,
        #[ts(type = "number | null")]
        expires_ms: Option<i64>,
        /// Bytes.
        #[ts(type = "number | null")]
        size: Option<i64>,
        sha256: Option<String>,
        can_open: bool,
    },
    Unknown {
        raw: String,
        can_open: bool,
    },
    /// Not answered yet.
    Unseen,
}
