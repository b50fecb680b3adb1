//! What is wrong with a line of the file. Of what is written there it repeats the name of the setting and nothing else.

use std::fmt;

use monitor_core::cadence;

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Problem {
    /// From 1; none where it is about the whole file.
    pub line: Option<usize>,
    /// As in `rules.operations.failed`; empty where it is about the whole file.
    pub key: String,
    pub expected: Expected,
}

/// What would have been right there.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Expected {
    Address,
    File,
    /// Anything else: there is no such setting.
    Nothing,
    ProxyAddress,
    ProxyMode,
    Readable,
    Seconds,
    Switch,
    Table,
    Toml,
    WhileHidden,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::Address => "expected an address that begins with https://",
            Self::File => "expected the whole path of a file",
            Self::Nothing => "there is no such setting",
            Self::ProxyAddress => {
                "expected an address such as http://proxy.example.com:3128, with no user, password or path"
            }
            Self::ProxyMode => "expected \"system\", \"none\" or \"manual\"",
            Self::Readable => "expected a file that can be read",
            Self::Seconds => {
                let (least, most) = (cadence::QUIET_MIN.as_secs(), cadence::QUIET_MAX.as_secs());
                return write!(f, "expected a whole number from {least} to {most}");
            }
            Self::Switch => "expected true or false",
            Self::Table => "expected settings below it",
            Self::Toml => "expected TOML",
            Self::WhileHidden => "expected \"watch_quietly\" or \"suspend_completely\"",
        };
        f.write_str(words)
    }
}
