//! From the settings of the network, a file and the keyring to the way to the server; and the line that a session's
//! requests take, whose client can be another one from one request to the next.
//!
//! Shows nothing and decides nothing: what of it goes wrong is told to the controller (`controller/networking.rs`).

use std::path::Path;

use monitor_client::{
    CertificateProblem, Certificates, Client, Credentials, Network, Proxy, ProxyAddress,
    ProxyAddressProblem, Server,
};
use monitor_core::Fault;
use monitor_core::ports::{Api, Observation, Request};
use monitor_setup::{NetworkSettings, PROXY_PASSWORD, ProxyMode, ProxySettings};
use monitor_vault::{Error, Secret, Vault};
use tokio::sync::watch;

use crate::slice::PasswordState;

/// What becomes of the proxy's password.
pub(crate) enum Change {
    Forget,
    Keep,
    Save(Secret),
}

/// Everything that a thread needs to make the settings hold.
pub(crate) struct Preparation {
    pub(crate) settings: NetworkSettings,
    pub(crate) known: Password,
    pub(crate) change: Change,
    pub(crate) vault: Vault,
}

/// What came of it.
#[derive(Default)]
pub(crate) struct Prepared {
    pub(crate) network: Network,
    /// As the keyring has it; none where it was not asked.
    pub(crate) password: Option<Password>,
    pub(crate) proxy_problem: Option<ProxyAddressProblem>,
    pub(crate) ca_problem: Option<CertificateProblem>,
}

/// The proxy's, as the keyring has it or as it was typed.
#[derive(Default)]
pub(crate) struct Password {
    pub(crate) secret: Option<Secret>,
    pub(crate) state: PasswordState,
    /// The keyring was given up, and may still answer.
    pub(crate) awaited: bool,
}

impl Password {
    /// Of which the keyring has said nothing yet.
    pub(crate) fn typed(secret: Secret) -> Self {
        Self {
            secret: Some(secret),
            ..Self::default()
        }
    }

    pub(crate) fn share(&self) -> Self {
        Self {
            secret: self.secret.as_ref().map(Secret::share),
            ..*self
        }
    }
}

impl Preparation {
    /// Blocks while the keyring is asked and the file is read. What is wrong is gone without. What the keyring says of the
    /// password after it was given up is told.
    pub(crate) fn prepare(self, late: impl FnOnce(Password) + Send + 'static) -> Prepared {
        let Self {
            settings,
            known,
            change,
            vault,
        } = self;
        let asked = ask(change, &known, &settings, &vault, late);
        let file = settings.ca_file.as_deref().map(Path::new);
        let (certificates, ca_problem) = match file.map(Certificates::read) {
            Some(Ok(certificates)) => (certificates, None),
            Some(Err(problem)) => (Certificates::default(), Some(problem)),
            None => (Certificates::default(), None),
        };
        let mut prepared = Prepared {
            network: Network {
                proxy: Proxy::default(),
                certificates,
            },
            password: None,
            proxy_problem: None,
            ca_problem,
        };
        prepared.set_proxy(&settings.proxy, asked.as_ref().unwrap_or(&known));
        prepared.password = asked;
        prepared
    }
}

impl Prepared {
    /// This proxy with this password is the way from here on.
    pub(crate) fn set_proxy(&mut self, settings: &ProxySettings, password: &Password) {
        let (proxy, problem) = proxy(settings, password.secret.as_ref());
        self.network.proxy = proxy;
        self.proxy_problem = problem;
    }
}

/// What the keyring says of the password; none where there is nothing to ask.
fn ask(
    change: Change,
    known: &Password,
    settings: &NetworkSettings,
    vault: &Vault,
    late: impl FnOnce(Password) + Send + 'static,
) -> Option<Password> {
    // Where it may still answer, another question would only wait behind the first.
    let settled = known.secret.is_some() || known.awaited || !settings.needs_password();
    match change {
        Change::Forget => {
            if let Err(error) = vault.remove(PROXY_PASSWORD) {
                tracing::error!(%error, "the keyring keeps the proxy's password for now");
            }
            Some(Password::default())
        }
        Change::Keep if settled => None,
        Change::Keep => {
            let proxy = settings.proxy.clone();
            let late = move |entry| late(loaded(&proxy, entry));
            let entry = vault.load_or_late(PROXY_PASSWORD, late);
            Some(loaded(&settings.proxy, entry))
        }
        Change::Save(typed) => {
            let entry = Secret::new(settings.proxy.entry(typed.expose()));
            let own = typed.share();
            let late = move |answer| late(saved(own, answer));
            let answer = vault.save_or_late(PROXY_PASSWORD, &entry, late);
            Some(saved(typed, answer))
        }
    }
}

