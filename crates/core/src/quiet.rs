//! What keeps ends back for a time, besides a pause of all of them. What is kept back is told when that time is over.

use crate::id::EnvironmentId;
use crate::target::Target;

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
    /// Notifications are paused.
    Paused,
    /// It or its environment is snoozed.
    Snoozed,
}

impl Wait {
    /// The word in which it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paused => "paused",
            Self::Snoozed => "snoozed",
        }
    }
}
