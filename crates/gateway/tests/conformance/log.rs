//! The access log: one line for every request, with what it asked for and nothing secret.

use serde_json::{Value, json};

use crate::world::World;

/// The lines so far, without what differs from run to run.
fn lines(world: &World) -> Vec<Value> {
    let parse = |line: &str| -> Value {
        let mut line: Value = serde_json::from_str(line).unwrap();
        let fields = line.as_object_mut().unwrap();
        assert!(fields.remove("time").unwrap().is_string());
        assert!(fields.remove("ms").unwrap().is_u64());
        assert!(fields.remove("bytes").unwrap().is_u64());
        line
    };
    world.log().lines().map(parse).collect()
}

#[tokio::test]
async fn a_line_names_the_route_the_lane_the_targets_and_the_user() {
    let world = World::new().await;
    let id = world.queued().await;
    let foreground = ("x-monitor-lane", "foreground");

    world.status(&format!("/operations/{id}")).await;
    let asked = json!({ "targets": [{ "operation": id }, { "review_pack": world.contoso }] });
    let watch = world.post_watch(&asked).header(foreground.0, foreground.1);
    watch.send().await.unwrap().bytes().await.unwrap();
    world
        .get("/nothing?secret=1")
        .header("x-monitor-lane", "made up")
        .send()
        .await
        .unwrap();

    let expected = json!([
        {
            "route": "/api/v1/operations/{id}", "method": "GET", "lane": null, "targets": 0,
            "target_ids": [format!("operation:{id}")], "status": 200, "user": world.ann,
        },
        {
            "route": "/api/v1/watch", "method": "POST", "lane": "foreground", "targets": 2,
            "target_ids": [format!("operation:{id}"), format!("review_pack:{}", world.contoso)],
            "status": 200, "user": world.ann,
        },
        {
            "route": null, "method": "GET", "lane": null, "targets": 0, "target_ids": [],
            "status": 404, "user": null,
        },
    ]);
    world.until(|| world.log().lines().count() == 3).await;
    assert_eq!(json!(lines(&world)), expected);
}

#[tokio::test]
async fn the_log_has_no_secret_and_no_query() {
    let world = World::new().await;
    let wrong = format!("tam_{}", "7".repeat(64));

    world.json("/operations?search=hunter2").await;
    let refused = world
        .client
        .get(format!("{}/me?token={wrong}", world.base))
        .bearer_auth(&wrong);
    refused.send().await.unwrap();

    world.until(|| world.log().lines().count() == 2).await;
    let log = world.log();
    for secret in [world.token.as_str(), &wrong, "hunter2", "Ann"] {
        assert!(!log.contains(secret), "{log}");
    }
}

#[tokio::test]
async fn a_client_that_went_away_is_logged_too() {
    let world = World::new().await;
    let (_, held) = world.hold_running().await;

    held.abort();

    world.until(|| world.log().lines().count() == 2).await;
    let gone = &lines(&world)[1];
    assert_eq!(
        (&gone["route"], &gone["status"]),
        (&json!("/api/v1/watch"), &json!(499))
    );
    assert_eq!(world.gateway.held_watches(), 0);
}
