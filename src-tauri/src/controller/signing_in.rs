//! Signing in: an address and a token, checked against `/me`, kept in the keyring alone.

mod check;
mod opening;

use anyhow::Result;
use monitor_client::{AddressProblem, Server};
use monitor_setup::AccountSettings;
use monitor_vault::Secret;
use tokio::task::AbortHandle;

use super::keeping::Parted;
use super::session::Session;
use super::{Controller, Request};
use crate::network::Change;
use crate::shell::windows::{self, SIGN_IN};
use crate::slice::{KeyringProblem, SignInPhase, SignInProblem};
use check::{Ready, check};

/// How far the sign-in window is.
pub(super) struct SigningIn {
    pub(super) phase: SignInPhase,
    /// Counts checks, so that the last words of one that is over are not heard.
    checks: u64,
    checking: Option<Checking>,
    /// Checked; the keyring is asked to take it.
    saving: Option<Ready>,
    /// Checked, but the keyring did not take it.
    pending: Option<Ready>,
    /// Open the overview when the kept token is there.
    pub(super) overview_wanted: bool,
    /// The account that was signed out of last.
    pub(super) parted: Option<Parted>,
    /// The address that the window begins with, where it is not the one last used.
    pub(super) server: Option<String>,
}

impl Default for SigningIn {
    fn default() -> Self {
        Self {
            phase: SignInPhase::Idle,
            checks: 0,
            checking: None,
            saving: None,
            pending: None,
            overview_wanted: false,
            parted: None,
            server: None,
        }
    }
}

/// A token that the server is asked about. Dropping it ends that.
struct Checking {
    number: u64,
    task: AbortHandle,
}

impl Drop for Checking {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl SigningIn {
    /// A check takes the place of the one before.
    fn begin(&mut self, check: impl FnOnce(u64) -> AbortHandle) {
        self.checks += 1;
        let number = self.checks;
        let task = check(number);
        self.checking = Some(Checking { number, task });
        self.phase = SignInPhase::Checking;
    }

    /// Answers whether it is the end of the check that is under way.
    fn has_ended(&mut self, number: u64) -> bool {
        let is_it = |checking: &mut Checking| checking.number == number;
        self.checking.take_if(is_it).is_some()
    }

    /// Nothing that was typed is checked, kept or told of any more.
    fn close(&mut self) {
        (self.checking, self.saving, self.pending) = (None, None, None);
        self.server = None;
        if let SignInPhase::Checking
        | SignInPhase::KeyringFailed { .. }
        | SignInPhase::SignedOut { .. } = self.phase
        {
            self.phase = SignInPhase::Idle;
        }
    }

    /// For another account, unless something is under way.
    pub(super) fn begin_for(&mut self, server: String) {
        if !matches!(
            self.phase,
            SignInPhase::Checking | SignInPhase::DemoStarting
        ) {
            self.phase = SignInPhase::Idle;
            self.pending = None;
            self.server = Some(server);
        }
    }

    /// As before anybody signed in.
    fn end(&mut self) {
        *self = Self {
            checks: self.checks,
            ..Self::default()
        };
    }

    /// Answers whether the demo was not awaited before.
    pub(super) fn wait_for_demo(&mut self) -> bool {
        self.pending = None;
        std::mem::replace(&mut self.phase, SignInPhase::DemoStarting) != SignInPhase::DemoStarting
    }

    /// Whether nobody signs in by hand, is about to, or looks around.
    pub(super) const fn is_free(&self) -> bool {
        matches!(
            self.phase,
            SignInPhase::AskingKeyring | SignInPhase::Idle | SignInPhase::KeyringUnreadable { .. }
        )
    }

    /// What the window says from here on, unless it is about something else.
    pub(super) fn settle(&mut self, phase: SignInPhase) {
        if self.is_free() {
            self.phase = phase;
        }
    }

