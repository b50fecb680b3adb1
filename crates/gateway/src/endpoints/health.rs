//! `GET /health`: for load balancers and for whoever sets the gateway up; the monitor itself asks `/me`. Needs no token
//! and tells nothing of the data.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use monitor_wire::{Health, Problem};

use crate::app::App;

/// Whether the gateway runs and reaches TenantAtlas' database.
#[utoipa::path(
    get,
    path = "/api/v1/health",
    tag = "gateway",
    responses(
        (status = 200, description = "The gateway runs", body = Health),
        (
            status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json",
            headers(("Retry-After" = u64, description = "Seconds until one is taken again"))
        ),
        (status = 431, description = "The headers are too large", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not now", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn health(State(app): State<Arc<App>>) -> Json<Health> {
    Json(Health {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        store_reachable: app.reach.now(&app).await,
    })
}
