//! Which endings raise a notification, and what else does: what the user sees and changes, and what the settings file keeps.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which endings raise a notification, and what else does. An unknown outcome always does.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(default)]
#[ts(export)]
pub(crate) struct RulesSlice {
    pub(crate) operations: OperationRules,
    pub(crate) packs: PackRules,
    pub(crate) alerts: AlertRules,
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

/// What is told besides ends.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(default)]
#[ts(export)]
pub(crate) struct AlertRules {
    /// The server does not answer any more.
    pub(crate) blind: bool,
    pub(crate) likely_stale: bool,
    pub(crate) longer_than_usual: bool,
    pub(crate) progress_stuck: bool,
    pub(crate) pack_expires: bool,
}

impl Default for AlertRules {
    fn default() -> Self {
        Self {
            blind: true,
            likely_stale: true,
            longer_than_usual: true,
            progress_stuck: true,
            pack_expires: true,
        }
    }
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
