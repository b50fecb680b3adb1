//! What survives a restart: pins with their last seen state, and every end: told, silenced, or still to be told.
//!
//! SQLite in WAL mode with `synchronous = FULL`: what a call stored is on disk when it returns. One file serves all
//! accounts, each sees only its own rows. Deliberately absent: tokens (the keyring has them) and rules (core has them).

mod rows;
mod schema;

use std::path::Path;
use std::time::Duration;

use monitor_core::ports::{Delivery, Pin, Record, Seen, Store};
use monitor_core::{AccountId, Ended, Silence, Target, Timestamp};
use rusqlite::{Connection, OpenFlags, Transaction, params};

use rows::{SeenRow, target_columns};
use schema::SCHEMA;

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

/// The ledger of one account.
pub struct Ledger {
    connection: Connection,
    account: AccountId,
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
        })
    }

    /// A ledger that forgets everything on exit, for when no file can be had.
    ///
    /// # Errors
    /// Where SQLite itself fails.
    pub fn in_memory(account: AccountId) -> Result<Self, Error> {
        Self::over(Connection::open_in_memory()?, account)
    }

    fn over(mut connection: Connection, account: AccountId) -> Result<Self, Error> {
        connection.busy_timeout(BUSY_LIMIT)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        // What was erased is gone from the file as well.
        connection.pragma_update(None, "secure_delete", "ON")?;
        schema::migrate(&mut connection)?;
        Ok(Self {
            connection,
            account,
        })
    }

    /// The pins in the user's order.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn pins(&self) -> Result<Vec<Pin>, Error> {
        let mut statement = self.connection.prepare(SELECT_PINS)?;
        let rows = statement.query_map(params![self.account.as_str()], rows::pin)?;
        let pins = rows.collect::<Result<Vec<_>, _>>()?;
        // A row of a target this version cannot name is left alone for the version that can.
        Ok(pins.into_iter().flatten().collect())
    }

    /// The ends that were stored, but perhaps not told, and are still to be.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn untold(&self) -> Result<Vec<Ended>, Error> {
        let mut statement = self.connection.prepare(SELECT_UNTOLD)?;
        let rows = statement.query_map(params![self.account.as_str()], rows::ended)?;
        let ended = rows.collect::<Result<Vec<_>, _>>()?;
        Ok(ended.into_iter().flatten().collect())
    }

    fn write_record(&mut self, record: &Record) -> Result<(), Error> {
        let account = self.account.as_str().to_owned();
        let transaction = self.connection.transaction()?;
        match record {
            Record::Erased(target) => erase(&transaction, &account, *target)?,
            Record::Listed {
                workspaces,
                environments,
            } => {
                let workspaces = list(workspaces.iter().map(|id| id.value()));
                let environments = list(environments.iter().map(|id| id.value()));
                let places = params![account, workspaces, environments];
                transaction.execute(DELETE_UNTOLD_ELSEWHERE, places)?;
                transaction.execute(ERASE_ENDS_ELSEWHERE, places)?;
            }
            Record::Moved { target, before } => {
                rows::move_pin(&transaction, &account, *target, *before)?;
            }
            Record::Muted { target, on } => {
                let (kind, id) = target_columns(*target);
                transaction.execute(MUTE_PIN, params![on, account, kind, id])?;
            }
            Record::Pinned(target) => {
                let (kind, id) = target_columns(*target);
                transaction.execute(INSERT_PIN, params![account, kind, id])?;
            }
            Record::Seen(target, seen) => update_seen(&transaction, &account, *target, seen)?,
            Record::Unpinned(target) => {
                let (kind, id) = target_columns(*target);
                transaction.execute(DELETE_PIN, params![account, kind, id])?;
            }
        }
        transaction.commit()?;
        Ok(())
    }
}

impl Store for Ledger {
    type Error = Error;

    fn record(&mut self, record: &Record) -> Result<(), Error> {
        self.write_record(record)
    }

    fn remember(&mut self, ended: &[Ended], noticed_at: Timestamp) -> Result<Vec<Ended>, Error> {
        let account = self.account.as_str().to_owned();
        let transaction = self.connection.transaction()?;
        let mut news = Vec::new();
        for end in ended {
            if rows::remember(&transaction, &account, end, noticed_at)? {
                news.push(end.clone());
            }
        }
        transaction.commit()?;
        Ok(news)
    }

    fn silence(
        &mut self,
        ended: &[Ended],
        why: Silence,
        noticed_at: Timestamp,
    ) -> Result<(), Error> {
        let account = self.account.as_str().to_owned();
        let transaction = self.connection.transaction()?;
        for end in ended {
            rows::silence(&transaction, &account, end, why, noticed_at)?;
        }
        transaction.commit()?;
        Ok(())
    }

