//! One subject's polling state machine: idle, due, in flight, waiting, suspended, settled.
//!
//! It stores when it last learned something and derives its deadline from the cadence, so suspension has no deadline
//! by construction, and on resume it is due at once if the interval has passed, else at the old deadline.

use std::time::Duration;

use crate::attention::{Attention, Suspension};
use crate::cadence::{self, Circumstances, Faults, Kind, Phase, Wish};
use crate::planted::{self, Bug};
use crate::time::Moment;

/// Why a request is made; it ends in the log line.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cause {
    /// A window was shown after a time of complete suspension.
    CatchUp,
    /// The user asked for technical details.
    Details,
    /// Something ended that a list of what ended does not have yet.
    Ended,
    /// The user chose what to see of a list, or the list that it was chosen of was answered.
    Filter,
    /// A target was not found: is its environment still ours to see?
    Gone,
    /// Its interval passed.
    Interval,
    /// The user pinned it.
    Pinned,
    /// The user asked to refresh.
    Refresh,
    /// The user typed a search.
    Search,
    /// First sight: nothing is known yet.
    Start,
}

/// What a window may say about how this subject refreshes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    Due,
    /// Nobody has asked for it.
    Idle,
    InFlight,
    Settled,
    Suspended(Suspension),
    Waiting,
}

/// What an answer said about the subject, as far as polling cares.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Facts {
    pub phase: Phase,
    /// Of an operation, on the server's clock; one that is set back makes nothing younger.
    pub age: Duration,
    pub wish: Wish,
}

#[derive(Clone, Debug)]
pub struct Poller {
    kind: Kind,
    attention: Attention,
    state: State,
    facts: Facts,
    /// Ask once although suspended.
    once: Option<Cause>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum State {
    Due {
        cause: Cause,
        since: Moment,
    },
    Idle,
    InFlight {
        before: Resting,
        again: Option<(Cause, Moment)>,
    },
    Settled,
    Waiting {
        since: Moment,
    },
}

/// What to fall back to when a request in flight is cancelled.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Resting {
    Due { cause: Cause, since: Moment },
    Settled,
    Waiting { since: Moment },
}

impl Poller {
    /// Idle, until it is requested.
    #[must_use]
    pub const fn new(kind: Kind) -> Self {
        Self {
            kind,
            attention: Attention::Suspended(Suspension::WindowHidden),
            state: State::Idle,
            facts: Facts {
                phase: Phase::Unseen,
                age: Duration::ZERO,
                wish: Wish::Nothing,
            },
            once: None,
        }
    }

    /// Settled from the start: the ledger knows that it ended.
    #[must_use]
    pub fn settled(kind: Kind) -> Self {
        let facts = Facts {
            phase: Phase::Terminal,
            age: Duration::ZERO,
            wish: Wish::Nothing,
        };
        Self {
            state: State::Settled,
            facts,
            ..Self::new(kind)
        }
    }

    pub const fn handle_attention(&mut self, attention: Attention) {
        self.attention = attention;
    }

    /// Makes it due. A request while one is in flight coalesces; a settled subject stays settled.
    pub fn handle_request(&mut self, cause: Cause, now: Moment) {
        match &mut self.state {
            State::Idle | State::Waiting { .. } => self.state = State::Due { cause, since: now },
            State::InFlight { again, .. } => *again = Some((cause, now)),
            State::Due { .. } | State::Settled => {}
        }
    }

    /// Like a request, but a settled subject is asked again.
    pub fn handle_refresh(&mut self, now: Moment) {
        if self.state == State::Settled {
            self.state = State::Due {
                cause: Cause::Refresh,
                since: now,
            };
        }
        self.handle_request(Cause::Refresh, now);
    }

    /// Asks once whatever the attention; a settled or idle subject has nothing to catch up on.
    pub fn handle_catch_up(&mut self, cause: Cause) {
        if !matches!(
            self.state,
            State::Idle | State::Settled | State::InFlight { .. }
        ) {
            self.once = Some(cause);
        }
    }

    /// A window shows it for the first time: asks even where the ledger says that it ended.
    pub fn handle_first_sight(&mut self, now: Moment) {
        if matches!(self.state, State::Idle | State::Settled) {
            self.state = State::Due {
                cause: Cause::Start,
                since: now,
            };
        }
    }

    /// Asks once whatever the attention, and even when settled.
    pub fn handle_demand(&mut self, cause: Cause, now: Moment) {
        if matches!(self.state, State::Idle | State::Settled) {
            self.state = State::Due { cause, since: now };
        }
        self.handle_catch_up(cause);
    }

