//! `POST /watch`: many targets in one request, only what changed in the answer, held while nothing does.
//!
//! Answered from the observer's board alone: a held or repeated watch asks the database nothing. Token and rights are
//! looked at again before anything leaves, so a revoked membership or token ends a wait too.

mod request;

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::{Extension, Json};
use jiff::Timestamp;
use monitor_wire::{Change, Problem, Target, WatchAnswer, WatchRequest};
use tokio::sync::watch::Receiver;
use tokio::time::{Instant, sleep_until};

use crate::access_log::Trail;
use crate::app::App;
use crate::auth::Caller;
use crate::observer::{Board, Sight, Wake};
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
        (status = 408, description = "The body took too long", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not application/json", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "A field says something impossible", body = Problem, content_type = "application/problem+json"),
        (
            status = 429, description = "Too many requests", body = Problem, content_type = "application/problem+json",
            headers(("Retry-After" = u64, description = "Seconds until one is taken again"))
        ),
        (status = 431, description = "The headers are too large", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not now", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = []))
)]
pub(crate) async fn watch(
    State(app): State<Arc<App>>,
    mut caller: Caller,
    Extension(trail): Extension<Trail>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<WatchAnswer>, Refusal> {
    let request = request::parse(&headers, &body, &app.config.limits)?;
    // Both would keep the connection's buffer for as long as the watch is held.
    drop((body, headers));
    let targets: Vec<Target> = request.targets.iter().map(|asked| asked.target).collect();
    let changes_of_boards = app.observer.changes();
    let board = app.observer.board(caller.id(), &targets).await?;
    trail.watches(targets);
    let first = changes(&app, &caller, &request, &board);
    if request.wait_seconds == 0 || !first.is_empty() {
        return Ok(answer(first, None));
    }
    // What cannot be held is answered as if it had not asked to wait: the client keeps its own intervals.
    let Ok(_permit) = app.held.try_acquire() else {
        return Ok(answer(first, None));
    };
    let Some(_holding) = app.observer.hold(caller.token) else {
        return Ok(answer(first, None));
    };
    let before = Before {
        wakes: wakes(&app, &caller, &request, &board),
        board: board.moved().number(),
    };
    drop((board, first));
    hold(&app, &mut caller, &request, before, changes_of_boards).await
}

/// What the client knew when the wait began.
struct Before {
    wakes: Vec<Wake>,
    /// The last board that was looked at.
    board: u64,
}

/// Waits until something wakes the client, the wait is over, the token ends, or the server stops.
async fn hold(
    app: &App,
    caller: &mut Caller,
    request: &WatchRequest,
    mut before: Before,
    mut boards: Receiver<Arc<Board>>,
) -> Result<Json<WatchAnswer>, Refusal> {
    let end = end(request.wait_seconds, caller.expires_at);
    let mut stopping = app.stopping.subscribe();
    loop {
        let (over, stops) = tokio::select! {
            changed = boards.changed() => (changed.is_err(), false),
            () = sleep_until(end) => (true, false),
            () = stopped(&mut stopping) => (true, true),
        };
        let mut board = Arc::clone(&boards.borrow_and_update());
        let targets = request.targets.iter().map(|asked| asked.target);
        let alone = board.moved().leaves_alone(before.board, targets);
        before.board = board.moved().number();
        if !over && alone {
            continue;
        }
        if over {
            let targets: Vec<Target> = request.targets.iter().map(|asked| asked.target).collect();
            board = app.observer.board(caller.id(), &targets).await?;
        }
        caller.confirm(app, &board).await?;
        if !over && wakes(app, caller, request, &board) == before.wakes {
            continue;
        }
        let come_back = stops.then(|| fastrand::u32(SPREAD_SECONDS));
        return Ok(answer(changes(app, caller, request, &board), come_back));
    }
}

fn end(wait_seconds: u32, expires_at: Option<Timestamp>) -> Instant {
    let wait = Duration::from_secs(u64::from(wait_seconds));
    let lives = expires_at.map(|end| {
        let left = end.duration_since(Timestamp::now());
        Duration::try_from(left).unwrap_or_default()
    });
    Instant::now() + lives.map_or(wait, |lives| lives.min(wait))
}

fn wakes(app: &App, caller: &Caller, request: &WatchRequest, board: &Board) -> Vec<Wake> {
    let targets = request.targets.iter();
    targets
        .map(|asked| {
            board
                .sight(asked.target, &caller.viewer, &app.config)
                .wake()
        })
        .collect()
}

/// What the client does not know yet. What is gone or forbidden is always told: it has no version.
fn changes(app: &App, caller: &Caller, request: &WatchRequest, board: &Board) -> Vec<Change> {
    let targets = request.targets.iter();
    targets
        .filter_map(|asked| {
            let sight = board.sight(asked.target, &caller.viewer, &app.config);
            let known = sight.version().is_some() && sight.version() == asked.version.as_deref();
            (!known).then(|| change(asked.target, &sight))
        })
        .collect()
}

fn change(target: Target, sight: &Sight<'_>) -> Change {
    match sight {
        Sight::Forbidden => Change::Forbidden { target },
        Sight::Missing => Change::NotFound { target },
        Sight::Operation(operation, _) => Change::Operation {
            operation: Box::new((*operation).clone()),
        },
        Sight::ReviewPack(latest, _) => Change::ReviewPack {
            latest: Box::new((*latest).clone()),
        },
    }
}

fn answer(changes: Vec<Change>, poll_after_seconds: Option<u32>) -> Json<WatchAnswer> {
    Json(WatchAnswer {
        server_time: Timestamp::now(),
        poll_after_seconds,
        changes,
    })
}

/// Over how long the clients of a stopping server are asked to come back.
const SPREAD_SECONDS: std::ops::RangeInclusive<u32> = 2..=20;
