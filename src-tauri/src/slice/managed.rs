//! What an administrator set on this computer: which settings are theirs, and which of their lines make no sense.

use serde::Serialize;
use ts_rs::TS;

#[derive(Clone, Debug, Default, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct ManagedSlice {
    /// The path of the administrator's file; none where there is none.
    pub(crate) file: Option<String>,
    /// What no user can change.
    pub(crate) locked: Vec<LockedSetting>,
    /// Lines that set nothing, in their order.
    pub(crate) problems: Vec<ManagedProblem>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum LockedSetting {
    AlertBlind,
    AlertLikelyStale,
    AlertLongerThanUsual,
    AlertPackExpires,
    AlertProgressStuck,
    CaFile,
    OperationBlocked,
    OperationCancelled,
    OperationFailed,
    OperationPartiallySucceeded,
    OperationSucceeded,
    PackExpired,
    PackFailed,
    PackReady,
    Proxy,
    QuietSeconds,
    Server,
    WhileHidden,
}

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct ManagedProblem {
    /// From 1; none where it is about the whole file.
    pub(crate) line: Option<u32>,
    /// As it is written in the file, for example `rules.operations.failed`; empty where it is about the whole file.
    pub(crate) key: String,
    pub(crate) expected: ManagedExpected,
}

/// What would have been right there. The message id is `managed-expected-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum ManagedExpected {
    Address,
    File,
    /// There is no such setting.
    Nothing,
    ProxyAddress,
    ProxyMode,
    Readable,
    Seconds,
    Switch,
    Table,
    Toml,
    WhileHidden,
}
