//! Tokens that are let go: after signing out, and where the keyring took one that nobody wanted to be kept any more.

use anyhow::Result;
use monitor_vault::Error;

use super::asking::{Answer, parting_of, tell};
use crate::controller::Controller;
use crate::controller::naming::host;
use crate::controller::signing_in::SigningIn;
use crate::slice::{PartedSlice, Parting, SignInPhase};

/// An account that was signed out of, and of whose token is told what becomes of it.
pub(in crate::controller) struct Parted {
    account: String,
    /// As the overview of another account tells of it; none where the sign-in window does.
    beside: Option<PartedSlice>,
}

impl SigningIn {
    /// What the keyring did with the token, told where the signing out is.
    fn handle_parting(&mut self, account: &str, parting: Parting) {
        let parted = self.parted.as_mut();
        let Some(parted) = parted.filter(|parted| parted.account == account) else {
            return;
        };
        if let Some(beside) = &mut parted.beside {
            beside.parting = parting;
        } else if let SignInPhase::SignedOut { parting: told } = &mut self.phase {
            *told = parting;
        }
    }

    pub(in crate::controller) fn parted_beside(&self) -> Option<&PartedSlice> {
        self.parted.as_ref()?.beside.as_ref()
    }

    /// The overview that told of it is closed, or shows another account.
    pub(in crate::controller) fn leave_overview(&mut self) {
        let parted = self.parted.take();
        self.parted = parted.filter(|parted| parted.beside.is_none());
    }
}

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
        self.signing_in.parted = account.map(|account| Parted {
            account,
            beside: None,
        });
    }

    /// What the overview of another account is to tell, once this one is signed out of.
    pub(in crate::controller) fn parting_from(&self, id: &str) -> Option<Parted> {
        let (account, seat) = self.accounts().find(|(account, _)| account.id == id)?;
        let view = seat.and_then(|seat| seat.view.as_deref());
        let beside = PartedSlice {
            user: view.and_then(|view| view.user.clone()),
            server: host(account),
            parting: Parting::Removing,
        };
        Some(Parted {
            account: id.to_owned(),
            beside: Some(beside),
        })
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
        self.signing_in.handle_parting(account, parting_of(removed));
        if let Err(error) = removed {
            tracing::error!(%error, "the keyring keeps the token for now");
            return Ok(());
        }
        let (file, settings) = self.own_settings();
        settings.to_forget.remove(account);
        file.save(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(account: &str, beside: Option<PartedSlice>) -> SigningIn {
        let account = account.to_owned();
        let parting = Parting::Removing;
        let mut signing_in = SigningIn::default();
        signing_in.parted = Some(Parted { account, beside });
        signing_in.phase = SignInPhase::SignedOut { parting };
        signing_in
    }

    fn told(parting: Parting) -> PartedSlice {
        PartedSlice {
            user: None,
            server: "atlas.example.com".to_owned(),
            parting,
        }
    }

    #[test]
    fn what_the_keyring_did_is_told_by_another_accounts_overview_or_else_by_the_sign_in_window() {
        let kept = Parting::KeptLocked;
        let mut beside = parted("a1", Some(told(Parting::Removing)));
        beside.handle_parting("a1", kept);
        assert_eq!(beside.parted_beside(), Some(&told(kept)));
        let removing = Parting::Removing;
        assert_eq!(beside.phase, SignInPhase::SignedOut { parting: removing });

        let mut alone = parted("a1", None);
        alone.handle_parting("a1", kept);
        assert_eq!(alone.parted_beside(), None);
        assert_eq!(alone.phase, SignInPhase::SignedOut { parting: kept });
    }

    #[test]
    fn of_an_account_that_was_signed_out_of_before_nothing_is_told() {
        let mut signing_in = parted("a1", Some(told(Parting::Removing)));
        signing_in.handle_parting("b2", Parting::KeptLocked);
        let unchanged = told(Parting::Removing);
        assert_eq!(signing_in.parted_beside(), Some(&unchanged));
    }

    #[test]
    fn it_is_told_as_long_as_the_overview_is_open() {
        let mut beside = parted("a1", Some(told(Parting::KeptSlow)));
        beside.leave_overview();
        assert_eq!(beside.parted_beside(), None);
        // What the sign-in window tells has nothing to do with that.
        let mut alone = parted("a1", None);
        alone.leave_overview();
        alone.handle_parting("a1", Parting::Removed);
        let removed = Parting::Removed;
        assert_eq!(alone.phase, SignInPhase::SignedOut { parting: removed });
    }
}
