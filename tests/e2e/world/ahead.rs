//! A server whose clock is ahead of this computer's: what its answers say of the time is later, and nothing else is.

use jiff::{SignedDuration, Timestamp};

/// The same answer at a later time of the server's; one that says no time stays as it is.
pub(super) fn ahead(answer: &[u8]) -> Vec<u8> {
    let answer = String::from_utf8_lossy(answer);
    match later(&answer) {
        Some(later) => later.into_bytes(),
        None => answer.into_owned().into_bytes(),
    }
}

fn later(answer: &str) -> Option<String> {
    let (before, rest) = answer.split_once(TIME)?;
    let (time, after) = rest.split_once('"')?;
    let time: Timestamp = time.parse().ok()?;
    Some(format!("{before}{TIME}{}\"{after}", time + BY))
}

const TIME: &str = "\"server_time\":\"";
/// Whole seconds: what is written is as long as before, and the head still says how long that is.
const BY: SignedDuration = SignedDuration::from_secs(300);
