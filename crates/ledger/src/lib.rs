//! What survives a restart: pins with their last seen state and what they were warned of, and every end: told, silenced, or
//! still to be told. An end that is settled is history, for 90 days and up to 10,000 of them; so is what was told or dropped
//! besides ends, up to 2,000.
//!
//! SQLite in WAL mode with `synchronous = FULL`: what a call stored is on disk when it returns. What could not be stored
//! waits in memory and goes first, in one transaction with what comes next. One file serves all accounts, each sees only
//! its own rows. Deliberately absent: tokens (the keyring has them) and rules (core has them).

mod alerts;
mod export;
#[cfg(any(test, feature = "faults"))]
mod faults;
mod history;
mod key;
mod notes;
mod quiet;
mod rows;
mod schema;
mod statement;
mod telling;
mod tending;
mod writes;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use monitor_core::ports::{Delivery, Pin, Record, Store};
use monitor_core::{AccountId, Ended, EnvironmentId, Reach, Silence, Term, Timestamp, Wait};
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior, params};

pub use export::{Format, cell};
pub use history::{Entry, Fate, History, Line, Place, Question, Waited};
pub use notes::Noted;
use schema::SCHEMA;
use writes::{Write, may_pass};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "the ledger was written by a newer version of this app (schema {found}, this version knows {SCHEMA})"
    )]
    Newer { found: i64 },
    #[error(
        "the ledger is an older version's (schema {found}, this version knows {SCHEMA}); the app takes it over when it starts"
    )]
    Older { found: i64 },
    #[error("the ledger could not be read or written: {0}")]
    Sqlite(#[from] rusqlite::Error),
}

impl Error {
    /// Whether the file is no ledger any more, or none at all: no room and no right makes it one.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Newer { .. } | Self::Older { .. } => false,
            Self::Sqlite(error) => {
                let code = error.sqlite_error_code();
                let damage = [ErrorCode::DatabaseCorrupt, ErrorCode::NotADatabase];
                code.is_some_and(|code| damage.contains(&code))
            }
        }
    }
}

/// The ledger of one account.
pub struct Ledger {
    connection: Connection,
    account: AccountId,
    /// What could not be written yet, in its order.
    waiting: Vec<Write>,
}

impl Ledger {
    /// Opens the file, making or migrating it.
    ///
    /// # Errors
    /// Where the file is no ledger, is a newer version's, or cannot be written.
    pub fn open(file: &Path, account: AccountId) -> Result<Self, Error> {
        Self::over(Connection::open(file)?, account)
    }

    /// Opens a file that is there, to look at it alone: it is neither made nor migrated, and every write fails.
    ///
    /// # Errors
    /// Where the file is not there, is no ledger, is another version's, or cannot be read.
    pub fn open_read_only(file: &Path, account: AccountId) -> Result<Self, Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(file, flags)?;
        connection.busy_timeout(BUSY_LIMIT)?;
        schema::check(&connection)?;
        Ok(Self {
            connection,
            account,
            waiting: Vec::new(),
        })
    }

    /// A ledger that forgets everything on exit, for when no file can be had.
    ///
    /// # Errors
    /// Where SQLite itself fails.
    pub fn in_memory(account: AccountId) -> Result<Self, Error> {
        Self::over(Connection::open_in_memory()?, account)
    }

    fn over(connection: Connection, account: AccountId) -> Result<Self, Error> {
        Ok(Self {
            connection: prepared(connection)?,
            account,
            waiting: Vec::new(),
        })
    }

    /// The pins in the user's order.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn pins(&self) -> Result<Vec<Pin>, Error> {
        let mut statement = self.connection.prepare_cached(SELECT_PINS)?;
        let rows = statement.query_map(params![self.account.as_str()], rows::pin)?;
        let pins = rows.collect::<Result<Vec<_>, _>>()?;
        // A row of a target this version cannot name is left alone for the version that can.
        let mut pins: Vec<Pin> = pins.into_iter().flatten().collect();
        for pin in &mut pins {
            pin.alerted = alerts::given(&self.connection, self.account.as_str(), pin.target)?;
        }
        Ok(pins)
    }

    /// Environments of which no end is told.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn muted_environments(&self) -> Result<BTreeSet<EnvironmentId>, Error> {
        let mut statement = self.connection.prepare_cached(quiet::SELECT_MUTED)?;
        let rows = statement.query_map(params![self.account.as_str()], |row| row.get(0))?;
        let ids = rows.collect::<Result<Vec<i64>, _>>()?;
        Ok(ids.into_iter().filter_map(EnvironmentId::new).collect())
    }

    /// Of what no end is told for how long.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn snoozes(&self) -> Result<BTreeMap<Reach, Term>, Error> {
        let mut statement = self.connection.prepare_cached(quiet::SELECT_SNOOZES)?;
        let rows = statement.query_map(params![self.account.as_str()], quiet::snoozed)?;
        let snoozes = rows.collect::<Result<Vec<_>, _>>()?;
        Ok(snoozes.into_iter().flatten().collect())
    }

    /// The ends that were stored, but perhaps not told, and are still to be.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn untold(&self) -> Result<Vec<Ended>, Error> {
        self.pending(SELECT_UNTOLD)
    }

    /// Those of them that waited for something, and of which no telling was begun since: nobody saw them.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn withheld(&self) -> Result<Vec<Ended>, Error> {
        self.pending(SELECT_WITHHELD)
    }

    fn pending(&self, select: &str) -> Result<Vec<Ended>, Error> {
        let mut statement = self.connection.prepare_cached(select)?;
        let rows = statement.query_map(params![self.account.as_str()], rows::ended)?;
        let ended = rows.collect::<Result<Vec<_>, _>>()?;
        Ok(ended.into_iter().flatten().collect())
    }

    /// Writes this, and what waits in front of it. What cannot be written now waits; what never can be is let go.
    fn write(&mut self, write: Write) -> Result<(), Error> {
        self.waiting.retain(|before| !write.replaces(before));
        self.waiting.push(write);
        self.write_waiting()
    }

    fn write_waiting(&mut self) -> Result<(), Error> {
        // One that reads before it writes would be refused at once where another account's ledger wrote meanwhile.
        let immediate = TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(immediate)?;
        for (place, write) in self.waiting.iter().enumerate() {
            if let Err(error) = write.apply(&transaction, self.account.as_str()) {
                drop(transaction);
                if !may_pass(&error) {
                    self.waiting.remove(place);
                }
                return Err(error.into());
            }
        }
        transaction.commit()?;
        self.waiting.clear();
        Ok(())
    }

    fn is_news(&self, end: &Ended) -> bool {
        if self.waiting.iter().any(|write| write.settles(end)) {
            return false;
        }
        let untold = rows::is_untold(&self.connection, self.account.as_str(), end);
        untold.ok().flatten().unwrap_or(true)
    }
}

