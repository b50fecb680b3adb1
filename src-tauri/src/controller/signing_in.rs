//! Signing in: an address and a token, checked against `/me`, kept in the keyring alone.

mod check;

use anyhow::Result;
use monitor_client::{AddressProblem, Server};
use monitor_setup::AccountSettings;
use monitor_vault::Secret;

use super::session::Session;
use super::{Controller, Request};
use crate::network::Change;
use crate::shell::windows::{self, Kind, SIGN_IN};
use crate::slice::{KeyringProblem, SignInPhase, SignInProblem};
use check::{Ready, check};

/// How far the sign-in window is.
pub(super) struct SigningIn {
    pub(super) phase: SignInPhase,
    /// Checked; the keyring is asked to take it.
    saving: Option<Ready>,
    /// Checked, but the keyring did not take it.
    pending: Option<Ready>,
    /// Open the overview when the kept token is there.
    pub(super) overview_wanted: bool,
}

impl Default for SigningIn {
    fn default() -> Self {
        Self {
            phase: SignInPhase::Idle,
            saving: None,
            pending: None,
            overview_wanted: false,
        }
    }
}

impl SigningIn {
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
    pub(super) fn open_sign_in(&mut self) {
        if self.stands_aside() {
            return;
        }
        self.look_at_network();
        let title = self.title(&Kind::SignIn);
        let place = self.settings.places.get(SIGN_IN).copied();
        if let Err(error) = self.windows.open(SIGN_IN, &title, false, place) {
            tracing::error!(%error, "the sign-in window could not be opened");
        }
    }

    /// Without a token. Where nobody asked for a window and the tray can be seen, it says so alone.
    pub(super) fn ask_to_sign_in(&mut self) {
        let wanted = std::mem::take(&mut self.signing_in.overview_wanted);
        let wanted = wanted || self.link.is_some();
        if wanted || !self.args.stays_in_tray() || self.is_tray_missed() {
            self.open_sign_in();
        }
    }

    /// The server stopped taking the token; or never took it in this start, which is told like a missing one.
    pub(super) fn refused_token(&mut self, at_first: bool) {
        self.signing_in.phase = SignInPhase::Failed {
            problem: SignInProblem::TokenRefused,
        };
        if at_first {
            self.ask_to_sign_in();
        } else {
            self.open_sign_in();
        }
    }

    pub(super) fn sign_in(&mut self, address: String, token: Secret) {
        self.signing_in.pending = None;
        self.settings.last_server = self.address(address);
        let server = match Server::parse(&self.settings.last_server) {
            Ok(server) => server,
            Err(problem) => return self.fail(address_problem(problem)),
        };
        if token.expose().trim().is_empty() {
            return self.fail(SignInProblem::TokenEmpty);
        }
        self.signing_in.phase = SignInPhase::Checking;
        let network = self.begin_preparing(Change::Keep);
        let requests = self.requests.clone();
        tokio::spawn(async move {
            let network = network.prepared().await;
            let checked = check(server, token, &network).await;
            requests.send(Request::Checked(
                checked.map_or_else(Checked::Refused, Checked::Good),
            ));
        });
    }

    pub(super) fn handle_checked(&mut self, checked: Checked) {
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
        if self.session.is_some() {
            self.hold_in_memory(ready.token, problem);
        }
        finished
    }

    fn finish(&mut self, ready: &Ready) -> Result<()> {
        self.signing_in = SigningIn::default();
        self.leave_demo();
        let server = ready.server.as_str().to_owned();
        self.settings.last_server.clone_from(&server);
        let id = ready.account.as_str().to_owned();
        let before = self
            .settings
            .account
            .replace(AccountSettings { id, server });
        // Another account that was in its place leaves no token behind.
        let before = before.map(|account| account.id);
        self.settings.to_forget.extend(before);
        self.settings.to_forget.remove(ready.account.as_str());
        let saved = self.file.save(&self.settings);
        self.begin_session(ready.account.clone(), &ready.server, &ready.token)?;
        self.forget_tokens();
        self.open_overview()?;
        self.windows.close(SIGN_IN);
        saved
    }

    /// Forgets the account: the token leaves the keyring, the windows close. The demo leaves nothing behind; the app
    /// that was started for it alone ends with it.
    pub(super) fn sign_out(&mut self) -> Result<()> {
        let was_demo = self.session.as_ref().is_some_and(Session::is_demo);
        self.end_look();
        self.end_session();
        if was_demo && self.stands_aside() {
            self.app.exit(0);
            return Ok(());
        }
        self.leave_demo();
        self.signing_in = SigningIn::default();
        if was_demo && self.settings.account.is_some() {
            self.signing_in.overview_wanted = true;
            self.load_token();
            return Ok(());
        }
        let account = self.settings.account.take().map(|account| account.id);
        self.settings.to_forget.extend(account.clone());
        self.settings.open_windows.clear();
        self.tell_of_parting(account);
        self.forget_tokens();
        self.open_sign_in();
        self.windows.close(windows::MAIN);
        self.file.save(&self.settings)
    }

    /// A closed sign-in window takes along the token that was typed into it, and what it said of one.
    pub(super) fn handle_closed(&mut self, label: &str) {
        if label != SIGN_IN {
            return;
        }
        self.signing_in.pending = None;
        if let SignInPhase::KeyringFailed { .. } | SignInPhase::SignedOut { .. } =
            self.signing_in.phase
        {
            self.signing_in.phase = SignInPhase::Idle;
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
