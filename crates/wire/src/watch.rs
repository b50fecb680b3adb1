//! `POST /watch`: many targets in one request, only what changed in the answer.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{LatestReviewPack, Operation};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WatchRequest {
    /// How long the server may hold the answer, in seconds, at most 3600; zero answers at once. It holds no longer than
    /// the `max_wait_seconds` of `/me`, whatever is asked.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(maximum = 3600))]
    pub wait_seconds: u32,
    /// At most the `max_targets` of `/me`.
    #[cfg_attr(feature = "openapi", schema(min_items = 1))]
    pub targets: Vec<WatchTarget>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WatchTarget {
    #[serde(flatten)]
    pub target: Target,
    /// The version last seen; absent asks for the state whatever it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(max_length = 128))]
    pub version: Option<String>,
}

/// One thing to watch: `{"operation": 421}`, or `{"review_pack": 12}` with the environment's id.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Target {
    Operation(i64),
    ReviewPack(i64),
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WatchAnswer {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub server_time: Timestamp,
    /// The server wants no watch of this user sooner than this many seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poll_after_seconds: Option<u32>,
    /// In the order asked; a target that did not change is left out.
    pub changes: Vec<Change>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum Change {
    /// In scope, without the capability.
    Forbidden {
        target: Target,
    },
    /// Missing, or not the user's to see.
    NotFound {
        target: Target,
    },
    Operation {
        operation: Box<Operation>,
    },
    ReviewPack {
        latest: Box<LatestReviewPack>,
    },
}
