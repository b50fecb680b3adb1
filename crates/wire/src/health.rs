//! `GET /health`, without sign-in.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Health {
    /// The gateway's own version, for example `0.1.0`.
    pub version: String,
    /// Whether the store answered a trivial query.
    pub store_reachable: bool,
}
