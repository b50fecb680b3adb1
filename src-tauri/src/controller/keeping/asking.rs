//! Asking the keyring: on a thread that may wait, and heard twice where it was given up.

use monitor_vault::{Error, Secret};
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;

use crate::controller::{Request, Requests};
use crate::slice::{KeyringProblem, Parting};

/// What the keyring answered about the token of an account.
pub(crate) struct Heard {
    pub(super) account: String,
    pub(super) answer: Answer,
}

pub(crate) enum Answer {
    Loaded(Result<Option<Secret>, Error>),
    Removed(Result<(), Error>),
    Saved(Result<(), Error>),
}

pub(super) type Late<T> = Box<dyn FnOnce(Result<T, Error>) + Send>;

/// Tells what the keyring answers about the account; and, after it was given up, what it says then.
pub(super) async fn tell<T: Send + 'static>(
    requests: Requests,
    account: String,
    ask: impl FnOnce(Late<T>) -> Result<T, Error> + Send + 'static,
    answer: impl Fn(Result<T, Error>) -> Answer,
) {
    let (later, late) = oneshot::channel();
    // Dropped unsaid where the answer comes in time.
    let say: Late<T> = Box::new(move |said| drop(later.send(said)));
    let asking = spawn_blocking(move || ask(say));
    let heard = |said| {
        let (account, answer) = (account.clone(), answer(said));
        Request::Keyring(Heard { account, answer })
    };
    requests.send(heard(asking.await.unwrap_or(Err(Error::Absent))));
    if let Ok(said) = late.await {
        requests.send(heard(said));
    }
}

pub(super) const fn problem_of(error: Error) -> KeyringProblem {
    match error {
        Error::Absent => KeyringProblem::Absent,
        Error::Broken => KeyringProblem::Broken,
        Error::Denied => KeyringProblem::Denied,
        Error::Locked => KeyringProblem::Locked,
        Error::Slow => KeyringProblem::Slow,
    }
}

pub(super) const fn parting_of(removed: Result<(), Error>) -> Parting {
    match removed {
        Ok(()) => Parting::Removed,
        Err(Error::Absent) => Parting::KeptAbsent,
        Err(Error::Broken | Error::Denied) => Parting::KeptDenied,
        Err(Error::Locked) => Parting::KeptLocked,
        Err(Error::Slow) => Parting::KeptSlow,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use monitor_vault::{SecretStore, Vault};
    use tokio::sync::mpsc::UnboundedReceiver;

    use super::*;

    /// A keyring that is locked until its prompt was answered, as often as that is awaited.
    struct Prompting(std::sync::Mutex<mpsc::Receiver<()>>);

    impl SecretStore for Prompting {
        fn load(&self, _account: &str) -> Result<Option<Secret>, Error> {
            let answered = self.0.lock().expect("nobody panicked").recv();
            answered.map_err(|_| Error::Locked)?;
            Ok(Some(Secret::new("canary".into())))
        }

        fn save(&self, _account: &str, _secret: &Secret) -> Result<(), Error> {
            Err(Error::Denied)
        }

        fn remove(&self, _account: &str) -> Result<(), Error> {
            Ok(())
        }
    }

    #[tokio::test]
    async fn a_prompt_that_is_answered_late_is_heard_after_it_was_given_up() {
        let (answer, answered) = mpsc::channel();
        let store = Prompting(std::sync::Mutex::new(answered));
        let vault = Vault::start(store, Duration::from_millis(20)).expect("a thread");
        let (requests, mut inbox) = Requests::channel();
        tokio::spawn(tell(
            requests,
            "a1".to_owned(),
            move |late| vault.load_or_late("a1", late),
            Answer::Loaded,
        ));
        assert_eq!(loaded(&mut inbox).await, Err(Error::Slow));
        answer.send(()).expect("awaited");
        assert_eq!(loaded(&mut inbox).await, Ok(Some("canary".to_owned())));
        assert!(inbox.recv().await.is_none(), "told again");
    }

    async fn loaded(inbox: &mut UnboundedReceiver<Request>) -> Result<Option<String>, Error> {
        let Some(Request::Keyring(Heard { account, answer })) = inbox.recv().await else {
            panic!("nothing was heard");
        };
        assert_eq!(account, "a1");
        let Answer::Loaded(loaded) = answer else {
            panic!("something else was heard");
        };
        loaded.map(|token| token.map(|token| token.expose().to_owned()))
    }
}
