//! The ledger as the monitor may rely on it: what is stored stays, an end is kept once, and is told until it was told,
//! unless it was silenced. What cannot be written waits in its order, and is written before anything that comes later.

mod pins;

use std::collections::{BTreeMap, BTreeSet};

use monitor_core::ports::{Pin, Record};
use monitor_core::{Alert, Dropped, Ended, EnvironmentId, Reach, Silence, Target, Term};

use super::oracle::{Key, key};

/// What became of an end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Fate {
    /// Access to it was lost after it may have been shown.
    Dropped,
    Pending,
    Silenced(Silence),
    Told,
}

/// What could not be written.
#[derive(Clone, Debug)]
enum Write {
    Begin(Vec<Ended>),
    Mark(Vec<Ended>),
    Record(Record),
    Remember(Vec<Ended>),
    Silence(Vec<Ended>, Silence),
    Withhold(Vec<Ended>),
}

#[derive(Default)]
pub struct Ledger {
    pins: Vec<Pin>,
    muted_environments: BTreeSet<EnvironmentId>,
    snoozes: BTreeMap<Reach, Term>,
    ends: Vec<(Ended, Fate)>,
    /// May have been shown.
    begun: BTreeSet<Key>,
    /// Waited for something before they were told.
    withheld: BTreeSet<Key>,
    waiting: Vec<Write>,
    pub erased: Vec<Target>,
    /// What was or was not told besides ends.
    pub noted: Vec<(Alert, Option<Dropped>)>,
    /// The disk is full: nothing is written.
    pub full: bool,
    /// Something was not written since the process began.
    pub missed: bool,
    /// How often that was.
    pub misses: u64,
}

impl Ledger {
    pub fn record(&mut self, record: &Record) {
        self.write(Write::Record(record.clone()));
    }

    /// A process that ends takes with it what it could not write.
    pub fn handle_restart(&mut self) {
        self.waiting.clear();
    }

    /// Whether something waits to be written.
    #[must_use]
    pub const fn is_behind(&self) -> bool {
        !self.waiting.is_empty()
    }

    fn write(&mut self, write: Write) {
        self.waiting.push(write);
        if self.full {
            self.missed = true;
            self.misses += 1;
            return;
        }
        for write in std::mem::take(&mut self.waiting) {
            match write {
                Write::Begin(ended) => self.begun.extend(ended.iter().map(key)),
                Write::Mark(ended) => self.settle(&ended, Fate::Told),
                Write::Record(record) => self.take(&record),
                Write::Remember(ended) => self.keep(&ended),
                Write::Silence(ended, why) => {
                    self.keep(&ended);
                    let pending = self.pending_of(&ended);
                    self.settle(&pending, Fate::Silenced(why));
                }
                Write::Withhold(ended) => {
                    self.keep(&ended);
                    self.withheld.extend(ended.iter().map(key));
                }
            }
        }
    }

    fn take(&mut self, record: &Record) {
        match record {
            Record::Alerted {
                target,
                subject,
                warning,
            } => self.with_pin(*target, |pin| pin.alerted.push((*subject, *warning))),
            // Only the history has them.
            Record::Baseline(..) | Record::Opened(..) => {}
            Record::Noted(alert, dropped, _) => self.noted.push((alert.clone(), *dropped)),
            Record::Erased(target) => {
                self.erased.push(*target);
                self.with_pin(*target, |pin| pin.seen = None);
                self.drop_pending(|end| end.target == *target);
            }
            // Told ends are not kept here by name.
            Record::Listed {
                workspaces,
                environments,
            } => self.drop_pending(|end| {
                let listed = end.environment.as_ref().map_or_else(
                    || workspaces.contains(&end.workspace.0),
                    |(id, _)| environments.contains(id),
                );
                !listed
            }),
            Record::Moved { target, before } => self.move_pin(*target, *before),
            Record::Muted { target, on } => self.with_pin(*target, |pin| pin.muted = *on),
            Record::MutedEnvironment { environment, on } => {
                self.muted_environments.remove(environment);
                self.muted_environments.extend(on.then_some(*environment));
            }
            Record::Pinned(target) => self.pin(*target),
            Record::Seen(target, seen) => {
                self.with_pin(*target, |pin| pin.seen = Some(seen.clone()));
            }
            Record::Snoozed(reach, Some(term)) => {
                self.snoozes.insert(*reach, *term);
            }
            Record::Snoozed(reach, None) => {
                self.snoozes.remove(reach);
            }
            Record::Unpinned(target) => {
                self.pins.retain(|pin| pin.target != *target);
                self.snoozes.remove(&Reach::Target(*target));
            }
        }
    }

