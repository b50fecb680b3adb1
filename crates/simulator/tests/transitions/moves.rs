//! Which moves an operation may make, and what becomes of the others.

use anyhow::{Context, Result};
use serde_json::json;
use tenantatlas_simulator::{Failure, Outcome};

use crate::stage::{Engine, Stage};

on_each_database!(
    a_completed_operation_moves_no_more,
    a_queued_operation_can_only_fail,
    a_queued_operation_reports_nothing,
    a_refusal_says_what_the_operation_is,
    a_running_operation_does_not_start_again,
    a_running_operation_ends_in_any_outcome,
);

const OUTCOMES: [Outcome; 5] = [
    Outcome::Blocked,
    Outcome::Cancelled,
    Outcome::Failed,
    Outcome::PartiallySucceeded,
    Outcome::Succeeded,
];

async fn a_running_operation_ends_in_any_outcome(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
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

async fn a_queued_operation_can_only_fail(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
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
    let failures = stage
        .json(
            "SELECT CAST(failure_summary AS TEXT) FROM operation_runs WHERE id = $1",
            id,
        )
        .await?;
    let expected = json!([{
        "code": "queue.dispatch_failed", "message": "The queue did not take the job.", "count": 2
    }]);
    assert_eq!(failures, expected);
    Ok(())
}

async fn a_queued_operation_reports_nothing(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
    let id = stage.queue("policy.sync").await?;
    stage.refused(stage.plant.progress(id, 1, 2)).await?;
    stage
        .refused(stage.plant.phase(id, "preparing", "Preparing"))
        .await?;
    Ok(())
}

async fn a_running_operation_does_not_start_again(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
    let id = stage.queue("policy.sync").await?;
    stage.plant.start(id).await?;
    stage.refused(stage.plant.start(id)).await
}

async fn a_completed_operation_moves_no_more(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
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

async fn a_refusal_says_what_the_operation_is(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
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
