//! Tokens in the operating system's keyring, and nowhere else. The only crate that names `keyring`.
//!
//! A locked keyring can make a call wait for a prompt without limit, so every call runs on a thread of its own behind a
//! channel and is given up after a while; a late answer is dropped. There is no fallback that writes elsewhere.

use std::sync::mpsc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use zeroize::Zeroizing;

/// A token in memory: zeroed when dropped, and without `Debug`, `Display` or a copy.
pub struct Secret(Zeroizing<String>);

impl Secret {
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The token itself, for the one place that sends it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Another owner of the same token.
    #[must_use]
    pub fn share(&self) -> Self {
        Self(self.0.clone())
    }
}

/// Why the keyring did not do as asked.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum Error {
    #[error("there is no keyring on this computer")]
    Absent,
    #[error("the keyring refused access")]
    Denied,
    #[error("the keyring is locked")]
    Locked,
    #[error("the keyring did not answer in time")]
    Slow,
}

/// What a probe of the keyring showed to be wrong.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ProbeError {
    #[error("something else came back than was written")]
    Changed,
    #[error(transparent)]
    Refused(#[from] Error),
}

/// Where secrets are kept, one for each account.
pub trait SecretStore: Send + 'static {
    /// `None` where the account has no secret.
    ///
    /// # Errors
    /// Where the store could not be read.
    fn load(&self, account: &str) -> Result<Option<Secret>, Error>;

    /// # Errors
    /// Where the store did not take it.
    fn save(&self, account: &str, secret: &Secret) -> Result<(), Error>;

    /// Removing what is not there is no error.
    ///
    /// # Errors
    /// Where the store could not be written.
    fn remove(&self, account: &str) -> Result<(), Error>;
}

/// The operating system's keyring: Secret Service, macOS Keychain, Windows Credential Manager.
#[derive(Clone, Copy, Debug)]
pub struct OsKeyring {
    /// The name its entries carry.
    pub service: &'static str,
}

impl SecretStore for OsKeyring {
    fn load(&self, account: &str) -> Result<Option<Secret>, Error> {
        match self.entry(account)?.get_password() {
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(keyring::Error::NoEntry) => Ok(None),
            Err(error) => Err(sort(&error)),
        }
    }

    fn save(&self, account: &str, secret: &Secret) -> Result<(), Error> {
        self.entry(account)?
            .set_password(secret.expose())
            .map_err(|error| sort(&error))
    }

    fn remove(&self, account: &str) -> Result<(), Error> {
        match self.entry(account)?.delete_credential() {
            Ok(()) | Err(keyring::Error::NoEntry) => Ok(()),
            Err(error) => Err(sort(&error)),
        }
    }
}

impl OsKeyring {
    fn entry(self, account: &str) -> Result<keyring::Entry, Error> {
        keyring::Entry::new(self.service, account).map_err(|error| sort(&error))
    }
}

/// Sorts the platform's errors by what the user can do about them. Their texts can hold what was being stored, so they
/// go no further than this.
fn sort(error: &keyring::Error) -> Error {
    let text = error.to_string().to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["locked", "prompt", "dismissed"]) {
        return Error::Locked;
    }
    if says(&[
        "no default store",
        "serviceunknown",
        "not provided by any",
        "no such file",
        "connection",
        "collection",
    ]) {
        return Error::Absent;
    }
    if matches!(error, keyring::Error::NoDefaultStore) {
        Error::Absent
    } else {
        Error::Denied
    }
}

/// A secret store on its own thread.
#[derive(Clone, Debug)]
pub struct Vault {
    jobs: mpsc::Sender<Job>,
    limit: Duration,
}

type Job = Box<dyn FnOnce(&dyn SecretStore) + Send>;

impl Vault {
    /// Starts the thread; it ends with the last clone of this value.
    ///
    /// # Errors
    /// Where the operating system gives no thread.
    pub fn start(store: impl SecretStore, limit: Duration) -> std::io::Result<Self> {
        let (jobs, inbox) = mpsc::channel::<Job>();
        std::thread::Builder::new()
            .name("keyring".into())
            .spawn(move || {
                for job in inbox {
                    job(&store);
                }
            })?;
        Ok(Self { jobs, limit })
    }

    /// Blocks up to the limit: call it from a thread that may.
    ///
    /// # Errors
    /// As [`SecretStore::load`], and [`Error::Slow`].
    pub fn load(&self, account: &str) -> Result<Option<Secret>, Error> {
        let account = account.to_owned();
        self.ask(move |store| store.load(&account))
    }

    /// Blocks up to the limit: call it from a thread that may.
    ///
    /// # Errors
    /// As [`SecretStore::save`], and [`Error::Slow`].
    pub fn save(&self, account: &str, secret: &Secret) -> Result<(), Error> {
        let (account, secret) = (account.to_owned(), secret.share());
        self.ask(move |store| store.save(&account, &secret))
    }

    /// Blocks up to the limit: call it from a thread that may.
    ///
    /// # Errors
    /// As [`SecretStore::remove`], and [`Error::Slow`].
    pub fn remove(&self, account: &str) -> Result<(), Error> {
        let account = account.to_owned();
        self.ask(move |store| store.remove(&account))
    }

