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
use monitor_wire::Target;
use serde::Serialize;

use crate::app::App;
use crate::auth::Caller;
use crate::refusal::Refusal;

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

/// 304 where the client has this version already.
fn versioned(asked: &HeaderMap, version: &str, answer: impl Serialize) -> Response {
    let tag = format!("\"{version}\"");
    if has(asked, &tag) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response();
    }
    ([(ETAG, tag)], Json(answer)).into_response()
}

fn has(asked: &HeaderMap, tag: &str) -> bool {
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
