//! Review packs, and the operations that move along with them.

use std::time::Duration;

use anyhow::{Result, bail};
use jiff::Timestamp;
use serde_json::json;

use crate::stage::{Engine, Stage, time};

on_each_database!(
    a_failed_pack_and_its_operation_say_why,
    a_pack_and_its_operation_move_together,
    a_pack_outlives_its_operation,
    a_pack_skips_no_state_and_goes_back_to_none,
    a_ready_pack_has_a_file_and_an_end,
);

async fn a_pack_and_its_operation_move_together(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
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

async fn a_ready_pack_has_a_file_and_an_end(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
    let pack = stage.plant.queue_pack(stage.environment, None).await?;
    stage.plant.generate_pack(pack).await?;
    stage
        .plant
        .ready_pack(pack, 1_024, Duration::from_secs(60))
        .await?;
    let row = stage
        .rows(
            "SELECT file_disk, CAST(file_size AS TEXT), CAST(length(sha256) AS TEXT), file_path, \
             external_id, CAST(generated_at AS TEXT), CAST(expires_at AS TEXT) \
             FROM review_packs JOIN tenants ON tenants.id = tenant_id",
        )
        .await?;
    let row: Vec<_> = row.iter().flatten().flatten().map(String::as_str).collect();
    let [disk, size, digits, path, environment, generated, expires] = row[..] else {
        bail!("{row:?}");
    };
    assert_eq!([disk, size, digits], ["exports", "1024", "64"]);
    assert_eq!(
        path,
        format!("review-packs/{environment}/review-1-20260308111126.zip")
    );
    assert_eq!(
        time(generated)?,
        "2026-03-08T11:11:26Z".parse::<Timestamp>()?
    );
    assert_eq!(time(expires)?, "2026-03-08T11:12:26Z".parse::<Timestamp>()?);
    Ok(())
}

async fn a_failed_pack_and_its_operation_say_why(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
    let pack = stage.plant.queue_pack(stage.environment, None).await?;
    stage.plant.generate_pack(pack).await?;
    stage.plant.fail_pack(pack, "The disk is full.").await?;
    assert_eq!(stage.pack(pack).await?, "failed, completed failed");
    let summary = "SELECT CAST(summary AS TEXT) FROM review_packs WHERE id = $1";
    assert_eq!(
        stage.json(summary, pack).await?,
        json!({ "failure": "The disk is full." })
    );
    let failures = "SELECT CAST(failure_summary AS TEXT) FROM operation_runs \
                    WHERE id = (SELECT operation_run_id FROM review_packs WHERE id = $1)";
    let expected = json!([{
        "code": "review_pack.generation_failed", "message": "The disk is full."
    }]);
    assert_eq!(stage.json(failures, pack).await?, expected);
    Ok(())
}

async fn a_pack_skips_no_state_and_goes_back_to_none(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
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

async fn a_pack_outlives_its_operation(engine: Engine) -> Result<()> {
    let stage = Stage::set(engine).await?;
    let pack = stage.plant.queue_pack(stage.environment, None).await?;
    stage.plant.generate_pack(pack).await?;
    let operation = "SELECT CAST(operation_run_id AS TEXT) FROM review_packs WHERE id = $1";
    let operation: i64 = stage.text(operation, pack).await?.parse()?;
    stage.plant.purge(operation).await?;
    stage
        .plant
        .ready_pack(pack, 1, Duration::from_secs(60))
        .await?;
    let rows = "SELECT status, CAST(operation_run_id AS TEXT) FROM review_packs";
    assert_eq!(stage.rows(rows).await?, [[Some("ready".to_owned()), None]]);
    Ok(())
}
