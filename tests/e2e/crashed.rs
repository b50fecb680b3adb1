//! A web process that ends takes no window along for good; and which windows share one.

use std::fs;
use std::process::Command;

use anyhow::{Result, ensure};
use xtask::{Running, Window, eventually};

use crate::world::{Conditions, LIMIT, OVERVIEW, World};

#[test]
fn a_window_whose_web_process_was_killed_is_made_again_with_what_it_showed() -> Result<()> {
    let world = World::start(Conditions::default())?;
    world.pinned_operation()?;
    let app = world.launch(&["--show"])?;
    let before = world.desktop.wait_for_window(OVERVIEW)?;
    let picture = world.desktop.home().join("overview.png");
    world.desktop.screenshot_window(OVERVIEW, &picture)?;

    let killed = web_process(&app)?;
    kill(killed)?;
    wait_for_another(&world, OVERVIEW, &before)?;
    assert_ne!(web_process(&app)?, killed);
    // A page that has nothing to show stays blank, and has no picture.
    world.desktop.screenshot_window(OVERVIEW, &picture)?;
    Ok(())
}

#[test]
fn windows_of_operations_share_a_web_process_and_are_all_made_again_after_its_end() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let mut titles = Vec::new();
    for _ in 0..WINDOWS {
        titles.push(format!("Operation #{}", world.pinned_operation()?));
    }
    let app = world.launch(&[])?;
    let mut before = Vec::new();
    for title in &titles {
        world.choose(&format!("{title} · "))?;
        before.push(world.desktop.wait_for_window(title)?);
    }
    let shared = web_process(&app)?;
    assert_eq!(web_processes(&app)?, [shared]);
    let environment = fs::read_to_string(format!("/proc/{shared}/environ"))?;
    let mut variables = environment.split('\0');
    assert!(
        variables.any(|variable| variable == "WEBKIT_DISABLE_COMPOSITING_MODE=1"),
        "it paints without the graphics card"
    );
    let loaded = fs::read_to_string(format!("/proc/{}/maps", app.id()))?;
    assert!(!loaded.contains("_dri.so"), "the app has a card's driver");
    world.choose("Open overview")?;
    eventually("a web process of the overview's own", LIMIT, || {
        Ok((web_processes(&app)?.len() == 2).then_some(()))
    })?;

    kill(shared)?;
    let picture = world.desktop.home().join("operation.png");
    for (title, before) in titles.iter().zip(&before) {
        wait_for_another(&world, title, before)?;
        world.desktop.screenshot_window(title, &picture)?;
    }
    assert_eq!(web_processes(&app)?.len(), 2);
    Ok(())
}

#[test]
fn without_a_tray_an_overview_that_keeps_crashing_is_back_after_a_while_and_the_app_with_it()
-> Result<()> {
    let world = World::start(Conditions {
        tray_host: false,
        ..Conditions::default()
    })?;
    let mut app = world.launch(&[])?;
    let mut before = world.desktop.wait_for_window(OVERVIEW)?;
    let picture = world.desktop.home().join("overview.png");
    for _ in 0..REPLACED {
        // The engine gives up altogether where a process ends before it said who it is.
        world.desktop.screenshot_window(OVERVIEW, &picture)?;
        kill(web_process(&app)?)?;
        wait_for_another(&world, OVERVIEW, &before)?;
        before = world.desktop.window(OVERVIEW)?;
    }
    world.desktop.screenshot_window(OVERVIEW, &picture)?;
    kill(web_process(&app)?)?;
    eventually("the overview to be given up", LIMIT, || {
        Ok(world.desktop.windows()?.is_empty().then_some(()))
    })?;
    app.check()?;
    wait_for_another(&world, OVERVIEW, &before)?;
    app.check()
}

fn kill(process: u32) -> Result<()> {
    let kill = Command::new("kill")
        .args(["-9", &process.to_string()])
        .status()?;
    ensure!(kill.success(), "the web process could not be killed");
    Ok(())
}

/// Waits for another window of that title.
fn wait_for_another(world: &World, title: &str, before: &Window) -> Result<()> {
    eventually(&format!("another window {title:?}"), LIMIT, || {
        let now = world.desktop.window(title).ok();
        Ok(now.filter(|now| now.id != before.id))
    })?;
    Ok(())
}

/// Waits for a web process that the app has started, the only one at first.
fn web_process(app: &Running) -> Result<u32> {
    eventually("a web process", LIMIT, || {
        Ok(web_processes(app)?.first().copied())
    })
}

fn web_processes(app: &Running) -> Result<Vec<u32>> {
    let processes = fs::read_dir("/proc")?
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
    Ok(processes
        .filter(|process| is_web_process_of(*process, app.id()))
        .collect())
}

/// As the kernel tells it: number, name in brackets, state, parent.
fn is_web_process_of(process: u32, app: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let Some((front, rest)) = stat.rsplit_once(") ") else {
        return false;
    };
    // The name is cut at fifteen letters; a dead process is a zombie until it is waited for.
    let is_named = front.ends_with("(WebKitWebProces");
    let mut rest = rest.split(' ');
    let is_alive = rest.next() != Some("Z");
    is_named && is_alive && rest.next().and_then(|parent| parent.parse().ok()) == Some(app)
}

/// How often a window is made again within a minute.
const REPLACED: usize = 3;
/// More than may end one after the other without being given up.
const WINDOWS: usize = 4;
