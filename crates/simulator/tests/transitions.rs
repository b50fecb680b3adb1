//! What the plant lets operations and packs do, what it refuses, and that a demo is a function of its seed.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use jiff::Timestamp;
use sqlx::SqlitePool;
use sqlx::sqlite::SqliteConnectOptions;
use tempfile::TempDir;
use tenantatlas_simulator::demo::{self, Pace, World};
use tenantatlas_simulator::{Failure, NewOperation, Outcome, Plant, Role};

const OUTCOMES: [Outcome; 5] = [
    Outcome::Blocked,
    Outcome::Cancelled,
    Outcome::Failed,
    Outcome::PartiallySucceeded,
    Outcome::Succeeded,
];

#[tokio::test]
async fn a_running_operation_ends_in_any_outcome() -> Result<()> {
    let stage = Stage::set().await?;
    for outcome in OUTCOMES {
        let id = stage.queue("policy.sync").await?;
        assert_eq!(stage.state(id).await?, "queued pending");
        stage.plant.start(id).await?;
        assert_eq!(stage.state(id).await?, "running pending");
        stage.plant.complete(id, outcome).await?;
        assert_eq!(stage.state(id).await?, format!("completed {outcome}"));
    }
    Ok(())
}

#[tokio::test]
async fn a_queued_operation_can_only_fail() -> Result<()> {
    let stage = Stage::set().await?;
    let id = stage.queue("policy.sync").await?;
    for outcome in OUTCOMES
        .into_iter()
        .filter(|&outcome| outcome != Outcome::Failed)
    {
        stage.refused(stage.plant.complete(id, outcome)).await?;
    }
    let failure = Failure::new("queue.dispatch_failed", "The queue did not take the job.");
    stage
        .plant
        .complete_with(id, Outcome::Failed, &[failure.times(2)])
        .await?;
    assert_eq!(stage.state(id).await?, "completed failed");
    let failures = stage.text(
        "SELECT failure_summary FROM operation_runs WHERE id = $1",
        id,
    );
    let expected = serde_json::json!([{
        "code": "queue.dispatch_failed", "message": "The queue did not take the job.", "count": 2
    }]);
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&failures.await?)?,
        expected
    );
    Ok(())
}

#[tokio::test]
async fn a_queued_operation_reports_nothing() -> Result<()> {
    let stage = Stage::set().await?;
    let id = stage.queue("policy.sync").await?;
    stage.refused(stage.plant.progress(id, 1, 2)).await?;
    stage
        .refused(stage.plant.phase(id, "preparing", "Preparing"))
        .await?;
    Ok(())
}

#[tokio::test]
async fn a_running_operation_does_not_start_again() -> Result<()> {
    let stage = Stage::set().await?;
    let id = stage.queue("policy.sync").await?;
    stage.plant.start(id).await?;
    stage.refused(stage.plant.start(id)).await
}

