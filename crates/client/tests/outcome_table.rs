//! The client's half of "a failed poll is never a failed operation": every status, and every way in which an answer can
//! break on its way, on every kind of question. Each ends as a fault of the one list that core's table plays with every
//! state of an operation.
//!
//! The server is a socket that says any bytes, since no server of HTTP would send most of them. Proxies and certificates
//! are tried in `network.rs`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

#[path = "../../core/tests/scenarios/every_fault.rs"]
mod every_fault;
mod good;

use std::io::Write;
use std::iter::successors;
use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use monitor_client::{Client, Network, Server};
use monitor_core::ports::{Api, Ask, ListKind, Observation, Request, RequestId, WatchLane};
use monitor_core::{Cause, Distrust, Fault, Narrowing, OperationId, Target};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Instant;

use every_fault::{FAULTS, next_kind};
use good::{LIST, ME, OPERATION, watch_answer};

#[tokio::test]
async fn every_status_but_success_has_its_fault_whatever_is_asked_and_whatever_comes_with_it() {
    let stand = Stand::new().await;
    for (ask, good) in asks() {
        for status in OTHER_THAN_OK {
            let answer = closing(answer(status, JSON, good.as_bytes()));
            let found = stand.call(&ask, answer).await;
            assert_eq!(found, Err(fault_of(status)), "{status} on {ask:?}");
        }
    }
}

#[tokio::test]
async fn every_answer_that_breaks_on_its_way_has_its_fault_whatever_is_asked() {
    let stand = Stand::new().await;
    for (ask, good) in asks() {
        let whole = closing(answer(200, JSON, good.as_bytes()));
        let found = stand.call(&ask, whole).await;
        assert!(found.is_ok(), "{found:?} on {ask:?}");
        for (what, script, fault) in breaks(&good) {
            let found = stand.call(&ask, script).await;
            assert_eq!(found, Err(fault), "{what} on {ask:?}");
        }
    }
}

#[tokio::test]
async fn whoever_says_no_more_was_not_reached_once_the_limit_and_what_was_to_be_held_are_over() {
    let stand = Stand::new().await;
    for (ask, good) in asks() {
        let begun = announcing(good.len(), half(&good));
        for bytes in [Vec::new(), b"HTTP/1.1 200".to_vec(), begun] {
            let asked = Instant::now();
            let then = Then::Silence;
            let found = stand.call(&ask, Script { bytes, then }).await;
            let waited = asked.elapsed();
            tokio::time::resume();

            assert_eq!(found, Err(Fault::Unreached), "{ask:?}");
            let limit = CALL_LIMIT + held(&ask);
            let in_time = limit..limit + Duration::from_secs(5);
            assert!(in_time.contains(&waited), "{waited:?} on {ask:?}");
        }
    }
}

#[tokio::test]
async fn a_packed_answer_may_grow_to_one_mebibyte_and_no_further() {
    let stand = Stand::new().await;
    for (ask, good) in asks() {
        let packed = |length: usize| closing(answer(200, PACKED, &gzip(&padded(&good, length))));
        let plain = closing(answer(200, JSON, good.as_bytes()));
        let expected = stand.call(&ask, plain).await;
        assert!(expected.is_ok(), "{expected:?} on {ask:?}");

        assert_eq!(stand.call(&ask, packed(MEBIBYTE)).await, expected);
        let larger = stand.call(&ask, packed(MEBIBYTE + 1)).await;
        assert_eq!(larger, Err(Fault::Unreadable), "{ask:?}");
    }
}

