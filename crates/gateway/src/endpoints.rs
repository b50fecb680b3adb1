//! One file per call of the contract, and what several of them share.

pub(crate) mod health;
pub(crate) mod me;
pub(crate) mod openapi;
pub(crate) mod operation;
pub(crate) mod operations;
pub(crate) mod review_pack;
pub(crate) mod watch;

use axum::Json;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::header::{ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use monitor_wire::{Problem, Target};
use serde::Serialize;
use utoipa::IntoResponses;

use crate::app::App;
use crate::auth::Caller;
use crate::refusal::Refusal;
use crate::rights::Given;

/// What any call may be answered with instead.
#[derive(IntoResponses)]
#[allow(dead_code, reason = "the contract names them, nobody makes them")]
enum AnyCall {
    #[response(
        status = 429,
        description = "Too many requests",
        content_type = "application/problem+json",
        headers(("Retry-After" = u64, description = "Seconds until one is taken again"))
    )]
    TooManyRequests(Problem),
    #[response(
        status = 431,
        description = "The headers are too large",
        content_type = "application/problem+json"
    )]
    HeadersTooLarge(Problem),
    #[response(
        status = 503,
        description = "Not now",
        content_type = "application/problem+json"
    )]
    NotNow(Problem),
}

/// What a call for one thing may be answered with instead.
#[derive(IntoResponses)]
#[allow(dead_code, reason = "the contract names them, nobody makes them")]
enum OneThing {
    #[response(
        status = 304,
        description = "The version of If-None-Match is still the latest"
    )]
    Unchanged,
    #[response(
        status = 403,
        description = "In scope, without the capability",
        content_type = "application/problem+json"
    )]
    Forbidden(Problem),
    #[response(
        status = 404,
        description = "Missing, or not the user's to see",
        content_type = "application/problem+json"
    )]
    Missing(Problem),
}

/// An id in a path. What is no number names nothing, like a number that nothing has.
fn id(segment: Result<Path<i64>, PathRejection>) -> Result<i64, Refusal> {
    segment.map(|Path(id)| id).map_err(|_| Refusal::Missing)
}

/// 304 where the client asks on a condition and the last look knows of nothing newer; no row is read for it.
async fn is_unchanged(
    app: &App,
    caller: &Caller,
    target: Target,
    asked: &HeaderMap,
) -> Result<Option<Response>, Refusal> {
    if !asked.contains_key(IF_NONE_MATCH) {
        return Ok(None);
    }
    let version = app.version(caller, target).await?;
    let tag = version.map(|version| format!("\"{version}\""));
    let unchanged = tag.filter(|tag| has(asked, tag));
    Ok(unchanged.map(|tag| (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response()))
}

/// One thing as the user may have it; 304 where the client has this version already.
fn versioned<T: Serialize>(
    asked: &HeaderMap,
    given: Given<T>,
    version: impl FnOnce(&T) -> &str,
) -> Result<Response, Refusal> {
    let thing = match given {
        Given::Forbidden => return Err(Refusal::Forbidden),
        Given::Missing => return Err(Refusal::Missing),
        Given::Whole(thing) => thing,
    };
    let tag = format!("\"{}\"", version(&thing));
    if has(asked, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response());
    }
    Ok(([(ETAG, tag)], Json(thing)).into_response())
}

pub(crate) fn has(asked: &HeaderMap, tag: &str) -> bool {
    let sent = asked
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut tags = sent.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|sent| sent == "*" || sent.strip_prefix("W/").unwrap_or(sent) == tag)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_tag_is_found_in_a_list_weak_or_strong_and_by_the_star() {
        let asked = |value: &str| {
            HeaderMap::from_iter([(IF_NONE_MATCH, HeaderValue::from_str(value).unwrap())])
        };

        for same in ["\"a\"", "W/\"a\"", "\"b\", \"a\"", "*"] {
            assert!(has(&asked(same), "\"a\""), "{same}");
        }
        assert!(!has(&asked("\"b\""), "\"a\""));
        assert!(!has(&HeaderMap::new(), "\"a\""));
    }
}
