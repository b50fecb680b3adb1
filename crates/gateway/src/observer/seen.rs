//! Operations and packs as a look saw them, described once for all clients.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use monitor_wire::{Change, LatestReviewPack, Operation};
use serde_json::value::{RawValue, to_raw_value};

use crate::config::Config;
use crate::describe::{self, OperationFacts, PackFacts};
use crate::expected::ByType;
use crate::rights::{Directory, Given};
use crate::store::{OperationRow, PackRow};
use crate::version::Version;

pub(crate) struct SeenOperation {
    pub(super) facts: OperationFacts,
    whole: Told,
    /// For who may not see packs, where there is one.
    without_pack: Option<Told>,
}

pub(crate) struct SeenPack {
    facts: PackFacts,
    latest: Told,
}

/// What everybody is told of a target who may have it.
pub(crate) struct Told {
    pub(crate) version: Version,
    pub(super) wake: Wake,
    /// A `Change`, in JSON.
    pub(crate) change: Box<RawValue>,
}

/// A digest of what ends a wait at once when it changes: status, outcome and freshness of an operation, id and status of
/// a pack. Progress and the rest are told when the wait ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Wake(u64);

/// One target as one user sees it.
pub(crate) type Sight<'a> = Given<&'a Told>;

impl SeenOperation {
    pub(super) fn wake(&self) -> Wake {
        self.whole.wake
    }

    pub(super) fn told(&self, packs: bool) -> &Told {
        let without_pack = self.without_pack.as_ref().filter(|_| !packs);
        without_pack.unwrap_or(&self.whole)
    }
}

impl SeenPack {
    pub(super) fn wake(&self) -> Wake {
        self.latest.wake
    }

    pub(super) fn told(&self) -> &Told {
        &self.latest
    }
}

impl Told {
    fn new(wake: Wake, version: &str, change: &Change) -> Self {
        Self {
            version: Version::read(version).expect("whatever is described has its version"),
            wake,
            change: to_raw_value(change).expect("a change is plain data with string keys"),
        }
    }

    fn operation(wake: Wake, operation: Operation) -> Self {
        let version = operation.version.clone();
        let operation = Box::new(operation);
        Self::new(wake, &version, &Change::Operation { operation })
    }

    fn latest_pack(wake: Wake, latest: LatestReviewPack) -> Self {
        let version = latest.version.clone();
        let latest = Box::new(latest);
        Self::new(wake, &version, &Change::ReviewPack { latest })
    }
}

impl Sight<'_> {
    pub(crate) fn wake(&self) -> Wake {
        match self {
            Self::Forbidden => Wake(1),
            Self::Missing => Wake(0),
            Self::Whole(told) => told.wake,
        }
    }

    /// None where there is nothing to have a version of.
    pub(crate) fn version(&self) -> Option<Version> {
        match self {
            Self::Forbidden | Self::Missing => None,
            Self::Whole(told) => Some(told.version),
        }
    }
}

/// None where its workspace or environment is unknown: nobody may see it then.
pub(crate) fn operation_facts(
    row: OperationRow,
    directory: &Directory,
    expected: &ByType,
) -> Option<OperationFacts> {
    let workspace = directory.workspace(row.workspace_id)?.clone();
    let environment = match row.environment_id {
        Some(id) => Some(directory.environment(id, row.workspace_id)?.clone()),
        None => None,
    };
    let expected = expected.get(&(row.workspace_id, row.kind.clone())).cloned();
    Some(OperationFacts {
        row,
        workspace,
        environment,
        expected,
    })
}

/// None where the environment is unknown.
pub(crate) fn pack_facts(
    environment: i64,
    pack: Option<PackRow>,
    directory: &Directory,
) -> Option<PackFacts> {
    let workspace = directory.workspace_of(environment)?;
    Some(PackFacts {
        workspace: directory.workspace(workspace)?.clone(),
        environment: directory.environment(environment, workspace)?.clone(),
        pack,
    })
}

pub(super) fn seen_operation(
    facts: OperationFacts,
    last: Option<&Arc<SeenOperation>>,
    config: &Config,
) -> Arc<SeenOperation> {
    if let Some(last) = last.filter(|last| last.facts == facts) {
        return Arc::clone(last);
    }
    let row = &facts.row;
    let place = (row.workspace_id, row.environment_id, &row.kind);
    let wake = digest((&row.status, &row.outcome, &row.freshness, place));
    let told = |packs| Told::operation(wake, describe::operation(&facts, packs, config));
    let has_pack = row.review_pack_id.is_some();
    Arc::new(SeenOperation {
        whole: told(true),
        without_pack: has_pack.then(|| told(false)),
        facts,
    })
}

pub(super) fn seen_pack(
    facts: PackFacts,
    last: Option<&Arc<SeenPack>>,
    config: &Config,
) -> Arc<SeenPack> {
    if let Some(last) = last.filter(|last| last.facts == facts) {
        return Arc::clone(last);
    }
    let wake = facts.pack.as_ref().map(|pack| (pack.id, &pack.status));
    let wake = digest(wake);
    Arc::new(SeenPack {
        latest: Told::latest_pack(wake, describe::latest_pack(&facts, config)),
        facts,
    })
}

/// Zero and one are taken by what is missing and what is forbidden.
fn digest(of: impl Hash) -> Wake {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    Wake(hasher.finish().max(2))
}
