//! One observer looks at TenantAtlas' database for all clients together, at most once every `look_seconds`.
//!
//! It looks at what was asked about lately and at nothing else: those operations, the latest packs of those
//! environments, and what those users may see. Watches and conditional requests are answered from the last look, so the
//! database carries the same load with one desktop and with ten thousand. Between two looks there is another only for
//! what nobody had asked about before. With nobody asking there is none.

mod board;
mod interest;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use monitor_wire::Target;
use tokio::sync::{Notify, watch};

use self::interest::{Asked, Interest};
use crate::config::Config;
use crate::expected::Expectations;
use crate::rights::Directory;
use crate::rules;
use crate::serving::Metrics;
use crate::store::{Store, StoreError};
use crate::tokens::Tokens;

pub(crate) use self::board::{Board, Sight, Wake, operation_facts, pack_facts};

pub(crate) struct Observer {
    config: Arc<Config>,
    store: Arc<dyn Store>,
    tokens: Tokens,
    metrics: Metrics,
    pub(crate) expected: Arc<Expectations>,
    interest: Mutex<Interest>,
    board: watch::Sender<Arc<Board>>,
    /// Held while looking: there is never a second look beside the first.
    looking: tokio::sync::Mutex<Looking>,
    blind: AtomicBool,
    held: AtomicUsize,
    somebody_waits: Notify,
}

#[derive(Default)]
struct Looking {
    failed: Option<Instant>,
}

impl Observer {
    pub(crate) fn new(
        config: Arc<Config>,
        store: Arc<dyn Store>,
        tokens: Tokens,
        metrics: Metrics,
    ) -> Self {
        Self {
            expected: Arc::new(Expectations::new(config.expected_refresh)),
            config,
            store,
            tokens,
            metrics,
            interest: Mutex::default(),
            board: watch::Sender::new(Arc::new(Board::empty())),
            looking: tokio::sync::Mutex::default(),
            blind: AtomicBool::new(false),
            held: AtomicUsize::new(0),
            somebody_waits: Notify::new(),
        }
    }

    /// What is known of this user and these targets, from a look that is at most `look_seconds` old.
    pub(crate) async fn board(
        &self,
        user: i64,
        targets: &[Target],
    ) -> Result<Arc<Board>, StoreError> {
        let arrived = Instant::now();
        self.interest().note(user, targets, arrived);
        let wanted = Wanted {
            not_before: arrived.checked_sub(self.config.look_every),
            user,
            targets,
        };
        let last = self.last();
        if wanted.is_met_by(&last) {
            return Ok(last);
        }
        let mut looking = self.looking.lock().await;
        let last = self.last();
        if wanted.is_met_by(&last) {
            return Ok(last);
        }
        if looking
            .failed
            .is_some_and(|failed| failed.elapsed() < PAUSE)
        {
            return Err(StoreError::JustFailed);
        }
        if wanted.is_recent(&last) {
            // Only what is asked about is new: those who come together are looked for together.
            tokio::time::sleep_until((last.began() + self.config.look_every / 10).into()).await;
        }
        self.look(&mut looking, &last).await
    }

    pub(crate) fn last(&self) -> Arc<Board> {
        Arc::clone(&self.board.borrow())
    }

    /// Tells of every look that may end a wait.
    pub(crate) fn changes(&self) -> watch::Receiver<Arc<Board>> {
        self.board.subscribe()
    }

    /// Whether the last look failed: the board before it is too old to answer from.
    pub(crate) fn is_blind(&self) -> bool {
        self.blind.load(Ordering::Relaxed)
    }

    pub(crate) fn held(&self) -> usize {
        self.held.load(Ordering::Relaxed)
    }

    /// Counts a held watch for as long as it lives, and keeps the looks going.
    pub(crate) fn hold(self: &Arc<Self>) -> Holding {
        self.held.fetch_add(1, Ordering::Relaxed);
        self.somebody_waits.notify_one();
        Holding(Arc::clone(self))
    }

