//! Warnings that wait for what else a time away has to tell: they are a part of its digest, or where nothing ended, told
//! together when the wait is over.
//!
//! Deliberately absent: the warnings themselves. What waits is where there was one, and what is still so is told; a process
//! that ends meanwhile leaves it to the next one.

use std::collections::BTreeSet;

use super::Monitor;
use super::away::RETURN;
use crate::alert::{About, Alert, Reason, Warning};
use crate::target::Target;
use crate::time::{Moment, Now, Timestamp};

/// Of what there is to be told in a moment, and what was.
#[derive(Clone, Debug, Default)]
pub(super) struct Owing {
    targets: BTreeSet<Target>,
    /// Since when anything is asked at all; `None` while everything is suspended.
    awaited_since: Option<Moment>,
    /// What the last notice told besides its ends.
    folded: BTreeSet<Key>,
    /// What a notice told besides its ends, and nobody took.
    untaken: BTreeSet<Key>,
    /// The last notice told the server's silence besides its ends.
    pub(super) folded_blindness: bool,
    /// One that nobody took did.
    pub(super) untaken_blindness: bool,
}

type Key = (Target, i64, Warning);

impl Owing {
    pub(super) fn handle_awaited(&mut self, is_awaited: bool, now: Moment) {
        let since = self.awaited_since.unwrap_or(now);
        self.awaited_since = is_awaited.then_some(since);
    }

    /// Nobody took the last notice: the next one tells its warnings too.
    pub(super) fn handle_refused(&mut self) {
        self.untaken.append(&mut self.folded);
        self.untaken_blindness |= std::mem::take(&mut self.folded_blindness);
    }

    pub(super) fn has(&self, target: Target) -> bool {
        self.targets.contains(&target)
    }

    /// It is not pinned any more.
    pub(super) fn forget(&mut self, target: Target) {
        self.targets.remove(&target);
        self.folded.retain(|(of, ..)| *of != target);
        self.untaken.retain(|(of, ..)| *of != target);
    }
}

impl Monitor {
    /// Whether a warning that falls due now waits: for the first answers, or for ends of that time that are told in a moment.
    pub(super) fn holds_warnings(&self, now: Now) -> bool {
        let is_owed = !self.alerting.owing.targets.is_empty();
        self.warnings_wait_until(now).is_some() || (is_owed && self.gathers_ends(now))
    }

    /// When what waits is told at the latest, if it is not for ends that it waits.
    pub(super) fn owed_deadline(&self, now: Now) -> Option<Moment> {
        let is_owed = !self.alerting.owing.targets.is_empty();
        self.warnings_wait_until(now).filter(|_| is_owed)
    }

    /// What came to be on these waits, unless it is their first sight.
    pub(super) fn owe_news_of(&mut self, asked: &[Target], unseen: &BTreeSet<Target>, now: Now) {
        let known = asked.iter().filter(|target| !unseen.contains(*target));
        self.owe(known.copied().collect(), now);
    }

    /// What time alone brought to pinned packs.
    pub(super) fn owe_expiries(&mut self, now: Now) {
        let is_pack = |target: &&Target| matches!(target, Target::ReviewPack(_));
        let packs = self.pins.iter().filter(is_pack);
        self.owe(packs.copied().collect(), now);
    }

    /// What waited, and is still so.
    pub(super) fn take_owed(&mut self, now: Now) -> Vec<Alert> {
        let server_now = self.clock.at(now);
        let owed = std::mem::take(&mut self.alerting.owing.targets);
        let mut alerts = Vec::new();
        for target in owed {
            alerts.extend(self.take_warnings(target, server_now));
        }
        alerts
    }

    /// What a notice tells besides its ends: what waited, and what the last one told in vain.
    pub(super) fn fold_owed(&mut self, now: Now) -> Vec<(About, Reason)> {
        let owed = self.take_owed(now);
        let mut told = self.audible(owed, now);
        for alert in self.take_untaken(now) {
            if !told.contains(&alert) {
                told.push(alert);
            }
        }
        let warned: Vec<_> = told.into_iter().filter_map(told_of).collect();
        let folded = warned.iter();
        let folded = folded.map(|(about, reason)| (about.target, about.subject, reason.warning()));
        self.alerting.owing.folded = folded.collect();
        warned
    }

    fn owe(&mut self, targets: Vec<Target>, now: Now) {
        let server_now = self.clock.at(now);
        for target in targets {
            if self.has_warnings(target, server_now) {
                self.alerting.owing.targets.insert(target);
            }
        }
    }

    /// Whether anything is to be warned of here that was not yet.
    fn has_warnings(&self, target: Target, server_now: Timestamp) -> bool {
        let watched = self.targets.get(&target);
        let Some(watched) = watched.filter(|_| self.pins.contains(&target)) else {
            return false;
        };
        let given = &self.alerting.given;
        let warnings = watched.warnings(server_now);
        let about = watched.about().filter(|_| !warnings.is_empty());
        let is_new = |subject: i64| {
            let mut keys = warnings.iter().map(|(it, _)| (target, subject, *it));
            keys.any(|key| !given.contains(&key))
        };
        about.is_some_and(|about| is_new(about.subject))
    }

    /// Until when warnings wait for the first answers: after a time away, as ends do, and besides after everything was
    /// suspended. That keeps no end waiting, as one request asks for all.
    pub(super) fn warnings_wait_until(&self, now: Now) -> Option<Moment> {
        let lasts =
            |since: &Moment| now.moment < since.after(RETURN) && self.is_any_unheard(*since);
        let resumed = self.alerting.owing.awaited_since.filter(lasts);
        let until = resumed.map(|since| since.after(RETURN));
        until.max(self.returns_until(now))
    }

    fn take_untaken(&mut self, now: Now) -> Vec<Alert> {
        let server_now = self.clock.at(now);
        let untaken = std::mem::take(&mut self.alerting.owing.untaken);
        let still = untaken
            .into_iter()
            .filter_map(|key| self.is_still_so(key, server_now));
        still
            .filter(|alert| self.dropped(alert, now).is_none())
            .collect()
    }

    fn is_still_so(&self, (target, subject, warning): Key, server_now: Timestamp) -> Option<Alert> {
        let watched = self.targets.get(&target)?;
        let about = watched.about().filter(|about| about.subject == subject)?;
        let mut warnings = watched.warnings(server_now).into_iter();
        let (_, reason) = warnings.find(|(it, _)| *it == warning)?;
        Some(Alert::Warned(about, reason))
    }
}

fn told_of(alert: Alert) -> Option<(About, Reason)> {
    match alert {
        Alert::Blind { .. } | Alert::ClockOff(_) => None,
        Alert::Warned(about, reason) => Some((about, reason)),
    }
}