    pub fn handle_sent(&mut self) {
        self.once = None;
        let before = match self.state {
            State::Due { cause, since } => Resting::Due { cause, since },
            State::Waiting { since } => Resting::Waiting { since },
            State::Settled | State::Idle => Resting::Settled,
            State::InFlight { .. } => return,
        };
        self.state = State::InFlight {
            before,
            again: None,
        };
    }

    /// Takes what was known at `learned`. The next interval counts from there: an answer, not a departure, is what is
    /// known; an answer that was held counts from when a plain one would have come.
    pub fn handle_answer(&mut self, facts: Facts, learned: Moment) {
        self.facts = facts;
        let again = match self.state {
            State::InFlight { again, .. } => again,
            State::Due { .. } | State::Idle | State::Settled | State::Waiting { .. } => None,
        };
        self.state = match (facts.phase, again) {
            (Phase::Absent | Phase::Terminal, _) if !planted::has(Bug::LivingDead) => {
                State::Settled
            }
            (_, Some((cause, since))) => State::Due { cause, since },
            (_, None) => State::Waiting { since: learned },
        };
    }

    /// The request was cancelled or failed: nothing was learned.
    pub fn handle_unanswered(&mut self) {
        let State::InFlight { before, again } = self.state else {
            return;
        };
        self.state = match (again, before) {
            (Some((cause, since)), _) | (None, Resting::Due { cause, since }) => {
                State::Due { cause, since }
            }
            (None, Resting::Settled) => State::Settled,
            (None, Resting::Waiting { since }) => State::Waiting { since },
        };
    }

    /// The cause to ask for it now, or `None`. `eager` also takes what is due within half its interval: of
    /// two with the same interval one is always that close to the other, so they fall into step and cost one request.
    #[must_use]
    pub fn poll_due(&self, now: Moment, eager: bool) -> Option<Cause> {
        let deadline = self.poll_timeout()?;
        let slack = if eager {
            self.interval()
                .map_or(Duration::ZERO, |interval| interval / 2)
        } else {
            Duration::ZERO
        };
        if deadline > now.after(slack) {
            return None;
        }
        match self.state {
            State::Due { cause, .. } => Some(self.once.unwrap_or(cause)),
            State::Idle | State::InFlight { .. } | State::Settled => None,
            State::Waiting { .. } => Some(self.once.unwrap_or(Cause::Interval)),
        }
    }

