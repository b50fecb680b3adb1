//! What the user chooses of the way to the server: a proxy, who comes to it, and a file of certificates, which the system's
//! dialog asks for. What an administrator set is nobody's to choose here, but for the user of their proxy.

use std::path::PathBuf;

use anyhow::Result;
use monitor_client::{CertificateProblem, Certificates, ProxyAddress, ProxyAddressProblem};
use monitor_setup::{ProxyMode, ProxySettings, ProxyUser};
use monitor_vault::Secret;

use super::NetworkRequest;
use crate::controller::{Controller, Request};
use crate::network::Change;
use crate::slice::{ProxyMode as ProxyWord, ProxySlice};

/// A file that was chosen, and whether there are certificates in it; none where the dialog was closed.
pub(crate) type ChosenCaFile = Option<(PathBuf, Result<(), CertificateProblem>)>;

impl Controller {
    pub(super) fn set_proxy(&mut self, wanted: &ProxySlice, typed: Option<Secret>) -> Result<()> {
        if self.managed.proxy.is_some() {
            return self.set_managed_user(wanted, typed);
        }
        let (_, settings) = self.own_settings();
        let change = match set(&mut settings.network.proxy, wanted, typed) {
            Ok(change) => change,
            Err(problem) => {
                self.networking.refused_proxy = Some(problem);
                return Ok(());
            }
        };
        self.networking.refused_proxy = None;
        self.keep_network(change)
    }

    /// Of an administrator's proxy, who comes to it is for its user to say, and nothing else.
    fn set_managed_user(&mut self, wanted: &ProxySlice, typed: Option<Secret>) -> Result<()> {
        let holds = self.way_settings().proxy;
        let (_, settings) = self.own_settings();
        match set_user(&mut settings.network.managed_user, &holds, wanted, typed) {
            Some(change) => self.keep_network(change),
            None => Ok(()),
        }
    }

    /// One dialog at a time.
    pub(super) fn choose_ca_file(&mut self) {
        if self.managed.ca_file.is_some() || std::mem::replace(&mut self.networking.asking, true) {
            return;
        }
        let answer = self.ask_for_file("title-ca-file");
        let requests = self.requests.clone();
        tokio::spawn(async move {
            // A dialog that could not be opened is a closed one.
            let file = answer.await.ok().flatten();
            let reading = tokio::task::spawn_blocking(move || {
                let file = file?;
                let found = Certificates::read(&file).map(drop);
                Some((file, found))
            });
            let chosen = reading.await.ok().flatten();
            let chosen = NetworkRequest::CaFileChosen(chosen);
            requests.send(Request::Network(chosen));
        });
    }

    pub(super) fn handle_ca_file(&mut self, chosen: ChosenCaFile) -> Result<()> {
        self.networking.asking = false;
        let Some((path, found)) = chosen else {
            return Ok(());
        };
        // The settings are text.
        let file = path.to_str().map(str::to_owned);
        let file = found.and_then(|()| file.ok_or(CertificateProblem::Unreadable));
        self.networking.refused_file = file.as_ref().err().copied();
        let Ok(file) = file else {
            return Ok(());
        };
        self.own_settings().1.network.ca_file = Some(file);
        self.keep_network(Change::Keep)
    }

    pub(super) fn forget_ca_file(&mut self) -> Result<()> {
        if self.managed.ca_file.is_some() {
            return Ok(());
        }
        self.networking.refused_file = None;
        self.own_settings().1.network.ca_file = None;
        self.keep_network(Change::Keep)
    }
}

/// Sets what is wanted, or nothing where its address cannot be used; answers what becomes of the password.
fn set(
    proxy: &mut ProxySettings,
    wanted: &ProxySlice,
    typed: Option<Secret>,
) -> Result<Change, ProxyAddressProblem> {
    let mode = match wanted.mode {
        ProxyWord::Manual => ProxyMode::Manual,
        ProxyWord::None => ProxyMode::None,
        ProxyWord::System => ProxyMode::System,
    };
    if mode != ProxyMode::Manual {
        proxy.mode = mode;
        return Ok(Change::Keep);
    }
    let address = ProxyAddress::parse(&wanted.address)?;
    let user = wanted.user.trim().to_owned();
    let before = ProxyAddress::parse(&proxy.address);
    let same = before.as_ref() == Ok(&address) && proxy.user == user;
    let change = change(same, &user, typed);
    proxy.mode = mode;
    proxy.address = address.as_str().to_owned();
    proxy.user = user;
    Ok(change)
}

