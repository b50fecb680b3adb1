//! The tray's item as a host beside the panel hears of it: it asks for attention where somebody's is needed, and says
//! nothing where nothing it shows has changed.

use anyhow::Result;
use jiff::Timestamp;
use tenantatlas_simulator::Outcome;
use xtask::{TraySignals, eventually};

use crate::world::{Conditions, LIMIT, STEADY, World};

#[test]
fn the_item_tells_hosts_of_changes_alone_and_asks_for_attention_after_a_failure() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let started = Timestamp::now();
    let _app = world.launch(&["--show"])?;
    world.tray_state(operation, "Running")?;
    // What the overview asks for first is answered long before a watch that was held for its whole time.
    world.wait_for_request("a held watch's end", started, |entry| {
        entry.is_on("foreground") && entry.took() > STEADY / 2
    })?;
    assert_eq!(world.desktop.tray_status()?, "Active");

    let signals = world.desktop.listen_to_tray()?;
    let listening = Timestamp::now();
    eventually("answers that change nothing", LIMIT, || {
        let answers = world.requests_since(listening)?;
        Ok((answers.len() >= ANSWERS).then_some(()))
    })?;
    assert_eq!(signals.heard()?, Vec::<String>::new());

    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    world.tray_state(operation, "Failed")?;
    for beginning in [
        "com.canonical.dbusmenu.",
        "org.kde.StatusNotifierItem.NewIcon",
        "org.kde.StatusNotifierItem.NewStatus",
        "org.kde.StatusNotifierItem.NewToolTip",
    ] {
        wait_for_signal(&signals, beginning)?;
    }
    assert_eq!(world.desktop.tray_status()?, "NeedsAttention");
    Ok(())
}

fn wait_for_signal(signals: &TraySignals, beginning: &str) -> Result<()> {
    eventually(&format!("a signal {beginning}"), LIMIT, || {
        let heard = signals.heard()?;
        Ok(heard
            .iter()
            .any(|name| name.starts_with(beginning))
            .then_some(()))
    })
}

/// Of lists and of watches; what all but the last of them changed has long been shown.
const ANSWERS: usize = 6;
