//! One app for each data folder: another start shows the first one's window and ends, whatever became of the session bus
//! or of the app before.

use std::fs::File;
use std::process::Command;

use anyhow::{Result, ensure};
use xtask::{Running, eventually};

use crate::pinned::title;
use crate::world::{BINARY, Conditions, LIMIT, OVERVIEW, World};

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
fn the_window_that_another_start_leads_to_has_the_keyboard() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let server = &world.atlas.address;
    let link = format!("tenantatlas-monitor://operation/{operation}?server={server}");
    let _app = world.launch(&["--show"])?;
    has_keyboard(&world, OVERVIEW)?;
    start(again(&world).arg(&link))?;
    has_keyboard(&world, &title(operation))?;

    // Both are open from here on, and one lies over the other.
    start(&mut again(&world))?;
    has_keyboard(&world, OVERVIEW)?;
    start(again(&world).arg(&link))?;
    has_keyboard(&world, &title(operation))?;
    world.desktop.minimise(OVERVIEW)?;
    start(&mut again(&world))?;
    has_keyboard(&world, OVERVIEW)
}

/// Waits until the window is there, and the window manager's active one.
pub(crate) fn has_keyboard(world: &World, title: &str) -> Result<()> {
    eventually(&format!("{title:?} to have the keyboard"), LIMIT, || {
        let has = world.desktop.has_keyboard(title);
        Ok(has.is_ok_and(|has| has).then_some(()))
    })
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

/// A start that finds an app needs no display: it ends before the toolkit begins, and a hundred cost no more than the
/// linking of a hundred.
#[test]
fn of_a_hundred_programs_started_at_once_one_stays_and_the_others_reach_it() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let mut starts = start_at_once(&world, 100)?;
    eventually("the end of every start but one", LIMIT, || {
        Ok((staying(&mut starts)?.len() == 1).then_some(()))
    })?;
    world.wait_for_tray()?;
    assert_eq!(world.desktop.tray_items()?.len(), 1);
    assert_eq!(world.desktop.windows()?, []);

    start(again(&world).env_remove("DISPLAY"))?;
    let window = world.desktop.wait_for_window(OVERVIEW)?;
    assert_eq!(staying(&mut starts)?, [window.pid]);
    Ok(())
}

/// Each waits until nobody keeps the gate for itself, and becomes the app then.
fn start_at_once(world: &World, count: usize) -> Result<Vec<Running>> {
    let gate = world.desktop.home().join("gate");
    let log = world.desktop.home().join("starts.log");
    let closed = File::create(&gate)?;
    closed.lock()?;
    let start = |_| {
        let mut command = world.desktop.command("flock");
        command.args(["--shared", "--no-fork"]).arg(&gate);
        command.arg(BINARY).arg("--data").arg(world.data());
        command.arg("--hidden");
        world
            .desktop
            .launch("tenantatlas-monitor", &mut command, &log)
    };
    let starts = (0..count).map(start).collect();
    closed.unlock()?;
    starts
}

/// Which of them are there; whoever ended has ended well.
fn staying(starts: &mut [Running]) -> Result<Vec<u32>> {
    let mut staying = Vec::new();
    for start in starts {
        match start.ended()? {
            Some(status) => ensure!(status.success(), "{status}: {}", start.said()),
            None => staying.push(start.id()),
        }
    }
    Ok(staying)
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
const SIGN_IN: &str = "Sign in to";
