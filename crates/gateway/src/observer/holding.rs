//! The watches that are held, in all and with each token, whom of them a look wakes, and what a server that stops
//! answers them from.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use monitor_wire::Target;
use tokio::sync::Notify;

use super::Observer;
use super::board::{Board, Moved};
use crate::store::StoreError;

impl Observer {
    /// What a server that stops answers those from whom it holds: the last look, unless the rights behind it are too old.
    /// No look is waited for.
    pub(crate) fn parting(&self) -> Result<Arc<Board>, StoreError> {
        let last = self.last();
        let (since, _) = last.directory();
        if since.elapsed() > OLDEST_RIGHTS {
            return Err(StoreError::JustFailed);
        }
        Ok(last)
    }
}

/// As long as a revoked right may live.
const OLDEST_RIGHTS: Duration = Duration::from_secs(5);

#[derive(Default)]
pub(super) struct Held(Mutex<Waits>);

#[derive(Default)]
struct Waits {
    by_token: HashMap<i64, usize>,
    /// In the order of their coming.
    all: BTreeMap<u64, Arc<Wait>>,
    /// How many there ever were.
    ever: u64,
}

struct Wait {
    targets: Arc<[Target]>,
    woken: Notify,
}

/// A watch that is held, until dropped.
pub(crate) struct Holding {
    held: Arc<Held>,
    token: i64,
    number: u64,
    wait: Arc<Wait>,
}

impl Held {
    pub(super) fn count(&self) -> usize {
        self.waits().all.len()
    }

    /// None where the token holds that many already.
    pub(super) fn hold(
        held: &Arc<Self>,
        token: i64,
        most: usize,
        targets: Arc<[Target]>,
    ) -> Option<Holding> {
        let mut waits = held.waits();
        let of_token = waits.by_token.entry(token).or_default();
        if *of_token >= most {
            return None;
        }
        *of_token += 1;
        let wait = Arc::new(Wait {
            targets,
            woken: Notify::new(),
        });
        let number = waits.ever;
        waits.ever += 1;
        waits.all.insert(number, Arc::clone(&wait));
        Some(Holding {
            held: Arc::clone(held),
            token,
            number,
            wait,
        })
    }

    /// A few at a time: whoever comes or goes meanwhile does not wait for all.
    pub(super) fn wake(&self, moved: &Moved) {
        let end = self.waits().ever;
        let mut next = 0;
        while let Some(last) = self.wake_some(next..end, moved) {
            next = last + 1;
        }
    }

    fn wake_some(&self, numbers: Range<u64>, moved: &Moved) -> Option<u64> {
        let waits = self.waits();
        let mut last = None;
        for (number, wait) in waits.all.range(numbers).take(AT_ONCE) {
            if moved.concerns(&wait.targets) {
                wait.woken.notify_one();
            }
            last = Some(*number);
        }
        last
    }

    fn waits(&self) -> MutexGuard<'_, Waits> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Holding {
    /// Returns at once where it was woken since it last returned.
    pub(crate) async fn woken(&self) {
        self.wait.woken.notified().await;
    }

    pub(super) fn wake(&self) {
        self.wait.woken.notify_one();
    }
}

impl Drop for Holding {
    fn drop(&mut self) {
        let mut waits = self.held.waits();
        waits.all.remove(&self.number);
        if let Some(of_token) = waits.by_token.get_mut(&self.token) {
            *of_token -= 1;
            if *of_token == 0 {
                waits.by_token.remove(&self.token);
            }
        }
    }
}

const AT_ONCE: usize = 256;

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Waker};

    use super::*;

    fn hold(held: &Arc<Held>, targets: &[i64]) -> Holding {
        let targets = targets.iter().copied().map(Target::Operation).collect();
        Held::hold(held, 7, usize::MAX, targets).unwrap()
    }

    fn is_woken(holding: &Holding) -> bool {
        let mut context = Context::from_waker(Waker::noop());
        pin!(holding.woken()).poll(&mut context).is_ready()
    }

    #[test]
    fn a_watch_whose_targets_did_not_move_is_not_woken() {
        let held = Arc::default();
        let (one, both) = (hold(&held, &[1]), hold(&held, &[1, 2]));

        held.wake(&Moved::of([Target::Operation(2), Target::ReviewPack(1)]));

        assert!(!is_woken(&one));
        assert!(is_woken(&both));
        assert!(!is_woken(&both), "once is enough");
    }

    #[test]
    fn a_change_of_rights_wakes_everybody() {
        let held = Arc::default();
        let many: Vec<_> = (0..1000).map(|id| hold(&held, &[id])).collect();

        held.wake(&Moved::of_rights());

        assert!(many.iter().all(is_woken));
    }

    #[test]
    fn a_token_holds_so_many_and_another_one_once_one_ended() {
        let held = Arc::default();
        let hold = |token| Held::hold(&held, token, 1, Arc::default());
        let first = hold(7).unwrap();

        assert!(hold(7).is_none());
        let other = hold(8).unwrap();
        drop(first);
        let again = hold(7);

        assert!(again.is_some());
        assert_eq!(held.count(), 2);
        drop((other, again));
        assert_eq!(held.count(), 0);
    }
}
