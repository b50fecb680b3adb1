//! What keeps ends back for a time, besides a pause of all of them. What is kept back is told when that time is over.

use crate::id::EnvironmentId;
use crate::notice::Ended;
use crate::run::Ending;
use crate::target::Target;
use crate::time::Timestamp;

/// Of what no end is told for a time.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Reach {
    /// Its operations and review packs, pinned or not.
    Environment(EnvironmentId),
    /// While it is pinned.
    Target(Target),
}

/// For what an end waits before it is told.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Wait {
    /// Others were told just before, and it is told with what else ends in the moments after.
    Grouped,
    /// Notifications are paused.
    Paused,
    /// Its quiet hours last.
    QuietHours,
    /// It or its environment is snoozed.
    Snoozed,
}

impl Wait {
    /// The word in which it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Grouped => "grouped",
            Self::Paused => "paused",
            Self::QuietHours => "quiet_hours",
            Self::Snoozed => "snoozed",
        }
    }
}

/// Quiet hours of one night, on this computer's clock: whoever knows days and time zones has worked them out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct QuietSpan {
    pub from: Timestamp,
    /// Not itself quiet any more.
    pub until: Timestamp,
    /// `None` is everything of the account.
    pub environment: Option<EnvironmentId>,
    pub failures_break_through: bool,
}

impl QuietSpan {
    /// Whether this end waits now.
    #[must_use]
    pub fn holds(&self, end: &Ended, now: Timestamp) -> bool {
        let breaks = self.failures_break_through && is_failure(end.ending);
        self.covers(end.environment_id(), now) && !breaks
    }

    /// Whether it is quiet there now; workspace-wide without an environment.
    #[must_use]
    pub fn covers(&self, environment: Option<EnvironmentId>, now: Timestamp) -> bool {
        let is_meant = self.environment.is_none() || self.environment == environment;
        (self.from..self.until).contains(&now) && is_meant
    }
}

const fn is_failure(ending: Ending) -> bool {
    match ending {
        Ending::Blocked | Ending::Failed => true,
        Ending::Cancelled | Ending::Partial | Ending::Succeeded | Ending::Unknown => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ledgers have them.
    #[test]
    fn what_an_end_waits_for_has_the_words_in_which_it_is_stored() {
        let all = [Wait::Grouped, Wait::Paused, Wait::QuietHours, Wait::Snoozed];
        let words = all.map(Wait::as_str);
        assert_eq!(words, ["grouped", "paused", "quiet_hours", "snoozed"]);
    }
}
