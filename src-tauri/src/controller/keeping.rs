//! The token and the keyring: had at the start, kept, and let go after signing out. One that the keyring did not take
//! lives in memory, where the user agreed, until it does or the session ends. What the keyring says after it was given
//! up still counts.

mod asking;

use anyhow::{Context, Result};
use monitor_client::Server;
use monitor_core::AccountId;
use monitor_vault::{Error, Secret};

use super::Controller;
use crate::network::Change;
use crate::shell::windows::SIGN_IN;
use crate::slice::{KeyringProblem, MemorySlice, Parting, SignInPhase, SignInProblem};
pub(crate) use asking::Heard;
use asking::{Answer, parting_of, problem_of, tell};

#[derive(Default)]
pub(super) struct Keeping {
    loading: Loading,
    in_memory: Option<InMemory>,
}

/// How far the question for the kept token is.
#[derive(Clone, Copy, Default, PartialEq)]
enum Loading {
    #[default]
    No,
    Asked,
    /// The answer may still come.
    GivenUp,
}

/// The session's token, which the keyring does not have.
struct InMemory {
    token: Secret,
    problem: KeyringProblem,
    asking: bool,
}

impl Keeping {
    pub(super) fn in_memory(&self) -> Option<MemorySlice> {
        self.in_memory.as_ref().map(|memory| MemorySlice {
            asking: memory.asking,
            problem: memory.problem,
        })
    }
}

impl Controller {
    pub(super) fn handle_heard(&mut self, heard: Heard) -> Result<()> {
        let Heard { account, answer } = heard;
        match answer {
            Answer::Loaded(loaded) => self.handle_loaded(&account, loaded),
            Answer::Removed(removed) => self.handle_removed(&account, removed),
            Answer::Saved(saved) => self.handle_saved(&account, saved),
        }
    }

    /// Asks the keyring for the kept token, unless it is being asked; the overview opens when it is there and somebody
    /// asked for it meanwhile.
    pub(super) fn load_token(&mut self) {
        if self.stands_aside() {
            return;
        }
        let settled = self.settings.account.as_ref();
        if settled.is_some_and(|account| self.is_elsewhere(account)) {
            self.fail(SignInProblem::AccountElsewhere);
            return self.ask_to_sign_in();
        }
        let Some(account) = self.account() else {
            return;
        };
        match self.seat.keeping.loading {
            Loading::Asked => {}
            // Another question would only wait behind the first.
            Loading::GivenUp => {
                self.tell_unreadable(KeyringProblem::Slow);
                self.open_sign_in();
            }
            Loading::No => {
                self.seat.keeping.loading = Loading::Asked;
                let network = self.begin_preparing(Change::Keep);
                let (vault, id) = (self.vault.clone(), account.clone());
                let telling = tell(
                    self.requests.clone(),
                    account,
                    move |late| vault.load_or_late(&id, late),
                    Answer::Loaded,
                );
                tokio::spawn(async move {
                    network.prepared().await;
                    telling.await;
                });
            }
        }
    }

    /// The user asked for it, in the sign-in window: the keyring may be there or unlocked by now.
    pub(super) fn ask_keyring(&mut self) {
        if self.seat.session.is_some() || self.account().is_none() || !self.signing_in.is_free() {
            return;
        }
        self.signing_in.phase = SignInPhase::AskingKeyring;
        self.load_token();
    }

    /// Asks the keyring to keep a token.
    pub(super) fn save_token(&self, account: String, token: Secret) {
        let (vault, id) = (self.vault.clone(), account.clone());
        tokio::spawn(tell(
            self.requests.clone(),
            account,
            move |late| vault.save_or_late(&id, &token, late),
            Answer::Saved,
        ));
    }

    /// The user asked the keyring once more to take the token that is in memory.
    pub(super) fn keep_token(&mut self) {
        let (Some(session), Some(memory)) = (&self.seat.session, &mut self.seat.keeping.in_memory)
        else {
            return;
        };
        // One that has not answered yet still may.
        if memory.asking || memory.problem == KeyringProblem::Slow {
            return;
        }
        memory.asking = true;
        let (account, token) = (session.account.as_str().to_owned(), memory.token.share());
        self.save_token(account, token);
    }

    /// Removes the tokens of accounts that were signed out of. What the keyring does not let go is tried again when it
    /// took or gave another token, and at the next start.
    pub(super) fn forget_tokens(&self) {
        let own = self.set_aside.as_ref().map(|(_, settings)| settings);
        for account in own.unwrap_or(&self.settings).to_forget.clone() {
            let (vault, id) = (self.vault.clone(), account.clone());
            tokio::spawn(tell(
                self.requests.clone(),
                account,
                move |late| vault.remove_or_late(&id, late),
                Answer::Removed,
            ));
        }
    }

