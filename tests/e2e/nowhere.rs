//! A computer without a network: it says so and blames nobody, and what is watched stays as it was.

use std::time::Duration;

use anyhow::Result;
use monitor_core::cadence;
use serde_json::json;
use tenantatlas_simulator::Outcome;
use xtask::eventually;

use crate::restart::{bodies, place};
use crate::world::{Conditions, LIMIT, World, way_nowhere};

#[test]
fn no_network_and_no_answer_are_told_apart_and_neither_is_an_end_of_anything() -> Result<()> {
    let Some(way) = way_nowhere()? else {
        return Ok(());
    };
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = world.launch(&[])?;
    world.tray_state(operation, "Running")?;
    world.wait_until_held()?;
    drop(app);

    let gateway = world.atlas.address.clone();
    world
        .change_settings(|settings| settings["network"] = json!({ "proxy": { "mode": "none" } }))?;
    world.reach_at(NOBODY)?;
    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    let app = world.launch_nowhere(way)?;
    says(&world, operation, "Not connected: no network")?;
    let told = eventually("what is told of the network", PATIENCE, || {
        let told = world.desktop.notifications()?;
        Ok(Some(told).filter(|told| !told.is_empty()))
    })?;
    let titles: Vec<_> = told.iter().map(|one| one.summary.as_str()).collect();
    assert_eq!(titles, ["Not connected: no network"]);
    let next = "This computer has no network. Connect it, and the monitor goes on by itself.";
    assert!(told[0].body.ends_with(next), "{told:?}");
    says(&world, operation, "Not connected: no network")?;
    drop(app);

    // The same address, asked for by a computer that has a network.
    let app = world.launch(&[])?;
    says(&world, operation, "Not connected: server unreachable")?;
    assert_eq!(bodies(&world, 1)?.len(), 1);
    drop(app);

    world.reach_at(&gateway)?;
    let _app = world.launch(&[])?;
    assert_eq!(bodies(&world, 2)?[1..], [place(operation)]);
    world.tray_state(operation, "Failed")
}

/// Tooltip and menu say this, and the operation is as it was.
fn says(world: &World, operation: i64, words: &str) -> Result<()> {
    let wanted = format!("TenantAtlas Monitor\n{words}");
    eventually(&format!("the tooltip {words:?}"), LIMIT, || {
        let tooltip = world.desktop.tray_tooltip();
        Ok(tooltip.is_ok_and(|said| said == wanted).then_some(()))
    })?;
    world.tray_begins(words)?;
    world.tray_state(operation, "Running")
}

/// Nobody listens there. It is this computer, by an address that is not the one for talking to itself.
const NOBODY: &str = "https://0.0.0.0:9";
/// It is told with the first try after the grace.
const PATIENCE: Duration = cadence::BLIND_GRACE.saturating_add(LIMIT);
