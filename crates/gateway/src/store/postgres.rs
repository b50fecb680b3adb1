//! PostgreSQL: the views of the schema `monitor`, read by a role that can do nothing else.

use anyhow::{Context, Result, bail};
use sqlx::postgres::{PgPoolOptions, Postgres};

use super::sql::SqlStore;
use super::statements::POSTGRES;
use crate::check::inspect;
use crate::config::{Config, PostgresAddress};
use crate::serving::Metrics;

/// Refuses views that do not fit, and a role that could write unless the administrator takes it.
pub(super) async fn open(
    address: &PostgresAddress,
    config: &Config,
    metrics: Metrics,
) -> Result<SqlStore<Postgres>> {
    let limits = &config.database_pool;
    let pool = PgPoolOptions::new()
        .max_connections(limits.max_connections)
        .acquire_timeout(limits.acquire_timeout())
        .connect_with(address.options(limits))
        .await
        .with_context(|| format!("Failed to connect to {address}"))?;
    let report = inspect(&pool).await?;
    if let Some(misfits) = report.misfits() {
        bail!("{address} does not fit: {misfits}. Run tenantatlas-gateway check");
    }
    if let Some(what) = report.may_write().filter(|_| !config.allow_writing_role) {
        bail!(
            "The role of {address} may write: {what}. Make one with schema/roles.sql, or set allow_writing_role"
        );
    }
    Ok(SqlStore {
        pool,
        statements: &POSTGRES,
        metrics,
    })
}
