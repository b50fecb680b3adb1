//! Every way a request is refused, and its `application/problem+json` (RFC 9457).
//!
//! What a refusal says depends on the request alone: nothing of the database, and nothing that tells a missing thing
//! from one that is hidden.

use axum::Json;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use monitor_wire::Problem;

use crate::store::StoreError;

#[derive(Debug, PartialEq)]
pub(crate) enum Refusal {
    /// In scope, without the capability.
    Forbidden,
    /// Understood, but a field says something impossible.
    Invalid {
        field: String,
        detail: String,
    },
    /// Not JSON.
    Malformed,
    /// Missing, of a workspace the user is no member of, or of an environment they are not entitled to.
    Missing,
    /// Without a token, or with one that is wrong, expired, revoked, or of a user who is gone.
    SignedOut,
    /// The body took too long.
    SlowBody,
    TooManyHeaders,
    /// Over a limit, with the seconds to wait.
    TooManyRequests(u64),
    /// The database does not answer.
    Unavailable,
    /// A body of another kind than JSON.
    UnsupportedMediaType,
}

impl Refusal {
    pub(crate) fn invalid(field: impl Into<String>, detail: impl Into<String>) -> Self {
        Self::Invalid {
            field: field.into(),
            detail: detail.into(),
        }
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Missing => StatusCode::NOT_FOUND,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::SlowBody => StatusCode::REQUEST_TIMEOUT,
            Self::TooManyHeaders => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Self::TooManyRequests(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        }
    }

    fn detail(&self) -> &str {
        match self {
            Self::Forbidden => "You may see this place, but not this kind of thing in it.",
            Self::Invalid { detail, .. } => detail,
            Self::Malformed => "The body is not valid JSON.",
            Self::Missing => "This does not exist, or it is not yours to see.",
            Self::SignedOut => "Sign in with a valid access token.",
            Self::SlowBody => "The request's body took too long.",
            Self::TooManyHeaders => "The request's headers are too large.",
            Self::TooManyRequests(_) => "These are too many requests. Try again when asked to.",
            Self::Unavailable => "TenantAtlas' database does not answer. Try again shortly.",
            Self::UnsupportedMediaType => "Send the body as application/json.",
        }
    }

    fn field(&self) -> Option<String> {
        if let Self::Invalid { field, .. } = self {
            Some(field.clone())
        } else {
            None
        }
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::TooManyTargets) {
            return Self::TooManyRequests(TARGETS_FORGOTTEN_SECONDS);
        }
        if matches!(error, StoreError::JustFailed) {
            tracing::debug!(%error, "refused");
        } else {
            tracing::error!(%error, "the store failed");
        }
        Self::Unavailable
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = problem(self.status(), Some(self.detail()), self.field());
        if self == Self::SignedOut {
            response
                .headers_mut()
                .insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Self::TooManyRequests(seconds) = self {
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// The one shape of every error, also of those the framework finds.
pub(crate) fn problem(status: StatusCode, detail: Option<&str>, field: Option<String>) -> Response {
    let problem = Problem {
        kind: "about:blank".to_owned(),
        title: status.canonical_reason().unwrap_or("Error").to_owned(),
        status: status.as_u16(),
        detail: detail.map(str::to_owned),
        field,
    };
    let mut response = (status, Json(problem)).into_response();
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response
            .headers_mut()
            .insert(RETRY_AFTER, HeaderValue::from_static("5"));
    }
    response
}

pub(crate) const PROBLEM_JSON: &str = "application/problem+json";
/// As long as a target is looked at after it was asked about.
const TARGETS_FORGOTTEN_SECONDS: u64 = 120;
