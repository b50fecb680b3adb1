//! The tray's menu and tooltip as plain values.

use monitor_core::account::Health;
use monitor_core::view::{Known, PackCard, PackState, Pinned, Row, View, Worst};
use monitor_core::{Fault, OperationId, Target};

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
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Act {
    OpenOperation(OperationId),
    OpenOverview,
    OpenSettings,
    Pause(Pause),
    Quit,
    SignIn,
}

/// An act as a menu item's id, and back: what is chosen is then right even in a menu that was replaced meanwhile.
#[cfg(any(test, not(target_os = "linux")))]
impl Act {
    pub(crate) fn id(self) -> String {
        match self {
            Self::OpenOperation(id) => format!("operation-{id}"),
            Self::OpenOverview => "overview".into(),
            Self::OpenSettings => "settings".into(),
            Self::Pause(Pause::Off) => "pause-off".into(),
            Self::Pause(Pause::OneHour) => "pause-one-hour".into(),
            Self::Pause(Pause::UntilTomorrow) => "pause-until-tomorrow".into(),
            Self::Quit => "quit".into(),
            Self::SignIn => "sign-in".into(),
        }
    }

    pub(crate) fn of(id: &str) -> Option<Self> {
        match id {
            "overview" => Some(Self::OpenOverview),
            "pause-off" => Some(Self::Pause(Pause::Off)),
            "pause-one-hour" => Some(Self::Pause(Pause::OneHour)),
            "pause-until-tomorrow" => Some(Self::Pause(Pause::UntilTomorrow)),
            "quit" => Some(Self::Quit),
            "settings" => Some(Self::OpenSettings),
            "sign-in" => Some(Self::SignIn),
            _ => {
                let number = id.strip_prefix("operation-")?.parse().ok()?;
                OperationId::new(number).map(Self::OpenOperation)
            }
        }
    }
}

/// How many pinned targets the menu names before it says "and N more".
const NAMED: usize = 10;

/// The menu of a signed-in app, or of one without an account.
pub(crate) fn menu(view: Option<&View>, words: &Words) -> Menu {
    let item = |id: &str, act| Entry::Item {
        label: words.say(id),
        act: Some(act),
    };
    let mut entries = vec![
        Entry::Item {
            label: summary(view, words),
            act: None,
        },
        Entry::Separator,
    ];
    let Some(view) = view else {
        entries.extend([
            item("menu-sign-in", Act::SignIn),
            item("menu-quit", Act::Quit),
        ]);
        return Menu { entries };
    };
    entries.extend(pinned(view, words));
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
        (_, Health::Blind(Fault::SignedOut)) => words.say("summary-signed-out"),
        (_, Health::Blind(fault)) => {
            let fault = words.say(fault_id(fault));
            words.say_with("summary-blind", &[("fault", Arg::Text(&fault))])
        }
        (Worst::Attention, _) if view.summary.watched > 0 => {
            words.say_with("summary-attention-and-watched", &counts)
        }
        (Worst::Attention, _) => words.say_with("summary-attention", &counts),
        (Worst::Active, _) => words.say_with("summary-watched", &counts),
        (Worst::Blind | Worst::Idle, _) => words.say("summary-idle"),
    }
}

