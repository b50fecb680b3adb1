//! How much is said, as the settings file has it.

use serde::{Deserialize, Serialize};

/// How much the app's own code says in its logs.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LogLevel {
    Detailed,
    #[default]
    Normal,
}
