//! The rows of the views, the same for every engine.

use sqlx::FromRow;

use super::Moment;

/// One line of what is known of places and people; which fields hold depends on `what`.
#[derive(Debug, FromRow)]
pub(crate) struct Entry {
    /// `user`, `workspace`, `environment`, `membership` or `entitlements`.
    pub(crate) what: String,
    /// Of the thing itself; of a membership or entitlements, the user's.
    pub(crate) id: i64,
    /// The workspace of an environment or a membership.
    pub(crate) place: Option<i64>,
    /// A name; of a membership, the role; of entitlements, the ids of the environments with commas between.
    pub(crate) name: Option<String>,
    pub(crate) route_key: Option<String>,
}

/// An operation of a list.
#[derive(FromRow)]
pub(crate) struct Listed {
    #[sqlx(flatten)]
    pub(crate) operation: OperationRow,
    /// How many the list has, counted so far; only on its first page.
    pub(crate) total: Option<i64>,
}

#[derive(Clone, Debug, FromRow, PartialEq)]
pub(crate) struct OperationRow {
    pub(crate) id: i64,
    pub(crate) workspace_id: i64,
    pub(crate) environment_id: Option<i64>,
    pub(crate) kind: String,
    pub(crate) status: String,
    pub(crate) outcome: String,
    pub(crate) freshness: String,
    pub(crate) problem_class: String,
    pub(crate) initiator_id: Option<i64>,
    pub(crate) initiator_name: String,
    /// JSON as stored, like `failures` and `phase`.
    pub(crate) counts: Option<String>,
    pub(crate) failures: Option<String>,
    pub(crate) phase: Option<String>,
    pub(crate) review_pack_id: Option<i64>,
    pub(crate) created_at: Moment,
    pub(crate) started_at: Option<Moment>,
    pub(crate) completed_at: Option<Moment>,
}

#[derive(Clone, Debug, FromRow, PartialEq)]
pub(crate) struct PackRow {
    pub(crate) id: i64,
    pub(crate) workspace_id: i64,
    pub(crate) environment_id: i64,
    pub(crate) status: String,
    pub(crate) operation_id: Option<i64>,
    pub(crate) initiator_id: Option<i64>,
    pub(crate) initiator_name: Option<String>,
    pub(crate) file_size: Option<i64>,
    pub(crate) sha256: Option<String>,
    pub(crate) failure: Option<String>,
    pub(crate) created_at: Moment,
    pub(crate) generated_at: Option<Moment>,
    pub(crate) expires_at: Option<Moment>,
}

/// How long operations of a type usually take in a workspace, in seconds.
#[derive(Debug, FromRow)]
pub(crate) struct UsualRow {
    pub(crate) workspace_id: i64,
    pub(crate) kind: String,
    pub(crate) samples: i64,
    pub(crate) median_seconds: i64,
    pub(crate) p90_seconds: i64,
}
