//! That this computer's clock is off, in the words that tray, menu and notification share.

use monitor_core::Skew;

use crate::words::{Arg, Words};

/// By how much, in the one unit that says enough.
pub(crate) fn off(skew: Skew, words: &Words) -> String {
    let minutes = skew.by.as_secs() / 60;
    let (id, count) = match minutes {
        0..120 => ("clock-minutes", minutes),
        120..2_880 => ("clock-hours", (minutes + 30) / 60),
        2_880.. => ("clock-days", (minutes + 720) / 1_440),
    };
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let span = words.say_with(id, &[("count", Arg::Count(count))]);
    let id = if skew.ahead {
        "clock-ahead"
    } else {
        "clock-behind"
    };
    words.say_with(id, &[("span", Arg::Text(&span))])
}
