//! Ends that wait before they are told: for the end of a pause, of a snooze of theirs or of their environment, of quiet
//! hours, of the moments after a notice, or of those after a start or a sleep. Each is over by itself, and what waited is
//! told together.

use std::collections::BTreeMap;
use std::time::Duration;

use super::Monitor;
use crate::alert::Dropped;
use crate::id::EnvironmentId;
use crate::notice::Ended;
use crate::planted::{self, Bug};
use crate::ports::Effect;
use crate::quiet::{QuietSpan, Reach, Wait};
use crate::target::Target;
use crate::term::Lasting;
use crate::time::{Now, Timestamp};

/// An end that is told later.
#[derive(Clone, Debug)]
pub(super) struct Withheld {
    pub(super) end: Ended,
    /// For what it waits, as this process stored it last.
    stored: Option<Wait>,
}

impl From<Ended> for Withheld {
    fn from(end: Ended) -> Self {
        Self { end, stored: None }
    }
}

impl Monitor {
    /// A target is snoozed as long as it is pinned; an environment whatever the user may see.
    pub(super) fn snooze(&mut self, reach: Reach, until: Option<Timestamp>, now: Now) {
        let until = until.filter(|until| now.wall < *until);
        let may = match reach {
            Reach::Environment(_) => true,
            Reach::Target(target) => self.pins.contains(&target),
        };
        let current = self.snoozes.get(&reach);
        if !may || current.map(|snooze| snooze.term().until) == until {
            return;
        }
        let snooze = until.map(|until| Lasting::until(until, now));
        match snooze {
            Some(snooze) => self.snoozes.insert(reach, snooze),
            None => self.snoozes.remove(&reach),
        };
        self.store_snooze(reach, snooze);
    }

    /// Keeps the ends that wait for something, and leaves those that are to be told now.
    pub(super) fn withhold(&mut self, ended: Vec<Ended>, now: Now) -> Vec<Ended> {
        self.keep(ended.into_iter().map(Withheld::from).collect(), now)
    }

    /// The same for those that were kept before: what they wait for now, others than until now, is stored for the history.
    fn keep(&mut self, ended: Vec<Withheld>, now: Now) -> Vec<Ended> {
        let mut told = Vec::new();
        let mut news: BTreeMap<Wait, Vec<Ended>> = BTreeMap::new();
        for mut held in ended {
            let Some(wait) = self.wait(&held.end, now) else {
                told.push(held.end);
                continue;
            };
            if held.stored.replace(wait) != Some(wait) {
                news.entry(wait).or_default().push(held.end.clone());
            }
            self.withheld.push(held);
        }
        for (wait, ended) in news {
            if wait != Wait::Grouped {
                self.kept_back.extend(ended.iter().map(Ended::key));
            }
            self.effects.push_back(Effect::Withhold(ended, wait));
        }
        told
    }

    /// Tells together what waits for nothing any more, once it is time to try again what nobody took.
    pub(super) fn end_waits(&mut self, now: Now) {
        if !self.is_paused(now) {
            self.pause = None;
        }
        self.end_snoozes(now);
        let told = self.free(now);
        self.announce(told, now);
    }

    /// Takes what waits for nothing any more and may still be told.
    pub(super) fn free(&mut self, now: Now) -> Vec<Ended> {
        if !self.pace.may_retell(now.moment) {
            return Vec::new();
        }
        let withheld = std::mem::take(&mut self.withheld);
        let freed = self.keep(withheld, now);
        // Muted or ruled out since they were withheld.
        let told = if planted::has(Bug::ForgottenMute) {
            freed
        } else {
            self.judge(freed)
        };
        if planted::has(Bug::ForgottenPause) {
            Vec::new()
        } else {
            told
        }
    }

    fn end_snoozes(&mut self, now: Now) {
        let over: Vec<_> = self
            .snoozes
            .extract_if(.., |_, snooze| snooze.is_over(now.moment))
            .collect();
        for (reach, _) in over {
            self.store_snooze(reach, None);
        }
    }

