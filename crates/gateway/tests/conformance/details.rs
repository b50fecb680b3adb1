//! One operation, one review pack: what they say, their versions and conditional requests.

use std::time::Duration;

use monitor_wire::{Failure, Initiator, LatestReviewPack, Place, Progress, ReviewPack};
use reqwest::StatusCode;
use serde_json::json;
use tenantatlas_simulator::{Failure as PlantFailure, NewOperation, Outcome};

use crate::world::World;

#[tokio::test]
async fn a_running_operation_says_how_far_it_is() {
    let world = World::with(|config| {
        config
            .labels
            .insert("policy.sync".into(), "Sync policies".into());
        config.web.operation = Some(
            "https://atlas.example.com/admin/workspaces/{workspace}/operations/{operation}".into(),
        );
    })
    .await;
    let id = world.running().await;
    world.plant.progress(id, 3, 480).await.unwrap();

    let operation = world.operation(id).await;

    assert_eq!(operation.workspace.name, "Northwind Managed Services");
    let contoso = Place {
        id: world.contoso,
        name: "Contoso Production".into(),
    };
    assert_eq!(operation.environment, Some(contoso));
    assert_eq!(operation.kind, "policy.sync");
    assert_eq!(operation.type_label.as_deref(), Some("Sync policies"));
    assert!(operation.type_label_unique);
    assert_eq!(
        (operation.status.as_str(), operation.outcome.as_str()),
        ("running", "pending")
    );
    assert_eq!(operation.freshness, "fresh_active");
    assert_eq!(operation.problem_class, "none");
    assert_eq!(
        operation.initiator,
        Initiator {
            name: "Ann".into(),
            system: false
        }
    );
    assert_eq!(
        operation.progress,
        Progress::Counted {
            processed: 3,
            total: 480
        }
    );
    let url = "https://atlas.example.com/admin/workspaces/northwind-managed-services/operations";
    assert_eq!(operation.web_url, Some(format!("{url}/{id}")));
}

#[tokio::test]
async fn a_scheduled_operation_was_started_by_the_system() {
    let world = World::new().await;
    let new = NewOperation::new("policy.sync").in_environment(world.northwind, world.contoso);
    let id = world.plant.queue(new).await.unwrap();

    let initiator = world.operation(id).await.initiator;

    assert_eq!(
        initiator,
        Initiator {
            name: "System".into(),
            system: true
        }
    );
}

#[tokio::test]
async fn a_failed_operation_says_why_in_the_operators_words() {
    let world = World::new().await;
    let id = world.running().await;
    let throttled = PlantFailure::new("graph.throttled", "Too many requests").times(3);
    let outcome = Outcome::PartiallySucceeded;
    world
        .plant
        .complete_with(id, outcome, &[throttled])
        .await
        .unwrap();

    let operation = world.operation(id).await;

    assert_eq!(operation.outcome, "partially_succeeded");
    assert_eq!(operation.freshness, "terminal_normal");
    assert_eq!(operation.problem_class, "terminal_follow_up");
    assert_eq!(operation.progress, Progress::None);
    let failure = Failure {
        code: "graph.throttled".into(),
        label: Some("Throttled by Microsoft Graph".into()),
        message: "Too many requests".into(),
        count: Some(3),
    };
    assert_eq!(operation.failures, [failure]);
}

#[tokio::test]
async fn freshness_and_problem_follow_the_thresholds_and_the_end() {
    let world = World::new().await;
    let hours = Duration::from_secs(3 * 3600);

    let stale = world.running().await;
    world.plant.backdate(stale, hours).await.unwrap();
    let never_started = world.queued().await;
    world.plant.backdate(never_started, hours).await.unwrap();
    let reconciled = world.running().await;
    world
        .plant
        .reconcile_failed(reconciled, "run.stale_running")
        .await
        .unwrap();
    let legacy = world.running().await;
    world
        .plant
        .write_raw_status(legacy, "failed", "failed")
        .await
        .unwrap();
    let strange = world.running().await;
    world
        .plant
        .write_raw_status(strange, "paused", "pending")
        .await
        .unwrap();
    let cancelled = world.completed(Outcome::Cancelled).await;
    let without = NewOperation::new("tenant.quota.rebalance").in_workspace(world.northwind);
    let without = world.plant.queue(without.created_ago(hours)).await.unwrap();

    for (id, freshness, problem_class) in [
        (stale, "likely_stale", "active_stale_attention"),
        (never_started, "likely_stale", "active_stale_attention"),
        (reconciled, "reconciled_failed", "terminal_follow_up"),
        (legacy, "terminal_normal", "terminal_follow_up"),
        (strange, "unknown", "none"),
        (cancelled, "terminal_normal", "none"),
        (without, "unknown", "none"),
    ] {
        let operation = world.operation(id).await;
        let told = (
            operation.freshness.as_str(),
            operation.problem_class.as_str(),
        );
        assert_eq!(told, (freshness, problem_class), "{}", operation.status);
    }
}

