//! What the user is told besides ends: that nothing is known of the server any more, that this computer's clock is off, and
//! what the server's own words say of something pinned that has not ended, or of a review pack that will not be there much
//! longer. Words are made by whoever shows it.
//!
//! Deliberately absent: ends. An alert that may have been shown is told by no later start; the history has it.

use std::time::Duration;

use crate::fault::Fault;
use crate::id::EnvironmentId;
use crate::operation_type::OperationType;
use crate::skew::Skew;
use crate::target::Target;
use crate::time::Timestamp;

/// One thing worth knowing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Alert {
    /// The server has not answered for longer than the grace. It is a fault of nothing that is watched.
    Blind {
        fault: Fault,
        /// The server's clock at the last good answer.
        as_of: Option<Timestamp>,
    },
    /// This computer's clock has been off the server's for longer than the grace.
    ClockOff(Skew),
    Warned(About, Reason),
}

/// What an alert says, in the word in which the history keeps it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Topic {
    Blind,
    ClockOff,
    Warned(Warning),
}

/// Why nobody hears of an alert.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Dropped {
    /// It was so at first sight.
    Baseline,
    Muted,
    Paused,
    QuietHours,
    /// No rule asks for it.
    Rule,
    Snoozed,
}

/// What a warning is about, with what is needed to word it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct About {
    pub target: Target,
    /// The operation's id, or the pack's.
    pub subject: i64,
    pub kind: Option<OperationType>,
    pub label: Option<String>,
    /// `None` is workspace-wide.
    pub environment: Option<(EnvironmentId, String)>,
}

/// Why somebody is warned, with its numbers.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Reason {
    /// The server says that it stopped reporting (spec 233).
    LikelyStale,
    /// It has been at work for longer than nine of ten of its type.
    LongerThanUsual { elapsed: Duration, p90: Duration },
    /// The review pack expires in so long.
    PackExpires { remaining: Duration },
    /// What the server counts has not moved for so long.
    ProgressStuck {
        processed: i64,
        total: i64,
        unchanged: Duration,
    },
}

/// A warning's name. With its target and its subject it is given once, unless it was sent and nobody took it.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Warning {
    ExpiresInThreeDays,
    ExpiresInOneDay,
    ExpiresInTwoHours,
    LikelyStale,
    LongerThanUsual,
    ProgressStuck,
}

impl Alert {
    #[must_use]
    pub const fn topic(&self) -> Topic {
        match self {
            Self::Blind { .. } => Topic::Blind,
            Self::ClockOff(_) => Topic::ClockOff,
            Self::Warned(_, reason) => Topic::Warned(reason.warning()),
        }
    }
}

impl Reason {
    /// Of an expiry the last one that is due.
    #[must_use]
    pub const fn warning(self) -> Warning {
        const DAY: u64 = 24 * 3_600;
        match self {
            Self::LikelyStale => Warning::LikelyStale,
            Self::LongerThanUsual { .. } => Warning::LongerThanUsual,
            Self::PackExpires { remaining } => match remaining.as_secs() {
                0..=7_200 => Warning::ExpiresInTwoHours,
                7_201..=DAY => Warning::ExpiresInOneDay,
                _ => Warning::ExpiresInThreeDays,
            },
            Self::ProgressStuck { .. } => Warning::ProgressStuck,
        }
    }
}

impl Topic {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blind => "blind",
            Self::ClockOff => "clock_off",
            Self::Warned(warning) => warning.as_str(),
        }
    }

    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let of_the_server = [Self::Blind, Self::ClockOff];
        of_the_server
            .into_iter()
            .find(|topic| topic.as_str() == word)
            .or_else(|| Warning::parse(word).map(Self::Warned))
    }
}

impl Dropped {
    pub const ALL: [Self; 6] = [
        Self::Baseline,
        Self::Muted,
        Self::Paused,
        Self::QuietHours,
        Self::Rule,
        Self::Snoozed,
    ];

    /// The word in which it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Muted => "muted",
            Self::Paused => "paused",
            Self::QuietHours => "quiet_hours",
            Self::Rule => "rule",
            Self::Snoozed => "snoozed",
        }
    }

    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.as_str() == word)
    }
}

impl Warning {
    pub const ALL: [Self; 6] = [
        Self::ExpiresInThreeDays,
        Self::ExpiresInOneDay,
        Self::ExpiresInTwoHours,
        Self::LikelyStale,
        Self::LongerThanUsual,
        Self::ProgressStuck,
    ];

    /// Those before a review pack expires, the earliest first.
    pub const OF_EXPIRY: [Self; 3] = [
        Self::ExpiresInThreeDays,
        Self::ExpiresInOneDay,
        Self::ExpiresInTwoHours,
    ];

    /// How long before the expiry it is given; `None` where it is of something else.
    #[must_use]
    pub const fn before_expiry(self) -> Option<Duration> {
        match self {
            Self::ExpiresInThreeDays => Some(Duration::from_secs(3 * 24 * 3_600)),
            Self::ExpiresInOneDay => Some(Duration::from_secs(24 * 3_600)),
            Self::ExpiresInTwoHours => Some(Duration::from_secs(2 * 3_600)),
            Self::LikelyStale | Self::LongerThanUsual | Self::ProgressStuck => None,
        }
    }

    /// The word in which it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ExpiresInThreeDays => "expires_in_three_days",
            Self::ExpiresInOneDay => "expires_in_one_day",
            Self::ExpiresInTwoHours => "expires_in_two_hours",
            Self::LikelyStale => "likely_stale",
            Self::LongerThanUsual => "longer_than_usual",
            Self::ProgressStuck => "progress_stuck",
        }
    }

    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|warning| warning.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_survives_being_stored() {
        for warning in Warning::ALL {
            assert_eq!(Warning::parse(warning.as_str()), Some(warning));
        }
        assert_eq!(Warning::parse("thunder"), None);
    }

    #[test]
    fn a_topic_and_why_nobody_heard_of_it_survive_being_stored() {
        let warned = Warning::ALL.into_iter().map(Topic::Warned);
        for topic in warned.chain([Topic::Blind]) {
            assert_eq!(Topic::parse(topic.as_str()), Some(topic));
        }
        for why in Dropped::ALL {
            assert_eq!(Dropped::parse(why.as_str()), Some(why));
        }
        assert_eq!((Topic::parse(""), Dropped::parse("")), (None, None));
    }

    #[test]
    fn an_expiry_is_kept_as_the_last_warning_of_it_that_is_due() {
        for warning in Warning::OF_EXPIRY {
            let remaining = warning.before_expiry().expect("it is of an expiry");
            let reason = Reason::PackExpires { remaining };
            assert_eq!(reason.warning(), warning);
        }
    }

    #[test]
    fn each_warning_of_an_expiry_is_later_than_the_one_before() {
        let spans = Warning::OF_EXPIRY.map(Warning::before_expiry);
        assert!(spans.is_sorted_by(|a, b| a > b), "{spans:?}");
        assert!(spans.iter().all(Option::is_some), "{spans:?}");
    }
}
