//! What is kept of an operation: who, where and when, its counts and its context.

use std::time::Duration;

use anyhow::Result;
use serde_json::json;
use tenantatlas_simulator::NewOperation;

use crate::stage::{Engine, Stage};

on_each_database!(
    a_purged_id_is_never_given_twice,
    a_row_of_an_older_release_can_be_written_and_moves_no_more,
    an_environment_of_another_workspace_is_refused,
    backdating_shifts_every_time_and_keeps_the_missing_ones_missing,
    progress_phases_and_counts_are_merged,
    the_initiator_is_the_user_or_the_system,
    the_reconciler_ends_queued_and_running_operations_as_failed,
);

const CONTEXT: &str = "SELECT CAST(context AS TEXT) FROM operation_runs WHERE id = $1";

async fn progress_phases_and_counts_are_merged(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
    let context = json!({ "selection": "all" });
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
    let counts = "SELECT CAST(summary_counts AS TEXT) FROM operation_runs WHERE id = $1";
    assert_eq!(
        stage.json(counts, id).await?,
        json!({ "processed": 4, "skipped": 1, "total": 9 })
    );
    let expected = json!({
        "selection": "all",
        "progress": { "phase": { "key": "processing", "label": "Reading policies" } }
    });
    assert_eq!(stage.json(CONTEXT, id).await?, expected);
    Ok(())
}

async fn the_reconciler_ends_queued_and_running_operations_as_failed(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
    let queued = stage.queue("policy.sync").await?;
    let running = stage.queue("policy.sync").await?;
    stage.plant.start(running).await?;
    for (id, reason) in [(queued, "run.stale_queued"), (running, "run.stale_running")] {
        stage.plant.reconcile_failed(id, reason).await?;
        assert_eq!(stage.state(id).await?, "completed failed");
        let kept = stage.json(CONTEXT, id).await?;
        assert_eq!(kept["reconciliation"]["reason_code"], reason);
    }
    Ok(())
}

async fn backdating_shifts_every_time_and_keeps_the_missing_ones_missing(
    engine: Engine,
) -> Result<()> {
    let stage = Stage::set(engine).await?;
    let id = stage.queue("policy.sync").await?;
    stage.plant.start(id).await?;
    stage
        .plant
        .backdate(id, Duration::from_millis(90_061_500))
        .await?;
    let times = stage
        .rows(
            "SELECT CAST(created_at AS TEXT), CAST(started_at AS TEXT), \
             CAST(completed_at AS TEXT), CAST(updated_at AS TEXT) FROM operation_runs",
        )
        .await?;
    let shifted = match engine {
        // Whole seconds, and none that is yet to come.
        Engine::Postgres => Some("2026-03-07 10:10:24".to_owned()),
        Engine::Sqlite => Some("2026-03-07T10:10:24.500Z".to_owned()),
    };
    assert_eq!(times, [[shifted.clone(), shifted.clone(), None, shifted]]);
    Ok(())
}

async fn an_environment_of_another_workspace_is_refused(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
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

async fn a_purged_id_is_never_given_twice(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
    let id = stage
        .plant
        .queue(stage.order("policy.sync").id(421))
        .await?;
    stage.plant.purge(id).await?;
    assert_eq!(stage.queue("policy.sync").await?, 422);
    Ok(())
}

async fn the_initiator_is_the_user_or_the_system(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
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

async fn a_row_of_an_older_release_can_be_written_and_moves_no_more(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
    let id = stage.queue("drift.generate").await?;
    stage.plant.write_raw_status(id, "failed", "failed").await?;
    assert_eq!(stage.state(id).await?, "failed failed");
    stage.refused(stage.plant.start(id)).await
}
