//! How the accounts are told of, each beside the others: by name, and by how it is.

use monitor_client::Server;
use monitor_core::AccountId;
use monitor_setup::AccountSettings;

use super::Controller;
use super::seat::Seat;
use crate::shell::beside::Beside;
use crate::slice::{OtherAccountSlice, Standing, Warning};
use crate::view;
use crate::words::Arg;

impl Controller {
    /// The accounts of the settings, the one that is shown first, each with its seat.
    pub(super) fn accounts(&self) -> impl Iterator<Item = (&AccountSettings, Option<&Seat>)> {
        let shown = self.settings.account.iter();
        let shown = shown.map(|account| (account, Some(&self.seat)));
        let others = self.settings.other_accounts.iter();
        shown.chain(others.map(|account| (account, self.others.get(&account.id))))
    }

    /// What an account is called among several: by its server, and by its user where another has the same one.
    fn name_of(&self, account: &AccountSettings, seat: Option<&Seat>) -> String {
        let server = host(account);
        let is_twin = |other: &AccountSettings| other.id != account.id && host(other) == server;
        let view = seat.and_then(|seat| seat.view.as_deref());
        let words = self.words();
        let user = words
            .discretion
            .heard(view.and_then(|view| view.user.as_deref()));
        match user {
            Some(user) if self.accounts().any(|(other, _)| is_twin(other)) => {
                let said = [("server", Arg::Text(&server)), ("user", Arg::Text(user))];
                words.say_with("account-name", &said)
            }
            Some(_) | None => server,
        }
    }

    /// Each session's notices name its account, unless it is the only one.
    pub(super) fn name_sessions(&self) {
        let alone = self.settings.other_accounts.is_empty();
        for (account, seat) in self.accounts() {
            if let Some(session) = seat.and_then(|seat| seat.session.as_ref()) {
                let name = (!alone).then(|| self.name_of(account, seat));
                session.call(name);
            }
        }
    }

    /// The name of the account that is shown, and the others as the tray tells of them; none where it is the only one.
    pub(super) fn beside(&self) -> Option<(String, Vec<Beside>)> {
        let shown = self.settings.account.as_ref();
        let shown = shown.filter(|_| !self.settings.other_accounts.is_empty())?;
        let others = self.accounts().skip(1).filter_map(|(account, seat)| {
            Some(Beside {
                account: AccountId::parse(&account.id)?,
                name: self.name_of(account, seat),
                view: seat.and_then(|seat| seat.view.clone()),
                warnings: seat.map(warnings).unwrap_or_default(),
            })
        });
        let mut others: Vec<_> = others.collect();
        others.sort_by(|one, other| one.name.cmp(&other.name));
        Some((self.name_of(shown, Some(&self.seat)), others))
    }

    pub(super) fn other_accounts(&self) -> Vec<OtherAccountSlice> {
        let shown = usize::from(self.settings.account.is_some());
        let others = self.accounts().skip(shown).map(|(account, seat)| {
            let view = seat.and_then(|seat| seat.view.as_deref());
            OtherAccountSlice {
                id: account.id.clone(),
                user: view.and_then(|view| view.user.clone()),
                server: host(account),
                standing: seat.map_or(Standing::SignedOut, standing),
                warnings: seat.map(warnings).unwrap_or_default(),
            }
        });
        let mut others: Vec<_> = others.collect();
        others.sort_by_cached_key(|account| (account.server.clone(), account.user.clone()));
        others
    }
}

/// As windows show it; what is no address, as it stands in the settings.
pub(super) fn host(account: &AccountSettings) -> String {
    let server = Server::parse(&account.server);
    server.map_or_else(|_| account.server.clone(), |server| server.host())
}

fn warnings(seat: &Seat) -> Vec<Warning> {
    seat.warnings().into_values().collect()
}

fn standing(seat: &Seat) -> Standing {
    match seat.view.as_deref() {
        Some(view) => view::standing(view),
        None if seat.session.is_some() || seat.keeping.is_asking() => Standing::Connecting,
        None => Standing::SignedOut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_session_an_account_is_signed_out_and_while_the_keyring_is_asked_it_connects() {
        let mut seat = Seat::default();
        assert_eq!(standing(&seat), Standing::SignedOut);
        assert!(seat.keeping.begin_asking());
        assert_eq!(standing(&seat), Standing::Connecting);
        assert!(!seat.keeping.begin_asking(), "it is asked again");
        seat.keeping.end_asking(true);
        assert_eq!(standing(&seat), Standing::SignedOut);
    }
}
