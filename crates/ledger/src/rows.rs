//! Core's values as columns, and back. A row this version cannot read is `None`, not an error.

use monitor_core::operation_type::OperationType;
use monitor_core::ports::{Pin, Seen};
use monitor_core::run::Ending;
use monitor_core::{Ended, EnvironmentId, OperationId, Target, Timestamp, WorkspaceId};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::key::Key;
use crate::statement::execute;

pub(crate) const fn target_columns(target: Target) -> (&'static str, i64) {
    match target {
        Target::Operation(id) => ("operation", id.value()),
        Target::ReviewPack(id) => ("review_pack", id.value()),
    }
}

pub(crate) fn target(kind: &str, id: i64) -> Option<Target> {
    match kind {
        "operation" => OperationId::new(id).map(Target::Operation),
        "review_pack" => EnvironmentId::new(id).map(Target::ReviewPack),
        _ => None,
    }
}

/// A last seen state, column by column.
pub(crate) struct SeenRow<'a> {
    pub(crate) subject: i64,
    pub(crate) operation_type: Option<&'a str>,
    pub(crate) label: Option<&'a str>,
    pub(crate) workspace_id: i64,
    pub(crate) workspace: &'a str,
    pub(crate) environment_id: Option<i64>,
    pub(crate) environment: Option<&'a str>,
    pub(crate) status: &'a str,
    pub(crate) outcome: &'a str,
    pub(crate) ended_at: Option<i64>,
}

impl<'a> SeenRow<'a> {
    pub(crate) fn of(seen: &'a Seen) -> Self {
        Self {
            subject: seen.subject,
            operation_type: seen.kind.as_ref().map(OperationType::raw),
            label: seen.label.as_deref(),
            workspace_id: seen.workspace.0.value(),
            workspace: &seen.workspace.1,
            environment_id: seen.environment.as_ref().map(|(id, _)| id.value()),
            environment: seen.environment.as_ref().map(|(_, name)| name.as_str()),
            status: &seen.status,
            outcome: &seen.outcome,
            ended_at: seen.ended_at.map(Timestamp::millis),
        }
    }
}

pub(crate) fn pin(row: &Row<'_>) -> rusqlite::Result<Option<Pin>> {
    let kind: String = row.get("target_kind")?;
    let Some(target) = target(&kind, row.get("target_id")?) else {
        return Ok(None);
    };
    Ok(Some(Pin {
        target,
        muted: row.get("muted")?,
        alerted: Vec::new(),
        seen: seen(row)?,
    }))
}

fn seen(row: &Row<'_>) -> rusqlite::Result<Option<Seen>> {
    let status: Option<String> = row.get("status")?;
    let workspace_id: Option<i64> = row.get("workspace_id")?;
    let (Some(status), Some(workspace_id)) = (status, workspace_id.and_then(WorkspaceId::new))
    else {
        return Ok(None);
    };
    let seen = Seen {
        subject: row.get("subject")?,
        kind: row
            .get::<_, Option<String>>("operation_type")?
            .map(|raw| OperationType::parse(&raw)),
        label: row.get("label")?,
        workspace: (
            workspace_id,
            row.get::<_, Option<String>>("workspace")?
                .unwrap_or_default(),
        ),
        environment: environment(row)?,
        status,
        outcome: row.get::<_, Option<String>>("outcome")?.unwrap_or_default(),
        ended_at: row
            .get::<_, Option<i64>>("ended_at")?
            .map(Timestamp::from_millis),
    };
    Ok(Some(seen))
}

pub(crate) fn environment(row: &Row<'_>) -> rusqlite::Result<Option<(EnvironmentId, String)>> {
    let id: Option<i64> = row.get("environment_id")?;
    let name: Option<String> = row.get("environment")?;
    Ok(id.and_then(EnvironmentId::new).zip(name))
}

pub(crate) fn ended(row: &Row<'_>) -> rusqlite::Result<Option<Ended>> {
    let kind: String = row.get("target_kind")?;
    let ending: String = row.get("ending")?;
    let (Some(target), Some(ending), Some(workspace)) = (
        target(&kind, row.get("target_id")?),
        Ending::parse(&ending),
        WorkspaceId::new(row.get("workspace_id")?),
    ) else {
        return Ok(None);
    };
    let ended = Ended {
        target,
        subject: row.get("subject")?,
        ending,
        expired: row.get("expired")?,
        kind: row
            .get::<_, Option<String>>("operation_type")?
            .map(|raw| OperationType::parse(&raw)),
        label: row.get("label")?,
        environment: environment(row)?,
        workspace: (workspace, row.get("workspace")?),
        ended_at: row
            .get::<_, Option<i64>>("ended_at")?
            .map(Timestamp::from_millis),
        reason: row.get("reason")?,
    };
    Ok(Some(ended))
}

