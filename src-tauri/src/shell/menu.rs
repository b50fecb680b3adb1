//! The tray's menu and tooltip as plain values.

mod line;

use jiff::ZonedDateTime;
use jiff::tz::TimeZone;
use monitor_core::account::Health;
use monitor_core::view::{Known, PackState, Pinned, View, Worst};
use monitor_core::{AccountId, Fault, OperationId, Target, Timestamp};

use super::beside::Accounts;
use super::clock;
use crate::slice::Pause;
use crate::words::{Arg, Words};

#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Menu {
    pub(crate) entries: Vec<Entry>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Entry {
    /// Chosen, it does this; without an act it is greyed out.
    Item {
        label: String,
        act: Option<Act>,
    },
    Separator,
    Submenu {
        label: String,
        entries: Vec<Self>,
    },
}

/// What a chosen item asks for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Act {
    /// In the overview, from the newest end on.
    OpenHistory,
    OpenOperation(OperationId),
    OpenOverview,
    OpenSettings,
    Pause(Pause),
    Quit,
    SignIn,
    /// The overview shows this account.
    SwitchTo(AccountId),
}

/// An act as a menu item's id, and back: what is chosen is then right even in a menu that was replaced meanwhile.
#[cfg(any(test, not(target_os = "linux")))]
impl Act {
    pub(crate) fn id(self) -> String {
        match self {
            Self::OpenHistory => "history".into(),
            Self::OpenOperation(id) => format!("operation-{id}"),
            Self::OpenOverview => "overview".into(),
            Self::OpenSettings => "settings".into(),
            Self::Pause(Pause::Off) => "pause-off".into(),
            Self::Pause(Pause::OneHour) => "pause-one-hour".into(),
            Self::Pause(Pause::UntilTomorrow) => "pause-until-tomorrow".into(),
            Self::Quit => "quit".into(),
            Self::SignIn => "sign-in".into(),
            Self::SwitchTo(account) => format!("account-{}", account.as_str()),
        }
    }

    pub(crate) fn of(id: &str) -> Option<Self> {
        match id {
            "history" => Some(Self::OpenHistory),
            "overview" => Some(Self::OpenOverview),
            "pause-off" => Some(Self::Pause(Pause::Off)),
            "pause-one-hour" => Some(Self::Pause(Pause::OneHour)),
            "pause-until-tomorrow" => Some(Self::Pause(Pause::UntilTomorrow)),
            "quit" => Some(Self::Quit),
            "settings" => Some(Self::OpenSettings),
            "sign-in" => Some(Self::SignIn),
            _ => {
                if let Some(account) = id.strip_prefix("account-") {
                    return AccountId::parse(account).map(Self::SwitchTo);
                }
                let number = id.strip_prefix("operation-")?.parse().ok()?;
                OperationId::new(number).map(Self::OpenOperation)
            }
        }
    }
}

/// How many pinned targets the menu names before it says "and N more".
const NAMED: usize = 10;

/// The menu of a signed-in app, or of one without an account; every other account has a line that leads to it, and one for
/// what is wrong with it. `now` is this computer's time, in its zone.
pub(crate) fn menu(accounts: Accounts<'_>, words: &Words, now: &ZonedDateTime) -> Menu {
    let view = accounts.view;
    let item = |id: &str, act| Entry::Item {
        label: words.say(id),
        act: Some(act),
    };
    let line = |label| Entry::Item { label, act: None };
    let mut entries = vec![line(accounts.first_line(words))];
    entries.extend(blindness(view, words, now).into_iter().flatten().map(line));
    if let Some(skew) = accounts.clock_off() {
        entries.push(line(clock::off(skew, words)));
        entries.push(line(words.say("clock-next")));
    }
    let others = accounts.others.iter();
    entries.extend(others.flat_map(|other| other.entries(words, now)));
    entries.push(Entry::Separator);
    let Some(view) = view else {
        entries.extend([
            item("menu-sign-in", Act::SignIn),
            item("menu-quit", Act::Quit),
        ]);
        return Menu { entries };
    };
    entries.extend(pinned(view, words, now.time_zone()));
    entries.push(item("menu-open", Act::OpenOverview));
    if view.health == Health::Blind(Fault::SignedOut) {
        entries.push(item("menu-sign-in", Act::SignIn));
    }
    entries.push(pause(view, words));
    entries.extend([
        item("menu-settings", Act::OpenSettings),
        Entry::Separator,
        item("menu-quit", Act::Quit),
    ]);
    Menu { entries }
}

