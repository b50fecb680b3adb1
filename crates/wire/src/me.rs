//! `GET /me`: who the token speaks for and what they may see.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub server_time: Timestamp,
    pub user: User,
    /// The workspaces the user is a member of, by id.
    pub workspaces: Vec<Workspace>,
    /// The environments the user is entitled to, by id.
    pub environments: Vec<Environment>,
    pub limits: Limits,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct User {
    pub id: i64,
    pub name: String,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Workspace {
    pub id: i64,
    pub name: String,
    /// `owner`, `manager`, `operator` or `readonly`.
    pub role: String,
    /// What that role may do here, for example `review_pack.view`.
    pub capabilities: Vec<String>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Environment {
    pub id: i64,
    pub name: String,
    pub workspace_id: i64,
}

/// What one request may ask for.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Limits {
    /// The most targets of one watch.
    pub max_targets: u32,
    /// The longest hold of one watch, in seconds.
    pub max_wait_seconds: u32,
}
