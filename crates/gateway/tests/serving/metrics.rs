//! What the operator's address tells, and what it never tells.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::world::World;

#[tokio::test]
async fn requests_are_counted_by_route_and_without_secrets() {
    let world = World::new().await;
    world.me(&world.token).await;
    world.me("tam_wrong").await;
    let unknown = world.client.get(world.url("/hunter2?token=hunter3"));
    unknown.send().await.unwrap();

    let metrics = world.metrics().await;

    for line in [
        r#"tenantatlas_gateway_requests_total{route="/api/v1/me",method="GET",status="2xx"} 1"#,
        r#"tenantatlas_gateway_requests_total{route="/api/v1/me",method="GET",status="4xx"} 1"#,
        r#"tenantatlas_gateway_requests_total{route="none",method="GET",status="4xx"} 1"#,
        r#"tenantatlas_gateway_request_duration_seconds_count{route="/api/v1/me"} 2"#,
        "tenantatlas_gateway_held_watches 0",
    ] {
        assert!(
            metrics.lines().any(|told| told == line),
            "{line}\n{metrics}"
        );
    }
    for secret in [world.token.as_str(), "tam_", "hunter", "Ann", "Northwind"] {
        assert!(!metrics.contains(secret), "{secret}\n{metrics}");
    }
}

#[tokio::test]
async fn a_held_watch_shows() {
    let world = World::new().await;
    let held = world.hold().await;

    let metrics = world.metrics().await;

    assert!(
        metrics.contains("tenantatlas_gateway_held_watches 1"),
        "{metrics}"
    );
    held.abort();
}

#[tokio::test]
async fn health_answers_there_and_metrics_nowhere_else() {
    let world = World::new().await;

    let address = format!("http://{}/health", world.operator);
    let health = world.client.get(address).send().await.unwrap();
    let health: Value = health.json().await.unwrap();
    assert_eq!(
        health,
        json!({ "version": env!("CARGO_PKG_VERSION"), "store_reachable": true })
    );
    for path in ["/metrics", "/api/v1/metrics"] {
        let address = format!("http://{}{path}", world.address);
        let answer = world.client.get(address).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
    }
}
