//! Whether the way to the server carries requests that wait. A proxy that cuts or swallows them is told from a server
//! that is down by a plain request: what that one brings is the truth.

use std::time::Duration;

use crate::cadence::{self, Wish};
use crate::fault::Fault;
use crate::ports::RequestId;
use crate::time::Moment;

#[derive(Clone, Debug)]
pub struct Holding {
    seed: u64,
    /// There and back, without the wait, when last measured.
    travel: Duration,
    /// Held watches that failed in a row while plain ones were answered.
    cuts: u32,
    /// How long about the last of them was held, or was to be: an answer that was held shorter proves nothing.
    reach: Duration,
    /// A held watch failed, and no plain one has said yet whether the server is there.
    doubt: Option<Doubt>,
    /// Not before then does that plain one leave.
    probe_from: Moment,
    /// Not before then is one held again, where watches are plain.
    again: Moment,
}

/// How a held watch failed that no plain one has followed yet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Doubt {
    /// As if it was cut: counts as that where the server is there.
    Cut,
    /// The computer slept meanwhile, which ends connections on any way.
    SleptOver,
}

impl Holding {
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self {
            seed,
            travel: Duration::ZERO,
            cuts: 0,
            reach: Duration::ZERO,
            doubt: None,
            probe_from: Moment::from_origin(Duration::ZERO),
            again: Moment::from_origin(Duration::ZERO),
        }
    }

    /// Takes that a watch which was to wait so long was answered after `elapsed`.
    pub fn handle_answer(&mut self, wait: Duration, elapsed: Duration, now: Moment) {
        let travel = elapsed.checked_sub(wait);
        // No client waits longer: what took more was measured across a sleep of this computer.
        if let Some(travel) = travel.filter(|travel| *travel <= cadence::GIVEN_UP) {
            self.travel = travel;
        }
        if !wait.is_zero() {
            if elapsed >= self.reach {
                self.cuts = 0;
            } else if self.is_plain() && elapsed >= wait {
                // Tried again, it was held as long as it was to be: watches are held until one is cut once more.
                self.cuts = cadence::CUTS - 1;
            }
        } else if self.doubt.take() == Some(Doubt::Cut) {
            self.handle_cut(now);
        }
    }

    /// Takes that a held watch failed in a way in which a proxy makes it fail. A server that ends makes all its clients'
    /// fail in the same instant: each asks plainly at another moment.
    pub fn handle_failed(&mut self, id: RequestId, wait: Duration, elapsed: Duration, now: Moment) {
        self.doubt = Some(Doubt::Cut);
        self.probe_from = now.after(cadence::share(cadence::PROBE_SPREAD, self.seed, id.0));
        // No two quiet watches are to wait equally long: a tenth less is as long.
        self.reach = elapsed.min(wait) * 9 / 10;
    }

    /// Takes that the computer slept while a watch was held, and that it is lost.
    pub const fn handle_slept_over(&mut self) {
        self.doubt = Some(Doubt::SleptOver);
        self.handle_demand();
    }

    /// Takes that a plain watch failed as well: it is the server, not the way to it.
    pub const fn handle_plain_fault(&mut self) {
        self.doubt = None;
    }

    /// Somebody looks who waits: the plain watch after a cut leaves at once.
    pub const fn handle_demand(&mut self) {
        self.probe_from = Moment::from_origin(Duration::ZERO);
    }

    fn handle_cut(&mut self, now: Moment) {
        self.cuts = self.cuts.saturating_add(1);
        let jitter = cadence::share(cadence::HOLD_AGAIN / 4, self.seed, u64::from(self.cuts));
        self.again = now.after(cadence::HOLD_AGAIN + jitter);
    }

    /// Whether the watches of this account are plain ones, as the way to the server carries no others.
    #[must_use]
    pub const fn is_plain(&self) -> bool {
        self.cuts >= cadence::CUTS
    }

    #[must_use]
    pub fn may_hold(&self, now: Moment) -> bool {
        self.doubt.is_none() && (!self.is_plain() || self.again <= now)
    }

    /// The moment at which a watch that is due at `deadline` may leave.
    #[must_use]
    pub fn earliest(&self, deadline: Moment) -> Moment {
        if self.doubt.is_some() {
            deadline.max(self.probe_from)
        } else {
            deadline
        }
    }

    /// When a plain watch that left at `sent` is answered, or would have been.
    #[must_use]
    pub fn plainly_answered(&self, sent: Moment) -> Moment {
        sent.after(self.travel)
    }

    /// From when on the interval after an answer counts: as if it had been a plain one, so that holding costs no request
    /// more. A pause that the server asks for counts from its answer.
    #[must_use]
    pub fn learned(&self, wait: Duration, wish: Wish, sent: Moment, now: Moment) -> Moment {
        if wait.is_zero() || wish != Wish::Nothing {
            return now;
        }
        self.plainly_answered(sent).min(now)
    }

    /// A server that lets a held watch go early, and asks not to return soon, lets all of them go: each comes back at
    /// another moment, at most twice as late.
    #[must_use]
    pub fn spread(&self, wish: Wish, id: RequestId) -> Wish {
        let Wish::PollAfter(pause) = wish else {
            return wish;
        };
        Wish::PollAfter(pause.saturating_add(cadence::share(pause, self.seed, id.0)))
    }
}

