//! "While hidden: suspend completely": silence while every window is closed, and one catch-up when one is shown.

use anyhow::Result;
use jiff::Timestamp;
use tenantatlas_simulator::Outcome;

use crate::pinned::title;
use crate::world::{Conditions, OVERVIEW, STEADY, World, log, observe};

#[test]
fn a_suspended_app_is_silent_until_a_window_is_shown_and_then_asks_everything_once() -> Result<()> {
    let world = World::start(Conditions {
        quietly: false,
        ..Conditions::default()
    })?;
    let (good, bad, active) = (
        world.pinned_operation()?,
        world.pinned_operation()?,
        world.pinned_operation()?,
    );
    let _app = world.launch(&["--show"])?;
    for operation in [good, bad, active] {
        world.tray_state(operation, "Running")?;
    }
    world.wait_until_newly_held()?;
    let closing = Timestamp::now();
    world.close(OVERVIEW)?;
    world.wait_until_aborted("foreground", closing)?;

    let hidden = Timestamp::now();
    world.run(world.atlas.plant.complete(good, Outcome::Succeeded))?;
    world.run(world.atlas.plant.complete(bad, Outcome::Failed))?;
    observe(STEADY * 2);
    assert_eq!(world.requests_since(hidden)?, []);
    assert_eq!(world.atlas.gateway.held_watches(), 0);
    assert_eq!(world.desktop.notifications()?, []);

    // One window, and not one of those that ended: all that were suspended are asked for all the same.
    let shown = world.choose(&title(active))?;
    let received = world.notifications(1)?;
    let told: Vec<_> = received
        .iter()
        .map(|one| (one.summary.as_str(), one.body.as_str()))
        .collect();
    let body =
        "Policy sync failed · Contoso Production\nPolicy sync succeeded · Contoso Production";
    assert_eq!(told, [("2 operations ended, 1 needs attention", body)]);
    // The first question, and one that was held for an interval after it.
    observe(STEADY.mul_f64(2.5));
    assert_eq!(
        (asked(&world, good, shown)?, asked(&world, bad, shown)?),
        (1, 1)
    );
    assert!(
        asked(&world, active, shown)? >= 2,
        "the shown one is followed"
    );
    assert_eq!(world.desktop.notifications()?.len(), 1);
    Ok(())
}

fn asked(world: &World, operation: i64, since: Timestamp) -> Result<usize> {
    let naming = log::operation(operation);
    Ok(world.requests_naming(&naming, since)?.len())
}
