//! What only rows can tell: whether the view can be read at all, what is null, and whether times are in UTC.
//!
//! Reads a thousand rows at most.

use anyhow::Result;
use sqlx::postgres::{PgPool, PgRow};
use sqlx::{AssertSqlSafe, Row};

use super::{EDIT_VIEWS, fault};
use crate::check::expectations::{Column, OPERATIONS, View};
use crate::check::report::Fault;

pub(super) async fn faults(view: &View, owner: &str, pool: &PgPool) -> Result<Vec<Fault>> {
    let nulls: Vec<_> = view.columns.iter().map(null_seen).collect();
    // All names are ours.
    let rows = AssertSqlSafe(format!(
        "SELECT {} FROM (SELECT * FROM monitor.{} LIMIT 1000) AS some_rows",
        nulls.join(", "),
        view.name
    ));
    let row = match sqlx::query(rows).fetch_one(pool).await {
        Ok(row) => row,
        Err(sqlx::Error::Database(error)) => {
            let next = if error.code().as_deref() == Some(INSUFFICIENT_PRIVILEGE) {
                format!("grant that to {owner}, whose rights the view reads with")
            } else {
                EDIT_VIEWS.to_owned()
            };
            let what = format!("it cannot be read: {}", error.message());
            return Ok(vec![fault(what, next)]);
        }
        Err(other) => return Err(other.into()),
    };
    let mut faults = unexpected_nulls(view, &row)?;
    if view.name == OPERATIONS {
        faults.extend(ahead_of_time(pool).await?);
    }
    Ok(faults)
}

/// Reads every column, also those that may be null: only then does every expression of the view run.
fn null_seen(column: &Column) -> String {
    format!("bool_or({0} IS NULL) AS {0}", column.name)
}

fn unexpected_nulls(view: &View, row: &PgRow) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for column in view.columns.iter().filter(|column| !column.nullable) {
        let seen: Option<bool> = row.try_get(column.name)?;
        if seen == Some(true) {
            let what = format!("{} is null in some rows and never may be", column.name);
            faults.push(fault(what, EDIT_VIEWS));
        }
    }
    Ok(faults)
}

async fn ahead_of_time(pool: &PgPool) -> Result<Option<Fault>> {
    let ahead: Option<i64> = sqlx::query_scalar(AHEAD).fetch_one(pool).await?;
    let late = ahead.filter(|seconds| *seconds > CLOCKS_DIFFER_BY);
    Ok(late.map(|seconds| {
        let what = format!("the newest created_at lies {seconds} seconds ahead, so it is not UTC");
        fault(what, EDIT_VIEWS)
    }))
}

const INSUFFICIENT_PRIVILEGE: &str = "42501";
const CLOCKS_DIFFER_BY: i64 = 120;
const AHEAD: &str = include_str!("../../../sql/check-newest.sql");
