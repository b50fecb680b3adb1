//! Signing in: an address and a token, checked against `/me`, kept in the keyring alone.

mod check;

use anyhow::{Context, Result};
use monitor_client::{AddressProblem, Server};
use monitor_core::AccountId;
use monitor_setup::AccountSettings;
use monitor_vault::Secret;

use super::session::Session;
use super::{Controller, Request};
use crate::shell::windows::{self, Kind, SIGN_IN};
use crate::slice::{KeyringProblem, SignInPhase, SignInProblem, Warning};
use check::{Ready, check};

/// How far the sign-in window is.
pub(super) struct SigningIn {
    pub(super) phase: SignInPhase,
    /// Checked, but the keyring did not take it.
    pending: Option<Ready>,
    /// The keyring was asked for the kept token and has not answered yet.
    loading: bool,
    /// Open the overview when the kept token is there.
    pub(super) overview_wanted: bool,
}

impl Default for SigningIn {
    fn default() -> Self {
        Self {
            phase: SignInPhase::Idle,
            pending: None,
            loading: false,
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
}

/// What came of checking a typed token.
pub(crate) enum Checked {
    Good {
        ready: Ready,
        kept: Result<(), monitor_vault::Error>,
    },
    Refused(SignInProblem),
}

/// What came of looking for the kept token.
pub(crate) struct Loaded(Result<Option<Secret>, monitor_vault::Error>);

impl Controller {
    pub(super) fn open_sign_in(&mut self) {
        let title = self.title(&Kind::SignIn);
        let place = self.settings.places.get(SIGN_IN).copied();
        if let Err(error) = self.windows.open(SIGN_IN, &title, false, place) {
            tracing::error!(%error, "the sign-in window could not be opened");
        }
    }

    /// Without a token. Where nobody asked for a window and the tray can be seen, it says so alone.
    fn ask_to_sign_in(&mut self) {
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
        let (requests, vault) = (self.requests.clone(), self.vault.clone());
        tokio::spawn(async move {
            let checked = match check(server, token).await {
                Ok(ready) => {
                    let (account, token) = (ready.account.as_str().to_owned(), ready.token.share());
                    let saving = tokio::task::spawn_blocking(move || vault.save(&account, &token));
                    let kept = saving.await.unwrap_or(Err(monitor_vault::Error::Absent));
                    Checked::Good { ready, kept }
                }
                Err(problem) => Checked::Refused(problem),
            };
            requests.send(Request::Checked(checked));
        });
    }

    pub(super) fn handle_checked(&mut self, checked: Checked) -> Result<()> {
        match checked {
            Checked::Refused(problem) => self.fail(problem),
            Checked::Good {
                ready,
                kept: Ok(()),
            } => {
                self.warnings.remove("keyring");
                self.finish(ready)?;
            }
            Checked::Good {
                ready,
                kept: Err(error),
            } => {
                tracing::warn!(%error, "the keyring did not take the token");
                self.signing_in.phase = SignInPhase::KeyringFailed {
                    problem: keyring_problem(error),
                };
                self.signing_in.pending = Some(ready);
            }
        }
        Ok(())
    }

    /// The user agreed: the token lives in memory until the app ends.
    pub(super) fn keep_token_in_memory(&mut self) -> Result<()> {
        if let Some(ready) = self.signing_in.pending.take() {
            self.warnings.insert("keyring", Warning::KeyringUnavailable);
            self.finish(ready)?;
        }
        Ok(())
    }

    fn finish(&mut self, ready: Ready) -> Result<()> {
        self.signing_in = SigningIn::default();
        self.leave_demo();
        self.settings.to_forget.remove(ready.account.as_str());
        let server = ready.server.as_str().to_owned();
        self.settings.last_server.clone_from(&server);
        self.settings.account = Some(AccountSettings {
            id: ready.account.as_str().to_owned(),
            server,
        });
        let saved = self.file.save(&self.settings);
        self.begin_session(ready.account, &ready.server, &ready.token)?;
        self.open_overview()?;
        self.windows.close(SIGN_IN);
        saved
    }

    /// Asks the keyring for the kept token, unless it is being asked; the overview opens when it is there and somebody
    /// asked for it meanwhile.
    pub(super) fn load_token(&mut self) {
        let account = self.settings.account.as_ref();
        if account.is_some_and(|account| self.is_elsewhere(account)) {
            self.fail(SignInProblem::AccountElsewhere);
            return self.ask_to_sign_in();
        }
        if std::mem::replace(&mut self.signing_in.loading, true) {
            return;
        }
        let account = self
            .settings
            .account
            .as_ref()
            .map(|account| account.id.clone());
        let (requests, vault) = (self.requests.clone(), self.vault.clone());
        tokio::spawn(async move {
            let loading = tokio::task::spawn_blocking(move || match account {
                Some(account) => vault.load(&account),
                None => Ok(None),
            });
            let loaded = loading.await.unwrap_or(Err(monitor_vault::Error::Absent));
            requests.send(Request::Loaded(Loaded(loaded)));
        });
    }

    pub(super) fn handle_loaded(&mut self, loaded: Loaded) -> Result<()> {
        self.signing_in.loading = false;
        let account = self
            .settings
            .account
            .clone()
            .filter(|_| self.session.is_none());
        let Some(account) = account else {
            return Ok(());
        };
        let token = match loaded.0 {
            Ok(Some(token)) => token,
            Ok(None) => {
                self.ask_to_sign_in();
                return Ok(());
            }
            Err(error) => {
                tracing::warn!(%error, "the kept token could not be read");
                self.fail(SignInProblem::KeyringUnreadable);
                self.ask_to_sign_in();
                return Ok(());
            }
        };
        let server =
            Server::parse(&account.server).context("Failed to take the settings' server")?;
        let id = AccountId::parse(&account.id).context("Failed to take the settings' account")?;
        self.begin_session(id, &server, &token)
    }

    /// Forgets the account: the token leaves the keyring, the windows close. The demo leaves nothing behind; the app
    /// that was started for it alone ends with it.
    pub(super) fn sign_out(&mut self) -> Result<()> {
        let was_demo = self.session.as_ref().is_some_and(Session::is_demo);
        self.end_session();
        if was_demo && self.args.demo {
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
        self.settings.to_forget.extend(account);
        self.settings.open_windows.clear();
        self.forget_tokens();
        self.open_sign_in();
        self.windows.close(windows::MAIN);
        self.file.save(&self.settings)
    }

    /// Removes the tokens of accounts that were signed out of. What the keyring does not let go is tried again at the
    /// next start.
    pub(super) fn forget_tokens(&self) {
        for account in self.settings.to_forget.clone() {
            let (requests, vault) = (self.requests.clone(), self.vault.clone());
            tokio::task::spawn_blocking(move || match vault.remove(&account) {
                Ok(()) => requests.send(Request::Forgotten { account }),
                Err(error) => tracing::error!(%error, "the keyring keeps the token for now"),
            });
        }
    }

    pub(super) fn handle_forgotten(&mut self, account: &str) -> Result<()> {
        let (file, settings) = match &mut self.set_aside {
            Some((file, settings)) => (&*file, settings),
            None => (&self.file, &mut self.settings),
        };
        settings.to_forget.remove(account);
        file.save(settings)
    }

    /// A closed sign-in window takes the token that was typed into it along.
    pub(super) fn handle_closed(&mut self, label: &str) {
        if label == SIGN_IN {
            self.signing_in.pending = None;
        }
    }

    fn fail(&mut self, problem: SignInProblem) {
        self.signing_in.phase = SignInPhase::Failed { problem };
    }
}

const fn address_problem(problem: AddressProblem) -> SignInProblem {
    match problem {
        AddressProblem::Invalid => SignInProblem::AddressInvalid,
        AddressProblem::NotHttps => SignInProblem::AddressNotHttps,
    }
}

const fn keyring_problem(error: monitor_vault::Error) -> KeyringProblem {
    match error {
        monitor_vault::Error::Absent => KeyringProblem::Absent,
        monitor_vault::Error::Broken | monitor_vault::Error::Denied => KeyringProblem::Denied,
        monitor_vault::Error::Locked => KeyringProblem::Locked,
        monitor_vault::Error::Slow => KeyringProblem::Slow,
    }
}
