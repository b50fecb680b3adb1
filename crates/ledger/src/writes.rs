//! What is written into the ledger, as values: what cannot be written can wait, and is written later in its order.

use monitor_core::ports::{Delivery, Record, Seen};
use monitor_core::{Ended, Reach, Silence, Target, Timestamp, Wait};
use rusqlite::{ErrorCode, Transaction, params};

use crate::rows::{self, SeenRow, target_columns};
use crate::statement::execute;
use crate::telling::{begin, mark, pause, prune, remember};
use crate::{alerts, notes, quiet, tending};

/// One call of the store.
#[derive(Clone, Debug)]
pub(crate) enum Write {
    Begun(Vec<Ended>, Timestamp),
    /// The account is signed out of.
    Forgotten,
    Record(Record),
    Remembered(Vec<Ended>, Timestamp),
    Silenced(Vec<Ended>, Silence, Timestamp),
    Told(Vec<Ended>, Delivery, Timestamp),
    Withheld(Vec<Ended>, Wait, Timestamp),
}

impl Write {
    pub(crate) fn apply(
        &self,
        transaction: &Transaction<'_>,
        account: &str,
    ) -> rusqlite::Result<()> {
        match self {
            Self::Begun(ended, at) => begin(transaction, account, ended, *at),
            Self::Forgotten => tending::erase(transaction, account),
            Self::Record(record) => store(transaction, account, record),
            Self::Remembered(ended, at) => {
                remember(transaction, account, ended, *at)?;
                prune(transaction, account, *at)
            }
            Self::Silenced(ended, why, at) => {
                for end in ended {
                    rows::silence(transaction, account, end, why.as_str(), *at)?;
                }
                prune(transaction, account, *at)
            }
            Self::Told(ended, delivery, at) => mark(transaction, account, ended, *delivery, *at),
            Self::Withheld(ended, wait, at) => {
                remember(transaction, account, ended, *at)?;
                pause(transaction, account, ended, *wait, *at)
            }
        }
    }

    /// Whether nothing of this end is to be told any more, as far as this goes.
    pub(crate) fn settles(&self, end: &Ended) -> bool {
        let has = |ended: &[Ended]| ended.iter().any(|known| known.key() == end.key());
        match self {
            Self::Silenced(ended, ..) => has(ended),
            // What may have been shown is told as a repeat or not at all.
            Self::Told(ended, delivery, _) => *delivery != Delivery::Refused && has(ended),
            Self::Begun(..)
            | Self::Forgotten
            | Self::Record(_)
            | Self::Remembered(..)
            | Self::Withheld(..) => false,
        }
    }

    /// Whether this says again, and newer, what that one says: of a target's states only the last counts.
    pub(crate) fn replaces(&self, that: &Self) -> bool {
        let state_of = |write: &Self| match write {
            Self::Record(Record::Seen(target, _)) => Some(*target),
            Self::Begun(..)
            | Self::Forgotten
            | Self::Record(_)
            | Self::Remembered(..)
            | Self::Silenced(..)
            | Self::Told(..)
            | Self::Withheld(..) => None,
        };
        state_of(self).is_some_and(|target| state_of(that) == Some(target))
    }
}

/// Whether the same write may succeed later, once there is room or nobody else writes. Another one never would, and must
/// not hold up those that come after it.
pub(crate) fn may_pass(error: &rusqlite::Error) -> bool {
    let never = [
        ErrorCode::ApiMisuse,
        ErrorCode::ConstraintViolation,
        ErrorCode::ParameterOutOfRange,
        ErrorCode::TooBig,
        ErrorCode::TypeMismatch,
        ErrorCode::Unknown,
    ];
    let code = error.sqlite_error_code();
    code.is_some_and(|code| !never.contains(&code))
}

