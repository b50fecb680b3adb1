//! Who gets what from every endpoint, as a table (specs 144, 285 and 123), and over random directories: nothing ever
//! leaves for a user who may not see its place.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use serde_json::{Value, json};
use tenantatlas_simulator::{NewOperation, Outcome, Role};

use crate::world::World;

/// What a person gets: of an operation in Contoso, in Fabrikam, of the whole workspace and of Woodgrove, then of
/// Contoso's, Fabrikam's and Woodgrove's review pack; and how many operations the list has.
type Gets = ([u16; 4], [u16; 3], usize);

const ALL_OF_CONTOSO: Gets = ([200, 404, 200, 404], [200, 404, 404], 3);
const NO_PACKS: Gets = ([200, 404, 200, 404], [403, 404, 404], 3);
const NOTHING: Gets = ([404; 4], [404; 3], 0);
const SIGNED_OUT: Gets = ([401; 4], [401; 3], 0);

struct Things {
    operations: [i64; 4],
    environments: [i64; 3],
}

/// One operation and one ready pack in every place; Contoso's and Fabrikam's packs have operations of their own.
async fn things(world: &World) -> Things {
    let plant = &world.plant;
    let queue = async |new: NewOperation| plant.queue(new).await.unwrap();
    let sync = || NewOperation::new("policy.sync");
    let operations = [
        queue(sync().in_environment(world.northwind, world.contoso)).await,
        queue(sync().in_environment(world.northwind, world.fabrikam)).await,
        queue(NewOperation::new("alerts.evaluate").in_workspace(world.northwind)).await,
        queue(sync().in_environment(world.woodgrove, world.bank)).await,
    ];
    let environments = [world.contoso, world.fabrikam, world.bank];
    for environment in environments {
        plant.queue_pack(environment, None).await.unwrap();
    }
    Things {
        operations,
        environments,
    }
}

async fn gets(world: &World, things: &Things) -> Gets {
    let mut operations = [0; 4];
    for (status, id) in operations.iter_mut().zip(things.operations) {
        *status = world.status(&format!("/operations/{id}")).await.as_u16();
    }
    let mut packs = [0; 3];
    for (status, id) in packs.iter_mut().zip(things.environments) {
        let path = format!("/environments/{id}/review-pack");
        *status = world.status(&path).await.as_u16();
    }
    let list = world.get("/operations").send().await.unwrap();
    let list: Value = list.json().await.unwrap();
    let listed = list["items"].as_array().map_or(0, Vec::len);
    assert_eq!(list["total"].as_u64().unwrap_or_default(), listed as u64);
    let targets = targets(things.operations, things.environments);
    assert_eq!(
        watched(world, &targets).await,
        [&operations[..], &packs].concat()
    );
    (operations, packs, listed)
}

fn targets(
    operations: impl IntoIterator<Item = i64>,
    environments: impl IntoIterator<Item = i64>,
) -> Vec<Value> {
    let operations = operations.into_iter().map(|id| json!({ "operation": id }));
    let packs = environments
        .into_iter()
        .map(|id| json!({ "review_pack": id }));
    operations.chain(packs).collect()
}

/// What a watch says of the same things, as the statuses of the single calls.
async fn watched(world: &World, targets: &[Value]) -> Vec<u16> {
    let body = json!({ "targets": targets });
    let response = world.post_watch(&body).send().await.unwrap();
    if response.status().as_u16() != 200 {
        return vec![response.status().as_u16(); targets.len()];
    }
    let answer: Value = response.json().await.unwrap();
    let changes = answer["changes"].as_array().unwrap();
    let status = |change: &Value| match change["result"].as_str().unwrap() {
        "forbidden" => 403,
        "not_found" => 404,
        _ => 200,
    };
    changes.iter().map(status).collect()
}

#[tokio::test]
async fn every_role_gets_what_its_capabilities_allow_where_it_is_entitled() {
    let world = World::new().await;
    let things = things(&world).await;
    for (role, expected) in [
        (Role::Owner, ALL_OF_CONTOSO),
        (Role::Manager, ALL_OF_CONTOSO),
        (Role::Operator, ALL_OF_CONTOSO),
        (Role::Readonly, NO_PACKS),
    ] {
        world
            .plant
            .member(world.northwind, world.ann, role)
            .await
            .unwrap();

        assert_eq!(gets(&world, &things).await, expected, "{role:?}");
    }
}

#[tokio::test]
async fn without_a_membership_there_is_nothing_whatever_the_entitlement() {
    let world = World::new().await;
    let things = things(&world).await;
    world.plant.leave(world.northwind, world.ann).await.unwrap();
    world.plant.entitle(world.bank, world.ann).await.unwrap();

    assert_eq!(gets(&world, &things).await, NOTHING);
}

