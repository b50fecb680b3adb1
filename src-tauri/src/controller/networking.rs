//! The way to the server, as the user sets it. Files and the keyring are asked beside the loop; a session goes on with
//! another client, and its monitor, its pins and its windows know nothing of it.
//!
//! The proxy's password goes with the proxy: one that is set in its place is not told it.

mod choosing;

use std::path::Path;

use anyhow::{Context, Result};
use monitor_client::{CertificateProblem, Network, ProxyAddressProblem};
use monitor_core::monitor::{Input, Scoped};
use monitor_setup::{NetworkSettings, ProxyMode};
use monitor_vault::Secret;
use tokio::sync::oneshot;

use super::checking::base_name;
use super::{Controller, Request, Requests};
use crate::network::{Change, Password, Preparation, Prepared};
use crate::settings::{Settings, SettingsFile};
use crate::slice::{
    CaProblem, NetworkSlice, PasswordState, ProxyMode as ProxyWord, ProxyProblem, ProxySlice,
    Warning,
};
use choosing::ChosenCaFile;

/// What holds, and what was refused since.
#[derive(Default)]
pub(super) struct Networking {
    held: Prepared,
    refused_proxy: Option<ProxyAddressProblem>,
    refused_file: Option<CertificateProblem>,
    /// The dialog that asks for a file is open.
    asking: bool,
    password: Password,
    /// Counts preparations, so that one that took longer than the next is not heard.
    begun: u64,
    heard: u64,
    /// The one that changed the password last.
    changed: u64,
}

/// What can be asked of the network, and what came of it.
pub(crate) enum NetworkRequest {
    CaFileChosen(ChosenCaFile),
    /// Asks for a file whose certificates are trusted from then on.
    ChooseCaFile,
    ForgetCaFile,
    /// What the keyring answered when it had been given up.
    PasswordHeard {
        number: u64,
        password: Password,
    },
    Prepared(Box<News>),
    SetProxy {
        proxy: ProxySlice,
        /// As it was typed; none leaves what the keyring has.
        password: Option<Secret>,
    },
}

/// The way, as it was prepared.
pub(crate) struct News {
    number: u64,
    prepared: Prepared,
}

/// A preparation that is about to be made.
pub(super) struct Begun {
    number: u64,
    preparation: Preparation,
    requests: Requests,
}

impl Networking {
    /// A password holds from the moment it was typed, whatever else is prepared before the keyring has it.
    fn begin(&mut self, change: &Change) -> u64 {
        self.begun += 1;
        match change {
            Change::Forget => self.change(Password::default()),
            Change::Keep => {}
            Change::Save(typed) => self.change(Password::typed(typed.share())),
        }
        self.begun
    }

    fn change(&mut self, password: Password) {
        self.password = password;
        self.changed = self.begun;
    }

    /// What the keyring says: not of a password before the last change, and not that there is none where one was had.
    fn hear(&mut self, number: u64, password: Password) {
        let is_had = self.password.secret.is_some() && password.secret.is_none();
        if number >= self.changed && !is_had {
            self.password = password;
        }
    }
}

impl Begun {
    /// The controller hears of it before whatever is sent afterwards.
    pub(super) async fn prepared(self) -> Network {
        let Self {
            number,
            preparation,
            requests,
        } = self;
        let (later, late) = oneshot::channel();
        // Dropped unsaid where the keyring is not asked, or answers in time.
        let say = move |password| drop(later.send(password));
        let preparing = tokio::task::spawn_blocking(move || preparation.prepare(say));
        let Ok(prepared) = preparing.await else {
            tracing::error!("the way to the server could not be prepared");
            return Network::default();
        };
        let network = prepared.network.clone();
        let news = Box::new(News { number, prepared });
        requests.send(Request::Network(NetworkRequest::Prepared(news)));
        tokio::spawn(async move {
            if let Ok(password) = late.await {
                let heard = NetworkRequest::PasswordHeard { number, password };
                requests.send(Request::Network(heard));
            }
        });
        network
    }
}

