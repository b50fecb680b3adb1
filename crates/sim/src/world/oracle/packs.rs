//! What ought to be told of review packs. Pinned is an environment, and what is followed is its latest pack: a newer one
//! takes the place of the older. Told is a pack that was seen in the making and then ended, and one that took another's
//! place and had ended already. Not told are the first sight of a card, a ready pack that expires, an older pack that
//! comes to light because the newer was deleted, and packs that are simply deleted.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use monitor_core::ports::{Scope, Seen};
use monitor_core::{Ending, LatestPack, PackStatus, Target, Timestamp};

use super::Key;

/// What became of a pinned card between two answers.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Turn {
    /// Seen in the making, and then ready or failed.
    Ended,
    /// Its environment is no longer listed.
    Erased,
    /// Seen ended, and then expired.
    Expired,
    /// Seen in the making, and then expired.
    ExpiredUnseen,
    FirstSight,
    /// Not found or forbidden, after it was seen.
    Lost,
    /// Another word for the same pack, and no end.
    Moved,
    NewerEnded,
    NewerExpired,
    NewerInTheMaking,
    /// The one before came to light again.
    Older,
    /// There is none any more.
    Purged,
    Unmoved,
}

impl Turn {
    pub const ALL: [Self; 13] = [
        Self::Ended,
        Self::Erased,
        Self::Expired,
        Self::ExpiredUnseen,
        Self::FirstSight,
        Self::Lost,
        Self::Moved,
        Self::NewerEnded,
        Self::NewerExpired,
        Self::NewerInTheMaking,
        Self::Older,
        Self::Purged,
        Self::Unmoved,
    ];

    const fn is_news(self) -> bool {
        match self {
            Self::Ended | Self::ExpiredUnseen | Self::NewerEnded => true,
            Self::Erased
            | Self::Expired
            | Self::FirstSight
            | Self::Lost
            | Self::Moved
            | Self::NewerExpired
            | Self::NewerInTheMaking
            | Self::Older
            | Self::Purged
            | Self::Unmoved => false,
        }
    }
}

#[derive(Default)]
pub struct Packs {
    pinned: BTreeSet<Target>,
    /// The cards there are: of listed environments, and pinned ones.
    cards: BTreeSet<Target>,
    /// What this process last saw on a card, pinned or not.
    seen: BTreeMap<Target, Sight>,
    /// What the next process will know: the last sight of a pinned card, also where it went out of sight since.
    kept: BTreeMap<Target, Sight>,
    /// What the stories came across on pinned cards, and how often.
    pub turns: BTreeMap<Turn, usize>,
}

/// A card as an answer had it.
#[derive(Clone)]
struct Sight {
    /// 0 where there is no pack.
    number: i64,
    status: Option<PackStatus>,
    generated_at: Option<Timestamp>,
}

impl Packs {
    /// A card that was seen before it was pinned has its first sight behind it.
    pub(super) fn handle_pinned(&mut self, target: Target) {
        if !matches!(target, Target::ReviewPack(_)) || !self.pinned.insert(target) {
            return;
        }
        self.cards.insert(target);
        if let Some(sight) = self.seen.get(&target) {
            self.kept.insert(target, sight.clone());
        }
    }

    pub(super) fn handle_unpinned(&mut self, target: Target) {
        self.pinned.remove(&target);
        self.kept.remove(&target);
    }

    pub(super) fn handle_restart(&mut self) {
        self.cards = self.pinned.clone();
        self.seen = self.kept.clone();
    }

    /// The next process knows nothing of it.
    pub(super) fn forget(&mut self, target: Target) {
        self.seen.remove(&target);
        self.cards.remove(&target);
    }

