//! What was chosen to last from some time on, as a snooze of an hour: by the clock that nobody sets while the app lives, and
//! by the wall clock from one start to the next.

use std::time::Duration;

use crate::time::{Moment, Now, Timestamp};

/// Such a choice, as it is kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Term {
    /// When it is over, on this computer's wall clock.
    pub until: Timestamp,
    /// How long it was to last when it was chosen.
    pub length: Duration,
}

impl Term {
    /// When it is over for a start at this time: a wall clock that was set back meanwhile makes it no longer than it was
    /// chosen to last.
    #[must_use]
    pub fn until_after(self, start: Timestamp) -> Timestamp {
        self.until.min(start.after(self.length))
    }
}

/// One that lasts, on both clocks.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Lasting {
    term: Term,
    over: Moment,
}

impl Lasting {
    /// Chosen now.
    #[must_use]
    pub fn until(until: Timestamp, now: Now) -> Self {
        let length = until.since(now.wall);
        Self::taken_up(Term { until, length }, now)
    }

    /// As an earlier start left it. It may be over.
    #[must_use]
    pub fn taken_up(term: Term, now: Now) -> Self {
        let until = term.until_after(now.wall);
        Self {
            term: Term { until, ..term },
            over: now.moment.after(until.since(now.wall)),
        }
    }

    #[must_use]
    pub const fn term(self) -> Term {
        self.term
    }

    #[must_use]
    pub fn left(self, now: Moment) -> Duration {
        self.over.since(now)
    }

    #[must_use]
    pub fn is_over(self, now: Moment) -> bool {
        self.over <= now
    }

    /// The wall clock was set: it lasts as long as before, and is over at another time of day.
    pub fn handle_set(&mut self, now: Now) {
        self.term.until = now.wall.after(self.left(now.moment));
    }

    /// The computer slept: where the monotonic clock slept as well, what the wall clock went on by counts.
    pub fn handle_woke(&mut self, now: Now) {
        let left = self.term.until.since(now.wall);
        self.over = self.over.min(now.moment.after(left));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3_600);

    fn now(moment_seconds: u64, wall_seconds: i64) -> Now {
        Now {
            moment: Moment::from_origin(Duration::from_secs(moment_seconds)),
            wall: Timestamp::from_millis(wall_seconds * 1_000),
        }
    }

    fn snooze() -> Lasting {
        Lasting::until(Timestamp::from_millis(1_003_600_000), now(10, 1_000_000))
    }

    #[test]
    fn an_hour_is_an_hour_whatever_the_wall_clock_says() {
        for wall in [0, 1_000_000, 9_000_000] {
            let mut snooze = snooze();
            let later = now(610, wall);
            snooze.handle_set(later);
            assert_eq!(snooze.left(later.moment), HOUR - Duration::from_secs(600));
            assert_eq!(snooze.term().until.millis(), (wall + 3_000) * 1_000);
            assert!(!snooze.is_over(now(3_609, wall).moment));
            assert!(snooze.is_over(now(3_610, wall).moment));
        }
    }

    #[test]
    fn a_start_makes_it_no_longer_than_it_was_chosen_to_last() {
        let term = snooze().term();
        for (wall, left) in [
            (1_000_600, HOUR - Duration::from_secs(600)),
            (0, HOUR),
            (1_003_600, Duration::ZERO),
            (9_000_000, Duration::ZERO),
        ] {
            let start = now(5, wall);
            let taken_up = Lasting::taken_up(term, start);
            assert_eq!(taken_up.left(start.moment), left, "at {wall}");
            assert_eq!(taken_up.term().length, HOUR);
            assert_eq!(taken_up.term().until.since(start.wall), left);
        }
    }

    #[test]
    fn a_sleep_that_the_wall_clock_alone_counted_counts() {
        let mut snooze = snooze();
        // Both clocks went on alike.
        snooze.handle_woke(now(610, 1_000_600));
        assert_eq!(snooze.left(now(610, 0).moment).as_secs(), 3_000);
        snooze.handle_woke(now(620, 1_002_610));
        assert_eq!(snooze.left(now(620, 0).moment).as_secs(), 990);
        // A wall clock that is behind makes it no longer.
        snooze.handle_woke(now(630, 0));
        assert_eq!(snooze.left(now(630, 0).moment).as_secs(), 980);
    }
}
