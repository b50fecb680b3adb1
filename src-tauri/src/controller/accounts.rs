//! Several accounts at once. One is shown: overview, palette and the menu's pins are its. Each of the others goes on beside
//! it, with a session, a ledger and windows of its own; what fails there, or is signed out, changes nothing here.

use std::mem::{replace, take};

use anyhow::{Context, Result};
use monitor_client::Server;
use monitor_core::AccountId;
use monitor_core::monitor::Input;
use monitor_setup::{AccountSettings, LEDGER_FILE};
use monitor_vault::{Error, Secret};

use super::Controller;
use super::seat::Seat;
use super::shelf::Shelf;
use crate::shell::windows::{self, Kind};

impl Controller {
    /// Signs in to the accounts beside the one that is shown, as far as the keyring has their tokens.
    pub(super) fn begin_others(&mut self) {
        if self.stands_aside() {
            return;
        }
        for account in self.settings.other_accounts.clone() {
            if !self.is_elsewhere(&account) {
                let seat = self.others.entry(account.id.clone()).or_default();
                if seat.session.is_none() && seat.keeping.begin_asking() {
                    self.ask_for_token(account.id);
                }
            }
        }
    }

    /// What the keyring says of the token of an account that is not shown: without one, its line says so, and no window.
    pub(super) fn handle_loaded_beside(
        &mut self,
        id: &str,
        loaded: Result<Option<Secret>, Error>,
    ) -> Result<()> {
        let Some(seat) = self.others.get_mut(id) else {
            return Ok(());
        };
        seat.keeping.end_asking(matches!(loaded, Err(Error::Slow)));
        if seat.session.is_some() {
            return Ok(());
        }
        match loaded {
            Ok(Some(token)) => self.begin_beside(id, &token)?,
            Ok(None) => {}
            Err(error) => {
                tracing::warn!(%error, "the token of another account could not be read");
            }
        }
        self.follow_link()
    }

    fn begin_beside(&mut self, id: &str, token: &Secret) -> Result<()> {
        let accounts = &self.settings.other_accounts;
        let account = accounts.iter().find(|account| account.id == id);
        let account = account.context("Failed to find the account of a token")?;
        let server =
            Server::parse(&account.server).context("Failed to take the settings' server")?;
        let account = AccountId::parse(id).context("Failed to take the settings' account")?;
        let shelf = Shelf::File(self.folder.join(LEDGER_FILE));
        let session = self.make_session(account, &server, token, shelf, None)?;
        if let Some(seat) = self.others.get_mut(id) {
            seat.session = Some(session);
            let kept = &self.settings.open_windows;
            seat.await_windows(kept, self.args.autostart);
        }
        self.name_sessions();
        self.forget_tokens();
        self.ask_for_password();
        Ok(())
    }

    /// Chosen by the user: the overview shows it, or the sign-in window asks for its token.
    pub(super) fn switch_account(&mut self, id: &str) -> Result<()> {
        if self.seat.is_named(id) {
            return self.open_overview();
        }
        let seat = self.others.get(id);
        if seat.is_none_or(|seat| seat.session.is_none()) {
            self.sign_in_to(Some(id));
            return Ok(());
        }
        self.show_account(id)?;
        self.open_overview()
    }

    /// The overview shows another account from here on. The one before goes on beside it, as if its overview were closed.
    pub(super) fn show_account(&mut self, id: &str) -> Result<()> {
        let accounts = &mut self.settings.other_accounts;
        let Some(place) = accounts.iter().position(|account| account.id == id) else {
            return Ok(());
        };
        let account = accounts.remove(place);
        let seat = self.others.remove(id).unwrap_or_default();
        self.exchange(account, seat);
        self.file.save(&self.settings)
    }

    /// An account that was signed in to is shown, whether or not it was there before.
    pub(super) fn take_in(&mut self, account: AccountSettings) {
        self.leave_elsewhere();
        if let Some(shown) = &mut self.settings.account
            && shown.id == account.id
        {
            shown.server = account.server;
            return;
        }
        let accounts = &mut self.settings.other_accounts;
        accounts.retain(|other| other.id != account.id);
        let seat = self.others.remove(&account.id).unwrap_or_default();
        self.exchange(account, seat);
    }

