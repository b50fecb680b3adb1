//! What the gateway asks of TenantAtlas' database: one trait, one file per engine under `store/`.
//!
//! Every question about a thing carries the user, and the answer holds only what that user may see: access is decided
//! by the SQL (`sql/access.sql`), the same for every engine. Nothing here writes.

mod sqlite;

use std::pin::Pin;

use jiff::Timestamp;
use monitor_wire::{Environment, User};

pub(crate) use sqlite::{SqliteStore, optional_time, time};

pub(crate) type Reply<'a, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 'a>>;

/// `rules` is always the JSON of `rules.rs`.
pub(crate) trait Store: Send + Sync {
    fn reachable(&self) -> Reply<'_, ()>;

    /// The user, unless missing, deleted or disabled.
    fn user(&self, id: i64) -> Reply<'_, Option<User>>;

    fn memberships(&self, user: i64) -> Reply<'_, Vec<Membership>>;

    fn environments(&self, user: i64) -> Reply<'_, Vec<Environment>>;

    /// The visible ones of these operations, in no order, each once.
    fn operations<'a>(
        &'a self,
        user: i64,
        rules: &'a str,
        ids: &'a [i64],
    ) -> Reply<'a, Vec<OperationRow>>;

    /// The visible ones of these environments with their latest packs, in no order, each once.
    fn latest_packs<'a>(
        &'a self,
        user: i64,
        rules: &'a str,
        environments: &'a [i64],
    ) -> Reply<'a, Vec<LatestPackRow>>;

    /// One page of the visible and permitted operations that match, newest first.
    fn matching<'a>(&'a self, user: i64, rules: &'a str, filter: &'a Filter) -> Reply<'a, Page>;

    /// Start and end of recent successes, of every workspace.
    fn durations(&self) -> Reply<'_, Vec<DurationRow>>;
}

/// Both mean that this request cannot be answered for now; the text goes to the log and to nobody else.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    #[error("the database did not answer: {0}")]
    Unreachable(#[from] sqlx::Error),
    #[error("the database holds an unreadable time in {column}")]
    UnreadableTime { column: &'static str },
}

pub(crate) struct Membership {
    pub(crate) workspace: i64,
    pub(crate) name: String,
    pub(crate) role: String,
}

/// A workspace or an environment, with the key it has in the product's addresses.
pub(crate) struct PlaceRow {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) route_key: String,
}

/// An operation the user may see; what it says goes out only where `permitted`.
pub(crate) struct OperationRow {
    pub(crate) id: i64,
    pub(crate) permitted: bool,
    pub(crate) workspace: PlaceRow,
    pub(crate) environment: Option<PlaceRow>,
    pub(crate) kind: String,
    pub(crate) status: String,
    pub(crate) outcome: String,
    pub(crate) freshness: String,
    pub(crate) problem_class: String,
    pub(crate) initiator_id: Option<i64>,
    pub(crate) initiator_name: String,
    /// JSON as stored, like `failures` and `context`.
    pub(crate) counts: Option<String>,
    pub(crate) failures: Option<String>,
    pub(crate) context: Option<String>,
    pub(crate) review_pack_id: Option<i64>,
    pub(crate) created_at: Timestamp,
    pub(crate) started_at: Option<Timestamp>,
    pub(crate) completed_at: Option<Timestamp>,
}

/// An environment the user may see; its pack goes out only where `permitted`.
pub(crate) struct LatestPackRow {
    pub(crate) permitted: bool,
    pub(crate) workspace: PlaceRow,
    pub(crate) environment: PlaceRow,
    pub(crate) pack: Option<PackRow>,
}

pub(crate) struct PackRow {
    pub(crate) id: i64,
    pub(crate) status: String,
    pub(crate) operation_id: Option<i64>,
    pub(crate) initiator_id: Option<i64>,
    pub(crate) initiator_name: Option<String>,
    pub(crate) file_size: Option<i64>,
    pub(crate) sha256: Option<String>,
    pub(crate) failure: Option<String>,
    pub(crate) created_at: Timestamp,
    pub(crate) generated_at: Option<Timestamp>,
    pub(crate) expires_at: Option<Timestamp>,
}

pub(crate) struct DurationRow {
    pub(crate) workspace: i64,
    pub(crate) kind: String,
    pub(crate) started_at: Timestamp,
    pub(crate) completed_at: Timestamp,
}

/// What `GET /operations` asks for, already checked.
#[derive(Debug, PartialEq)]
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
    pub(crate) below: Option<Below>,
    pub(crate) limit: usize,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Search {
    /// A LIKE pattern; backslash escapes.
    pub(crate) pattern: String,
    pub(crate) id: Option<i64>,
}

/// Where the page before ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Below {
    pub(crate) created_at: Timestamp,
    pub(crate) id: i64,
}

pub(crate) struct Page {
    pub(crate) rows: Vec<OperationRow>,
    /// On every page together.
    pub(crate) total: i64,
    /// Whether another page follows.
    pub(crate) more: bool,
}
