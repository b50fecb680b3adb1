//! `POST /watch`: many targets in one request, only what changed in the answer, held while nothing does.
//!
//! A held watch remembers what wakes it and looks again every `hold_check`, through the same access rules and the same
//! token check as a new request, so a revoked membership or token ends it too.

mod request;
mod sight;

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::{Extension, Json};
use jiff::Timestamp;
use monitor_wire::{Problem, WatchAnswer, WatchRequest};
use tokio::time::{Instant, sleep_until};

use self::sight::{Sight, changes, look, wakes};
use crate::access_log::Trail;
use crate::app::App;
use crate::auth::Caller;
use crate::refusal::Refusal;
use crate::stopped;

/// Many targets in one request; only what changed is answered, and the answer may be held until something does.
#[utoipa::path(
    post,
    path = "/api/v1/watch",
    tag = "monitor",
    request_body = WatchRequest,
    responses(
        (status = 200, description = "What changed, in the order asked", body = WatchAnswer),
        (status = 400, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Signed out", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not application/json", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A field says something impossible", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not now", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = []))
)]
pub(crate) async fn watch(
    State(app): State<Arc<App>>,
    caller: Caller,
    Extension(trail): Extension<Trail>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<WatchAnswer>, Refusal> {
    let request = request::parse(&headers, &body, &app.config.limits)?;
    trail.watches(request.targets.iter().map(|asked| asked.target).collect());

    let first = look(&app, caller.user.id, &request.targets).await?;
    if request.wait_seconds == 0 || first.iter().any(|sight| sight.is_news()) {
        return Ok(answer(first, None));
    }
    let Ok(_permit) = app.held.try_acquire() else {
        return Ok(answer(first, Some(COME_BACK_SECONDS)));
    };
    let last = hold(&app, &caller, &request, &first).await?;
    Ok(answer(last, None))
}

/// Looks until something wakes the client, the wait is over, or the server stops; answers with the last look.
async fn hold(
    app: &App,
    caller: &Caller,
    request: &WatchRequest,
    first: &[Sight],
) -> Result<Vec<Sight>, Refusal> {
    let before = wakes(first);
    let end = Instant::now() + Duration::from_secs(u64::from(request.wait_seconds));
    let mut stopping = app.stopping.subscribe();
    loop {
        let next_look = end.min(Instant::now() + app.config.hold_check);
        let over = tokio::select! {
            () = sleep_until(next_look) => next_look == end,
            () = stopped(&mut stopping) => true,
        };
        caller.confirm(app).await?;
        let sights = look(app, caller.user.id, &request.targets).await?;
        if over || wakes(&sights) != before {
            return Ok(sights);
        }
    }
}

fn answer(sights: Vec<Sight>, poll_after_seconds: Option<u32>) -> Json<WatchAnswer> {
    Json(WatchAnswer {
        server_time: Timestamp::now(),
        poll_after_seconds,
        changes: changes(sights),
    })
}

/// What a watch that cannot be held is asked to wait.
const COME_BACK_SECONDS: u32 = 30;