/// A page in the place of an answer is the login of whoever sits in between. Its status tells more where it says no.
#[tokio::test]
async fn a_page_says_signed_out_where_it_claims_success_and_what_its_status_says_elsewhere() {
    let stand = Stand::new().await;
    let page = b"<!doctype html><title>Contoso</title><form>Sign in</form>";
    for (ask, _) in asks() {
        for media in ["text/html", "Text/HTML; charset=utf-8", XHTML] {
            let media = format!("content-type: {media}\r\n");
            let found = stand.call(&ask, closing(answer(200, &media, page))).await;
            assert_eq!(found, Err(Fault::SignedOut), "{media} on {ask:?}");
            for status in [203, 302, 401, 403, 404, 429, 500, 502, 503, 504] {
                let page = closing(answer(status, &media, page));
                let found = stand.call(&ask, page).await;
                assert_eq!(found, Err(fault_of(status)), "{status} on {ask:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_pause_is_asked_for_in_seconds_or_as_a_time_and_is_one_that_core_plays() {
    let stand = Stand::new().await;
    let retry_after = Some(Duration::from_secs(90));
    let at_a_time = "date: Sun, 06 Nov 1994 08:49:00 GMT\r\n\
                     retry-after: Sun, 06 Nov 1994 08:50:30 GMT\r\n";
    for (ask, _) in asks() {
        for (status, fault) in [
            (429, Fault::Throttled { retry_after }),
            (500, Fault::Server { retry_after }),
            (503, Fault::Server { retry_after }),
        ] {
            for headers in ["retry-after: 90\r\n", at_a_time] {
                let refusal = closing(answer(status, headers, b""));
                assert_eq!(stand.call(&ask, refusal).await, Err(fault), "{ask:?}");
                assert!(FAULTS.contains(&fault), "{fault:?}");
            }
        }
    }
}

#[test]
fn every_end_of_a_call_is_a_fault_that_core_plays_and_each_kind_of_fault_is_one() {
    let broken = breaks(ME).into_iter().map(|(_, _, fault)| fault);
    // What only `network.rs` can bring about, and a computer without a network.
    let on_the_way = [
        Fault::Offline,
        Fault::Proxy {
            authentication: false,
        },
        Fault::Untrusted(Distrust::Authority),
        Fault::Untrusted(Distrust::Expired),
        Fault::Untrusted(Distrust::Name),
        Fault::Untrusted(Distrust::NotYetValid),
    ];
    let ends = OTHER_THAN_OK.map(fault_of).chain(broken).chain(on_the_way);
    let ends: Vec<Fault> = ends.collect();
    for end in &ends {
        assert!(FAULTS.contains(end), "{end:?} is not played");
    }
    for kind in successors(Some(Fault::Forbidden), |kind| next_kind(*kind)) {
        assert!(ends.contains(&kind), "{kind:?} ends no call");
    }
}

fn fault_of(status: u16) -> Fault {
    match status {
        401 => Fault::SignedOut,
        403 => Fault::Forbidden,
        404 | 410 => Fault::Gone,
        407 => Fault::Proxy {
            authentication: true,
        },
        408 => Fault::Unreached,
        429 => Fault::Throttled { retry_after: None },
        500.. => Fault::Server { retry_after: None },
        _ => Fault::Unreadable,
    }
}

/// What happens to an answer, how it comes then, and what it is.
type Break = (&'static str, Script, Fault);

/// Whatever can happen besides a status.
fn breaks(good: &str) -> Vec<Break> {
    let mut breaks = silent_breaks();
    breaks.extend(cuts(good));
    breaks.extend(packed_breaks(good));
    breaks.extend(strangers(good));
    breaks
}

/// There is no answer yet.
fn silent_breaks() -> Vec<Break> {
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: appl".to_vec();
    vec![
        ("no word", closing(Vec::new()), Fault::Unreached),
        ("a reset", resetting(Vec::new()), Fault::Unreached),
        ("a part of a head", closing(head.clone()), Fault::Unreached),
        ("a reset in the head", resetting(head), Fault::Unreached),
        (
            "another protocol",
            closing(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec()),
            Fault::Unreached,
        ),
    ]
}

/// It has begun, and is not whole.
fn cuts(good: &str) -> Vec<Break> {
    let (length, half) = (good.len(), half(good));
    let mut endless = head(200, JSON);
    endless.extend_from_slice(half.as_bytes());
    let mut chunk = head(
        200,
        "content-type: application/json\r\ntransfer-encoding: chunked\r\n",
    );
    chunk.extend_from_slice(format!("{length:x}\r\n{half}").as_bytes());
    let cut = [
        ("a cut body", closing(announcing(length, half))),
        ("a reset in the body", resetting(announcing(length, half))),
        (
            "a body short of a byte",
            closing(announcing(length + 1, good)),
        ),
        (
            "a body beyond its length",
            closing(announcing(half.len(), good)),
        ),
        ("a part of a body without a length", closing(endless)),
        ("a part of a chunk", closing(chunk)),
    ];
    unreadable(cut)
}

fn packed_breaks(good: &str) -> Vec<Break> {
    let whole = gzip(good.as_bytes());
    let mut sum = whole.clone();
    let of_the_sum = sum.len() - 8;
    sum[of_the_sum] ^= 1;
    let bomb = gzip(&padded(good, 4 * MEBIBYTE));
    let packed = |body: &[u8]| closing(answer(200, PACKED, body));
    unreadable([
        ("what was never packed", packed(good.as_bytes())),
        (
            "a part of what was packed",
            packed(&whole[..whole.len() / 2]),
        ),
        ("what was packed with another sum", packed(&sum)),
        ("what grows without end", packed(&bomb)),
    ])
}

/// Whole answers that are not of the contract.
fn strangers(good: &str) -> Vec<Break> {
    let said = |headers: &str, body: &str| closing(answer(200, headers, body.as_bytes()));
    let mut strangers = unreadable([
        ("an empty body", said(JSON, "")),
        ("no object", said(JSON, "[]")),
        (
            "nothing of what was asked",
            said(JSON, "{\"status\":\"ok\"}"),
        ),
        ("a page that calls itself JSON", said(JSON, "<form></form>")),
        ("a text", said("content-type: text/plain\r\n", good)),
        (
            "bytes",
            said("content-type: application/octet-stream\r\n", good),
        ),
        ("no type", said("", good)),
    ]);
    let page = said("content-type: text/html\r\n", "<form>Sign in</form>");
    strangers.push(("a page", page, Fault::SignedOut));
    strangers
}

fn unreadable<const N: usize>(broken: [(&'static str, Script); N]) -> Vec<Break> {
    let broken = broken.into_iter();
    broken
        .map(|(what, script)| (what, script, Fault::Unreadable))
        .collect()
}

/// Every kind of question, with a good answer to it.
fn asks() -> Vec<(Ask, String)> {
    let operation = OperationId::new(421).unwrap();
    let watch = |lane, wait| Ask::Watch {
        lane,
        targets: vec![(Target::Operation(operation), None)],
        wait,
    };
    let lists = ListKind::ALL.map(|kind| (Ask::List(kind), LIST.to_owned()));
    let mut asks = vec![
        (Ask::Account, ME.to_owned()),
        (Ask::Details(operation), OPERATION.to_owned()),
        (Ask::Search("policy".to_owned()), LIST.to_owned()),
        (watch(WatchLane::Foreground, HELD), watch_answer()),
        (watch(WatchLane::Quiet, Duration::ZERO), watch_answer()),
    ];
    asks.extend(lists);
    let filtered = Ask::Filtered(ListKind::Recent, Narrowing::default());
    asks.push((filtered, LIST.to_owned()));
    asks
}

fn held(ask: &Ask) -> Duration {
    match ask {
        Ask::Watch { wait, .. } => *wait,
        Ask::Account | Ask::Details(_) | Ask::Filtered(..) | Ask::List(_) | Ask::Search(_) => {
            Duration::ZERO
        }
    }
}

fn head(status: u16, headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status} Said\r\nconnection: close\r\n{headers}\r\n").into_bytes()
}

fn answer(status: u16, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let mut answer = head(status, &format!("{headers}content-length: {length}\r\n"));
    answer.extend_from_slice(body);
    answer
}

/// A success whose body is not as long as it says.
fn announcing(length: usize, body: &str) -> Vec<u8> {
    let mut answer = head(200, &format!("{JSON}content-length: {length}\r\n"));
    answer.extend_from_slice(body.as_bytes());
    answer
}

fn half(text: &str) -> &str {
    &text[..text.len() / 2]
}

/// The same to a reader of JSON, and that long.
fn padded(good: &str, length: usize) -> Vec<u8> {
    let mut padded = good.as_bytes().to_vec();
    padded.resize(length, b' ');
    padded
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packing = GzEncoder::new(Vec::new(), Compression::fast());
    packing.write_all(bytes).unwrap();
    packing.finish().unwrap()
}

fn closing(bytes: Vec<u8>) -> Script {
    let then = Then::Close;
    Script { bytes, then }
}

fn resetting(bytes: Vec<u8>) -> Script {
    let then = Then::Reset;
    Script { bytes, then }
}

/// What the server says to a request, and what it does then.
#[derive(Clone)]
struct Script {
    bytes: Vec<u8>,
    then: Then,
}

#[derive(Clone, Copy)]
enum Then {
    Close,
    Reset,
    /// For as long as the client has patience: its clock runs ahead meanwhile.
    Silence,
}

/// A client, and the server that it asks.
struct Stand {
    client: Client,
    script: Arc<Mutex<Script>>,
}

impl Stand {
    async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let script = Arc::new(Mutex::new(closing(Vec::new())));
        tokio::spawn(serve(listener, Arc::clone(&script)));
        let server = Server::parse(&format!("http://{address}")).unwrap();
        let client = Client::new(server, "canary", &Network::default()).unwrap();
        Self { client, script }
    }

    async fn call(&self, ask: &Ask, script: Script) -> Result<Observation, Fault> {
        *self.script.lock().unwrap() = script;
        let request = Request {
            id: RequestId(1),
            cause: Cause::Start,
            ask: ask.clone(),
        };
        self.client.call(request).await
    }
}

async fn serve(listener: TcpListener, script: Arc<Mutex<Script>>) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        tokio::spawn(play(stream, Arc::clone(&script)));
    }
}

async fn play(mut stream: TcpStream, script: Arc<Mutex<Script>>) {
    hear(&mut stream).await;
    let Script { bytes, then } = script.lock().unwrap().clone();
    stream.write_all(&bytes).await.unwrap();
    match then {
        Then::Close => {}
        Then::Reset => stream.set_zero_linger().unwrap(),
        Then::Silence => {
            // The client reads what was said before its time runs ahead.
            for _ in 0..100 {
                tokio::task::yield_now().await;
            }
            tokio::time::pause();
            std::future::pending::<()>().await;
        }
    }
}

/// To its end: what stays unread when a connection is closed resets it.
async fn hear(stream: &mut TcpStream) {
    let (mut heard, mut piece) = (Vec::new(), [0; 4096]);
    while !is_whole(&heard) {
        let read = stream.read(&mut piece).await.unwrap();
        assert!(read > 0, "a request was cut");
        heard.extend_from_slice(&piece[..read]);
    }
}

/// With the body that its head announces.
fn is_whole(request: &[u8]) -> bool {
    let request = String::from_utf8_lossy(request).to_lowercase();
    let Some((head, body)) = request.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head.split("content-length: ").nth(1);
    let length = length.and_then(|rest| rest.lines().next());
    length.is_none_or(|length| length.parse::<usize>() == Ok(body.len()))
}

const OTHER_THAN_OK: RangeInclusive<u16> = 201..=599;
const JSON: &str = "content-type: application/json\r\n";
const PACKED: &str = "content-type: application/json\r\ncontent-encoding: gzip\r\n";
const XHTML: &str = "application/xhtml+xml";
/// The client's, for one call.
const CALL_LIMIT: Duration = Duration::from_secs(15);
/// What a watch asks to be held.
const HELD: Duration = Duration::from_secs(25);
const MEBIBYTE: usize = 1024 * 1024;
