//! Native notices: their words, and the platform's way of showing them.

mod alerts;
mod count;
#[cfg(target_os = "linux")]
#[path = "notify_dbus.rs"]
mod platform;
#[cfg(not(target_os = "linux"))]
#[path = "notify_plugin.rs"]
mod platform;

use jiff::ZonedDateTime;
use monitor_core::alert::{About, Reason};
use monitor_core::digest::Line;
use monitor_core::ports::Delivery;
use monitor_core::{Ended, Fault, Notice, Target};

use super::menu::{self, Act, destination};
use crate::words::{Arg, Words};

pub(crate) use platform::Notifier;

/// A notice in words. Plain text: who shows it escapes it for the platform.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Toast {
    pub(crate) title: String,
    pub(crate) body: String,
    /// What a click on it, and its first button, does in words.
    pub(crate) open: String,
    /// None where it tells of several targets, or of none.
    pub(crate) mute: Option<Mute>,
    /// Of what it tells the ends: whoever clicks it has opened all of them.
    pub(crate) ends: Vec<Target>,
    pub(crate) urgency: Urgency,
    /// What a click does.
    pub(crate) act: Act,
}

/// The button that mutes what a notice tells of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Mute {
    pub(crate) label: String,
    pub(crate) target: Target,
}

/// What was pressed on a notification.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Button {
    Mute,
    /// The body, too.
    Open,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Urgency {
    /// Stays until it is dismissed, where the platform has that.
    Critical,
    Normal,
}

/// What became of a toast.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Attempt {
    pub(crate) delivery: Delivery,
    pub(crate) refusal: Option<Refusal>,
}

/// Why the notification daemon did not do as asked: the error's name on the bus, which holds nothing of what was said.
/// None where there is no bus.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Refusal(pub(crate) Option<String>);

/// What the notification daemon says of itself.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Daemon {
    pub(crate) name: String,
    pub(crate) version: String,
    /// It tells of clicks.
    pub(crate) actions: bool,
    /// It shows more than a title.
    pub(crate) body: bool,
    /// It keeps what was missed.
    pub(crate) persistence: bool,
}

/// How a notification went from the screen.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Closing {
    Dismissed,
    Expired,
    /// By a program, or for a reason that the daemon does not give.
    Withdrawn,
}

/// How many lines a digest has before it says "and N more".
const NAMED: usize = 5;
/// How many lines of it what else fell due has. Its title counts all.
const WARNED: usize = 3;

impl Toast {
    /// `now` is this computer's time, in its zone.
    pub(crate) fn of(notice: &Notice, words: &Words, now: &ZonedDateTime) -> Self {
        let expiring = count::expiring(notice, now);
        let one = match notice.ended.as_slice() {
            [one] if expiring == 0 && !tells_besides(notice) => Some(one),
            _ => None,
        };
        let (mut toast, act) = match one {
            Some(one) => (single(one, words), destination(one.target)),
            None => (digest(notice, words, now), Act::OpenHistory),
        };
        let mute = one.map(|one| Mute {
            label: words.say("notice-mute"),
            target: one.target,
        });
        if notice.may_repeat {
            toast.1 = format!("{}\n{}", toast.1, words.say("notice-may-repeat"));
        }
        let attention = notice
            .ended
            .iter()
            .any(|ended| ended.ending.needs_attention());
        Self {
            title: toast.0,
            body: toast.1,
            open: words.say(match act {
                Act::OpenHistory => "notice-open-history",
                Act::OpenOperation(_) => "notice-open",
                Act::OpenOverview
                | Act::OpenSettings
                | Act::Pause(_)
                | Act::Quit
                | Act::SignIn
                | Act::SwitchTo(_) => "notice-open-overview",
            }),
            mute,
            ends: notice.ended.iter().map(|ended| ended.target).collect(),
            urgency: if attention {
                Urgency::Critical
            } else {
                Urgency::Normal
            },
            act,
        }
    }

    /// Among several accounts it says which one it is from.
    pub(crate) fn named(mut self, account: Option<&str>) -> Self {
        if let Some(account) = account {
            let end = if self.body.is_empty() { "" } else { "\n" };
            self.body = format!("{}{end}{account}", self.body);
        }
        self
    }

    /// What the notification check sends to see whether it arrives. A click leads back to where the check is.
    pub(crate) fn rehearsal(words: &Words) -> Self {
        let body = words.say("notice-rehearsal-body");
        Self::of_the_monitor(words.say("notice-rehearsal"), body, Urgency::Normal, words)
    }

    /// No window can be made. A click tries again.
    pub(crate) fn of_missing_engine(why: &str, words: &Words) -> Self {
        let body = words.say_with("engine-missing-next", &[("why", Arg::Text(why))]);
        Self::of_the_monitor(words.say("engine-missing"), body, Urgency::Critical, words)
    }

