//! What is written of an end on its way to the user, and when it is forgotten.

use monitor_core::ports::Delivery;
use monitor_core::{Ended, Timestamp, Wait};
use rusqlite::{ToSql, Transaction, params};

use crate::key::Key;
use crate::rows;
use crate::statement::execute;

pub(crate) fn remember(
    transaction: &Transaction<'_>,
    account: &str,
    ended: &[Ended],
    noticed_at: Timestamp,
) -> rusqlite::Result<()> {
    for end in ended {
        rows::remember(transaction, account, end, noticed_at)?;
    }
    Ok(())
}

pub(crate) fn begin(
    transaction: &Transaction<'_>,
    account: &str,
    ended: &[Ended],
    at: Timestamp,
) -> rusqlite::Result<()> {
    let together = i64::try_from(ended.len()).unwrap_or(i64::MAX);
    let sent = params![at.millis(), together];
    update(transaction, BEGIN, account, ended, sent)
}

pub(crate) fn mark(
    transaction: &Transaction<'_>,
    account: &str,
    ended: &[Ended],
    delivery: Delivery,
    at: Timestamp,
) -> rusqlite::Result<()> {
    let (how, daemon_id) = match delivery {
        Delivery::HandedOver => ("handed_over", None),
        // What nobody took was not sent, unless it was before and nobody knows what became of that.
        Delivery::Refused => return update(transaction, TAKE_BACK, account, ended, &[]),
        Delivery::Shown(id) => ("shown", Some(id)),
        Delivery::Unknown => ("unknown", None),
    };
    let told_at = delivery.is_taken().then(|| at.millis());
    let told = params![how, daemon_id, told_at];
    update(transaction, MARK_TOLD, account, ended, told)
}

pub(crate) fn pause(
    transaction: &Transaction<'_>,
    account: &str,
    ended: &[Ended],
    wait: Wait,
    at: Timestamp,
) -> rusqlite::Result<()> {
    let paused = params![at.millis(), wait.as_str()];
    update(transaction, PAUSE, account, ended, paused)
}

/// The same for each of these ends.
fn update(
    transaction: &Transaction<'_>,
    statement: &str,
    account: &str,
    ended: &[Ended],
    values: &[&dyn ToSql],
) -> rusqlite::Result<()> {
    for end in ended {
        let key = Key::of(account, end);
        execute(transaction, statement, key.and(values).as_slice())?;
    }
    Ok(())
}

/// What is settled and old, or one of too many, goes. What is still to be told stays, however old it is.
///
/// Old is what both clocks say is old: this computer's, and the server's by the newest end there is. One that is wrong
/// alone, however far it is ahead, prunes nothing.
pub(crate) fn prune(
    transaction: &Transaction<'_>,
    account: &str,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let bounds = params![account, now.millis(), KEPT_ENDS, KEPT_MILLIS, false];
    execute(transaction, PRUNE, bounds)
}

/// The same by the newest end of any account: one in which nothing ends any more has no clock of its own.
pub(crate) fn prune_by_any(
    transaction: &Transaction<'_>,
    account: &str,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let bounds = params![account, now.millis(), KEPT_ENDS, KEPT_MILLIS, true];
    execute(transaction, PRUNE, bounds)
}

/// For so long the history goes back: 90 days.
pub(crate) const KEPT_MILLIS: i64 = 90 * 24 * 3_600 * 1_000;
/// And so many entries of one account it has.
const KEPT_ENDS: i64 = 10_000;

/// What an earlier process began and nobody answered may have been shown, whatever becomes of it now.
const BEGIN: &str = "UPDATE ends SET delivery = CASE WHEN sent_at IS NULL THEN delivery ELSE 'unknown' END, \
     sent_at = ?7, together = ?8 WHERE account = ?1 AND target_kind = ?2 \
     AND target_id = ?3 AND subject = ?4 AND ending = ?5 AND ended_at IS ?6 AND told_at IS NULL";
/// What was on its way when access was lost, and arrived, was told.
const MARK_TOLD: &str = "UPDATE ends SET delivery = ?7, daemon_id = ?8, told_at = ?9, \
     silence = CASE WHEN ?9 IS NULL THEN silence ELSE nullif(silence, 'access') END \
     WHERE account = ?1 AND target_kind = ?2 AND target_id = ?3 AND subject = ?4 AND ending = ?5 AND ended_at IS ?6 \
     AND told_at IS NULL";
/// What it had waited for before is over.
const TAKE_BACK: &str = "UPDATE ends SET sent_at = NULL, together = NULL, \
     wait = CASE WHEN paused_at IS NULL THEN NULL ELSE 'refused' END WHERE account = ?1 AND target_kind = ?2 \
     AND target_id = ?3 AND subject = ?4 AND ending = ?5 AND ended_at IS ?6 AND told_at IS NULL AND delivery IS NULL";
/// What is stored already, by an earlier process too, keeps its time.
const PAUSE: &str = "UPDATE ends SET paused_at = CASE WHEN wait IS ?8 THEN coalesce(paused_at, ?7) ELSE ?7 END, \
     wait = ?8 WHERE account = ?1 AND target_kind = ?2 AND target_id = ?3 \
     AND subject = ?4 AND ending = ?5 AND ended_at IS ?6 AND told_at IS NULL AND silence IS NULL";
const PRUNE: &str = "DELETE FROM ends WHERE account = ?1 AND (told_at IS NOT NULL OR silence IS NOT NULL) \
     AND (max(noticed_at, coalesce(ended_at, noticed_at)) \
         < min(?2, (SELECT max(ended_at) FROM ends WHERE ?5 OR account = ?1)) - ?4 \
       OR noticed_at < (SELECT noticed_at FROM ends WHERE account = ?1 \
       ORDER BY noticed_at DESC LIMIT 1 OFFSET ?3 - 1))";
