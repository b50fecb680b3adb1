//! Ends that follow each other within moments: the first is told at once, the others in one notification, and there what
//! has the same cause in one line.

use std::time::Duration;

use anyhow::Result;
use tenantatlas_simulator::{Failure, NewOperation, Outcome};

use crate::restart::{bodies, place};
use crate::world::{Conditions, OVERVIEW, World, id};

#[test]
fn ends_right_after_another_are_told_together_and_one_cause_of_theirs_in_one_line() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let first = world.pinned(world.atlas.running(FRESH))?;
    let throttled = [
        elsewhere(&world, "Fabrikam Europe")?,
        elsewhere(&world, "Litware")?,
    ];
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{first}")), "Running")?;
    world.wait_until_held()?;

    world.run(world.atlas.plant.complete(first, Outcome::Succeeded))?;
    assert_eq!(bodies(&world, 1)?, [place(first)]);
    let reason = [Failure::new("graph.throttled", "Too many requests")];
    for operation in throttled {
        let plant = &world.atlas.plant;
        world.run(plant.complete_with(operation, Outcome::Failed, &reason))?;
    }
    let line = "Policy sync failed · 2 environments: Throttled by Microsoft Graph";
    assert_eq!(bodies(&world, 2)?, [place(first), line.to_owned()]);
    world.all_is_told()?;
    assert_eq!(world.grouped()?, throttled);
    Ok(())
}

/// An operation like the first, in an environment of its own.
fn elsewhere(world: &World, name: &str) -> Result<i64> {
    let atlas = &world.atlas;
    let environment = world.run(atlas.environment(name))?;
    let new = NewOperation::new("policy.sync")
        .in_environment(atlas.northwind, environment)
        .by(atlas.ann)
        .created_ago(FRESH);
    world.pinned(async {
        let id = atlas.plant.queue(new).await?;
        atlas.plant.start(id).await?;
        Ok(id)
    })
}

/// How old an operation is made, so that for a minute it is asked for every five seconds or more often: twice at least
/// while ends wait for each other.
const FRESH: Duration = Duration::ZERO;
