//! A demo is a function of its seed, on every database, and shows what the newcomer is promised.

use std::time::Duration;

use anyhow::{Result, bail};
use jiff::Timestamp;
use serde_json::Value;
use tenantatlas_simulator::demo::{self, Pace, World};

use crate::stage::{Engine, Stage, plain, time};

on_each_database!(
    history_knows_every_outcome_and_enough_of_each_common_type,
    ids_begin_at_400_and_grow_with_time,
    one_operation_waits_past_its_threshold_before_it_is_taken_up,
    packs_show_every_state_in_the_first_minute,
    the_demo_never_dries_up,
    the_demos_user_is_a_stranger_to_adatum,
    the_pinned_operations_end_as_the_newcomer_is_promised,
    worlds_of_one_seed_are_equal,
    worlds_of_two_seeds_differ,
);

#[tokio::test]
async fn worlds_of_one_seed_are_equal_on_every_database() -> Result<()> {
    let sqlite = Played::until(Engine::Sqlite, 7, 300).await?;
    let postgres = Played::until(Engine::Postgres, 7, 300).await?;
    assert_eq!(sqlite.world, postgres.world);
    let rows = |rows: Vec<Vec<Option<String>>>| -> Vec<Vec<Value>> {
        let row = |row: Vec<_>| row.into_iter().map(plain).collect();
        rows.into_iter().map(row).collect()
    };
    let (left, right) = (
        rows(sqlite.stage.everything().await?),
        rows(postgres.stage.everything().await?),
    );
    assert_eq!(left, right);
    Ok(())
}

async fn worlds_of_one_seed_are_equal(engine: Engine) -> Result<()> {
    let (first, second) = (
        Played::until(engine, 7, 300).await?,
        Played::until(engine, 7, 300).await?,
    );
    assert_eq!(first.world, second.world);
    assert_eq!(
        first.stage.everything().await?,
        second.stage.everything().await?
    );
    Ok(())
}

async fn worlds_of_two_seeds_differ(engine: Engine) -> Result<()> {
    let (first, second) = (
        Played::until(engine, 7, 300).await?,
        Played::until(engine, 8, 300).await?,
    );
    assert_ne!(
        first.stage.everything().await?,
        second.stage.everything().await?
    );
    Ok(())
}

async fn the_pinned_operations_end_as_the_newcomer_is_promised(engine: Engine) -> Result<()> {
    let seen = |seconds| async move {
        let played = Played::until(engine, 7, seconds).await?;
        let mut states = Vec::new();
        for &id in &played.world.pinned {
            states.push(played.stage.state(id).await?);
        }
        anyhow::Ok(states)
    };
    assert_eq!(seen(0).await?, ["queued pending", "running pending"]);
    assert_eq!(seen(10).await?, ["running pending", "running pending"]);
    assert_eq!(seen(21).await?, ["completed succeeded", "running pending"]);
    assert_eq!(
        seen(36).await?,
        ["completed succeeded", "completed partially_succeeded"]
    );
    Ok(())
}

async fn one_operation_waits_past_its_threshold_before_it_is_taken_up(
    engine: Engine,
) -> Result<()> {
    // 860 s before the play begins: 900 s are over forty seconds after it.
    let queued_at: Timestamp = "2026-03-08T10:57:06Z".parse()?;
    let seen = |seconds| async move {
        let played = Played::until(engine, 7, seconds).await?;
        let mut states = Vec::new();
        for row in played.stage.rows(STATES).await? {
            let row: Vec<String> = row.into_iter().flatten().collect();
            let [created, state] = &row[..] else {
                bail!("{row:?}");
            };
            if time(created)? == queued_at {
                states.push(state.clone());
            }
        }
        anyhow::Ok(states)
    };
    assert_eq!(seen(0).await?, ["inventory.sync queued pending"]);
    assert_eq!(seen(100).await?, ["inventory.sync queued pending"]);
    assert_eq!(seen(111).await?, ["inventory.sync running pending"]);
    assert_eq!(seen(151).await?, ["inventory.sync completed succeeded"]);
    Ok(())
}

