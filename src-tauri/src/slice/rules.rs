//! Which endings raise a notification: what the user sees and changes, and what the settings file keeps.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which endings raise a notification. An unknown outcome always does.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(default)]
#[ts(export)]
pub(crate) struct RulesSlice {
    pub(crate) operations: OperationRules,
    pub(crate) packs: PackRules,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(default)]
#[ts(export)]
pub(crate) struct OperationRules {
    pub(crate) succeeded: bool,
    pub(crate) partially_succeeded: bool,
    pub(crate) blocked: bool,
    pub(crate) failed: bool,
    pub(crate) cancelled: bool,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(default)]
#[ts(export)]
pub(crate) struct PackRules {
    pub(crate) ready: bool,
    pub(crate) failed: bool,
    /// Had expired before anyone saw it ready.
    pub(crate) expired: bool,
}

impl Default for OperationRules {
    fn default() -> Self {
        Self {
            succeeded: true,
            partially_succeeded: true,
            blocked: true,
            failed: true,
            cancelled: true,
        }
    }
}

impl Default for PackRules {
    fn default() -> Self {
        Self {
            ready: true,
            failed: true,
            expired: true,
        }
    }
}
