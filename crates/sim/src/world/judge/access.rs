//! Whether it is asked again what the user may see, as the world sees it: with a list or a quiet watch that leaves anyway, where
//! the last answer is old, and otherwise never for its age.

use std::time::Duration;

use monitor_core::ports::{Ask, Request, WatchLane};
use monitor_core::{Cause, Moment, cadence};

use super::{Claim, World};

#[derive(Debug, Default)]
pub(super) struct Access {
    /// When this process was answered last; before that, when it began.
    learned: Moment,
    /// The computer slept since, for longer perhaps than the monotonic clock tells.
    woke: bool,
    /// When anything was answered last.
    heard: Duration,
    /// The last request, where the scope may leave with it: when that was, and from which age on.
    beside: Option<(Duration, Duration)>,
    /// It has to be the next request.
    is_owed: bool,
}

impl Access {
    pub(super) fn of_process(moment: Moment) -> Self {
        Self {
            learned: moment,
            ..Self::default()
        }
    }

    pub(super) const fn handle_woke(&mut self) {
        self.woke = true;
    }

    pub(super) const fn handle_heard(&mut self, now: Duration) {
        self.heard = now;
    }

    pub(super) const fn handle_scope(&mut self, moment: Moment) {
        self.learned = moment;
        self.woke = false;
    }
}

impl World {
    pub(super) fn judge_access(&mut self, request: &Request) {
        let now = self.time;
        let age = self.scope_age();
        let access = &mut self.judge.access;
        let (beside, woke) = (access.beside.take(), access.woke);
        let is_owed = std::mem::take(&mut access.is_owed);
        let is_scope = matches!(request.ask, Ask::Account);
        if is_owed {
            self.claim(Claim::WakesAgain, is_scope, |_| {
                format!("{request:?} leaves, and not what the user may see, known since {age:?}")
            });
        }
        if is_scope && request.cause == Cause::Interval {
            let least = beside.filter(|(left, _)| *left == now);
            let may = least.is_some_and(|(_, least)| woke || age >= least);
            self.claim(Claim::WithinCadence, may, |_| {
                format!("the scope is asked after {age:?}, beside {beside:?}")
            });
        }
        let least = least_beside(&request.ask);
        self.judge.access.beside = least.map(|least| (now, least));
        self.judge.access.is_owed = least.is_some_and(|least| age >= least && self.owes_scope());
    }

    /// Since the last input, fault or sleep something was answered, so that requests need not leave one by one, and the scope
    /// did not fail just now.
    fn owes_scope(&self) -> bool {
        let judge = &self.judge;
        let calm = self.time.saturating_sub(judge.stirred);
        let is_calm = judge.access.heard > judge.stirred && calm >= cadence::LIST_IDLE;
        let is_well = judge.trouble.is_none() && judge.signed_out.is_none();
        let mut asks = self.flights.iter().map(|flight| &flight.ask);
        is_calm && is_well && !asks.any(|ask| matches!(ask, Ask::Account))
    }

    fn scope_age(&self) -> Duration {
        self.now().moment.since(self.judge.access.learned)
    }
}

/// How old the scope has to be to leave with this.
const fn least_beside(ask: &Ask) -> Option<Duration> {
    match ask {
        Ask::List(_) => Some(cadence::SCOPE_SEEN),
        Ask::Watch {
            lane: WatchLane::Quiet,
            ..
        } => Some(cadence::SCOPE_QUIET),
        Ask::Account
        | Ask::Details(_)
        | Ask::Filtered(..)
        | Ask::Search(_)
        | Ask::Watch {
            lane: WatchLane::Foreground,
            ..
        } => None,
    }
}
