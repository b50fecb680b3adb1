//! What is said where the keyring does not do as asked: why, and what to do next.

use monitor_vault::Error;

use crate::access::sentence;
use crate::exit::Stop;

/// The token could not be read.
pub(crate) fn unread(error: Error) -> Stop {
    let next = match error {
        Error::Absent => "Use --token-file or TENANTATLAS_TOKEN instead.",
        Error::Broken => {
            "Sign in again with tenantatlas login, or use --token-file or TENANTATLAS_TOKEN."
        }
        Error::Denied => {
            "Allow tenantatlas in its settings, or use --token-file or TENANTATLAS_TOKEN."
        }
        Error::Locked => "Unlock it and try again, or use --token-file or TENANTATLAS_TOKEN.",
        Error::Slow => {
            "It may be waiting for you to unlock it: look for its prompt and try again, or use --token-file or TENANTATLAS_TOKEN."
        }
    };
    told(error, next)
}

/// The token was right, and is not kept.
pub(crate) fn unsaved(error: Error) -> Stop {
    let next = match error {
        Error::Absent => {
            "The token is kept nowhere else, so nobody is signed in. Commands that ask the server take --token-file or TENANTATLAS_TOKEN instead."
        }
        Error::Denied => "Allow tenantatlas in its settings, then sign in again.",
        Error::Broken | Error::Locked => "Unlock it, then sign in again.",
        Error::Slow => {
            "It may be waiting for you to unlock it: look for its prompt, then sign in again."
        }
    };
    told(error, next)
}

/// The account is signed out, and its token may still be there.
pub(crate) fn unforgotten(error: Error) -> Stop {
    let next = match error {
        Error::Absent => "When it is back",
        Error::Denied => "When you have allowed tenantatlas in its settings",
        Error::Broken | Error::Locked => "When it is unlocked",
        Error::Slow => "When you have answered its prompt",
    };
    Stop::CannotTell(format!(
        "You are signed out, but the keyring may still have the token: {error}. {next}, remove it with tenantatlas logout; the app does so at its next start."
    ))
}

fn told(error: Error, next: &str) -> Stop {
    Stop::CannotTell(format!("{} {next}", sentence(&error)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_state_of_the_keyring_has_words_of_its_own_and_a_next_step() {
        let all = [
            Error::Absent,
            Error::Broken,
            Error::Denied,
            Error::Locked,
            Error::Slow,
        ];
        for say in [unread, unsaved, unforgotten] {
            let said: BTreeSet<String> = all.iter().map(|error| say(*error).to_string()).collect();
            assert_eq!(said.len(), all.len(), "{said:?}");
            for words in said {
                assert!(words.ends_with('.') && words.contains(". "), "{words}");
            }
        }
    }
}
