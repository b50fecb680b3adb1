//! The tokens that live, remembered for some seconds, and their last uses until they are written down.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use jiff::Timestamp;

/// A token that was not revoked.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Living {
    pub(crate) id: i64,
    pub(crate) user: i64,
    pub(crate) expires_at: Option<Timestamp>,
}

impl Living {
    pub(crate) fn lives(&self, now: Timestamp) -> bool {
        self.expires_at.is_none_or(|end| end > now)
    }
}

pub(super) struct Cache {
    lasts: Duration,
    /// By digest, with the time when they were read.
    known: RwLock<Option<(Instant, HashMap<String, Living>)>>,
    /// How often what is known changed.
    changed: AtomicU64,
    uses: Mutex<Uses>,
}

#[derive(Default)]
struct Uses {
    written: Option<Instant>,
    by_token: HashMap<i64, Timestamp>,
}

impl Cache {
    pub(super) fn new(lasts: Duration) -> Self {
        Self {
            lasts,
            known: RwLock::default(),
            changed: AtomicU64::new(0),
            uses: Mutex::default(),
        }
    }

    /// None also where what is known is too old to tell.
    pub(super) fn find(&self, digest: &str) -> Option<Living> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        let (since, tokens) = known.as_ref()?;
        (since.elapsed() < self.lasts)
            .then(|| tokens.get(digest).copied())
            .flatten()
    }

    pub(super) fn replace(&self, tokens: impl Iterator<Item = (String, Living)>) {
        let tokens: HashMap<_, _> = tokens.collect();
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.as_ref().is_none_or(|(_, before)| *before != tokens) {
            self.changed.fetch_add(1, Ordering::Relaxed);
        }
        *known = Some((Instant::now(), tokens));
    }

    pub(super) fn changes(&self) -> u64 {
        self.changed.load(Ordering::Relaxed)
    }

    /// Whether it is time to write the uses down.
    pub(super) fn note_use(&self, token: i64, now: Timestamp) -> bool {
        let mut uses = self.uses();
        uses.by_token.insert(token, now);
        let due = uses
            .written
            .is_none_or(|written| written.elapsed() >= USES_EVERY);
        if due {
            uses.written = Some(Instant::now());
        }
        due
    }

    pub(super) fn take_uses(&self) -> HashMap<i64, Timestamp> {
        std::mem::take(&mut self.uses().by_token)
    }

    fn uses(&self) -> MutexGuard<'_, Uses> {
        self.uses.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const USES_EVERY: Duration = Duration::from_secs(60);
