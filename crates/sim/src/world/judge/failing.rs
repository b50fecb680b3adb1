//! Lists that fail while other requests are answered, as the world sees them: one that does is asked again no sooner than
//! one that is answered.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use monitor_core::watch::Lane;
use monitor_core::{Moment, cadence};

use super::{Claim, Judge, World};

#[derive(Debug, Default)]
pub(super) struct Failing {
    by_lane: BTreeMap<Lane, Failure>,
    /// Lists that this process had an answer of.
    answered: BTreeSet<Lane>,
    /// What fails before is tried again: the computer slept, or its network was another one.
    counts_from: Moment,
}

/// Of a list since it was answered last.
#[derive(Clone, Copy, Debug)]
struct Failure {
    last: Moment,
    /// Those between which something else was answered.
    faults: u32,
    /// Something was answered since the last one.
    heard: bool,
}

impl Failing {
    /// Where anything else fails, nothing is a list's own.
    pub(super) fn handle_fault(&mut self, lane: Lane, moment: Moment) {
        if !matches!(lane, Lane::List(_)) || moment < self.counts_from {
            self.lift();
            return;
        }
        let failure = self.by_lane.entry(lane).or_insert(Failure {
            last: moment,
            faults: 0,
            heard: true,
        });
        failure.last = moment;
        if std::mem::take(&mut failure.heard) {
            failure.faults += 1;
        }
    }

    pub(super) fn handle_heard(&mut self, lane: Lane) {
        let failures = self.by_lane.values_mut();
        failures.for_each(|failure| failure.heard = true);
        if matches!(lane, Lane::List(_)) {
            self.by_lane.remove(&lane);
            self.answered.insert(lane);
        }
    }

    /// Somebody wants all of it tried.
    pub(super) fn lift(&mut self) {
        self.by_lane.clear();
    }

    /// The way to the server is another one, and is tried once more some moments later.
    pub(super) fn handle_change(&mut self, moment: Moment) {
        self.lift();
        self.counts_from = moment.after(cadence::CHANGE_SPACING);
    }

    /// When it failed last, and how long it has to be left alone since then.
    fn rest(&self, lane: Lane) -> Option<(Moment, Duration)> {
        let failure = self.by_lane.get(&lane)?;
        let least = if self.answered.contains(&lane) {
            cadence::LIST_ACTIVE
        } else {
            cadence::BACKOFF_BASE
        };
        (failure.faults > 1).then_some((failure.last, least))
    }
}

impl Judge {
    /// The computer slept.
    pub(in crate::world) fn handle_slept(&mut self, moment: Moment) {
        self.failing.handle_change(moment);
    }
}

impl World {
    pub(super) fn judge_failing(&mut self, lane: Lane) {
        let Some((failed, least)) = self.judge.failing.rest(lane) else {
            return;
        };
        let passed = self.now().moment.since(failed);
        self.claim(Claim::WithinCadence, passed >= least, |_| {
            format!("{lane:?} fails by itself, and is asked after {passed:?}, not {least:?}")
        });
    }
}
