//! TenantAtlas at work: operations start and end, and for every one that ends another is queued. One durable commit for
//! each, and the time when it was through.

use std::collections::{BTreeMap, VecDeque};
use std::time::{Duration, Instant};

use anyhow::Result;
use fastrand::Rng;
use sqlx::PgConnection;
use tokio::time::{MissedTickBehavior, interval};

use crate::operations::Phase;

/// A status that was changed, and when the database had confirmed it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Committed {
    pub(crate) operation: i64,
    pub(crate) phase: Phase,
    pub(crate) at: Instant,
}

pub(crate) struct Writer {
    connection: PgConnection,
    queued: VecDeque<i64>,
    running: VecDeque<i64>,
    random: Rng,
}

impl Writer {
    pub(crate) fn new(connection: PgConnection, active: &BTreeMap<i64, Phase>) -> Self {
        let mut random = Rng::with_seed(421);
        let mut of = |phase: Phase| {
            let mut ids: Vec<i64> = active
                .iter()
                .filter_map(|(id, now)| (*now == phase).then_some(*id))
                .collect();
            random.shuffle(&mut ids);
            VecDeque::from(ids)
        };
        Self {
            queued: of(Phase::Queued),
            running: of(Phase::Running),
            random,
            connection,
        }
    }

    /// So many changes a second, for so long; fewer where the database cannot keep up.
    pub(crate) async fn work(&mut self, a_second: u32, span: Duration) -> Result<Vec<Committed>> {
        let mut committed = Vec::new();
        let mut beat = interval(Duration::from_secs(1) / a_second.max(1));
        beat.set_missed_tick_behavior(MissedTickBehavior::Burst);
        let end = Instant::now() + span;
        while Instant::now() < end {
            beat.tick().await;
            let change = if committed.len().is_multiple_of(2) {
                self.start().await?
            } else {
                self.end().await?
            };
            committed.extend(change);
        }
        Ok(committed)
    }

    async fn start(&mut self) -> Result<Option<Committed>> {
        let Some(operation) = self.queued.pop_front() else {
            return Ok(None);
        };
        let query = sqlx::query(START).bind(operation);
        query.execute(&mut self.connection).await?;
        let at = Instant::now();
        self.running.push_back(operation);
        Ok(Some(Committed {
            operation,
            phase: Phase::Running,
            at,
        }))
    }

    async fn end(&mut self) -> Result<Option<Committed>> {
        let Some(operation) = self.running.pop_front() else {
            return Ok(None);
        };
        let failed = self.random.u32(0..10) == 0;
        let outcome = if failed { "failed" } else { "succeeded" };
        let query = sqlx::query(END).bind(operation).bind(outcome);
        query.execute(&mut self.connection).await?;
        let at = Instant::now();
        let query = sqlx::query_scalar(QUEUE_ANOTHER).bind(operation);
        self.queued
            .push_back(query.fetch_one(&mut self.connection).await?);
        Ok(Some(Committed {
            operation,
            phase: Phase::Completed,
            at,
        }))
    }
}

const START: &str = include_str!("../sql/start.sql");
const END: &str = include_str!("../sql/end.sql");
const QUEUE_ANOTHER: &str = include_str!("../sql/queue-another.sql");
