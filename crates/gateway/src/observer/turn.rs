//! Whose turn it is to look: there is never a second look beside the first.
//!
//! Whoever waits for a look hears of its end together with all others. In a lock's queue each of thousands would have to
//! run before the next one may, behind all the answers that a look causes.

use std::sync::Arc;
use std::time::Instant;

use tokio::sync::watch::{Receiver, Sender};

#[derive(Default)]
pub(super) struct Turns(Arc<Sender<Looking>>);

#[derive(Default)]
pub(super) struct Looking {
    now: bool,
    /// When the last look failed; none where it did not.
    failed: Option<Instant>,
}

/// The right to look, until dropped.
pub(super) struct Turn(Arc<Sender<Looking>>);

impl Turns {
    /// None while somebody else looks.
    pub(super) fn take(&self) -> Option<Turn> {
        let mut free = false;
        self.0.send_if_modified(|looking| {
            free = !looking.now;
            looking.now = true;
            false
        });
        free.then(|| Turn(Arc::clone(&self.0)))
    }

    /// Tells of every end of a look from now on.
    pub(super) fn ends(&self) -> Receiver<Looking> {
        self.0.subscribe()
    }

    pub(super) fn failed(&self) -> Option<Instant> {
        self.0.borrow().failed
    }
}

impl Turn {
    /// Told with its end.
    pub(super) fn note(&self, failed: Option<Instant>) {
        self.0.send_if_modified(|looking| {
            looking.failed = failed;
            false
        });
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.send_modify(|looking| {
            looking.now = false;
            if std::thread::panicking() {
                looking.failed = Some(Instant::now());
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use super::*;

    #[test]
    fn a_look_that_panics_has_failed() {
        let turns = Turns::default();
        let turn = turns.take().unwrap();
        let look = AssertUnwindSafe(|| {
            let _turn = turn;
            panic!("as a row may make it");
        });
        assert!(catch_unwind(look).is_err());
        assert!(turns.failed().is_some());
        assert!(turns.take().is_some());
    }

    #[test]
    fn one_looks_at_a_time_and_all_hear_of_the_end() {
        let turns = Turns::default();
        let turn = turns.take().unwrap();
        let (one, other) = (turns.ends(), turns.ends());
        let failed = Instant::now();

        assert!(turns.take().is_none());
        turn.note(Some(failed));
        assert!(!one.has_changed().unwrap());
        drop(turn);

        assert!(one.has_changed().unwrap());
        assert!(other.has_changed().unwrap());
        assert_eq!(turns.failed(), Some(failed));
        assert!(turns.take().is_some());
    }
}
