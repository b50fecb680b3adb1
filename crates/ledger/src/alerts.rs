//! What a pin was warned of, so that no later start repeats it. It goes with its pin, and names nobody.

use monitor_core::{Alert, Target, Topic, Warning};
use rusqlite::{Connection, Transaction, params};

use crate::rows::target_columns;
use crate::statement::execute;

/// Stores a warning, unless it is there. Those of older review packs stay: a database may be restored to one of them.
pub(crate) fn give(
    transaction: &Transaction<'_>,
    account: &str,
    target: Target,
    subject: i64,
    warning: Warning,
) -> rusqlite::Result<()> {
    let (kind, id) = target_columns(target);
    let key = params![account, kind, id, subject, warning.as_str()];
    execute(transaction, INSERT, key)
}

/// What nobody took was not given: a later start may give it.
pub(crate) fn take_back(
    transaction: &Transaction<'_>,
    account: &str,
    alert: &Alert,
) -> rusqlite::Result<()> {
    let (Alert::Warned(about, _), Topic::Warned(warning)) = (alert, alert.topic()) else {
        return Ok(());
    };
    let (kind, id) = target_columns(about.target);
    let key = params![account, kind, id, about.subject, warning.as_str()];
    execute(transaction, TAKE_BACK, key)
}

pub(crate) fn forget(
    transaction: &Transaction<'_>,
    account: &str,
    target: Target,
) -> rusqlite::Result<()> {
    let (kind, id) = target_columns(target);
    execute(transaction, FORGET, params![account, kind, id])
}

/// What a pin was warned of, by subject. A warning that this version cannot name is left alone.
pub(crate) fn given(
    connection: &Connection,
    account: &str,
    target: Target,
) -> rusqlite::Result<Vec<(i64, Warning)>> {
    let (kind, id) = target_columns(target);
    let mut statement = connection.prepare_cached(SELECT)?;
    let rows = statement.query_map(params![account, kind, id], |row| {
        let warning: String = row.get("warning")?;
        Ok((row.get::<_, i64>("subject")?, Warning::parse(&warning)))
    })?;
    let rows = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let named = |(subject, warning): (i64, Option<Warning>)| Some((subject, warning?));
    Ok(rows.into_iter().filter_map(named).collect())
}

const INSERT: &str = "INSERT INTO alerts (account, target_kind, target_id, subject, warning) \
     VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
const FORGET: &str =
    "DELETE FROM alerts WHERE account = ?1 AND target_kind = ?2 AND target_id = ?3";
const TAKE_BACK: &str = "DELETE FROM alerts WHERE account = ?1 AND target_kind = ?2 AND target_id = ?3 \
     AND subject = ?4 AND warning = ?5";
const SELECT: &str = "SELECT subject, warning FROM alerts \
     WHERE account = ?1 AND target_kind = ?2 AND target_id = ?3 ORDER BY subject, warning";
