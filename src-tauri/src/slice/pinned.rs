//! One pinned operation in its own window: its row, and what only this window shows of it.

use serde::Serialize;
use ts_rs::TS;

use super::health::{ClockOffSlice, HealthSlice};
use super::look::LookSlice;
use super::pack::PackSlice;
use super::row::RowSlice;

/// One pinned operation in its own window.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct RunSlice {
    pub(crate) look: LookSlice,
    pub(crate) clock_offset_ms: i64,
    /// None while this computer's clock is right enough.
    pub(crate) clock_off: Option<ClockOffSlice>,
    pub(crate) health: HealthSlice,
    pub(crate) row: RowSlice,
    /// Known once the operation was answered in this start of the app.
    pub(crate) detail: Option<RunDetail>,
    /// The latest of its environment; told while it is asked for or settled.
    pub(crate) pack: Option<RunPack>,
    /// The address of its page, where it may be opened.
    pub(crate) link: Option<String>,
    pub(crate) stay_on_top: bool,
    /// No tray shows the icon, and it is the last window: it minimises instead of closing.
    pub(crate) minimises: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct RunDetail {
    /// Summary counts in the server's own keys, in order.
    pub(crate) counts: Vec<Count>,
    pub(crate) failures: Vec<FailureSlice>,
    #[ts(type = "number | null")]
    pub(crate) review_pack_id: Option<i64>,
    pub(crate) context: ContextSlice,
}

/// The latest review pack of an operation's environment, as its card has it.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct RunPack {
    pub(crate) card: PackSlice,
    /// The operation made it.
    pub(crate) own: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct Count {
    pub(crate) key: String,
    #[ts(type = "number")]
    pub(crate) value: i64,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct FailureSlice {
    /// The operator's label; none: show the message alone.
    pub(crate) label: Option<String>,
    pub(crate) message: String,
    #[ts(type = "number | null")]
    pub(crate) count: Option<i64>,
}

/// The technical context of an operation.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum ContextSlice {
    /// It was asked for, and could not be had.
    Failed,
    /// The server has none to give.
    None,
    NotAsked,
    /// Pretty-printed JSON.
    Text {
        json: String,
    },
}