impl Store for Ledger {
    type Error = Error;

    fn record(&mut self, record: &Record) -> Result<(), Error> {
        self.write(Write::Record(record.clone()))
    }

    fn remember(&mut self, ended: &[Ended], noticed_at: Timestamp) -> Result<Vec<Ended>, Error> {
        self.write(Write::Remembered(ended.to_vec(), noticed_at))?;
        Ok(self.news(ended))
    }

    fn news(&self, ended: &[Ended]) -> Vec<Ended> {
        let is_news = |end: &&Ended| self.is_news(end);
        ended.iter().filter(is_news).cloned().collect()
    }

    fn withhold(
        &mut self,
        ended: &[Ended],
        wait: Wait,
        noticed_at: Timestamp,
    ) -> Result<(), Error> {
        self.write(Write::Withheld(ended.to_vec(), wait, noticed_at))
    }

    fn begin(&mut self, ended: &[Ended], at: Timestamp) -> Result<(), Error> {
        self.write(Write::Begun(ended.to_vec(), at))
    }

    fn silence(
        &mut self,
        ended: &[Ended],
        why: Silence,
        noticed_at: Timestamp,
    ) -> Result<(), Error> {
        self.write(Write::Silenced(ended.to_vec(), why, noticed_at))
    }

    fn mark_told(
        &mut self,
        ended: &[Ended],
        delivery: Delivery,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.write(Write::Told(ended.to_vec(), delivery, at))
    }

    fn erase_names(&mut self) -> Result<(), Error> {
        self.write(Write::Forgotten)
    }

    fn catch_up(&mut self) -> Result<(), Error> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        self.write_waiting()
    }
}

/// To be written, in the schema of this version.
fn prepared(mut connection: Connection) -> Result<Connection, Error> {
    connection.busy_timeout(BUSY_LIMIT)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // What was erased is gone from the file as well.
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    schema::migrate(&mut connection)?;
    Ok(connection)
}

/// How long to wait for another who writes.
const BUSY_LIMIT: Duration = Duration::from_secs(2);
/// More than there are different statements, so that each is parsed once.
const STATEMENTS: usize = 64;
const SELECT_PINS: &str = "SELECT target_kind, target_id, muted, subject, operation_type, label, workspace_id, workspace, \
     environment_id, environment, status, outcome, ended_at \
     FROM pins WHERE account = ?1 ORDER BY position";
const SELECT_UNTOLD: &str = "SELECT target_kind, target_id, subject, ending, expired, operation_type, label, workspace_id, \
     workspace, environment_id, environment, ended_at, reason FROM ends \
     WHERE account = ?1 AND told_at IS NULL AND silence IS NULL ORDER BY noticed_at";
const SELECT_WITHHELD: &str = "SELECT target_kind, target_id, subject, ending, expired, operation_type, label, workspace_id, \
     workspace, environment_id, environment, ended_at, reason FROM ends \
     WHERE account = ?1 AND told_at IS NULL AND silence IS NULL AND paused_at IS NOT NULL AND sent_at IS NULL \
     ORDER BY noticed_at";

#[cfg(test)]
mod tests;
