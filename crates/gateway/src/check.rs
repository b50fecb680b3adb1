//! `tenantatlas-gateway check`: whether the views fit and the role may only read, in words an administrator acts on.
//!
//! Changes nothing. What fits is one list, `expectations.rs`; how to put it right is the guide's (`docs/gateway.md`).

mod expectations;
#[cfg(feature = "postgres")]
mod postgres;
mod report;
mod sqlite;

use anyhow::Result;

#[cfg(feature = "postgres")]
pub(crate) use postgres::inspect;
pub use report::Report;

use crate::config::{Config, Database};

/// Looks at the configured database; an error means that it could not even be looked at.
pub async fn check(config: &Config) -> Result<Report> {
    match &config.database {
        #[cfg(feature = "postgres")]
        Database::Postgres(address) => {
            let mut report = postgres::look(address, &config.database_pool).await?;
            report.writing_allowed = config.allow_writing_role;
            Ok(report)
        }
        Database::Sqlite(file) => sqlite::inspect(file).await,
    }
}
