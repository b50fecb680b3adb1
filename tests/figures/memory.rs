//! What the app's processes share of the memory (PSS): in the tray, with one window, and after it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::world::{Conditions, STEADY, World, observe};
use crate::{launch_to_tray, wait_until_painted};

pub(crate) fn measure() -> Result<Value> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = launch_to_tray(&world, &[])?;
    world.tray_state(operation, "Running")?;
    observe(STEADY);
    let tray_only = pss(app.id())?;

    let title = format!("Operation #{operation}");
    world
        .desktop
        .choose_from_tray_menu(&world.tray_entry(&title)?)?;
    wait_until_painted(&world, &title)?;
    observe(STEADY);
    let one_window = pss(app.id())?;

    world.close(&title)?;
    // The engine ends its processes by and by.
    observe(STEADY * 3);
    let closed_again = pss(app.id())?;
    assert!(
        tray_only.processes < one_window.processes,
        "a tray-only app has no webview"
    );
    Ok(
        json!({ "tray_only": tray_only.json(), "one_window": one_window.json(), "closed_again": closed_again.json() }),
    )
}

struct Pss {
    kib: u64,
    processes: usize,
}

impl Pss {
    fn json(&self) -> Value {
        json!({ "mib": self.kib / 1024, "processes": self.processes })
    }
}

/// Of all processes of the group.
fn pss(group: u32) -> Result<Pss> {
    let mut sum = Pss {
        kib: 0,
        processes: 0,
    };
    for entry in fs::read_dir("/proc")? {
        let folder = entry?.path();
        if group_of(&folder) != Some(group) {
            continue;
        }
        // A process that just ended has no memory.
        let Ok(rollup) = fs::read_to_string(folder.join("smaps_rollup")) else {
            continue;
        };
        let line = rollup
            .lines()
            .find_map(|line| line.strip_prefix("Pss:"))
            .context("no Pss")?;
        sum.kib += line.trim().trim_end_matches(" kB").parse::<u64>()?;
        sum.processes += 1;
    }
    Ok(sum)
}

/// After the name in brackets: state, parent, group.
fn group_of(process: &Path) -> Option<u32> {
    let stat = fs::read_to_string(process.join("stat")).ok()?;
    let (_, rest) = stat.rsplit_once(')')?;
    rest.split_whitespace().nth(2)?.parse().ok()
}