    /// Looks again and again while anything is held. Ends never.
    pub(crate) async fn keep_looking(self: Arc<Self>) {
        loop {
            while self.held() == 0 {
                self.somebody_waits.notified().await;
            }
            let every = self.config.look_every.max(SHORTEST);
            tokio::time::sleep_until((self.last().began() + every).into()).await;
            let mut looking = self.looking.lock().await;
            let last = self.last();
            if last.began().elapsed() < every {
                continue;
            }
            if let Err(error) = self.look(&mut looking, &last).await {
                tracing::error!(%error, "the look failed");
                drop(looking);
                tokio::time::sleep(PAUSE).await;
            }
        }
    }

    async fn look(&self, looking: &mut Looking, last: &Board) -> Result<Arc<Board>, StoreError> {
        let began = Instant::now();
        let asked = self.interest().asked(began);
        let looked = self.look_at(&asked, last, began).await;
        self.blind.store(looked.is_err(), Ordering::Relaxed);
        match &looked {
            Ok(board) => {
                looking.failed = None;
                self.metrics.look(began.elapsed(), asked.targets());
                self.board.send_if_modified(|last| {
                    let wakes = board.wakes_somebody_of(last);
                    *last = Arc::clone(board);
                    wakes
                });
            }
            Err(_) => {
                looking.failed = Some(Instant::now());
                self.metrics.database_away();
            }
        }
        looked
    }

    async fn look_at(
        &self,
        asked: &Asked,
        last: &Board,
        began: Instant,
    ) -> Result<Arc<Board>, StoreError> {
        self.expected.keep_up(&self.store).await;
        let directory = self.directory(asked, last, began).await?;
        let rules = rules::at(&self.config, Timestamp::now());
        let operations = match asked.operations.as_slice() {
            [] => Vec::new(),
            ids => self.store.operations(&rules, ids).await?,
        };
        let packs = match asked.environments.as_slice() {
            [] => Vec::new(),
            ids => self.store.latest_packs(ids).await?,
        };
        let found = board::Found {
            began,
            directory,
            tokens: self.tokens.changes(),
            operations,
            packs,
        };
        let expected = self.expected.known();
        Ok(Arc::new(last.next(found, asked, &expected, &self.config)))
    }

    /// Who may see what, looked up again every `access_seconds` and for whoever is new; the tokens go with it.
    async fn directory(
        &self,
        asked: &Asked,
        last: &Board,
        began: Instant,
    ) -> Result<(Instant, Arc<Directory>), StoreError> {
        let (since, directory) = last.directory();
        let recent = began.duration_since(*since) < self.config.access_every;
        if recent && asked.users.iter().all(|user| directory.knows(*user)) {
            return Ok((*since, Arc::clone(directory)));
        }
        self.tokens.reload().await?;
        let entries = self.store.directory(&asked.users).await?;
        Ok((began, Arc::new(Directory::read(&asked.users, entries))))
    }

    fn interest(&self) -> std::sync::MutexGuard<'_, Interest> {
        self.interest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a board must hold to answer a request.
struct Wanted<'a> {
    /// The oldest look that will do; none where any will.
    not_before: Option<Instant>,
    user: i64,
    targets: &'a [Target],
}

impl Wanted<'_> {
    fn is_met_by(&self, board: &Board) -> bool {
        self.is_recent(board)
            && board.directory().1.knows(self.user)
            && self.targets.iter().all(|target| board.knows(*target))
    }

    fn is_recent(&self, board: &Board) -> bool {
        self.not_before.is_none_or(|oldest| board.began() >= oldest)
    }
}

/// A watch that is held.
pub(crate) struct Holding(Arc<Observer>);

impl Drop for Holding {
    fn drop(&mut self) {
        self.0.held.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Looking again and again needs a pause, whatever is configured.
const SHORTEST: Duration = Duration::from_millis(10);
/// After a look that failed, how long everybody is refused without another try.
const PAUSE: Duration = Duration::from_secs(1);
