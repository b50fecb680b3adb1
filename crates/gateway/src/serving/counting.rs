//! Counts every request, also those that are refused and those whose client goes away.

use std::sync::Arc;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use super::Serving;
use super::metrics::Metrics;

/// Outside of everything that may refuse.
pub(crate) async fn count(
    State(serving): State<Arc<Serving>>,
    request: Request,
    next: Next,
) -> Response {
    let counting = Counting {
        metrics: serving.metrics.clone(),
        since: Instant::now(),
        route: route(&request),
        method: method(request.method()),
        status: "gone",
    };
    let response = next.run(request).await;
    counting.answered(response.status());
    response
}

/// Counted when dropped, which is also what becomes of a request whose client went away.
struct Counting {
    metrics: Metrics,
    since: Instant,
    route: String,
    method: &'static str,
    status: &'static str,
}

impl Counting {
    fn answered(mut self, status: StatusCode) {
        self.status = class(status);
    }
}

impl Drop for Counting {
    fn drop(&mut self) {
        let route = std::mem::take(&mut self.route);
        let took = (route != HELD_ROUTE).then(|| self.since.elapsed());
        self.metrics.answered(route, self.method, self.status, took);
    }
}

/// The route's template; whatever else was asked for is one route.
fn route(request: &Request) -> String {
    let matched = request.extensions().get::<MatchedPath>();
    matched.map_or("none", MatchedPath::as_str).to_owned()
}

fn method(method: &Method) -> &'static str {
    METHODS
        .into_iter()
        .find(|known| method.as_str() == *known)
        .unwrap_or("other")
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}

const HELD_ROUTE: &str = "/api/v1/watch";
const METHODS: [&str; 8] = [
    "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT",
];
