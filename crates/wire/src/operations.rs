//! `GET /operations`: a filtered list, newest first or by when it ended, in cursor pages.

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
    #[cfg_attr(
        feature = "openapi",
        param(min_length = 1, max_length = 100, pattern = r"^[^\x00]*$")
    )]
    pub status: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(min_length = 1, max_length = 100, pattern = r"^[^\x00]*$")
    )]
    pub outcome: Option<String>,
    /// One stored type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(min_length = 1, max_length = 100, pattern = r"^[^\x00]*$")
    )]
    pub kind: Option<String>,
    /// `attention` (either problem), `active_stale_attention` or `terminal_follow_up`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(pattern = "^(attention|active_stale_attention|terminal_follow_up)$")
    )]
    pub problem_class: Option<String>,
    /// An id (`421` or `#421`), or a part of the type, the environment's or the workspace's name. 1 to 100 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(
        feature = "openapi",
        param(
            min_length = 1,
            max_length = 100,
            pattern = r"^[^\x00]*[^\s\x00][^\x00]*$"
        )
    )]
    pub search: Option<String>,
    /// `created`, the newest first, where absent; `ended`: what has a time of completion, the last to end first.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(pattern = "^(created|ended)$"))]
    pub order: Option<String>,
    /// The `next_cursor` of the page before, asked for in the same order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// 1 to 100; 50 where absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OperationList {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub server_time: Timestamp,
    pub items: Vec<Operation>,
    /// How many operations match, on every page together. Counted up to 200: that much means as many or more.
    pub total: i64,
    /// Absent on the last page.
    pub next_cursor: Option<String>,
}
