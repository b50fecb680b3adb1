//! Tokens in the operating system's keyring, and nowhere else. The only crate that names a keyring's library.
//!
//! A locked keyring can make a call wait for a prompt without limit, so every call runs on a thread of its own behind a
//! channel and is given up after a while; what is answered later is told to whoever wants to hear it. There is no
//! fallback that writes elsewhere.

mod entries;
mod os;

use std::sync::mpsc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use zeroize::Zeroizing;

pub use os::OsKeyring;

/// A token in memory: zeroed when dropped, and without `Debug`, `Display` or a copy. The keyring's library and the bus
/// make copies on the way that nobody can zero.
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
    #[error("the keyring has only a part of the token")]
    Broken,
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
    /// How many UTF-16 units an entry may have; `None` where any number.
    fn limit(&self) -> Option<usize> {
        None
    }

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
    /// As [`SecretStore::load`], and [`Error::Slow`]; [`Error::Broken`] where only a part of a long one is there.
    pub fn load(&self, account: &str) -> Result<Option<Secret>, Error> {
        self.load_or_late(account, |_| {})
    }

    /// As [`Vault::load`]. What is answered after the limit is told, on the keyring's thread.
    ///
    /// # Errors
    /// As [`Vault::load`].
    pub fn load_or_late(
        &self,
        account: &str,
        late: impl FnOnce(Result<Option<Secret>, Error>) + Send + 'static,
    ) -> Result<Option<Secret>, Error> {
        let account = account.to_owned();
        self.ask(move |store| entries::load(store, &account), late)
    }

    /// Blocks up to the limit: call it from a thread that may.
    ///
    /// # Errors
    /// As [`SecretStore::save`], and [`Error::Slow`].
    pub fn save(&self, account: &str, secret: &Secret) -> Result<(), Error> {
        self.save_or_late(account, secret, |_| {})
    }

    /// As [`Vault::save`]. What is answered after the limit is told, on the keyring's thread.
    ///
    /// # Errors
    /// As [`Vault::save`].
    pub fn save_or_late(
        &self,
        account: &str,
        secret: &Secret,
        late: impl FnOnce(Result<(), Error>) + Send + 'static,
    ) -> Result<(), Error> {
        let (account, secret) = (account.to_owned(), secret.share());
        self.ask(move |store| entries::save(store, &account, &secret), late)
    }

    /// Blocks up to the limit: call it from a thread that may.
    ///
    /// # Errors
    /// As [`SecretStore::remove`], and [`Error::Slow`].
    pub fn remove(&self, account: &str) -> Result<(), Error> {
        self.remove_or_late(account, |_| {})
    }

    /// As [`Vault::remove`]. What is answered after the limit is told, on the keyring's thread.
    ///
    /// # Errors
    /// As [`Vault::remove`].
    pub fn remove_or_late(
        &self,
        account: &str,
        late: impl FnOnce(Result<(), Error>) + Send + 'static,
    ) -> Result<(), Error> {
        let account = account.to_owned();
        self.ask(move |store| entries::remove(store, &account), late)
    }

    /// Writes, reads and removes an entry that is no account's. Blocks up to the limit: call it from a thread that may.
    ///
    /// # Errors
    /// As all three of them, and where something else came back.
    pub fn probe(&self) -> Result<(), ProbeError> {
        // One job, so that what a late prompt lets in is removed again.
        self.ask(|store| Ok(probe(store)), |_| {})?
    }

    fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(&dyn SecretStore) -> Result<T, Error> + Send + 'static,
        late: impl FnOnce(Result<T, Error>) + Send + 'static,
    ) -> Result<T, Error> {
        // Without room in between: what nobody waits for any more comes back, and no answer is lost on the way.
        let (reply, answer) = mpsc::sync_channel(0);
        let sent = self.jobs.send(Box::new(move |store| {
            if let Err(mpsc::SendError(unheard)) = reply.send(job(store)) {
                late(unheard);
            }
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
    use std::fmt::{Debug, Display};
    use std::sync::{Arc, Mutex};

    use zeroize::ZeroizeOnDrop;

    use super::*;

    #[test]
    fn a_secret_and_every_owner_of_it_is_zeroed_when_dropped() {
        // Whether the memory is zero by then could only be seen with unsafe code: the type of what is inside promises it.
        fn zeroed<T: ZeroizeOnDrop>(_: &T) {}
        let secret = Secret::new("canary".into());
        zeroed(&secret.0);
        zeroed(&secret.share().0);
    }

    #[test]
    fn a_secret_is_neither_shown_nor_copied_by_chance() {
        // With one of these traits there would be a second way to ask, and this would not compile.
        trait Hidden<Way> {
            fn is_hidden() -> bool {
                true
            }
        }
        impl<T> Hidden<()> for T {}
        impl<T: Debug> Hidden<u8> for T {}
        impl<T: Display> Hidden<u16> for T {}
        impl<T: Clone> Hidden<u32> for T {}
        assert!(<Secret as Hidden<_>>::is_hidden());
    }

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
    fn what_is_answered_after_the_limit_is_told_then() {
        let stuck = Arc::new(Mutex::new(()));
        let shelf = Shelf {
            stuck: Some(Arc::clone(&stuck)),
            ..Shelf::default()
        };
        let prompt = stuck.lock().expect("fresh");
        let vault = Vault::start(shelf, Duration::from_millis(20)).expect("a thread");
        let (told, heard) = mpsc::channel();
        let tell = move |late: Result<Option<Secret>, Error>| {
            told.send(late.map(|token| token.is_some())).expect("heard");
        };
        let given_up = vault.load_or_late("a1", tell);
        assert_eq!(given_up.err(), Some(Error::Slow));
        assert!(heard.try_recv().is_err(), "told before it was answered");
        drop(prompt);
        assert_eq!(heard.recv_timeout(Duration::from_secs(5)), Ok(Ok(false)));
    }

    #[test]
    fn what_is_answered_in_time_is_not_told_again() -> Result<(), Error> {
        let vault = Vault::start(Shelf::default(), Duration::from_secs(5)).expect("a thread");
        let (told, heard) = mpsc::channel::<()>();
        let tell = move |_: Result<(), Error>| told.send(()).expect("heard");
        vault.save_or_late("a1", &Secret::new("canary".into()), tell)?;
        // Whoever could tell is gone by then.
        assert!(heard.recv_timeout(Duration::from_secs(5)).is_err());
        assert!(vault.load("a1")?.is_some());
        Ok(())
    }
}
