//! Environments of which nothing is told, and of what nothing is told for a time. Ids alone: no name is kept for it.

use std::time::Duration;

use monitor_core::{EnvironmentId, Reach, Term, Timestamp};
use rusqlite::{Row, Transaction, params};

use crate::rows::{target, target_columns};
use crate::statement::execute;

pub(crate) fn mute(
    transaction: &Transaction<'_>,
    account: &str,
    environment: EnvironmentId,
    on: bool,
) -> rusqlite::Result<()> {
    let mute = if on { MUTE } else { UNMUTE };
    execute(transaction, mute, params![account, environment.value()])
}

/// For that long; without a term from here on no more.
pub(crate) fn snooze(
    transaction: &Transaction<'_>,
    account: &str,
    reach: Reach,
    term: Option<Term>,
) -> rusqlite::Result<()> {
    let (kind, id) = reach_columns(reach);
    match term {
        Some(Term { until, length }) => {
            let length = i64::try_from(length.as_millis()).unwrap_or(i64::MAX);
            let snooze = params![account, kind, id, until.millis(), length];
            execute(transaction, SNOOZE, snooze)
        }
        None => execute(transaction, WAKE, params![account, kind, id]),
    }
}

/// `None` where this version cannot name what is snoozed.
pub(crate) fn snoozed(row: &Row<'_>) -> rusqlite::Result<Option<(Reach, Term)>> {
    let kind: String = row.get("kind")?;
    let id: i64 = row.get("id")?;
    let reach = match kind.as_str() {
        "environment" => EnvironmentId::new(id).map(Reach::Environment),
        kind => target(kind, id).map(Reach::Target),
    };
    let length: Option<i64> = row.get("length")?;
    let length = length.and_then(|millis| u64::try_from(millis).ok());
    let term = Term {
        until: Timestamp::from_millis(row.get("until")?),
        length: length.map_or(Duration::MAX, Duration::from_millis),
    };
    Ok(reach.map(|reach| (reach, term)))
}

const fn reach_columns(reach: Reach) -> (&'static str, i64) {
    match reach {
        Reach::Environment(id) => ("environment", id.value()),
        Reach::Target(target) => target_columns(target),
    }
}

pub(crate) const SELECT_MUTED: &str =
    "SELECT environment_id FROM muted_environments WHERE account = ?1";
pub(crate) const SELECT_SNOOZES: &str =
    "SELECT kind, id, until, length FROM snoozes WHERE account = ?1";
const MUTE: &str = "INSERT INTO muted_environments (account, environment_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
const UNMUTE: &str = "DELETE FROM muted_environments WHERE account = ?1 AND environment_id = ?2";
const SNOOZE: &str =
    "INSERT OR REPLACE INTO snoozes (account, kind, id, until, length) VALUES (?1, ?2, ?3, ?4, ?5)";
const WAKE: &str = "DELETE FROM snoozes WHERE account = ?1 AND kind = ?2 AND id = ?3";