fn loaded(proxy: &ProxySettings, entry: Result<Option<Secret>, Error>) -> Password {
    let own = |entry: Secret| {
        let password = proxy.password_in(entry.expose())?;
        Some(Secret::new(password.to_owned()))
    };
    let awaited = matches!(entry, Err(Error::Slow));
    let (secret, state) = match entry {
        Ok(entry) => match entry.and_then(own) {
            Some(password) => (Some(password), PasswordState::Kept),
            None => (None, PasswordState::Missing),
        },
        Err(error) => {
            tracing::warn!(%error, "the proxy's password could not be read");
            (None, PasswordState::Unreadable)
        }
    };
    Password {
        secret,
        state,
        awaited,
    }
}

fn saved(typed: Secret, answer: Result<(), Error>) -> Password {
    if let Err(error) = answer {
        tracing::warn!(%error, "the keyring did not take the proxy's password");
    }
    Password {
        secret: Some(typed),
        state: if answer.is_ok() {
            PasswordState::Kept
        } else {
            PasswordState::Unkept
        },
        awaited: answer == Err(Error::Slow),
    }
}

/// A proxy that cannot be used is not one: then the system's holds.
fn proxy(
    settings: &ProxySettings,
    password: Option<&Secret>,
) -> (Proxy, Option<ProxyAddressProblem>) {
    match settings.mode {
        ProxyMode::Manual => match ProxyAddress::parse(&settings.address) {
            Ok(address) => {
                let password = password.map_or("", Secret::expose);
                let user = settings.user.as_str();
                let credentials = (!user.is_empty()).then(|| Credentials::new(user, password));
                let proxy = Proxy::Manual {
                    address,
                    credentials,
                };
                (proxy, None)
            }
            Err(problem) => (Proxy::System, Some(problem)),
        },
        ProxyMode::None => (Proxy::Direct, None),
        ProxyMode::System => (Proxy::System, None),
    }
}

/// A session's way to its server, and what another one is made of.
pub(crate) struct Connection {
    client: watch::Sender<Client>,
    pub(crate) server: Server,
    token: Secret,
}

/// The requests of a session's monitor, whichever client its connection has.
#[derive(Clone)]
pub(crate) struct Line(watch::Receiver<Client>);

impl Connection {
    /// # Errors
    /// As [`Client::new`].
    pub(crate) fn new(
        server: &Server,
        token: &Secret,
        network: &Network,
    ) -> Result<(Self, Line), monitor_client::Error> {
        let client = Client::new(server.clone(), token.expose(), network)?;
        let (client, line) = watch::channel(client);
        let connection = Self {
            client,
            server: server.clone(),
            token: token.share(),
        };
        Ok((connection, Line(line)))
    }

    /// The client of this moment.
    pub(crate) fn client(&self) -> Client {
        Client::clone(&self.client.borrow())
    }

    /// What is under way stays with the client before.
    ///
    /// # Errors
    /// As [`Client::new`].
    pub(crate) fn exchange(&self, network: &Network) -> Result<(), monitor_client::Error> {
        let client = Client::new(self.server.clone(), self.token.expose(), network)?;
        self.client.send_replace(client);
        Ok(())
    }
}

impl Api for Line {
    async fn call(&self, request: Request) -> Result<Observation, Fault> {
        let client = Client::clone(&self.0.borrow());
        client.call(request).await
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::{Arc, Mutex, MutexGuard, mpsc};
    use std::time::Duration;

    use anyhow::{Context, Result};
    use monitor_client::Route;
    use monitor_vault::SecretStore;
    use serde_json::json;

    use super::*;

    /// A keyring that can be locked.
    #[derive(Clone, Default)]
    struct Shelf {
        kept: Arc<Mutex<BTreeMap<String, String>>>,
        locked: bool,
    }

    impl Shelf {
        fn opened(&self) -> Result<MutexGuard<'_, BTreeMap<String, String>>, Error> {
            if self.locked {
                return Err(Error::Locked);
            }
            self.kept.lock().map_err(|_| Error::Denied)
        }
    }

