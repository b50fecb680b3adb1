//! Every outcome of a call, against a real HTTP server on loopback.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod good;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::extract::{Request as HttpRequest, State};
use axum::http::{HeaderMap, Response};
use monitor_client::{Client, Network, Server};
use monitor_core::cadence::Wish;
use monitor_core::filter::Sought;
use monitor_core::ports::{
    Answer, Api, Ask, Change, ListKind, Observation, Request, RequestId, WatchLane,
};
use monitor_core::run::{Ending, Outcome, Status};
use monitor_core::{
    Cause, EnvironmentId, Fault, Narrowing, OperationId, Target, Version, WorkspaceId,
};

use good::{LIST, ME, watch_answer};

#[tokio::test]
async fn every_status_has_its_fault() {
    let cases = [
        (401, "", Fault::SignedOut),
        (403, "", Fault::Forbidden),
        (404, "", Fault::Gone),
        (
            407,
            "",
            Fault::Proxy {
                authentication: true,
            },
        ),
        (408, "", Fault::Unreached),
        (429, "", Fault::Throttled { retry_after: None }),
        (500, "", Fault::Server { retry_after: None }),
        (503, "", Fault::Server { retry_after: None }),
        (302, "", Fault::Unreadable),
        (422, "", Fault::Unreadable),
        (204, "", Fault::Unreadable),
    ];
    for (status, body, fault) in cases {
        assert_eq!(account(json(status, body)).await, Err(fault), "{status}");
    }
}

#[tokio::test]
async fn a_login_page_is_signed_out() {
    let page = response(200, "text/html; charset=utf-8", "<form>Sign in</form>");
    assert_eq!(account(page).await, Err(Fault::SignedOut));
}

#[tokio::test]
async fn a_body_that_is_not_of_the_contract_is_unreadable() {
    let huge = format!("\"{}\"", "x".repeat(2 * 1024 * 1024));
    let wrong_type = ME.replace("\"id\":7", "\"id\":\"seven\"");
    let negative = ME.replace("\"id\":3,", "\"id\":-3,");
    for body in [
        "",
        "{",
        &ME[..ME.len() / 2],
        "[]",
        &huge,
        &wrong_type,
        &negative,
    ] {
        assert_eq!(
            account(json(200, body)).await,
            Err(Fault::Unreadable),
            "{body:.40}"
        );
    }
    assert_eq!(
        account(response(200, "text/plain", ME)).await,
        Err(Fault::Unreadable)
    );
}

#[tokio::test]
async fn an_unknown_field_is_ignored() {
    let body = ME.replacen('{', "{\"news\":[1,2],", 1);
    let Answer::Account(scope) = account(json(200, &body)).await.unwrap().answer else {
        panic!()
    };
    assert_eq!(
        (scope.user.as_str(), scope.environments.len()),
        ("Demo Operator", 1)
    );
}

#[tokio::test]
async fn an_unknown_word_is_kept() {
    let body = watch_answer()
        .replace("\"running\"", "\"paused\"")
        .replace("\"pending\"", "\"glorious\"");
    let changes = watched(json(200, &body)).await;
    let [Change::Operation { run, version }] = changes.as_slice() else {
        panic!("{changes:?}")
    };
    assert_eq!(run.status, Status::Other("paused".into()));
    assert_eq!(run.outcome, Outcome::Other("glorious".into()));
    assert_eq!((run.ending(), version), (None, &Version::new("v1")));
}

#[tokio::test]
async fn a_hostile_name_is_one_line_that_shows_what_it_says() {
    let hostile = r#""Wood\u202egrove\n\u001b[31m\u0007""#;
    let body = watch_answer().replace("\"Woodgrove\"", hostile);
    let changes = watched(json(200, &body)).await;
    let [Change::Operation { run, .. }] = changes.as_slice() else {
        panic!("{changes:?}")
    };
    assert_eq!(run.workspace.1, "Woodgrove [31m");
}