#[tokio::test]
async fn a_completed_operation_moves_no_more() -> Result<()> {
    let stage = Stage::set().await?;
    let id = stage.queue("policy.sync").await?;
    stage.plant.start(id).await?;
    stage.plant.complete(id, Outcome::Succeeded).await?;
    stage.refused(stage.plant.start(id)).await?;
    stage.refused(stage.plant.progress(id, 1, 2)).await?;
    stage
        .refused(stage.plant.phase(id, "persisting", "Saving"))
        .await?;
    stage
        .refused(stage.plant.reconcile_failed(id, "run.stale_running"))
        .await?;
    for outcome in OUTCOMES {
        stage.refused(stage.plant.complete(id, outcome)).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_refusal_says_what_the_operation_is() -> Result<()> {
    let stage = Stage::set().await?;
    let id = stage
        .plant
        .queue(stage.order("policy.sync").id(421))
        .await?;
    stage.plant.start(id).await?;
    let refusal = stage
        .plant
        .start(id)
        .await
        .err()
        .context("it started twice")?;
    assert_eq!(
        refusal.to_string(),
        "operation 421 is running, pending: it cannot start"
    );
    let missing = stage
        .plant
        .start(9)
        .await
        .err()
        .context("it started nothing")?;
    assert_eq!(missing.to_string(), "there is no operation 9");
    Ok(())
}

#[tokio::test]
async fn progress_phases_and_counts_are_merged() -> Result<()> {
    let stage = Stage::set().await?;
    let context = serde_json::json!({ "selection": "all" });
    let id = stage
        .plant
        .queue(stage.order("baseline.capture").context(context))
        .await?;
    stage.plant.start(id).await?;
    stage.plant.progress(id, 3, 9).await?;
    stage.plant.counts(id, &[("skipped", 1)]).await?;
    stage.plant.progress(id, 4, 9).await?;
    stage
        .plant
        .phase(id, "processing", "Reading policies")
        .await?;
    let row = stage
        .text(
            "SELECT json_array(json(summary_counts), json(context)) \
             FROM operation_runs WHERE id = $1",
            id,
        )
        .await?;
    let expected = serde_json::json!([
        { "processed": 4, "skipped": 1, "total": 9 },
        { "selection": "all",
          "progress": { "phase": { "key": "processing", "label": "Reading policies" } } }
    ]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&row)?, expected);
    Ok(())
}

#[tokio::test]
async fn the_reconciler_ends_queued_and_running_operations_as_failed() -> Result<()> {
    let stage = Stage::set().await?;
    let queued = stage.queue("policy.sync").await?;
    let running = stage.queue("policy.sync").await?;
    stage.plant.start(running).await?;
    for (id, reason) in [(queued, "run.stale_queued"), (running, "run.stale_running")] {
        stage.plant.reconcile_failed(id, reason).await?;
        assert_eq!(stage.state(id).await?, "completed failed");
        let kept = stage
            .text(
                "SELECT context ->> '$.reconciliation.reason_code' \
                 FROM operation_runs WHERE id = $1",
                id,
            )
            .await?;
        assert_eq!(kept, reason);
    }
    Ok(())
}

#[tokio::test]
async fn backdating_shifts_every_time_and_keeps_the_missing_ones_missing() -> Result<()> {
    let stage = Stage::set().await?;
    let id = stage.queue("policy.sync").await?;
    stage.plant.start(id).await?;
    stage
        .plant
        .backdate(id, Duration::from_millis(90_061_500))
        .await?;
    let times = stage
        .text(
            "SELECT json_array(created_at, started_at, completed_at) \
             FROM operation_runs WHERE id = $1",
            id,
        )
        .await?;
    assert_eq!(
        times,
        r#"["2026-03-07T10:10:24.500Z","2026-03-07T10:10:24.500Z",null]"#
    );
    Ok(())
}

#[tokio::test]
async fn an_environment_of_another_workspace_is_refused() -> Result<()> {
    let stage = Stage::set().await?;
    let other = stage.plant.workspace("Woodgrove Internal IT").await?;
    let order = NewOperation::new("policy.sync").in_environment(other, stage.environment);
    stage.refused(stage.plant.queue(order)).await?;
    stage
        .refused(stage.plant.queue(NewOperation::new("policy.sync")))
        .await?;
    stage
        .refused(stage.plant.queue(stage.order("policy.sync").by(99)))
        .await
}

#[tokio::test]
async fn a_purged_id_is_never_given_twice() -> Result<()> {
    let stage = Stage::set().await?;
    let id = stage
        .plant
        .queue(stage.order("policy.sync").id(421))
        .await?;
    stage.plant.purge(id).await?;
    assert_eq!(stage.queue("policy.sync").await?, 422);
    Ok(())
}

#[tokio::test]
async fn the_initiator_is_the_user_or_the_system() -> Result<()> {
    let stage = Stage::set().await?;
    let scheduled = stage.queue("policy.sync").await?;
    let started = stage
        .plant
        .queue(stage.order("policy.sync").by(stage.user))
        .await?;
    let initiator = "SELECT initiator_name FROM operation_runs WHERE id = $1";
    assert_eq!(stage.text(initiator, scheduled).await?, "System");
    assert_eq!(stage.text(initiator, started).await?, "Demo Operator");
    Ok(())
}

#[tokio::test]
async fn a_row_of_an_older_release_can_be_written_and_moves_no_more() -> Result<()> {
    let stage = Stage::set().await?;
    let id = stage.queue("drift.generate").await?;
    stage.plant.write_raw_status(id, "failed", "failed").await?;
    assert_eq!(stage.state(id).await?, "failed failed");
    stage.refused(stage.plant.start(id)).await
}

#[tokio::test]
async fn a_pack_and_its_operation_move_together() -> Result<()> {
    let stage = Stage::set().await?;
    let pack = stage
        .plant
        .queue_pack(stage.environment, Some(stage.user))
        .await?;
    assert_eq!(stage.pack(pack).await?, "queued, queued pending");
    stage.plant.generate_pack(pack).await?;
    assert_eq!(stage.pack(pack).await?, "generating, running pending");
    stage
        .plant
        .ready_pack(pack, 1_024, Duration::from_secs(60))
        .await?;
    assert_eq!(stage.pack(pack).await?, "ready, completed succeeded");
    stage.plant.expire_pack(pack).await?;
    assert_eq!(stage.pack(pack).await?, "expired, completed succeeded");
    Ok(())
}

#[tokio::test]
async fn a_ready_pack_has_a_file_and_an_end() -> Result<()> {
    let stage = Stage::set().await?;
    let pack = stage.plant.queue_pack(stage.environment, None).await?;
    stage.plant.generate_pack(pack).await?;
    stage
        .plant
        .ready_pack(pack, 1_024, Duration::from_secs(60))
        .await?;
    let row = stage
        .text(
            "SELECT json_array(file_disk, file_size, length(sha256), generated_at, expires_at, \
             file_path = 'review-packs/' || external_id || '/review-1-20260308111126.zip') \
             FROM review_packs JOIN tenants ON tenants.id = tenant_id WHERE review_packs.id = $1",
            pack,
        )
        .await?;
    let expected = r#"["exports",1024,64,"2026-03-08T11:11:26.000Z","2026-03-08T11:12:26.000Z",1]"#;
    assert_eq!(row, expected);
    Ok(())
}

#[tokio::test]
async fn a_failed_pack_and_its_operation_say_why() -> Result<()> {
    let stage = Stage::set().await?;
    let pack = stage.plant.queue_pack(stage.environment, None).await?;
    stage.plant.generate_pack(pack).await?;
    stage.plant.fail_pack(pack, "The disk is full.").await?;
    assert_eq!(stage.pack(pack).await?, "failed, completed failed");
    let reasons = stage
        .text(
            "SELECT json_array(summary ->> '$.failure', failure_summary ->> '$[0].message') \
             FROM review_packs JOIN operation_runs ON operation_runs.id = operation_run_id \
             WHERE review_packs.id = $1",
            pack,
        )
        .await?;
    assert_eq!(reasons, r#"["The disk is full.","The disk is full."]"#);
    Ok(())
}

#[tokio::test]
async fn a_pack_skips_no_state_and_goes_back_to_none() -> Result<()> {
    let stage = Stage::set().await?;
    let plant = &stage.plant;
    let hour = Duration::from_secs(3_600);
    let pack = plant.queue_pack(stage.environment, None).await?;
    stage.refused(plant.ready_pack(pack, 1, hour)).await?;
    stage.refused(plant.fail_pack(pack, "Too early.")).await?;
    stage.refused(plant.expire_pack(pack)).await?;
    plant.generate_pack(pack).await?;
    stage.refused(plant.generate_pack(pack)).await?;
    stage.refused(plant.expire_pack(pack)).await?;
    plant.ready_pack(pack, 1, hour).await?;
    stage.refused(plant.generate_pack(pack)).await?;
    stage.refused(plant.ready_pack(pack, 1, hour)).await?;
    stage.refused(plant.fail_pack(pack, "Too late.")).await?;
    plant.expire_pack(pack).await?;
    stage.refused(plant.expire_pack(pack)).await
}

#[tokio::test]
async fn a_pack_outlives_its_operation() -> Result<()> {
    let stage = Stage::set().await?;
    let pack = stage.plant.queue_pack(stage.environment, None).await?;
    stage.plant.generate_pack(pack).await?;
    let operation = "SELECT CAST(operation_run_id AS TEXT) FROM review_packs WHERE id = $1";
    let operation: i64 = stage.text(operation, pack).await?.parse()?;
    stage.plant.purge(operation).await?;
    stage
        .plant
        .ready_pack(pack, 1, Duration::from_secs(60))
        .await?;
    let row = stage
        .text(
            "SELECT json_array(status, operation_run_id) FROM review_packs WHERE id = $1",
            pack,
        )
        .await?;
    assert_eq!(row, r#"["ready",null]"#);
    Ok(())
}

#[tokio::test]
async fn worlds_of_one_seed_are_equal() -> Result<()> {
    let (first, second) = (Played::until(7, 300).await?, Played::until(7, 300).await?);
    assert_eq!(first.world, second.world);
    assert_eq!(
        first.stage.everything().await?,
        second.stage.everything().await?
    );
    Ok(())
}

#[tokio::test]
async fn worlds_of_two_seeds_differ() -> Result<()> {
    let (first, second) = (Played::until(7, 300).await?, Played::until(8, 300).await?);
    assert_ne!(
        first.stage.everything().await?,
        second.stage.everything().await?
    );
    Ok(())
}

#[tokio::test]
async fn the_pinned_operations_end_as_the_newcomer_is_promised() -> Result<()> {
    let seen = |seconds| async move {
        let played = Played::until(7, seconds).await?;
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

#[tokio::test]
async fn one_operation_waits_past_its_threshold_before_it_is_taken_up() -> Result<()> {
    // 860 s before the play begins: 900 s are over forty seconds after it.
    let seen = |seconds| async move {
        let played = Played::until(7, seconds).await?;
        let overdue = "SELECT json_array(type, status, outcome) FROM operation_runs \
                       WHERE created_at = '2026-03-08T10:57:06.000Z'";
        played.stage.texts(overdue).await
    };
    let queued = [r#"["inventory.sync","queued","pending"]"#];
    assert_eq!(seen(0).await?, queued);
    assert_eq!(seen(100).await?, queued);
    let running = [r#"["inventory.sync","running","pending"]"#];
    assert_eq!(seen(111).await?, running);
    let ended = [r#"["inventory.sync","completed","succeeded"]"#];
    assert_eq!(seen(151).await?, ended);
    Ok(())
}

#[tokio::test]
async fn packs_show_every_state_in_the_first_minute() -> Result<()> {
    let latest = |seconds| async move {
        let played = Played::until(7, seconds).await?;
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

#[tokio::test]
async fn history_knows_every_outcome_and_enough_of_each_common_type() -> Result<()> {
    let played = Played::until(7, 0).await?;
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

#[tokio::test]
async fn ids_begin_at_400_and_grow_with_time() -> Result<()> {
    let played = Played::until(7, 300).await?;
    let by_id = "SELECT CAST(id AS TEXT) FROM operation_runs ORDER BY id";
    let by_age = "SELECT CAST(id AS TEXT) FROM operation_runs ORDER BY created_at, id";
    let ids = played.stage.texts(by_id).await?;
    assert_eq!(ids.first().map(String::as_str), Some("400"));
    assert_eq!(played.stage.texts(by_age).await?, ids);
    Ok(())
}

#[tokio::test]
async fn the_demos_user_is_a_stranger_to_adatum() -> Result<()> {
    let played = Played::until(7, 0).await?;
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

#[tokio::test]
async fn the_demo_never_dries_up() -> Result<()> {
    let started = "SELECT CAST(id AS TEXT) FROM operation_runs";
    let after_ten = Played::until(7, 600)
        .await?
        .stage
        .texts(started)
        .await?
        .len();
    let after_twenty = Played::until(7, 1_200)
        .await?
        .stage
        .texts(started)
        .await?
        .len();
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
    async fn until(seed: u64, seconds: u64) -> Result<Self> {
        let stage = Stage::empty().await?;
        let world = demo::build(&stage.plant, seed).await?;
        let until = Duration::from_secs(seconds);
        let (plant, playing) = (stage.plant.clone(), world.clone());
        demo::play_with(plant, playing, seed, Pace::Instant { until }).await?;
        Ok(Self { stage, world })
    }
}

/// A plant with its clock held, and a second pair of eyes on its file.
struct Stage {
    plant: Plant,
    eyes: SqlitePool,
    user: i64,
    workspace: i64,
    environment: i64,
    _directory: TempDir,
}

impl Stage {
    async fn empty() -> Result<Self> {
        let directory = TempDir::new()?;
        let path = directory.path().join("atlas.sqlite");
        let noon: Timestamp = "2026-03-08T11:11:26Z".parse()?;
        let plant = Plant::create(&path).await?.at(noon);
        let eyes = eyes(&path).await?;
        Ok(Self {
            plant,
            eyes,
            user: 0,
            workspace: 0,
            environment: 0,
            _directory: directory,
        })
    }

    async fn set() -> Result<Self> {
        let mut stage = Self::empty().await?;
        stage.user = stage.plant.user("Demo Operator").await?;
        stage.workspace = stage.plant.workspace("Northwind Managed Services").await?;
        stage
            .plant
            .member(stage.workspace, stage.user, Role::Operator)
            .await?;
        let environment = stage
            .plant
            .environment(stage.workspace, "Contoso Production")
            .await?;
        stage.plant.entitle(environment, stage.user).await?;
        stage.environment = environment;
        Ok(stage)
    }

    fn order(&self, kind: &str) -> NewOperation {
        NewOperation::new(kind).in_environment(self.workspace, self.environment)
    }

    async fn queue(&self, kind: &str) -> Result<i64> {
        self.plant.queue(self.order(kind)).await
    }

    /// The step must fail and leave everything as it was.
    async fn refused<T>(&self, step: impl Future<Output = Result<T>>) -> Result<()> {
        let before = self.everything().await?;
        assert!(step.await.is_err(), "a forbidden step was taken");
        assert_eq!(self.everything().await?, before);
        Ok(())
    }

    async fn state(&self, id: i64) -> Result<String> {
        self.text(
            "SELECT status || ' ' || outcome FROM operation_runs WHERE id = $1",
            id,
        )
        .await
    }

    async fn pack(&self, id: i64) -> Result<String> {
        self.text(
            "SELECT p.status || ', ' || o.status || ' ' || o.outcome FROM review_packs p \
             JOIN operation_runs o ON o.id = p.operation_run_id WHERE p.id = $1",
            id,
        )
        .await
    }

    async fn text(&self, query: &'static str, id: i64) -> Result<String> {
        Ok(sqlx::query_scalar(query)
            .bind(id)
            .fetch_one(&self.eyes)
            .await?)
    }

    async fn texts(&self, query: &'static str) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar(query).fetch_all(&self.eyes).await?)
    }

    /// Every row of every table.
    async fn everything(&self) -> Result<Vec<String>> {
        let mut rows = Vec::new();
        for query in TABLES {
            rows.extend(self.texts(query).await?);
        }
        Ok(rows)
    }
}

async fn eyes(path: &Path) -> Result<SqlitePool> {
    Ok(SqlitePool::connect_with(SqliteConnectOptions::new().filename(path)).await?)
}

const TABLES: [&str; 7] = [
    "SELECT json_array(id, name, slug, status) FROM workspaces ORDER BY id",
    "SELECT json_array(id, entra_tenant_id, entra_object_id, name, email, preferred_locale, \
     disabled_at, deleted_at) FROM users ORDER BY id",
    "SELECT json_array(id, workspace_id, user_id, role) FROM workspace_memberships ORDER BY id",
    "SELECT json_array(id, workspace_id, external_id, name, domain, environment, lifecycle, \
     archived_at) FROM tenants ORDER BY id",
    "SELECT json_array(id, tenant_id, user_id, role, source) FROM tenant_memberships ORDER BY id",
    "SELECT json_array(id, workspace_id, tenant_id, user_id, initiator_name, type, status, \
     outcome, run_identity_hash, summary_counts, failure_summary, context, started_at, \
     completed_at, created_at, updated_at) FROM operation_runs ORDER BY id",
    "SELECT json_array(id, workspace_id, tenant_id, operation_run_id, initiated_by_user_id, \
     status, fingerprint, previous_fingerprint, summary, options, file_disk, file_path, \
     file_size, sha256, generated_at, expires_at, created_at, updated_at) \
     FROM review_packs ORDER BY id",
];
