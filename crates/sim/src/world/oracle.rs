//! What ought to be told, unless it is silenced, worked out from the answers alone: an operation that was pinned and seen
//! active, and then seen ended, or that ended while it was pinned and not seen yet; of review packs, what [`packs`] says. It
//! knows nothing of pollers, lanes or windows.

mod packs;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use monitor_core::ports::{Answer, Change, Observation, Pin, Record, Seen};
use monitor_core::run::ending;
use monitor_core::view::{Known, Row};
use monitor_core::{Ended, Ending, Fault, Run, Target, Timestamp, View};

use super::server::stamp;
use packs::Packs;
pub use packs::Turn;

/// What names an end for good.
pub type Key = (Target, i64, Ending, Option<Timestamp>);

#[derive(Default)]
pub struct Oracle {
    pinned: BTreeSet<Target>,
    active: BTreeSet<Target>,
    /// Were active when they went out of sight.
    lost: BTreeSet<Target>,
    /// Were not seen since they were pinned.
    unseen: BTreeMap<Target, Pinned>,
    pub packs: Packs,
    pub expected: BTreeSet<Key>,
    /// Ended so soon after they were pinned that no answer can be sure of it.
    pub doubtful: BTreeSet<Key>,
    /// Ends that were withheld when their names had to go.
    dropped: BTreeSet<Key>,
}

/// A moment of the world, and how much of the time until then the computer had slept.
#[derive(Clone, Copy)]
pub struct Pinned {
    pub at: Duration,
    pub slept: Duration,
}

impl Oracle {
    /// What a list showed as active when it was pinned was seen active.
    pub fn handle_pinned(&mut self, target: Target, now: Pinned, view: &View) {
        let shown = |row: &Row| matches!(&row.known, Known::Run(run) if run.ending().is_none());
        let listed = view.rows().find(|row| Target::Operation(row.id) == target);
        if self.pinned.insert(target) {
            if listed.is_some_and(shown) {
                self.active.insert(target);
            } else if !listed.is_some_and(|row| matches!(row.known, Known::Run(_))) {
                self.unseen.insert(target, now);
            }
        }
        self.packs.handle_pinned(target);
    }

    pub fn handle_unpinned(&mut self, target: Target) {
        self.pinned.remove(&target);
        self.active.remove(&target);
        self.lost.remove(&target);
        self.unseen.remove(&target);
        self.packs.handle_unpinned(target);
    }

    /// What the ledger last saw active is active to the next process, which may tell what this one had to drop.
    pub fn handle_restart(&mut self) {
        self.active.append(&mut self.lost);
        self.unseen.clear();
        self.packs.handle_restart();
        self.dropped.clear();
    }

    /// Takes the ledger's word for what a process had not stored yet: of these targets it knows no more than that.
    pub(super) fn adopt(
        &mut self,
        pins: &[Pin],
        kept: &BTreeSet<Key>,
        is_known: impl Fn(&Target) -> bool,
    ) {
        let stored: BTreeSet<_> = pins.iter().map(|pin| pin.target).collect();
        let gone: Vec<_> = self.pinned.difference(&stored).copied().collect();
        for target in gone {
            self.handle_unpinned(target);
            self.packs.forget(target);
        }
        for pin in pins {
            let is_new = self.pinned.insert(pin.target);
            if !is_new && is_known(&pin.target) {
                continue;
            }
            self.expected
                .retain(|end| end.0 != pin.target || kept.contains(end));
            let seen = pin.seen.as_ref();
            match pin.target {
                Target::ReviewPack(_) => self.packs.adopt(pin.target, seen),
                Target::Operation(_) => {
                    let ended = |seen: &Seen| ending(&seen.run_status(), &seen.run_outcome());
                    self.active.remove(&pin.target);
                    if seen.is_some_and(|seen| ended(seen).is_none()) {
                        self.active.insert(pin.target);
                    }
                }
            }
        }
        let pinned = &self.pinned;
        self.expected
            .retain(|end| pinned.contains(&end.0) || kept.contains(end));
    }

    #[must_use]
    pub const fn pinned(&self) -> &BTreeSet<Target> {
        &self.pinned
    }

    /// Pinned operations that were last seen active.
    #[must_use]
    pub const fn active(&self) -> &BTreeSet<Target> {
        &self.active
    }

    /// To a request that was sent then; until the answer came, the computer had slept so much.
    pub fn handle_answer(
        &mut self,
        sent: Duration,
        slept: Duration,
        result: &Result<Observation, Fault>,
    ) {
        let Ok(observation) = result else {
            return;
        };
        let answer = &observation.answer;
        match answer {
            Answer::Account(scope) => self.packs.handle_scope(scope),
            Answer::Watch(changes) => {
                for change in changes {
                    if let Change::Operation { run, .. } = change {
                        self.handle_first_sight(run, observation.server_time, (sent, slept));
                    }
                    self.handle_change(change);
                }
            }
            Answer::Details { .. } | Answer::Operations { .. } => {}
        }
    }

    /// What had to be dropped stays dropped.
    fn expect(&mut self, end: Key) {
        if !self.dropped.contains(&end) {
            self.expected.insert(end);
        }
    }

    fn handle_change(&mut self, change: &Change) {
        match change {
            Change::Forbidden(target) | Change::NotFound(target) => {
                if self.active.remove(target) {
                    self.lost.insert(*target);
                }
                self.packs.handle_lost(*target);
            }
            Change::Operation { run, .. } => self.handle_run(run),
            Change::ReviewPack { latest, .. } => {
                if let Some((_, end)) = self.packs.handle_latest(latest) {
                    self.expect(end);
                }
            }
        }
    }

    /// It had waited at least from the pin until it was asked for, but for the time in which a clock may have stood still.
    fn handle_first_sight(
        &mut self,
        run: &Run,
        server: Option<Timestamp>,
        (sent, slept): (Duration, Duration),
    ) {
        let target = Target::Operation(run.id);
        let (Some(pinned), Some(server)) = (self.unseen.remove(&target), server) else {
            return;
        };
        let (Some(ending), Some(ended)) = (run.ending(), run.completed_at) else {
            return;
        };
        let key = (target, run.id.value(), ending, Some(ended));
        let waited = sent.saturating_sub(pinned.at);
        let awake = waited.saturating_sub(slept.saturating_sub(pinned.slept));
        if ended > server.before(awake).after(UNSURE) {
            self.expect(key);
        } else if ended > stamp(pinned.at) {
            self.doubtful.insert(key);
        }
    }

    fn handle_run(&mut self, run: &Run) {
        let target = Target::Operation(run.id);
        if !self.pinned.contains(&target) {
            return;
        }
        let was_lost = self.lost.remove(&target);
        match run.ending() {
            None => {
                self.active.insert(target);
            }
            Some(ending) if self.active.remove(&target) || was_lost => {
                self.expect((target, run.id.value(), ending, run.completed_at));
            }
            Some(_) => {}
        }
    }

    /// What may not be named any more is not told any more.
    pub fn handle_record(&mut self, record: &Record, settled: &BTreeSet<Key>) {
        if let Record::Erased(target) = record {
            self.active.remove(target);
            self.lost.remove(target);
            let dropped = |end: &Key| end.0 == *target && !settled.contains(end);
            self.dropped
                .extend(self.expected.iter().copied().filter(dropped));
            self.expected.retain(|end| !self.dropped.contains(end));
        }
    }
}

/// What may lie between the server's clock and what is known of it, twice.
const UNSURE: Duration = Duration::from_secs(5);

pub fn key(end: &Ended) -> Key {
    (end.target, end.subject, end.ending, end.ended_at)
}
