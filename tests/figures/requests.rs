//! How often the app asks, with fifty pinned operations that are all active, all hidden, all ended.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Result;
use jiff::Timestamp;
use serde_json::{Value, json};
use tenantatlas_simulator::Outcome;

use crate::world::{Conditions, OVERVIEW, STEADY, World, observe};

pub(crate) fn measure() -> Result<Value> {
    let world = World::start(Conditions::default())?;
    let mut operations = Vec::with_capacity(PINNED);
    for _ in 0..PINNED {
        operations.push(world.pinned_operation()?);
    }
    let _app = world.launch(&["--show"])?;
    world.tray_entry("50 watched")?;
    // Past the first questions of a start.
    observe(STEADY);
    let shown = minute(&world, "foreground")?;

    world.close(OVERVIEW)?;
    world.wait_until_held()?;
    let hidden = minute(&world, "quiet")?;

    for operation in operations {
        world.run(world.atlas.plant.complete(operation, Outcome::Succeeded))?;
    }
    world.tray_entry("Nothing watched")?;
    let ended = minute(&world, "quiet")?;

    let of =
        |lanes: &BTreeMap<String, usize>, lane: &str| lanes.get(lane).copied().unwrap_or_default();
    assert!(
        of(&shown, "foreground") <= 6,
        "one watch in ten seconds carries all: {shown:?}"
    );
    assert!(of(&hidden, "quiet") <= 2 && hidden.len() <= 1, "{hidden:?}");
    assert_eq!(ended, BTreeMap::new());
    Ok(json!({ "overview_open": shown, "all_hidden": hidden, "all_terminal": ended }))
}

/// Requests that left within a minute, by lane. A held one is in the log only once it ended, so what is held is counted
/// for the lane that holds.
fn minute(world: &World, holding: &str) -> Result<BTreeMap<String, usize>> {
    let since = Timestamp::now();
    observe(Duration::from_secs(60));
    let until = Timestamp::now();
    let held = world.atlas.gateway.held_watches();
    let mut lanes = BTreeMap::new();
    for entry in world
        .requests_since(since)?
        .into_iter()
        .filter(|entry| entry.time <= until)
    {
        *lanes.entry(entry.lane.unwrap_or_default()).or_default() += 1;
    }
    // No hold lasts a minute: what is held now left within it.
    if held > 0 {
        *lanes.entry(holding.to_owned()).or_default() += held;
    }
    Ok(lanes)
}

const PINNED: usize = 50;
