//! The types of the newest operations, for searches: those that nobody documented. Read now and then, for they hardly
//! ever change.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use crate::store::{Store, StoreError};

#[derive(Default)]
pub(crate) struct Kinds(RwLock<Option<(Instant, Arc<[String]>)>>);

impl Kinds {
    /// Nobody waits for another's reading: where the database hangs, all would, one after the other.
    pub(super) async fn known(&self, store: &dyn Store) -> Result<Arc<[String]>, StoreError> {
        if let Some(kinds) = self.young() {
            return Ok(kinds);
        }
        let read = Instant::now();
        let kinds: Arc<[String]> = store.kinds().await?.into();
        let mut last = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *last = Some((read, Arc::clone(&kinds)));
        Ok(kinds)
    }

    fn young(&self) -> Option<Arc<[String]>> {
        let last = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (read, kinds) = last.as_ref()?;
        (read.elapsed() < LAST).then(|| Arc::clone(kinds))
    }
}

const LAST: Duration = Duration::from_secs(60);
