//! `GET /environments/{id}/review-pack`: the latest review pack of an environment, or none.

use std::sync::Arc;

use axum::Extension;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use monitor_wire::{LatestReviewPack, Problem, Target};

use super::{id, is_unchanged, versioned};
use crate::access_log::Trail;
use crate::app::{App, Given};
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
        (status = 304, description = "The version of If-None-Match is still the latest"),
        (status = 401, description = "Signed out", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "In scope, without the capability", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Missing, or not the user's to see", body = Problem, content_type = "application/problem+json"),
        (
            status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json",
            headers(("Retry-After" = u64, description = "Seconds until one is taken again"))
        ),
        (status = 431, description = "The headers are too large", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not now", body = Problem, content_type = "application/problem+json"),
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
    match app.latest_pack(&caller, environment).await? {
        Given::Forbidden => Err(Refusal::Forbidden),
        Given::Missing => Err(Refusal::Missing),
        Given::Whole(latest) => {
            let version = latest.version.clone();
            Ok(versioned(&headers, &version, latest))
        }
    }
}
