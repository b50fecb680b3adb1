//! A seat: what belongs to one account while the app is there. Its session and what was last learned in it, its token, and
//! its windows of the last start. Nothing in it is another account's.

use std::collections::{BTreeMap, BTreeSet};
use std::mem::replace;
use std::sync::Arc;

use monitor_core::account::Health;
use monitor_core::monitor::Input;
use monitor_core::{AccountId, Fault, OperationId, View};

use super::Controller;
use super::keeping::Keeping;
use super::session::Session;
use crate::looks::Looks;
use crate::shell::windows::Kind;
use crate::slice::Warning;

#[derive(Default)]
pub(super) struct Seat {
    pub(super) session: Option<Session>,
    pub(super) view: Option<Arc<View>>,
    pub(super) keeping: Keeping,
    pub(super) looks: Looks,
    /// Windows to open as soon as the first view has come.
    pub(super) wanted: BTreeSet<OperationId>,
    /// The windows of the last start were looked for.
    pub(super) sought: bool,
    /// Those of them that open again if they are still pinned.
    pub(super) awaited: BTreeSet<OperationId>,
}

impl Seat {
    pub(super) fn is_of(&self, account: &AccountId) -> bool {
        self.is_named(account.as_str())
    }

    /// As the settings name the account.
    pub(super) fn is_named(&self, account: &str) -> bool {
        let session = self.session.as_ref();
        session.is_some_and(|session| session.account.as_str() == account)
    }

    pub(super) fn account(&self) -> Option<AccountId> {
        let session = self.session.as_ref();
        session.map(|session| session.account.clone())
    }

    /// Takes over what is known now; answers whether the server has just stopped taking the token.
    pub(super) fn learn(&mut self, view: Arc<View>) -> bool {
        let newly = is_signed_out(&view) && !self.view.as_deref().is_some_and(is_signed_out);
        self.view = Some(view);
        newly
    }

    pub(super) fn number(&self) -> Option<u64> {
        self.session.as_ref().map(|session| session.number)
    }

    /// What the user should know of the account's token and its pins, by topic.
    pub(super) fn warnings(&self) -> BTreeMap<&'static str, Warning> {
        let in_memory = self.keeping.in_memory();
        let token = in_memory.map(|_| ("keyring", Warning::KeyringUnavailable));
        let session = self.session.as_ref();
        let ledger = session.and_then(|session| session.ledger_warning);
        let pins = ledger.map(|warning| ("ledger", warning));
        token.into_iter().chain(pins).collect()
    }

    /// The account's windows of the last start will be open again, once in this start, unless the desktop made it.
    pub(super) fn await_windows(&mut self, open: &BTreeSet<String>, autostart: bool) {
        if replace(&mut self.sought, true) || autostart {
            return;
        }
        let Some(account) = self.account() else {
            return;
        };
        for label in open {
            if let Some(Kind::Run(of, id)) = Kind::of(label)
                && of == account
            {
                self.awaited.insert(id);
            }
        }
    }

    /// Before its session ends, as the account is signed out of: the last that the session stores is that the names go.
    pub(super) fn forget(&self) {
        if let Some(session) = &self.session {
            session.handle.forget();
        }
    }

    /// Hands an input to the monitor; without a session there is none, and nothing happens.
    pub(super) fn send(&self, input: Input) {
        if let Some(session) = &self.session {
            session.handle.send(input);
        }
    }
}

impl Controller {
    /// Whose account is signed in to.
    pub(super) fn seat_of(&self, account: &AccountId) -> Option<&Seat> {
        self.seats().find(|seat| seat.is_of(account))
    }

    /// What is known of an account.
    pub(super) fn view_of(&self, account: &AccountId) -> Option<&View> {
        self.seat_of(account)?.view.as_deref()
    }

    /// Of which this is the session: the last words of one that is over have none.
    pub(super) fn seat_in(&mut self, session: u64) -> Option<&mut Seat> {
        self.seats_mut().find(|seat| seat.number() == Some(session))
    }

    /// Which a window belongs to.
    pub(super) fn seat_behind(&self, label: &str) -> Option<&Seat> {
        match Kind::of(label)? {
            Kind::Main | Kind::SignIn => Some(&self.seat),
            Kind::Run(account, _) => self.seat_of(&account),
        }
    }

    pub(super) fn seats(&self) -> impl Iterator<Item = &Seat> {
        std::iter::once(&self.seat).chain(self.others.values())
    }

    pub(super) fn seats_mut(&mut self) -> impl Iterator<Item = &mut Seat> {
        std::iter::once(&mut self.seat).chain(self.others.values_mut())
    }

    /// Hands an input to the monitor of the account that is shown.
    pub(super) fn send(&self, input: Input) {
        self.seat.send(input);
    }

    pub(super) fn send_to(&self, account: &AccountId, input: Input) {
        if let Some(seat) = self.seat_of(account) {
            seat.send(input);
        }
    }

    /// Of what is no account's own: the computer, and what the settings say for all.
    pub(super) fn send_to_all(&self, input: &Input) {
        for seat in self.seats() {
            seat.send(input.clone());
        }
    }
}

fn is_signed_out(view: &View) -> bool {
    view.health == Health::Blind(Fault::SignedOut)
}

#[cfg(test)]
mod tests {
    use monitor_core::{Moment, Monitor, Now, Settings, Timestamp};
    use monitor_vault::Secret;

    use super::*;
    use crate::slice::KeyringProblem;

    fn view(health: Health) -> Arc<View> {
        let now = Now {
            moment: Moment::default(),
            wall: Timestamp::from_millis(0),
        };
        let monitor = Monitor::new(Settings::default(), Vec::new(), Vec::new(), 7, now);
        Arc::new(View {
            health,
            ..monitor.view(now)
        })
    }

    #[test]
    fn a_refused_token_asks_once_to_sign_in_and_the_next_refused_one_once_more() {
        let refused = Health::Blind(Fault::SignedOut);
        let mut seat = Seat::default();
        for _token in 0..2 {
            let known = [Health::Connecting, refused, refused];
            let asks = known.map(|health| seat.learn(view(health)));
            assert_eq!(asks, [false, true, false]);
        }
    }

    #[test]
    fn a_token_that_the_keyring_did_not_take_is_a_warning_of_its_account() {
        let mut seat = Seat::default();
        assert_eq!(seat.warnings(), BTreeMap::new());
        let token = Secret::new("canary".to_owned());
        seat.keeping.hold(token, KeyringProblem::Locked);
        let warning = ("keyring", Warning::KeyringUnavailable);
        assert_eq!(seat.warnings(), BTreeMap::from([warning]));
    }
}
