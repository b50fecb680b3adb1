//! What every request shares: the configuration, the store, the observer over it, the tokens and the logs.

use std::sync::Arc;

use anyhow::Result;
use jiff::Timestamp;
use monitor_wire::{LatestReviewPack, Operation, Target};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinHandle;

use crate::access_log::AccessLog;
use crate::auth::Caller;
use crate::config::Config;
use crate::describe;
use crate::observer::{Board, Observer, operation_facts, pack_facts};
use crate::rights::Verdict;
use crate::rules;
use crate::serving::Metrics;
use crate::store::{self, OperationRow, Store, StoreError};
use crate::tokens::Tokens;

pub(crate) struct App {
    pub(crate) config: Arc<Config>,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) tokens: Tokens,
    pub(crate) observer: Arc<Observer>,
    pub(crate) log: Arc<AccessLog>,
    pub(crate) metrics: Metrics,
    /// One permit for each watch that may be held.
    pub(crate) held: Semaphore,
    /// True once the server stops; held watches then answer at once.
    pub(crate) stopping: watch::Sender<bool>,
    looks: JoinHandle<()>,
}

/// One thing as one user may have it.
pub(crate) enum Given<T> {
    Forbidden,
    Missing,
    Whole(Box<T>),
}

impl App {
    pub(crate) async fn open(config: Config) -> Result<Self> {
        config.check()?;
        let config = Arc::new(config);
        let metrics = Metrics::new();
        let store = store::open(&config, &metrics).await?;
        let tokens = Tokens::open(&config.state, Arc::clone(&store), config.access_every).await?;
        let observer = Arc::new(Observer::new(
            Arc::clone(&config),
            Arc::clone(&store),
            tokens.clone(),
            metrics.clone(),
        ));
        Ok(Self {
            log: Arc::new(AccessLog::open(config.access_log.as_deref())?),
            held: Semaphore::new(config.limits.max_held),
            stopping: watch::Sender::new(false),
            looks: tokio::spawn(Arc::clone(&observer).keep_looking()),
            tokens,
            observer,
            metrics,
            store,
            config,
        })
    }

    /// One operation as it is now, read from the database itself.
    pub(crate) async fn operation(
        &self,
        caller: &Caller,
        id: i64,
    ) -> Result<Given<Operation>, StoreError> {
        let rules = rules::at(&self.config, Timestamp::now());
        let row = self.store.operations(&rules, &[id]).await?.pop();
        let board = self.observer.board(caller.id(), &[]).await?;
        let Some(row) = row else {
            return Ok(Given::Missing);
        };
        let place = (row.workspace_id, row.environment_id);
        let capabilities = &self.config.capabilities;
        let rights = board.rights();
        match rights.operation(&caller.viewer, place, &row.kind, capabilities) {
            Verdict::Missing => Ok(Given::Missing),
            Verdict::Forbidden => Ok(Given::Forbidden),
            Verdict::Allowed { .. } => {
                let Some(mut operation) = self.describe(caller, row, &board) else {
                    return Ok(Given::Missing);
                };
                let most = self.config.limits.max_context_bytes;
                let context = self.store.context(id, most).await?;
                operation.context = context.and_then(|text| serde_json::from_str(&text).ok());
                Ok(Given::Whole(Box::new(operation)))
            }
        }
    }

    /// The latest pack of an environment as it is now, read from the database itself.
    pub(crate) async fn latest_pack(
        &self,
        caller: &Caller,
        environment: i64,
    ) -> Result<Given<LatestReviewPack>, StoreError> {
        let pack = self.store.latest_packs(&[environment]).await?.pop();
        let board = self.observer.board(caller.id(), &[]).await?;
        let rights = board.rights();
        let capabilities = &self.config.capabilities;
        match rights.review_packs(&caller.viewer, environment, capabilities) {
            Verdict::Missing => Ok(Given::Missing),
            Verdict::Forbidden => Ok(Given::Forbidden),
            Verdict::Allowed { .. } => {
                let facts = pack_facts(environment, pack, rights);
                let latest = facts.map(|facts| describe::latest_pack(&facts, &self.config));
                Ok(latest.map_or(Given::Missing, |latest| Given::Whole(Box::new(latest))))
            }
        }
    }

    /// An operation as this caller may see it; none where they may not.
    pub(crate) fn describe(
        &self,
        caller: &Caller,
        row: OperationRow,
        board: &Board,
    ) -> Option<Operation> {
        let rights = board.rights();
        let place = (row.workspace_id, row.environment_id);
        let capabilities = &self.config.capabilities;
        let verdict = rights.operation(&caller.viewer, place, &row.kind, capabilities);
        let Verdict::Allowed { packs } = verdict else {
            return None;
        };
        let facts = operation_facts(row, rights, &self.observer.expected.known())?;
        Some(describe::operation(&facts, packs, &self.config))
    }

    /// Whether the version that a client has is the latest, as far as the last look knows.
    pub(crate) async fn version(
        &self,
        caller: &Caller,
        target: Target,
    ) -> Result<Option<String>, StoreError> {
        let board = self.observer.board(caller.id(), &[target]).await?;
        let sight = board.sight(target, &caller.viewer, &self.config);
        Ok(sight.version().map(str::to_owned))
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.looks.abort();
    }
}
