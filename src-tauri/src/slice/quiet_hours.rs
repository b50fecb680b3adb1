//! Quiet hours: what the user sees and changes, and what the settings file keeps.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Ends wait until they are over, and are told together then.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[ts(export)]
pub(crate) struct QuietHours {
    /// Whose they are, as the settings name it. None: of every account, and then of everything.
    pub(crate) account: Option<String>,
    /// On which they begin.
    pub(crate) days: Vec<Day>,
    /// Minutes since midnight.
    pub(crate) from: u16,
    /// The same; where it is not after the beginning, of the next day.
    pub(crate) to: u16,
    /// By its IANA name, such as `Europe/Berlin`.
    pub(crate) time_zone: String,
    /// Of that account alone, as ids repeat from server to server. None: everything.
    #[ts(type = "Array<number> | null")]
    pub(crate) environments: Option<Vec<i64>>,
    /// What failed or is blocked is told all the same.
    pub(crate) failures_break_through: bool,
}

/// The message id is `day-<code>`.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub(crate) enum Day {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}