    /// The session's token lives in memory, because of this.
    pub(super) fn hold_in_memory(&mut self, token: Secret, problem: KeyringProblem) {
        self.seat.keeping.in_memory = Some(InMemory {
            token,
            problem,
            asking: false,
        });
    }

    /// The session is over, or the keyring has its token.
    pub(super) fn drop_from_memory(&mut self) {
        self.seat.keeping.in_memory = None;
    }

    /// The sign-in window tells what becomes of this account's token.
    pub(super) fn tell_of_parting(&mut self, account: Option<String>) {
        if account.is_some() {
            self.signing_in.phase = SignInPhase::SignedOut {
                parting: Parting::Removing,
            };
        }
        self.signing_in.parted = account;
    }

    fn handle_loaded(
        &mut self,
        account: &str,
        loaded: Result<Option<Secret>, Error>,
    ) -> Result<()> {
        let slow = matches!(loaded, Err(Error::Slow));
        let next = if slow { Loading::GivenUp } else { Loading::No };
        let late = std::mem::replace(&mut self.seat.keeping.loading, next) == Loading::GivenUp;
        if self.seat.session.is_some() {
            return Ok(());
        }
        if self.account().as_deref() != Some(account) {
            // Another one is signed in to by now, and its token was not asked for meanwhile.
            self.load_token();
            return Ok(());
        }
        match loaded {
            Ok(Some(token)) => return self.begin_with(&token),
            Ok(None) => self.signing_in.settle(SignInPhase::Idle),
            Err(error) => {
                tracing::warn!(%error, "the kept token could not be read");
                self.tell_unreadable(problem_of(error));
            }
        }
        // Who was asked when it was given up need not be asked again.
        if !late {
            self.ask_to_sign_in();
        }
        Ok(())
    }

    fn begin_with(&mut self, token: &Secret) -> Result<()> {
        let account = self.settings.account.clone();
        let account = account.context("Failed to find the account of a token")?;
        let server =
            Server::parse(&account.server).context("Failed to take the settings' server")?;
        let id = AccountId::parse(&account.id).context("Failed to take the settings' account")?;
        self.signing_in.settle(SignInPhase::Idle);
        // Whoever looks at the sign-in window goes on in the overview.
        self.signing_in.overview_wanted |= self.windows.is_open(SIGN_IN);
        self.begin_session(id, &server, token)?;
        self.forget_tokens();
        self.ask_for_password();
        Ok(())
    }

    fn handle_saved(&mut self, account: &str, saved: Result<(), Error>) -> Result<()> {
        if saved.is_ok() {
            self.ask_for_password();
        }
        if let Some(ready) = self.signing_in.take_ready(account) {
            return self.handle_ready(ready, saved.map_err(problem_of));
        }
        let current = self.seat.session.as_ref();
        let current = current.is_some_and(|session| session.account.as_str() == account);
        let memory = self.seat.keeping.in_memory.as_mut().filter(|_| current);
        match (saved, memory) {
            (Ok(()), Some(_)) => {
                self.drop_from_memory();
                self.forget_tokens();
            }
            (Err(error), Some(memory)) => {
                tracing::warn!(%error, "the keyring did not take the token");
                memory.asking = false;
                memory.problem = problem_of(error);
            }
            (Ok(()), None) => return self.let_go(account),
            (Err(_), None) => {}
        }
        Ok(())
    }

    /// Removes a token that the keyring took when nobody wanted it to be kept any more.
    fn let_go(&mut self, account: &str) -> Result<()> {
        let (file, settings) = self.own_settings();
        let kept = settings.account.as_ref();
        if kept.is_some_and(|kept| kept.id == account) {
            return Ok(());
        }
        settings.to_forget.insert(account.to_owned());
        let saved = file.save(settings);
        self.forget_tokens();
        saved
    }

    fn handle_removed(&mut self, account: &str, removed: Result<(), Error>) -> Result<()> {
        let told = self.signing_in.parted.as_deref() == Some(account);
        if told && let SignInPhase::SignedOut { parting } = &mut self.signing_in.phase {
            *parting = parting_of(removed);
        }
        if let Err(error) = removed {
            tracing::error!(%error, "the keyring keeps the token for now");
            return Ok(());
        }
        let (file, settings) = self.own_settings();
        settings.to_forget.remove(account);
        file.save(settings)
    }

    /// Whoever signs in by hand meanwhile is left alone.
    fn tell_unreadable(&mut self, problem: KeyringProblem) {
        self.signing_in
            .settle(SignInPhase::KeyringUnreadable { problem });
    }

    /// The account of the settings, by its name in the keyring.
    fn account(&self) -> Option<String> {
        let account = self.settings.account.as_ref();
        account.map(|account| account.id.clone())
    }
}
