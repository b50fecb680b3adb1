//! Bad input, limits, headers and a database that is gone: always a problem, never a surprise.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::engine;
use crate::world::{World, problem};

#[tokio::test]
async fn health_needs_no_sign_in() {
    let world = World::new().await;

    let response = world
        .client
        .get(format!("{}/health", world.base))
        .send()
        .await
        .unwrap();

    let health: Value = response.json().await.unwrap();
    assert_eq!(
        health,
        json!({ "version": env!("CARGO_PKG_VERSION"), "store_reachable": true })
    );
}

#[tokio::test]
async fn an_unknown_address_and_a_wrong_method_are_problems() {
    let world = World::new().await;

    let unknown = world.get("/nothing").send().await.unwrap();
    problem(unknown, StatusCode::NOT_FOUND).await;
    // No text at all, once it is decoded.
    let garbled = world.get("/operations/%ff").send().await.unwrap();
    problem(garbled, StatusCode::NOT_FOUND).await;
    let root = world.base.trim_end_matches("/api/v1");
    let outside = world.client.get(root).send().await.unwrap();
    problem(outside, StatusCode::NOT_FOUND).await;
    let deleted = world.client.delete(format!("{}/operations/1", world.base));
    let deleted = deleted.bearer_auth(&world.token).send().await.unwrap();
    assert_eq!(deleted.headers()["allow"], "GET,HEAD");
    problem(deleted, StatusCode::METHOD_NOT_ALLOWED).await;
}

#[tokio::test]
async fn a_bad_filter_is_named() {
    let world = World::new().await;

    for (query, field) in [
        ("workspace=one", "workspace"),
        ("limit=101", "limit"),
        ("problem_class=bad", "problem_class"),
        ("search=", "search"),
        ("search=a%00", "search"),
        ("type=%00", "type"),
        ("cursor=zz", "cursor"),
        // -300000000000000000.1: earlier than PostgreSQL's first day
        (
            "cursor=2d3330303030303030303030303030303030302e31",
            "cursor",
        ),
        ("colour=red", "colour"),
        ("type=a&type=b", "type"),
    ] {
        let response = world
            .get(&format!("/operations?{query}"))
            .send()
            .await
            .unwrap();
        let named = problem(response, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert_eq!(named.as_deref(), Some(field), "{query}");
    }
}

#[tokio::test]
async fn a_bad_watch_is_named() {
    let world = World::new().await;
    let many: Vec<Value> = (1..=201).map(|id| json!({ "operation": id })).collect();

    for (body, field) in [
        (json!({}), "targets"),
        (json!({ "targets": many }), "targets"),
        (
            json!({ "wait_seconds": 3601, "targets": [{ "operation": 1 }] }),
            "wait_seconds",
        ),
        (
            json!({ "targets": [{ "operation": 1 }, { "operation": "2" }] }),
            "targets[1].operation",
        ),
        (
            json!({ "targets": [{ "operation": 1, "review_pack": 1 }] }),
            "targets[0]",
        ),
        (
            json!({ "targets": [{ "operation": 1 }], "hold": true }),
            "hold",
        ),
    ] {
        let response = world.post_watch(&body).send().await.unwrap();
        let named = problem(response, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert_eq!(named.as_deref(), Some(field), "{body}");
    }
}

#[tokio::test]
async fn a_body_that_is_no_json_or_too_large_is_refused() {
    let world = World::new().await;
    let post = |kind: &str, body: String| {
        let request = world
            .client
            .post(format!("{}/watch", world.base))
            .bearer_auth(&world.token);
        request.header("content-type", kind).body(body).send()
    };

    let cut = post("application/json", r#"{"targets": ["#.into())
        .await
        .unwrap();
    problem(cut, StatusCode::BAD_REQUEST).await;
    let empty = post("application/json", String::new()).await.unwrap();
    problem(empty, StatusCode::BAD_REQUEST).await;
    let text = post("text/plain", r#"{"targets": [{"operation": 1}]}"#.into())
        .await
        .unwrap();
    problem(text, StatusCode::UNSUPPORTED_MEDIA_TYPE).await;
    let large = post("application/json", " ".repeat(64 * 1024 + 1))
        .await
        .unwrap();
    problem(large, StatusCode::PAYLOAD_TOO_LARGE).await;
}

#[tokio::test]
async fn headers_have_a_limit() {
    let world = World::new().await;

    let response = world
        .get("/me")
        .header("x-padding", "x".repeat(17 * 1024))
        .send()
        .await;

    problem(
        response.unwrap(),
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
    )
    .await;
}

#[tokio::test]
async fn every_answer_has_the_safety_headers() {
    let world = World::new().await;

    for path in ["/health", "/me", "/operations/999999", "/nothing"] {
        let response = world.get(path).send().await.unwrap();
        let headers = response.headers();
        assert_eq!(headers["cache-control"], "no-store", "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        let vary = headers
            .get_all("vary")
            .iter()
            .any(|value| value == "authorization");
        assert!(vary, "{path}");
    }
}

#[tokio::test]
async fn an_answer_of_more_than_a_packet_is_compressed_for_who_takes_it() {
    let world = World::new().await;
    for _ in 0..5 {
        world.queued().await;
    }
    let plain = crate::client::builder().no_gzip().build().unwrap();
    let ask = |encoding: &'static str| {
        let request = plain
            .get(format!("{}/operations", world.base))
            .bearer_auth(&world.token);
        request.header("accept-encoding", encoding).send()
    };

    let packed = ask("gzip").await.unwrap();
    assert_eq!(packed.headers()["content-encoding"], "gzip");
    let unpacked = ask("identity").await.unwrap();
    assert!(!unpacked.headers().contains_key("content-encoding"));
    assert!(unpacked.headers().contains_key("content-length"));
}

#[tokio::test]
async fn without_its_database_the_gateway_says_503_and_when_to_come_back() {
    let world = World::new().await;
    let id = world.queued().await;
    engine::rename_operations(world.dir.path()).await;

    let response = world
        .get(&format!("/operations/{id}"))
        .send()
        .await
        .unwrap();

    assert_eq!(response.headers()["retry-after"], "5");
    problem(response, StatusCode::SERVICE_UNAVAILABLE).await;
    assert_eq!(world.json("/health").await["store_reachable"], false);
}
