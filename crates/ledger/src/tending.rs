//! What is done for all accounts of a file when the app starts, whoever is signed in, and for the one that is signed out of.
//! A file that is not there is not made.

use std::collections::BTreeSet;
use std::path::Path;

use monitor_core::ports::Record;
use monitor_core::{AccountId, Timestamp};
use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use crate::statement::execute;
use crate::writes::Write;
use crate::{Error, Ledger, notes, prepared, telling};

impl Ledger {
    /// Prunes what is settled and old of every account. One that is not among those that are signed in to, and of which
    /// nothing was noticed for as long, loses its names.
    ///
    /// # Errors
    /// Where the file is no ledger, is a newer version's, or cannot be written.
    pub fn tend(file: &Path, signed_in: &BTreeSet<String>, now: Timestamp) -> Result<(), Error> {
        write(file, |transaction| {
            for account in accounts(transaction)? {
                telling::prune_by_any(transaction, &account, now)?;
                notes::prune_by_any(transaction, &account, now)?;
                if !signed_in.contains(&account) && is_idle(transaction, &account, now)? {
                    erase(transaction, &account)?;
                }
            }
            Ok(())
        })
    }

    /// Erases every name that the file has of an account, and tells none of its ends any more. Ids, pins, mutes and snoozes
    /// stay for whoever signs in to it again. A ledger of that account that is open yet may be given names after it; who
    /// closes it calls [`Store::erase_names`](monitor_core::ports::Store::erase_names) on it last.
    ///
    /// # Errors
    /// Where the file is no ledger, is a newer version's, or cannot be written.
    pub fn forget(file: &Path, account: &AccountId) -> Result<(), Error> {
        write(file, |transaction| erase(transaction, account.as_str()))
    }
}

fn write(
    file: &Path,
    change: impl FnOnce(&Transaction<'_>) -> rusqlite::Result<()>,
) -> Result<(), Error> {
    if !file.exists() {
        return Ok(());
    }
    let mut connection = prepared(Connection::open(file)?)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    change(&transaction)?;
    transaction.commit()?;
    Ok(())
}

fn accounts(transaction: &Transaction<'_>) -> rusqlite::Result<Vec<String>> {
    let mut statement = transaction.prepare_cached(SELECT_ACCOUNTS)?;
    let accounts = statement.query_map([], |row| row.get(0))?;
    accounts.collect()
}

/// Whether the last that was noticed of it is old by this computer's clock. Of pins alone nobody knows.
fn is_idle(transaction: &Transaction<'_>, account: &str, now: Timestamp) -> rusqlite::Result<bool> {
    let bounds = params![account, now.millis(), telling::KEPT_MILLIS];
    let is_idle: Option<bool> = transaction
        .prepare_cached(IS_IDLE)?
        .query_row(bounds, |row| row.get(0))?;
    Ok(is_idle.unwrap_or(false))
}

/// As where access to all of its places was lost.
pub(crate) fn erase(transaction: &Transaction<'_>, account: &str) -> rusqlite::Result<()> {
    let nowhere = Record::Listed {
        workspaces: Vec::new(),
        environments: Vec::new(),
    };
    Write::Record(nowhere).apply(transaction, account)?;
    execute(transaction, ERASE_PINS, params![account])
}

const SELECT_ACCOUNTS: &str = "SELECT account FROM ends UNION SELECT account FROM notes";
const IS_IDLE: &str = "SELECT max(noticed_at) < ?2 - ?3 FROM \
     (SELECT noticed_at FROM ends WHERE account = ?1 UNION ALL SELECT noticed_at FROM notes WHERE account = ?1)";
const ERASE_PINS: &str = "UPDATE pins SET subject = NULL, operation_type = NULL, label = NULL, workspace_id = NULL, \
     workspace = NULL, environment_id = NULL, environment = NULL, status = NULL, outcome = NULL, ended_at = NULL \
     WHERE account = ?1";
