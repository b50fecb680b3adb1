//! `GET /operations`: filters, pages, totals, and what a list must never show.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::Value;
use tenantatlas_simulator::{NewOperation, Outcome};

use crate::world::World;

const NONE: [i64; 0] = [];

async fn ids(world: &World, query: &str) -> Vec<i64> {
    let list = world.json(&format!("/operations?{query}")).await;
    let ids = ids_of(&list);
    assert_eq!(list["total"], ids.len(), "{query}");
    ids
}

fn ids_of(list: &Value) -> Vec<i64> {
    let items = list["items"].as_array().unwrap();
    items
        .iter()
        .map(|item| item["id"].as_i64().unwrap())
        .collect()
}

/// Queued so long ago, so that the order is certain.
async fn queued_ago(world: &World, kind: &str, minutes: u64) -> i64 {
    let new = NewOperation::new(kind).in_environment(world.northwind, world.contoso);
    let ago = Duration::from_secs(minutes * 60);
    world.plant.queue(new.created_ago(ago)).await.unwrap()
}

async fn ended_ago(world: &World, kind: &str, minutes: u64, outcome: Outcome) -> i64 {
    let id = queued_ago(world, kind, 0).await;
    world.plant.start(id).await.unwrap();
    world.plant.complete(id, outcome).await.unwrap();
    world
        .plant
        .backdate(id, Duration::from_secs(minutes * 60))
        .await
        .unwrap();
    id
}

/// Everything that matches, page after page.
async fn paged(world: &World, query: &str, total: i64) -> Vec<i64> {
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = world.json(&format!("/operations?{query}{cursor}")).await;
        assert_eq!(page["total"], total, "{query}");
        seen.extend(ids_of(&page));
        let Some(next) = page["next_cursor"].as_str() else {
            return seen;
        };
        cursor = format!("&cursor={next}");
    }
}

fn minutes_ago(world: &World, minutes: u64) -> Timestamp {
    world.plant.now() - Duration::from_secs(minutes * 60)
}

#[tokio::test]
async fn a_list_never_shows_what_is_not_the_users() {
    let world = World::new().await;
    world.foreign().await;
    world.unentitled().await;
    let wide = NewOperation::new("alerts.evaluate").in_workspace(world.woodgrove);
    world.plant.queue(wide).await.unwrap();
    let own = world.queued().await;

    assert_eq!(ids(&world, "").await, [own]);
    assert_eq!(ids(&world, "search=woodgrove").await, NONE);
    assert_eq!(ids(&world, "search=fabrikam").await, NONE);
    assert_eq!(
        ids(&world, &format!("workspace={}", world.woodgrove)).await,
        NONE
    );
    assert_eq!(
        ids(&world, &format!("environment={}", world.fabrikam)).await,
        NONE
    );
    let text = world.json("/operations").await.to_string();
    assert!(
        !text.contains("Woodgrove") && !text.contains("Fabrikam"),
        "{text}"
    );
}

#[tokio::test]
async fn every_filter_narrows() {
    let world = World::new().await;
    let queued = queued_ago(&world, "policy.sync", 1).await;
    let running = queued_ago(&world, "inventory.sync", 2).await;
    world.plant.start(running).await.unwrap();
    let failed = ended_ago(&world, "restore.execute", 3, Outcome::Failed).await;
    let wide = NewOperation::new("alerts.evaluate").in_workspace(world.northwind);
    let wide = wide.created_ago(Duration::from_secs(240));
    let wide = world.plant.queue(wide).await.unwrap();

    assert_eq!(ids(&world, "").await, [queued, running, failed, wide]);
    assert_eq!(ids(&world, "status=active").await, [queued, running, wide]);
    assert_eq!(ids(&world, "status=completed").await, [failed]);
    assert_eq!(ids(&world, "outcome=failed").await, [failed]);
    assert_eq!(ids(&world, "type=inventory.sync").await, [running]);
    let contoso = format!("environment={}", world.contoso);
    assert_eq!(ids(&world, &contoso).await, [queued, running, failed]);
    let northwind = format!("workspace={}&status=queued", world.northwind);
    assert_eq!(ids(&world, &northwind).await, [queued, wide]);
    assert_eq!(ids(&world, "status=nonsense").await, NONE);
}

