//! `GET /operations/{id}`: one operation, and the only answer that carries its technical context.

use std::sync::Arc;

use axum::Extension;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use monitor_wire::{Operation, Problem, Target};

use super::{AnyCall, OneThing, id, is_unchanged, versioned};
use crate::access_log::Trail;
use crate::app::App;
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
        (status = 401, description = "Signed out", body = Problem, content_type = "application/problem+json"),
        OneThing,
        AnyCall,
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
    let operation = app.operation(&caller, id).await?;
    versioned(&headers, operation, |operation| &operation.version)
}
