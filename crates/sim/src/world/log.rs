//! What was seen of this world: the view, the requests that left, and what was told.

use std::collections::BTreeSet;
use std::time::Duration;

use monitor_core::{Target, View};

use super::World;
use super::oracle::{Key, key};

impl World {
    pub fn view(&self) -> View {
        self.monitor.view(self.now())
    }

    /// A place in the log, for [`World::count`] and [`World::asked`].
    pub fn mark(&self) -> usize {
        self.sent.len()
    }

    /// How many requests of this lane left since then.
    pub fn count(&self, mark: usize, lane: &str) -> usize {
        self.sent[mark..]
            .iter()
            .filter(|sent| sent.lane == lane)
            .count()
    }

    /// When this target was asked for since then.
    pub fn asked(&self, mark: usize, target: Target) -> Vec<Duration> {
        let carried = self.sent[mark..]
            .iter()
            .filter(|sent| sent.targets.contains(&target));
        carried.map(|sent| sent.at).collect()
    }

    pub fn in_flight(&self) -> usize {
        self.flights.len()
    }

    /// Every end that was told, or silenced for good.
    pub fn settled(&self) -> BTreeSet<Key> {
        let told = self.told.iter().flat_map(|told| &told.notice.ended);
        let silenced = self.ledger.silenced();
        told.map(key)
            .chain(silenced.into_iter().map(|(end, _)| end))
            .chain(self.judge.silenced.iter().copied())
            .collect()
    }

    /// Every end that was told, by notice.
    pub fn told_ids(&self) -> Vec<Vec<i64>> {
        let mut ids = Vec::new();
        for told in &self.told {
            ids.push(told.notice.ended.iter().map(|end| end.subject).collect());
        }
        ids
    }
}
