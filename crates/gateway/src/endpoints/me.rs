//! `GET /me`: who the token speaks for, what they may see, and what one request may ask for.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use monitor_wire::{Limits, Me, Problem, Workspace};

use crate::app::App;
use crate::auth::Caller;
use crate::refusal::Refusal;
use crate::store::Membership;

/// Who the token speaks for and what they may see.
#[utoipa::path(
    get,
    path = "/api/v1/me",
    tag = "monitor",
    responses(
        (status = 200, description = "The user, with workspaces, environments and limits", body = Me),
        (status = 401, description = "Signed out", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not now", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = []))
)]
pub(crate) async fn me(State(app): State<Arc<App>>, caller: Caller) -> Result<Json<Me>, Refusal> {
    let memberships = app.store.memberships(caller.user.id).await?;
    let environments = app.store.environments(caller.user.id).await?;
    let limits = &app.config.limits;
    Ok(Json(Me {
        server_time: Timestamp::now(),
        user: caller.user,
        workspaces: memberships
            .into_iter()
            .map(|member| workspace(member, &app))
            .collect(),
        environments,
        limits: Limits {
            max_targets: limits.max_targets,
            max_wait_seconds: limits.max_wait_seconds,
        },
    }))
}

fn workspace(membership: Membership, app: &App) -> Workspace {
    Workspace {
        id: membership.workspace,
        name: membership.name,
        capabilities: app.config.capabilities_of(&membership.role),
        role: membership.role,
    }
}
