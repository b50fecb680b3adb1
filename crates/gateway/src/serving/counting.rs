//! Counts every request, also those that are refused and those whose client goes away.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::{Method, StatusCode};
use axum::response::Response;

use super::metrics::Metrics;
use crate::step::Step;

/// Outside of everything that may refuse.
#[derive(Clone)]
pub(crate) struct Count(pub(crate) Metrics);

impl Step for Count {
    type Kept = Counting;

    fn before(&self, request: &mut Request) -> Result<Counting, Box<Response>> {
        Ok(Counting {
            metrics: self.0.clone(),
            since: Instant::now(),
            route: request.extensions().get::<MatchedPath>().cloned(),
            method: method(request.method()),
            status: "gone",
        })
    }

    fn after(counting: Counting, response: Response) -> Response {
        counting.answered(response.status());
        response
    }
}

/// Counted when dropped, which is also what becomes of a request whose client went away.
pub(crate) struct Counting {
    metrics: Metrics,
    since: Instant,
    /// The route's template; whatever else was asked for is one route.
    route: Option<MatchedPath>,
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
        let route = self.route.as_ref().map_or("none", MatchedPath::as_str);
        let took = (route != HELD_ROUTE).then(|| self.since.elapsed());
        self.metrics
            .answered(route.to_owned(), self.method, self.status, took);
    }
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
