//! `GET /environments/{id}/review-pack`: the latest review pack of an environment, or none.

use std::sync::Arc;

use axum::Extension;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use monitor_wire::{LatestReviewPack, Problem, Target};

use super::{AnyCall, OneThing, id, is_unchanged, versioned};
use crate::access_log::Trail;
use crate::app::App;
use crate::auth::Caller;
use crate::refusal::Refusal;

/// The latest review pack of an environment, or none.
#[utoipa::path(
    get,
    path = "/api/v1/environments/{id}/review-pack",
    tag = "monitor",
    params(("id" = i64, Path, description = "The environment's id")),
    responses(
        (status = 200, description = "The latest review pack; its ETag is its version", body = LatestReviewPack),
        (status = 401, description = "Signed out", body = Problem, content_type = "application/problem+json"),
        OneThing,
        AnyCall,
    ),
    security(("bearer" = []))
)]
pub(crate) async fn review_pack(
    State(app): State<Arc<App>>,
    caller: Caller,
    Extension(trail): Extension<Trail>,
    segment: Result<Path<i64>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let environment = id(segment)?;
    trail.asks(Target::ReviewPack(environment));
    let target = Target::ReviewPack(environment);
    if let Some(unchanged) = is_unchanged(&app, &caller, target, &headers).await? {
        return Ok(unchanged);
    }
    let latest = app.latest_pack(&caller, environment).await?;
    versioned(&headers, latest, |latest| &latest.version)
}
