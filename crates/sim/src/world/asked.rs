//! The forms in which servers, and proxies before them, ask for a pause with `Retry-After` (RFC 9110, section 10.2.3), and
//! what the client makes of each. It names nothing else of this crate: a test of the client's reads it too.

use std::time::Duration;

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Form {
    /// A date, by a clock that is right.
    Date,
    /// More seconds than anybody lives.
    Enormous,
    Junk,
    /// A date by a clock that is wrong, in an answer that does not say its own time.
    LoneDate,
    PastDate,
    Seconds,
    /// A date by a clock that is wrong, beside the answer's own.
    SkewedDate,
    Zero,
}

impl Form {
    pub(crate) const ALL: [Self; 8] = [
        Self::Date,
        Self::Enormous,
        Self::Junk,
        Self::LoneDate,
        Self::PastDate,
        Self::Seconds,
        Self::SkewedDate,
        Self::Zero,
    ];

    /// What it comes to where the server wants so many seconds, and its clock is so many ahead of this computer's.
    pub(crate) fn pause(self, seconds: u64, ahead: i64) -> Option<Duration> {
        let seconds = match self {
            Self::Date | Self::Seconds | Self::SkewedDate => seconds,
            Self::Enormous => u64::MAX,
            Self::Junk => return None,
            // Nothing else tells the time then but this computer's clock.
            Self::LoneDate => seconds.saturating_add_signed(ahead),
            Self::PastDate | Self::Zero => 0,
        };
        Some(Duration::from_secs(seconds))
    }
}
