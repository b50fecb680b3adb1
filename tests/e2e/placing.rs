//! Windows come back: where they lay, and which of them were open; not at login, and not what was unpinned.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use xtask::eventually;

use crate::instance::{again, start};
use crate::pinned::{alone_in_its_window, title};
use crate::world::{Conditions, LIMIT, OLD, OVERVIEW, World, id};

#[test]
fn a_pinned_window_is_open_again_where_it_lay_but_not_at_login() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.run(world.atlas.running(OLD))?;
    let mut app = world.launch(&[])?;
    // Another start that came first would be the app.
    world.wait_for_tray()?;
    start(again(&world).arg(link(&world, operation)))?;
    let window = world.desktop.wait_for_window(&title(operation))?;
    let label = label(operation);
    eventually("the window's place to be kept", LIMIT, || {
        // A window that has only just appeared may still take its own size after that.
        tool(&world, &["windowsize", &window.id, "420", "500"])?;
        tool(&world, &["windowmove", &window.id, "300", "200"])?;
        let place = settings(&world)?["places"][&label].clone();
        let is_there = place["width"] == 420 && place["height"] == 500;
        Ok((is_there && place["x"].as_i64() > Some(200)).then_some(()))
    })?;
    let lay = area(&world, &title(operation))?;
    app.stop(END)?;

    let mut app = world.launch(&[])?;
    world.desktop.wait_for_window(&title(operation))?;
    eventually("the window to lie where it lay", LIMIT, || {
        Ok((area(&world, &title(operation))? == lay).then_some(()))
    })?;
    app.stop(END)?;

    let mut app = world.launch(&["--autostart"])?;
    world.tray_state(operation, "Running")?;
    assert_eq!(world.desktop.windows()?, []);
    app.stop(END)?;
    assert_eq!(settings(&world)?["open_windows"], Value::from(vec![label]));

    let mut app = world.launch(&[])?;
    world.desktop.wait_for_window(&title(operation))?;
    world.close(&title(operation))?;
    eventually("the window to be forgotten", LIMIT, || {
        let open = settings(&world)?["open_windows"].clone();
        Ok((open == Value::from(Vec::<String>::new())).then_some(()))
    })?;
    app.stop(END)
}

#[test]
fn a_window_is_above_others_for_the_window_manager_as_long_as_it_is_to_stay_on_top() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = alone_in_its_window(&world, operation)?;
    assert!(!world.desktop.is_above(&title(operation))?);
    let button = id("run-stay-on-top");
    let pressed = format!("document.querySelector('{button}')?.getAttribute('aria-pressed')");
    for above in [true, false, true] {
        app.click(&button)?;
        is_above(&world, operation, above)?;
        // The page knows it too, and asks for the opposite next.
        app.becomes(&pressed, &json!(above.to_string()))?;
    }
    eventually("the choice to be kept", LIMIT, || {
        let kept = settings(&world)?["stay_on_top"].clone();
        Ok((kept == Value::from(vec![label(operation)])).then_some(()))
    })?;
    drop(app);
    world.goes(&title(operation))?;

    let _app = world.launch(&[&link(&world, operation)])?;
    world.desktop.wait_for_window(&title(operation))?;
    is_above(&world, operation, true)
}

fn link(world: &World, operation: i64) -> String {
    let server = &world.atlas.address;
    format!("tenantatlas-monitor://operation/{operation}?server={server}")
}

/// What the settings call the operation's window.
fn label(operation: i64) -> String {
    format!("run-e2e-{operation}")
}

/// Waits until the window manager has it so.
fn is_above(world: &World, operation: i64, above: bool) -> Result<()> {
    eventually("the window to change its place in the stack", LIMIT, || {
        Ok((world.desktop.is_above(&title(operation))? == above).then_some(()))
    })
}

#[test]
fn an_overview_lies_where_it_lay_and_has_its_size_however_it_is_opened() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let mut app = world.launch(&["--show"])?;
    let window = world.desktop.wait_for_window(OVERVIEW)?;
    eventually("the overview's place to be kept", LIMIT, || {
        // A window that has only just appeared may still take its own size after that.
        tool(&world, &["windowsize", &window.id, "860", "560"])?;
        tool(&world, &["windowmove", &window.id, "250", "120"])?;
        let place = settings(&world)?["places"]["main"].clone();
        let is_there = place["width"] == 860 && place["height"] == 560;
        Ok((is_there && place["x"].as_i64() > Some(150)).then_some(()))
    })?;
    let lay = area(&world, OVERVIEW)?;
    app.stop(END)?;

    // As at the next start, and after it was closed.
    let mut app = world.launch(&[])?;
    lies(&world, OVERVIEW, &lay)?;
    world.close(OVERVIEW)?;
    start(&mut again(&world))?;
    lies(&world, OVERVIEW, &lay)?;
    app.stop(END)
}

/// Waits until the window is there again.
fn lies(world: &World, title: &str, lay: &[String]) -> Result<()> {
    world.desktop.wait_for_window(title)?;
    eventually(&format!("{title:?} to lie where it lay"), LIMIT, || {
        Ok((area(world, title)? == lay).then_some(()))
    })
}

#[test]
fn an_overview_that_was_open_at_the_end_is_open_again_but_not_at_login() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let mut app = world.launch(&["--show"])?;
    world.desktop.wait_for_window(OVERVIEW)?;
    eventually("the overview to be kept as open", LIMIT, || {
        let open = settings(&world)?["open_windows"].clone();
        Ok((open == Value::from(vec!["main"])).then_some(()))
    })?;
    app.stop(END)?;

    let mut app = world.launch(&["--autostart"])?;
    world.wait_for_tray()?;
    assert_eq!(world.desktop.windows()?, []);
    app.stop(END)?;

    let mut app = world.launch(&[])?;
    world.desktop.wait_for_window(OVERVIEW)?;
    world.close(OVERVIEW)?;
    eventually("the overview to be forgotten", LIMIT, || {
        let open = settings(&world)?["open_windows"].clone();
        Ok((open == Value::from(Vec::<String>::new())).then_some(()))
    })?;
    app.stop(END)
}

/// Written whole or not at all, so that it can be read at any time.
fn settings(world: &World) -> Result<Value> {
    let text = std::fs::read(world.data().join("settings.json"))?;
    serde_json::from_slice(&text).context("Failed to understand the settings")
}

/// Where the window lies, as xdotool prints it without the window's number.
fn area(world: &World, title: &str) -> Result<Vec<String>> {
    let window = world.desktop.window(title)?;
    let said = tool(world, &["getwindowgeometry", "--shell", &window.id])?;
    let lines = said.lines().filter(|line| !line.starts_with("WINDOW="));
    Ok(lines.map(str::to_owned).collect())
}

fn tool(world: &World, arguments: &[&str]) -> Result<String> {
    let mut command = world.desktop.command("xdotool");
    let output = command.args(arguments).output()?;
    Ok(String::from_utf8(output.stdout)?)
}

const END: Duration = Duration::from_secs(20);