#[tokio::test]
async fn a_member_without_entitlements_gets_what_is_workspace_wide() {
    let world = World::new().await;
    let things = things(&world).await;
    world.plant.revoke(world.contoso, world.ann).await.unwrap();

    let expected = ([404, 404, 200, 404], [404; 3], 1);
    assert_eq!(gets(&world, &things).await, expected);
}

#[tokio::test]
async fn a_role_without_the_capability_is_refused_in_scope_and_finds_nothing_beyond() {
    let world = World::with(|config| {
        config.capabilities.roles.clear();
    })
    .await;
    let things = things(&world).await;

    let expected = ([403, 404, 403, 404], [403, 404, 404], 0);
    assert_eq!(gets(&world, &things).await, expected);
}

#[tokio::test]
async fn a_deleted_user_gets_nothing_at_all() {
    let world = World::new().await;
    let things = things(&world).await;
    world.plant.delete_user(world.ann).await.unwrap();

    assert_eq!(gets(&world, &things).await, SIGNED_OUT);
}

#[tokio::test]
async fn what_is_archived_stays_readable() {
    let world = World::new().await;
    let things = things(&world).await;
    world
        .plant
        .archive_environment(world.contoso)
        .await
        .unwrap();
    world
        .plant
        .archive_workspace(world.northwind)
        .await
        .unwrap();

    assert_eq!(gets(&world, &things).await, ALL_OF_CONTOSO);
}

#[tokio::test]
async fn a_suspended_workspace_keeps_its_operations_and_its_packs() {
    let world = World::new().await;
    let things = things(&world).await;
    let pack = world.plant.queue_pack(world.contoso, None).await.unwrap();
    world.plant.generate_pack(pack).await.unwrap();
    let lasts = Duration::from_secs(3600);
    world.plant.ready_pack(pack, 421, lasts).await.unwrap();
    let before = gets(&world, &things).await;
    assert_eq!(before.0, ALL_OF_CONTOSO.0);

    world
        .plant
        .suspend_workspace(world.northwind)
        .await
        .unwrap();

    assert_eq!(gets(&world, &things).await, before);
    let path = format!("/environments/{}/review-pack", world.contoso);
    let latest = world.json(&path).await;
    assert_eq!(latest["review_pack"]["id"], pack);
    assert_eq!(latest["review_pack"]["status"], "ready");
}

#[tokio::test]
async fn the_kinds_of_404_run_the_same_statements() {
    let world = World::new().await;
    let things = things(&world).await;
    let statements = async |path: String| {
        let before = world.gateway.statements();
        assert_eq!(world.status(&path).await.as_u16(), 404, "{path}");
        let mut after = world.gateway.statements();
        for (name, count) in before {
            *after.entry(name).or_default() -= count;
        }
        // Measured on a schedule, whoever asks.
        after.retain(|name, count| *name != "usual_durations" && *count > 0);
        after
    };

    let [_, unentitled, _, foreign] = things.operations;
    let missing = statements("/operations/999999".into()).await;
    assert!(!missing.is_empty());
    for id in [unentitled, foreign] {
        assert_eq!(statements(format!("/operations/{id}")).await, missing);
    }
    let missing = statements("/environments/999999/review-pack".into()).await;
    for id in [world.fabrikam, world.bank] {
        let path = format!("/environments/{id}/review-pack");
        assert_eq!(statements(path).await, missing);
    }
}

/// A directory at random, and who may see what in it, worked out apart from the gateway.
struct Drawn {
    operations: Vec<(i64, i64, Option<i64>)>,
    /// Each with its workspace.
    environments: Vec<(i64, i64)>,
    roles: BTreeMap<i64, Role>,
    entitlements: BTreeSet<i64>,
}

async fn draw(world: &World, random: &mut fastrand::Rng) -> Drawn {
    let plant = &world.plant;
    let mut drawn = Drawn {
        operations: Vec::new(),
        environments: vec![
            (world.contoso, world.northwind),
            (world.fabrikam, world.northwind),
            (world.bank, world.woodgrove),
        ],
        roles: BTreeMap::from([(world.northwind, Role::Operator)]),
        entitlements: BTreeSet::from([world.contoso]),
    };
    for number in 0..4 {
        let workspace = plant
            .workspace(&format!("Workspace {number}"))
            .await
            .unwrap();
        if random.bool() {
            let roles = [Role::Owner, Role::Manager, Role::Operator, Role::Readonly];
            let role = roles[random.usize(..roles.len())];
            plant.member(workspace, world.ann, role).await.unwrap();
            drawn.roles.insert(workspace, role);
        }
        let mut places = vec![None];
        for letter in ["A", "B", "C"] {
            let name = format!("Environment {number} {letter}");
            let environment = plant.environment(workspace, &name).await.unwrap();
            if random.bool() {
                plant.entitle(environment, world.ann).await.unwrap();
                drawn.entitlements.insert(environment);
            }
            drawn.environments.push((environment, workspace));
            places.push(Some(environment));
        }
        for place in places {
            let new = NewOperation::new("policy.sync");
            let new = match place {
                Some(environment) => new.in_environment(workspace, environment),
                None => new.in_workspace(workspace),
            };
            let id = plant.queue(new).await.unwrap();
            if random.bool() {
                plant.start(id).await.unwrap();
                plant.complete(id, Outcome::Failed).await.unwrap();
            }
            drawn.operations.push((id, workspace, place));
        }
    }
    drawn
}

