//! Privacy mode: who looks over a shoulder reads numbers, types and states. The windows themselves go on naming.

use anyhow::Result;
use serde_json::json;
use tenantatlas_simulator::{Failure, Outcome};
use xtask::eventually;

use crate::pinned::{is_titled, title};
use crate::world::{Conditions, Driven, LIMIT, OVERVIEW, World, checked, id};

#[test]
fn in_privacy_mode_notification_tray_and_titles_name_no_customer() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{operation}")), "Running")?;
    app.click(&id(&format!("open-{operation}")))?;
    world.desktop.wait_for_window(&title(operation))?;
    let nameless = format!("{} · Policy sync", title(operation));
    let named = format!("{nameless} · Contoso Production");
    is_titled(&world, operation, &named)?;
    world.tray_entry(&format!("{named} · Running"))?;

    app.on(OVERVIEW)?;
    switch_privacy(&app, true)?;
    is_titled(&world, operation, &nameless)?;
    world.tray_entry(&format!("{nameless} · Running"))?;
    nobody_is_named(&world)?;

    world.wait_until_held()?;
    let failure = Failure::new("graph.timeout", "Contoso Production did not answer");
    let plant = &world.atlas.plant;
    world.run(plant.complete_with(operation, Outcome::Failed, &[failure]))?;
    let received = world.notifications(1)?;
    let told = received
        .first()
        .map(|one| (one.summary.clone(), one.body.clone()));
    let expected = ("Policy sync failed".to_owned(), title(operation));
    assert_eq!(told, Some(expected));
    world.tray_state(operation, "Failed")?;
    nobody_is_named(&world)?;
    app.reads(
        &id(&format!("row-{operation}")),
        "the name in its row",
        |words| words.contains("Contoso Production"),
    )?;

    switch_privacy(&app, false)?;
    is_titled(&world, operation, &named)?;
    world.tray_entry(&format!("{named} · Failed"))?;
    Ok(())
}

/// By nothing that a panel or a list of windows shows.
fn nobody_is_named(world: &World) -> Result<()> {
    // A tray that changes just then answers nothing.
    let (menu, tooltip) = eventually("menu and tooltip of the tray", LIMIT, || {
        let tray = &world.desktop;
        Ok(tray.tray_menu().ok().zip(tray.tray_tooltip().ok()))
    })?;
    let windows = world.desktop.windows()?.into_iter();
    let mut shown: Vec<String> = menu.into_iter().map(|entry| entry.label).collect();
    shown.extend(windows.map(|window| window.title));
    shown.push(tooltip);
    for name in ["Contoso", "Northwind"] {
        let tells = shown.iter().any(|words| words.contains(name));
        assert!(!tells, "{name} is in {shown:?}");
    }
    Ok(())
}

fn switch_privacy(app: &Driven<'_>, on: bool) -> Result<()> {
    app.open_settings("notifications")?;
    app.click(&id("privacy"))?;
    app.becomes(&checked("privacy"), &json!(on))?;
    app.click(&id("settings-close"))?;
    app.lacks(&id("privacy"))
}
