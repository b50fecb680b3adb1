//! What the user may see, asked anew beside a list or a quiet watch that leaves anyway, where the last answer is old: what has
//! ended is asked for no more, so nothing else tells that the access to it was lost.
//!
//! Deliberately absent: a deadline. With nothing seen and nothing watched nothing is asked, and no computer wakes for it.

use std::time::Duration;

use super::Monitor;
use crate::cadence;
use crate::planted::{self, Bug};
use crate::poller::Cause;
use crate::ports::Ask;
use crate::time::{Moment, Now};
use crate::watch::Lane;

/// How old the last answer is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Age {
    /// When it came; before the first one, when this start began.
    learned: Now,
    /// How much of the time since then this computer slept while the monotonic clock stood still.
    slept: Duration,
    /// When it failed last since then.
    failed: Option<Moment>,
}

impl Age {
    pub(super) const fn new(now: Now) -> Self {
        Self {
            learned: now,
            slept: Duration::ZERO,
            failed: None,
        }
    }

    pub(super) const fn learned(&self) -> Moment {
        self.learned.moment
    }

    /// The computer slept: where the monotonic clock slept as well, what the wall clock went on by counts.
    pub(super) fn handle_woke(&mut self, now: Now) {
        let passed = now.moment.since(self.learned.moment);
        let slept = now.wall.since(self.learned.wall).saturating_sub(passed);
        self.slept = self.slept.max(slept);
    }

    pub(super) const fn handle_fault(&mut self, now: Moment) {
        self.failed = Some(now);
    }

    /// Whether it is this old. One that failed just now rests, as an idle list does: where it alone fails, each try would
    /// make the account blind for a moment, and end every watch that is held.
    fn is_due(&self, limit: Duration, now: Moment) -> bool {
        let age = now.since(self.learned.moment).saturating_add(self.slept);
        let rests = |failed: Moment| now.since(failed) < cadence::LIST_IDLE;
        age >= limit && !self.failed.is_some_and(rests)
    }
}

impl Monitor {
    /// Called where such a request just left. Where that one alone feels whether the server is there, it waits for the next.
    pub(super) fn ask_scope_beside(&mut self, limit: Duration, now: Now) {
        let is_due = self.scope_age.is_due(limit, now.moment) && !planted::has(Bug::StaleScope);
        if is_due && self.may_send(Lane::Account, now.moment) {
            // Where no window asked for it yet, the first that does finds it asked or due.
            self.scope_poller.handle_request(Cause::Start, now.moment);
            self.scope_poller.handle_sent();
            self.send(Cause::Interval, Ask::Account, now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Timestamp;

    fn now(moment_seconds: u64, wall_seconds: i64) -> Now {
        Now {
            moment: Moment::from_origin(Duration::from_secs(moment_seconds)),
            wall: Timestamp::from_millis(1_000 * wall_seconds),
        }
    }

    fn is_due(age: &Age, moment_seconds: u64) -> bool {
        age.is_due(cadence::SCOPE_SEEN, now(moment_seconds, 0).moment)
    }

    #[test]
    fn an_answer_is_old_by_the_clock_that_nobody_sets_and_by_what_that_slept_through() {
        let mut age = Age::new(now(100, 5_000));
        assert!(!is_due(&age, 399) && is_due(&age, 400));

        // A minute of sleep, of which one clock knows.
        age.handle_woke(now(200, 5_160));
        age.handle_woke(now(200, 0));
        assert!(!is_due(&age, 339) && is_due(&age, 340));

        // One of which both know.
        age.handle_woke(now(350, 5_310));
        assert!(!is_due(&age, 339) && is_due(&age, 340));
    }

    #[test]
    fn what_failed_rests_for_as_long_as_an_idle_list() {
        let mut age = Age::new(now(100, 0));
        age.handle_fault(now(410, 0).moment);
        assert!(!is_due(&age, 469) && is_due(&age, 470));
    }
}