impl Drawn {
    fn shows(&self, workspace: i64, environment: Option<i64>) -> bool {
        self.roles.contains_key(&workspace)
            && environment.is_none_or(|environment| self.entitlements.contains(&environment))
    }

    fn visible_operations(&self) -> BTreeSet<i64> {
        let seen = |(_, workspace, environment): &&(i64, i64, Option<i64>)| {
            self.shows(*workspace, *environment)
        };
        let visible = self.operations.iter().filter(seen);
        visible.map(|(id, ..)| *id).collect()
    }

    fn visible_environments(&self) -> BTreeSet<i64> {
        let seen = |(id, workspace): &&(i64, i64)| self.shows(*workspace, Some(*id));
        let visible = self.environments.iter().filter(seen);
        visible.map(|(id, _)| *id).collect()
    }

    /// What the environment's review pack is answered with.
    fn pack_status(&self, environment: i64, workspace: i64) -> u16 {
        match self.roles.get(&workspace) {
            Some(role) if self.shows(workspace, Some(environment)) => match role {
                Role::Readonly => 403,
                Role::Manager | Role::Operator | Role::Owner => 200,
            },
            Some(_) | None => 404,
        }
    }
}

fn ids(things: &Value) -> BTreeSet<i64> {
    let things = things.as_array().unwrap().iter();
    things.map(|thing| thing["id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn no_list_ever_has_a_row_that_the_user_may_not_see() {
    for seed in SEEDS {
        let world = World::new().await;
        let drawn = draw(&world, &mut fastrand::Rng::with_seed(seed)).await;
        let visible = drawn.visible_operations();

        for query in [
            "?problem_class=attention",
            "?search=policy",
            "?search=Environment",
            "?status=active",
            "?status=completed&order=ended",
        ] {
            let list = world.json(&format!("/operations{query}")).await;
            let listed = ids(&list["items"]);
            assert!(
                listed.is_subset(&visible),
                "seed {seed}, {query}: {listed:?}"
            );
            assert_eq!(list["total"], listed.len(), "seed {seed}, {query}");
        }
        let all = world.json("/operations").await;
        assert_eq!(ids(&all["items"]), visible, "seed {seed}");
        assert_eq!(all["total"], visible.len(), "seed {seed}");
    }
}

#[tokio::test]
async fn me_never_names_a_place_that_the_user_may_not_see() {
    for seed in SEEDS {
        let world = World::new().await;
        let drawn = draw(&world, &mut fastrand::Rng::with_seed(seed)).await;

        let me = world.json("/me").await;

        let workspaces: BTreeSet<i64> = drawn.roles.keys().copied().collect();
        assert_eq!(ids(&me["workspaces"]), workspaces, "seed {seed}");
        let environments = drawn.visible_environments();
        assert_eq!(ids(&me["environments"]), environments, "seed {seed}");
    }
}

#[tokio::test]
async fn no_operation_and_no_pack_ever_leaves_for_who_may_not_see_it() {
    for seed in SEEDS {
        let world = World::new().await;
        let drawn = draw(&world, &mut fastrand::Rng::with_seed(seed)).await;
        let visible = drawn.visible_operations();
        let mut expected = Vec::new();

        for (id, ..) in &drawn.operations {
            let status = if visible.contains(id) { 200 } else { 404 };
            let got = world.status(&format!("/operations/{id}")).await;
            assert_eq!(got.as_u16(), status, "seed {seed}, operation {id}");
            expected.push(status);
        }
        for (id, workspace) in &drawn.environments {
            world.plant.queue_pack(*id, None).await.unwrap();
            let status = drawn.pack_status(*id, *workspace);
            let path = format!("/environments/{id}/review-pack");
            let got = world.status(&path).await;
            assert_eq!(got.as_u16(), status, "seed {seed}, pack of {id}");
            expected.push(status);
        }
        let targets = targets(
            drawn.operations.iter().map(|(id, ..)| *id),
            drawn.environments.iter().map(|(id, _)| *id),
        );
        assert_eq!(watched(&world, &targets).await, expected, "seed {seed}");
    }
}

const SEEDS: std::ops::RangeInclusive<u64> = 1..=10;
