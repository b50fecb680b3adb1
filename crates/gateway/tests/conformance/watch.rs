//! `POST /watch`: only what changed, held until something that matters does.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use monitor_wire::{Change, Progress, Target};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tenantatlas_gateway::Thresholds;
use tenantatlas_simulator::{Outcome, Role};

use crate::engine;
use crate::world::{World, answer, problem, released, watch_of};

/// The statuses of the changes, where each is an operation.
fn statuses(changes: &[Change]) -> Vec<&str> {
    changes
        .iter()
        .map(|change| match change {
            Change::Operation { operation } => operation.status.as_str(),
            Change::Forbidden { .. } | Change::NotFound { .. } | Change::ReviewPack { .. } => {
                panic!("no operation: {change:?}")
            }
        })
        .collect()
}

#[tokio::test]
async fn only_what_changed_is_answered_in_the_order_asked() {
    let world = World::new().await;
    let known = world.operation(world.queued().await).await;
    let moved = world.operation(world.queued().await).await;
    world.plant.start(moved.id).await.unwrap();
    let asked = json!({ "wait_seconds": 0, "targets": [
        { "review_pack": world.contoso },
        { "operation": known.id, "version": known.version },
        { "operation": moved.id, "version": moved.version },
        { "operation": 999_999, "version": "a" },
    ] });

    let changes = world.watch(&asked).await.changes;

    let [
        Change::ReviewPack { latest },
        Change::Operation { operation },
        missing,
    ] = &changes[..]
    else {
        panic!("{changes:?}");
    };
    assert_eq!(
        (latest.environment.id, &latest.review_pack),
        (world.contoso, &None)
    );
    assert_eq!(**operation, world.operation_without_context(moved.id).await);
    assert_eq!(
        *missing,
        Change::NotFound {
            target: Target::Operation(999_999)
        }
    );
}

impl World {
    async fn operation_without_context(&self, id: i64) -> monitor_wire::Operation {
        monitor_wire::Operation {
            context: None,
            ..self.operation(id).await
        }
    }

    /// A watch of Contoso's latest pack, whose version the client has.
    async fn pack_watch(&self) -> Value {
        let path = format!("/environments/{}/review-pack", self.contoso);
        let version = self.json(&path).await["version"].take();
        let target = json!({ "review_pack": self.contoso, "version": version });
        json!({ "wait_seconds": 50, "targets": [target] })
    }
}

#[tokio::test]
async fn a_watch_that_does_not_wait_answers_at_once_with_nothing() {
    let world = World::new().await;
    let operation = world.operation(world.running().await).await;

    assert_eq!(world.watch(&watch_of(&operation, 0)).await.changes, []);
}

#[tokio::test]
async fn a_change_of_status_ends_the_wait() {
    let world = World::new().await;
    let (operation, held) = world.hold_running().await;

    world.succeed(operation.id).await;

    let answer = answer(released(held).await).await;
    assert_eq!(statuses(&answer.changes), ["completed"]);
    assert_eq!(world.gateway.held_watches(), 0);
}

/// The product's tables keep whole seconds on PostgreSQL: when a row was written last tells nothing of what it says.
#[tokio::test]
async fn a_change_within_the_same_second_has_a_version_of_its_own_and_ends_the_wait() {
    let world = World::new().await;
    let (counting, ending) = (world.queued().await, world.queued().await);
    let moment = world.plant.at(world.plant.now());
    moment.start(counting).await.unwrap();
    let started = world.operation(counting).await;
    moment.progress(counting, 3, 480).await.unwrap();
    let begun = world.operation(counting).await;
    moment.progress(counting, 7, 480).await.unwrap();
    let further = world.operation(counting).await;
    let versions = [&started, &begun, &further].map(|it| it.version.as_str());
    let different = BTreeSet::from(versions);
    assert_eq!(different.len(), 3, "{versions:?}");

    moment.start(ending).await.unwrap();
    let operation = world.operation(ending).await;
    let held = world.hold(&watch_of(&operation, 50)).await;
    moment.complete(ending, Outcome::Succeeded).await.unwrap();

    let answer = answer(released(held).await).await;
    let [Change::Operation { operation }] = &answer.changes[..] else {
        panic!("{answer:?}");
    };
    assert_eq!(operation.status, "completed");
    assert_eq!(operation.completed_at, operation.started_at);
}

