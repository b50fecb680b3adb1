//! The plant: one open TenantAtlas database, and the clock its writes are dated by.
//!
//! One text per statement for SQLite and PostgreSQL, which the `Any` driver of sqlx carries: numbers and text go in and
//! come out, the schema turns text into times and documents. Where the dialects differ, Rust does the work.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use sqlx::any::{Any, AnyArguments, AnyPoolOptions, install_default_drivers};
use sqlx::query::Query;
use sqlx::{AnyPool, Executor, Row, Transaction};

/// A TenantAtlas to play with. Clones share the database.
#[derive(Clone, Debug)]
pub struct Plant {
    pub(crate) pool: AnyPool,
    /// How many decimals of a second the product's tables keep.
    decimals: usize,
    /// The id the next operation gets. Not read from the table: a purged id is never given twice.
    next_operation: Arc<AtomicI64>,
    /// None: the wall clock.
    held: Option<Timestamp>,
}

pub(crate) type Statement = Query<'static, Any, AnyArguments>;

impl Plant {
    /// Makes the file and the schema; opens the file where it is already there.
    pub async fn create(path: &Path) -> Result<Self> {
        let failed = || format!("Failed to open the database {}", path.display());
        let url = sqlite_url(path).with_context(failed)?;
        let pool = sqlite(&url).await.with_context(failed)?;
        Self::furnish(pool, include_str!("../sql/schema-sqlite.sql"), MILLISECONDS).await
    }

    /// Makes the schema in a PostgreSQL database that is there, unless it has it. The URL's role is a superuser.
    #[cfg(feature = "postgres")]
    pub async fn on_postgres(url: &str) -> Result<Self> {
        install_default_drivers();
        let pool = AnyPoolOptions::new()
            .max_connections(4)
            .connect(url)
            .await
            // Without the URL: it may hold a password.
            .context("Failed to open the PostgreSQL database")?;
        // Laravel's timestamps.
        let whole_seconds = 0;
        let schema = include_str!("../sql/schema-postgres.sql");
        Self::furnish(pool, schema, whole_seconds).await
    }

    async fn furnish(pool: AnyPool, schema: &'static str, decimals: usize) -> Result<Self> {
        sqlx::raw_sql(schema)
            .execute(&pool)
            .await
            .context("Failed to create the product's tables")?;
        let highest: i64 = sqlx::query_scalar("SELECT coalesce(max(id), 0) FROM operation_runs")
            .fetch_one(&pool)
            .await
            .context("Failed to read the highest operation")?;
        Ok(Self {
            pool,
            decimals,
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

    /// The plant's time as the product's tables keep it.
    pub(crate) fn stamp(&self) -> String {
        self.stamp_of(self.now())
    }

    /// A time as the product's tables keep it: cut off, never rounded into the future.
    pub(crate) fn stamp_of(&self, moment: Timestamp) -> String {
        let decimals = self.decimals;
        format!("{moment:.decimals$}")
    }

    /// Begins a move of one row: the statement decides whether it may be, and from then on the row is the transaction's
    /// alone. None where it may not.
    pub(crate) async fn begin_if(
        &self,
        moved: &str,
        step: &str,
        statement: Statement,
    ) -> Result<Option<Transaction<'static, Any>>> {
        let mut transaction = self.pool.begin().await.context("Failed to begin")?;
        let touched = statement
            .execute(&mut *transaction)
            .await
            .with_context(|| format!("Failed to let {moved} {step}"))?;
        if touched.rows_affected() == 1 {
            return Ok(Some(transaction));
        }
        // The only connection must be free again before a refusal reads.
        transaction
            .rollback()
            .await
            .context("Failed to roll back")?;
        Ok(None)
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

/// Names the driver once, so that binds need no annotation.
pub(crate) fn sql(text: &'static str) -> Statement {
    sqlx::query(text)
}

/// Executes an INSERT that ends in `RETURNING id`.
pub(crate) async fn insert<'e>(
    statement: Statement,
    executor: impl Executor<'e, Database = Any>,
) -> Result<i64, sqlx::Error> {
    statement.fetch_one(executor).await?.try_get(0)
}

/// A time read as text: with its zone from SQLite, without it and in UTC from PostgreSQL.
pub(crate) fn moment(text: &str) -> Result<Timestamp> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Ok(moment);
    }
    let without_zone: DateTime = text
        .parse()
        .with_context(|| format!("{text} is not a time"))?;
    Ok(Offset::UTC.to_timestamp(without_zone)?)
}

/// One connection, for ever: writers never meet as "database is locked", and the write-ahead log's files stay in
/// place for readers that may not create them.
async fn sqlite(url: &str) -> Result<AnyPool, sqlx::Error> {
    install_default_drivers();
    AnyPoolOptions::new()
        .min_connections(1)
        .max_connections(1)
        .idle_timeout(None::<Duration>)
        .max_lifetime(None::<Duration>)
        .after_connect(|connection, _| {
            Box::pin(async move {
                connection.execute(PRAGMAS).await?;
                Ok(())
            })
        })
        .connect(url)
        .await
}

/// Every byte but letters and digits is escaped, so nothing in the path means anything in the URL.
fn sqlite_url(path: &Path) -> Result<String> {
    let path = path.to_str().context("The path is not UTF-8")?;
    let mut url = "sqlite:".to_owned();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() {
            url.push(char::from(byte));
        } else {
            url.push_str(&format!("%{byte:02X}"));
        }
    }
    url.push_str("?mode=rwc");
    Ok(url)
}

/// What the SQLite tables keep of a second.
const MILLISECONDS: usize = 3;

const PRAGMAS: &str = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; \
                       PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_path_means_anything_in_the_url() {
        let url = sqlite_url(Path::new("/a b/50%#1?mode=ro/../ü.db"));
        assert_eq!(
            url.ok().as_deref(),
            Some("sqlite:%2Fa%20b%2F50%25%231%3Fmode%3Dro%2F%2E%2E%2F%C3%BC%2Edb?mode=rwc")
        );
    }

    #[test]
    fn both_databases_times_are_understood() {
        let expected: Timestamp = "2026-03-08T11:11:26Z".parse().unwrap();
        for text in ["2026-03-08T11:11:26.000Z", "2026-03-08 11:11:26"] {
            assert_eq!(moment(text).unwrap(), expected);
        }
        assert!(moment("yesterday").is_err());
    }
}
