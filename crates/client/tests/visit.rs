//! How far a question came, as the notification check tells it: against real servers on loopback.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::get;
use monitor_client::{Client, Network, Server, Visit, Way};
use monitor_core::Fault;
use monitor_core::ports::Answer;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

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
        answer: Err(Fault::Offline),
        way: Way::Cut,
    };
    assert_eq!(visit(&format!("http://{address}")).await, expected);
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_told_from_a_cut_way() {
    let address = serve_untrusted().await;
    let expected = Visit {
        answer: Err(Fault::Untrusted),
        way: Way::Untrusted,
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
    let fresh = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let key = PrivatePkcs8KeyDer::from(fresh.signing_key.serialize_der());
    let provider = Arc::new(aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![fresh.cert.der().clone()], PrivateKeyDer::Pkcs8(key))
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
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
