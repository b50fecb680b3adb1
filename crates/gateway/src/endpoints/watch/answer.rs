//! The contract's `WatchAnswer`, put together from changes whose JSON is made once for all who are told of them.

use std::borrow::Cow;

use axum::Json;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use monitor_wire::{Change, Target};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::observer::Sight;
use crate::rights::Given;
use crate::version::Version;

/// A `Change`, in JSON.
pub(super) type Written<'a> = Cow<'a, RawValue>;

#[derive(Serialize)]
struct Answer<'a> {
    server_time: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    poll_after_seconds: Option<u32>,
    changes: &'a [Written<'a>],
}

/// None where the client knows it. What is gone or forbidden is always told: it has no version.
pub(super) fn change<'a>(
    target: Target,
    known: Option<Version>,
    sight: &Sight<'a>,
) -> Option<Written<'a>> {
    match sight {
        Given::Forbidden => Some(written(&Change::Forbidden { target })),
        Given::Missing => Some(written(&Change::NotFound { target })),
        Given::Whole(told) => (known != Some(told.version)).then_some(Cow::Borrowed(&*told.change)),
    }
}

pub(super) fn answer(changes: &[Written<'_>], poll_after_seconds: Option<u32>) -> Response {
    Json(Answer {
        server_time: Timestamp::now(),
        poll_after_seconds,
        changes,
    })
    .into_response()
}

fn written(change: &Change) -> Written<'static> {
    Cow::Owned(to_raw_value(change).expect("a change is plain data with string keys"))
}

#[cfg(test)]
mod tests {
    use monitor_wire::WatchAnswer;

    use super::*;

    #[test]
    fn an_answer_is_written_as_the_contract_has_it() {
        let changes = [
            Change::Forbidden {
                target: Target::Operation(1),
            },
            Change::NotFound {
                target: Target::ReviewPack(2),
            },
        ];
        for poll_after_seconds in [None, Some(7)] {
            let server_time = "2026-03-08T11:00:00Z".parse().unwrap();
            let answer = Answer {
                server_time,
                poll_after_seconds,
                changes: &[written(&changes[0]), written(&changes[1])],
            };

            let contract = WatchAnswer {
                server_time,
                poll_after_seconds,
                changes: changes.to_vec(),
            };
            assert_eq!(
                serde_json::to_string(&answer).unwrap(),
                serde_json::to_string(&contract).unwrap()
            );
        }
    }
}
