//! One app for each data folder: another start shows the first one's window and ends, whatever became of the session bus
//! or of the app before.

use std::process::Command;

use anyhow::{Result, ensure};
use xtask::eventually;

use crate::world::{BINARY, Conditions, LIMIT, World};

#[test]
fn another_start_shows_the_window_of_the_first_and_ends() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let app = world.launch(&[])?;
    world.wait_for_tray()?;
    assert_eq!(world.desktop.windows()?, []);

    start(&mut again(&world))?;
    let window = world.desktop.wait_for_window(OVERVIEW)?;
    assert_eq!(window.pid, app.id());
    world.desktop.minimise(OVERVIEW)?;
    // Started from where the bus cannot be reached, it finds the app all the same.
    start(again(&world).env(BUS, NOWHERE))?;
    eventually("the overview to be shown again", LIMIT, || {
        Ok(world.desktop.window(OVERVIEW)?.visible.then_some(()))
    })?;

    world.close(OVERVIEW)?;
    start(again(&world).arg("--hidden"))?;
    assert_eq!(world.desktop.windows()?, []);
    Ok(())
}

#[test]
fn without_a_session_bus_there_is_one_app_too() -> Result<()> {
    let world = World::start(Conditions::signed_out())?;
    let mut first = again(&world);
    first.env(BUS, NOWHERE);
    let log = world.desktop.home().join("without-a-bus.log");
    let app = world
        .desktop
        .launch("tenantatlas-monitor", &mut first, &log)?;
    world.desktop.wait_for_window(SIGN_IN)?;
    world.desktop.minimise(SIGN_IN)?;

    start(again(&world).env(BUS, NOWHERE))?;
    eventually("the sign-in window to be shown again", LIMIT, || {
        Ok(world.desktop.window(SIGN_IN)?.visible.then_some(()))
    })?;
    let pids: Vec<_> = world
        .desktop
        .windows()?
        .into_iter()
        .map(|window| window.pid)
        .collect();
    assert_eq!(pids, [app.id()]);
    Ok(())
}

#[test]
fn what_a_killed_app_left_behind_is_in_nobodys_way() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let mut killed = world.launch(&[])?;
    world.wait_for_tray()?;
    killed.kill()?;

    let app = world.launch(&["--show"])?;
    assert_eq!(world.desktop.wait_for_window(OVERVIEW)?.pid, app.id());
    world.close(OVERVIEW)?;
    start(&mut again(&world))?;
    assert_eq!(world.desktop.wait_for_window(OVERVIEW)?.pid, app.id());
    Ok(())
}

pub(crate) fn again(world: &World) -> Command {
    let mut command = world.desktop.command(BINARY);
    command.arg("--data").arg(world.data());
    command
}

/// Waits for the end of a start that finds an app.
pub(crate) fn start(command: &mut Command) -> Result<()> {
    let output = command.output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{}: {said}", output.status);
    Ok(())
}

const BUS: &str = "DBUS_SESSION_BUS_ADDRESS";
/// Without an address at all GLib would start a bus.
const NOWHERE: &str = "unix:path=/nonexistent/bus";
const OVERVIEW: &str = "TenantAtlas Monitor";
const SIGN_IN: &str = "Sign in to";
