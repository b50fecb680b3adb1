//! `GET /health`: for load balancers and for whoever sets the gateway up; the monitor itself asks `/me`. Needs no token
//! and tells nothing of the data.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use monitor_wire::Health;

use super::AnyCall;
use crate::app::App;

/// Whether the gateway runs and reaches TenantAtlas' database.
#[utoipa::path(
    get,
    path = "/api/v1/health",
    tag = "gateway",
    responses(
        (status = 200, description = "The gateway runs", body = Health),
        AnyCall,
    )
)]
pub(crate) async fn health(State(app): State<Arc<App>>) -> Json<Health> {
    Json(Health {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        store_reachable: app.reach.now(&app).await,
    })
}
