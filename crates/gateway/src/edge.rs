//! What holds for every answer, whoever made it: the cap on headers, errors as problems, and the safety headers.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderValue, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::refusal::{PROBLEM_JSON, Refusal, problem};

pub(crate) async fn cap_headers(
    State(app): State<Arc<App>>,
    request: Request,
    next: Next,
) -> Response {
    let bytes: usize = request
        .headers()
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    if bytes > app.config.limits.max_header_bytes {
        return Refusal::TooManyHeaders.into_response();
    }
    next.run(request).await
}

/// Gives errors that the framework found the shape of our own, and every answer its safety headers.
pub(crate) async fn finish(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    if failed && !is_problem(response.headers()) {
        response = problem(status, detail(status), None);
    }
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.append(VARY, HeaderValue::from_static("authorization"));
    response
}

fn is_problem(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes() == PROBLEM_JSON.as_bytes())
}

fn detail(status: StatusCode) -> Option<&'static str> {
    match status {
        StatusCode::METHOD_NOT_ALLOWED => Some("This address does not take that method."),
        StatusCode::NOT_FOUND => Some("There is nothing at this address."),
        StatusCode::PAYLOAD_TOO_LARGE => Some("The request's body is too large."),
        StatusCode::SERVICE_UNAVAILABLE => Some("The answer took too long. Try again shortly."),
        _ => None,
    }
}
