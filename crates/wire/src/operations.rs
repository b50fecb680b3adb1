//! `GET /operations`: a filtered list, newest first, in cursor pages.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Operation;

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct OperationQuery {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub workspace: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub environment: Option<i64>,
    /// `active` (queued or running), or one stored status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// One stored type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// `attention` (either problem), `active_stale_attention` or `terminal_follow_up`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem_class: Option<String>,
    /// An id (`421` or `#421`), or a part of the type, the environment's or the workspace's name. 1 to 100 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// The `next_cursor` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// 1 to 100; 50 where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperationList {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub server_time: Timestamp,
    pub items: Vec<Operation>,
    /// How many operations match, on every page together. Counted up to 1,000: that much means as many or more.
    pub total: i64,
    /// Absent on the last page.
    pub next_cursor: Option<String>,
}
