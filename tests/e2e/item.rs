//! The tray's item as a host beside the panel hears of it: it asks for attention where somebody's is needed, says nothing
//! where nothing it shows has changed, and has pictures that need no theme.

use anyhow::{Context, Result};
use jiff::Timestamp;
use tenantatlas_simulator::Outcome;
use xtask::{TraySignals, eventually};
use zbus::zvariant::{OwnedValue, Value};

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

#[test]
fn the_icon_is_on_the_bus_in_every_size_and_in_the_colour_of_its_state() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let _app = world.launch(&[])?;
    world.tray_state(operation, "Running")?;
    is_drawn_in(&world, "IconPixmap", WATCHING)?;

    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    for property in ["IconPixmap", "AttentionIconPixmap"] {
        is_drawn_in(&world, property, ATTENTION)?;
    }
    Ok(())
}

/// Waits until every picture has that ink, and looks at their sizes and pixels.
fn is_drawn_in(world: &World, property: &str, ink: [u8; 3]) -> Result<()> {
    let drawn = eventually(&format!("{property} in {ink:?}"), LIMIT, || {
        let drawn = pictures(world, property)?;
        let mut pixels = drawn.iter().flat_map(|(.., data)| data.chunks(4));
        let is_inked = pixels.all(|pixel| pixel.get(1..) == Some(&ink[..]));
        Ok((is_inked && !drawn.is_empty()).then_some(drawn))
    })?;
    let sizes: Vec<_> = drawn
        .iter()
        .map(|(width, height, _)| (*width, *height))
        .collect();
    assert_eq!(sizes, SIZES.map(|side| (side, side)));
    for (side, _, data) in &drawn {
        assert_eq!(data.len(), usize::try_from(side * side * 4)?);
        let opacity: Vec<_> = data.iter().step_by(4).collect();
        assert!(
            opacity.contains(&&0) && opacity.contains(&&255),
            "{side}: a shape"
        );
    }
    Ok(())
}

/// Width, height and, pixel by pixel, opacity, red, green and blue.
fn pictures(world: &World, property: &str) -> Result<Vec<(i32, i32, Vec<u8>)>> {
    let items = world.desktop.tray_items()?;
    let item = items.first().context("no item is registered")?;
    let (name, path) = item.split_at(item.find('/').unwrap_or(item.len()));
    let path = if path.is_empty() { PATH } else { path };
    let address = world.desktop.bus_address();
    world.run(async {
        let connection = zbus::connection::Builder::address(address)?.build().await?;
        let asked = (ITEM, property);
        let answer = connection
            .call_method(Some(name), path, Some(PROPERTIES), "Get", &asked)
            .await?;
        let value: OwnedValue = answer.body().deserialize()?;
        Ok(Value::from(value).downcast()?)
    })
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
/// The sides of the pictures, in pixels.
const SIZES: [i32; 5] = [16, 22, 24, 32, 48];
const WATCHING: [u8; 3] = [0x3a, 0x8a, 0xe2];
const ATTENTION: [u8; 3] = [0xc8, 0x74, 0x0f];
const ITEM: &str = "org.kde.StatusNotifierItem";
const PATH: &str = "/StatusNotifierItem";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
