//! `GET /environments/{id}/review-pack`: the latest review pack of an environment, or none.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Initiator, Place};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LatestReviewPack {
    /// A digest of every other field.
    pub version: String,
    pub environment: Place,
    pub workspace: Place,
    /// Absent where the environment has none.
    pub review_pack: Option<ReviewPack>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewPack {
    pub id: i64,
    /// `queued`, `generating`, `ready`, `failed`, `expired`, or a word this contract does not know.
    pub status: String,
    /// The operation that makes or made it; absent once that was purged.
    pub operation_id: Option<i64>,
    pub initiator: Initiator,
    /// Bytes.
    pub file_size: Option<i64>,
    /// Of the ZIP file, as 64 lowercase hexadecimal digits.
    pub sha256: Option<String>,
    /// Why it failed, in at most 140 characters.
    pub failure: Option<String>,
    /// Where TenantAtlas shows it, where the gateway's configuration gives a template.
    pub web_url: Option<String>,
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub generated_at: Option<Timestamp>,
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub expires_at: Option<Timestamp>,
}
