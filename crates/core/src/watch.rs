//! The lanes: at most one request in flight on each, and for the quiet watch the one deadline its targets share
//! (ARCHITECTURE.md, decisions 1 and 3).

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use crate::attention::Attention;
use crate::cadence::{self, Circumstances, Faults, Kind, Phase, Wish};
use crate::planted::{self, Bug};
use crate::ports::{Ask, ListKind, RequestId, WatchLane};
use crate::target::Target;
use crate::time::{Moment, Now, Timestamp};

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Lane {
    Account,
    Details,
    /// A list as the user filtered it, beside the list itself.
    Filtered(ListKind),
    List(ListKind),
    Search,
    Watch(WatchLane),
}

impl Lane {
    #[must_use]
    pub const fn of(ask: &Ask) -> Self {
        match ask {
            Ask::Account => Self::Account,
            Ask::Details(_) => Self::Details,
            Ask::Filtered(kind, _) => Self::Filtered(*kind),
            Ask::List(kind) => Self::List(*kind),
            Ask::Search(_) => Self::Search,
            Ask::Watch { lane, .. } => Self::Watch(*lane),
        }
    }
}

#[derive(Clone, Debug)]
pub struct Flight {
    pub id: RequestId,
    pub ask: Ask,
    pub sent: Moment,
    /// The wall clock at that moment.
    pub wall: Timestamp,
}

impl Flight {
    /// How long the server may hold the answer; zero for everything but a watch that waits.
    #[must_use]
    pub const fn wait(&self) -> Duration {
        match self.ask {
            Ask::Watch { wait, .. } => wait,
            Ask::Account | Ask::Details(_) | Ask::Filtered(..) | Ask::List(_) | Ask::Search(_) => {
                Duration::ZERO
            }
        }
    }

    #[must_use]
    pub const fn is_held(&self) -> bool {
        !self.wait().is_zero()
    }

    /// From when on no client waits for its answer any more.
    #[must_use]
    pub fn given_up(&self) -> Moment {
        self.sent
            .after(self.wait().saturating_add(cadence::GIVEN_UP))
    }

    /// Whether the computer slept since it left, as far as its clocks tell: more time passed than any client waits, or
    /// one of them went on without the other.
    #[must_use]
    pub fn was_slept_over(&self, now: Now) -> bool {
        let elapsed = now.moment.since(self.sent);
        self.given_up() <= now.moment || now.wall.since(self.wall) >= elapsed.saturating_add(APART)
    }

    /// What it watches.
    pub fn targets(&self) -> impl Iterator<Item = Target> {
        let targets: &[_] = match &self.ask {
            Ask::Watch { targets, .. } => targets.as_slice(),
            Ask::Account | Ask::Details(_) | Ask::Filtered(..) | Ask::List(_) | Ask::Search(_) => {
                &[]
            }
        };
        targets.iter().map(|(target, _)| *target)
    }
}

/// Every request in flight.
#[derive(Clone, Debug, Default)]
pub struct Flights {
    by_lane: BTreeMap<Lane, Flight>,
}

impl Flights {
    pub fn handle_sent(&mut self, id: RequestId, ask: Ask, now: Now) {
        let flight = Flight {
            id,
            ask,
            sent: now.moment,
            wall: now.wall,
        };
        self.by_lane.insert(Lane::of(&flight.ask), flight);
    }

    /// Takes a flight out by its id; `None` where it was cancelled meanwhile.
    pub fn land(&mut self, id: RequestId) -> Option<Flight> {
        let lane = *self.by_lane.iter().find(|(_, flight)| flight.id == id)?.0;
        self.by_lane.remove(&lane)
    }

    pub fn cancel(&mut self, lane: Lane) -> Option<Flight> {
        self.by_lane.remove(&lane)
    }

    /// Everything that is under way, which nobody waits for any more.
    pub fn cancel_all(&mut self) -> impl Iterator<Item = Flight> + use<> {
        std::mem::take(&mut self.by_lane).into_values()
    }

    #[must_use]
    pub fn is_busy(&self, lane: Lane) -> bool {
        self.by_lane.contains_key(&lane)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_lane.is_empty()
    }

    #[must_use]
    pub fn on(&self, lane: Lane) -> Option<&Flight> {
        self.by_lane.get(&lane)
    }

    /// The watch that is held on this lane.
    #[must_use]
    pub fn held(&self, lane: WatchLane) -> Option<&Flight> {
        self.on(Lane::Watch(lane)).filter(|flight| flight.is_held())
    }
}

/// The quiet watch's own clock: one deadline for all its targets.
#[derive(Clone, Debug, Default)]
pub struct QuietWatch {
    asked: BTreeSet<Target>,
    /// The last target of the last departure: where there are too many for one request, the next one goes on here.
    last: Option<Target>,
    left: Option<Moment>,
    /// Not sooner, said the server with its last answer.
    not_before: Option<Moment>,
}

impl QuietWatch {
    /// Takes that a watch for `targets` left, carrying `batch` of them.
    pub fn handle_sent(&mut self, targets: BTreeSet<Target>, batch: &[Target], now: Moment) {
        self.asked = targets;
        self.last = batch.last().copied();
        self.left = Some(now);
        self.not_before = None;
    }

    pub fn handle_answer(&mut self, wish: Wish, now: Moment) {
        self.not_before = match wish {
            Wish::PollAfter(pause) => Some(now.after(pause.min(cadence::RETRY_AFTER_MAX))),
            Wish::Nothing | Wish::RetryAfter(_) | Wish::ReturnAfter(_) => None,
        };
    }

