//! How the program ends: what scripts decide by.

use std::fmt;
use std::io::{self, ErrorKind};
use std::process::ExitCode;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Exit {
    Failed,
    Partial,
    /// Nobody reads the output any more.
    ReaderGone,
    /// Asked to end, by this signal.
    Signalled(u8),
    Succeeded,
    Unknown,
    Usage,
}

impl Exit {
    /// The worse of two ends. A known failure is one whatever else is not known.
    pub(crate) fn and(self, other: Self) -> Self {
        if other.weight() > self.weight() {
            other
        } else {
            self
        }
    }

    const fn weight(self) -> u8 {
        match self {
            Self::Succeeded => 0,
            Self::Partial => 1,
            Self::Unknown => 2,
            Self::Failed => 3,
            Self::ReaderGone | Self::Signalled(_) | Self::Usage => 4,
        }
    }

    const fn code(self) -> u8 {
        match self {
            Self::Succeeded => 0,
            Self::Failed => 1,
            Self::Partial => 2,
            Self::Unknown => 3,
            // As `sysexits.h` has it.
            Self::Usage => 64,
            // As a shell tells of a program that a signal ended: SIGPIPE is 13.
            Self::ReaderGone => 128 + 13,
            Self::Signalled(signal) => 128_u8.saturating_add(signal),
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Why it cannot go on, in words for standard error.
#[derive(Debug)]
pub(crate) enum Stop {
    CannotTell(String),
    /// Nobody reads the output any more, and nobody is told.
    ReaderGone,
    /// While waiting for input, the keyring or the server.
    Signalled(Exit),
    Usage(String),
}

impl Stop {
    pub(crate) const fn exit(&self) -> Exit {
        match self {
            Self::CannotTell(_) => Exit::Unknown,
            Self::ReaderGone => Exit::ReaderGone,
            Self::Signalled(exit) => *exit,
            Self::Usage(_) => Exit::Usage,
        }
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CannotTell(words) | Self::Usage(words) => f.write_str(words),
            Self::ReaderGone | Self::Signalled(_) => Ok(()),
        }
    }
}

/// Of writing to standard output, or of hearing signals.
impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            Self::ReaderGone
        } else {
            Self::CannotTell(error.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_failure_counts_before_what_is_not_known_and_that_before_a_part() {
        let of = |ends: &[Exit]| ends.iter().copied().fold(Exit::Succeeded, Exit::and).code();
        assert_eq!(of(&[]), 0);
        assert_eq!(of(&[Exit::Succeeded, Exit::Partial]), 2);
        assert_eq!(of(&[Exit::Unknown, Exit::Partial]), 3);
        assert_eq!(of(&[Exit::Partial, Exit::Failed, Exit::Unknown]), 1);
    }

    #[test]
    fn a_closed_pipe_ends_quietly_and_as_shells_know_it() {
        let stop = Stop::from(io::Error::from(ErrorKind::BrokenPipe));
        assert_eq!((stop.exit().code(), stop.to_string()), (141, String::new()));
    }
}
