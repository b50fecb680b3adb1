//! What was seen of this world: the view, the requests that left, and what was told.

use std::collections::BTreeSet;
use std::time::Duration;

use monitor_core::view::{PackState, Pinned};
use monitor_core::{Alert, PackStatus, Target, View};

use super::World;
use super::oracle::{Key, key};

impl World {
    pub fn view(&self) -> View {
        self.engine.view(self.now())
    }

    /// Whether a pinned review pack is shown as ready and will expire, of which somebody wants to be warned.
    pub fn awaits_expiry(&self) -> bool {
        let will_expire = |pinned: &Pinned| match pinned {
            Pinned::Operation(_) => false,
            Pinned::ReviewPack(card) => match &card.state {
                PackState::Known(pack) => {
                    pack.status == PackStatus::Ready && pack.expires_at.is_some()
                }
                PackState::Expired(_)
                | PackState::Forbidden
                | PackState::Gone
                | PackState::None
                | PackState::Unseen => false,
            },
        };
        self.settings.quiet && self.view().pinned.iter().any(will_expire)
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
        let silenced = self.ledger().silenced();
        told.map(key)
            .chain(silenced.into_iter().map(|(end, _)| end))
            .chain(self.judge.silenced.iter().copied())
            .collect()
    }

    /// What was told besides ends.
    pub fn alerts(&self) -> Vec<Alert> {
        let alerts = self.alerted.iter().map(|(_, alert)| alert.clone());
        alerts.collect()
    }

    /// Every end that was told, by notice.
    pub fn told_ids(&self) -> Vec<Vec<i64>> {
        let mut ids = Vec::new();
        for told in &self.told {
            ids.push(told.notice.ended.iter().map(|end| end.subject).collect());
        }
        ids
    }

    /// When each notice was told, and of which ends.
    pub fn tellings(&self) -> Vec<(Duration, Vec<i64>)> {
        let moments = self.told.iter().map(|told| told.at);
        moments.zip(self.told_ids()).collect()
    }
}
