//! Lists, filtered or not, that fail while other requests are answered. Faults count per account, and the first good answer
//! opens everything (ARCHITECTURE.md, decision 5): each would let such a list fail once more, so it has a back-off of its own
//! besides.

use std::collections::BTreeMap;
use std::time::Duration;

use super::Monitor;
use crate::attention::Attention;
use crate::cadence::{self, Circumstances, Faults, Kind, Phase, Wish};
use crate::planted::{self, Bug};
use crate::ports::ListKind;
use crate::time::Moment;
use crate::watch::Lane;

/// What failed of the lists since each was answered last; of filtered ones, since another choice too.
#[derive(Clone, Debug, Default)]
pub(super) struct Failing {
    by_lane: BTreeMap<Lane, Failure>,
}

#[derive(Clone, Copy, Debug)]
struct Failure {
    last: Moment,
    /// Those between which something else was answered: others may be the account's.
    faults: u32,
    /// Something was answered since the last one.
    heard: bool,
}

impl Failing {
    pub(super) fn handle_fault(&mut self, lane: Lane, now: Moment) {
        let failure = self.by_lane.entry(lane).or_insert(Failure {
            last: now,
            faults: 0,
            heard: true,
        });
        failure.last = now;
        if std::mem::take(&mut failure.heard) {
            failure.faults = failure.faults.saturating_add(1);
        }
    }

    /// Takes that any request was answered.
    pub(super) fn handle_heard(&mut self) {
        let failures = self.by_lane.values_mut();
        failures.for_each(|failure| failure.heard = true);
    }

    /// Takes that this lane was answered, or asks for something else from now on.
    pub(super) fn forget(&mut self, lane: Lane) {
        self.by_lane.remove(&lane);
    }

    /// What failed is tried as if it never had: the user asks for it, or it may have been the way to the server.
    pub(super) fn lift(&mut self) {
        self.by_lane.clear();
    }

    /// Until when a list is left alone that failed by itself more than once. After the first time none is, as that may have
    /// been the account's.
    fn rests_until(&self, lane: Lane, phase: Phase, seed: u64) -> Option<Moment> {
        let failure = self.by_lane.get(&lane)?;
        if failure.faults < 2 {
            return None;
        }
        let pause = cadence::delay(&Circumstances {
            kind: Kind::List,
            attention: Attention::Foreground,
            phase,
            age: Duration::ZERO,
            faults: Faults {
                consecutive: failure.faults,
                seed,
            },
            wish: Wish::Nothing,
        });
        pause.map(|pause| failure.last.after(pause))
    }
}

impl Monitor {
    /// When a list that is due at `deadline` may leave on this lane, as far as the lane's own faults tell.
    pub(super) fn list_earliest(&self, lane: Lane, kind: ListKind, deadline: Moment) -> Moment {
        let list = self.lists.get(&kind);
        let phase = list.map_or(Phase::Unseen, |list| list.poller.phase());
        let rests_until = self.failing.rests_until(lane, phase, self.seed);
        rests_until
            .filter(|_| !planted::has(Bug::Pestering))
            .map_or(deadline, |moment| moment.max(deadline))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTIVE: Lane = Lane::List(ListKind::Active);

    fn at(seconds: u64) -> Moment {
        Moment::from_origin(Duration::from_secs(seconds))
    }

    /// It failed twice, and something else was answered in between.
    fn failed(failing: &mut Failing, lane: Lane, again: u64) {
        failing.handle_fault(lane, at(100));
        failing.handle_heard();
        failing.handle_fault(lane, at(again));
    }

    fn rests(failing: &Failing, lane: Lane) -> Option<Moment> {
        failing.rests_until(lane, Phase::Idle, 7)
    }

    #[test]
    fn a_list_rests_for_its_interval_once_it_failed_twice_with_an_answer_in_between() {
        let mut failing = Failing::default();
        for second in [90, 95] {
            failing.handle_fault(ACTIVE, at(second));
            assert_eq!(rests(&failing, ACTIVE), None);
        }
        failed(&mut failing, ACTIVE, 102);
        assert_eq!(rests(&failing, ACTIVE), Some(at(162)));
        // Without an answer in between it is the account's, and the list waits for no longer.
        failing.handle_fault(ACTIVE, at(200));
        assert_eq!(rests(&failing, ACTIVE), Some(at(260)));
    }

    #[test]
    fn a_list_that_was_never_answered_is_asked_ever_more_rarely() {
        let pause = |faults: u64| {
            let mut failing = Failing::default();
            for fault in 1..=faults {
                failed(&mut failing, ACTIVE, 100 * fault);
            }
            let until = failing.rests_until(ACTIVE, Phase::Unseen, 7);
            until.map(|until| until.since(at(100 * faults)))
        };
        let pauses: Vec<_> = (1..12).filter_map(pause).collect();
        let longest = pauses.iter().max().copied().unwrap_or_default();
        let is_kept = |pause: &Duration| (cadence::YOUNG..=cadence::BACKOFF_CAP).contains(pause);
        assert_eq!(pauses.len(), 11);
        assert!(pauses.iter().all(is_kept) && longest > cadence::LIST_ACTIVE);
    }

    #[test]
    fn each_list_rests_for_itself_until_it_is_answered_or_all_are_tried() {
        let mut failing = Failing::default();
        let lanes = [
            ACTIVE,
            Lane::Filtered(ListKind::Active),
            Lane::List(ListKind::Recent),
        ];
        for lane in lanes {
            failed(&mut failing, lane, 102);
        }
        failing.forget(ACTIVE);
        let resting = lanes.map(|lane| rests(&failing, lane).is_some());
        assert_eq!(resting, [false, true, true]);
        failing.lift();
        let resting = lanes.map(|lane| rests(&failing, lane).is_some());
        assert_eq!(resting, [false; 3]);
    }
}