    /// It tells of no target, and leads to the overview.
    fn of_the_monitor(title: String, body: String, urgency: Urgency, words: &Words) -> Self {
        Self {
            title,
            body,
            open: words.say("notice-open-overview"),
            mute: None,
            ends: Vec::new(),
            urgency,
            act: Act::OpenOverview,
        }
    }
}

fn single(ended: &Ended, words: &Words) -> (String, String) {
    let Some(environment) = place(ended, words) else {
        return (
            title(ended, words),
            number(ended.target, ended.subject, words),
        );
    };
    let operation = words.operation(ended.subject);
    let mut args = vec![
        ("environment", Arg::Text(&environment)),
        ("operation", Arg::Text(&operation)),
    ];
    if let Some(reason) = &ended.reason {
        args.push(("reason", Arg::Text(reason)));
    }
    let id = match (ended.target, &ended.reason) {
        (Target::Operation(_), None) => "notice-body",
        (Target::Operation(_), Some(_)) => "notice-body-reason",
        (Target::ReviewPack(_), None) => "notice-pack-body",
        (Target::ReviewPack(_), Some(_)) => "notice-pack-body-reason",
    };
    (title(ended, words), words.say_with(id, &args))
}

fn digest(notice: &Notice, words: &Words, now: &ZonedDateTime) -> (String, String) {
    let lines = notice.lines();
    let named = lines.iter().take(NAMED);
    let mut said: Vec<_> = named.map(|line| worded(line, words)).collect();
    let unnamed: usize = lines.iter().skip(NAMED).map(Line::ends).sum();
    if unnamed > 0 {
        let count = [("count", Arg::Count(unnamed))];
        said.push(words.say_with("notice-digest-more", &count));
    }
    let warned = warned(notice).iter().take(WARNED);
    said.extend(warned.map(|(about, reason)| alerts::line(about, *reason, words)));
    said.extend(silence(notice).map(|fault| menu::blind(fault, words)));
    (count::title(notice, words, now), said.join("\n"))
}

/// Whether it tells of anything besides its ends.
fn tells_besides(notice: &Notice) -> bool {
    !warned(notice).is_empty() || silence(notice).is_some()
}

/// Why the server does not answer, where it tells of that.
fn silence(notice: &Notice) -> Option<Fault> {
    let blind = notice.away.as_ref()?.blind;
    blind.map(|(fault, _)| fault)
}

/// What it tells of what is watched besides its ends.
fn warned(notice: &Notice) -> &[(About, Reason)] {
    let away = notice.away.as_ref();
    away.map(|away| away.warned.as_slice()).unwrap_or_default()
}

fn worded(told: &Line<'_>, words: &Words) -> String {
    match told {
        Line::Cause {
            first,
            reason,
            environments,
            ..
        } => cause(first, reason, *environments, words),
        Line::One(ended) => line(ended, words),
    }
}

/// A reason is the server's own text, which may name somebody.
fn cause(first: &Ended, reason: &str, environments: usize, words: &Words) -> String {
    let title = title(first, words);
    let title = ("title", Arg::Text(&title));
    let count = ("count", Arg::Count(environments));
    match words.discretion.heard(Some(reason)) {
        Some(reason) => {
            let args = [title, count, ("reason", Arg::Text(reason))];
            words.say_with("notice-digest-cause", &args)
        }
        None => words.say_with("notice-digest-cause-nameless", &[title, count]),
    }
}

fn line(ended: &Ended, words: &Words) -> String {
    let title = title(ended, words);
    let environment =
        place(ended, words).unwrap_or_else(|| number(ended.target, ended.subject, words));
    let args = [
        ("title", Arg::Text(&title)),
        ("environment", Arg::Text(&environment)),
    ];
    words.say_with("notice-digest-line", &args)
}

fn title(ended: &Ended, words: &Words) -> String {
    match ended.target {
        Target::Operation(_) => {
            let kind = words.operation_type(ended.kind.as_ref(), ended.label.as_deref());
            words.say_with(
                &format!("notice-{}", ended.ending.as_str()),
                &[("type", Arg::Text(&kind))],
            )
        }
        Target::ReviewPack(_) if ended.expired => words.say("notice-pack-expired"),
        Target::ReviewPack(_) => words.say(if ended.ending.needs_attention() {
            "notice-pack-failed"
        } else {
            "notice-pack-succeeded"
        }),
    }
}

fn place(ended: &Ended, words: &Words) -> Option<String> {
    words.place(ended.environment.as_ref().map(|(_, name)| name.as_str()))
}

/// What is told of, where its place may not be named.
fn number(target: Target, subject: i64, words: &Words) -> String {
    match target {
        Target::Operation(_) => words.operation(subject),
        Target::ReviewPack(_) => words.review_pack(subject),
    }
}

#[cfg(test)]
mod tests;