#[tokio::test]
async fn the_context_is_told_with_one_operation_and_nowhere_else() {
    let world = World::new().await;
    let place = NewOperation::new("policy.sync").in_environment(world.northwind, world.contoso);
    let small = place.clone().context(json!({ "backup_schedule_id": 7 }));
    let small = world.plant.queue(small).await.unwrap();
    let large = place.context(json!({ "selection": "x".repeat(17 * 1024) }));
    let large = world.plant.queue(large).await.unwrap();

    let operation = world.operation(small).await;
    assert_eq!(operation.context, Some(json!({ "backup_schedule_id": 7 })));
    assert_eq!(world.operation(large).await.context, None);
    let listed = world.json("/operations").await;
    assert!(
        listed["items"]
            .as_array()
            .unwrap()
            .iter()
            .all(|item| item.get("context").is_none())
    );
    let asked = json!({ "targets": [{ "operation": small }] });
    let changes = world.changes(&asked).await;
    let watched = &changes[0]["operation"];
    assert_eq!(watched["version"], json!(operation.version));
    assert_eq!(watched.get("context"), None);
}

#[tokio::test]
async fn expected_durations_need_five_successes() {
    let world = World::with(|config| config.expected_refresh = Duration::ZERO).await;
    let active = world.running().await;
    for _ in 0..4 {
        world.completed(Outcome::Succeeded).await;
    }
    world.completed(Outcome::Failed).await;
    assert_eq!(world.operation(active).await.expected, None);

    world.completed(Outcome::Succeeded).await;

    let expected = world.operation(active).await.expected;
    assert_eq!(expected.map(|expected| expected.samples), Some(5));
}

#[tokio::test]
async fn a_known_version_is_answered_304_until_something_changes() {
    let world = World::new().await;
    let id = world.running().await;
    let path = format!("/operations/{id}");
    let version = world.operation(id).await.version;
    let tag = format!("\"{version}\"");

    let same = world
        .get(&path)
        .header("if-none-match", &tag)
        .send()
        .await
        .unwrap();
    assert_eq!(same.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(same.headers()["etag"], tag.as_str());
    assert_eq!(same.text().await.unwrap(), "");

    world.plant.progress(id, 1, 2).await.unwrap();
    let changed = world
        .get(&path)
        .header("if-none-match", &tag)
        .send()
        .await
        .unwrap();
    assert_eq!(changed.status(), StatusCode::OK);
    assert_ne!(changed.headers()["etag"], tag.as_str());
}

#[tokio::test]
async fn an_environment_without_a_pack_says_so_and_its_version_is_known_too() {
    let world = World::new().await;
    let path = format!("/environments/{}/review-pack", world.contoso);

    let latest: LatestReviewPack = serde_json::from_value(world.json(&path).await).unwrap();

    assert_eq!(latest.review_pack, None);
    let tag = format!("W/\"{}\"", latest.version);
    let same = world
        .get(&path)
        .header("if-none-match", tag)
        .send()
        .await
        .unwrap();
    assert_eq!(same.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn the_latest_pack_is_told_through_its_states() {
    let world = World::with(|config| {
        config.web.review_pack =
            Some("https://atlas.example.com/{workspace}/review-packs/{review_pack}".into());
    })
    .await;

    let pack = world.plant.queue_pack(world.contoso, None).await.unwrap();
    assert_eq!(latest_pack(&world).await.status, "queued");
    world.plant.generate_pack(pack).await.unwrap();
    assert_eq!(latest_pack(&world).await.status, "generating");
    world
        .plant
        .ready_pack(pack, 8192, Duration::from_secs(86_400))
        .await
        .unwrap();
    let ready = latest_pack(&world).await;
    assert_eq!(
        (ready.status.as_str(), ready.file_size),
        ("ready", Some(8192))
    );
    assert_eq!(ready.sha256.as_ref().map(String::len), Some(64));
    assert!(ready.expires_at > ready.generated_at);
    assert_eq!(
        ready.initiator,
        Initiator {
            name: "System".into(),
            system: true
        }
    );
    let url = "https://atlas.example.com/northwind-managed-services/review-packs";
    assert_eq!(ready.web_url, Some(format!("{url}/{pack}")));
    let made_by = world.operation(ready.operation_id.unwrap()).await;
    assert_eq!(made_by.review_pack_id, Some(pack));
}

#[tokio::test]
async fn a_newer_pack_is_the_latest_and_outlives_the_operation_that_made_it() {
    let world = World::new().await;
    world.plant.queue_pack(world.contoso, None).await.unwrap();
    let newer = world
        .plant
        .queue_pack(world.contoso, Some(world.ann))
        .await
        .unwrap();
    world.plant.generate_pack(newer).await.unwrap();
    world
        .plant
        .fail_pack(newer, "The export disk is full")
        .await
        .unwrap();

    let failed = latest_pack(&world).await;

    assert_eq!((failed.id, failed.status.as_str()), (newer, "failed"));
    assert_eq!(failed.failure.as_deref(), Some("The export disk is full"));
    assert_eq!(
        failed.initiator,
        Initiator {
            name: "Ann".into(),
            system: false
        }
    );
    world
        .plant
        .purge(failed.operation_id.unwrap())
        .await
        .unwrap();
    assert_eq!(latest_pack(&world).await.operation_id, None);
}

async fn latest_pack(world: &World) -> ReviewPack {
    let path = format!("/environments/{}/review-pack", world.contoso);
    let latest: LatestReviewPack = serde_json::from_value(world.json(&path).await).unwrap();
    latest.review_pack.unwrap()
}
