//! What the last look found: the operations and packs that clients ask about, described once for all of them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Instant;

use monitor_wire::Target;

use super::interest::Asked;
use super::seen::{
    SeenOperation, SeenPack, Sight, Wake, operation_facts, pack_facts, seen_operation, seen_pack,
};
use crate::config::Config;
use crate::expected::ByType;
use crate::rights::{Directory, Verdict, Viewer};
use crate::store::{OperationRow, PackRow};

pub(crate) struct Board {
    /// When the last look at everything began.
    began: Instant,
    /// When the last look of all began.
    joined: Instant,
    /// With the time when it was looked up.
    directory: (Instant, Arc<Directory>),
    /// How often the living tokens had changed by then.
    tokens: u64,
    /// Of everything that was looked for; none where nothing was found.
    operations: HashMap<i64, Option<Arc<SeenOperation>>>,
    packs: HashMap<i64, Option<Arc<SeenPack>>>,
    moved: Moved,
}

/// What may end a wait that the board before did not end.
#[derive(Clone, Default)]
pub(crate) struct Moved {
    /// Counts the boards that may.
    number: u64,
    targets: HashSet<Target>,
    /// Memberships, entitlements or tokens: that may be anybody's.
    rights: bool,
}

impl Moved {
    /// Whether a wait for these targets that knows the board of that number goes on.
    pub(crate) fn leaves_alone(&self, known: u64, targets: impl Iterator<Item = Target>) -> bool {
        known == self.number
            || (known + 1 == self.number
                && !self.rights
                && !targets
                    .into_iter()
                    .any(|target| self.targets.contains(&target)))
    }

    pub(crate) fn number(&self) -> u64 {
        self.number
    }
}

/// What one look brings.
pub(super) struct Found {
    pub(super) began: Instant,
    pub(super) directory: (Instant, Arc<Directory>),
    pub(super) tokens: u64,
    pub(super) operations: Vec<OperationRow>,
    pub(super) packs: Vec<PackRow>,
}

impl Board {
    /// Before the first look.
    pub(super) fn empty() -> Self {
        let long_ago = Instant::now()
            .checked_sub(LONG_AGO)
            .unwrap_or_else(Instant::now);
        Self {
            began: long_ago,
            joined: long_ago,
            directory: (long_ago, Arc::default()),
            tokens: 0,
            operations: HashMap::new(),
            packs: HashMap::new(),
            moved: Moved::default(),
        }
    }

    pub(super) fn joined(&self) -> Instant {
        self.joined
    }

    pub(super) fn began(&self) -> Instant {
        self.began
    }

    pub(super) fn directory(&self) -> &(Instant, Arc<Directory>) {
        &self.directory
    }

    /// Whether this was looked for, whatever was found.
    pub(super) fn knows(&self, target: Target) -> bool {
        match target {
            Target::Operation(id) => self.operations.contains_key(&id),
            Target::ReviewPack(environment) => self.packs.contains_key(&environment),
        }
    }

    /// The board after another look. What did not change is taken over as it is.
    pub(super) fn next(
        &self,
        found: Found,
        asked: &Asked,
        expected: &ByType,
        config: &Config,
    ) -> Self {
        let directory = Arc::clone(&found.directory.1);
        let mut operations: HashMap<_, _> = asked.operations.iter().map(|id| (*id, None)).collect();
        for row in found.operations {
            let id = row.id;
            let Some(facts) = operation_facts(row, &directory, expected) else {
                continue;
            };
            let last = self.operations.get(&id).and_then(Option::as_ref);
            operations.insert(id, Some(seen_operation(facts, last, config)));
        }
        let mut packs: HashMap<_, _> = found
            .packs
            .into_iter()
            .map(|row| (row.environment_id, row))
            .collect();
        let packs = asked.environments.iter().map(|id| {
            let facts = pack_facts(*id, packs.remove(id), &directory);
            let last = self.packs.get(id).and_then(Option::as_ref);
            (*id, facts.map(|facts| seen_pack(facts, last, config)))
        });
        let mut next = Self {
            began: found.began,
            joined: found.began,
            packs: packs.collect(),
            directory: found.directory,
            tokens: found.tokens,
            operations,
            moved: Moved::default(),
        };
        next.moved = next.moved_since(self);
        next
    }

