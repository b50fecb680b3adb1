//! How long operations usually take, by workspace and type: the middle and the ninth tenth of recent successes.
//!
//! Remembered for some minutes, because a figure that moved with every end would change every version with it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use monitor_wire::Expected;
use tokio::sync::Mutex;

use crate::store::{DurationRow, Store, StoreError};

/// By workspace and type.
pub(crate) type ByType = BTreeMap<(i64, String), Expected>;

pub(crate) struct Expectations {
    refresh: Duration,
    known: Mutex<Option<(Instant, Arc<ByType>)>>,
}

impl Expectations {
    pub(crate) fn new(refresh: Duration) -> Self {
        Self {
            refresh,
            known: Mutex::new(None),
        }
    }

    pub(crate) async fn current(&self, store: &dyn Store) -> Result<Arc<ByType>, StoreError> {
        let mut known = self.known.lock().await;
        if let Some((since, by_type)) = known.as_ref()
            && since.elapsed() < self.refresh
        {
            return Ok(Arc::clone(by_type));
        }
        let by_type = Arc::new(measure(store.durations().await?));
        *known = Some((Instant::now(), Arc::clone(&by_type)));
        Ok(by_type)
    }
}

fn measure(rows: Vec<DurationRow>) -> ByType {
    let mut seconds: BTreeMap<_, Vec<i64>> = BTreeMap::new();
    for row in rows {
        let taken = row.completed_at.duration_since(row.started_at).as_secs();
        if taken >= 0 {
            seconds
                .entry((row.workspace, row.kind))
                .or_default()
                .push(taken);
        }
    }
    let measured = seconds.into_iter();
    measured
        .filter_map(|(of, sample)| expected(sample).map(|expected| (of, expected)))
        .collect()
}

fn expected(mut sample: Vec<i64>) -> Option<Expected> {
    if sample.len() < FEWEST {
        return None;
    }
    sample.sort_unstable();
    Some(Expected {
        median_seconds: nearest_rank(&sample, 50),
        p90_seconds: nearest_rank(&sample, 90),
        samples: i64::try_from(sample.len()).unwrap_or(i64::MAX),
    })
}

/// The smallest value that `percent` of a sorted, non-empty sample do not exceed.
fn nearest_rank(sorted: &[i64], percent: usize) -> i64 {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted[rank.max(1) - 1]
}

/// Fewer finished operations say nothing.
const FEWEST: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_are_too_few() {
        assert_eq!(expected(vec![1, 2, 3, 4]), None);
    }

    #[test]
    fn the_middle_and_the_ninth_tenth_come_from_the_sample_itself() {
        let sample = vec![50, 10, 40, 20, 30, 60, 100, 90, 70, 80];

        let expected = expected(sample);

        assert_eq!(
            expected,
            Some(Expected {
                median_seconds: 50,
                p90_seconds: 90,
                samples: 10
            })
        );
    }
}
