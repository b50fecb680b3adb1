//! A server that stops answers what it holds and lets every other connection go.

use reqwest::StatusCode;

use crate::world::{World, rest, send, within};

#[tokio::test]
async fn a_held_watch_is_answered_before_the_server_ends() {
    let world = World::new().await;
    let held = world.hold().await;

    world.stop().await;

    let answer = within(held).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["connection"], "close");
}

#[tokio::test]
async fn idle_connections_do_not_keep_a_server_from_stopping() {
    let world = World::new().await;
    let mut silent = world.connect().await;
    let mut idle = world.connect().await;
    send(&mut idle, "GET /api/v1/health HTTP/1.1\r\nhost: a\r\n\r\n").await;
    // Its answer is there before the server is asked to stop.
    within(idle.readable()).await.unwrap();

    world.stop().await;

    assert_eq!(rest(&mut silent).await, "");
    assert!(rest(&mut idle).await.starts_with("HTTP/1.1 200 "));
}