#[tokio::test]
async fn a_reconciliation_straight_from_queued_ends_the_wait() {
    let world = World::new().await;
    let operation = world.operation(world.queued().await).await;
    let held = world.hold(&watch_of(&operation, 50)).await;

    let plant = &world.plant;
    plant
        .reconcile_failed(operation.id, "run.stale_queued")
        .await
        .unwrap();

    let answer = answer(released(held).await).await;
    let [Change::Operation { operation }] = &answer.changes[..] else {
        panic!("{answer:?}");
    };
    let now = (&*operation.status, &*operation.outcome);
    assert_eq!(now, ("completed", "failed"));
    assert_eq!(operation.freshness, "reconciled_failed");
}

#[tokio::test]
async fn what_a_newcomer_makes_the_gateway_see_wakes_those_who_wait_for_it() {
    let world = World::with(|config| {
        config.look_every = Duration::from_secs(3);
        config.access_every = Duration::from_secs(1);
    })
    .await;
    let bob = world.plant.user("Bob").await.unwrap();
    let plant = &world.plant;
    plant
        .member(world.northwind, bob, Role::Operator)
        .await
        .unwrap();
    plant.entitle(world.contoso, bob).await.unwrap();
    let token = world
        .gateway
        .tokens()
        .issue(bob, "test", None)
        .await
        .unwrap();
    let operation = world.operation(world.running().await).await;
    let watch = watch_of(&operation, 50);
    let held = world.hold(&watch).await;

    world.succeed(operation.id).await;
    let newcomer = world.client.post(format!("{}/watch", world.base));
    let newcomer = newcomer.bearer_auth(&token.secret).json(&watch).send();

    let seen = answer(newcomer.await.unwrap()).await;
    assert_eq!(statuses(&seen.changes), ["completed"]);
    let woken = answer(released(held).await).await;
    assert_eq!(statuses(&woken.changes), ["completed"]);
}

#[tokio::test]
async fn a_token_holds_only_so_many_watches() {
    let world = World::with(|config| config.limits.max_held_per_token = 1).await;
    let (operation, held) = world.hold_running().await;

    let answer = world.watch(&watch_of(&operation, 50)).await;

    assert_eq!((answer.changes, answer.poll_after_seconds), (vec![], None));
    held.abort();
}

#[tokio::test]
async fn a_change_of_progress_is_told_when_the_wait_ends() {
    let world = World::new().await;
    let operation = world.operation(world.running().await).await;
    let since = Instant::now();
    let held = world.hold(&watch_of(&operation, 1)).await;

    world.plant.progress(operation.id, 7, 480).await.unwrap();

    let answer = answer(released(held).await).await;
    assert!(
        since.elapsed() >= Duration::from_secs(1),
        "{:?}",
        since.elapsed()
    );
    let [Change::Operation { operation }] = &answer.changes[..] else {
        panic!("{answer:?}");
    };
    assert_eq!(
        operation.progress,
        Progress::Counted {
            processed: 7,
            total: 480
        }
    );
}

#[tokio::test]
async fn a_wait_without_a_change_ends_empty() {
    let world = World::new().await;
    let operation = world.operation(world.running().await).await;

    let held = world.hold(&watch_of(&operation, 1)).await;

    assert_eq!(answer(released(held).await).await.changes, []);
}

#[tokio::test]
async fn growing_stale_ends_the_wait() {
    let world = World::with(|config| {
        let thresholds = Thresholds {
            queued_seconds: 60,
            running_seconds: 60,
        };
        config.freshness.insert("policy.sync".into(), thresholds);
    })
    .await;
    let (operation, held) = world.hold_running().await;

    world
        .plant
        .backdate(operation.id, Duration::from_secs(120))
        .await
        .unwrap();

    let answer = answer(released(held).await).await;
    let [Change::Operation { operation }] = &answer.changes[..] else {
        panic!("{answer:?}");
    };
    assert_eq!(operation.freshness, "likely_stale");
}

