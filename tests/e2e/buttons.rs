//! The buttons of a notification, pressed at a notification daemon that is the test itself.

use anyhow::Result;
use tenantatlas_simulator::Outcome;
use xtask::eventually;

use crate::desk::{Desk, Manner};
use crate::instance::has_keyboard;
use crate::pinned::title;
use crate::world::{Conditions, LIMIT, OVERVIEW, World, id};

#[test]
fn a_press_on_mute_mutes_and_a_look_at_the_operation_withdraws_its_notification() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let (muted, opened) = (world.pinned_operation()?, world.pinned_operation()?);
    let desk = Desk::take(&world, Manner::Takes)?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{muted}")), "Running")?;
    world.wait_until_held()?;

    world.run(world.atlas.plant.complete(muted, Outcome::Failed))?;
    let expected = [
        "default",
        "Open operation",
        "open",
        "Open operation",
        "mute",
        "Mute",
    ];
    let expected = Vec::from(expected.map(str::to_owned));
    assert_eq!(desk.shown()?, (1, expected));
    world.all_is_told()?;
    desk.press(&world, 1, "mute")?;
    app.reads(&id(&format!("muted-{muted}")), "that it is muted", |_| true)?;

    world.run(world.atlas.plant.complete(opened, Outcome::Succeeded))?;
    assert_eq!(desk.shown()?.0, 2);
    world.all_is_told()?;
    app.click(&id(&format!("open-{opened}")))?;
    world.desktop.wait_for_window(&title(opened))?;
    assert_eq!(desk.closed.recv_timeout(LIMIT)?, 2);
    Ok(())
}

#[test]
fn what_may_not_be_seen_any_more_is_withdrawn() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let desk = Desk::take(&world, Manner::Takes)?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{operation}")), "Running")?;
    world.wait_until_held()?;
    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    let (number, _) = desk.shown()?;
    world.all_is_told()?;

    let atlas = &world.atlas;
    world.run(atlas.plant.revoke(atlas.contoso, atlas.ann))?;
    // Four seconds may pass before the gateway looks again at who may see what.
    eventually("the pin to be called not available", LIMIT, || {
        app.click(&id("refresh"))?;
        let said = app.text(&id(&format!("open-{operation}")))?;
        Ok(said.filter(|text| text.contains("Not available")))
    })?;
    assert_eq!(desk.closed.recv_timeout(LIMIT)?, number);
    Ok(())
}

#[test]
fn a_press_on_open_opens_the_operation_with_the_desktops_token() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let desk = Desk::take(&world, Manner::Takes)?;
    let _app = world.launch(&[])?;
    world.wait_until_held()?;
    world.run(world.atlas.plant.complete(operation, Outcome::Succeeded))?;
    let (number, _) = desk.shown()?;
    world.all_is_told()?;
    desk.grant(&world, number, TOKEN)?;
    desk.press(&world, number, "open")?;
    let window = world.desktop.wait_for_window(&title(operation))?;
    eventually("the window to show its token", LIMIT, || {
        let mut look = world.desktop.command("xprop");
        let look = look.args(["-id", &window.id, "_NET_STARTUP_ID"]);
        let said = String::from_utf8(look.output()?.stdout)?;
        Ok(said.contains(&format!("\"{TOKEN}\"")).then_some(()))
    })
}

#[test]
fn what_went_from_the_screen_by_itself_still_opens_the_operation_and_once() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let (operation, other) = (world.pinned_operation()?, world.pinned_operation()?);
    let desk = Desk::take(&world, Manner::Takes)?;
    let _app = world.launch(&[])?;
    world.wait_until_held()?;
    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    let (number, _) = desk.shown()?;
    world.all_is_told()?;

    desk.expires(&world, number)?;
    // A desktop lists it, and has it pressed however much later.
    desk.press(&world, number, "default")?;
    world.desktop.wait_for_window(&title(operation))?;
    world.close(&title(operation))?;
    desk.press(&world, number, "default")?;

    // What is pressed after it is heard after it.
    world.run(world.atlas.plant.complete(other, Outcome::Failed))?;
    let (number, _) = desk.shown()?;
    world.all_is_told()?;
    desk.press(&world, number, "default")?;
    world.desktop.wait_for_window(&title(other))?;
    assert!(world.desktop.window(&title(operation)).is_err());
    Ok(())
}

#[test]
fn a_notification_stays_while_another_window_has_the_keyboard_and_goes_when_its_own_gets_it()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let desk = Desk::take(&world, Manner::Takes)?;
    let _app = world.launch(&["--show"])?;
    world.choose(&title(operation))?;
    has_keyboard(&world, &title(operation))?;
    world.desktop.restore(OVERVIEW)?;
    has_keyboard(&world, OVERVIEW)?;
    world.wait_until_held()?;

    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    let (number, _) = desk.shown()?;
    world.all_is_told()?;
    assert!(desk.closed.try_recv().is_err(), "nobody looks at it yet");
    world.desktop.restore(&title(operation))?;
    assert_eq!(desk.closed.recv_timeout(LIMIT)?, number);
    Ok(())
}

#[test]
fn a_click_on_a_notification_of_several_ends_opens_the_history_with_all_of_them() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let both = [world.pinned_operation()?, world.pinned_operation()?];
    let mut app = world.launch(&[])?;
    world.wait_until_held()?;
    app.kill()?;
    for operation in both {
        world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    }
    let desk = Desk::take(&world, Manner::Takes)?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?;
    let (number, actions) = desk.shown()?;
    assert_eq!(actions, ["default", "Open history"]);
    world.all_is_told()?;

    world.close(OVERVIEW)?;
    desk.press(&world, number, "default")?;
    app.on(OVERVIEW)?
        .reads(&id("history-list"), "both ends", |words| {
            both.iter().all(|it| words.contains(&format!("#{it}")))
        })?;
    Ok(())
}

/// By which the desktop lets a window come to the front.
const TOKEN: &str = "desk-token-1";
