//! A database that goes away and comes back, on a server of its own.

use reqwest::StatusCode;
use xtask::postgres::Cluster;

use crate::engine;
use crate::world::{LIMIT, World, answer, problem, released, watch_of};

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.unwrap()
}

#[tokio::test]
async fn while_the_database_is_away_nothing_is_answered_from_memory_and_then_all_is_well_again() {
    let cluster: &'static Cluster =
        blocking(|| Box::leak(Box::new(Cluster::start().unwrap()))).await;
    let atlas = engine::fresh(cluster).await;
    let world = World::on(atlas, tempfile::tempdir().unwrap(), |_| {}).await;
    let (operation, held) = world.hold_running().await;

    blocking(|| cluster.stop_server().unwrap()).await;

    let response = world.get("/operations").send().await.unwrap();
    assert!(response.headers().contains_key("retry-after"));
    problem(response, StatusCode::SERVICE_UNAVAILABLE).await;
    let watch = world.post_watch(&watch_of(&operation, 0));
    problem(watch.send().await.unwrap(), StatusCode::SERVICE_UNAVAILABLE).await;
    assert_eq!(world.json("/health").await["store_reachable"], false);
    assert_eq!(world.gateway.held_watches(), 1);

    blocking(|| cluster.start_again().unwrap()).await;
    let health = async || world.json("/health").await["store_reachable"] == true;
    tokio::time::timeout(LIMIT, async { while !health().await {} })
        .await
        .unwrap();
    world.succeed(operation.id).await;
    let answer = answer(released(held).await).await;
    assert_eq!(answer.changes.len(), 1);
    blocking(|| cluster.stop_server().unwrap()).await;
}
