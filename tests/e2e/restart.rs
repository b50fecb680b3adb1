//! `kill -9` and start again: the ledger remembers what is pinned, what was told and what is still to be told.

use anyhow::Result;
use tenantatlas_simulator::Outcome;

use crate::world::{Conditions, World};

#[test]
fn a_killed_app_forgets_no_pin_repeats_nothing_and_tells_what_ended_meanwhile_once() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let (told, missed, active) = (
        world.pinned_operation()?,
        world.pinned_operation()?,
        world.pinned_operation()?,
    );
    let mut app = world.launch(&[])?;
    world.wait_until_held()?;
    world.run(world.atlas.plant.complete(told, Outcome::Succeeded))?;
    assert_eq!(bodies(&world, 1)?, [place(told)]);
    world.all_is_told()?;
    app.kill()?;

    world.run(world.atlas.plant.complete(missed, Outcome::Failed))?;
    let mut app = world.launch(&[])?;
    assert_eq!(bodies(&world, 2)?, [place(told), place(missed)]);
    for (operation, state) in [(told, "Succeeded"), (missed, "Failed"), (active, "Running")] {
        world.tray_state(operation, state)?;
    }
    world.all_is_told()?;
    app.kill()?;

    world.wait_until_none_is_held()?;
    let _app = world.launch(&[])?;
    // By now its first watch was answered, and the next is held.
    world.wait_until_held()?;
    world.tray_state(active, "Running")?;
    assert_eq!(bodies(&world, 2)?, [place(told), place(missed)]);
    Ok(())
}

/// The bodies of all notifications, once there are so many.
pub(crate) fn bodies(world: &World, count: usize) -> Result<Vec<String>> {
    Ok(world
        .notifications(count)?
        .into_iter()
        .map(|one| one.body)
        .collect())
}

/// The body of the notification for that operation.
pub(crate) fn place(operation: i64) -> String {
    format!("Contoso Production · Operation #{operation}")
}