#[tokio::test]
async fn a_search_finds_ids_types_and_places_and_takes_nothing_for_a_pattern() {
    let world = World::new().await;
    let new = NewOperation::new("policy.sync").in_environment(world.northwind, world.contoso);
    world.plant.queue(new.id(421)).await.unwrap();
    let wide = NewOperation::new("alerts.evaluate").in_workspace(world.northwind);
    let wide = wide.created_ago(Duration::from_secs(60)).id(422);
    world.plant.queue(wide).await.unwrap();

    assert_eq!(ids(&world, "search=421").await, [421]);
    assert_eq!(ids(&world, "search=%23422").await, [422]);
    assert_eq!(ids(&world, "search=POLICY").await, [421]);
    assert_eq!(ids(&world, "search=contoso").await, [421]);
    assert_eq!(ids(&world, "search=managed").await, [421, 422]);
    assert_eq!(ids(&world, "search=%25").await, NONE);
    assert_eq!(ids(&world, "search=policy_sync").await, NONE);
}

#[tokio::test]
async fn attention_is_what_is_stale_or_failed_lately_and_not_put_right_since() {
    let world = World::new().await;
    let stale = queued_ago(&world, "policy.sync", 120).await;
    queued_ago(&world, "policy.sync", 1).await;
    let restore = ended_ago(&world, "restore.execute", 300, Outcome::Failed).await;
    ended_ago(&world, "restore.execute", 200, Outcome::Succeeded).await;
    let put_right = ended_ago(&world, "inventory.sync", 400, Outcome::Failed).await;
    ended_ago(&world, "inventory.sync", 350, Outcome::Succeeded).await;
    let failed_again = ended_ago(&world, "inventory.sync", 310, Outcome::Blocked).await;
    ended_ago(&world, "policy.sync", 500, Outcome::Cancelled).await;
    let old = ended_ago(&world, "restore.execute", 8 * 24 * 60, Outcome::Failed).await;

    assert_eq!(
        ids(&world, "problem_class=attention").await,
        [stale, restore, failed_again]
    );
    assert_eq!(
        ids(&world, "problem_class=active_stale_attention").await,
        [stale]
    );
    let follow_up = [restore, failed_again, put_right, old];
    assert_eq!(
        ids(&world, "problem_class=terminal_follow_up").await,
        follow_up
    );
}

#[tokio::test]
async fn attention_is_paged_in_either_order_however_long_ago_a_failure_began() {
    let world = World::new().await;
    let stale = queued_ago(&world, "policy.sync", 120).await;
    let blocked = ended_ago(&world, "restore.execute", 60, Outcome::Blocked).await;
    let failed = ended_ago(&world, "restore.execute", 180, Outcome::Failed).await;
    let began_before = queued_ago(&world, "restore.execute", 10 * 24 * 60).await;
    world.plant.start(began_before).await.unwrap();
    let ended = world.plant.complete(began_before, Outcome::Failed);
    ended.await.unwrap();

    for limit in 1..=3 {
        let query = format!("problem_class=attention&limit={limit}");
        let by_beginning = [blocked, stale, failed, began_before];
        assert_eq!(paged(&world, &query, 4).await, by_beginning);
        let query = format!("{query}&order=ended");
        let by_end = [began_before, blocked, failed];
        assert_eq!(paged(&world, &query, 3).await, by_end);
    }
}

#[tokio::test]
async fn a_failure_without_a_time_of_completion_is_as_old_as_the_operation() {
    let world = World::new().await;
    let lately = queued_ago(&world, "restore.execute", 60).await;
    let long_ago = queued_ago(&world, "restore.execute", 8 * 24 * 60).await;
    for id in [lately, long_ago] {
        let raw = world.plant.write_raw_status(id, "failed", "failed");
        raw.await.unwrap();
    }

    assert_eq!(ids(&world, "problem_class=attention").await, [lately]);
}