    fn exchange(&mut self, account: AccountSettings, seat: Seat) {
        self.end_look();
        self.send(Input::WindowDestroyed {
            label: windows::MAIN.to_owned(),
        });
        self.checking.end_in(windows::MAIN);
        self.leave_overview();
        let before = replace(&mut self.seat, seat);
        if let Some(account) = self.settings.account.replace(account) {
            self.others.insert(account.id.clone(), before);
            self.settings.other_accounts.push(account);
        }
        self.report_overview();
        self.follow_look();
        self.view_is_new = true;
    }

    /// Whoever signs in to the server that an administrator set leaves those that are not wanted any more.
    fn leave_elsewhere(&mut self) {
        let shown = self.settings.account.clone();
        if let Some(account) = shown.filter(|account| self.is_elsewhere(account)) {
            self.settings.account = None;
            self.seat.forget();
            self.forget_account(&account.id);
        }
        for account in self.settings.other_accounts.clone() {
            if self.is_elsewhere(&account) {
                self.leave(&account.id);
            }
        }
    }

    /// Forgets one of the accounts beside the one that is shown.
    pub(super) fn sign_out_of(&mut self, id: &str) -> Result<()> {
        let parted = self.parting_from(id);
        if !self.leave(id) {
            return Ok(());
        }
        self.signing_in.parted = parted;
        self.forget_tokens();
        self.file.save(&self.settings)
    }

    /// Answers whether it was there.
    fn leave(&mut self, id: &str) -> bool {
        let accounts = &mut self.settings.other_accounts;
        let before = accounts.len();
        accounts.retain(|account| account.id != id);
        if accounts.len() == before {
            return false;
        }
        let seat = self.others.remove(id).unwrap_or_default();
        seat.forget();
        self.end(seat.session);
        self.forget_account(id);
        true
    }

    /// Its token is to leave the keyring, its names leave the ledger, and its windows do not open again.
    pub(super) fn forget_account(&mut self, id: &str) {
        self.erase_names(id);
        self.settings.to_forget.insert(id.to_owned());
        let is_its = |label: &String| match Kind::of(label) {
            Some(Kind::Run(account, _)) => account.as_str() == id,
            Some(Kind::Main | Kind::SignIn) | None => false,
        };
        self.settings.open_windows.retain(|label| !is_its(label));
    }

    /// After signing out: another account is shown, where there is one. Answers whether it is signed in to.
    pub(super) fn show_next(&mut self) -> Result<bool> {
        let accounts = &self.settings.other_accounts;
        let is_signed_in = |account: &&AccountSettings| {
            let seat = self.others.get(&account.id);
            seat.is_some_and(|seat| seat.session.is_some())
        };
        let next = accounts.iter().find(is_signed_in);
        let next = next.or_else(|| accounts.first());
        let Some(id) = next.map(|account| account.id.clone()) else {
            return Ok(false);
        };
        self.show_account(&id)?;
        Ok(self.seat.session.is_some())
    }

    /// Without a session there is nothing to show of an account: another one that has one is shown in its place.
    pub(super) fn show_another(&mut self) -> Result<bool> {
        if self.seat.keeping.is_asking() {
            return Ok(false);
        }
        let mut seats = self.others.iter();
        let signed_in = seats.find(|(_, seat)| seat.session.is_some());
        let Some(id) = signed_in.map(|(id, _)| id.clone()) else {
            return Ok(false);
        };
        self.show_account(&id)?;
        Ok(true)
    }

    /// The demo stands alone: the sessions beside it end, and begin again after it.
    pub(super) fn end_others(&mut self) {
        for seat in take(&mut self.others).into_values() {
            self.end(seat.session);
        }
    }

    /// Opens the sign-in window for an account that is signed out, or for one that is added.
    pub(super) fn sign_in_to(&mut self, id: Option<&str>) {
        // The demo has accounts of nobody.
        if self.set_aside.is_some() {
            return;
        }
        let account = id.and_then(|id| {
            let mut accounts = self.accounts();
            accounts.find(|(account, _)| account.id == id)
        });
        let server = account.map(|(account, _)| account.server.clone());
        self.signing_in.begin_for(server.unwrap_or_default());
        self.open_sign_in();
    }
}
