//! What one look at the watched targets shows, and what of it is news.

use std::collections::BTreeMap;

use monitor_wire::{Change, LatestReviewPack, Operation, Target, WatchTarget};

use crate::app::App;
use crate::store::StoreError;

/// One target as asked and as found.
pub(super) struct Sight {
    target: Target,
    /// The version the client has.
    version: Option<String>,
    found: Found,
}

#[derive(Clone)]
enum Found {
    Forbidden,
    Missing,
    Operation(Box<Operation>),
    ReviewPack(Box<LatestReviewPack>),
}

/// What ends a wait at once when it changes. Progress and the rest are told when the wait ends.
#[derive(Debug, PartialEq)]
pub(super) enum Wake {
    Forbidden,
    Missing,
    Operation {
        status: String,
        outcome: String,
        freshness: String,
    },
    ReviewPack(Option<(i64, String)>),
}

impl Sight {
    /// Whether the client does not know this yet. What is gone or forbidden is always told: it has no version.
    pub(super) fn is_news(&self) -> bool {
        match &self.found {
            Found::Forbidden | Found::Missing => true,
            Found::Operation(operation) => self.version.as_ref() != Some(&operation.version),
            Found::ReviewPack(latest) => self.version.as_ref() != Some(&latest.version),
        }
    }
}

/// All targets in two statements at most, in the order asked.
pub(super) async fn look(
    app: &App,
    user: i64,
    targets: &[WatchTarget],
) -> Result<Vec<Sight>, StoreError> {
    let operations = operations(app, user, targets).await?;
    let packs = packs(app, user, targets).await?;
    let sights = targets.iter().map(|asked| {
        let found = match &asked.target {
            Target::Operation(id) => operations.get(id),
            Target::ReviewPack(environment) => packs.get(environment),
        };
        Sight {
            target: asked.target,
            version: asked.version.clone(),
            found: found.cloned().unwrap_or(Found::Missing),
        }
    });
    Ok(sights.collect())
}

pub(super) fn wakes(sights: &[Sight]) -> Vec<Wake> {
    sights.iter().map(|sight| wake(&sight.found)).collect()
}

pub(super) fn changes(sights: Vec<Sight>) -> Vec<Change> {
    sights
        .into_iter()
        .filter(Sight::is_news)
        .map(change)
        .collect()
}

async fn operations(
    app: &App,
    user: i64,
    targets: &[WatchTarget],
) -> Result<BTreeMap<i64, Found>, StoreError> {
    let ids: Vec<i64> = targets
        .iter()
        .filter_map(|asked| operation_id(asked.target))
        .collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let visible = app
        .operations(user, &ids)
        .await?
        .into_iter()
        .map(|(row, operation)| {
            let found = if row.permitted {
                Found::Operation(Box::new(operation))
            } else {
                Found::Forbidden
            };
            (row.id, found)
        });
    Ok(visible.collect())
}

async fn packs(
    app: &App,
    user: i64,
    targets: &[WatchTarget],
) -> Result<BTreeMap<i64, Found>, StoreError> {
    let ids: Vec<i64> = targets
        .iter()
        .filter_map(|asked| environment_id(asked.target))
        .collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let visible = app
        .latest_packs(user, &ids)
        .await?
        .into_iter()
        .map(|(row, latest)| {
            let found = if row.permitted {
                Found::ReviewPack(Box::new(latest))
            } else {
                Found::Forbidden
            };
            (row.environment.id, found)
        });
    Ok(visible.collect())
}

fn operation_id(target: Target) -> Option<i64> {
    match target {
        Target::Operation(id) => Some(id),
        Target::ReviewPack(_) => None,
    }
}

fn environment_id(target: Target) -> Option<i64> {
    match target {
        Target::Operation(_) => None,
        Target::ReviewPack(environment) => Some(environment),
    }
}

fn wake(found: &Found) -> Wake {
    match found {
        Found::Forbidden => Wake::Forbidden,
        Found::Missing => Wake::Missing,
        Found::Operation(operation) => Wake::Operation {
            status: operation.status.clone(),
            outcome: operation.outcome.clone(),
            freshness: operation.freshness.clone(),
        },
        Found::ReviewPack(latest) => Wake::ReviewPack(
            latest
                .review_pack
                .as_ref()
                .map(|pack| (pack.id, pack.status.clone())),
        ),
    }
}

fn change(sight: Sight) -> Change {
    let target = sight.target;
    match sight.found {
        Found::Forbidden => Change::Forbidden { target },
        Found::Missing => Change::NotFound { target },
        Found::Operation(operation) => Change::Operation { operation },
        Found::ReviewPack(latest) => Change::ReviewPack { latest },
    }
}