impl Controller {
    /// Makes the settings hold, with what becomes of the proxy's password.
    pub(super) fn begin_preparing(&mut self, change: Change) -> Begun {
        Begun {
            number: self.networking.begin(&change),
            preparation: Preparation {
                settings: self.way_settings(),
                known: self.networking.password.share(),
                change,
                vault: self.vault.clone(),
            },
            requests: self.requests.clone(),
        }
    }

    /// The keyring gave or took something: what it refused before may be had by now.
    pub(super) fn ask_for_password(&mut self) {
        let password = &self.networking.password;
        if password.state == PasswordState::Unreadable && !password.awaited {
            self.prepare_network(Change::Keep);
        }
    }

    fn prepare_network(&mut self, change: Change) {
        let begun = self.begin_preparing(change);
        tokio::spawn(begun.prepared());
    }

    /// For a window that shows how the network is set before anything asked for it.
    pub(super) fn look_at_network(&mut self) {
        if self.networking.begun == 0 {
            self.prepare_network(Change::Keep);
        }
    }

    /// The way that holds.
    pub(super) fn network(&self) -> &Network {
        &self.networking.held.network
    }

    /// What is started in the demo needs none of it, and changes neither the user's settings nor the keyring.
    pub(super) fn handle_network(&mut self, request: NetworkRequest) -> Result<()> {
        if self.stands_aside() {
            return Ok(());
        }
        match request {
            NetworkRequest::CaFileChosen(chosen) => self.handle_ca_file(chosen),
            NetworkRequest::ChooseCaFile => {
                self.choose_ca_file();
                Ok(())
            }
            NetworkRequest::ForgetCaFile => self.forget_ca_file(),
            NetworkRequest::PasswordHeard { number, password } => {
                self.handle_password(number, password)
            }
            NetworkRequest::Prepared(news) => self.handle_prepared(*news),
            NetworkRequest::SetProxy { proxy, password } => self.set_proxy(&proxy, password),
        }
    }

    fn handle_prepared(&mut self, news: News) -> Result<()> {
        let News {
            number,
            mut prepared,
        } = news;
        if let Some(password) = prepared.password.take() {
            self.networking.hear(number, password);
        }
        if number >= self.networking.heard {
            self.networking.heard = number;
            self.networking.held = prepared;
        }
        self.follow_network()
    }

    fn handle_password(&mut self, number: u64, password: Password) -> Result<()> {
        self.networking.hear(number, password);
        self.follow_network()
    }

    /// A session asks on by the way that holds, at once.
    fn follow_network(&mut self) -> Result<()> {
        let settings = self.way_settings();
        let Networking { held, password, .. } = &mut self.networking;
        held.set_proxy(&settings.proxy, password);
        let (proxy, file) = (held.proxy_problem.is_none(), held.ca_problem.is_none());
        self.warn_unless(proxy, "proxy", Warning::ProxyUnusable);
        self.warn_unless(file, "ca-file", Warning::CaFileUnusable);
        for session in self.seats().filter_map(|seat| seat.session.as_ref()) {
            let exchanged = session.connection.exchange(self.network());
            exchanged.context("Failed to make the client")?;
        }
        self.send_to_all(&Input::Refresh(Scoped::Everything));
        Ok(())
    }

    /// The settings that hold: the user's own, and over them an administrator's.
    fn way_settings(&self) -> NetworkSettings {
        let set_aside = self.set_aside.as_ref();
        let own = set_aside.map_or(&self.settings, |(_, settings)| settings);
        self.managed.network(&own.network)
    }

    /// The user's own, also while the demo has its own.
    pub(super) fn own_settings(&mut self) -> (&SettingsFile, &mut Settings) {
        match &mut self.set_aside {
            Some((file, settings)) => (&*file, settings),
            None => (&self.file, &mut self.settings),
        }
    }

    /// That of the user's own settings, likewise.
    pub(super) fn own_file(&self) -> &SettingsFile {
        let set_aside = self.set_aside.as_ref();
        set_aside.map_or(&self.file, |(file, _)| file)
    }