fn pinned(view: &View, words: &Words) -> Vec<Entry> {
    // What needs someone first, then what is under way; the rest in the order it was pinned.
    let mut ordered: Vec<_> = view.pinned.iter().collect();
    ordered.sort_by_key(|pinned| match pinned {
        Pinned::Operation(row) if row.needs_attention() => 0,
        Pinned::Operation(row) if row.ending().is_none() => 1,
        Pinned::Operation(_) | Pinned::ReviewPack(_) => 2,
    });
    let mut entries: Vec<_> = ordered
        .iter()
        .take(NAMED)
        .map(|pinned| entry(pinned, words))
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

fn entry(pinned: &Pinned, words: &Words) -> Entry {
    let (label, act) = match pinned {
        Pinned::Operation(row) => (operation(row, words), Act::OpenOperation(row.id)),
        Pinned::ReviewPack(card) => (pack(card, words), Act::OpenOverview),
    };
    Entry::Item {
        label,
        act: Some(act),
    }
}

fn operation(row: &Row, words: &Words) -> String {
    let number = words.operation(row.id.value());
    let (kind, label, environment) = match &row.known {
        Known::Forbidden => {
            return words.say_with(
                "menu-operation-forbidden",
                &[("operation", Arg::Text(&number))],
            );
        }
        Known::Gone => {
            return words.say_with("menu-operation-gone", &[("operation", Arg::Text(&number))]);
        }
        Known::Nothing => {
            return words.say_with(
                "menu-operation-unseen",
                &[("operation", Arg::Text(&number))],
            );
        }
        Known::Run(run) => (
            Some(&run.kind),
            run.label.as_deref(),
            run.environment.as_ref(),
        ),
        Known::Seen(seen) => (
            seen.kind.as_ref(),
            seen.label.as_deref(),
            seen.environment.as_ref(),
        ),
    };
    let environment =
        environment.map_or_else(|| words.say("workspace-wide"), |(_, name)| name.clone());
    let kind = words.operation_type(kind, label);
    let state = words.say(&state_id(row));
    let args = [
        ("type", Arg::Text(&kind)),
        ("environment", Arg::Text(&environment)),
        ("operation", Arg::Text(&number)),
        ("state", Arg::Text(&state)),
    ];
    words.say_with("menu-operation", &args)
}

/// The outcome once it ended, the status until then; likely stale before either.
fn state_id(row: &Row) -> String {
    use monitor_core::run::{Freshness, Status};
    if let Some(ending) = row.ending() {
        return format!("outcome-{}", ending.as_str());
    }
    let status = match &row.known {
        Known::Run(run) if run.freshness == Freshness::LikelyStale => {
            return "freshness-likely-stale".into();
        }
        Known::Run(run) => run.status.clone(),
        Known::Seen(seen) => seen.run_status(),
        Known::Forbidden | Known::Gone | Known::Nothing => return "status-unknown".into(),
    };
    let id = match status {
        Status::Completed | Status::LegacyFailed => "status-completed",
        Status::Other(_) => "status-unknown",
        Status::Queued => "status-queued",
        Status::Running => "status-running",
    };
    id.into()
}

fn pack(card: &PackCard, words: &Words) -> String {
    let id = match &card.state {
        PackState::Expired(_) => "pack-expired".into(),
        PackState::Forbidden => "pack-forbidden".into(),
        PackState::Gone => "pack-gone".into(),
        PackState::None => "pack-none".into(),
        PackState::Known(pack) => pack_id(&pack.status),
        PackState::Unseen => "pack-unseen".to_owned(),
    };
    let state = words.say(&id);
    words.say_with(
        "menu-pack",
        &[
            ("environment", Arg::Text(&card.environment_name)),
            ("state", Arg::Text(&state)),
        ],
    )
}

fn pack_id(status: &monitor_core::PackStatus) -> String {
    use monitor_core::PackStatus;
    match status {
        PackStatus::Other(_) => "pack-unknown".into(),
        PackStatus::Expired
        | PackStatus::Failed
        | PackStatus::Generating
        | PackStatus::Queued
        | PackStatus::Ready => format!("pack-{}", status.as_str()),
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

const fn fault_id(fault: Fault) -> &'static str {
    match fault {
        Fault::Forbidden => "fault-forbidden",
        Fault::Gone => "fault-gone",
        Fault::Offline => "fault-offline",
        Fault::Server { .. } => "fault-server",
        Fault::SignedOut => "fault-signed-out",
        Fault::Throttled { .. } => "fault-throttled",
        Fault::Unreadable => "fault-unreadable",
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
mod tests;
