//! The app's own logs, and the text about it that may be passed on.

use serde::Serialize;
use ts_rs::TS;

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct LogsSlice {
    /// Whether they say more than usual.
    pub(crate) detailed: bool,
    /// Whether they are kept in files; not in the demo, and not where none can be written.
    pub(crate) kept: bool,
    /// The diagnostics as they were when they were asked for; none until then.
    pub(crate) diagnostics: Option<String>,
}
