//! What the gateway asks of TenantAtlas' database: one trait, one set of statements, two engines under `store/`.
//!
//! Nothing here knows who asks: who may see what is decided in `rights.rs`, from `directory`. Nothing here writes.

mod moment;
#[cfg(feature = "postgres")]
mod postgres;
mod rows;
mod sql;
mod sqlite;
mod statements;

use std::pin::Pin;
use std::sync::Arc;

use anyhow::Result;
use jiff::Timestamp;

use crate::config::Config;
use crate::serving::Metrics;

pub(crate) use moment::{Moment, stored};
use rows::Listed;
pub(crate) use rows::{Entry, OperationRow, PackRow, UsualRow};
pub(crate) use statements::NAMES;

pub(crate) type Reply<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// `rules` is always the JSON of `rules.rs`.
pub(crate) trait Store: Send + Sync {
    fn reachable(&self) -> Reply<'_, ()>;

    /// Every workspace and environment, and what there is of these users: one entry for each living user and membership,
    /// and one for all entitlements of a user.
    fn directory<'a>(&'a self, users: &'a [i64]) -> Reply<'a, Vec<Entry>>;

    /// Those of these operations that exist, in no order, each once.
    fn operations<'a>(&'a self, rules: &'a str, ids: &'a [i64]) -> Reply<'a, Vec<OperationRow>>;

    /// The technical context of an operation, unless it is longer than that.
    fn context(&self, operation: i64, most_bytes: usize) -> Reply<'_, Option<String>>;

    /// The latest pack of each of these environments that has one, in no order.
    fn latest_packs<'a>(&'a self, environments: &'a [i64]) -> Reply<'a, Vec<PackRow>>;

    /// One page of the operations of these places that match, in the filter's order. `places` is the JSON of `rights.rs`.
    fn matching<'a>(
        &'a self,
        places: &'a str,
        rules: &'a str,
        filter: &'a Filter,
    ) -> Reply<'a, Page>;

    /// The types that a search may name.
    fn kinds(&self) -> Reply<'_, Vec<String>>;

    /// How long successes since then took, of every workspace and type with enough of them.
    fn usual_durations(&self, since: Timestamp) -> Reply<'_, Vec<UsualRow>>;
}

/// This request cannot be answered for now; the text goes to the log and to nobody else.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    #[error("the database cannot be read: {0}")]
    Database(#[from] sqlx::Error),
    #[error("the database could not be read a moment ago")]
    JustFailed,
    #[error("the user asks about too many targets")]
    TooManyTargets,
    #[error("the database took too long")]
    Overdue,
}

/// What `GET /operations` asks for, already checked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Filter {
    pub(crate) workspace: Option<i64>,
    pub(crate) environment: Option<i64>,
    pub(crate) status: Option<String>,
    pub(crate) outcome: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) problem_class: Option<String>,
    pub(crate) search: Option<Search>,
    /// How far back `attention` looks.
    pub(crate) attention_since: Timestamp,
    pub(crate) order: Order,
    pub(crate) below: Option<Below>,
    pub(crate) limit: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Search {
    pub(crate) text: String,
    pub(crate) id: Option<i64>,
    /// Whether the text is part of the name of a place or of a type that the parameter `places` names.
    pub(crate) names: bool,
}

/// What comes first. Those of one moment: the higher id.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Order {
    /// The newest.
    Created,
    /// What ended last; what has no time of completion is left out.
    Ended,
}

/// Where the page before ended, in the order of the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Below {
    pub(crate) at: Timestamp,
    pub(crate) id: i64,
}

impl Order {
    /// The place of an operation; none where the order leaves it out.
    pub(crate) fn place(self, row: &OperationRow) -> Option<Below> {
        let at = match self {
            Self::Created => Some(row.created_at),
            Self::Ended => row.completed_at,
        };
        at.map(|at| Below {
            at: at.0,
            id: row.id,
        })
    }
}

pub(crate) struct Page {
    pub(crate) rows: Vec<OperationRow>,
    /// On every page together, counted up to [`MOST_COUNTED`].
    pub(crate) total: i64,
    /// Whether another page follows.
    pub(crate) more: bool,
}

/// Counting further would read the whole table for one number.
pub(crate) const MOST_COUNTED: i64 = 200;

/// Opens the configured database for reading.
pub(crate) async fn open(config: &Config, metrics: &Metrics) -> Result<Arc<dyn Store>> {
    use crate::config::Database;

    Ok(match &config.database {
        Database::Sqlite(path) => Arc::new(sqlite::open(path, metrics.clone()).await?),
        #[cfg(feature = "postgres")]
        Database::Postgres(address) => {
            Arc::new(postgres::open(address, config, metrics.clone()).await?)
        }
    })
}