/// The line that tray, tooltip and menu share.
pub(crate) fn summary(view: Option<&View>, words: &Words) -> String {
    let Some(view) = view else {
        return words.say("summary-signed-out");
    };
    let counts = [
        ("watched", Arg::Count(view.summary.watched)),
        ("attention", Arg::Count(view.summary.attention)),
    ];
    match (view.summary.worst, view.health) {
        (_, Health::Blind(fault)) => blind(fault, words),
        (Worst::Attention, _) if view.summary.watched > 0 => {
            words.say_with("summary-attention-and-watched", &counts)
        }
        (Worst::Attention, _) => words.say_with("summary-attention", &counts),
        (Worst::Active, _) => words.say_with("summary-watched", &counts),
        (Worst::Blind | Worst::Idle, _) => words.say("summary-idle"),
    }
}

/// That nothing is known of the server, and why.
pub(crate) fn blind(fault: Fault, words: &Words) -> String {
    if fault == Fault::SignedOut {
        return words.say("summary-signed-out");
    }
    let fault = words.say(&format!("fault-{}", fault.code()));
    words.say_with("summary-blind", &[("fault", Arg::Text(&fault))])
}

/// Where nothing is known of the server: as of when what is shown is, and what to do.
pub(super) fn blindness(
    view: Option<&View>,
    words: &Words,
    now: &ZonedDateTime,
) -> Option<[String; 2]> {
    let view = view?;
    let Health::Blind(fault) = view.health else {
        return None;
    };
    Some([known(view.as_of, words, now), next_step(fault, words)])
}

/// What to do where this keeps the server from answering.
pub(crate) fn next_step(fault: Fault, words: &Words) -> String {
    words.say(&format!("health-next-{}", fault.code()))
}

/// As of when what is shown is, while nothing is known of the server.
pub(crate) fn known(as_of: Option<Timestamp>, words: &Words, now: &ZonedDateTime) -> String {
    match as_of.and_then(|as_of| line::clock(as_of, now)) {
        Some(time) => words.say_with("health-as-of", &[("time", Arg::Text(&time))]),
        None => words.say("health-never"),
    }
}

fn pinned(view: &View, words: &Words, zone: &TimeZone) -> Vec<Entry> {
    let mut ordered: Vec<_> = view.pinned.iter().collect();
    ordered.sort_by_key(|pinned| rank(pinned));
    let speaker = line::Speaker::at(view.as_of, words, zone);
    let mut entries: Vec<_> = ordered
        .iter()
        .take(NAMED)
        .map(|pinned| entry(pinned, &speaker))
        .collect();
    if ordered.len() > NAMED {
        let label = words.say_with("menu-more", &[("count", Arg::Count(ordered.len() - NAMED))]);
        entries.push(Entry::Item {
            label,
            act: Some(Act::OpenOverview),
        });
    }
    if !entries.is_empty() {
        entries.push(Entry::Separator);
    }
    entries
}

/// What needs someone first, then what is under way; within a rank the user's order stays.
fn rank(pinned: &Pinned) -> u8 {
    let under_way = match pinned {
        Pinned::Operation(row) => match &row.known {
            Known::Forbidden | Known::Gone => false,
            Known::Nothing | Known::Run(_) | Known::Seen(_) => row.ending().is_none(),
        },
        Pinned::ReviewPack(card) => {
            matches!(&card.state, PackState::Known(pack) if pack.status.is_active())
        }
    };
    match (pinned.needs_attention(), under_way) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    }
}

fn entry(pinned: &Pinned, speaker: &line::Speaker<'_>) -> Entry {
    let (label, act) = match pinned {
        Pinned::Operation(row) => (speaker.operation(row), Act::OpenOperation(row.id)),
        Pinned::ReviewPack(card) => (speaker.pack(card), Act::OpenOverview),
    };
    Entry::Item {
        label,
        act: Some(act),
    }
}

fn pause(view: &View, words: &Words) -> Entry {
    let item = |id: &str, pause| Entry::Item {
        label: words.say(id),
        act: Some(Act::Pause(pause)),
    };
    if view.paused_until.is_some() {
        return item("menu-resume", Pause::Off);
    }
    Entry::Submenu {
        label: words.say("menu-pause"),
        entries: vec![
            item("menu-pause-one-hour", Pause::OneHour),
            item("menu-pause-tomorrow", Pause::UntilTomorrow),
        ],
    }
}

/// The window a notice leads to: the operation's own, or the overview.
pub(crate) const fn destination(target: Target) -> Act {
    match target {
        Target::Operation(id) => Act::OpenOperation(id),
        Target::ReviewPack(_) => Act::OpenOverview,
    }
}

#[cfg(test)]
pub(crate) mod tests;
