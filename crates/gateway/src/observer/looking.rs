//! One look at the database, from what was asked about to the board that shows it.

use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::time::{sleep_until, timeout};

use super::board::{Board, Found};
use super::interest::Asked;
use super::turn::Turn;
use super::{Look, Observer};
use crate::rights::Directory;
use crate::rules;
use crate::store::StoreError;

impl Observer {
    /// Goes on where whoever asked for it goes away: others wait for it too.
    pub(super) async fn look(
        self: &Arc<Self>,
        turn: Turn,
        at: Look,
    ) -> Result<Arc<Board>, StoreError> {
        let observer = Arc::clone(self);
        let look = async move { observer.look_now(&turn, at).await };
        let looked = self.thread().spawn(look).await;
        looked.unwrap_or(Err(StoreError::JustFailed))
    }

    async fn look_now(&self, turn: &Turn, at: Look) -> Result<Arc<Board>, StoreError> {
        let last = self.last();
        if matches!(at, Look::AtWhatIsMissing) {
            // Those who come together are looked for together.
            sleep_until((last.joined() + self.config.look_every / 10).into()).await;
        }
        let began = Instant::now();
        let asked = match at {
            Look::AtEverything => self.interest().all(began),
            Look::AtWhatIsMissing => self.interest().missing_on(&last),
        };
        let looked = timeout(LONGEST_LOOK, self.look_at(&asked, &last, at, began)).await;
        let looked = looked.unwrap_or(Err(StoreError::Overdue));
        match &looked {
            Ok(board) => {
                turn.note(None);
                self.metrics.look(began.elapsed(), asked.targets());
                self.publish(board);
            }
            Err(_) => {
                turn.note(Some(Instant::now()));
                self.metrics.database_away();
            }
        }
        looked
    }

    /// First shown, then told: whoever begins to wait in between finds it.
    fn publish(&self, board: &Arc<Board>) {
        let mut shown = self.board.write().unwrap_or_else(PoisonError::into_inner);
        let last = std::mem::replace(&mut *shown, Arc::clone(board));
        drop(shown);
        if board.wakes_somebody_of(&last) {
            self.held.wake(board.moved());
        }
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
        let found = Found {
            at,
            began,
            directory,
            tokens: self.tokens.changes(),
            operations,
            packs,
        };
        let expected = self.expected.known();
        Ok(Arc::new(last.after(found, asked, &expected, &self.config)))
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
}

/// A connection that died without a word would be waited for much longer.
const LONGEST_LOOK: Duration = Duration::from_secs(12);
