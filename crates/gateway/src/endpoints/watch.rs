//! `POST /watch`: many targets in one request, only what changed in the answer, held while nothing does.
//!
//! Answered from the observer's board alone: a held or repeated watch asks the database nothing. Token and rights are
//! looked at again before anything leaves, so a revoked membership or token ends a wait too.

mod answer;
pub(crate) mod request;

use std::pin::pin;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use monitor_wire::{Problem, WatchAnswer, WatchRequest};
use tokio::sync::watch::Receiver;
use tokio::time::{Instant, sleep_until};

use self::answer::{Written, answer, change};
use self::request::{Asked, IsJson};
use super::AnyCall;
use crate::access_log::Trail;
use crate::app::App;
use crate::auth::Caller;
use crate::observer::{Board, Holding, Wake};
use crate::refusal::Refusal;
use crate::stopped;
use crate::store::StoreError;

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
        AnyCall,
    ),
    security(("bearer" = []))
)]
pub(crate) async fn watch(
    State(app): State<Arc<App>>,
    mut caller: Caller,
    Extension(trail): Extension<Trail>,
    is_json: IsJson,
    body: Bytes,
) -> Result<Response, Refusal> {
    let asked = request::parse(is_json, &body, &app.config.limits)?;
    // It would keep the connection's buffer for as long as the watch is held.
    drop(body);
    let board = app.observer.board(caller.id(), &asked.targets).await?;
    // The body may have come long after the head.
    caller.confirm(&app, &board).await?;
    trail.watches(Arc::clone(&asked.targets));
    let Sighted { wakes, changes } = look(&app, &caller, &asked, &board);
    if asked.wait_seconds == 0 || !changes.is_empty() {
        return Ok(answer(&changes, None));
    }
    // What cannot be held is answered as if it had not asked to wait: the client keeps its own intervals.
    let Ok(_permit) = app.held.try_acquire() else {
        return Ok(answer(&[], None));
    };
    let targets = Arc::clone(&asked.targets);
    let Some(holding) = app.observer.hold(caller.token, targets, &board) else {
        return Ok(answer(&[], None));
    };
    drop(changes);
    drop(board);
    hold(&app, &mut caller, &asked, &wakes, &holding).await
}

/// Waits until something wakes the client, the wait is over, the token ends, or the server stops. `wakes` is what the
/// client knew when the wait began.
async fn hold(
    app: &App,
    caller: &mut Caller,
    asked: &Asked,
    wakes: &[Wake],
    holding: &Holding,
) -> Result<Response, Refusal> {
    let mut end = pin!(sleep_until(end(asked.wait_seconds, caller.expires_at)));
    let mut stopping = app.stopping.subscribe();
    loop {
        let over = tokio::select! {
            biased;
            () = stopped(&mut stopping) => true,
            () = holding.woken() => false,
            () = &mut end => true,
        };
        let board = if over {
            closing_board(app, caller.id(), asked, &mut stopping).await?
        } else {
            app.observer.last()
        };
        caller.confirm(app, &board).await?;
        let now = look(app, caller, asked, &board);
        if over || now.wakes != wakes {
            let come_back = app.stopping.borrow().then(|| fastrand::u32(SPREAD_SECONDS));
            return Ok(answer(&now.changes, come_back));
        }
    }
}

/// What is told when a wait is over. A server that stops waits for no look: its database may hang longer than there is
/// time for.
async fn closing_board(
    app: &App,
    user: i64,
    asked: &Asked,
    stopping: &mut Receiver<bool>,
) -> Result<Arc<Board>, StoreError> {
    tokio::select! {
        biased;
        () = stopped(stopping) => app.observer.parting(),
        board = app.observer.board(user, &asked.targets) => board,
    }
}

/// Waits end in steps that all share: one waking of the processor answers many, where each alone costs several times as
/// much.
fn end(wait_seconds: u32, expires_at: Option<Timestamp>) -> Instant {
    let wait = Duration::from_secs(u64::from(wait_seconds));
    let lives = expires_at.map(|end| {
        let left = end.duration_since(Timestamp::now());
        Duration::try_from(left).unwrap_or_default()
    });
    next_step(Instant::now() + lives.map_or(wait, |lives| lives.min(wait)))
}

/// Never before, and less than a step after it.
fn next_step(end: Instant) -> Instant {
    let beyond = end.duration_since(*FIRST_STEP).as_nanos() % STEP.as_nanos();
    let beyond = Duration::from_nanos(u64::try_from(beyond).unwrap_or_default());
    if beyond.is_zero() {
        return end;
    }
    end + STEP.saturating_sub(beyond)
}

/// What a board tells of the targets.
struct Sighted<'a> {
    wakes: Vec<Wake>,
    /// What the client does not know yet.
    changes: Vec<Written<'a>>,
}

fn look<'a>(app: &App, caller: &Caller, asked: &Asked, board: &'a Board) -> Sighted<'a> {
    let mut sighted = Sighted {
        wakes: Vec::with_capacity(asked.targets.len()),
        changes: Vec::new(),
    };
    for (target, known) in asked.targets.iter().zip(&asked.versions) {
        let sight = board.sight(*target, &caller.viewer, &app.config);
        sighted.wakes.push(sight.wake());
        sighted.changes.extend(change(*target, *known, &sight));
    }
    sighted
}

static FIRST_STEP: LazyLock<Instant> = LazyLock::new(Instant::now);
const STEP: Duration = Duration::from_millis(100);
/// Over how long the clients of a stopping server are asked to come back.
const SPREAD_SECONDS: std::ops::RangeInclusive<u32> = 2..=20;

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    #[test]
    fn waits_that_end_soon_after_each_other_end_together_and_none_too_early() {
        let step = *FIRST_STEP + 7 * STEP;
        let shortest = Duration::from_nanos(1);

        for beyond in [shortest, STEP / 2, STEP - shortest, STEP] {
            assert_eq!(next_step(step + beyond), step + STEP, "{beyond:?}");
        }
    }

    #[test]
    fn a_wait_that_ends_on_a_step_is_no_later() {
        for steps in [0, 1, 500] {
            let step = *FIRST_STEP + steps * STEP;
            assert_eq!(next_step(step), step);
        }
    }

    #[test]
    fn a_wait_and_the_life_of_a_token_both_end_on_a_step() {
        let wait = Duration::from_secs(7);
        let began = Instant::now();
        let waited = end(7, None);
        let known = Instant::now();
        let lived = end(7, Some(Timestamp::now() + SignedDuration::from_secs(3)));

        assert_eq!((waited, lived), (next_step(waited), next_step(lived)));
        assert!(waited >= began + wait && waited < known + wait + STEP);
        assert!(lived > began && lived < waited);
    }
}
