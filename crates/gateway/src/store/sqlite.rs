//! SQLite: the product's file, opened read-only and read through TEMP views (`sql/views-sqlite.sql`).

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use sqlx::Executor;
use sqlx::sqlite::{Sqlite, SqliteConnectOptions, SqlitePoolOptions};

use super::sql::SqlStore;
use super::statements::SQLITE;
use crate::serving::Metrics;

pub(super) async fn open(database: &Path, metrics: Metrics) -> Result<SqlStore<Sqlite>> {
    let options = SqliteConnectOptions::new()
        .filename(database)
        .read_only(true)
        .busy_timeout(Duration::from_secs(2));
    let pool = SqlitePoolOptions::new()
        .max_connections(8)
        .acquire_timeout(Duration::from_secs(5))
        .after_connect(|connection, _| {
            Box::pin(async move {
                connection.execute(VIEWS).await?;
                Ok(())
            })
        })
        .connect_with(options)
        .await
        .with_context(|| {
            format!(
                "Failed to open TenantAtlas' database {}",
                database.display()
            )
        })?;
    Ok(SqlStore {
        pool,
        statements: &SQLITE,
        metrics,
    })
}

const VIEWS: &str = include_str!("../../sql/views-sqlite.sql");
