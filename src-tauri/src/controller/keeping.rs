//! The token and the keyring: had at the start, kept, and let go after signing out. One that the keyring did not take
//! lives in memory, where the user agreed, until it does or the session ends. What the keyring says after it was given
//! up still counts.

mod asking;
mod parting;

use anyhow::{Context, Result};
use monitor_client::Server;
use monitor_core::AccountId;
use monitor_vault::{Error, Secret};

use super::Controller;
use crate::network::Change;
use crate::shell::windows::SIGN_IN;
use crate::slice::{KeyringProblem, MemorySlice, SignInPhase, SignInProblem};
pub(crate) use asking::Heard;
use asking::{Answer, problem_of, tell};
pub(super) use parting::Parted;

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
    /// Answers whether the keyring is to be asked: another question would only wait behind the first.
    pub(super) fn begin_asking(&mut self) -> bool {
        let begins = self.loading == Loading::No;
        if begins {
            self.loading = Loading::Asked;
        }
        begins
    }

    /// Answers whether the keyring had been given up.
    pub(super) fn end_asking(&mut self, slow: bool) -> bool {
        let next = if slow { Loading::GivenUp } else { Loading::No };
        std::mem::replace(&mut self.loading, next) == Loading::GivenUp
    }

    pub(super) fn is_asking(&self) -> bool {
        self.loading == Loading::Asked
    }

    pub(super) fn hold(&mut self, token: Secret, problem: KeyringProblem) {
        self.in_memory = Some(InMemory {
            token,
            problem,
            asking: false,
        });
    }

    /// The keyring was asked once more, and did not take it.
    fn go_on_in_memory(&mut self, why: KeyringProblem) {
        if let Some(memory) = &mut self.in_memory {
            memory.asking = false;
            memory.problem = why;
        }
    }

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
                self.seat.keeping.begin_asking();
                self.ask_for_token(account);
            }
        }
    }

    /// The way to the server is prepared first: the session goes that way.
    pub(super) fn ask_for_token(&mut self, account: String) {
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

    /// The session's token lives in memory, because of this.
    pub(super) fn hold_in_memory(&mut self, token: Secret, problem: KeyringProblem) {
        self.seat.keeping.hold(token, problem);
    }

    /// The session is over, or the keyring has its token.
    pub(super) fn drop_from_memory(&mut self) {
        self.seat.keeping.in_memory = None;
    }

    fn handle_loaded(
        &mut self,
        account: &str,
        loaded: Result<Option<Secret>, Error>,
    ) -> Result<()> {
        if self.account().is_some_and(|shown| shown != account) {
            return self.handle_loaded_beside(account, loaded);
        }
        let slow = matches!(loaded, Err(Error::Slow));
        let late = self.seat.keeping.end_asking(slow);
        // In the demo there is a session and no account.
        if self.seat.session.is_some() || self.account().is_none() {
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
        // What the keyring refused before it may give by now.
        self.begin_others();
        Ok(())
    }

    fn handle_saved(&mut self, account: &str, saved: Result<(), Error>) -> Result<()> {
        if saved.is_ok() {
            self.ask_for_password();
        }
        if let Some(ready) = self.signing_in.take_ready(account) {
            return self.handle_ready(ready, saved.map_err(problem_of));
        }
        let seat = self.seats_mut().find(|seat| seat.is_named(account));
        let keeping = seat.map(|seat| &mut seat.keeping);
        let keeping = keeping.filter(|keeping| keeping.in_memory.is_some());
        match (saved, keeping) {
            (Ok(()), Some(keeping)) => {
                keeping.in_memory = None;
                self.forget_tokens();
            }
            (Err(error), Some(keeping)) => {
                tracing::warn!(%error, "the keyring did not take the token");
                keeping.go_on_in_memory(problem_of(error));
            }
            (Ok(()), None) => return self.let_go(account),
            (Err(_), None) => {}
        }
        Ok(())
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