    /// Writes, reads and removes an entry that is no account's. Blocks up to the limit: call it from a thread that may.
    ///
    /// # Errors
    /// As all three of them, and where something else came back.
    pub fn probe(&self) -> Result<(), ProbeError> {
        // One job, so that what a late prompt lets in is removed again.
        self.ask(|store| Ok(probe(store)))?
    }

    fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(&dyn SecretStore) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let (reply, answer) = mpsc::channel();
        let sent = self.jobs.send(Box::new(move |store| {
            // Nobody listens any more when the answer comes too late.
            drop(reply.send(job(store)));
        }));
        if sent.is_err() {
            return Err(Error::Absent);
        }
        answer.recv_timeout(self.limit).unwrap_or(Err(Error::Slow))
    }
}

fn probe(store: &dyn SecretStore) -> Result<(), ProbeError> {
    // Another text each time: what an earlier probe may have left is not taken for this one's.
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let written = Secret::new(format!("probe {}", now.unwrap_or_default().as_nanos()));
    store.save(PROBE, &written)?;
    let found = store.load(PROBE);
    store.remove(PROBE)?;
    let same = found?.is_some_and(|found| found.expose() == written.expose());
    if same {
        Ok(())
    } else {
        Err(ProbeError::Changed)
    }
}

/// No account is called so: their names have no hyphen.
const PROBE: &str = "notification-check";

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Shelf {
        kept: Arc<Mutex<BTreeMap<String, String>>>,
        stuck: Option<Arc<Mutex<()>>>,
        forgetful: bool,
    }

    impl SecretStore for Shelf {
        fn load(&self, account: &str) -> Result<Option<Secret>, Error> {
            let _prompt = self.stuck.as_ref().map(|stuck| stuck.lock());
            let kept = self.kept.lock().map_err(|_| Error::Denied)?;
            Ok(kept.get(account).cloned().map(Secret::new))
        }

        fn save(&self, account: &str, secret: &Secret) -> Result<(), Error> {
            if self.forgetful {
                return Ok(());
            }
            let mut kept = self.kept.lock().map_err(|_| Error::Denied)?;
            kept.insert(account.to_owned(), secret.expose().to_owned());
            Ok(())
        }

        fn remove(&self, account: &str) -> Result<(), Error> {
            self.kept.lock().map_err(|_| Error::Denied)?.remove(account);
            Ok(())
        }
    }

    #[test]
    fn what_was_saved_is_loaded_until_it_is_removed() -> Result<(), Error> {
        let vault = Vault::start(Shelf::default(), Duration::from_secs(5)).expect("a thread");
        assert!(vault.load("a1")?.is_none());
        vault.save("a1", &Secret::new("canary".into()))?;
        assert_eq!(
            vault
                .load("a1")?
                .map(|secret| secret.expose().to_owned())
                .as_deref(),
            Some("canary")
        );
        vault.remove("a1")?;
        assert!(vault.load("a1")?.is_none());
        Ok(())
    }

    #[test]
    fn a_probe_leaves_nothing_behind_and_touches_no_account() -> Result<(), ProbeError> {
        let shelf = Shelf::default();
        let vault = Vault::start(shelf.clone(), Duration::from_secs(5)).expect("a thread");
        vault.save("a1", &Secret::new("canary".into()))?;
        vault.probe()?;
        let kept = shelf.kept.lock().expect("nobody panicked").clone();
        let expected = BTreeMap::from([("a1".to_owned(), "canary".to_owned())]);
        assert_eq!(kept, expected);
        Ok(())
    }

    #[test]
    fn a_keyring_that_keeps_nothing_is_found_out() {
        let shelf = Shelf {
            forgetful: true,
            ..Shelf::default()
        };
        let vault = Vault::start(shelf, Duration::from_secs(5)).expect("a thread");
        assert_eq!(vault.probe(), Err(ProbeError::Changed));
    }

    #[test]
    fn a_prompt_nobody_answers_is_given_up() {
        let stuck = Arc::new(Mutex::new(()));
        let shelf = Shelf {
            stuck: Some(Arc::clone(&stuck)),
            ..Shelf::default()
        };
        let prompt = stuck.lock().expect("fresh");
        let vault = Vault::start(shelf, Duration::from_millis(20)).expect("a thread");
        assert_eq!(vault.load("a1").err(), Some(Error::Slow));
        assert_eq!(vault.probe(), Err(ProbeError::Refused(Error::Slow)));
        drop(prompt);
    }

    #[test]
    fn the_platforms_errors_are_sorted_by_who_can_act() {
        let platform = |text: &str| {
            keyring::Error::NoStorageAccess(Box::new(std::io::Error::other(text.to_owned())))
        };
        assert_eq!(sort(&platform("the collection is locked")), Error::Locked);
        assert_eq!(
            sort(&platform("org.freedesktop.DBus.Error.ServiceUnknown")),
            Error::Absent
        );
        assert_eq!(sort(&keyring::Error::NoDefaultStore), Error::Absent);
        assert_eq!(
            sort(&keyring::Error::TooLong("password".into(), 2560)),
            Error::Denied
        );
    }
}