/// Moves a pin in front of another one, or behind all of them. Positions may have gaps.
pub(crate) fn move_pin(
    transaction: &Transaction<'_>,
    account: &str,
    target: Target,
    before: Option<Target>,
) -> rusqlite::Result<()> {
    let (kind, id) = target_columns(target);
    let (before_kind, before_id) = before.map(target_columns).unzip();
    let place = params![account, before_kind, before_id];
    let position: Option<i64> = transaction
        .prepare_cached(SELECT_PLACE)?
        .query_row(place, |row| row.get(0))?;
    execute(transaction, MAKE_ROOM, params![account, position])?;
    execute(transaction, MOVE_PIN, params![account, kind, id, position])
}

/// Stores one end as pending, unless it is there. One that access was lost to, or that was no news, is pending from here on
/// and has waited for nothing, but for one that may have been shown.
pub(crate) fn remember(
    transaction: &Transaction<'_>,
    account: &str,
    end: &Ended,
    noticed_at: Timestamp,
) -> rusqlite::Result<()> {
    let key = Key::of(account, end);
    let columns = params![
        end.kind.as_ref().map(OperationType::raw),
        end.label,
        end.workspace.0.value(),
        end.workspace.1,
        end.environment.as_ref().map(|(id, _)| id.value()),
        end.environment.as_ref().map(|(_, name)| name),
        end.reason,
        noticed_at.millis(),
        end.expired,
    ];
    execute(transaction, INSERT_END, key.and(columns).as_slice())
}

/// Whether this end is still to be told; `None` where it was never stored.
pub(crate) fn is_untold(
    connection: &Connection,
    account: &str,
    end: &Ended,
) -> rusqlite::Result<Option<bool>> {
    let key = Key::of(account, end);
    let untold = connection
        .prepare_cached(IS_UNTOLD)?
        .query_row(key.and(&[]).as_slice(), |row| row.get(0));
    untold.optional()
}

/// Stores one end as never to be told, unless it was told.
pub(crate) fn silence(
    transaction: &Transaction<'_>,
    account: &str,
    end: &Ended,
    why: &str,
    noticed_at: Timestamp,
) -> rusqlite::Result<()> {
    remember(transaction, account, end, noticed_at)?;
    let key = Key::of(account, end);
    let silenced = params![why, noticed_at.millis()];
    execute(transaction, SILENCE, key.and(silenced).as_slice())
}

/// Stores an end that was no news, unless it is there.
pub(crate) fn baseline(
    transaction: &Transaction<'_>,
    account: &str,
    end: &Ended,
    noticed_at: Timestamp,
) -> rusqlite::Result<()> {
    if is_untold(transaction, account, end)?.is_none() {
        silence(transaction, account, end, "baseline", noticed_at)?;
    }
    Ok(())
}

const SELECT_PLACE: &str = "SELECT coalesce(max(position) FILTER (WHERE target_kind = ?2 AND target_id = ?3), max(position) + 1) \
     FROM pins WHERE account = ?1";
const MAKE_ROOM: &str =
    "UPDATE pins SET position = position + 1 WHERE account = ?1 AND position >= ?2";
const MOVE_PIN: &str =
    "UPDATE pins SET position = ?4 WHERE account = ?1 AND target_kind = ?2 AND target_id = ?3";
const INSERT_END: &str = "INSERT INTO ends (account, target_kind, target_id, subject, ending, ended_at, operation_type, \
     label, workspace_id, workspace, environment_id, environment, reason, noticed_at, \
     expired) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) \
     ON CONFLICT (account, target_kind, target_id, subject, ending, coalesce(ended_at, '')) DO UPDATE SET \
     operation_type = excluded.operation_type, label = excluded.label, workspace_id = excluded.workspace_id, \
     workspace = excluded.workspace, environment_id = excluded.environment_id, environment = excluded.environment, \
     reason = excluded.reason, noticed_at = excluded.noticed_at, expired = excluded.expired, \
     silence = NULL, silenced_at = NULL, paused_at = NULL, wait = NULL \
     WHERE ends.told_at IS NULL AND ends.sent_at IS NULL AND ends.silence IN ('access', 'baseline')";
const IS_UNTOLD: &str = "SELECT told_at IS NULL \
     AND (silence IS NULL OR (sent_at IS NULL AND silence IN ('access', 'baseline'))) FROM ends \
     WHERE account = ?1 AND target_kind = ?2 AND target_id = ?3 AND subject = ?4 AND ending = ?5 AND ended_at IS ?6";
const SILENCE: &str = "UPDATE ends SET silence = ?7, silenced_at = ?8 WHERE account = ?1 AND target_kind = ?2 \
     AND target_id = ?3 AND subject = ?4 AND ending = ?5 AND ended_at IS ?6 AND told_at IS NULL AND silence IS NULL";