    /// The board with what it did not tell yet.
    pub(super) fn with(
        &self,
        found: Found,
        asked: &Asked,
        expected: &ByType,
        config: &Config,
    ) -> Self {
        let joined = found.began;
        let mut with = self.next(found, asked, expected, config);
        let known = self.operations.iter();
        let known = known.map(|(id, seen)| (*id, seen.clone()));
        let new = std::mem::take(&mut with.operations);
        with.operations = known.chain(new).collect();
        let known = self.packs.iter();
        let known = known.map(|(id, seen)| (*id, seen.clone()));
        let new = std::mem::take(&mut with.packs);
        with.packs = known.chain(new).collect();
        with.began = self.began;
        with.joined = joined;
        with.moved = with.moved_since(self);
        with
    }

    fn moved_since(&self, last: &Self) -> Moved {
        let same_directory = Arc::ptr_eq(&self.directory.1, &last.directory.1)
            || self.directory.1.agrees_with(&last.directory.1);
        let operations = moved(&self.operations, &last.operations, |seen| seen.wake);
        let packs = moved(&self.packs, &last.packs, |seen| seen.wake);
        let mut moved = Moved {
            number: last.moved.number,
            targets: operations
                .map(Target::Operation)
                .chain(packs.map(Target::ReviewPack))
                .collect(),
            rights: !same_directory || self.tokens != last.tokens,
        };
        moved.number += u64::from(moved.rights || !moved.targets.is_empty());
        moved
    }

    /// Whether any wait may end with this board that did not with the one before.
    pub(super) fn wakes_somebody_of(&self, last: &Self) -> bool {
        self.moved.number != last.moved.number
    }

    pub(crate) fn moved(&self) -> &Moved {
        &self.moved
    }

    pub(crate) fn rights(&self) -> &Arc<Directory> {
        &self.directory.1
    }

    pub(crate) fn sight(&self, target: Target, viewer: &Viewer, config: &Config) -> Sight<'_> {
        match target {
            Target::Operation(id) => self.operation(id, viewer, config),
            Target::ReviewPack(environment) => self.review_pack(environment, viewer, config),
        }
    }

    fn operation(&self, id: i64, viewer: &Viewer, config: &Config) -> Sight<'_> {
        let Some(Some(seen)) = self.operations.get(&id) else {
            return Sight::Missing;
        };
        let row = &seen.facts.row;
        let place = (row.workspace_id, row.environment_id);
        let capabilities = &config.capabilities;
        match self
            .rights()
            .operation(viewer, place, &row.kind, capabilities)
        {
            Verdict::Missing => Sight::Missing,
            Verdict::Forbidden => Sight::Forbidden,
            Verdict::Allowed { packs } => {
                let without_pack = seen.without_pack.as_ref().filter(|_| !packs);
                Sight::Operation(without_pack.unwrap_or(&seen.whole), seen.wake)
            }
        }
    }

    fn review_pack(&self, environment: i64, viewer: &Viewer, config: &Config) -> Sight<'_> {
        let Some(Some(seen)) = self.packs.get(&environment) else {
            return Sight::Missing;
        };
        let rights = self.rights();
        match rights.review_packs(viewer, environment, &config.capabilities) {
            Verdict::Missing => Sight::Missing,
            Verdict::Forbidden => Sight::Forbidden,
            Verdict::Allowed { .. } => Sight::ReviewPack(&seen.latest, seen.wake),
        }
    }
}

/// What both know and what is now, or is gone, or is there again.
fn moved<'a, T>(
    new: &'a HashMap<i64, Option<Arc<T>>>,
    old: &'a HashMap<i64, Option<Arc<T>>>,
    wake: impl Fn(&T) -> Wake + 'a,
) -> impl Iterator<Item = i64> + 'a {
    let wake = move |seen: &Option<Arc<T>>| seen.as_deref().map(&wake);
    old.iter().filter_map(move |(id, seen)| {
        let now = new.get(id)?;
        (wake(now) != wake(seen)).then_some(*id)
    })
}

const LONG_AGO: std::time::Duration = std::time::Duration::from_secs(3600);
