//! Slow clients are cut, idle ones are let go, and there are never more than fit.

use reqwest::StatusCode;
use tokio::io::AsyncReadExt;

use crate::world::{World, rest, send, until, within};

#[tokio::test]
async fn a_slow_head_is_cut() {
    let world = World::with(|config| config.server.header_seconds = 1).await;
    let mut stream = world.connect().await;

    send(&mut stream, "GET /api/v1/health HTTP/1.1\r\nhost: a\r\n").await;

    assert_eq!(rest(&mut stream).await, "");
    until(async || counted(&world, "slow_sender").await).await;
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_cut() {
    let world = World::with(|config| config.server.header_seconds = 1).await;
    let mut stream = world.connect().await;

    assert_eq!(rest(&mut stream).await, "");
}

#[tokio::test]
async fn a_slow_body_is_answered_and_cut() {
    let world = World::with(|config| config.server.body_seconds = 1).await;
    let mut stream = world.connect().await;

    send(&mut stream, &world.watch_head(100)).await;
    send(&mut stream, "{").await;

    let answer = rest(&mut stream).await;
    assert!(answer.contains("HTTP/1.1 408 "), "{answer}");
    assert!(
        answer.contains("content-type: application/problem+json"),
        "{answer}"
    );
    assert!(answer.contains("connection: close"), "{answer}");
    assert!(counted(&world, "slow_sender").await);
}

#[tokio::test]
async fn a_token_revoked_while_the_body_comes_is_refused() {
    let world = World::with(|config| config.server.idle_seconds = 1).await;
    let mut watch = world.watch().await;
    watch["wait_seconds"] = 0.into();
    let body = watch.to_string();
    let mut stream = world.connect().await;
    send(&mut stream, &world.watch_head(body.len())).await;
    // It asks for the body of those it knows.
    within(stream.readable()).await.unwrap();

    world.gateway.tokens().revoke(1).await.unwrap();
    until(async || world.me(&world.token).await.status() == StatusCode::UNAUTHORIZED).await;
    send(&mut stream, &body).await;

    let answer = rest(&mut stream).await;
    assert!(answer.contains("HTTP/1.1 401 "), "{answer}");
}

#[tokio::test]
async fn an_idle_connection_is_let_go_after_its_answer() {
    let world = World::with(|config| config.server.idle_seconds = 1).await;
    let mut stream = world.connect().await;

    send(&mut stream, HEALTH).await;

    let answer = rest(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(!answer.contains("connection: close"), "{answer}");
}

#[tokio::test]
async fn one_connection_too_many_is_told_so_and_the_next_finds_room() {
    let world = World::with(|config| config.server.max_connections = 1).await;
    let mut first = world.connect().await;
    send(&mut first, HEALTH).await;
    within(first.read_u8()).await.unwrap();

    let answer = rest(&mut world.connect().await).await;
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    assert!(answer.contains("retry-after: 5"), "{answer}");
    assert!(counted(&world, "too_many_connections").await);

    drop(first);
    until(async || {
        let mut next = world.connect().await;
        send(&mut next, CLOSING_HEALTH).await;
        rest(&mut next).await.starts_with("HTTP/1.1 200 ")
    })
    .await;
}

#[tokio::test]
async fn one_address_does_not_fill_the_room_alone() {
    let world = World::with(|config| config.server.max_connections_per_address = 1).await;
    let mut first = world.connect().await;
    send(&mut first, HEALTH).await;
    within(first.read_u8()).await.unwrap();

    let answer = rest(&mut world.connect().await).await;
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    assert!(counted(&world, "too_many_of_address").await);

    drop(first);
    until(async || {
        let mut next = world.connect().await;
        send(&mut next, CLOSING_HEALTH).await;
        rest(&mut next).await.starts_with("HTTP/1.1 200 ")
    })
    .await;
}

#[tokio::test]
async fn a_trusted_proxy_may_fill_the_room() {
    let world = World::with(|config| {
        config.server.max_connections_per_address = 1;
        config.server.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    })
    .await;
    let mut first = world.connect().await;
    send(&mut first, HEALTH).await;
    within(first.read_u8()).await.unwrap();

    let mut second = world.connect().await;
    send(&mut second, CLOSING_HEALTH).await;

    let answer = rest(&mut second).await;
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
}

async fn counted(world: &World, reason: &str) -> bool {
    let line = format!("tenantatlas_gateway_rejected_total{{reason=\"{reason}\"}} ");
    world.metrics().await.contains(&line)
}

const HEALTH: &str = "GET /api/v1/health HTTP/1.1\r\nhost: a\r\n\r\n";
const CLOSING_HEALTH: &str = "GET /api/v1/health HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