    /// For what this end waits; `None` where it may be told now.
    pub(super) fn wait(&self, end: &Ended, now: Now) -> Option<Wait> {
        let gathers = || self.pace.is_grouping(now.moment) || self.returns_until(now).is_some();
        self.hold(end, now)
            .or_else(|| gathers().then_some(Wait::Grouped))
    }

    /// What keeps this end back however long ago others were told.
    fn hold(&self, end: &Ended, now: Now) -> Option<Wait> {
        if self.is_paused(now) {
            return Some(Wait::Paused);
        }
        let is_snoozed = self.is_snoozed(end.target, end.environment_id(), now);
        if is_snoozed && !planted::has(Bug::LightSleep) {
            return Some(Wait::Snoozed);
        }
        let is_quiet = self.quiet_until(end, now).is_some();
        is_quiet.then_some(Wait::QuietHours)
    }

    /// Whether an end waits for nothing but to be told together with others.
    pub(super) fn gathers_ends(&self, now: Now) -> bool {
        let is_free = |held: &Withheld| self.hold(&held.end, now).is_none();
        self.withheld.iter().any(is_free)
    }

    /// When the first of the quiet hours that hold an end now is over.
    pub(super) fn quiet_until(&self, end: &Ended, now: Now) -> Option<Timestamp> {
        let spans = self.quiet_hours.iter();
        let holding = spans.filter(|span| span.holds(end, now.wall));
        holding.map(|span| span.until).min()
    }

    /// How long until something is over that ends wait for, until ends are told together, or until what nobody took is tried
    /// again.
    pub(super) fn wait_deadlines(&self, now: Now) -> impl Iterator<Item = Duration> {
        let chosen = self.snoozes.values().chain(&self.pause);
        let chosen = chosen.map(move |lasting| lasting.left(now.moment));
        // Quiet hours that keep nothing back end without a deadline.
        let withheld = self.withheld.iter();
        let quiet = withheld.filter_map(move |held| self.quiet_until(&held.end, now));
        let quiet = quiet.map(move |until| until.since(now.wall));
        // All of these outlast it: what they keep back is told when they are over.
        let resumes = self
            .pace
            .resumes_at()
            .max(self.returns_until(now))
            .filter(|_| self.gathers_ends(now))
            .map(|moment| moment.since(now.moment));
        chosen.chain(quiet).chain(resumes)
    }

    /// Why something that is no end may not be told of this target now: what does not fit is not told later.
    pub(super) fn hush(
        &self,
        target: Target,
        environment: Option<EnvironmentId>,
        now: Now,
    ) -> Option<Dropped> {
        if self.is_muted(target, environment) {
            return Some(Dropped::Muted);
        }
        if self.is_snoozed(target, environment, now) {
            return Some(Dropped::Snoozed);
        }
        let is_quiet = |span: &QuietSpan| span.covers(environment, now.wall);
        let is_quiet = self.quiet_hours.iter().any(is_quiet);
        is_quiet.then_some(Dropped::QuietHours)
    }

    /// How long quiet hours of everything last from now on.
    pub(super) fn quiet_for(&self, now: Now) -> Duration {
        let spans = self.quiet_hours.iter();
        let lasting = spans.filter(|span| span.covers(None, now.wall));
        let until = lasting.map(|span| span.until).max();
        until.map_or(Duration::ZERO, |until| until.since(now.wall))
    }

    fn is_snoozed(&self, target: Target, environment: Option<EnvironmentId>, now: Now) -> bool {
        let is_over = |reach: Reach| {
            let snooze = self.snoozes.get(&reach);
            snooze.is_none_or(|snooze| snooze.is_over(now.moment))
        };
        !is_over(Reach::Target(target))
            || environment.is_some_and(|id| !is_over(Reach::Environment(id)))
    }

    pub(super) fn is_paused(&self, now: Now) -> bool {
        self.pause.is_some_and(|pause| !pause.is_over(now.moment))
    }
}
