//! Tokens that are let go: after signing out, and where the keyring took one that nobody wanted to be kept any more.

use anyhow::Result;
use monitor_vault::Error;

use super::asking::{Answer, parting_of, tell};
use crate::controller::Controller;
use crate::slice::{Parting, SignInPhase};

impl Controller {
    /// Removes the tokens of accounts that were signed out of. What the keyring does not let go is tried again when it
    /// took or gave another token, and at the next start.
    pub(in crate::controller) fn forget_tokens(&self) {
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

    /// The sign-in window tells what becomes of this account's token.
    pub(in crate::controller) fn tell_of_parting(&mut self, account: Option<String>) {
        if account.is_some() {
            self.signing_in.phase = SignInPhase::SignedOut {
                parting: Parting::Removing,
            };
        }
        self.signing_in.parted = account;
    }

    /// Removes a token that the keyring took when nobody wanted it to be kept any more.
    pub(super) fn let_go(&mut self, account: &str) -> Result<()> {
        let (file, settings) = self.own_settings();
        let mut kept = settings.account.iter().chain(&settings.other_accounts);
        if kept.any(|kept| kept.id == account) {
            return Ok(());
        }
        settings.to_forget.insert(account.to_owned());
        let saved = file.save(settings);
        self.forget_tokens();
        saved
    }

    pub(super) fn handle_removed(
        &mut self,
        account: &str,
        removed: Result<(), Error>,
    ) -> Result<()> {
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
}
