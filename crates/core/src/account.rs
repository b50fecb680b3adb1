//! One account at one server: whether it answers, and the gate that holds every lane back while it does not.
//!
//! Faults count per account, not per target: fifty targets of one unreachable server are one thing to retry.

use std::time::Duration;

use crate::attention::Attention;
use crate::cadence::{self, Circumstances, Faults, Kind, Phase, Wish};
use crate::fault::Fault;
use crate::planted::{self, Bug};
use crate::time::{Moment, Timestamp};

#[derive(Clone, Debug)]
pub struct Account {
    health: Health,
    faults: Faults,
    gate: Gate,
    /// After a wake-up nothing leaves before.
    rest: Option<Moment>,
    /// The first fault since the last good answer.
    silent_since: Option<Moment>,
    /// The server's clock at the last good answer.
    as_of: Option<Timestamp>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Health {
    /// Nothing is known of the server's state: what is shown is as of the last good answer.
    Blind(Fault),
    /// Nothing was asked yet.
    Connecting,
    Ok,
}

/// Whether requests may leave.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Gate {
    /// Until the user signs in again.
    Closed,
    ClosedUntil {
        moment: Moment,
        /// No sooner than this, says the server.
        asked: Option<Moment>,
    },
    Open,
}

impl Account {
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self {
            health: Health::Connecting,
            faults: Faults {
                consecutive: 0,
                seed,
            },
            gate: Gate::Open,
            rest: None,
            silent_since: None,
            as_of: None,
        }
    }

    pub fn handle_answer(&mut self, server_time: Option<Timestamp>) {
        self.as_of = server_time.or(self.as_of);
        if self.gate == Gate::Closed {
            return;
        }
        self.health = Health::Ok;
        self.faults.consecutive = 0;
        self.silent_since = None;
        // An answer that was under way does not lift a pause the server asked for; that ends by itself.
        if !matches!(self.gate, Gate::ClosedUntil { asked: Some(_), .. }) {
            self.gate = Gate::Open;
        }
    }

    /// Takes a fault of the server or the way to it; faults of one target do not come here.
    pub fn handle_fault(&mut self, fault: Fault, now: Moment) {
        if self.gate == Gate::Closed {
            return;
        }
        self.health = Health::Blind(fault);
        self.silent_since = self.silent_since.or(Some(now));
        self.faults.consecutive = self.faults.consecutive.saturating_add(1);
        let gate = match fault {
            Fault::SignedOut => Gate::Closed,
            Fault::Forbidden
            | Fault::Gone
            | Fault::Offline
            | Fault::Proxy { .. }
            | Fault::Server { .. }
            | Fault::Throttled { .. }
            | Fault::Unreached
            | Fault::Unreadable
            | Fault::Untrusted(_) => {
                let asked = fault.retry_after().map(cadence::retry_after);
                Gate::ClosedUntil {
                    moment: now.after(self.delay(wish_of(fault))),
                    asked: asked.map(|pause| now.after(pause)),
                }
            }
        };
        if planted::has(Bug::Hammering) && gate != Gate::Closed {
            return;
        }
        self.gate = self.gate.narrowed(gate, now);
    }

    /// The user asks to try now: opens the gate, or where the server itself asked for a pause, opens it with that.
    pub fn handle_refresh(&mut self) {
        self.rest = None;
        if let Gate::ClosedUntil { asked, .. } = self.gate {
            let asked = asked.filter(|_| !planted::has(Bug::EagerRefresh));
            self.gate = asked.map_or(Gate::Open, |moment| Gate::ClosedUntil { moment, asked });
        }
    }

    /// What failed may do by now: the next try leaves after the shortest back-off, or the server's own pause.
    pub fn handle_hope(&mut self, now: Moment) {
        if let Gate::ClosedUntil { moment, asked } = self.gate {
            let soon = moment.min(now.after(cadence::BACKOFF_BASE));
            self.gate = Gate::ClosedUntil {
                moment: asked.map_or(soon, |asked| soon.max(asked)),
                asked,
            };
        }
    }

    /// The computer woke: nothing leaves for that long, unless somebody waits, and our own back-off was for before.
    pub fn handle_woke(&mut self, pause: Duration, now: Moment) {
        self.handle_refresh();
        self.rest = Some(now.after(pause));
    }

    /// Somebody looks who waits: the rest after a wake-up is over.
    pub const fn handle_demand(&mut self) {
        self.rest = None;
    }

    /// Whether the rest after a wake-up lasts.
    #[must_use]
    pub fn is_resting(&self, now: Moment) -> bool {
        self.rest.is_some_and(|rest| now < rest)
    }

    #[must_use]
    pub const fn health(&self) -> Health {
        self.health
    }

    /// Since when nothing is known of the server's state, where the next good answer ends that. `None` while signed out.
    #[must_use]
    pub fn silent_since(&self) -> Option<Moment> {
        self.silent_since.filter(|_| self.gate != Gate::Closed)
    }

    #[must_use]
    pub const fn as_of(&self) -> Option<Timestamp> {
        self.as_of
    }

    #[must_use]
    pub const fn gate(&self) -> Gate {
        self.gate
    }

    /// After a fault, one request at a time feels whether the server is back.
    #[must_use]
    pub const fn is_probing(&self) -> bool {
        self.faults.consecutive > 0
    }

    /// The moment at which something due at `deadline` may leave; `None` while signed out.
    #[must_use]
    pub fn earliest(&self, deadline: Moment) -> Option<Moment> {
        let deadline = self.rest.map_or(deadline, |rest| deadline.max(rest));
        match self.gate {
            Gate::Closed => None,
            Gate::ClosedUntil { moment, .. } => Some(deadline.max(moment)),
            Gate::Open => Some(deadline),
        }
    }

    fn delay(&self, wish: Wish) -> Duration {
        let circumstances = Circumstances {
            kind: Kind::Operation,
            attention: Attention::Foreground,
            phase: Phase::Unseen,
            age: Duration::ZERO,
            faults: self.faults,
            wish,
        };
        cadence::delay(&circumstances).unwrap_or(cadence::BACKOFF_CAP)
    }
}