    /// Nothing was learned: the next one need not wait out the interval, only the account's gate.
    pub const fn handle_unanswered(&mut self) {
        self.left = None;
    }

    /// The targets of the watch in flight, or of the last one.
    #[must_use]
    pub const fn asked(&self) -> &BTreeSet<Target> {
        &self.asked
    }

    /// What the next departure carries: all of them, or where they are too many, the next `most` in turn.
    #[must_use]
    pub fn batch(&self, targets: &BTreeSet<Target>, most: usize) -> Vec<Target> {
        if targets.len() <= most {
            return targets.iter().copied().collect();
        }
        let carried = |target: &&Target| self.last.is_some_and(|last| **target <= last);
        let waiting = targets.iter().filter(|target| !carried(target));
        waiting
            .chain(targets.iter().filter(carried))
            .take(most)
            .copied()
            .collect()
    }

    /// When the next one may leave for these targets: no sooner than a plain poll would, counted from the last
    /// departure, so that holding never costs more requests; at once for targets it did not carry yet.
    #[must_use]
    pub fn deadline(
        &self,
        targets: &BTreeSet<Target>,
        every: Duration,
        now: Moment,
    ) -> Option<Moment> {
        let interval = cadence::delay(&Circumstances {
            kind: Kind::Operation,
            attention: Attention::Quiet { every },
            phase: if targets.is_empty() {
                Phase::Absent
            } else {
                Phase::Active
            },
            age: Duration::ZERO,
            faults: Faults::default(),
            wish: Wish::Nothing,
        })?;
        match self.left {
            Some(_) if planted::has(Bug::LostWakeUp) && self.not_before.is_some() => None,
            Some(left) if targets.is_subset(&self.asked) => {
                let next = left.after(interval);
                Some(self.not_before.map_or(next, |moment| moment.max(next)))
            }
            Some(_) | None => Some(now),
        }
    }
}

/// How far the two clocks part where the computer slept: a wall clock that is put right parts from the other by less.
const APART: Duration = Duration::from_secs(5);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::OperationId;

    fn targets(ids: &[i64]) -> BTreeSet<Target> {
        ids.iter()
            .filter_map(|id| OperationId::new(*id))
            .map(Target::Operation)
            .collect()
    }

    fn at(seconds: u64) -> Moment {
        Moment::from_origin(Duration::from_secs(seconds))
    }

    fn both(moment: u64, wall: i64) -> Now {
        Now {
            moment: at(moment),
            wall: Timestamp::from_millis(1_000 * wall),
        }
    }

    #[test]
    fn a_sleep_shows_in_what_no_client_waits_for_and_in_clocks_that_part() {
        let flight = Flight {
            id: RequestId(1),
            ask: Ask::Watch {
                lane: WatchLane::Quiet,
                targets: Vec::new(),
                wait: Duration::from_secs(50),
            },
            sent: at(100),
            wall: Timestamp::from_millis(900_000),
        };
        let slept = |moment, wall| flight.was_slept_over(both(moment, wall));
        // Awake all the time, also where the wall clock was put right a little, or put back.
        assert!(!slept(165, 965) && !slept(130, 934) && !slept(130, 7));
        // A clock that goes on during sleep, and one that does not.
        assert!(slept(170, 970) && slept(110, 4_510));
    }

    #[test]
    fn an_early_answer_does_not_bring_the_next_watch_forward() {
        let mut quiet = QuietWatch::default();
        quiet.handle_sent(targets(&[1, 2]), &[], at(100));
        quiet.handle_answer(Wish::Nothing, at(103));
        assert_eq!(
            quiet.deadline(&targets(&[2]), cadence::QUIET, at(103)),
            Some(at(130))
        );
    }

    #[test]
    fn a_pause_the_server_asked_for_counts_from_its_answer() {
        let mut quiet = QuietWatch::default();
        quiet.handle_sent(targets(&[1]), &[], at(100));
        quiet.handle_answer(Wish::PollAfter(Duration::from_secs(12)), at(140));
        assert_eq!(
            quiet.deadline(&targets(&[1]), cadence::QUIET, at(140)),
            Some(at(152))
        );
    }

    #[test]
    fn a_new_target_does_not_wait() {
        let mut quiet = QuietWatch::default();
        quiet.handle_sent(targets(&[1]), &[], at(100));
        assert_eq!(
            quiet.deadline(&targets(&[1, 2]), cadence::QUIET, at(103)),
            Some(at(103))
        );
    }

    #[test]
    fn too_many_for_one_request_take_turns() {
        let mut quiet = QuietWatch::default();
        let all = targets(&[1, 2, 3, 4, 5]);
        let mut turns = Vec::new();
        for second in 0..3 {
            let batch = quiet.batch(&all, 2);
            quiet.handle_sent(all.clone(), &batch, at(second));
            turns.push(batch.into_iter().collect::<BTreeSet<_>>());
        }
        assert_eq!(
            turns,
            [targets(&[1, 2]), targets(&[3, 4]), targets(&[5, 1])]
        );
        assert_eq!(quiet.batch(&all, 9).len(), 5);
    }

    #[test]
    fn without_targets_there_is_no_deadline() {
        assert_eq!(
            QuietWatch::default().deadline(&targets(&[]), cadence::QUIET, at(1)),
            None
        );
    }

    #[test]
    fn a_lane_holds_one_flight() {
        let mut flights = Flights::default();
        flights.handle_sent(RequestId(1), Ask::Account, both(1, 1));
        assert!(flights.is_busy(Lane::Account));
        assert!(flights.land(RequestId(2)).is_none());
        assert!(flights.land(RequestId(1)).is_some());
        assert!(flights.is_empty());
    }
}
