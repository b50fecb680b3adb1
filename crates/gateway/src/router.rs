//! The whole API on one screen.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::SizeAbove;
use tower_http::timeout::TimeoutLayer;

use crate::access_log::Record;
use crate::app::App;
use crate::edge::{Cap, Finish};
use crate::endpoints::{health, me, openapi, operation, operations, review_pack, watch};
use crate::serving::{CapBodyTime, Count, Limit, Serving};
use crate::step::Passing;

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

    let count = Count(serving.metrics.clone());
    let record = Record(Arc::clone(&app.log));
    // Its levels differ little in what they save of JSON, and much in what they cost.
    let compress = CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(SizeAbove::new(ONE_PACKET));
    let limit = Limit(Arc::clone(serving));
    let cap = Cap {
        header_bytes: limits.max_header_bytes,
        body_bytes: limits.max_body_bytes,
    };
    let cap_body_time = CapBodyTime(Arc::clone(serving));

    // From the outermost to the innermost, as a request passes them.
    prompt
        .merge(held)
        .layer((
            Passing((count, (record, Finish))),
            compress,
            Passing((limit, (cap, cap_body_time))),
        ))
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
