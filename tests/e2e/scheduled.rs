//! What the scheduler started: TenantAtlas itself tells nobody how it ended.

use anyhow::Result;
use tenantatlas_simulator::{NewOperation, Outcome};

use crate::pinned::alone_in_its_window;
use crate::world::{Conditions, OLD, World, id};

#[test]
fn an_operation_that_the_scheduler_started_says_so_and_its_end_is_told_like_any_other() -> Result<()>
{
    let world = World::start(Conditions::default())?;
    let atlas = &world.atlas;
    // By nobody.
    let new = NewOperation::new("policy.sync")
        .in_environment(atlas.northwind, atlas.contoso)
        .created_ago(OLD);
    let operation = world.pinned(async {
        let id = atlas.plant.queue(new).await?;
        atlas.plant.start(id).await?;
        Ok(id)
    })?;
    let app = alone_in_its_window(&world, operation)?;
    app.says(&id("initiator-title"), "Scheduler")?;

    world.run(atlas.plant.complete(operation, Outcome::Failed))?;
    let received = world.notifications(1)?;
    let told: Vec<_> = received
        .iter()
        .map(|one| (one.summary.as_str(), one.body.as_str()))
        .collect();
    let body = format!("Contoso Production · Operation #{operation}");
    assert_eq!(told, [("Policy sync failed", body.as_str())]);
    world.all_is_told()
}