    /// The token of this account that waits for the keyring's word.
    pub(super) fn take_ready(&mut self, account: &str) -> Option<Ready> {
        let is_its = |ready: &mut Ready| ready.account.as_str() == account;
        let saving = self.saving.take_if(is_its);
        saving.or_else(|| self.pending.take_if(is_its))
    }
}

/// What came of checking a typed token.
pub(crate) enum Checked {
    Good(Ready),
    Refused(SignInProblem),
}

impl Controller {
    pub(super) fn sign_in(&mut self, address: String, token: Secret) {
        (self.signing_in.checking, self.signing_in.pending) = (None, None);
        self.settings.last_server = self.address(address);
        let server = match Server::parse(&self.settings.last_server) {
            Ok(server) => server,
            Err(problem) => return self.fail(address_problem(problem)),
        };
        if token.expose().trim().is_empty() {
            return self.fail(SignInProblem::TokenEmpty);
        }
        // What is prepared holds, also where the check ends before.
        let preparing = tokio::spawn(self.begin_preparing(Change::Keep).prepared());
        let requests = self.requests.clone();
        self.signing_in.begin(|number| {
            let checking = async move {
                let network = preparing.await.unwrap_or_default();
                let checked = check(server, token, &network).await;
                let checked = checked.map_or_else(Checked::Refused, Checked::Good);
                requests.send(Request::Checked { number, checked });
            };
            tokio::spawn(checking).abort_handle()
        });
    }

    pub(super) fn handle_checked(&mut self, number: u64, checked: Checked) {
        if !self.signing_in.has_ended(number) {
            return;
        }
        match checked {
            Checked::Refused(problem) => self.fail(problem),
            Checked::Good(ready) => {
                let (account, token) = (ready.account.as_str().to_owned(), ready.token.share());
                self.signing_in.saving = Some(ready);
                self.save_token(account, token);
            }
        }
    }

    /// The keyring took a checked token, or did not: then the user may go on with it in memory.
    pub(super) fn handle_ready(
        &mut self,
        ready: Ready,
        kept: Result<(), KeyringProblem>,
    ) -> Result<()> {
        let Err(problem) = kept else {
            return self.finish(&ready);
        };
        tracing::warn!(?problem, "the keyring did not take the token");
        self.signing_in.phase = SignInPhase::KeyringFailed { problem };
        self.signing_in.pending = Some(ready);
        Ok(())
    }

    /// The user agreed: the token lives in memory until the app ends.
    pub(super) fn keep_token_in_memory(&mut self) -> Result<()> {
        let SignInPhase::KeyringFailed { problem } = self.signing_in.phase else {
            return Ok(());
        };
        let Some(ready) = self.signing_in.pending.take() else {
            return Ok(());
        };
        let finished = self.finish(&ready);
        if self.seat.session.is_some() {
            self.hold_in_memory(ready.token, problem);
        }
        finished
    }

    fn finish(&mut self, ready: &Ready) -> Result<()> {
        self.signing_in.end();
        if self.set_aside.is_some() {
            self.end_session();
        }
        self.leave_demo();
        let server = ready.server.as_str().to_owned();
        self.settings.last_server.clone_from(&server);
        let id = ready.account.as_str().to_owned();
        self.take_in(AccountSettings { id, server });
        self.settings.settle_quiet_hours();
        self.settings.to_forget.remove(ready.account.as_str());
        let saved = self.file.save(&self.settings);
        self.begin_session(ready.account.clone(), &ready.server, &ready.token)?;
        self.forget_tokens();
        self.begin_others();
        self.open_overview()?;
        self.windows.close(SIGN_IN);
        saved
    }

    /// Forgets the account: the token leaves the keyring, the windows close. The demo leaves nothing behind; the app
    /// that was started for it alone ends with it.
    pub(super) fn sign_out(&mut self) -> Result<()> {
        let was_demo = self.seat.session.as_ref().is_some_and(Session::is_demo);
        let shown = self.settings.account.as_ref();
        let parted = shown.and_then(|account| self.parting_from(&account.id));
        self.end_look();
        if !was_demo {
            self.seat.forget();
        }
        self.end_session();
        if was_demo && self.stands_aside() {
            self.app.exit(0);
            return Ok(());
        }
        self.leave_demo();
        self.signing_in.end();
        if was_demo && self.settings.account.is_some() {
            self.signing_in.overview_wanted = true;
            self.load_token();
            self.begin_others();
            return Ok(());
        }
        let account = self.settings.account.take().map(|account| account.id);
        if let Some(id) = &account {
            self.forget_account(id);
        }
        if self.show_next()? {
            self.signing_in.parted = parted;
            self.forget_tokens();
            return self.open_overview();
        }
        self.tell_of_parting(account);
        self.forget_tokens();
        self.open_sign_in();
        self.windows.close(windows::MAIN);
        self.file.save(&self.settings)
    }

