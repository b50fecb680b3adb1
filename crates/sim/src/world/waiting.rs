//! Ends that wait here: for the end of a pause or a snooze, as the view shows them, or of quiet hours, as the user keeps
//! them; and whether they are told when that is over, and not before.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use monitor_core::ports::Record;
use monitor_core::{Ended, Ending, EnvironmentId, QuietSpan, Reach, Target, Timestamp, Wait};

use super::{Claim, Key, World, key, secs};

/// Quiet hours that begin and end in so many seconds.
#[derive(Clone, Copy, Debug)]
pub struct Hours {
    pub from: u64,
    pub until: u64,
    /// `None` is everything.
    pub environment: Option<i64>,
    pub failures_break_through: bool,
}

/// Ends that wait.
pub(super) type Waiting = BTreeMap<Key, Held>;

#[derive(Clone, Debug)]
pub(super) struct Held {
    end: Ended,
    /// Since when it waits for nothing any more, as far as anybody looked.
    free: Option<Duration>,
}

/// What keeps ends back now.
pub(super) struct Quiet {
    is_paused: bool,
    snoozed: BTreeSet<Reach>,
    spans: Vec<QuietSpan>,
}

impl Held {
    fn of(end: &Ended) -> (Key, Self) {
        let held = Self {
            end: end.clone(),
            free: None,
        };
        (key(end), held)
    }
}

impl Quiet {
    pub(super) const fn is_paused(&self) -> bool {
        self.is_paused
    }

    /// Whether quiet hours last there now; those of everything, where it is in no environment.
    pub(super) fn is_in_hours(&self, environment: Option<EnvironmentId>) -> bool {
        self.spans_of(environment).next().is_some()
    }

    pub(super) fn is_snoozed(&self, target: Target, environment: Option<EnvironmentId>) -> bool {
        let all = environment.map(Reach::Environment);
        self.snoozed.contains(&Reach::Target(target))
            || all.is_some_and(|all| self.snoozed.contains(&all))
    }

    /// For what this end waits.
    fn reasons(&self, end: &Ended) -> Vec<Wait> {
        let environment = end.environment_id();
        let is_failure = matches!(end.ending, Ending::Blocked | Ending::Failed);
        let mut spans = self.spans_of(environment);
        let is_in_hours = spans.any(|span| !(is_failure && span.failures_break_through));
        let reasons = [
            (Wait::Paused, self.is_paused),
            (Wait::Snoozed, self.is_snoozed(end.target, environment)),
            (Wait::QuietHours, is_in_hours),
        ];
        let lasting = reasons.into_iter().filter(|(_, lasts)| *lasts);
        lasting.map(|(wait, _)| wait).collect()
    }

    fn spans_of(&self, environment: Option<EnvironmentId>) -> impl Iterator<Item = &QuietSpan> {
        self.spans
            .iter()
            .filter(move |span| span.environment.is_none() || span.environment == environment)
    }
}

impl World {
    /// In place of the quiet hours before.
    pub fn keep_hours(&mut self, hours: &[Hours]) {
        let wall = self.now().wall;
        let spans = hours.iter().map(|hours| QuietSpan {
            from: wall.after(secs(hours.from)),
            until: wall.after(secs(hours.until)),
            environment: hours.environment.and_then(EnvironmentId::new),
            failures_break_through: hours.failures_break_through,
        });
        self.keep_quiet(spans.collect());
    }

    /// Everything that keeps ends back is ended by hand.
    pub fn keep_nothing_back(&mut self) {
        self.pause(None);
        self.keep_quiet(Vec::new());
        let snoozed = self.view().snoozes;
        for reach in snoozed.into_keys() {
            self.snooze(reach, None);
        }
    }

    pub(super) fn quiet(&self) -> Quiet {
        let wall = self.now().wall;
        self.quiet_while(|until| wall < until)
    }