    fn mark_told(
        &mut self,
        ended: &[Ended],
        delivery: Delivery,
        at: Timestamp,
    ) -> Result<(), Error> {
        let (how, daemon_id) = match delivery {
            Delivery::HandedOver => ("handed_over", None),
            Delivery::Refused => return Ok(()),
            Delivery::Shown(id) => ("shown", Some(id)),
        };
        let account = self.account.as_str().to_owned();
        let transaction = self.connection.transaction()?;
        for end in ended {
            let (kind, id) = target_columns(end.target);
            transaction.execute(
                MARK_TOLD,
                params![
                    how,
                    daemon_id,
                    at.millis(),
                    account,
                    kind,
                    id,
                    end.subject,
                    end.ending.as_str()
                ],
            )?;
        }
        transaction.commit()?;
        Ok(())
    }
}

fn update_seen(
    transaction: &Transaction<'_>,
    account: &str,
    target: Target,
    seen: &Seen,
) -> Result<(), Error> {
    let (kind, id) = target_columns(target);
    let row = SeenRow::of(seen);
    transaction.execute(
        UPDATE_SEEN,
        params![
            account,
            kind,
            id,
            row.subject,
            row.operation_type,
            row.label,
            row.workspace_id,
            row.workspace,
            row.environment_id,
            row.environment,
            row.status,
            row.outcome,
            row.ended_at,
        ],
    )?;
    Ok(())
}

/// Keeps the ids and what was told; erases every name, and what could only be told by one.
fn erase(transaction: &Transaction<'_>, account: &str, target: Target) -> Result<(), Error> {
    let (kind, id) = target_columns(target);
    transaction.execute(ERASE_PIN, params![account, kind, id])?;
    transaction.execute(DELETE_UNTOLD, params![account, kind, id])?;
    transaction.execute(ERASE_ENDS, params![account, kind, id])?;
    Ok(())
}

/// Ids as a JSON array.
fn list(ids: impl Iterator<Item = i64>) -> String {
    let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
    format!("[{}]", ids.join(","))
}

/// How long to wait for another who writes.
const BUSY_LIMIT: Duration = Duration::from_secs(2);
const SELECT_PINS: &str = "SELECT target_kind, target_id, muted, subject, operation_type, label, workspace_id, workspace, \
     environment_id, environment, status, outcome, ended_at \
     FROM pins WHERE account = ?1 ORDER BY position";
const INSERT_PIN: &str = "INSERT INTO pins (account, target_kind, target_id, position) \
     VALUES (?1, ?2, ?3, (SELECT coalesce(max(position), 0) + 1 FROM pins WHERE account = ?1)) \
     ON CONFLICT DO NOTHING";
const MUTE_PIN: &str =
    "UPDATE pins SET muted = ?1 WHERE account = ?2 AND target_kind = ?3 AND target_id = ?4";
const DELETE_PIN: &str =
    "DELETE FROM pins WHERE account = ?1 AND target_kind = ?2 AND target_id = ?3";
const UPDATE_SEEN: &str = "UPDATE pins SET subject = ?4, operation_type = ?5, label = ?6, workspace_id = ?7, \
     workspace = ?8, environment_id = ?9, environment = ?10, status = ?11, outcome = ?12, ended_at = ?13 \
     WHERE account = ?1 AND target_kind = ?2 AND target_id = ?3";
const ERASE_PIN: &str = "UPDATE pins SET subject = NULL, operation_type = NULL, label = NULL, workspace_id = NULL, \
     workspace = NULL, environment_id = NULL, environment = NULL, status = NULL, outcome = NULL, ended_at = NULL \
     WHERE account = ?1 AND target_kind = ?2 AND target_id = ?3";
const ERASE_ENDS: &str = "UPDATE ends SET label = NULL, environment = NULL, workspace = '', reason = NULL \
     WHERE account = ?1 AND target_kind = ?2 AND target_id = ?3";
const DELETE_UNTOLD_ELSEWHERE: &str = "DELETE FROM ends WHERE account = ?1 AND told_at IS NULL AND silence IS NULL \
     AND NOT CASE WHEN environment_id IS NULL THEN workspace_id IN (SELECT value FROM json_each(?2)) \
       ELSE environment_id IN (SELECT value FROM json_each(?3)) END";
const ERASE_ENDS_ELSEWHERE: &str = "UPDATE ends SET label = NULL, environment = NULL, workspace = '', reason = NULL \
     WHERE account = ?1 AND workspace <> '' \
     AND NOT CASE WHEN environment_id IS NULL THEN workspace_id IN (SELECT value FROM json_each(?2)) \
       ELSE environment_id IN (SELECT value FROM json_each(?3)) END";
const SELECT_UNTOLD: &str = "SELECT target_kind, target_id, subject, ending, expired, operation_type, label, workspace_id, \
     workspace, environment_id, environment, ended_at, reason FROM ends \
     WHERE account = ?1 AND told_at IS NULL AND silence IS NULL ORDER BY noticed_at";
const MARK_TOLD: &str = "UPDATE ends SET delivery = ?1, daemon_id = ?2, told_at = ?3 \
     WHERE account = ?4 AND target_kind = ?5 AND target_id = ?6 AND subject = ?7 AND ending = ?8 AND told_at IS NULL";
const DELETE_UNTOLD: &str = "DELETE FROM ends \
     WHERE account = ?1 AND target_kind = ?2 AND target_id = ?3 AND told_at IS NULL AND silence IS NULL";