/// Whether this is how a held watch fails behind a proxy that cuts it, swallows it, or refuses to wait.
#[must_use]
pub const fn may_be_a_proxys(fault: Fault) -> bool {
    match fault {
        Fault::Offline
        | Fault::Proxy { .. }
        | Fault::Server { retry_after: None }
        | Fault::Unreached
        | Fault::Unreadable
        | Fault::Untrusted(_) => true,
        Fault::Forbidden
        | Fault::Gone
        | Fault::Server {
            retry_after: Some(_),
        }
        | Fault::SignedOut
        | Fault::Throttled { .. } => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAIT: Duration = Duration::from_secs(50);
    const TRAVEL: Duration = Duration::from_millis(50);

    fn at(seconds: u64) -> Moment {
        Moment::from_origin(Duration::from_secs(seconds))
    }

    /// A held watch is cut after so many seconds, and a plain one is answered.
    fn cut(holding: &mut Holding, after: u64, now: Moment) {
        holding.handle_failed(RequestId(3), WAIT, Duration::from_secs(after), now);
        assert!(!holding.may_hold(now), "the next one has to be plain");
        holding.handle_answer(Duration::ZERO, TRAVEL, now);
    }

    #[test]
    fn a_shorter_wait_that_is_held_on_trial_ends_plain_watches_until_the_next_cut() {
        let mut holding = Holding::new(7);
        cut(&mut holding, 30, at(100));
        cut(&mut holding, 30, at(200));
        assert!(holding.is_plain());
        let short = Duration::from_secs(10);

        holding.handle_answer(short, short + TRAVEL, at(9_000));
        assert!(!holding.is_plain());

        cut(&mut holding, 30, at(9_100));
        assert!(holding.is_plain());
    }

    #[test]
    fn two_cuts_in_a_row_make_watches_plain_until_they_are_tried_again() {
        let mut holding = Holding::new(7);
        cut(&mut holding, 30, at(100));
        assert_eq!(
            (holding.is_plain(), holding.may_hold(at(100))),
            (false, true)
        );
        cut(&mut holding, 30, at(200));
        assert_eq!(
            (holding.is_plain(), holding.may_hold(at(1_999))),
            (true, false)
        );

        let trial = at(200 + 1_800 + 450);
        assert_eq!((holding.is_plain(), holding.may_hold(trial)), (true, true));
        cut(&mut holding, 30, trial);
        assert!(!holding.may_hold(trial.after(Duration::from_secs(1_799))));

        holding.handle_answer(WAIT, WAIT + TRAVEL, at(9_000));
        assert_eq!(
            (holding.is_plain(), holding.may_hold(at(9_000))),
            (false, true)
        );
    }

    #[test]
    fn only_an_answer_that_was_held_as_long_clears_the_way() {
        let mut holding = Holding::new(7);
        cut(&mut holding, 30, at(100));
        holding.handle_answer(WAIT, Duration::from_secs(3), at(150));
        holding.handle_answer(Duration::from_secs(10), Duration::from_secs(10), at(150));
        cut(&mut holding, 30, at(200));
        assert!(holding.is_plain());

        let mut holding = Holding::new(7);
        cut(&mut holding, 65, at(100));
        holding.handle_answer(WAIT, WAIT + TRAVEL, at(200));
        cut(&mut holding, 65, at(300));
        assert!(!holding.is_plain());
    }

    #[test]
    fn a_server_that_is_down_says_nothing_of_the_way_to_it() {
        let mut holding = Holding::new(7);
        for minute in 0..10 {
            let now = at(60 * minute);
            holding.handle_failed(RequestId(minute), WAIT, Duration::from_secs(5), now);
            holding.handle_plain_fault();
            holding.handle_answer(Duration::ZERO, TRAVEL, at(60 * minute));
        }
        assert!(!holding.is_plain() && holding.may_hold(at(700)));
    }

    #[test]
    fn a_hold_that_the_computer_slept_over_is_followed_by_a_plain_watch_and_is_no_cut() {
        let mut holding = Holding::new(7);
        for hour in 0..10 {
            let now = at(3_600 * hour);
            holding.handle_slept_over();
            assert_eq!(
                (holding.may_hold(now), holding.earliest(now)),
                (false, now),
                "the next one is plain and leaves at once"
            );
            holding.handle_answer(Duration::ZERO, TRAVEL, now);
        }
        assert!(!holding.is_plain() && holding.may_hold(at(36_000)));
    }

    #[test]
    fn after_a_cut_each_client_asks_plainly_at_another_moment_or_at_once_for_somebody_who_waits() {
        let mut seconds = std::collections::BTreeSet::new();
        for seed in 0..300 {
            let mut holding = Holding::new(seed);
            holding.handle_failed(RequestId(3), WAIT, WAIT, at(100));
            let late = holding.earliest(at(100)).since(at(100));
            assert!(late < cadence::PROBE_SPREAD, "{seed}: {late:?}");
            seconds.insert(late.as_secs());

            holding.handle_demand();
            assert_eq!(holding.earliest(at(100)), at(100));
            assert!(!holding.may_hold(at(100)), "it is plain all the same");
        }
        assert_eq!(seconds.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn a_sleep_is_no_measure_of_the_way() {
        let mut holding = Holding::new(7);
        holding.handle_answer(Duration::ZERO, TRAVEL, at(100));
        holding.handle_answer(WAIT, Duration::from_secs(3_600), at(4_000));
        assert_eq!(holding.plainly_answered(at(5_000)), at(5_000).after(TRAVEL));
    }

    #[test]
    fn a_server_that_lets_everyone_go_sees_them_return_at_different_moments_and_none_too_soon() {
        let pause = Duration::from_secs(20);
        let mut quarters = std::collections::BTreeSet::new();
        for seed in 0..300 {
            let Wish::PollAfter(back) =
                Holding::new(seed).spread(Wish::PollAfter(pause), RequestId(3))
            else {
                panic!("it stays a wish to be asked later");
            };
            assert!(back >= pause && back < pause * 2, "{seed}: {back:?}");
            quarters.insert((back - pause).as_secs() / 5);
        }
        assert_eq!(quarters.into_iter().collect::<Vec<_>>(), [0, 1, 2, 3]);
    }

    #[test]
    fn an_answer_that_was_held_counts_from_when_a_plain_one_would_have_come() {
        let mut holding = Holding::new(7);
        holding.handle_answer(Duration::ZERO, Duration::from_secs(2), at(100));
        let learned = |wish, now| holding.learned(WAIT, wish, at(100), now);
        assert_eq!(learned(Wish::Nothing, at(120)), at(102));
        assert_eq!(learned(Wish::Nothing, at(101)), at(101));
        let patience = Wish::PollAfter(Duration::from_secs(5));
        assert_eq!(learned(patience, at(120)), at(120));
    }

    #[test]
    fn what_is_let_go_early_on_trial_proves_nothing() {
        let mut holding = Holding::new(7);
        cut(&mut holding, 30, at(100));
        cut(&mut holding, 30, at(200));
        holding.handle_answer(WAIT, Duration::from_secs(3), at(9_000));
        assert!(holding.is_plain());
    }
}