    fn quiet_while(&self, lasts: impl Fn(Timestamp) -> bool) -> Quiet {
        let (view, wall) = (self.view(), self.now().wall);
        let snoozes = view.snoozes.into_iter();
        let lasting = snoozes.filter(|(_, until)| lasts(*until));
        let spans = self.quiet_hours.iter().copied();
        let spans = spans.filter(|span| (span.from..span.until).contains(&wall));
        Quiet {
            is_paused: view.paused_until.is_some_and(&lasts),
            snoozed: lasting.map(|(reach, _)| reach).collect(),
            spans: spans.collect(),
        }
    }

    /// What the ledger left this process, and what waits of it.
    pub(super) fn take_up_waits(&mut self) {
        if !self.judge.is_on {
            return;
        }
        let (untold, quiet) = (self.ledger().untold(), self.quiet());
        let waiting = untold.iter().filter(|end| !quiet.reasons(end).is_empty());
        self.waiting = waiting.map(Held::of).collect();
    }

    /// What is withheld waits for something that lasts.
    pub(super) fn judge_withheld(&mut self, ended: &[Ended], wait: Wait) {
        if !self.judge.is_on {
            return;
        }
        // What is shown lasts, whatever a clock says that counts in milliseconds.
        let quiet = self.quiet_while(|_| true);
        for end in ended {
            let lasts = match wait {
                Wait::Grouped => self.judge.is_grouping(self.now().moment),
                Wait::Paused | Wait::QuietHours | Wait::Snoozed => {
                    quiet.reasons(end).contains(&wait)
                }
            };
            self.claim(Claim::KeptBack, lasts, |_| {
                format!("{end:?} waits for {wait:?}")
            });
        }
        self.waiting.extend(ended.iter().map(Held::of));
    }

    /// What is told waits for nothing.
    pub(super) fn judge_announced(&mut self, ended: &[Ended]) {
        if !self.judge.is_on {
            return;
        }
        self.judge_first_answers(&ended);
        self.judge.handle_announced(self.now().moment);
        let quiet = self.quiet();
        for end in ended {
            let reasons = quiet.reasons(end);
            self.claim(Claim::KeptBack, reasons.is_empty(), |_| {
                format!("{end:?} is told, and waits for {reasons:?}")
            });
        }
        self.stop_waiting(ended);
    }

    /// Whatever waits for nothing any more is told or silenced soon.
    pub(super) fn judge_waiting(&mut self) {
        let now = self.time;
        if self.waiting.is_empty() || self.is_dead() || now < self.judge.looks_again {
            return;
        }
        self.judge.looks_again = now + LOOK;
        let quiet = self.quiet();
        let resumes = self.judge.last_refused.max(self.judge.returns.latest());
        let mut waiting = std::mem::take(&mut self.waiting);
        for (end, held) in &mut waiting {
            let is_free = quiet.reasons(&held.end).is_empty();
            held.free = is_free.then(|| held.free.unwrap_or(now));
            let since = held.free.map_or(now, |free| free.max(resumes));
            let late = now.saturating_sub(since);
            self.claim(Claim::ToldWhenOver, late < SOON, |_| {
                format!("{end:?} waits for nothing since {late:?}")
            });
        }
        self.waiting = waiting;
    }

    /// These were told, or silenced.
    pub(super) fn stop_waiting(&mut self, ended: &[Ended]) {
        for end in ended {
            self.waiting.remove(&key(end));
        }
    }

    /// Nothing could be told while it slept.
    pub(super) fn sleep_over_waits(&mut self) {
        self.waiting.values_mut().for_each(|held| held.free = None);
    }

    /// What may not be named any more is not told any more.
    pub(super) fn forget_waiting(&mut self, record: &Record) {
        if let Record::Erased(target) = record {
            self.waiting.retain(|(of, ..), _| of != target);
        }
        if let Record::Listed {
            workspaces,
            environments,
        } = record
        {
            self.waiting.retain(|_, held| {
                let environment = held.end.environment_id();
                environment.map_or_else(
                    || workspaces.contains(&held.end.workspace.0),
                    |id| environments.contains(&id),
                )
            });
        }
    }
}

/// How often it is looked at what waits.
const LOOK: Duration = Duration::from_secs(15);
/// Longer than the pause after a notice that nobody took, and than ends are gathered for one notice after others, a start,
/// a sleep or a silence.
const SOON: Duration = Duration::from_secs(180);
