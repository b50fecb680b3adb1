//! The whole API on one screen.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::SizeAbove;
use tower_http::timeout::TimeoutLayer;

use crate::app::App;
use crate::endpoints::{health, me, openapi, operation, operations, review_pack, watch};
use crate::serving::{self, Serving};
use crate::{access_log, edge};

pub(crate) fn router(app: Arc<App>, serving: &Arc<Serving>) -> Router {
    let limits = &app.config.limits;

    let prompt = Router::new()
        .route("/api/v1/health", get(health::health))
        .route("/api/v1/openapi.json", get(openapi::openapi))
        .route("/api/v1/me", get(me::me))
        .route("/api/v1/operations", get(operations::operations))
        .route("/api/v1/operations/{id}", get(operation::operation))
        .route(
            "/api/v1/environments/{id}/review-pack",
            get(review_pack::review_pack),
        )
        .route_layer(give_up_after(limits.request_seconds));

    let held = Router::new()
        .route("/api/v1/watch", post(watch::watch))
        .route_layer(give_up_after(
            limits.max_wait_seconds.saturating_add(HELD_GRACE_SECONDS),
        ));

    // The last layer is the outermost: an answer passes them downwards.
    prompt
        .merge(held)
        .layer(DefaultBodyLimit::max(limits.max_body_bytes))
        .layer(from_fn_with_state(
            Arc::clone(serving),
            serving::cap_body_time,
        ))
        .layer(from_fn_with_state(Arc::clone(&app), edge::cap_headers))
        .layer(from_fn_with_state(Arc::clone(serving), serving::limit))
        .layer(CompressionLayer::new().compress_when(SizeAbove::new(ONE_PACKET)))
        .layer(from_fn(edge::finish))
        .layer(from_fn_with_state(Arc::clone(&app), access_log::record))
        .layer(from_fn_with_state(Arc::clone(serving), serving::count))
        .with_state(app)
}

fn give_up_after(seconds: u32) -> TimeoutLayer {
    let limit = Duration::from_secs(u64::from(seconds));
    TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, limit)
}

/// Over the longest hold, for the looks at its start and end.
const HELD_GRACE_SECONDS: u32 = 10;

/// Bytes of a body that travel in one packet: to make them fewer would cost time and save none.
const ONE_PACKET: u64 = 1300;