#[tokio::test]
async fn a_success_elsewhere_puts_nothing_right() {
    let world = World::new().await;
    world
        .plant
        .entitle(world.fabrikam, world.ann)
        .await
        .unwrap();
    let failed = ended_ago(&world, "inventory.sync", 10, Outcome::Failed).await;
    let new = NewOperation::new("inventory.sync").in_environment(world.northwind, world.fabrikam);
    let elsewhere = world.plant.queue(new).await.unwrap();
    world.plant.start(elsewhere).await.unwrap();
    world.succeed(elsewhere).await;

    assert_eq!(ids(&world, "problem_class=attention").await, [failed]);
}

#[tokio::test]
async fn how_far_attention_looks_back_is_configured() {
    let world = World::with(|config| config.attention_days = 30).await;
    let old = ended_ago(&world, "restore.execute", 8 * 24 * 60, Outcome::Failed).await;
    ended_ago(&world, "restore.execute", 31 * 24 * 60, Outcome::Failed).await;

    assert_eq!(ids(&world, "problem_class=attention").await, [old]);
}

#[tokio::test]
async fn the_pages_are_the_whole_list_once_in_order() {
    let world = World::new().await;
    let mut expected = Vec::new();
    for minutes in 1..=5 {
        expected.push(queued_ago(&world, "policy.sync", minutes).await);
    }

    assert_eq!(paged(&world, "limit=2", 5).await, expected);
}

#[tokio::test]
async fn what_ended_is_paged_in_the_order_it_ended() {
    let world = World::new().await;
    let began_first = queued_ago(&world, "policy.sync", 60).await;
    let ended_first = queued_ago(&world, "inventory.sync", 30).await;
    let ended_with_it = queued_ago(&world, "restore.execute", 90).await;
    queued_ago(&world, "policy.sync", 1).await;
    let without_a_time = queued_ago(&world, "policy.sync", 2).await;
    let raw = world
        .plant
        .write_raw_status(without_a_time, "completed", "succeeded");
    raw.await.unwrap();
    let (sooner, later) = (minutes_ago(&world, 20), minutes_ago(&world, 10));
    for (id, moment) in [
        (ended_with_it, later),
        (ended_first, sooner),
        (began_first, later),
    ] {
        let then = world.plant.at(moment);
        then.start(id).await.unwrap();
        then.complete(id, Outcome::Succeeded).await.unwrap();
    }

    let mut together = [began_first, ended_with_it];
    together.sort_unstable_by(|one, other| other.cmp(one));
    let expected = [together.as_slice(), &[ended_first]].concat();
    for limit in 1..=3 {
        let query = format!("status=completed&order=ended&limit={limit}");
        assert_eq!(paged(&world, &query, 3).await, expected);
    }
    assert_eq!(paged(&world, "order=ended&outcome=failed", 0).await, NONE);
}

#[tokio::test]
async fn operations_of_one_moment_are_paged_by_id() {
    let world = World::new().await;
    let moment = world.plant.at("2026-03-08T11:11:26.123Z".parse().unwrap());
    let place = NewOperation::new("policy.sync").in_environment(world.northwind, world.contoso);
    for _ in 0..3 {
        moment.queue(place.clone()).await.unwrap();
    }

    let first = world.json("/operations?limit=2").await;
    let next = first["next_cursor"].as_str().unwrap();
    let second = world
        .json(&format!("/operations?limit=2&cursor={next}"))
        .await;

    let all = [ids_of(&first), ids_of(&second)].concat();
    assert_eq!(all.len(), 3);
    assert!(all.is_sorted_by(|newer, older| newer > older), "{all:?}");
    assert_eq!(second["next_cursor"], Value::Null);
}

#[tokio::test]
async fn a_full_last_page_has_no_next() {
    let world = World::new().await;
    world.queued().await;
    world.queued().await;

    assert_eq!(
        world.json("/operations?limit=2").await["next_cursor"],
        Value::Null
    );
}
