//! How many watches are held, in all and with each token.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

#[derive(Default)]
pub(super) struct Held {
    all: AtomicUsize,
    by_token: Mutex<HashMap<i64, usize>>,
}

/// A watch that is held, until dropped.
pub(crate) struct Holding {
    held: Arc<Held>,
    token: i64,
}

impl Held {
    pub(super) fn count(&self) -> usize {
        self.all.load(Ordering::Relaxed)
    }

    /// None where the token holds that many already.
    pub(super) fn hold(held: &Arc<Self>, token: i64, most: usize) -> Option<Holding> {
        let mut by_token = held.by_token();
        let of_token = by_token.entry(token).or_default();
        if *of_token >= most {
            return None;
        }
        *of_token += 1;
        held.all.fetch_add(1, Ordering::Relaxed);
        Some(Holding {
            held: Arc::clone(held),
            token,
        })
    }

    fn by_token(&self) -> MutexGuard<'_, HashMap<i64, usize>> {
        self.by_token.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Holding {
    fn drop(&mut self) {
        self.held.all.fetch_sub(1, Ordering::Relaxed);
        let mut by_token = self.held.by_token();
        if let Some(of_token) = by_token.get_mut(&self.token) {
            *of_token -= 1;
            if *of_token == 0 {
                by_token.remove(&self.token);
            }
        }
    }
}
