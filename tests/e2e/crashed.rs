//! A web process that ends takes no window along for good.

use std::fs;
use std::process::Command;

use anyhow::{Result, ensure};
use xtask::{Running, eventually};

use crate::world::{Conditions, LIMIT, World};

#[test]
fn a_window_whose_web_process_was_killed_is_made_again_with_what_it_showed() -> Result<()> {
    let world = World::start(Conditions::default())?;
    world.pinned_operation()?;
    let app = world.launch(&["--show"])?;
    let before = world.desktop.wait_for_window(OVERVIEW)?;
    let picture = world.desktop.home().join("overview.png");
    world.desktop.screenshot_window(OVERVIEW, &picture)?;

    let killed = web_process(&app)?;
    let kill = Command::new("kill")
        .args(["-9", &killed.to_string()])
        .status()?;
    ensure!(kill.success(), "the web process could not be killed");
    eventually("another window", LIMIT, || {
        let now = world.desktop.window(OVERVIEW).ok();
        Ok(now.filter(|now| now.id != before.id))
    })?;
    assert_ne!(web_process(&app)?, killed);
    // A page that has nothing to show stays blank, and has no picture.
    world.desktop.screenshot_window(OVERVIEW, &picture)?;
    Ok(())
}

/// Waits for the one web process that the app has started.
fn web_process(app: &Running) -> Result<u32> {
    eventually("a web process", LIMIT, || {
        let mut found = fs::read_dir("/proc")?
            .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
            .filter(|process| is_web_process_of(*process, app.id()));
        Ok(found.next())
    })
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

const OVERVIEW: &str = "TenantAtlas Monitor";
