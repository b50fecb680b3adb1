//! Who may see what (specs 144 and 285): 404 before 403, and nothing that tells the kinds of 404 apart.

use reqwest::StatusCode;
use serde_json::json;
use tenantatlas_simulator::{NewOperation, Role};

use crate::world::{World, problem};

/// Everything a client can tell apart, but the time.
async fn told(world: &World, path: &str) -> (StatusCode, Vec<(String, String)>, String) {
    let response = world.get(path).send().await.unwrap();
    let status = response.status();
    let mut headers: Vec<(String, String)> = response
        .headers()
        .iter()
        .filter(|(name, _)| *name != "date")
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
        .collect();
    headers.sort();
    (status, headers, response.text().await.unwrap())
}

#[tokio::test]
async fn the_kinds_of_404_cannot_be_told_apart() {
    let world = World::new().await;
    let foreign = world.foreign().await;
    let unentitled = world.unentitled().await;

    let missing = told(&world, "/operations/999999").await;
    assert_eq!(missing.0, StatusCode::NOT_FOUND);
    assert_eq!(
        told(&world, &format!("/operations/{foreign}")).await,
        missing
    );
    assert_eq!(
        told(&world, &format!("/operations/{unentitled}")).await,
        missing
    );
    assert_eq!(told(&world, "/operations/abc").await, missing);

    let no_pack = told(&world, "/environments/999999/review-pack").await;
    let bank = format!("/environments/{}/review-pack", world.bank);
    let fabrikam = format!("/environments/{}/review-pack", world.fabrikam);
    assert_eq!(no_pack, missing);
    assert_eq!(told(&world, &bank).await, missing);
    assert_eq!(told(&world, &fabrikam).await, missing);
}

#[tokio::test]
async fn a_watch_tells_the_kinds_of_missing_no_better() {
    let world = World::new().await;
    let targets = [
        json!({ "operation": world.foreign().await }),
        json!({ "operation": world.unentitled().await }),
        json!({ "operation": 999_999 }),
        json!({ "review_pack": world.bank }),
        json!({ "review_pack": world.fabrikam }),
        json!({ "review_pack": 999_999 }),
    ];
    let asked = json!({ "wait_seconds": 0, "targets": targets });

    let changes = world.changes(&asked).await;

    let missing = targets.map(|target| json!({ "result": "not_found", "target": target }));
    assert_eq!(changes, json!(missing));
}

#[tokio::test]
async fn an_owner_needs_the_entitlement_like_everybody() {
    let world = World::new().await;
    let id = world.unentitled().await;
    world
        .plant
        .member(world.northwind, world.ann, Role::Owner)
        .await
        .unwrap();
    assert_eq!(
        world.status(&format!("/operations/{id}")).await,
        StatusCode::NOT_FOUND
    );

    world
        .plant
        .entitle(world.fabrikam, world.ann)
        .await
        .unwrap();

    assert_eq!(
        world.status(&format!("/operations/{id}")).await,
        StatusCode::OK
    );
}

#[tokio::test]
async fn an_entitlement_without_the_membership_shows_nothing() {
    let world = World::new().await;
    let id = world.foreign().await;
    world.plant.entitle(world.bank, world.ann).await.unwrap();

    assert_eq!(
        world.status(&format!("/operations/{id}")).await,
        StatusCode::NOT_FOUND
    );
    let pack = format!("/environments/{}/review-pack", world.bank);
    assert_eq!(world.status(&pack).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_workspace_wide_operation_needs_the_membership_alone() {
    let world = World::new().await;
    world.plant.revoke(world.contoso, world.ann).await.unwrap();
    let own = NewOperation::new("alerts.evaluate").in_workspace(world.northwind);
    let own = world.plant.queue(own).await.unwrap();
    let foreign = NewOperation::new("alerts.evaluate").in_workspace(world.woodgrove);
    let foreign = world.plant.queue(foreign).await.unwrap();

    assert_eq!(world.operation(own).await.environment, None);
    assert_eq!(
        world.status(&format!("/operations/{foreign}")).await,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn access_ends_with_the_membership_and_with_the_entitlement() {
    let world = World::new().await;
    let path = format!("/operations/{}", world.queued().await);
    assert_eq!(world.status(&path).await, StatusCode::OK);

    world.plant.revoke(world.contoso, world.ann).await.unwrap();
    assert_eq!(world.status(&path).await, StatusCode::NOT_FOUND);

    world.plant.entitle(world.contoso, world.ann).await.unwrap();
    assert_eq!(world.status(&path).await, StatusCode::OK);
    world.plant.leave(world.northwind, world.ann).await.unwrap();
    assert_eq!(world.status(&path).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_readonly_member_sees_operations_and_is_refused_packs() {
    let world = World::new().await;
    world
        .plant
        .queue_pack(world.contoso, Some(world.ann))
        .await
        .unwrap();
    let listed = world.json("/operations").await;
    let operation = listed["items"][0]["id"].as_i64().unwrap();
    assert!(world.operation(operation).await.review_pack_id.is_some());

    world
        .plant
        .member(world.northwind, world.ann, Role::Readonly)
        .await
        .unwrap();

    assert_eq!(world.operation(operation).await.review_pack_id, None);
    let path = format!("/environments/{}/review-pack", world.contoso);
    let response = world.get(&path).send().await.unwrap();
    assert_eq!(problem(response, StatusCode::FORBIDDEN).await, None);
    let asked = json!({ "targets": [{ "review_pack": world.contoso }] });
    let forbidden = json!([{ "result": "forbidden", "target": { "review_pack": world.contoso } }]);
    assert_eq!(world.changes(&asked).await, forbidden);
}

#[tokio::test]
async fn a_type_may_need_a_capability_of_its_own() {
    let world = World::with(|config| {
        let types = &mut config.capabilities.types;
        types.insert("restore.execute".into(), "restore.view".into());
    })
    .await;
    let new = NewOperation::new("restore.execute").in_environment(world.northwind, world.contoso);
    let restore = world.plant.queue(new).await.unwrap();
    let sync = world.queued().await;

    let response = world
        .get(&format!("/operations/{restore}"))
        .send()
        .await
        .unwrap();
    problem(response, StatusCode::FORBIDDEN).await;
    let listed = world.json("/operations").await;
    assert_eq!(listed["total"], 1);
    assert_eq!(listed["items"][0]["id"], sync);
}

#[tokio::test]
async fn a_role_the_configuration_does_not_name_has_no_capability() {
    let world = World::with(|config| {
        config.capabilities.roles.remove("operator");
    })
    .await;
    let id = world.queued().await;

    let response = world
        .get(&format!("/operations/{id}"))
        .send()
        .await
        .unwrap();
    problem(response, StatusCode::FORBIDDEN).await;
    assert_eq!(world.json("/operations").await["total"], 0);
    assert_eq!(
        world.json("/me").await["workspaces"][0]["capabilities"],
        json!([])
    );
}

#[tokio::test]
async fn me_names_what_the_user_may_see_and_nothing_else() {
    let world = World::new().await;

    let mut me = world.json("/me").await;

    me.as_object_mut().unwrap().remove("server_time").unwrap();
    let expected = json!({
        "user": { "id": world.ann, "name": "Ann" },
        "workspaces": [{
            "id": world.northwind,
            "name": "Northwind Managed Services",
            "role": "operator",
            "capabilities": ["operations.view", "review_pack.view"],
        }],
        "environments": [{
            "id": world.contoso,
            "name": "Contoso Production",
            "workspace_id": world.northwind,
        }],
        "limits": { "max_targets": 200, "max_wait_seconds": 55 },
    });
    assert_eq!(me, expected);
}
