//! `GET /operations/{id}`: one operation, and the only answer that carries its technical context.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use monitor_wire::{Operation, Problem, Target};

use super::{id, versioned};
use crate::access_log::Trail;
use crate::app::App;
use crate::auth::Caller;
use crate::describe;
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
        (status = 503, description = "Not now", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = []))
)]
pub(crate) async fn operation(
    State(app): State<Arc<App>>,
    caller: Caller,
    Extension(trail): Extension<Trail>,
    Path(segment): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let id = id(&segment)?;
    trail.asks(Target::Operation(id));
    let mut visible = app.operations(caller.user.id, &[id]).await?;
    let (row, mut operation) = visible.pop().ok_or(Refusal::Missing)?;
    if !row.permitted {
        return Err(Refusal::Forbidden);
    }
    operation.context = describe::context(&row, app.config.limits.max_context_bytes);
    let version = operation.version.clone();
    Ok(versioned(&headers, &version, operation))
}
