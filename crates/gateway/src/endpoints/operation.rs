//! `GET /operations/{id}`: one operation, and the only answer that carries its technical context.

use std::sync::Arc;

use axum::Extension;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use monitor_wire::{Operation, Problem, Target};

use super::{id, is_unchanged, versioned};
use crate::access_log::Trail;
use crate::app::{App, Given};
use crate::auth::Caller;
use crate::refusal::Refusal;

/// One operation, with its technical context.
#[utoipa::path(
    get,
    path = "/api/v1/operations/{id}",
    tag = "monitor",
    params(("id" = i64, Path, description = "The operation's id")),
    responses(
        (status = 200, description = "The operation; its ETag is its version", body = Operation),
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
pub(crate) async fn operation(
    State(app): State<Arc<App>>,
    caller: Caller,
    Extension(trail): Extension<Trail>,
    segment: Result<Path<i64>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let id = id(segment)?;
    trail.asks(Target::Operation(id));
    if let Some(unchanged) = is_unchanged(&app, &caller, Target::Operation(id), &headers).await? {
        return Ok(unchanged);
    }
    match app.operation(&caller, id).await? {
        Given::Forbidden => Err(Refusal::Forbidden),
        Given::Missing => Err(Refusal::Missing),
        Given::Whole(operation) => {
            let version = operation.version.clone();
            Ok(versioned(&headers, &version, operation))
        }
    }
}
