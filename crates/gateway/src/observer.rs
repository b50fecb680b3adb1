//! One observer looks at TenantAtlas' database for all clients together, at most once every `look_seconds`.
//!
//! It looks at what was asked about lately and at nothing else: those operations, the latest packs of those
//! environments, and what those users may see. Watches and conditional requests are answered from the last look, so the
//! database carries the same load with one desktop and with ten thousand. Between two looks there is another only at
//! what a user had not asked about before, and at nothing else. With nobody asking there is none.

mod board;
mod holding;
mod interest;
mod looking;
mod seen;
mod thread;
mod turn;
mod wanted;

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use monitor_wire::Target;
use tokio::runtime::Handle;
use tokio::sync::Notify;
use tokio::time::{sleep, sleep_until};

use self::holding::Held;
use self::interest::{Interest, TooMany};
use self::thread::Thread;
use self::turn::Turns;
use self::wanted::Wanted;
use crate::config::Config;
use crate::expected::Expectations;
use crate::serving::Metrics;
use crate::store::{Store, StoreError};
use crate::tokens::Tokens;

pub(crate) use self::board::Board;
pub(crate) use self::holding::Holding;
pub(crate) use self::seen::{Sight, Wake, operation_facts, pack_facts};

pub(crate) struct Observer {
    config: Arc<Config>,
    store: Arc<dyn Store>,
    tokens: Tokens,
    metrics: Metrics,
    pub(crate) expected: Arc<Expectations>,
    interest: Mutex<Interest>,
    board: RwLock<Arc<Board>>,
    turns: Turns,
    held: Arc<Held>,
    somebody_waits: Notify,
    thread: Thread,
}

#[derive(Clone, Copy)]
enum Look {
    AtEverything,
    AtWhatIsMissing,
}

impl Observer {
    pub(crate) fn new(
        config: Arc<Config>,
        store: Arc<dyn Store>,
        tokens: Tokens,
        metrics: Metrics,
    ) -> io::Result<Self> {
        Ok(Self {
            expected: Arc::new(Expectations::new(config.expected_refresh)),
            config,
            store,
            tokens,
            metrics,
            interest: Mutex::default(),
            board: RwLock::new(Arc::new(Board::empty())),
            turns: Turns::default(),
            held: Arc::default(),
            somebody_waits: Notify::new(),
            thread: Thread::start()?,
        })
    }

    /// Where the looks are.
    pub(crate) fn thread(&self) -> &Handle {
        self.thread.handle()
    }

    /// What is known of this user and these targets, from a look that is at most `look_seconds` old.
    pub(crate) async fn board(
        self: &Arc<Self>,
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
        // Boxed: whoever is held would carry the size of a look all the while.
        Box::pin(self.look_for(&wanted)).await
    }

    async fn look_for(self: &Arc<Self>, wanted: &Wanted<'_>) -> Result<Arc<Board>, StoreError> {
        let mut ends = self.turns.ends();
        loop {
            if let Some(known) = self.known(wanted) {
                return known;
            }
            if let Some(turn) = self.turns.take() {
                // Another look may have ended just before.
                return match self.known(wanted) {
                    Some(known) => known,
                    None => self.look(turn, wanted.missing_on(&self.last())).await,
                };
            }
            // Their sender is the observer's own and still there.
            let _ = ends.changed().await;
        }
    }

    /// None where only a look can tell.
    fn known(&self, wanted: &Wanted<'_>) -> Option<Result<Arc<Board>, StoreError>> {
        let last = self.last();
        if wanted.is_met_by(&last) {
            return Some(Ok(last));
        }
        let failed = self.turns.failed()?;
        (failed.elapsed() < PAUSE).then_some(Err(StoreError::JustFailed))
    }

    pub(crate) fn last(&self) -> Arc<Board> {
        Arc::clone(&self.board.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn held(&self) -> usize {
        self.held.count()
    }

    /// Counts a held watch for as long as it lives, wakes it when its targets move on from the board that is known, and
    /// keeps the looks going; none where its token holds too many.
    pub(crate) fn hold(
        &self,
        token: i64,
        targets: Arc<[Target]>,
        known: &Board,
    ) -> Option<Holding> {
        let most = self.config.limits.max_held_per_token;
        let holding = Held::hold(&self.held, token, most, targets)?;
        self.somebody_waits.notify_one();
        // Whatever was published before the watch was held woke it not.
        if self.last().wakes_somebody_of(known) {
            holding.wake();
        }
        Some(holding)
    }

    /// Looks again and again while anything is held. Ends never.
    pub(crate) async fn keep_looking(self: Arc<Self>) {
        loop {
            while self.held() == 0 {
                self.somebody_waits.notified().await;
            }
            let every = self.config.look_every.max(SHORTEST);
            sleep_until((self.last().began() + every).into()).await;
            let mut ends = self.turns.ends();
            let Some(turn) = self.turns.take() else {
                let _ = ends.changed().await;
                continue;
            };
            if self.last().began().elapsed() < every {
                continue;
            }
            // Somebody else's look may just have failed.
            if let Some(failed) = self
                .turns
                .failed()
                .filter(|failed| failed.elapsed() < PAUSE)
            {
                drop(turn);
                sleep_until((failed + PAUSE).into()).await;
                continue;
            }
            if let Err(error) = self.look(turn, Look::AtEverything).await {
                tracing::error!(%error, "the look failed");
                sleep(PAUSE).await;
            }
        }
    }

    fn interest(&self) -> MutexGuard<'_, Interest> {
        self.interest.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Looking again and again needs a pause, whatever is configured.
const SHORTEST: Duration = Duration::from_millis(10);
/// After a look that failed, how long everybody is refused without another try.
const PAUSE: Duration = Duration::from_secs(1);
