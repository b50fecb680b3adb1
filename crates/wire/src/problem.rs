//! Errors, as `application/problem+json` (RFC 9457).

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// `about:blank`: the status says what kind it is.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status in words, for example `Not Found`.
    pub title: String,
    pub status: u16,
    /// What was wrong, and what to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The request's field that was wrong, for example `targets[3].operation`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}