    impl SecretStore for Shelf {
        fn load(&self, account: &str) -> Result<Option<Secret>, Error> {
            Ok(self.opened()?.get(account).cloned().map(Secret::new))
        }

        fn save(&self, account: &str, secret: &Secret) -> Result<(), Error> {
            let text = secret.expose().to_owned();
            self.opened()?.insert(account.to_owned(), text);
            Ok(())
        }

        fn remove(&self, account: &str) -> Result<(), Error> {
            self.opened()?.remove(account);
            Ok(())
        }
    }

    fn prepared(shelf: &Shelf, settings: serde_json::Value, change: Change) -> Result<Prepared> {
        let preparation = Preparation {
            settings: serde_json::from_value(settings)?,
            known: Password::default(),
            change,
            vault: Vault::start(shelf.clone(), Duration::from_secs(5))?,
        };
        Ok(preparation.prepare(|_| {}))
    }

    fn manual() -> serde_json::Value {
        json!({ "proxy": { "mode": "manual", "address": "http://proxy.example.com:3128", "user": "ann" } })
    }

    fn route(prepared: &Prepared) -> Result<Route> {
        let server = Server::parse("https://atlas.example.com")?;
        Ok(Client::new(server, "canary", &prepared.network)?.route())
    }

    fn typed() -> Change {
        Change::Save(Secret::new("canary".to_owned()))
    }

    fn secret(prepared: &Prepared) -> Option<&str> {
        let password = prepared.password.as_ref()?;
        password.secret.as_ref().map(Secret::expose)
    }

    fn state(prepared: &Prepared) -> Option<PasswordState> {
        prepared.password.as_ref().map(|password| password.state)
    }

    #[test]
    fn the_proxys_password_is_kept_read_again_and_forgotten() -> Result<()> {
        let shelf = Shelf::default();
        let first = prepared(&shelf, manual(), typed())?;
        assert_eq!(state(&first), Some(PasswordState::Kept));
        let proxy = Route::Proxy("proxy.example.com:3128".to_owned());
        assert_eq!(route(&first)?, proxy);

        let again = prepared(&shelf, manual(), Change::Keep)?;
        assert_eq!(secret(&again), Some("canary"));
        let system = prepared(&shelf, json!({}), Change::Keep)?;
        assert_eq!(state(&system), None, "nobody needs it");

        for (name, other) in [
            ("address", "http://other.example.com:3128"),
            ("user", "ben"),
        ] {
            let mut settings = manual();
            settings["proxy"][name] = json!(other);
            let others = prepared(&shelf, settings, Change::Keep)?;
            assert_eq!(
                (secret(&others), state(&others)),
                (None, Some(PasswordState::Missing)),
                "it is of one user at one proxy: {name}"
            );
        }

        let forgotten = prepared(&shelf, manual(), Change::Forget)?;
        assert_eq!(state(&forgotten), Some(PasswordState::Missing));
        let after = prepared(&shelf, manual(), Change::Keep)?;
        assert_eq!(
            (secret(&after), state(&after)),
            (None, Some(PasswordState::Missing))
        );
        Ok(())
    }

    #[test]
    fn a_keyring_that_is_locked_is_told_and_the_typed_password_holds() -> Result<()> {
        let shelf = Shelf {
            locked: true,
            ..Shelf::default()
        };
        let found = prepared(&shelf, manual(), typed())?;
        assert_eq!(
            (secret(&found), state(&found)),
            (Some("canary"), Some(PasswordState::Unkept))
        );
        let found = prepared(&shelf, manual(), Change::Keep)?;
        assert_eq!(
            (secret(&found), state(&found)),
            (None, Some(PasswordState::Unreadable))
        );
        Ok(())
    }

    /// A keyring behind a prompt that is answered when it is let go of.
    struct Prompting(Arc<Mutex<()>>, Shelf);

    impl SecretStore for Prompting {
        fn load(&self, account: &str) -> Result<Option<Secret>, Error> {
            let _prompt = self.0.lock();
            self.1.load(account)
        }

        fn save(&self, account: &str, secret: &Secret) -> Result<(), Error> {
            let _prompt = self.0.lock();
            self.1.save(account, secret)
        }

        fn remove(&self, account: &str) -> Result<(), Error> {
            self.1.remove(account)
        }
    }

