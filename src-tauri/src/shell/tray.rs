//! The tray: shows a [`Face`] and says what was chosen. The operating system is touched only when the face changed.

#[cfg(target_os = "linux")]
#[path = "tray_ksni.rs"]
mod platform;
#[cfg(not(target_os = "linux"))]
#[path = "tray_tauri.rs"]
mod platform;

use jiff::ZonedDateTime;
use monitor_core::Skew;

use super::beside::Accounts;
use super::clock;
use super::icon::Icon;
use super::menu::{self, Menu};
use crate::words::{Arg, Words};

pub(crate) use platform::Tray;

/// All there is to see of the tray.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Look {
    pub(crate) icon: Icon,
    pub(crate) menu: Menu,
    pub(crate) title: String,
    pub(crate) tooltip: String,
}

impl Look {
    pub(crate) fn of(accounts: Accounts<'_>, words: &Words) -> Self {
        let icon = Icon::of(accounts.views());
        let (summary, skew) = (accounts.summary(words), accounts.clock_off());
        let tooltip = tooltip(summary, icon.paused, skew, words);
        Self {
            icon,
            menu: menu::menu(accounts, words, &ZonedDateTime::now()),
            title: words.say("app-name"),
            tooltip: accounts.warned(tooltip, words),
        }
    }
}

/// `skew` is by how much this computer's clock is off.
fn tooltip(summary: String, paused: bool, skew: Option<Skew>, words: &Words) -> String {
    let summary = if paused {
        words.say_with("tooltip-with-pause", &[("summary", Arg::Text(&summary))])
    } else {
        summary
    };
    let Some(skew) = skew else {
        return summary;
    };
    let clock = clock::off(skew, words);
    let args = [
        ("summary", Arg::Text(&summary)),
        ("clock", Arg::Text(&clock)),
    ];
    words.say_with("tooltip-with-clock", &args)
}