/// Sets who comes to the proxy that holds, whatever address is wanted; answers what becomes of the password. Nothing is set
/// where nobody comes to a proxy of its own.
fn set_user(
    set: &mut Option<ProxyUser>,
    holds: &ProxySettings,
    wanted: &ProxySlice,
    typed: Option<Secret>,
) -> Option<Change> {
    if holds.mode != ProxyMode::Manual || wanted.mode != ProxyWord::Manual {
        return None;
    }
    let user = wanted.user.trim().to_owned();
    // Where nobody was set, what the keyring has is of another proxy, and stays for it.
    let same = holds.user == user || holds.user.is_empty();
    let change = change(same, &user, typed);
    *set = (!user.is_empty()).then(|| ProxyUser {
        address: holds.address.clone(),
        user,
    });
    Some(change)
}

/// A password is of one user at one proxy. Nothing typed is none.
fn change(same: bool, user: &str, typed: Option<Secret>) -> Change {
    match typed.filter(|password| !password.expose().is_empty()) {
        Some(password) if !user.is_empty() => Change::Save(password),
        Some(_) | None if same => Change::Keep,
        Some(_) | None => Change::Forget,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(address: &str, user: &str) -> ProxySlice {
        ProxySlice {
            mode: ProxyWord::Manual,
            address: address.to_owned(),
            user: user.to_owned(),
        }
    }

    fn settings() -> ProxySettings {
        let file = r#"{"mode":"manual","address":"http://proxy.example.com:3128","user":"ann"}"#;
        serde_json::from_str(file).expect("settings")
    }

    fn typed() -> Option<Secret> {
        Some(Secret::new("canary".to_owned()))
    }

    const fn word(change: Option<&Change>) -> &'static str {
        match change {
            Some(Change::Forget) => "forgotten",
            Some(Change::Keep) => "kept",
            Some(Change::Save(_)) => "saved",
            None => "nothing",
        }
    }

    #[test]
    fn the_password_goes_with_the_proxy_and_the_user_it_was_typed_for() {
        let address = "proxy.example.com:3128";
        for (wanted, typed, kept) in [
            (wanted(address, " ann "), None, "kept"),
            (
                wanted("http://proxy.example.com:3128/", "ann"),
                None,
                "kept",
            ),
            (wanted(address, "ann"), typed(), "saved"),
            (wanted("elsewhere.example.com", "ann"), None, "forgotten"),
            (wanted(address, "bea"), None, "forgotten"),
            (wanted(address, ""), typed(), "forgotten"),
        ] {
            let change = set(&mut settings(), &wanted, typed);
            assert_eq!(word(change.as_ref().ok()), kept, "{wanted:?}");
        }
    }

    #[test]
    fn an_address_that_is_refused_changes_nothing() {
        let mut proxy = settings();
        let refused = set(
            &mut proxy,
            &wanted("http://ann:canary@x.example.com", ""),
            None,
        );
        assert_eq!(refused.err(), Some(ProxyAddressProblem::Credentials));
        assert_eq!(proxy, settings());
    }

    #[test]
    fn another_mode_leaves_address_and_user_for_later() -> Result<(), ProxyAddressProblem> {
        for mode in [ProxyWord::None, ProxyWord::System] {
            let mut proxy = settings();
            let system = ProxySlice {
                mode,
                ..wanted("", "")
            };
            set(&mut proxy, &system, None)?;
            assert_eq!(
                (proxy.address, proxy.user),
                (settings().address, settings().user)
            );
        }
        Ok(())
    }

    #[test]
    fn of_an_administrators_proxy_the_user_is_set_and_never_the_address() {
        let holds = settings();
        let told = |user: &str| ProxyUser {
            address: holds.address.clone(),
            user: user.to_owned(),
        };
        for (user, typed, set, becomes) in [
            (" bea ", typed(), Some(told("bea")), "saved"),
            ("bea", None, Some(told("bea")), "forgotten"),
            ("ann", None, Some(told("ann")), "kept"),
            ("", typed(), None, "forgotten"),
        ] {
            let mut found = Some(told("ann"));
            let wanted = wanted("http://elsewhere.example.com", user);
            let change = set_user(&mut found, &holds, &wanted, typed);
            assert_eq!((found, word(change.as_ref())), (set, becomes), "{user}");
        }
    }

    #[test]
    fn who_comes_first_to_an_administrators_proxy_takes_no_password_of_another_proxy_away() {
        let mut holds = settings();
        holds.user = String::new();
        let change = set_user(&mut None, &holds, &wanted("", "bea"), None);
        assert_eq!(word(change.as_ref()), "kept");
    }

    #[test]
    fn nobody_is_set_where_the_administrators_proxy_is_none_of_its_own_or_another_mode_is_wanted() {
        let mut system = settings();
        system.mode = ProxyMode::System;
        let none = ProxySlice {
            mode: ProxyWord::None,
            ..wanted("", "bea")
        };
        for (holds, wanted) in [(system, wanted("", "bea")), (settings(), none)] {
            let mut found = None;
            let change = set_user(&mut found, &holds, &wanted, typed());
            assert_eq!((found, word(change.as_ref())), (None, "nothing"));
        }
    }
}
