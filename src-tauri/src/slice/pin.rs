//! What is pinned, by what it is. The user's order is told apart from what is known of each, which may change alone.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A pinned operation, or the pinned review pack of an environment.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum PinSlice {
    Operation {
        #[ts(type = "number")]
        id: i64,
    },
    ReviewPack {
        #[ts(type = "number")]
        environment_id: i64,
    },
}
