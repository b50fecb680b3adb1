//! A notification that nobody takes is neither lost nor believed: it stays untold, the overview warns, and the next start
//! tells it. So does one that a daemon takes and never answers. A connection that ends is made anew.

use anyhow::Result;
use monitor_core::{OperationId, Target};
use tenantatlas_simulator::Outcome;
use xtask::eventually;

use crate::desk::{Desk, Manner};
use crate::pinned::title;
use crate::world::{Conditions, LIMIT, OVERVIEW, Whose, World, id};

#[test]
fn an_end_that_no_daemon_took_stays_untold_and_is_told_once_after_the_next_start() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{operation}")), "Running")?;
    world.desktop.stop_notifications()?;

    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    app.reads(
        &id("warning-notifications-unavailable"),
        "the warning",
        |words| words.starts_with("The last notification did not reach the desktop."),
    )?;
    assert_eq!(world.untold()?, [target(operation)]);
    drop(app);
    world.desktop.start_notifications()?;
    is_told_once_as_a_repeat(&world, operation)
}

#[test]
fn an_end_that_a_daemon_took_without_an_answer_is_sent_once_and_told_as_a_repeat_by_the_next_start()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let desk = Desk::take(&world, Manner::Holds)?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{operation}")), "Running")?;

    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    desk.shown()?;
    app.reads(
        &id("warning-notifications-unavailable"),
        "the warning",
        |words| words.starts_with("The last notification did not reach the desktop."),
    )?;
    assert_eq!(world.untold()?, [target(operation)]);
    assert_eq!(desk.others(), 0, "it may be on the screen");
    drop(app);
    desk.leave(&world)?;
    is_told_once_as_a_repeat(&world, operation)
}

#[test]
fn what_ends_after_the_connection_to_the_daemon_did_is_told_on_another_one() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let (before, after) = (world.pinned_operation()?, world.pinned_operation()?);
    let way = world.bus_way()?;
    let _app = world.launch_by(&way, &[])?;
    world.wait_until_held()?;
    let plant = &world.atlas.plant;
    world.run(plant.complete(before, Outcome::Failed))?;
    world.notifications(1)?;

    way.cut(Whose::Notifications);
    world.run(plant.complete(after, Outcome::Failed))?;
    let told = world.notifications(2)?;
    assert!(told[1].body.contains(&format!("#{after}")), "{told:?}");
    eventually("the word that it was taken", LIMIT, || {
        Ok(world.untold()?.is_empty().then_some(()))
    })
}

/// By the next start, and by none after it.
fn is_told_once_as_a_repeat(world: &World, operation: i64) -> Result<()> {
    let mut app = world.launch(&[])?;
    let told = (
        "Policy sync failed".to_owned(),
        format!("Contoso Production · Operation #{operation}\nMay already have been shown"),
    );
    assert_eq!(words(world)?, std::slice::from_ref(&told));
    world.all_is_told()?;
    app.kill()?;

    let _app = world.launch(&[])?;
    world.tray_state(operation, "Failed")?;
    assert_eq!(words(world)?, [told]);
    Ok(())
}

fn target(operation: i64) -> Target {
    Target::Operation(OperationId::new(operation).expect("ids are positive"))
}

#[test]
fn an_end_that_the_daemon_refuses_stays_untold_and_is_told_once_when_it_takes_it() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let desk = Desk::take(&world, Manner::Refuses)?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{operation}")), "Running")?;

    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    assert_eq!(desk.shown()?.0, 1);
    let warning = id("warning-notifications-unavailable");
    app.reads(&warning, "the warning", |_| true)?;
    assert_eq!(world.untold()?, [target(operation)]);

    desk.does(Manner::Takes);
    assert_eq!(desk.shown()?.0, 2);
    world.all_is_told()?;
    app.lacks(&warning)
}

#[test]
fn a_notification_that_is_taken_after_it_was_given_up_is_clicked_and_not_sent_again() -> Result<()>
{
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let desk = Desk::take(&world, Manner::Holds)?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{operation}")), "Running")?;

    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    let (number, _) = desk.shown()?;
    let warning = id("warning-notifications-unavailable");
    app.reads(&warning, "that it was given up", |_| true)?;
    desk.does(Manner::Takes);
    app.lacks(&warning)?;

    assert_eq!(world.untold()?, [target(operation)]);
    desk.press(&world, number, "open")?;
    world.desktop.wait_for_window(&title(operation))?;
    assert_eq!(desk.others(), 0);
    Ok(())
}

#[test]
fn a_notification_has_the_name_and_the_icon_of_the_apps_desktop_file() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let _app = world.launch(&[])?;
    world.tray_state(operation, "Running")?;
    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    let received = world.notifications(1)?;
    let said = |key: &str| {
        let value = DESKTOP_FILE.lines().find_map(|line| line.strip_prefix(key));
        value.unwrap_or_default().to_owned()
    };
    let told: Vec<_> = received
        .into_iter()
        .map(|one| (one.app, one.icon, one.desktop_entry))
        .collect();
    let expected = (said("Name="), said("Icon="), NAME.to_owned());
    assert_eq!(told, [expected]);
    Ok(())
}

/// One that failed is critical, which `quiet.rs` tells.
#[test]
fn an_end_that_needs_nobody_is_no_more_urgent_than_others() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let _app = world.launch(&[])?;
    world.tray_state(operation, "Running")?;
    world.run(world.atlas.plant.complete(operation, Outcome::Succeeded))?;
    let received = world.notifications(1)?;
    let told: Vec<_> = received
        .iter()
        .map(|one| (one.summary.as_str(), one.urgency.as_str()))
        .collect();
    assert_eq!(told, [("Policy sync succeeded", "NORMAL")]);
    Ok(())
}

/// Titles and bodies of what the daemon received, once it received something.
pub(crate) fn words(world: &World) -> Result<Vec<(String, String)>> {
    Ok(world
        .notifications(1)?
        .into_iter()
        .map(|one| (one.summary, one.body))
        .collect())
}

/// As it is installed, under this name.
const DESKTOP_FILE: &str = include_str!("../../packaging/app/tenantatlas-monitor.desktop");
const NAME: &str = "tenantatlas-monitor";
