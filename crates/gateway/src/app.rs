//! What every request shares: the configuration, the store, the tokens, and the two reads that several endpoints make.

use std::sync::Arc;

use anyhow::Result;
use jiff::Timestamp;
use monitor_wire::{LatestReviewPack, Operation};
use tokio::sync::{Semaphore, watch};

use crate::access_log::AccessLog;
use crate::config::Config;
use crate::describe::{self, Surroundings};
use crate::expected::Expectations;
use crate::rules;
use crate::store::{LatestPackRow, OperationRow, SqliteStore, Store, StoreError};
use crate::tokens::Tokens;

pub(crate) struct App {
    pub(crate) config: Config,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) tokens: Tokens,
    pub(crate) log: Arc<AccessLog>,
    /// One permit for each watch that is held.
    pub(crate) held: Semaphore,
    /// True once the server stops; held watches then answer at once.
    pub(crate) stopping: watch::Sender<bool>,
    expected: Expectations,
}

impl App {
    pub(crate) async fn open(config: Config) -> Result<Self> {
        config.check()?;
        let store: Arc<dyn Store> = Arc::new(SqliteStore::open(&config.database).await?);
        Ok(Self {
            tokens: Tokens::open(&config.state, Arc::clone(&store)).await?,
            log: Arc::new(AccessLog::open(config.access_log.as_deref())?),
            held: Semaphore::new(config.limits.max_held),
            stopping: watch::Sender::new(false),
            expected: Expectations::new(config.expected_refresh),
            store,
            config,
        })
    }

    /// The visible ones of these operations. Whoever sends one out looks at its row's `permitted` first.
    pub(crate) async fn operations(
        &self,
        user: i64,
        ids: &[i64],
    ) -> Result<Vec<(OperationRow, Operation)>, StoreError> {
        let rules = rules::at(&self.config, Timestamp::now());
        let rows = self.store.operations(user, &rules, ids).await?;
        let operations = self.describe(&rows).await?;
        Ok(rows.into_iter().zip(operations).collect())
    }

    /// The visible ones of these environments. Whoever sends one out looks at its row's `permitted` first.
    pub(crate) async fn latest_packs(
        &self,
        user: i64,
        environments: &[i64],
    ) -> Result<Vec<(LatestPackRow, LatestReviewPack)>, StoreError> {
        let rules = rules::at(&self.config, Timestamp::now());
        let rows = self.store.latest_packs(user, &rules, environments).await?;
        let described = rows.into_iter().map(|row| {
            let latest = describe::latest_pack(&row, &self.config);
            (row, latest)
        });
        Ok(described.collect())
    }

    pub(crate) async fn describe(
        &self,
        rows: &[OperationRow],
    ) -> Result<Vec<Operation>, StoreError> {
        let expected = self.expected.current(&*self.store).await?;
        let around = Surroundings {
            config: &self.config,
            expected: &expected,
        };
        Ok(rows
            .iter()
            .map(|row| describe::operation(row, &around))
            .collect())
    }
}