    /// When to ask next; `None` while idle, in flight, suspended or settled.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Moment> {
        let suspended = matches!(self.attention, Attention::Suspended(_))
            && self.once.is_none()
            && !planted::has(Bug::Sleepless);
        match self.state {
            State::Due { since, .. } if !suspended => Some(since),
            State::Waiting { since } if self.once.is_some() => Some(since),
            State::Waiting { since } => self.interval().map(|interval| since.after(interval)),
            State::Due { .. } | State::Idle | State::InFlight { .. } | State::Settled => None,
        }
    }

    /// The interval it keeps in the foreground, or `None` where it keeps none.
    #[must_use]
    pub fn interval(&self) -> Option<Duration> {
        self.interval_with(self.facts)
    }

    /// The interval for which its next request may be held, at this age by now; `None` where that has to be a plain one:
    /// somebody waits for it, or the server asked for patience.
    #[must_use]
    pub fn patience(&self, age: Duration) -> Option<Duration> {
        let calm = matches!(self.state, State::Waiting { .. })
            && self.once.is_none()
            && self.facts.wish == Wish::Nothing;
        if calm {
            self.interval_with(Facts { age, ..self.facts })
        } else {
            None
        }
    }

    fn interval_with(&self, facts: Facts) -> Option<Duration> {
        cadence::delay(&Circumstances {
            kind: self.kind,
            attention: self.attention,
            phase: facts.phase,
            age: facts.age,
            faults: Faults::default(),
            wish: facts.wish,
        })
    }

    /// Whether it was asked for anew while a request for it is in flight.
    #[must_use]
    pub const fn is_wanted_again(&self) -> bool {
        matches!(self.state, State::InFlight { again: Some(_), .. })
    }

    #[must_use]
    pub const fn phase(&self) -> Phase {
        self.facts.phase
    }

    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.state == State::Settled
    }

    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.state == State::Idle
    }

    #[must_use]
    pub const fn standing(&self) -> Standing {
        match (self.state, self.attention) {
            (State::Settled, _) => Standing::Settled,
            (_, Attention::Suspended(why)) => Standing::Suspended(why),
            (State::Due { .. }, _) => Standing::Due,
            (State::Idle, _) => Standing::Idle,
            (State::InFlight { .. }, _) => Standing::InFlight,
            (State::Waiting { .. }, _) => Standing::Waiting,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Moment {
        Moment::from_origin(Duration::from_secs(seconds))
    }

    fn active(age_seconds: u64) -> Facts {
        Facts {
            phase: Phase::Active,
            age: Duration::from_secs(age_seconds),
            wish: Wish::Nothing,
        }
    }

    /// Waiting since second 100 with an interval of ten seconds.
    fn waiting() -> Poller {
        let mut poller = Poller::new(Kind::Operation);
        poller.handle_attention(Attention::Foreground);
        poller.handle_request(Cause::Start, at(99));
        poller.handle_sent();
        poller.handle_answer(active(600), at(100));
        poller
    }

    const HIDDEN: Attention = Attention::Suspended(Suspension::WindowHidden);

    #[test]
    fn an_idle_poller_asks_nothing() {
        let mut poller = Poller::new(Kind::Operation);
        poller.handle_attention(Attention::Foreground);
        assert_eq!(
            (poller.poll_timeout(), poller.standing()),
            (None, Standing::Idle)
        );
    }

    #[test]
    fn it_asks_when_its_interval_has_passed_and_not_before() {
        let poller = waiting();
        assert_eq!(poller.poll_due(at(109), false), None);
        assert_eq!(poller.poll_due(at(110), false), Some(Cause::Interval));
    }

    #[test]
    fn it_joins_others_within_half_its_interval() {
        let poller = waiting();
        assert_eq!(poller.poll_due(at(104), true), None);
        assert_eq!(poller.poll_due(at(105), true), Some(Cause::Interval));
    }

    #[test]
    fn suspended_means_no_deadline() {
        let mut poller = waiting();
        poller.handle_attention(HIDDEN);
        assert_eq!(poller.poll_timeout(), None);
        assert_eq!(poller.poll_due(at(9_999), true), None);
        poller.handle_request(Cause::Pinned, at(101));
        assert_eq!(poller.poll_timeout(), None);
    }

    #[test]
    fn on_resume_it_is_due_at_once_if_the_interval_has_passed_else_at_the_old_deadline() {
        let mut poller = waiting();
        poller.handle_attention(HIDDEN);
        poller.handle_attention(Attention::Foreground);
        assert_eq!(poller.poll_timeout(), Some(at(110)));
        assert_eq!(poller.poll_due(at(105), false), None);
        assert_eq!(poller.poll_due(at(500), false), Some(Cause::Interval));
    }

    #[test]
    fn a_request_while_one_is_in_flight_coalesces_and_keeps_its_cause() {
        let mut poller = waiting();
        poller.handle_sent();
        poller.handle_request(Cause::Refresh, at(111));
        assert_eq!(poller.poll_due(at(111), true), None);
        poller.handle_answer(active(600), at(112));
        assert_eq!(poller.poll_due(at(112), false), Some(Cause::Refresh));
    }

    #[test]
    fn a_cancelled_request_leaves_what_was_known() {
        let mut poller = waiting();
        poller.handle_sent();
        poller.handle_unanswered();
        assert_eq!(poller.poll_timeout(), Some(at(110)));
    }

    #[test]
    fn settled_is_for_good_until_refreshed() {
        let mut poller = waiting();
        poller.handle_sent();
        let ended = Facts {
            phase: Phase::Terminal,
            age: Duration::ZERO,
            wish: Wish::Nothing,
        };
        poller.handle_answer(ended, at(111));
        poller.handle_request(Cause::Interval, at(112));
        poller.handle_catch_up(Cause::CatchUp);
        assert_eq!(
            (poller.poll_timeout(), poller.standing()),
            (None, Standing::Settled)
        );

        poller.handle_refresh(at(113));
        assert_eq!(poller.poll_due(at(113), false), Some(Cause::Refresh));
    }

    #[test]
    fn a_catch_up_asks_once_while_suspended() {
        let mut poller = waiting();
        poller.handle_attention(HIDDEN);
        poller.handle_catch_up(Cause::CatchUp);
        assert_eq!(poller.poll_due(at(101), false), Some(Cause::CatchUp));

        poller.handle_sent();
        poller.handle_answer(active(600), at(102));
        assert_eq!(poller.poll_timeout(), None);
    }

    #[test]
    fn the_next_request_is_held_for_the_interval_of_its_age_by_now_and_only_while_it_waits() {
        let mut poller = waiting();
        let age = |seconds| Duration::from_secs(seconds);
        assert_eq!(poller.patience(age(5)), Some(age(1)));
        assert_eq!(poller.patience(age(600)), Some(age(10)));

        poller.handle_request(Cause::Refresh, at(101));
        assert_eq!(poller.patience(age(600)), None);
    }

    #[test]
    fn what_is_settled_from_the_start_has_ended() {
        let poller = Poller::settled(Kind::Operation);
        assert_eq!(
            (poller.phase(), poller.standing()),
            (Phase::Terminal, Standing::Settled)
        );
    }
}