    #[test]
    fn a_password_that_the_keyring_gives_or_takes_late_is_told_then() -> Result<()> {
        let prompt = Arc::new(Mutex::new(()));
        let shelf = Shelf::default();
        prepared(&shelf, manual(), typed())?;
        let keyring = Prompting(Arc::clone(&prompt), shelf);
        let vault = Vault::start(keyring, Duration::from_millis(20))?;
        for (change, before, given_up) in [
            (Change::Keep, None, PasswordState::Unreadable),
            (typed(), Some("canary"), PasswordState::Unkept),
        ] {
            let unanswered = prompt.lock().map_err(|_| Error::Denied)?;
            let (told, heard) = mpsc::channel();
            let preparation = Preparation {
                settings: serde_json::from_value(manual())?,
                known: Password::default(),
                change,
                vault: vault.clone(),
            };
            let found = preparation.prepare(move |late| drop(told.send(late)));
            assert_eq!((secret(&found), state(&found)), (before, Some(given_up)));
            assert!(found.password.is_some_and(|password| password.awaited));
            drop(unanswered);
            let late = heard.recv_timeout(Duration::from_secs(5))?;
            assert_eq!(late.secret.as_ref().map(Secret::expose), Some("canary"));
            assert_eq!((late.state, late.awaited), (PasswordState::Kept, false));
        }
        Ok(())
    }

    #[test]
    fn a_keyring_that_may_still_answer_is_not_asked_again() -> Result<()> {
        let shelf = Shelf::default();
        prepared(&shelf, manual(), typed())?;
        let preparation = Preparation {
            settings: serde_json::from_value(manual())?,
            known: Password {
                awaited: true,
                ..Password::default()
            },
            change: Change::Keep,
            vault: Vault::start(shelf, Duration::from_secs(5))?,
        };
        assert_eq!(state(&preparation.prepare(|_| {})), None);
        Ok(())
    }

    #[test]
    fn what_is_known_is_not_asked_for_again() -> Result<()> {
        let shelf = Shelf {
            locked: true,
            ..Shelf::default()
        };
        let preparation = Preparation {
            settings: serde_json::from_value(manual())?,
            known: Password::typed(Secret::new("canary".to_owned())),
            change: Change::Keep,
            vault: Vault::start(shelf, Duration::from_secs(5))?,
        };
        let found = preparation.prepare(|_| {});
        assert_eq!(state(&found), None);
        let Proxy::Manual { credentials, .. } = found.network.proxy else {
            panic!("the proxy is gone");
        };
        assert!(credentials.is_some());
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_told_and_gone_without() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("ca.pem");
        let file = file.to_str().context("a path that is text")?;
        let settings = json!({
            "proxy": { "mode": "manual", "address": "http://ann:canary@proxy.example.com" },
            "ca_file": file,
        });
        let found = prepared(&Shelf::default(), settings.clone(), Change::Keep)?;
        assert_eq!(found.proxy_problem, Some(ProxyAddressProblem::Credentials));
        assert_eq!(found.ca_problem, Some(CertificateProblem::Unreadable));
        assert!(matches!(found.network.proxy, Proxy::System));

        std::fs::write(file, "no certificate")?;
        let found = prepared(&Shelf::default(), settings, Change::Keep)?;
        assert_eq!(found.ca_problem, Some(CertificateProblem::NotPem));
        Ok(())
    }

    #[test]
    fn a_session_goes_on_by_another_way() -> Result<()> {
        let server = Server::parse("https://atlas.example.com")?;
        let token = Secret::new("canary".to_owned());
        let none = prepared(
            &Shelf::default(),
            json!({ "proxy": { "mode": "none" } }),
            Change::Keep,
        )?;
        let (connection, line) = Connection::new(&server, &token, &none.network)?;
        assert_eq!(connection.client().route(), Route::Direct);

        let manual = prepared(&Shelf::default(), manual(), Change::Keep)?;
        connection.exchange(&manual.network)?;
        let proxy = Route::Proxy("proxy.example.com:3128".to_owned());
        assert_eq!(connection.client().route(), proxy);
        assert_eq!(line.0.borrow().route(), proxy);
        Ok(())
    }

    #[test]
    fn no_proxy_is_no_proxy() -> Result<()> {
        let settings = json!({ "proxy": { "mode": "none" } });
        let found = prepared(&Shelf::default(), settings, Change::Keep)?;
        assert_eq!(route(&found)?, Route::Direct);
        Ok(())
    }
}
