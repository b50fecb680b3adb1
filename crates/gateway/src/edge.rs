//! What holds for every answer, whoever made it: the caps on headers and body, errors as problems, safety headers.

use axum::extract::{DefaultBodyLimit, Request};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderValue, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};

use crate::refusal::{PROBLEM_JSON, Refusal, problem};
use crate::step::Step;

#[derive(Clone)]
pub(crate) struct Cap {
    pub(crate) header_bytes: usize,
    /// For whoever reads the body.
    pub(crate) body_bytes: usize,
}

impl Step for Cap {
    type Kept = ();

    fn before(&self, request: &mut Request) -> Result<(), Box<Response>> {
        let bytes: usize = request
            .headers()
            .iter()
            .map(|(name, value)| name.as_str().len() + value.len())
            .sum();
        if bytes > self.header_bytes {
            return Err(Box::new(Refusal::TooManyHeaders.into_response()));
        }
        DefaultBodyLimit::max(self.body_bytes).apply(request);
        Ok(())
    }

    fn after((): (), response: Response) -> Response {
        response
    }
}

/// Gives errors that the framework found the shape of our own, and every answer its safety headers.
#[derive(Clone)]
pub(crate) struct Finish;

impl Step for Finish {
    type Kept = ();

    fn before(&self, _: &mut Request) -> Result<(), Box<Response>> {
        Ok(())
    }

    fn after((): (), mut response: Response) -> Response {
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