    /// A closed sign-in window takes along the token that was typed into it, and what it said of one. Where the keyring
    /// took that token meanwhile, it is let go, unless it is a new one of the account that stays.
    pub(super) fn handle_closed(&mut self, label: &str) {
        if label == SIGN_IN {
            self.signing_in.close();
        }
    }

    pub(super) fn fail(&mut self, problem: SignInProblem) {
        self.signing_in.phase = SignInPhase::Failed { problem };
    }
}

const fn address_problem(problem: AddressProblem) -> SignInProblem {
    match problem {
        AddressProblem::Invalid => SignInProblem::AddressInvalid,
        AddressProblem::NotHttps => SignInProblem::AddressNotHttps,
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use monitor_core::AccountId;
    use tokio::sync::oneshot;

    use super::*;

    /// A check that never ends by itself, with what tells of its end.
    fn endless(signing_in: &mut SigningIn) -> (u64, oneshot::Receiver<()>) {
        let (goes_on, ended) = oneshot::channel::<()>();
        signing_in.begin(|_| {
            let check = async move {
                let _goes_on = goes_on;
                pending::<()>().await;
            };
            tokio::spawn(check).abort_handle()
        });
        (signing_in.checks, ended)
    }

    fn ready(account: &str) -> Ready {
        Ready {
            account: AccountId::parse(account).expect("an account"),
            server: Server::parse("https://atlas.example.com").expect("an address"),
            token: Secret::new("canary".to_owned()),
        }
    }

    #[tokio::test]
    async fn a_closed_window_ends_the_check_and_its_last_words_are_not_heard() {
        let mut signing_in = SigningIn::default();
        let (number, ended) = endless(&mut signing_in);
        assert_eq!(signing_in.phase, SignInPhase::Checking);
        signing_in.close();
        assert!(ended.await.is_err(), "it goes on");
        assert!(!signing_in.has_ended(number));
        assert_eq!(signing_in.phase, SignInPhase::Idle);
    }

    #[tokio::test]
    async fn the_next_check_ends_the_one_before_and_numbers_are_never_used_twice() {
        let mut signing_in = SigningIn::default();
        let (first, ended) = endless(&mut signing_in);
        let (second, _goes_on) = endless(&mut signing_in);
        assert!(ended.await.is_err(), "it goes on");
        assert!(!signing_in.has_ended(first));
        assert!(signing_in.has_ended(second));
        signing_in.end();
        assert!(endless(&mut signing_in).0 > second);
    }

    #[test]
    fn a_token_that_the_keyring_is_asked_to_take_opens_nothing_once_the_window_is_closed() {
        let mut signing_in = SigningIn {
            phase: SignInPhase::Checking,
            saving: Some(ready("a1")),
            ..SigningIn::default()
        };
        signing_in.close();
        assert!(signing_in.take_ready("a1").is_none());
        assert_eq!(signing_in.phase, SignInPhase::Idle);
    }

    #[test]
    fn a_window_for_another_account_begins_with_its_server_and_interrupts_nothing() {
        let other = || "https://atlas.example.org".to_owned();
        let failed = SignInPhase::Failed {
            problem: SignInProblem::TokenRefused,
        };
        for (phase, begun) in [
            (failed, SignInPhase::Idle),
            (SignInPhase::Checking, SignInPhase::Checking),
            (SignInPhase::DemoStarting, SignInPhase::DemoStarting),
        ] {
            let begins = begun == SignInPhase::Idle;
            let mut signing_in = SigningIn {
                phase,
                ..SigningIn::default()
            };
            signing_in.begin_for(other());
            let found = (signing_in.phase.clone(), signing_in.server.clone());
            assert_eq!(found, (begun, begins.then(other)));
            signing_in.close();
            assert_eq!(signing_in.server, None);
        }
    }

    #[test]
    fn what_is_no_word_of_a_typed_token_outlives_the_window() {
        let failed = SignInPhase::Failed {
            problem: SignInProblem::TokenRefused,
        };
        for phase in [
            failed,
            SignInPhase::AskingKeyring,
            SignInPhase::DemoStarting,
        ] {
            let mut signing_in = SigningIn {
                phase: phase.clone(),
                ..SigningIn::default()
            };
            signing_in.close();
            assert_eq!(signing_in.phase, phase);
        }
    }
}
