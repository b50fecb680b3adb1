//! The plant: one open TenantAtlas database, and the clock its writes are dated by.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use sqlx::query::Query;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Sqlite, SqlitePool};

/// A TenantAtlas to play with. Clones share the database.
#[derive(Clone, Debug)]
pub struct Plant {
    pub(crate) pool: SqlitePool,
    /// The id the next operation gets. Not read from the table: a purged id is never given twice.
    next_operation: Arc<AtomicI64>,
    /// None: the wall clock.
    held: Option<Timestamp>,
}

pub(crate) type Statement = Query<'static, Sqlite, SqliteArguments>;

impl Plant {
    /// Makes the file and the schema; opens the file where it is already there.
    pub async fn create(path: &Path) -> Result<Self> {
        let pool = connect(path)
            .await
            .with_context(|| format!("Failed to open the database {}", path.display()))?;
        sqlx::raw_sql(include_str!("../sql/schema.sql"))
            .execute(&pool)
            .await
            .context("Failed to create the product's tables")?;
        let highest: i64 = sqlx::query_scalar("SELECT coalesce(max(id), 0) FROM operation_runs")
            .fetch_one(&pool)
            .await
            .context("Failed to read the highest operation")?;
        Ok(Self {
            pool,
            next_operation: Arc::new(AtomicI64::new(highest + 1)),
            held: None,
        })
    }

    /// The same plant with its clock held: whatever it writes happens at that moment.
    #[must_use]
    pub fn at(&self, moment: Timestamp) -> Self {
        Self {
            held: Some(moment),
            ..self.clone()
        }
    }

    /// What the plant's clock says.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.held.unwrap_or_else(Timestamp::now)
    }

    /// Takes the next id, or the wished one.
    pub(crate) fn operation_id(&self, wished: Option<i64>) -> i64 {
        let Some(id) = wished else {
            return self.next_operation.fetch_add(1, Ordering::Relaxed);
        };
        self.next_operation.fetch_max(id + 1, Ordering::Relaxed);
        id
    }

    pub(crate) fn stamp(&self) -> String {
        stamp(self.now())
    }

    /// Executes a statement that must touch exactly one row; `otherwise` is the complaint where it did not.
    pub(crate) async fn touch(&self, statement: Statement, otherwise: String) -> Result<()> {
        let touched = statement
            .execute(&self.pool)
            .await
            .context("Failed to write")?;
        ensure!(touched.rows_affected() == 1, otherwise);
        Ok(())
    }
}

/// A time as the product's tables keep it.
pub(crate) fn stamp(moment: Timestamp) -> String {
    format!("{moment:.3}")
}

/// Names the database once, so that binds need no annotation.
pub(crate) fn sql(text: &'static str) -> Statement {
    sqlx::query(text)
}

/// One connection, for ever: writers never meet as "database is locked", and the write-ahead log's files stay in
/// place for readers that may not create them.
async fn connect(path: &Path) -> Result<SqlitePool, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .foreign_keys(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .busy_timeout(Duration::from_secs(5));
    SqlitePoolOptions::new()
        .min_connections(1)
        .max_connections(1)
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        .connect_with(options)
        .await
}
