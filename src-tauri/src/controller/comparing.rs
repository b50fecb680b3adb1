//! That this computer's clock is off. Each account finds that out for itself, by its own server's clock; but there is one
//! computer, and so it is told once, in whichever account has it to tell first.

use std::collections::BTreeSet;

use monitor_core::{Alert, Skew};

use super::Controller;

/// The sessions that had it to tell since it was told last; none where the clock is right.
#[derive(Default)]
pub(super) struct ClockTold(BTreeSet<u64>);

impl ClockTold {
    /// Answers whether it is to be told. A session has it to tell once until an answer finds the clock right: one that
    /// comes with it again tells of another time.
    fn is_news(&mut self, session: u64) -> bool {
        let is_first = self.0.is_empty();
        let is_anew = !self.0.insert(session);
        if is_anew {
            self.0 = BTreeSet::from([session]);
        }
        is_first || is_anew
    }

    /// The session is over.
    pub(super) fn forget(&mut self, session: u64) {
        self.0.remove(&session);
    }

    fn handle_right(&mut self) {
        self.0.clear();
    }
}

impl Controller {
    pub(super) fn handle_clock_off(&mut self, number: u64, skew: Skew) {
        if self.seat_in(number).is_none() || !self.toasts.clock_told.is_news(number) {
            return;
        }
        let (words, requests) = (self.words(), self.requests.clone());
        let seat = self.seat_in(number);
        if let Some(session) = seat.and_then(|seat| seat.session.as_ref()) {
            session.tell(vec![Alert::ClockOff(skew)], &words, &requests);
        }
    }

    /// Whether any account finds the clock off.
    pub(super) fn is_clock_off(&self) -> bool {
        let mut views = self.seats().filter_map(|seat| seat.view.as_deref());
        views.any(|view| view.clock_off.is_some())
    }

    /// What an account has learned may be that the clock is right again, as every account finds.
    pub(super) fn follow_clock(&mut self, was_off: bool) {
        if was_off && !self.is_clock_off() {
            self.toasts.clock_told.handle_right();
        }
    }
}

/// What is the computer's, and what is the account's own.
pub(super) fn sorted(alerts: &[Alert]) -> (Option<Skew>, Vec<Alert>) {
    let mut off = None;
    let mut own = Vec::new();
    for alert in alerts {
        match alert {
            Alert::ClockOff(skew) => off = Some(*skew),
            Alert::Blind { .. } | Alert::Warned(..) => own.push(alert.clone()),
        }
    }
    (off, own)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use monitor_core::Fault;

    use super::*;

    #[test]
    fn a_clock_that_several_accounts_find_off_is_told_once() {
        let mut told = ClockTold::default();
        let news = [1, 2, 3].map(|session| told.is_news(session));
        assert_eq!(news, [true, false, false]);
    }

    #[test]
    fn a_clock_that_is_off_anew_is_told_anew_and_once_too() {
        let mut told = ClockTold::default();
        let news = [1, 2, 2, 1].map(|session| told.is_news(session));
        assert_eq!(news, [true, false, true, false]);
        told.handle_right();
        let news = [2, 1].map(|session| told.is_news(session));
        assert_eq!(news, [true, false]);
    }

    #[test]
    fn an_account_that_is_signed_in_to_again_may_tell_it() {
        let mut told = ClockTold::default();
        assert!(told.is_news(1));
        told.forget(1);
        assert!(told.is_news(2));
    }

    #[test]
    fn the_clock_is_the_computers_and_everything_else_the_accounts_own() {
        let skew = Skew {
            ahead: true,
            by: Duration::from_secs(300),
        };
        let blind = Alert::Blind {
            fault: Fault::Unreached,
            as_of: None,
        };
        let alerts = [Alert::ClockOff(skew), blind.clone()];
        assert_eq!(sorted(&alerts), (Some(skew), vec![blind]));
    }
}
