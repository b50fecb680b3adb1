//! `watch --pack`: the latest review pack of an environment.

use std::time::Duration;

use serde_json::Value;

use crate::world::{World, line_with, lines, within};

const DAY: Duration = Duration::from_secs(86_400);

#[tokio::test]
async fn a_pack_is_watched_until_it_is_ready() {
    let world = World::new().await;
    let pack = world.plant.queue_pack(world.contoso, None).await.unwrap();
    world.plant.generate_pack(pack).await.unwrap();
    let environment = world.contoso.to_string();
    let asked = [
        "watch",
        "--pack",
        &environment,
        "--until",
        "ready",
        "--json",
    ];
    let mut child = world.command(&asked).spawn().unwrap();
    let mut told = lines(child.stdout.take());
    line_with(&mut told, r#""state":"generating""#).await;

    world.plant.ready_pack(pack, 4096, DAY).await.unwrap();
    let last = line_with(&mut told, r#""state":"ready""#).await;
    let last: Value = serde_json::from_str(&last).unwrap();
    assert_eq!(last["event"], "review_pack");
    assert_eq!(last["id"], pack);
    assert_eq!(last["environment"]["id"], world.contoso);
    assert_eq!(last["size"], 4096);
    assert_eq!(within(child.wait()).await.unwrap().code(), Some(0));
}

#[tokio::test]
async fn packs_by_their_links_and_by_environments_are_waited_for_until_all_are_ready() {
    let world = World::new().await;
    let (fabrikam, _) = world.environment("Fabrikam").await;
    let linked = world.plant.queue_pack(world.contoso, None).await.unwrap();
    let named = world.plant.queue_pack(fabrikam, None).await.unwrap();
    for pack in [linked, named] {
        world.plant.generate_pack(pack).await.unwrap();
    }
    let (link, environment) = (link(&world), fabrikam.to_string());
    let asked = [
        "watch",
        &link,
        "--pack",
        &environment,
        "--until",
        "ready",
        "--json",
    ];
    let mut child = world.command(&asked).spawn().unwrap();
    let mut told = lines(child.stdout.take());
    for _ in [linked, named] {
        line_with(&mut told, r#""state":"generating""#).await;
    }
    world.plant.ready_pack(linked, 1, DAY).await.unwrap();
    line_with(&mut told, r#""state":"ready""#).await;
    assert!(child.try_wait().unwrap().is_none(), "one is generated");
    world.plant.ready_pack(named, 1, DAY).await.unwrap();
    line_with(&mut told, r#""state":"ready""#).await;
    assert_eq!(within(child.wait()).await.unwrap().code(), Some(0));

    let alone = world.run(&["watch", &link, "--until", "ready"]).await;
    assert_eq!(alone.code, Some(0), "{alone:?}");
    assert!(alone.out.contains("Contoso · Ready"), "{alone:?}");
}

#[tokio::test]
async fn a_failed_pack_and_one_that_is_not_to_be_had_are_told_apart() {
    let world = World::new().await;
    let environment = world.contoso.to_string();
    let ready = ["watch", "--pack", &environment, "--until", "ready"];
    let none = world.run(&ready).await;
    assert_eq!(none.code, Some(3), "{none:?}");
    assert!(none.err.contains("No review pack"), "{none:?}");

    let pack = world.plant.queue_pack(world.contoso, None).await.unwrap();
    world.plant.generate_pack(pack).await.unwrap();
    world.plant.fail_pack(pack, "disk full").await.unwrap();
    let failed = [&ready[..], &["--exit-status"]].concat();
    // A watch tells of the last look, which may have been before.
    let failed = world
        .run_until(&failed, |ran| !ran.err.contains("No review pack"))
        .await;
    assert_eq!(failed.code, Some(1), "{failed:?}");
    assert!(failed.out.contains("Failed · disk full"), "{failed:?}");

    let pack = world.plant.queue_pack(world.contoso, None).await.unwrap();
    world.plant.generate_pack(pack).await.unwrap();
    world.plant.ready_pack(pack, 1, DAY).await.unwrap();
    world.plant.expire_pack(pack).await.unwrap();
    let expired = world
        .run_until(&ready, |ran| !ran.out.contains("disk full"))
        .await;
    assert_eq!(expired.code, Some(3), "{expired:?}");
    let ended = world
        .run(&["watch", "--pack", &environment, "--exit-status"])
        .await;
    assert_eq!(ended.code, Some(0), "{ended:?}");
}

#[tokio::test]
async fn a_pack_is_watched_and_shown_by_its_link_and_beside_an_operation() {
    let world = World::new().await;
    let pack = world.plant.queue_pack(world.contoso, None).await.unwrap();
    world.plant.generate_pack(pack).await.unwrap();
    world.plant.ready_pack(pack, 1, DAY).await.unwrap();
    let link = link(&world);
    let line = format!(
        "Review pack of environment #{} · Contoso · Ready\n",
        world.contoso
    );
    let shown = world.run(&["show", &link]).await;
    assert_eq!(
        (shown.code, shown.out.as_str()),
        (Some(0), line.as_str()),
        "{shown:?}"
    );

    let id = world
        .completed(tenantatlas_simulator::Outcome::Succeeded)
        .await
        .to_string();
    let both = world.run(&["watch", &id, &link]).await;
    assert_eq!(both.code, Some(0), "{both:?}");
    assert!(both.out.ends_with(&line), "{both:?}");
}

/// As the app gives it.
fn link(world: &World) -> String {
    format!(
        "tenantatlas-monitor://environment/{}/review-pack?server={}",
        world.contoso, world.address
    )
}
