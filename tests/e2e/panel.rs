//! A panel that crashes takes the icon with it for as long as it is gone, and neither the app nor its windows. One that
//! comes up after the app at login is waited for, and where none does there is a window.

use std::time::{Duration, Instant};

use anyhow::Result;
use tenantatlas_simulator::Outcome;
use xtask::eventually;

use crate::pinned::{alone_in_its_window, title};
use crate::restart::{bodies, place};
use crate::tray::minimises;
use crate::world::{Conditions, LIMIT, OVERVIEW, World, id, observe};

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

#[test]
fn without_the_panel_the_last_window_stays_and_the_overview_takes_the_place_of_one_that_is_unpinned()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = alone_in_its_window(&world, operation)?;
    let warning = id("warning-tray-unavailable");
    app.lacks(&warning)?;

    world.desktop.kill_tray_host()?;
    app.reads(&warning, "the warning", |words| {
        words.starts_with("No tray shows the monitor")
    })?;
    minimises(&world, &title(operation))?;
    world.desktop.restore(&title(operation))?;

    app.click(&id("run-unpin"))?;
    app.click(&id("run-unpin-confirm"))?;
    world.desktop.wait_for_window(OVERVIEW)?;
    app.on(OVERVIEW)?
        .reads(&warning, "the overview's warning", |_| true)?;

    world.desktop.start_tray_host()?;
    app.lacks(&warning)?;
    world.close(OVERVIEW)?;
    world.tray_entry("Open overview")?;
    Ok(())
}

#[test]
fn at_login_a_panel_that_comes_up_after_the_app_is_waited_for_and_no_window_opens() -> Result<()> {
    let world = World::start(without_panel())?;
    let operation = world.pinned_operation()?;
    let _app = world.launch(&["--autostart"])?;
    world.wait_until_held()?;
    assert_eq!(world.desktop.windows()?, []);

    world.desktop.start_tray_host()?;
    world.tray_state(operation, "Running")?;
    observe(AWAITED.mul_f64(1.1));
    assert_eq!(world.desktop.windows()?, []);
    Ok(())
}

#[test]
fn at_login_without_any_panel_the_overview_opens_when_one_had_its_time_and_stays_within_reach()
-> Result<()> {
    let world = World::start(without_panel())?;
    world.pinned_operation()?;
    let started = Instant::now();
    let _app = world.launch(&["--autostart"])?;
    eventually("the overview", LIMIT, || {
        Ok(world.desktop.window(OVERVIEW).ok())
    })?;
    assert!(started.elapsed() >= AWAITED, "a panel had its time");
    world.desktop.close_window(OVERVIEW)?;
    eventually("the overview to be minimised", LIMIT, || {
        Ok((!world.desktop.window(OVERVIEW)?.visible).then_some(()))
    })
}

/// A desktop whose panel is not there yet, if it has one.
fn without_panel() -> Conditions {
    Conditions {
        tray_host: false,
        ..Conditions::default()
    }
}

/// How long a panel may take to come up after login.
const AWAITED: Duration = Duration::from_secs(60);
