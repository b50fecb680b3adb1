//! How notices follow each other: an end that comes right after a notice waits a moment for others, and what nobody took is
//! tried again after a minute. What is told first waits for nothing.

use std::time::Duration;

use crate::notice::GROUPING;
use crate::planted::{self, Bug};
use crate::time::Moment;

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pace {
    /// What is known of the last notice; `None` before the first.
    last: Option<Last>,
    /// What waited is not told before.
    rests_until: Option<Moment>,
}

/// The last notice, and since when that is known.
#[derive(Clone, Copy, Debug)]
enum Last {
    /// Nobody took it.
    Refused(Moment),
    Told(Moment),
}

impl Pace {
    pub(super) const fn handle_told(&mut self, now: Moment) {
        self.last = Some(Last::Told(now));
    }

    /// Nothing was told, and so no new end waits because of it.
    pub(super) const fn handle_refused(&mut self, now: Moment) {
        self.last = Some(Last::Refused(now));
    }

    pub(super) fn rest_until(&mut self, moment: Moment) {
        self.rests_until = self.rests_until.max(Some(moment));
    }

    /// Whether an end that comes now waits for others.
    pub(super) fn is_grouping(&self, now: Moment) -> bool {
        let is_grouping = match self.last {
            Some(Last::Told(told)) => now.since(told) < GROUPING,
            Some(Last::Refused(_)) | None => false,
        };
        is_grouping && !planted::has(Bug::Chatty)
    }

    /// Whether what waited, or what nobody took, may be told.
    pub(super) fn may_retell(&self, now: Moment) -> bool {
        let rests = self.rests_until.is_some_and(|until| now < until);
        let was_refused = match self.last {
            Some(Last::Refused(refused)) => now.since(refused) < RETELL,
            Some(Last::Told(_)) | None => false,
        };
        !rests && !was_refused
    }

    /// From when on what waits for nothing else is told; `None` where there was nothing before it.
    pub(super) fn resumes_at(&self) -> Option<Moment> {
        let resumes = self.last.map(|last| match last {
            Last::Refused(refused) => refused.after(RETELL),
            Last::Told(told) => told.after(GROUPING),
        });
        resumes.max(self.rests_until)
    }
}

/// How long until a notice that nobody took is tried again.
pub(super) const RETELL: Duration = Duration::from_secs(60);

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Moment {
        Moment::from_origin(Duration::from_secs(seconds))
    }

    #[test]
    fn ends_wait_for_others_from_a_notice_on_until_ten_seconds_are_over() {
        let mut pace = Pace::default();
        assert!(!pace.is_grouping(at(100)));
        assert_eq!(pace.resumes_at(), None);
        pace.handle_told(at(100));
        let waits = [100, 109, 110, 200].map(|second| pace.is_grouping(at(second)));
        assert_eq!(waits, [true, true, false, false]);
        assert_eq!(pace.resumes_at(), Some(at(110)));
    }

    #[test]
    fn what_nobody_took_waits_a_minute_and_keeps_nothing_new_waiting() {
        let mut pace = Pace::default();
        pace.handle_told(at(100));
        pace.handle_refused(at(103));
        assert!(!pace.is_grouping(at(104)));
        assert_eq!(pace.resumes_at(), Some(at(163)));
        let retold = [104, 162, 163].map(|second| pace.may_retell(at(second)));
        assert_eq!(retold, [false, false, true]);
    }

    #[test]
    fn a_rest_lasts_as_long_as_the_longest_and_holds_nothing_new() {
        let mut pace = Pace::default();
        pace.rest_until(at(105));
        pace.rest_until(at(103));
        assert_eq!(pace.resumes_at(), Some(at(105)));
        assert!(!pace.may_retell(at(104)) && pace.may_retell(at(105)));
        assert!(!pace.is_grouping(at(104)));
        pace.handle_told(at(101));
        assert_eq!(pace.resumes_at(), Some(at(111)));
    }

    #[test]
    fn a_newer_notice_takes_what_nobody_took_along_when_its_moments_are_over() {
        let mut pace = Pace::default();
        pace.handle_refused(at(100));
        pace.handle_told(at(120));
        assert!(pace.is_grouping(at(129)) && pace.may_retell(at(130)));
        assert_eq!(pace.resumes_at(), Some(at(130)));
    }
}
