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

use super::checking::base_name;
use super::{Controller, Request, Requests};
use crate::network::{Change, Password, Preparation, Prepared};
use crate::settings::{Settings, SettingsFile};
use crate::slice::{
    CaProblem, NetworkSlice, ProxyMode as ProxyWord, ProxyProblem, ProxySlice, Warning,
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
    /// Counts preparations, so that one that took longer than the next is not heard.
    begun: u64,
    heard: u64,
}

/// What can be asked of the network, and what came of it.
pub(crate) enum NetworkRequest {
    CaFileChosen(ChosenCaFile),
    /// Asks for a file whose certificates are trusted from then on.
    ChooseCaFile,
    ForgetCaFile,
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

impl Begun {
    /// The controller hears of it before whatever is sent afterwards.
    pub(super) async fn prepared(self) -> Network {
        let preparing = tokio::task::spawn_blocking(move || self.preparation.prepare());
        let Ok(prepared) = preparing.await else {
            tracing::error!("the way to the server could not be prepared");
            return Network::default();
        };
        let network = prepared.network.clone();
        let number = self.number;
        let news = Box::new(News { number, prepared });
        let prepared = NetworkRequest::Prepared(news);
        self.requests.send(Request::Network(prepared));
        network
    }
}

impl Controller {
    /// Makes the settings hold, with what becomes of the proxy's password.
    pub(super) fn begin_preparing(&mut self, change: Change) -> Begun {
        self.networking.begun += 1;
        Begun {
            number: self.networking.begun,
            preparation: Preparation {
                settings: self.way_settings(),
                known: self.networking.held.password.share(),
                change,
                vault: self.vault.clone(),
            },
            requests: self.requests.clone(),
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
            NetworkRequest::Prepared(news) => self.handle_prepared(*news),
            NetworkRequest::SetProxy { proxy, password } => self.set_proxy(&proxy, password),
        }
    }

    /// A session asks on by the new way, at once.
    fn handle_prepared(&mut self, news: News) -> Result<()> {
        if news.number < self.networking.heard {
            return Ok(());
        }
        self.networking.heard = news.number;
        self.networking.held = news.prepared;
        let held = &self.networking.held;
        let (proxy, file) = (held.proxy_problem.is_none(), held.ca_problem.is_none());
        self.warn_unless(proxy, "proxy", Warning::ProxyUnusable);
        self.warn_unless(file, "ca-file", Warning::CaFileUnusable);
        if let Some(session) = &self.session {
            let exchanged = session.connection.exchange(self.network());
            exchanged.context("Failed to make the client")?;
        }
        self.send(Input::Refresh(Scoped::Everything));
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

    fn keep_network(&mut self, change: Change) -> Result<()> {
        if !matches!(change, Change::Keep) {
            // What comes next must not go on with the password of before.
            self.networking.held.password = Password::default();
        }
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
            password: held.password.state,
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
        CertificateProblem::NotPem => CaProblem::NotPem,
        CertificateProblem::Unreadable => CaProblem::Unreadable,
    }
}
