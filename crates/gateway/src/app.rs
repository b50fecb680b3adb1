//! What every request shares: the configuration, the store, the observer over it, the tokens and the logs.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use jiff::Timestamp;
use monitor_wire::{LatestReviewPack, Operation, Target};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use crate::access_log::AccessLog;
use crate::auth::Caller;
use crate::config::Config;
use crate::describe;
use crate::endpoints::operations::Kinds;
use crate::observer::{Board, Observer, operation_facts, pack_facts};
use crate::rights::Given;
use crate::rules;
use crate::serving::Metrics;
use crate::store::{self, OperationRow, Store, StoreError};
use crate::tokens::Tokens;
use crate::version::Version;

pub(crate) struct App {
    pub(crate) config: Arc<Config>,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) tokens: Tokens,
    pub(crate) observer: Arc<Observer>,
    pub(crate) log: Arc<AccessLog>,
    pub(crate) metrics: Metrics,
    /// One permit for each list that may be read: slow ones leave connections for the looks and the rest.
    pub(crate) lists: Semaphore,
    /// What a search may mean by a type.
    pub(crate) kinds: Kinds,
    /// One permit for each watch that may be held.
    pub(crate) held: Semaphore,
    /// True once the server stops; held watches then answer at once.
    pub(crate) stopping: watch::Sender<bool>,
    /// Whether the database answered when it was last asked, for whoever asks for the health.
    pub(crate) reach: Reach,
    /// Aborted when dropped.
    _looks: JoinSet<()>,
}

#[derive(Default)]
pub(crate) struct Reach(tokio::sync::Mutex<Option<(Instant, bool)>>);

impl Reach {
    /// Asks at most as often as the observer looks: the question needs no sign-in.
    pub(crate) async fn now(&self, app: &App) -> bool {
        let mut last = self.0.lock().await;
        if let Some((asked, reached)) = *last
            && asked.elapsed() < app.config.look_every
        {
            return reached;
        }
        let reached = app.store.reachable().await;
        if let Err(error) = &reached {
            tracing::warn!(%error, "the database is not reachable");
        }
        *last = Some((Instant::now(), reached.is_ok()));
        reached.is_ok()
    }
}

impl App {
    pub(crate) async fn open(config: Config) -> Result<Self> {
        config.check()?;
        let config = Arc::new(config);
        let metrics = Metrics::new();
        let store = store::open(&config, &metrics).await?;
        let tokens =
            Tokens::open(&config.state, Some(Arc::clone(&store)), config.access_every).await?;
        let observer = Observer::new(
            Arc::clone(&config),
            Arc::clone(&store),
            tokens.clone(),
            metrics.clone(),
        );
        let observer = Arc::new(observer.context("Failed to start the thread for the looks")?);
        Ok(Self {
            log: Arc::new(AccessLog::open(config.access_log.as_deref())?),
            lists: Semaphore::new(lists(config.database_pool.max_connections)),
            held: Semaphore::new(config.limits.max_held),
            stopping: watch::Sender::new(false),
            kinds: Kinds::default(),
            reach: Reach::default(),
            _looks: keep_looking(&observer),
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
        let mut given = row.map_or(Given::Missing, |row| self.describe(caller, row, &board));
        if let Given::Whole(operation) = &mut given {
            let most = self.config.limits.max_context_bytes;
            let context = self.store.context(id, most).await?;
            let context = context.and_then(|text| serde_json::from_str(&text).ok());
            // An empty one is stored as a list.
            operation.context = context.filter(serde_json::Value::is_object);
        }
        Ok(given)
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
        let verdict = rights.review_packs(&caller.viewer, environment, capabilities);
        Ok(verdict.give(|_| {
            let facts = pack_facts(environment, pack, rights)?;
            Some(describe::latest_pack(&facts, &self.config))
        }))
    }

    /// An operation as this caller may see it.
    pub(crate) fn describe(
        &self,
        caller: &Caller,
        row: OperationRow,
        board: &Board,
    ) -> Given<Operation> {
        let rights = board.rights();
        let place = (row.workspace_id, row.environment_id);
        let capabilities = &self.config.capabilities;
        let verdict = rights.operation(&caller.viewer, place, &row.kind, capabilities);
        verdict.give(|packs| {
            let facts = operation_facts(row, rights, &self.observer.expected.known())?;
            Some(describe::operation(&facts, packs, &self.config))
        })
    }

    /// Whether the version that a client has is the latest, as far as the last look knows.
    pub(crate) async fn version(
        &self,
        caller: &Caller,
        target: Target,
    ) -> Result<Option<Version>, StoreError> {
        let board = self.observer.board(caller.id(), &[target]).await?;
        let sight = board.sight(target, &caller.viewer, &self.config);
        Ok(sight.version())
    }
}

fn lists(connections: u32) -> usize {
    usize::try_from(connections)
        .unwrap_or(usize::MAX)
        .saturating_sub(2)
        .clamp(1, Semaphore::MAX_PERMITS)
}

/// However a look may end, the looks go on.
fn keep_looking(observer: &Arc<Observer>) -> JoinSet<()> {
    let thread = observer.thread().clone();
    let observer = Arc::clone(observer);
    let mut looks = JoinSet::new();
    let look_for_ever = async move {
        loop {
            let mut look = JoinSet::new();
            look.spawn(Arc::clone(&observer).keep_looking());
            if let Some(Err(error)) = look.join_next().await {
                tracing::error!(%error, "the looks ended and begin again");
            }
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    };
    looks.spawn_on(look_for_ever, &thread);
    looks
}
