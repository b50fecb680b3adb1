//! A look at a SQLite file: each view is prepared, which fails where a table or a column behind it is missing.

use std::path::Path;

use anyhow::{Context, Result};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor};

use super::expectations::{VIEWS, View};
use super::report::{Fault, Part, Report};

pub(super) async fn inspect(file: &Path) -> Result<Report> {
    let failed = || format!("Failed to open TenantAtlas' database {}", file.display());
    let options = SqliteConnectOptions::new().filename(file).read_only(true);
    let mut connection = options.connect().await.with_context(failed)?;
    connection.execute(TEMP_VIEWS).await.with_context(failed)?;
    let mut report = Report {
        subject: format!("SQLite at {}", file.display()),
        ..Report::default()
    };
    for view in &VIEWS {
        report.parts.push(part(view, &mut connection).await?);
    }
    connection.close().await?;
    Ok(report)
}

async fn part(view: &View, connection: &mut SqliteConnection) -> Result<Part> {
    let columns: Vec<_> = view.columns.iter().map(|column| column.name).collect();
    // Both names are ours.
    let read = AssertSqlSafe(format!(
        "SELECT {} FROM temp.{} LIMIT 1",
        columns.join(", "),
        view.name
    ));
    let faults = match sqlx::query(read).fetch_optional(connection).await {
        Ok(_) => Vec::new(),
        Err(sqlx::Error::Database(error)) => vec![Fault {
            what: error.message().to_owned(),
            next: "change crates/gateway/sql/views-sqlite.sql, which is part of the program"
                .to_owned(),
        }],
        Err(other) => return Err(other.into()),
    };
    Ok(Part {
        name: view.name.to_owned(),
        faults,
    })
}

const TEMP_VIEWS: &str = include_str!("../../sql/views-sqlite.sql");
