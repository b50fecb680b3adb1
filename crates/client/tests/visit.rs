//! How far a question came, as the notification check tells it: against real servers on loopback.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod self_signed;

use std::net::SocketAddr;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::get;
use monitor_client::{Client, Network, Server, Visit, Way};
use monitor_core::ports::Answer;
use monitor_core::{Distrust, Fault};
use tokio::net::TcpListener;

#[tokio::test]
async fn a_good_answer_says_as_whom_and_that_something_answered() {
    let json = [(header::CONTENT_TYPE, "application/json")];
    let address = serve(Router::new().route("/api/v1/me", get((json, ME)))).await;
    let visit = visit(&format!("http://{address}")).await;
    let Answer::Account(scope) = visit.answer.unwrap().answer else {
        panic!("not an account");
    };
    assert_eq!(
        (visit.way, scope.user.as_str()),
        (Way::Answered, "Demo Operator")
    );
}

#[tokio::test]
async fn a_refusal_is_an_answer_too() {
    let address = serve(Router::new().fallback(StatusCode::UNAUTHORIZED)).await;
    let expected = Visit {
        answer: Err(Fault::SignedOut),
        way: Way::Answered,
    };
    assert_eq!(visit(&format!("http://{address}")).await, expected);
}

#[tokio::test]
async fn where_nobody_listens_the_way_is_cut() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let expected = Visit {
        answer: Err(Fault::Unreached),
        way: Way::Cut,
    };
    assert_eq!(visit(&format!("http://{address}")).await, expected);
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_told_from_a_cut_way() {
    let address = serve_untrusted().await;
    let expected = Visit {
        answer: Err(Fault::Untrusted(Distrust::Authority)),
        way: Way::Untrusted(Distrust::Authority),
    };
    assert_eq!(visit(&format!("https://{address}")).await, expected);
}

async fn visit(server: &str) -> Visit {
    let server = Server::parse(server).unwrap();
    let client = Client::new(server, "canary", &Network::default()).unwrap();
    client.visit().await
}

async fn serve(router: Router) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// Shows a self-signed certificate to whoever connects.
async fn serve_untrusted() -> SocketAddr {
    let (acceptor, _) = self_signed::acceptor("127.0.0.1");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // The client goes as soon as it has seen the certificate.
            drop(acceptor.accept(stream).await);
        }
    });
    address
}

const ME: &str = r#"{"server_time":"2026-03-08T11:11:26Z","user":{"id":7,"name":"Demo Operator"},
"workspaces":[],"environments":[],"limits":{"max_targets":200,"max_wait_seconds":50}}"#;
