//! A panel that crashes takes the icon with it for as long as it is gone, and neither the app nor its windows.

use anyhow::Result;
use tenantatlas_simulator::Outcome;
use xtask::eventually;

use crate::restart::{bodies, place};
use crate::world::{Conditions, LIMIT, OVERVIEW, World, id};

#[test]
fn the_icon_comes_back_with_a_panel_that_was_killed_and_says_what_happened_meanwhile() -> Result<()>
{
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    world.tray_state(operation, "Running")?;

    world.desktop.kill_tray_host()?;
    let warning = id("warning-tray-unavailable");
    app.reads(&warning, "the warning", |words| {
        words.starts_with("No tray shows the monitor")
    })?;
    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    assert_eq!(bodies(&world, 1)?, [place(operation)]);

    world.desktop.start_tray_host()?;
    app.lacks(&warning)?;
    world.tray_state(operation, "Failed")?;
    assert_eq!(world.desktop.tray_items()?.len(), 1);
    world.close(OVERVIEW)?;
    // The icon is drawn somewhat later than it is registered: an early click hits the panel.
    eventually("the overview after a click on the icon", LIMIT, || {
        world.desktop.click_tray()?;
        Ok(world.desktop.window(OVERVIEW).ok())
    })?;
    assert_eq!(bodies(&world, 1)?, [place(operation)]);
    Ok(())
}
