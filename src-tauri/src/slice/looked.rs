//! When the overview was last looked at: what a window shows, and what the settings file keeps.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A look at the overview that is over; the settings keep the last one of each account.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct LookedSlice {
    /// The newest end that was shown: what ended later is new.
    pub(crate) until_ms: i64,
    /// When what was shown was true.
    pub(crate) at_ms: i64,
}