#[tokio::test]
async fn a_first_pack_and_a_moved_pack_end_the_wait() {
    let world = World::new().await;

    let held = world.hold(&world.pack_watch().await).await;
    let pack = world.plant.queue_pack(world.contoso, None).await.unwrap();
    assert_eq!(
        pack_statuses(answer(released(held).await).await.changes),
        ["queued"]
    );

    let held = world.hold(&world.pack_watch().await).await;
    world.plant.generate_pack(pack).await.unwrap();
    assert_eq!(
        pack_statuses(answer(released(held).await).await.changes),
        ["generating"]
    );
}

#[tokio::test]
async fn a_pack_that_a_newer_one_supersedes_ends_the_wait() {
    let world = World::new().await;
    let older = world.plant.queue_pack(world.contoso, None).await.unwrap();
    world.plant.generate_pack(older).await.unwrap();
    let lasts = Duration::from_secs(3600);
    world.plant.ready_pack(older, 421, lasts).await.unwrap();

    let held = world.hold(&world.pack_watch().await).await;
    let newer = world.plant.queue_pack(world.contoso, None).await.unwrap();

    let answer = answer(released(held).await).await;
    let [Change::ReviewPack { latest }] = &answer.changes[..] else {
        panic!("{answer:?}");
    };
    let pack = latest.review_pack.as_ref().unwrap();
    assert_eq!((pack.id, pack.status.as_str()), (newer, "queued"));
}

fn pack_statuses(changes: Vec<Change>) -> Vec<String> {
    let changes = serde_json::to_value(changes).unwrap();
    let changes = changes.as_array().unwrap();
    let status = |change: &Value| {
        change["latest"]["review_pack"]["status"]
            .as_str()
            .unwrap()
            .into()
    };
    changes.iter().map(status).collect()
}

#[tokio::test]
async fn losing_access_ends_the_wait_as_missing() {
    let world = World::new().await;
    let operation = world.operation(world.running().await).await;
    let gone = [Change::NotFound {
        target: Target::Operation(operation.id),
    }];

    let held = world.hold(&watch_of(&operation, 50)).await;
    world.plant.revoke(world.contoso, world.ann).await.unwrap();
    assert_eq!(answer(released(held).await).await.changes, gone);

    world.plant.entitle(world.contoso, world.ann).await.unwrap();
    let held = world.hold(&watch_of(&operation, 50)).await;
    world.plant.leave(world.northwind, world.ann).await.unwrap();
    assert_eq!(answer(released(held).await).await.changes, gone);
}

#[tokio::test]
async fn a_purged_operation_ends_the_wait_as_missing() {
    let world = World::new().await;
    let (operation, held) = world.hold_running().await;

    world.plant.purge(operation.id).await.unwrap();

    let gone = [Change::NotFound {
        target: Target::Operation(operation.id),
    }];
    assert_eq!(answer(released(held).await).await.changes, gone);
}

#[tokio::test]
async fn a_dead_token_or_user_ends_the_wait_signed_out() {
    let world = World::new().await;
    let (_, held) = world.hold_running().await;
    world.gateway.tokens().revoke(1).await.unwrap();
    problem(released(held).await, StatusCode::UNAUTHORIZED).await;

    let world = World::new().await;
    let (_, held) = world.hold_running().await;
    world.plant.delete_user(world.ann).await.unwrap();
    problem(released(held).await, StatusCode::UNAUTHORIZED).await;
}

#[tokio::test]
async fn a_stopping_server_answers_what_it_holds_though_its_database_does_not() {
    let world = World::new().await;
    let (_, held) = world.hold_running().await;
    engine::rename_operations(world.dir.path()).await;

    world.stop().await;

    let answer = answer(released(held).await).await;
    assert_eq!(answer.changes, []);
    assert!(answer.poll_after_seconds.is_some_and(|pause| pause >= 2));
}

#[tokio::test]
async fn a_stopping_server_answers_what_it_holds_and_ends() {
    let world = World::new().await;
    let (_, held) = world.hold_running().await;

    world.stop().await;

    assert_eq!(answer(released(held).await).await.changes, []);
}

#[tokio::test]
async fn a_watch_too_many_is_answered_at_once_and_keeps_its_own_intervals() {
    let world = World::with(|config| config.limits.max_held = 0).await;
    let operation = world.operation(world.running().await).await;

    let answer = world.watch(&watch_of(&operation, 50)).await;

    assert_eq!((answer.changes, answer.poll_after_seconds), (vec![], None));
}
