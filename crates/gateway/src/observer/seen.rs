//! Operations and packs as a look saw them, described once for all clients.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use monitor_wire::{LatestReviewPack, Operation};

use crate::config::Config;
use crate::describe::{self, OperationFacts, PackFacts};
use crate::expected::ByType;
use crate::rights::Directory;
use crate::store::{OperationRow, PackRow};

pub(crate) struct SeenOperation {
    pub(super) facts: OperationFacts,
    pub(super) wake: Wake,
    pub(super) whole: Operation,
    /// For who may not see packs, where there is one.
    pub(super) without_pack: Option<Operation>,
}

pub(crate) struct SeenPack {
    pub(super) facts: PackFacts,
    pub(super) wake: Wake,
    pub(super) latest: LatestReviewPack,
}

/// A digest of what ends a wait at once when it changes: status, outcome and freshness of an operation, id and status of
/// a pack. Progress and the rest are told when the wait ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Wake(u64);

/// One target as one user sees it.
pub(crate) enum Sight<'a> {
    Forbidden,
    Missing,
    Operation(&'a Operation, Wake),
    ReviewPack(&'a LatestReviewPack, Wake),
}

impl Sight<'_> {
    pub(crate) fn wake(&self) -> Wake {
        match self {
            Self::Forbidden => Wake(1),
            Self::Missing => Wake(0),
            Self::Operation(_, wake) | Self::ReviewPack(_, wake) => *wake,
        }
    }

    /// None where there is nothing to have a version of.
    pub(crate) fn version(&self) -> Option<&str> {
        match self {
            Self::Forbidden | Self::Missing => None,
            Self::Operation(operation, _) => Some(&operation.version),
            Self::ReviewPack(latest, _) => Some(&latest.version),
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
    let has_pack = row.review_pack_id.is_some();
    Arc::new(SeenOperation {
        wake: digest((&row.status, &row.outcome, &row.freshness)),
        whole: describe::operation(&facts, true, config),
        without_pack: has_pack.then(|| describe::operation(&facts, false, config)),
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
    Arc::new(SeenPack {
        wake: digest(wake),
        latest: describe::latest_pack(&facts, config),
        facts,
    })
}

/// Zero and one are taken by what is missing and what is forbidden.
fn digest(of: impl Hash) -> Wake {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    Wake(hasher.finish().max(2))
}
