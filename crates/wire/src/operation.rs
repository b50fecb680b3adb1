//! `GET /operations/{id}`: one operation as TenantAtlas knows it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Operation {
    pub id: i64,
    /// A digest of every other field except `context`.
    pub version: String,
    pub workspace: Place,
    /// Absent for a workspace-wide operation.
    pub environment: Option<Place>,
    /// The stored type, for example `policy.sync`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The administrator's own label for the type, where the gateway's configuration gives one.
    pub type_label: Option<String>,
    /// Whether no other type has that label; absent where one has.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub type_label_unique: bool,
    /// `queued`, `running`, `completed`, or a word this contract does not know.
    pub status: String,
    /// `pending`, `succeeded`, `partially_succeeded`, `blocked`, `failed`, `cancelled`, or another word.
    pub outcome: String,
    /// `fresh_active`, `likely_stale`, `reconciled_failed`, `terminal_normal` or `unknown` (spec 233).
    pub freshness: String,
    /// `none`, `active_stale_attention` or `terminal_follow_up` (spec 233).
    pub problem_class: String,
    pub initiator: Initiator,
    /// The numeric summary counts, as stored (spec 054).
    pub counts: BTreeMap<String, i64>,
    pub progress: Progress,
    /// At most ten entries.
    pub failures: Vec<Failure>,
    /// How long the last successes of this type took in this workspace, where enough are known.
    pub expected: Option<Expected>,
    /// The review pack this operation made.
    pub review_pack_id: Option<i64>,
    /// Where TenantAtlas shows this operation, where the gateway's configuration gives a template.
    pub web_url: Option<String>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub started_at: Option<Timestamp>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub completed_at: Option<Timestamp>,
    /// The technical context, only in the answer of `GET /operations/{id}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub context: Option<serde_json::Value>,
}

/// A workspace or an environment, by id and name.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Place {
    pub id: i64,
    pub name: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Initiator {
    /// The stored snapshot of the name, or `System`.
    pub name: String,
    /// Whether the scheduler started it and no user did.
    pub system: bool,
}

/// How far an active operation is (specs 270 and 272).
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "mode", rename_all = "snake_case")]
pub enum Progress {
    /// Active, without trustworthy counts.
    Activity,
    /// The only mode that may draw a determinate bar; `processed <= total`, `total > 0`.
    Counted { processed: i64, total: i64 },
    /// Finished, or nothing is known.
    None,
    /// A named phase, without a percentage.
    Phased { key: String, label: String },
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Failure {
    /// The stored code, for example `graph.throttled`.
    pub code: String,
    /// The operator's label for the code, where one is known; never the raw code.
    pub label: Option<String>,
    /// At most 140 characters.
    pub message: String,
    pub count: Option<i64>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Expected {
    /// Seconds from start to end, the middle of the sample.
    pub median_seconds: i64,
    /// Seconds from start to end that nine of ten stayed within.
    pub p90_seconds: i64,
    /// How many successes this rests on: at least five, and at most the last 200 of 30 days.
    pub samples: i64,
}
