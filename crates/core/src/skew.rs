//! Whether this computer's clock is off by minutes. That is no fault of the server, and of nothing that is watched: ages go
//! by the server's clock all the same. What is measured against this computer's is wrong then, and certificates may be.

use std::time::Duration;

use crate::cadence;
use crate::time::Moment;

/// By how much this computer's clock is off the server's, where that has to be said.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Skew {
    pub ahead: bool,
    /// In whole minutes.
    pub by: Duration,
}

impl Skew {
    /// Of milliseconds to add to this computer's clock to get the server's; `None` where nothing has to be said.
    #[must_use]
    pub fn of(offset_millis: i64) -> Option<Self> {
        let off = Duration::from_millis(offset_millis.unsigned_abs());
        (off >= WORTH_SAYING).then(|| Self {
            ahead: offset_millis < 0,
            by: Duration::from_secs((off.as_secs() + 30) / 60 * 60),
        })
    }
}

/// The two clocks, as one answer after the other compares them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Comparison {
    /// So many answers in a row found them apart, since when, and how far at the last one.
    answers: u32,
    since: Option<Moment>,
    skew: Option<Skew>,
    /// It was told, or not asked for when it was to be.
    is_settled: bool,
}

impl Comparison {
    /// Takes what an answer says of both clocks.
    pub(crate) fn handle_answer(&mut self, offset_millis: i64, now: Moment) {
        self.skew = Skew::of(offset_millis);
        if self.skew.is_none() {
            *self = Self::default();
            return;
        }
        self.answers = self.answers.saturating_add(1);
        self.since = self.since.or(Some(now));
    }

    /// This computer's clock was set: what it was off by is over, and what it is off by the next answers say. It is told no
    /// second time until one of them found it right.
    pub(crate) const fn handle_set(&mut self) {
        self.answers = 0;
        self.since = None;
        self.skew = None;
    }

    pub(crate) const fn handle_told(&mut self) {
        self.is_settled = true;
    }

    /// What is to be shown: one answer alone may have been under way for long.
    pub(crate) fn skew(&self) -> Option<Skew> {
        self.skew.filter(|_| self.answers >= STEADY)
    }

    /// What is to be told, once the grace is over.
    pub(crate) fn owed(&self, now: Moment) -> Option<Skew> {
        let since = self.since.filter(|_| !self.is_settled)?;
        let is_over = now.since(since) >= cadence::BLIND_GRACE;
        self.skew().filter(|_| is_over)
    }
}

/// What is off by less is nothing to speak of.
const WORTH_SAYING: Duration = Duration::from_secs(120);
/// So many answers in a row have to find it.
const STEADY: u32 = 2;

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Moment {
        Moment::from_origin(Duration::from_secs(seconds))
    }

    #[test]
    fn two_minutes_are_worth_saying_in_whole_minutes_and_less_is_not() {
        let minutes = |millis| Skew::of(millis).map(|skew| (skew.ahead, skew.by.as_secs() / 60));
        assert_eq!(minutes(119_999), None);
        assert_eq!(minutes(-119_999), None);
        assert_eq!(minutes(120_000), Some((false, 2)));
        assert_eq!(minutes(-449_000), Some((true, 7)));
        assert_eq!(minutes(-450_000), Some((true, 8)));
        assert!(minutes(i64::MIN).is_some());
    }

    #[test]
    fn it_takes_two_answers_to_be_shown_a_grace_to_be_told_and_one_that_agrees_to_be_over() {
        let mut clocks = Comparison::default();
        clocks.handle_answer(-400_000, at(0));
        assert_eq!(clocks.skew(), None);
        clocks.handle_answer(-400_000, at(10));
        assert!(clocks.skew().is_some());
        assert_eq!(clocks.owed(at(119)), None);
        assert_eq!(clocks.owed(at(120)), clocks.skew());

        clocks.handle_told();
        clocks.handle_answer(-400_000, at(500));
        assert_eq!(clocks.owed(at(9_999)), None);
        clocks.handle_set();
        assert_eq!(clocks.skew(), None);
        for seconds in [600, 610] {
            clocks.handle_answer(-400_000, at(seconds));
        }
        assert!(clocks.skew().is_some());
        assert_eq!(clocks.owed(at(9_999)), None, "it was told");

        clocks.handle_answer(0, at(700));
        assert_eq!(clocks.skew(), None);
        for seconds in [800, 920] {
            clocks.handle_answer(400_000, at(seconds));
        }
        assert_eq!(clocks.owed(at(920)), clocks.skew(), "it is off anew");
    }
}