async fn packs_show_every_state_in_the_first_minute(engine: Engine) -> Result<()> {
    let latest = |seconds| async move {
        let played = Played::until(engine, 7, seconds).await?;
        played
            .stage
            .texts(
                "SELECT t.name || ': ' || coalesce((SELECT p.status FROM review_packs p \
                 WHERE p.tenant_id = t.id ORDER BY p.id DESC LIMIT 1), 'none') \
                 FROM tenants t WHERE t.name NOT LIKE 'Adatum%' ORDER BY t.name",
            )
            .await
    };
    let expect = |contoso: &str, fabrikam: &str, woodgrove: &str| {
        [
            format!("Contoso Production: {contoso}"),
            format!("Fabrikam Europe: {fabrikam}"),
            format!("Woodgrove Bank: {woodgrove}"),
        ]
    };
    assert_eq!(latest(0).await?, expect("none", "failed", "expired"));
    assert_eq!(latest(5).await?, expect("queued", "failed", "expired"));
    assert_eq!(latest(12).await?, expect("generating", "failed", "expired"));
    assert_eq!(latest(30).await?, expect("ready", "failed", "expired"));
    assert_eq!(latest(50).await?, expect("ready", "failed", "failed"));
    Ok(())
}

async fn history_knows_every_outcome_and_enough_of_each_common_type(engine: Engine) -> Result<()> {
    let played = Played::until(engine, 7, 0).await?;
    let outcomes = played
        .stage
        .texts("SELECT DISTINCT outcome FROM operation_runs WHERE status = 'completed' ORDER BY 1")
        .await?;
    let expected = [
        "blocked",
        "cancelled",
        "failed",
        "partially_succeeded",
        "succeeded",
    ];
    assert_eq!(outcomes, expected);
    let common = played
        .stage
        .texts(
            "SELECT DISTINCT type FROM operation_runs \
             WHERE outcome = 'succeeded' AND status = 'completed' \
             GROUP BY workspace_id, type HAVING count(*) >= 8 ORDER BY 1",
        )
        .await?;
    let expected = [
        "alerts.evaluate",
        "backup.schedule.execute",
        "baseline.capture",
        "baseline.compare",
        "directory.groups.sync",
        "environment.review_pack.generate",
        "inventory.sync",
        "policy.sync",
    ];
    assert_eq!(common, expected);
    Ok(())
}

async fn ids_begin_at_400_and_grow_with_time(engine: Engine) -> Result<()> {
    let played = Played::until(engine, 7, 300).await?;
    let by_id = "SELECT CAST(id AS TEXT) FROM operation_runs ORDER BY operation_runs.id";
    let by_age = "SELECT CAST(id AS TEXT) FROM operation_runs \
                  ORDER BY operation_runs.created_at, operation_runs.id";
    let ids = played.stage.texts(by_id).await?;
    assert_eq!(ids.first().map(String::as_str), Some("400"));
    assert_eq!(played.stage.texts(by_age).await?, ids);
    Ok(())
}

async fn the_demos_user_is_a_stranger_to_adatum(engine: Engine) -> Result<()> {
    let played = Played::until(engine, 7, 0).await?;
    let seen = "SELECT t.name FROM tenants t \
                JOIN tenant_memberships e ON e.tenant_id = t.id \
                JOIN workspace_memberships m ON m.workspace_id = t.workspace_id \
                JOIN users u ON u.id = m.user_id AND u.id = e.user_id \
                WHERE u.name = 'Demo Operator' ORDER BY t.name";
    let expected = ["Contoso Production", "Fabrikam Europe", "Woodgrove Bank"];
    assert_eq!(played.stage.texts(seen).await?, expected);
    let strange = "SELECT DISTINCT t.name FROM operation_runs o \
                   JOIN tenants t ON t.id = o.tenant_id \
                   WHERE t.name LIKE 'Adatum%'";
    assert_eq!(played.stage.texts(strange).await?, ["Adatum Production"]);
    Ok(())
}

async fn the_demo_never_dries_up(engine: Engine) -> Result<()> {
    let started = "SELECT CAST(id AS TEXT) FROM operation_runs";
    let started_by = async |seconds| {
        let played = Played::until(engine, 7, seconds).await?;
        anyhow::Ok(played.stage.texts(started).await?.len())
    };
    let after_ten = started_by(600).await?;
    let after_twenty = started_by(1_200).await?;
    assert!(
        after_twenty >= after_ten + 30,
        "{after_ten}, then {after_twenty}"
    );
    Ok(())
}

/// A demo that was built and played for a while.
struct Played {
    stage: Stage,
    world: World,
}

impl Played {
    async fn until(engine: Engine, seed: u64, seconds: u64) -> Result<Self> {
        let stage = Stage::empty(engine).await?;
        let world = demo::build(&stage.plant, seed).await?;
        let until = Duration::from_secs(seconds);
        let (plant, playing) = (stage.plant.clone(), world.clone());
        demo::play_with(plant, playing, seed, Pace::Instant { until }).await?;
        Ok(Self { stage, world })
    }
}

const STATES: &str = "SELECT CAST(created_at AS TEXT), type || ' ' || status || ' ' || outcome \
                      FROM operation_runs";
