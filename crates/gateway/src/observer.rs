//! One observer looks at TenantAtlas' database for all clients together, at most once every `look_seconds`.
//!
//! It looks at what was asked about lately and at nothing else: those operations, the latest packs of those
//! environments, and what those users may see. Watches and conditional requests are answered from the last look, so the
//! database carries the same load with one desktop and with ten thousand. Between two looks there is another only at
//! what a user had not asked about before, and at nothing else. With nobody asking there is none.

mod board;
mod holding;
mod interest;
mod seen;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use monitor_wire::Target;
use tokio::sync::{Notify, watch};
use tokio::time::timeout;

use self::holding::{Held, Holding};
use self::interest::{Asked, Interest, TooMany};
use crate::config::Config;
use crate::expected::Expectations;
use crate::rights::Directory;
use crate::rules;
use crate::serving::Metrics;
use crate::store::{Store, StoreError};
use crate::tokens::Tokens;

pub(crate) use self::board::Board;
pub(crate) use self::seen::{Sight, Wake, operation_facts, pack_facts};

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
    held: Arc<Held>,
    somebody_waits: Notify,
}

#[derive(Clone, Copy)]
enum Look {
    AtEverything,
    AtWhatIsMissing,
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
            held: Arc::default(),
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
        let is_new = self.interest().note(user, targets, arrived);
        let wanted = Wanted {
            not_before: arrived.checked_sub(self.config.look_every),
            joined_after: is_new
                .map_err(|TooMany| StoreError::TooManyTargets)?
                .then_some(arrived),
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
            // Those who come together are looked for together.
            tokio::time::sleep_until((last.joined() + self.config.look_every / 10).into()).await;
            return self.look(&mut looking, &last, Look::AtWhatIsMissing).await;
        }
        self.look(&mut looking, &last, Look::AtEverything).await
    }

    pub(crate) fn last(&self) -> Arc<Board> {
        Arc::clone(&self.board.borrow())
    }

    /// Tells of every look that may end a wait.
    pub(crate) fn changes(&self) -> watch::Receiver<Arc<Board>> {
        self.board.subscribe()
    }

    pub(crate) fn held(&self) -> usize {
        self.held.count()
    }

    /// Counts a held watch for as long as it lives, and keeps the looks going; none where its token holds too many.
    pub(crate) fn hold(&self, token: i64) -> Option<Holding> {
        let most = self.config.limits.max_held_per_token;
        let holding = Held::hold(&self.held, token, most)?;
        self.somebody_waits.notify_one();
        Some(holding)
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
            if let Err(error) = self.look(&mut looking, &last, Look::AtEverything).await {
                tracing::error!(%error, "the look failed");
                drop(looking);
                tokio::time::sleep(PAUSE).await;
            }
        }
    }

    async fn look(
        &self,
        looking: &mut Looking,
        last: &Board,
        at: Look,
    ) -> Result<Arc<Board>, StoreError> {
        let began = Instant::now();
        let asked = match at {
            Look::AtEverything => self.interest().all(began),
            Look::AtWhatIsMissing => self.interest().missing_on(last),
        };
        let looked = timeout(LONGEST_LOOK, self.look_at(&asked, last, at, began)).await;
        let looked = looked.unwrap_or(Err(StoreError::Overdue));
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
        at: Look,
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
        Ok(Arc::new(match at {
            Look::AtEverything => last.next(found, asked, &expected, &self.config),
            Look::AtWhatIsMissing => last.with(found, asked, &expected, &self.config),
        }))
    }

    /// Who may see what, looked up again every `access_seconds`, the tokens with it; between, whoever is new is added.
    async fn directory(
        &self,
        asked: &Asked,
        last: &Board,
        began: Instant,
    ) -> Result<(Instant, Arc<Directory>), StoreError> {
        let (since, directory) = last.directory();
        if began.duration_since(*since) >= self.config.access_every {
            self.tokens.reload().await?;
            let users = self.interest().users();
            let entries = self.store.directory(&users).await?;
            return Ok((began, Arc::new(Directory::read(&users, entries))));
        }
        let unknown = asked.users.iter().filter(|user| !directory.knows(**user));
        let unknown: Vec<i64> = unknown.copied().collect();
        if unknown.is_empty() {
            return Ok((*since, Arc::clone(directory)));
        }
        let entries = self.store.directory(&unknown).await?;
        let newcomers = Directory::read(&unknown, entries);
        Ok((*since, Arc::new(directory.with(&newcomers))))
    }

    fn interest(&self) -> MutexGuard<'_, Interest> {
        self.interest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a board must hold to answer a request.
struct Wanted<'a> {
    /// The oldest look that will do; none where any will.
    not_before: Option<Instant>,
    /// Where something is asked about for the first time.
    joined_after: Option<Instant>,
    user: i64,
    targets: &'a [Target],
}

impl Wanted<'_> {
    fn is_met_by(&self, board: &Board) -> bool {
        self.is_recent(board)
            && self
                .joined_after
                .is_none_or(|asked| board.joined() >= asked)
            && board.directory().1.knows(self.user)
            && self.targets.iter().all(|target| board.knows(*target))
    }

    fn is_recent(&self, board: &Board) -> bool {
        self.not_before.is_none_or(|oldest| board.began() >= oldest)
    }
}

/// Looking again and again needs a pause, whatever is configured.
const SHORTEST: Duration = Duration::from_millis(10);
/// After a look that failed, how long everybody is refused without another try.
const PAUSE: Duration = Duration::from_secs(1);
/// A connection that died without a word would be waited for much longer.
const LONGEST_LOOK: Duration = Duration::from_secs(12);