#[tokio::test]
async fn both_axes_travel() {
    let body = watch_answer()
        .replace("\"running\"", "\"completed\"")
        .replace("\"pending\"", "\"partially_succeeded\"");
    let changes = watched(json(200, &body)).await;
    let [Change::Operation { run, .. }] = changes.as_slice() else {
        panic!("{changes:?}")
    };
    assert_eq!(run.ending(), Some(Ending::Partial));
}

#[tokio::test]
async fn retry_after_is_read_as_seconds_or_against_the_answers_own_date() {
    let case = async |value: &str| {
        let mut refusal = json(429, "");
        refusal
            .headers_mut()
            .insert("retry-after", value.parse().unwrap());
        refusal
            .headers_mut()
            .insert("date", "Sun, 06 Nov 1994 08:49:00 GMT".parse().unwrap());
        match account(refusal).await {
            Err(Fault::Throttled { retry_after }) => retry_after,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(case("120").await, Some(Duration::from_secs(120)));
    assert_eq!(
        case("Sun, 06 Nov 1994 08:49:37 GMT").await,
        Some(Duration::from_secs(37))
    );
    assert_eq!(
        case("Sun, 06 Nov 1994 08:00:00 GMT").await,
        Some(Duration::ZERO)
    );
    assert_eq!(
        case("100000000000000000000").await,
        Some(Duration::from_secs(u64::MAX))
    );
    assert_eq!(case("soon").await, None);
    assert_eq!(case("-5").await, None);
    assert_eq!(case("120abc").await, None);
}

#[tokio::test]
async fn of_two_retry_after_headers_the_longer_counts() {
    let mut refusal = json(503, "");
    for value in ["30", "120"] {
        refusal
            .headers_mut()
            .append("retry-after", value.parse().unwrap());
    }
    let retry_after = Some(Duration::from_secs(120));
    assert_eq!(account(refusal).await, Err(Fault::Server { retry_after }));
}

#[tokio::test]
async fn nobody_there_is_not_reached() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    assert_eq!(
        client(address).call(request(Ask::Account)).await,
        Err(Fault::Unreached)
    );
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_nothing_leaks_to_its_target() {
    let (other, seen) = serve(json(200, ME)).await;
    let mut redirect = json(307, "");
    redirect
        .headers_mut()
        .insert("location", format!("http://{other}/me").parse().unwrap());
    assert_eq!(account(redirect).await, Err(Fault::Unreadable));
    assert_eq!(seen.lock().unwrap().len(), 0);
}

#[tokio::test]
async fn the_token_travels_in_one_header_and_the_lane_in_another() {
    let (address, seen) = serve(json(200, LIST)).await;
    client(address)
        .call(request(Ask::List(ListKind::Attention)))
        .await
        .unwrap();
    let (uri, headers) = seen.lock().unwrap().remove(0);
    assert_eq!(uri, "/api/v1/operations?problem_class=attention&limit=50");
    assert_eq!(headers["authorization"], "Bearer canary");
    assert_eq!(headers["x-monitor-lane"], "list");
    assert!(!headers.contains_key("referer") && !headers.contains_key("cookie"));
}

#[tokio::test]
async fn each_list_asks_with_a_filter_of_its_own() {
    for (kind, filter) in [
        (ListKind::Active, "status=active"),
        (ListKind::Attention, "problem_class=attention"),
        (ListKind::Recent, "status=completed&order=ended"),
    ] {
        let (address, seen) = serve(json(200, LIST)).await;
        client(address)
            .call(request(Ask::List(kind)))
            .await
            .unwrap();
        let (uri, _) = seen.lock().unwrap().remove(0);
        assert_eq!(uri, format!("/api/v1/operations?{filter}&limit=50"));
    }
}

#[tokio::test]
async fn a_filtered_list_asks_for_what_was_chosen_of_it() {
    let place = Narrowing {
        workspace: WorkspaceId::new(1),
        environment: EnvironmentId::new(3),
        ..Narrowing::default()
    };
    let of = |kind: &str, state| Narrowing {
        kind: Some(kind.to_owned()),
        state: Some(state),
        ..Narrowing::default()
    };
    let failed = of("policy.sync", Sought::Outcome(Outcome::Failed));
    for (kind, narrowing, filter) in [
        (
            ListKind::Active,
            place,
            "workspace=1&environment=3&status=active",
        ),
        (
            ListKind::Active,
            of("policy.sync", Sought::Status(Status::Queued)),
            "status=queued&type=policy.sync",
        ),
        (
            ListKind::Attention,
            of("a+b&c", Sought::Stale),
            "type=a%2Bb%26c&problem_class=active_stale_attention",
        ),
        (
            ListKind::Recent,
            failed,
            "status=completed&outcome=failed&type=policy.sync&order=ended",
        ),
    ] {
        let (address, seen) = serve(json(200, LIST)).await;
        client(address)
            .call(request(Ask::Filtered(kind, narrowing)))
            .await
            .unwrap();
        let (uri, headers) = seen.lock().unwrap().remove(0);
        assert_eq!(uri, format!("/api/v1/operations?{filter}&limit=50"));
        assert_eq!(headers["x-monitor-lane"], "list");
    }
}

#[tokio::test]
async fn an_answer_may_ask_for_patience() {
    let body = watch_answer().replacen('{', "{\"poll_after_seconds\":20,", 1);
    let (address, _) = serve(json(200, &body)).await;
    let observed = client(address).call(request(watch())).await.unwrap();
    assert_eq!(observed.wish, Wish::PollAfter(Duration::from_secs(20)));
}

async fn account(answer: Response<Body>) -> Result<Observation, Fault> {
    let (address, _) = serve(answer).await;
    client(address).call(request(Ask::Account)).await
}

async fn watched(answer: Response<Body>) -> Vec<Change> {
    let (address, _) = serve(answer).await;
    let observed = client(address).call(request(watch())).await.unwrap();
    let Answer::Watch(changes) = observed.answer else {
        panic!("{observed:?}")
    };
    changes
}

fn watch() -> Ask {
    let target = Target::Operation(OperationId::new(421).unwrap());
    Ask::Watch {
        lane: WatchLane::Foreground,
        targets: vec![(target, None)],
        wait: Duration::ZERO,
    }
}

fn client(address: SocketAddr) -> Client {
    let server = Server::parse(&format!("http://{address}")).unwrap();
    Client::new(server, "canary", &Network::default()).unwrap()
}

fn request(ask: Ask) -> Request {
    Request {
        id: RequestId(1),
        cause: Cause::Start,
        ask,
    }
}

type Prepared = Arc<Mutex<Option<Response<Body>>>>;

type Seen = Arc<Mutex<Vec<(String, HeaderMap)>>>;

/// Gives the one prepared answer, and records what was asked.
async fn serve(answer: Response<Body>) -> (SocketAddr, Seen) {
    let seen = Seen::default();
    let state = (Arc::new(Mutex::new(Some(answer))), Arc::clone(&seen));
    let app = axum::Router::new().fallback(answer_once).with_state(state);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    (address, seen)
}

async fn answer_once(
    State((answer, seen)): State<(Prepared, Seen)>,
    request: HttpRequest,
) -> Response<Body> {
    seen.lock()
        .unwrap()
        .push((request.uri().to_string(), request.headers().clone()));
    answer
        .lock()
        .unwrap()
        .take()
        .unwrap_or_else(|| json(418, ""))
}

fn json(status: u16, body: &str) -> Response<Body> {
    response(status, "application/json", body)
}

fn response(status: u16, media: &str, body: &str) -> Response<Body> {
    let body = Body::from(body.to_owned());
    Response::builder()
        .status(status)
        .header("content-type", media)
        .body(body)
        .unwrap()
}
