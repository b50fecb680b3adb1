//! The tray: it says what the windows say, and where nobody shows it the app stays within reach.

use anyhow::Result;
use tenantatlas_simulator::Outcome;
use xtask::eventually;

use crate::pinned::title;
use crate::world::{Conditions, Driven, LIMIT, OLD, OVERVIEW, Whose, World, id};

#[test]
fn menu_and_tooltip_say_what_the_windows_say() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let (active, failed) = (world.pinned_operation()?, world.pinned_operation()?);
    let second = world.pinned_operation()?;
    world.run(world.atlas.plant.complete(failed, Outcome::Failed))?;
    // Active too, but nobody watches them: no two numbers are equal.
    for _ in 0..3 {
        world.run(world.atlas.running(OLD))?;
    }
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?;

    all_say(&world, &app, "1 pinned needs attention · 2 watched")?;
    // While it is under way, its timeline follows.
    let line = in_the_window(&app, active, "status")?;
    world.tray_entry(&format!("{line} · since "))?;
    assert_eq!(
        world.tray_entry(&title(failed))?,
        in_the_window(&app, failed, "outcome")?
    );

    world.run(world.atlas.plant.complete(active, Outcome::Succeeded))?;
    app.says(&id(&format!("outcome-{active}")), "Succeeded")?;
    all_say(&world, &app, "1 pinned needs attention · 1 watched")?;
    assert_eq!(
        world.tray_entry(&title(active))?,
        in_the_window(&app, active, "outcome")?
    );

    world.run(world.atlas.plant.complete(second, Outcome::Succeeded))?;
    all_say(&world, &app, "1 pinned needs attention")?;

    world.choose("For one hour")?;
    tooltip_says(
        &world,
        "1 pinned needs attention. Notifications are paused.",
    )?;
    world.choose("Settings")?;
    app.reads(&id("pause-state"), "the pause", |words| {
        words.starts_with("Paused until")
    })?;
    Ok(())
}

#[test]
fn without_a_tray_the_app_keeps_its_window_and_says_so() -> Result<()> {
    let world = World::start(Conditions {
        tray_host: false,
        ..Conditions::default()
    })?;
    let app = world.launch_driven(&[])?;
    app.on(OVERVIEW)?;
    let warning = id("warning-tray-unavailable");
    app.reads(&warning, "the warning", |words| {
        words.starts_with("No tray shows the monitor")
    })?;

    minimises(&world, OVERVIEW)?;
    world.desktop.restore(OVERVIEW)?;

    world.desktop.start_tray_host()?;
    world.wait_for_tray()?;
    app.lacks(&warning)?;
    world.close(OVERVIEW)?;
    // The icon is drawn somewhat later than it is registered: an early click hits the panel.
    eventually("the overview after a click on the icon", LIMIT, || {
        world.desktop.click_tray()?;
        Ok(world.desktop.window(OVERVIEW).ok())
    })?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")
}

#[test]
fn without_a_tray_the_sign_in_window_stays_and_says_so_until_the_overview_is_there() -> Result<()> {
    let world = World::start(Conditions {
        tray_host: false,
        ..Conditions::signed_out()
    })?;
    let app = world.launch_to_sign_in()?;
    let warning = id("warning-tray-unavailable");
    app.reads(&warning, "the warning", |words| {
        words.starts_with("No tray shows the monitor")
    })?;
    minimises(&world, SIGN_IN)?;
    world.desktop.restore(SIGN_IN)?;

    app.sign_in_to_overview(&world.atlas.token.secret)?
        .says(&id("health-line"), "Connected")?;
    app.reads(&warning, "the overview's warning", |_| true)?;
    Ok(())
}

#[test]
fn an_icon_whose_connection_to_the_bus_ends_is_shown_anew_with_what_happens_then() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let way = world.bus_way()?;
    let _app = world.launch_by(&way, &[])?;
    world.tray_state(operation, "Running")?;
    let before = world.desktop.tray_items()?;

    way.cut(Whose::Tray);
    eventually("another icon alone", LIMIT, || {
        let items = world.desktop.tray_items()?;
        Ok((items.len() == 1 && items != before).then_some(()))
    })?;
    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    world.tray_state(operation, "Failed")
}

/// Closes a window as its close button does, and waits until it is put aside instead.
pub(crate) fn minimises(world: &World, title: &str) -> Result<()> {
    world.desktop.close_window(title)?;
    eventually(&format!("{title:?} to be minimised"), LIMIT, || {
        Ok((!world.desktop.window(title)?.visible).then_some(()))
    })
}

/// The overview, the tooltip and the menu, in the same words.
fn all_say(world: &World, app: &Driven<'_>, words: &str) -> Result<()> {
    app.says(&id("summary"), words)?;
    tooltip_says(world, words)
}

fn tooltip_says(world: &World, words: &str) -> Result<()> {
    let wanted = format!("TenantAtlas Monitor\n{words}");
    eventually(&format!("the tooltip {words:?}"), LIMIT, || {
        let tooltip = world.desktop.tray_tooltip();
        Ok(tooltip.is_ok_and(|said| said == wanted).then_some(()))
    })?;
    // The menu begins with the same line, without what concerns the notifications.
    world.tray_begins(words.trim_end_matches(". Notifications are paused."))
}

/// The tray's line for an operation, made of the words in the overview.
fn in_the_window(app: &Driven<'_>, operation: i64, axis: &str) -> Result<String> {
    let part = |name: &str| app.text(&id(&format!("{name}-{operation}")));
    let (name, state) = (
        part("open")?.unwrap_or_default(),
        part(axis)?.unwrap_or_default(),
    );
    Ok(format!(
        "{} · {name} · Contoso Production · {state}",
        title(operation)
    ))
}

/// The title of the window that asks for a token.
const SIGN_IN: &str = "Sign in";