    /// Takes the ledger's word for what was last seen of a pinned card.
    pub(super) fn adopt(&mut self, target: Target, seen: Option<&Seen>) {
        self.pinned.insert(target);
        self.cards.insert(target);
        self.seen.remove(&target);
        self.kept.remove(&target);
        if let Some(seen) = seen {
            let sight = Sight {
                number: seen.subject,
                status: (seen.subject != 0).then(|| PackStatus::parse(&seen.status)),
                generated_at: seen.ended_at,
            };
            self.seen.insert(target, sight.clone());
            self.kept.insert(target, sight);
        }
    }

    /// A place that is not listed any more is forgotten, with all that was ever seen of it.
    pub(super) fn handle_scope(&mut self, scope: &Scope) {
        let ids = scope.environments.iter().map(|environment| environment.id);
        let listed: BTreeSet<_> = ids.map(Target::ReviewPack).collect();
        for target in self.pinned.difference(&listed) {
            if self.seen.contains_key(target) || self.kept.contains_key(target) {
                *self.turns.entry(Turn::Erased).or_default() += 1;
            }
        }
        self.seen.retain(|target, _| listed.contains(target));
        self.kept.retain(|target, _| listed.contains(target));
        self.cards = listed.union(&self.pinned).copied().collect();
    }

    pub(super) fn handle_lost(&mut self, target: Target) {
        if self.seen.remove(&target).is_some() && self.pinned.contains(&target) {
            *self.turns.entry(Turn::Lost).or_default() += 1;
        }
    }

    /// Answers what is to be told of this, and after which turn.
    pub(super) fn handle_latest(&mut self, latest: &LatestPack) -> Option<(Turn, Key)> {
        let target = Target::ReviewPack(latest.environment.0);
        if !self.cards.contains(&target) {
            return None;
        }
        let sight = Sight::of(latest);
        let before = self.seen.insert(target, sight.clone());
        if !self.pinned.contains(&target) {
            return None;
        }
        self.kept.insert(target, sight.clone());
        let turn = sight.turn(before.as_ref());
        *self.turns.entry(turn).or_default() += 1;
        let ending = sight.ending().filter(|_| turn.is_news())?;
        Some((turn, (target, sight.number, ending, sight.generated_at)))
    }
}

impl Sight {
    fn of(latest: &LatestPack) -> Self {
        let pack = latest.pack.as_ref();
        Self {
            number: pack.map_or(0, |pack| pack.id.value()),
            status: pack.map(|pack| pack.status.clone()),
            generated_at: pack.and_then(|pack| pack.generated_at),
        }
    }

    fn turn(&self, before: Option<&Self>) -> Turn {
        let Some(before) = before else {
            return Turn::FirstSight;
        };
        let (had_ended, has_ended) = (before.ending().is_some(), self.ending().is_some());
        match self.number.cmp(&before.number) {
            Ordering::Less if self.number == 0 => Turn::Purged,
            Ordering::Less => Turn::Older,
            Ordering::Equal if self.status == before.status => Turn::Unmoved,
            Ordering::Equal if self.is_expired() && had_ended => Turn::Expired,
            Ordering::Equal if self.is_expired() => Turn::ExpiredUnseen,
            Ordering::Equal if has_ended && !had_ended => Turn::Ended,
            Ordering::Equal => Turn::Moved,
            Ordering::Greater if self.is_expired() => Turn::NewerExpired,
            Ordering::Greater if has_ended => Turn::NewerEnded,
            Ordering::Greater => Turn::NewerInTheMaking,
        }
    }

    /// As the status has it, whatever the date. Only a ready pack expires (spec 109), so an expired one ended well. A
    /// word that nobody knows is no end (ARCHITECTURE.md, decision 4).
    fn ending(&self) -> Option<Ending> {
        match self.status.as_ref()? {
            PackStatus::Expired | PackStatus::Ready => Some(Ending::Succeeded),
            PackStatus::Failed => Some(Ending::Failed),
            PackStatus::Generating | PackStatus::Other(_) | PackStatus::Queued => None,
        }
    }

    fn is_expired(&self) -> bool {
        self.status == Some(PackStatus::Expired)
    }
}