    /// Stores ends as pending; answers those that are still to be told.
    pub fn remember(&mut self, ended: &[Ended]) -> Vec<Ended> {
        self.write(Write::Remember(ended.to_vec()));
        self.pending_of(ended)
    }

    /// Stores as pending what waits for something.
    pub fn withhold(&mut self, ended: &[Ended]) {
        self.write(Write::Withhold(ended.to_vec()));
    }

    /// Stores ends that are never told, unless they were.
    pub fn silence(&mut self, ended: &[Ended], why: Silence) {
        self.write(Write::Silence(ended.to_vec(), why));
    }

    /// They may have been shown from here on.
    pub fn mark_begun(&mut self, ended: &[Ended]) {
        self.write(Write::Begin(ended.to_vec()));
    }

    pub fn mark_told(&mut self, ended: &[Ended]) {
        self.write(Write::Mark(ended.to_vec()));
    }

    /// Whether it was neither told nor silenced, as far as that is known without writing.
    fn is_news(&self, end: &Ended) -> bool {
        let has = |ended: &[Ended]| ended.iter().any(|known| key(known) == key(end));
        let waits = self.waiting.iter().any(|write| match write {
            Write::Mark(ended) | Write::Silence(ended, _) => has(ended),
            Write::Begin(_) | Write::Record(_) | Write::Remember(_) | Write::Withhold(_) => false,
        });
        let kept = self.ends.iter().find(|(known, _)| key(known) == key(end));
        !waits && kept.is_none_or(|(_, fate)| *fate == Fate::Pending)
    }

    /// What was not sent may still be told if it ends again, and is forgotten.
    fn drop_pending(&mut self, is_lost: impl Fn(&Ended) -> bool) {
        let begun = &self.begun;
        self.ends.retain_mut(|(end, fate)| {
            if *fate != Fate::Pending || !is_lost(end) {
                return true;
            }
            *fate = Fate::Dropped;
            begun.contains(&key(end))
        });
    }

    fn keep(&mut self, ended: &[Ended]) {
        for end in ended {
            if !self.has(&key(end)) {
                self.withheld.remove(&key(end));
                self.ends.push((end.clone(), Fate::Pending));
            }
        }
    }

    fn pending_of(&self, ended: &[Ended]) -> Vec<Ended> {
        let is_news = |end: &&Ended| self.is_news(end);
        ended.iter().filter(is_news).cloned().collect()
    }

    /// What nobody took was not told.
    pub fn mark_refused(&mut self, ended: &[Ended]) {
        for end in ended {
            self.begun.remove(&key(end));
        }
        self.settle(ended, Fate::Pending);
    }

    /// Whether this end was ever stored.
    #[must_use]
    pub fn has(&self, end: &Key) -> bool {
        self.ends.iter().any(|(known, _)| key(known) == *end)
    }

    fn settle(&mut self, ended: &[Ended], becomes: Fate) {
        for (known, fate) in &mut self.ends {
            if ended.iter().any(|end| key(end) == key(known)) {
                *fate = becomes;
            }
        }
    }

    /// Every end that is never told, and why.
    pub fn silenced(&self) -> Vec<(Key, Silence)> {
        let silenced = |(end, fate): &(Ended, Fate)| match fate {
            Fate::Silenced(why) => Some((key(end), *why)),
            Fate::Dropped | Fate::Pending | Fate::Told => None,
        };
        self.ends.iter().filter_map(silenced).collect()
    }

    /// Whether this end is never told.
    #[must_use]
    pub fn is_silenced(&self, end: &Key) -> bool {
        let kept = self.ends.iter().find(|(known, _)| key(known) == *end);
        kept.is_some_and(|(_, fate)| matches!(fate, Fate::Silenced(_)))
    }

    pub fn muted_environments(&self) -> BTreeSet<EnvironmentId> {
        self.muted_environments.clone()
    }

    pub fn snoozes(&self) -> BTreeMap<Reach, Term> {
        self.snoozes.clone()
    }

    pub fn untold(&self) -> Vec<Ended> {
        let ends = self.ends.iter();
        let pending = ends.filter(|(_, fate)| *fate == Fate::Pending);
        pending.map(|(end, _)| end.clone()).collect()
    }

    /// Those of them that waited, and cannot have been shown since.
    pub fn withheld(&self) -> Vec<Ended> {
        let waited = |end: &Key| self.withheld.contains(end) && !self.begun.contains(end);
        let untold = self.untold().into_iter();
        untold.filter(|end| waited(&key(end))).collect()
    }
}