    fn keep_network(&mut self, change: Change) -> Result<()> {
        self.prepare_network(change);
        let (file, settings) = self.own_settings();
        file.save(settings)
    }

    pub(super) fn network_slice(&self) -> NetworkSlice {
        let settings = self.way_settings();
        let networking = &self.networking;
        let held = &networking.held;
        NetworkSlice {
            proxy: ProxySlice {
                mode: match settings.proxy.mode {
                    ProxyMode::Manual => ProxyWord::Manual,
                    ProxyMode::None => ProxyWord::None,
                    ProxyMode::System => ProxyWord::System,
                },
                address: settings.proxy.address.clone(),
                user: settings.proxy.user.clone(),
            },
            proxy_problem: networking
                .refused_proxy
                .or(held.proxy_problem)
                .map(proxy_problem),
            password: networking.password.state,
            ca_file: settings
                .ca_file
                .as_deref()
                .map(|file| base_name(Path::new(file))),
            ca_problem: networking.refused_file.or(held.ca_problem).map(ca_problem),
        }
    }
}

const fn proxy_problem(problem: ProxyAddressProblem) -> ProxyProblem {
    match problem {
        ProxyAddressProblem::Credentials => ProxyProblem::Credentials,
        ProxyAddressProblem::Invalid => ProxyProblem::Invalid,
        ProxyAddressProblem::Scheme => ProxyProblem::Scheme,
    }
}

const fn ca_problem(problem: CertificateProblem) -> CaProblem {
    match problem {
        CertificateProblem::NoFile => CaProblem::NoFile,
        CertificateProblem::NotPem => CaProblem::NotPem,
        CertificateProblem::Slow => CaProblem::Slow,
        CertificateProblem::TooLarge => CaProblem::TooLarge,
        CertificateProblem::Unreadable => CaProblem::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Secret {
        Secret::new(text.to_owned())
    }

    fn of_keyring(text: Option<&str>, state: PasswordState) -> Password {
        Password {
            secret: text.map(secret),
            state,
            awaited: false,
        }
    }

    fn held(networking: &Networking) -> (Option<&str>, PasswordState) {
        let Password { secret, state, .. } = &networking.password;
        (secret.as_ref().map(Secret::expose), *state)
    }

    #[test]
    fn a_password_that_was_just_typed_outlives_another_preparation() {
        let mut networking = Networking::default();
        let saving = networking.begin(&Change::Save(secret("canary")));
        let next = networking.begin(&Change::Keep);
        assert_eq!(held(&networking).0, Some("canary"));
        networking.hear(next, of_keyring(None, PasswordState::Missing));
        assert_eq!(held(&networking).0, Some("canary"));
        networking.hear(saving, of_keyring(Some("canary"), PasswordState::Unkept));
        assert_eq!(held(&networking), (Some("canary"), PasswordState::Unkept));
    }

    #[test]
    fn what_was_asked_before_the_last_change_is_not_heard() {
        for (change, holds) in [
            (Change::Forget, None),
            (Change::Save(secret("other")), Some("other")),
        ] {
            let mut networking = Networking::default();
            let asked = networking.begin(&Change::Keep);
            networking.begin(&change);
            networking.hear(asked, of_keyring(Some("canary"), PasswordState::Kept));
            assert_eq!(held(&networking), (holds, PasswordState::Missing));
        }
    }

    #[test]
    fn a_late_answer_is_heard_whatever_was_prepared_meanwhile() {
        let mut networking = Networking::default();
        let asked = networking.begin(&Change::Keep);
        let given_up = Password {
            awaited: true,
            ..of_keyring(None, PasswordState::Unreadable)
        };
        networking.hear(asked, given_up);
        networking.begin(&Change::Keep);
        networking.hear(asked, of_keyring(Some("canary"), PasswordState::Kept));
        assert_eq!(held(&networking), (Some("canary"), PasswordState::Kept));
        assert!(!networking.password.awaited);
    }
}
