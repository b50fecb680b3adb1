//! SQLite's rows as the store's own types; a time that cannot be read is an error, never a guess.

use jiff::Timestamp;
use monitor_wire::{Environment, User};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::store::{
    DurationRow, LatestPackRow, Membership, OperationRow, PackRow, PlaceRow, StoreError,
};

pub(super) fn user(row: &SqliteRow) -> Result<User, StoreError> {
    Ok(User {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
    })
}

pub(super) fn membership(row: &SqliteRow) -> Result<Membership, StoreError> {
    Ok(Membership {
        workspace: row.try_get("id")?,
        name: row.try_get("name")?,
        role: row.try_get("role")?,
    })
}

pub(super) fn environment(row: &SqliteRow) -> Result<Environment, StoreError> {
    Ok(Environment {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        workspace_id: row.try_get("workspace_id")?,
    })
}

pub(super) fn operation(row: &SqliteRow) -> Result<OperationRow, StoreError> {
    let environment = match row.try_get::<Option<i64>, _>("environment_id")? {
        Some(id) => Some(PlaceRow {
            id,
            name: row.try_get("environment_name")?,
            route_key: row.try_get("environment_key")?,
        }),
        None => None,
    };
    Ok(OperationRow {
        id: row.try_get("id")?,
        permitted: row.try_get("permitted")?,
        workspace: workspace(row)?,
        environment,
        kind: row.try_get("kind")?,
        status: row.try_get("status")?,
        outcome: row.try_get("outcome")?,
        freshness: row.try_get("freshness")?,
        problem_class: row.try_get("problem_class")?,
        initiator_id: row.try_get("initiator_id")?,
        initiator_name: row.try_get("initiator_name")?,
        counts: row.try_get("counts")?,
        failures: row.try_get("failures")?,
        context: row.try_get("context")?,
        review_pack_id: row.try_get("review_pack_id")?,
        created_at: time(row, "created_at")?,
        started_at: optional_time(row, "started_at")?,
        completed_at: optional_time(row, "completed_at")?,
    })
}

pub(super) fn latest_pack(row: &SqliteRow) -> Result<LatestPackRow, StoreError> {
    let pack = match row.try_get::<Option<i64>, _>("pack_id")? {
        Some(id) => Some(pack(id, row)?),
        None => None,
    };
    Ok(LatestPackRow {
        permitted: row.try_get("permitted")?,
        workspace: workspace(row)?,
        environment: PlaceRow {
            id: row.try_get("environment_id")?,
            name: row.try_get("environment_name")?,
            route_key: row.try_get("environment_key")?,
        },
        pack,
    })
}

fn pack(id: i64, row: &SqliteRow) -> Result<PackRow, StoreError> {
    Ok(PackRow {
        id,
        status: row.try_get("status")?,
        operation_id: row.try_get("operation_id")?,
        initiator_id: row.try_get("initiator_id")?,
        initiator_name: row.try_get("initiator_name")?,
        file_size: row.try_get("file_size")?,
        sha256: row.try_get("sha256")?,
        failure: row.try_get("failure")?,
        created_at: time(row, "created_at")?,
        generated_at: optional_time(row, "generated_at")?,
        expires_at: optional_time(row, "expires_at")?,
    })
}

pub(super) fn duration(row: &SqliteRow) -> Result<DurationRow, StoreError> {
    Ok(DurationRow {
        workspace: row.try_get("workspace_id")?,
        kind: row.try_get("kind")?,
        started_at: time(row, "started_at")?,
        completed_at: time(row, "completed_at")?,
    })
}

fn workspace(row: &SqliteRow) -> Result<PlaceRow, StoreError> {
    Ok(PlaceRow {
        id: row.try_get("workspace_id")?,
        name: row.try_get("workspace_name")?,
        route_key: row.try_get("workspace_key")?,
    })
}

pub(crate) fn time(row: &SqliteRow, column: &'static str) -> Result<Timestamp, StoreError> {
    optional_time(row, column)?.ok_or(StoreError::UnreadableTime { column })
}

pub(crate) fn optional_time(
    row: &SqliteRow,
    column: &'static str,
) -> Result<Option<Timestamp>, StoreError> {
    let text: Option<&str> = row.try_get(column)?;
    let time = text.map(str::parse::<Timestamp>).transpose();
    time.map_err(|_| StoreError::UnreadableTime { column })
}
