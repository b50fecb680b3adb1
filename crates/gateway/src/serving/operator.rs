//! `/metrics` and `/health` on an address of their own, for whoever looks after the gateway. Needs no sign-in.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;

use crate::Gateway;
use crate::endpoints::health;

pub(crate) fn router(gateway: Gateway) -> Router {
    let health = Router::new()
        .route("/health", get(health::health))
        .with_state(Arc::clone(&gateway.app));
    Router::new()
        .route("/metrics", get(metrics))
        .with_state(gateway)
        .merge(health)
}

async fn metrics(State(gateway): State<Gateway>) -> impl IntoResponse {
    let text = gateway.serving.metrics.text(gateway.held_watches());
    ([(CONTENT_TYPE, OPENMETRICS)], text)
}

const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
