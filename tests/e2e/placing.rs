//! Windows come back: where they lay, and which of them were open; not at login, and not what was unpinned.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::Value;
use xtask::eventually;

use crate::instance::{again, start};
use crate::pinned::title;
use crate::world::{Conditions, LIMIT, OLD, World};

#[test]
fn a_pinned_window_is_open_again_where_it_lay_but_not_at_login() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.run(world.atlas.running(OLD))?;
    let mut app = world.launch(&[])?;
    // Another start that came first would be the app.
    world.wait_for_tray()?;
    let server = &world.atlas.address;
    let link = format!("tenantatlas-monitor://operation/{operation}?server={server}");
    start(again(&world).arg(link))?;
    let window = world.desktop.wait_for_window(&title(operation))?;
    let label = format!("run-e2e-{operation}");
    eventually("the window's place to be kept", LIMIT, || {
        // A window that has only just appeared may still take its own size after that.
        tool(&world, &["windowsize", &window.id, "420", "500"])?;
        tool(&world, &["windowmove", &window.id, "300", "200"])?;
        let place = settings(&world)?["places"][&label].clone();
        let is_there = place["width"] == 420 && place["height"] == 500;
        Ok((is_there && place["x"].as_i64() > Some(200)).then_some(()))
    })?;
    let lay = area(&world, operation)?;
    app.stop(END)?;

    let mut app = world.launch(&[])?;
    world.desktop.wait_for_window(&title(operation))?;
    eventually("the window to lie where it lay", LIMIT, || {
        Ok((area(&world, operation)? == lay).then_some(()))
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

/// Written whole or not at all, so that it can be read at any time.
fn settings(world: &World) -> Result<Value> {
    let text = std::fs::read(world.data().join("settings.json"))?;
    serde_json::from_slice(&text).context("Failed to understand the settings")
}

/// Where the operation's window lies, as xdotool prints it without the window's number.
fn area(world: &World, operation: i64) -> Result<Vec<String>> {
    let window = world.desktop.window(&title(operation))?;
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
