//! How long operations usually take, by workspace and type: the middle and the ninth tenth of recent successes.
//!
//! Measured by the database on a schedule and remembered between, because a figure that moved with every end would
//! change every version with it. Where a measurement fails, the one before stays.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use monitor_wire::Expected;

use crate::store::{Store, UsualRow};

/// By workspace and type.
pub(crate) type ByType = BTreeMap<(i64, String), Expected>;

pub(crate) struct Expectations {
    refresh: Duration,
    known: RwLock<Arc<ByType>>,
    /// When the last measurement began.
    measured: Mutex<Option<Instant>>,
}

impl Expectations {
    pub(crate) fn new(refresh: Duration) -> Self {
        Self {
            refresh,
            known: RwLock::default(),
            measured: Mutex::default(),
        }
    }

    pub(crate) fn known(&self) -> Arc<ByType> {
        Arc::clone(&self.known.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Measures where it is time to, beside whatever else goes on: it may read many rows.
    pub(crate) async fn keep_up(self: &Arc<Self>, store: &Arc<dyn Store>) {
        let last = *self.measured();
        if last.is_some_and(|began| began.elapsed() < self.refresh) {
            return;
        }
        *self.measured() = Some(Instant::now());
        if self.refresh.is_zero() {
            return self.measure(&**store).await;
        }
        let (expectations, store) = (Arc::clone(self), Arc::clone(store));
        tokio::spawn(async move { expectations.measure(&*store).await });
    }

    async fn measure(&self, store: &dyn Store) {
        match store.usual_durations(Timestamp::now() - LOOK_BACK).await {
            Ok(rows) => {
                let by_type = Arc::new(rows.into_iter().map(expected).collect());
                *self.known.write().unwrap_or_else(PoisonError::into_inner) = by_type;
            }
            Err(error) => {
                tracing::warn!(%error, "usual durations cannot be measured");
                let again = self.refresh.saturating_sub(TRY_AGAIN);
                *self.measured() = Instant::now().checked_sub(again);
            }
        }
    }

    fn measured(&self) -> MutexGuard<'_, Option<Instant>> {
        self.measured.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn expected(row: UsualRow) -> ((i64, String), Expected) {
    let expected = Expected {
        median_seconds: row.median_seconds,
        p90_seconds: row.p90_seconds,
        samples: row.samples,
    };
    ((row.workspace_id, row.kind), expected)
}

/// Older successes say little of today, and reading them costs.
const LOOK_BACK: SignedDuration = SignedDuration::from_hours(30 * 24);
/// After a measurement that failed.
const TRY_AGAIN: Duration = Duration::from_secs(30);