impl Gate {
    /// A second fault never lets anything through sooner than the server asked for, nor past a sign-out.
    fn narrowed(self, next: Self, now: Moment) -> Self {
        match (self, next) {
            (Self::Closed, _) => Self::Closed,
            (
                Self::ClosedUntil {
                    moment: before,
                    asked: Some(asked),
                },
                Self::ClosedUntil {
                    moment,
                    asked: again,
                },
            ) if asked > now => Self::ClosedUntil {
                moment: moment.max(before),
                asked: Some(again.map_or(asked, |again| again.max(asked))),
            },
            (Self::ClosedUntil { .. } | Self::Open, next) => next,
        }
    }
}

/// What a fault asks for. A server in trouble refuses everyone, a throttling one this client alone.
const fn wish_of(fault: Fault) -> Wish {
    match fault {
        Fault::Server {
            retry_after: Some(pause),
        } => Wish::ReturnAfter(pause),
        Fault::Throttled {
            retry_after: Some(pause),
        } => Wish::RetryAfter(pause),
        Fault::Forbidden
        | Fault::Gone
        | Fault::Offline
        | Fault::Proxy { .. }
        | Fault::Server { retry_after: None }
        | Fault::SignedOut
        | Fault::Throttled { retry_after: None }
        | Fault::Unreached
        | Fault::Unreadable
        | Fault::Untrusted(_) => Wish::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Moment {
        Moment::from_origin(Duration::from_secs(seconds))
    }

    #[test]
    fn a_fault_holds_every_lane_back() {
        let mut account = Account::new(1);
        account.handle_fault(Fault::Unreached, at(10));
        assert!(account.earliest(at(10)) > Some(at(10)));
        assert_eq!(account.earliest(at(500)), Some(at(500)));
    }

    #[test]
    fn signed_out_asks_nothing_until_signed_in() {
        let mut account = Account::new(1);
        account.handle_fault(Fault::SignedOut, at(10));
        account.handle_refresh();
        assert_eq!(account.earliest(at(9_999)), None);
    }

    #[test]
    fn a_refresh_passes_our_own_back_off_but_not_the_servers_wish() {
        let mut account = Account::new(1);
        account.handle_fault(Fault::Unreached, at(10));
        account.handle_refresh();
        assert_eq!(account.earliest(at(10)), Some(at(10)));

        account.handle_fault(
            Fault::Throttled {
                retry_after: Some(Duration::from_secs(90)),
            },
            at(10),
        );
        account.handle_refresh();
        assert_eq!(account.earliest(at(10)), Some(at(100)));
    }

    #[test]
    fn what_was_under_way_lifts_neither_the_servers_pause_nor_a_sign_out() {
        let mut account = Account::new(1);
        account.handle_fault(
            Fault::Throttled {
                retry_after: Some(Duration::from_secs(90)),
            },
            at(10),
        );
        account.handle_answer(None);
        assert_eq!(account.earliest(at(10)), Some(at(100)));
        account.handle_fault(Fault::Unreached, at(12));
        assert_eq!(account.earliest(at(12)), Some(at(100)));

        account.handle_fault(Fault::SignedOut, at(13));
        account.handle_fault(Fault::Unreached, at(14));
        account.handle_answer(None);
        assert_eq!(account.earliest(at(9_999)), None);
        assert_eq!(account.health(), Health::Blind(Fault::SignedOut));
    }

    #[test]
    fn a_refresh_passes_the_spread_of_a_return_but_not_the_pause_before_it() {
        let mut account = Account::new(1);
        let fault = Fault::Server {
            retry_after: Some(Duration::from_secs(20)),
        };
        account.handle_fault(fault, at(10));
        let spread = account.earliest(at(10));
        assert!(spread > Some(at(30)) && spread < Some(at(60)), "{spread:?}");

        account.handle_fault(Fault::Unreached, at(11));
        account.handle_refresh();
        assert_eq!(account.earliest(at(11)), Some(at(30)));
    }

    #[test]
    fn a_wake_up_rests_and_passes_our_own_back_off_but_not_the_servers_wish() {
        let pause = Duration::from_secs(3);
        let mut account = Account::new(1);
        account.handle_woke(pause, at(10));
        assert_eq!(account.earliest(at(10)), Some(at(13)));
        assert_eq!(account.earliest(at(20)), Some(at(20)));

        for _ in 0..20 {
            account.handle_fault(Fault::Unreached, at(20));
        }
        account.handle_woke(pause, at(20));
        assert_eq!(account.earliest(at(20)), Some(at(23)));

        let retry_after = Some(Duration::from_secs(90));
        account.handle_fault(Fault::Throttled { retry_after }, at(30));
        account.handle_woke(pause, at(30));
        assert_eq!(account.earliest(at(30)), Some(at(120)));

        account.handle_fault(Fault::SignedOut, at(200));
        account.handle_woke(pause, at(200));
        assert_eq!(account.earliest(at(9_999)), None);
    }

    #[test]
    fn the_first_good_answer_opens_everything() {
        let mut account = Account::new(1);
        account.handle_fault(Fault::Unreached, at(10));
        account.handle_answer(Some(Timestamp::from_millis(5)));
        assert_eq!(account.health(), Health::Ok);
        assert!(!account.is_probing());
        assert_eq!(account.earliest(at(10)), Some(at(10)));
    }

    #[test]
    fn a_silence_lasts_from_the_first_fault_to_the_next_good_answer_and_a_sign_out_is_none() {
        let mut account = Account::new(1);
        assert_eq!(account.silent_since(), None);
        account.handle_fault(Fault::Unreached, at(10));
        account.handle_fault(Fault::Unreadable, at(20));
        account.handle_refresh();
        assert_eq!(account.silent_since(), Some(at(10)));
        account.handle_answer(None);
        assert_eq!(account.silent_since(), None);

        account.handle_fault(Fault::Unreached, at(30));
        account.handle_fault(Fault::SignedOut, at(40));
        assert_eq!(account.silent_since(), None);
    }

    #[test]
    fn the_rest_after_a_wake_up_is_over_with_its_pause_or_for_somebody_who_waits() {
        let woken = || {
            let mut account = Account::new(1);
            account.handle_woke(Duration::from_secs(3), at(10));
            account
        };
        assert!(!Account::new(1).is_resting(at(10)));
        assert!(woken().is_resting(at(12)));
        assert!(!woken().is_resting(at(13)) && !woken().is_resting(at(14)));

        let mut account = woken();
        account.handle_demand();
        assert!(!account.is_resting(at(12)));
        let mut account = woken();
        account.handle_refresh();
        assert!(!account.is_resting(at(12)));
    }

    #[test]
    fn when_the_servers_pause_is_over_the_spread_after_it_binds_no_further_fault() {
        let pause = Duration::from_secs(20);
        let spread = (1..).map(|seed| {
            let mut account = Account::new(seed);
            let retry_after = Some(pause);
            account.handle_fault(Fault::Server { retry_after }, at(10));
            account
        });
        // Somebody's whose turn comes late.
        let late = |account: &Account| account.earliest(at(10)) > Some(at(55));
        let account = spread.take(1_000).find(late).expect("one of many is late");

        let mut within = account.clone();
        within.handle_fault(Fault::Unreached, at(29));
        assert!(within.earliest(at(29)) > Some(at(55)));
        let mut after = account;
        after.handle_fault(Fault::Unreached, at(30));
        assert!(
            after.earliest(at(30)) <= Some(at(45)),
            "{:?}",
            after.earliest(at(30))
        );
    }
}