fn store(transaction: &Transaction<'_>, account: &str, record: &Record) -> rusqlite::Result<()> {
    match record {
        Record::AlertSent(alert, delivery, at) => {
            if *delivery == Delivery::Refused {
                alerts::take_back(transaction, account, alert)?;
            }
            notes::mark(transaction, account, alert, *delivery, *at)?;
        }
        Record::Alerted {
            target,
            subject,
            warning,
        } => alerts::give(transaction, account, *target, *subject, *warning)?,
        Record::Baseline(ended, at) => {
            for end in ended {
                rows::baseline(transaction, account, end, *at)?;
            }
        }
        Record::Erased(target) => erase(transaction, account, *target)?,
        Record::Listed {
            workspaces,
            environments,
        } => {
            let workspaces = list(workspaces.iter().map(|id| id.value()));
            let environments = list(environments.iter().map(|id| id.value()));
            let places = params![account, workspaces, environments];
            execute(transaction, DROP_UNTOLD_ELSEWHERE, places)?;
            execute(transaction, ERASE_ENDS_ELSEWHERE, places)?;
            notes::erase_elsewhere(transaction, account, &environments)?;
        }
        Record::Moved { target, before } => {
            rows::move_pin(transaction, account, *target, *before)?;
        }
        Record::Muted { target, on } => {
            let (kind, id) = target_columns(*target);
            execute(transaction, MUTE_PIN, params![on, account, kind, id])?;
        }
        Record::MutedEnvironment { environment, on } => {
            quiet::mute(transaction, account, *environment, *on)?;
        }
        Record::Noted(alert, dropped, at) => {
            notes::note(transaction, account, alert, *dropped, *at)?;
        }
        Record::Opened(target, at) => {
            let (kind, id) = target_columns(*target);
            execute(
                transaction,
                OPEN_END,
                params![account, kind, id, at.millis()],
            )?;
        }
        Record::Pinned(target) => {
            let (kind, id) = target_columns(*target);
            execute(transaction, INSERT_PIN, params![account, kind, id])?;
        }
        Record::Seen(target, seen) => update_seen(transaction, account, *target, seen)?,
        Record::Snoozed(reach, term) => quiet::snooze(transaction, account, *reach, *term)?,
        Record::Unpinned(target) => {
            let (kind, id) = target_columns(*target);
            execute(transaction, DELETE_PIN, params![account, kind, id])?;
            alerts::forget(transaction, account, *target)?;
            quiet::snooze(transaction, account, Reach::Target(*target), None)?;
        }
    }
    Ok(())
}

fn update_seen(
    transaction: &Transaction<'_>,
    account: &str,
    target: Target,
    seen: &Seen,
) -> rusqlite::Result<()> {
    let (kind, id) = target_columns(target);
    let row = SeenRow::of(seen);
    execute(
        transaction,
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
    )
}

/// Keeps the ids and what became of them; erases every name, and tells nothing more that could only be told by one.
fn erase(transaction: &Transaction<'_>, account: &str, target: Target) -> rusqlite::Result<()> {
    let (kind, id) = target_columns(target);
    execute(transaction, ERASE_PIN, params![account, kind, id])?;
    execute(transaction, DROP_UNTOLD, params![account, kind, id])?;
    execute(transaction, ERASE_ENDS, params![account, kind, id])?;
    notes::erase(transaction, account, target)
}

/// Ids as a JSON array.
fn list(ids: impl Iterator<Item = i64>) -> String {
    let ids: Vec<String> = ids.map(|id| id.to_string()).collect();
    format!("[{}]", ids.join(","))
}

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
const ERASE_ENDS_ELSEWHERE: &str = "UPDATE ends SET label = NULL, environment = NULL, workspace = '', reason = NULL \
     WHERE account = ?1 AND workspace <> '' \
     AND NOT CASE WHEN environment_id IS NULL THEN workspace_id IN (SELECT value FROM json_each(?2)) \
       ELSE environment_id IN (SELECT value FROM json_each(?3)) END";
const DROP_UNTOLD: &str = "UPDATE ends SET silence = 'access' \
     WHERE account = ?1 AND target_kind = ?2 AND target_id = ?3 AND told_at IS NULL AND silence IS NULL";
const DROP_UNTOLD_ELSEWHERE: &str = "UPDATE ends SET silence = 'access' \
     WHERE account = ?1 AND told_at IS NULL AND silence IS NULL \
     AND NOT CASE WHEN environment_id IS NULL THEN workspace_id IN (SELECT value FROM json_each(?2)) \
       ELSE environment_id IN (SELECT value FROM json_each(?3)) END";
/// Its newest end, and what was told of it by the same notification.
const OPEN_END: &str = "WITH newest AS (SELECT rowid AS number, sent_at FROM ends \
       WHERE account = ?1 AND target_kind = ?2 AND target_id = ?3 ORDER BY noticed_at DESC, rowid DESC LIMIT 1) \
     UPDATE ends SET opened_at = ?4 \
     WHERE opened_at IS NULL AND account = ?1 AND target_kind = ?2 AND target_id = ?3 \
     AND (rowid = (SELECT number FROM newest) OR sent_at = (SELECT sent_at FROM newest))";
