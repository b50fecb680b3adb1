//! The active operations of the database, and the versions that the gateway gives them.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use monitor_wire::{Change, Target, WatchAnswer, WatchRequest, WatchTarget};
use sqlx::PgConnection;
use tokio::time::sleep;

use crate::http::{Line, watch};

/// How far an operation is. It only ever moves on.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) enum Phase {
    Queued,
    Running,
    Completed,
}

impl Phase {
    pub(crate) fn of(status: &str) -> Option<Self> {
        match status {
            "queued" => Some(Self::Queued),
            "running" => Some(Self::Running),
            "completed" => Some(Self::Completed),
            _ => None,
        }
    }
}

/// By id.
pub(crate) async fn active(connection: &mut PgConnection) -> Result<BTreeMap<i64, Phase>> {
    let rows: Vec<(i64, String)> = sqlx::query_as(ACTIVE).fetch_all(connection).await?;
    let phases = rows.into_iter().map(|(id, status)| {
        let phase = Phase::of(&status).context("an active operation is neither queued nor running");
        phase.map(|phase| (id, phase))
    });
    phases.collect()
}

/// As the gateway tells them to this token.
pub(crate) async fn versions(
    line: &mut Line,
    token: &str,
    ids: impl IntoIterator<Item = i64>,
) -> Result<BTreeMap<i64, String>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    let mut versions = BTreeMap::new();
    for some in ids.chunks(MOST_TARGETS) {
        let request = request(some.iter().map(|id| (*id, None)), 0);
        let answer: WatchAnswer = line.ask(watch(token, &request)?).await?.json()?;
        versions.extend(answer.changes.into_iter().filter_map(version));
    }
    let missing = ids.iter().find(|id| !versions.contains_key(*id));
    match missing {
        Some(id) => bail!("the gateway does not show operation {id}"),
        None => Ok(versions),
    }
}

/// Waits until the gateway has measured how long operations usually take: that is part of their versions.
pub(crate) async fn usual_durations_are_known(
    line: &mut Line,
    token: &str,
    ids: impl IntoIterator<Item = i64>,
) -> Result<()> {
    let some = ids.into_iter().take(MOST_TARGETS).map(|id| (id, None));
    let request = watch(token, &request(some, 0))?;
    for _ in 0..MOST_SECONDS {
        let answer: WatchAnswer = line.ask(request.clone()).await?.json()?;
        if answer.changes.iter().any(has_usual_duration) {
            return Ok(());
        }
        sleep(Duration::from_secs(1)).await;
    }
    bail!("the gateway did not measure usual durations within {MOST_SECONDS} s")
}

fn has_usual_duration(change: &Change) -> bool {
    match change {
        Change::Operation { operation } => operation.expected.is_some(),
        Change::Forbidden { .. } | Change::NotFound { .. } | Change::ReviewPack { .. } => false,
    }
}

pub(crate) fn request<'a>(
    targets: impl Iterator<Item = (i64, Option<&'a str>)>,
    wait_seconds: u32,
) -> WatchRequest {
    let targets = targets.map(|(id, version)| WatchTarget {
        target: Target::Operation(id),
        version: version.map(str::to_owned),
    });
    WatchRequest {
        wait_seconds,
        targets: targets.collect(),
    }
}

fn version(change: Change) -> Option<(i64, String)> {
    match change {
        Change::Operation { operation } => Some((operation.id, operation.version)),
        Change::Forbidden { .. } | Change::NotFound { .. } | Change::ReviewPack { .. } => None,
    }
}

/// The gateway's default.
const MOST_TARGETS: usize = 200;
/// For a measurement over the rows of thirty days.
const MOST_SECONDS: u32 = 60;

const ACTIVE: &str =
    "SELECT id, status FROM operation_runs WHERE status IN ('queued', 'running') ORDER BY id";
