//! `GET /me`: who the token speaks for, what they may see, and what one request may ask for.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use monitor_wire::{Environment, Limits, Me, Problem, Workspace};

use super::AnyCall;
use crate::app::App;
use crate::auth::Caller;
use crate::refusal::Refusal;

/// Who the token speaks for and what they may see.
#[utoipa::path(
    get,
    path = "/api/v1/me",
    tag = "monitor",
    responses(
        (status = 200, description = "The user, with workspaces, environments and limits", body = Me),
        (status = 401, description = "Signed out", body = Problem, content_type = "application/problem+json"),
        AnyCall,
    ),
    security(("bearer" = []))
)]
pub(crate) async fn me(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Me>, Refusal> {
    let board = app.observer.board(caller.id(), &[]).await?;
    let rights = board.rights();
    let viewer = &caller.viewer;
    let limits = &app.config.limits;
    let mut environments: Vec<Environment> = rights
        .environments_of(viewer)
        .map(|(workspace_id, place)| Environment {
            id: place.id,
            name: place.name.clone(),
            workspace_id,
        })
        .collect();
    environments.sort_by_key(|environment| environment.id);
    let workspaces = viewer.roles.iter().filter_map(|(id, role)| {
        Some(Workspace {
            id: *id,
            name: rights.workspace(*id)?.name.clone(),
            role: role.clone(),
            capabilities: app.config.capabilities_of(role),
        })
    });
    Ok(Json(Me {
        server_time: Timestamp::now(),
        user: viewer.user.clone(),
        workspaces: workspaces.collect(),
        environments,
        limits: Limits {
            max_targets: limits.max_targets,
            max_wait_seconds: limits.max_wait_seconds,
        },
    }))
}
