//! Links into the monitor: one of the own server pins and opens, at the first start and later; any other is refused with
//! words.

use anyhow::Result;

use crate::instance::{again, start};
use crate::pinned::title;
use crate::world::{Conditions, OLD, World, id};

#[test]
fn a_link_of_the_own_server_pins_and_opens_and_any_other_is_refused_with_words() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let (first, second, other) = (
        world.run(world.atlas.running(OLD))?,
        world.run(world.atlas.running(OLD))?,
        world.run(world.atlas.running(OLD))?,
    );
    let own = &world.atlas.address;
    let app = world.launch_driven(&[&link(first, own)])?;
    app.on(&title(first))?.says(&id("run-status"), "Running")?;
    world.tray_state(first, "Running")?;

    start(again(&world).arg(link(second, own)))?;
    app.on(&title(second))?.says(&id("run-status"), "Running")?;

    start(again(&world).arg(link(other, "https://monitor.fabrikam.com")))?;
    app.on("TenantAtlas Monitor")?.reads(
        &id("warning-link-elsewhere"),
        "the refusal",
        |words| words.starts_with("A link for another server was not followed."),
    )?;
    assert!(world.desktop.window(&title(other)).is_err());
    let pinned: Vec<_> = world.desktop.tray_menu()?;
    assert!(
        pinned
            .iter()
            .all(|entry| !entry.label.starts_with(&title(other))),
        "{pinned:?}"
    );

    start(again(&world).arg("tenantatlas-monitor://operation/x"))?;
    app.reads(&id("warning-link-unreadable"), "the refusal", |words| {
        words.starts_with("A link could not be read and was not followed.")
    })?;
    Ok(())
}

fn link(operation: i64, server: &str) -> String {
    format!("tenantatlas-monitor://operation/{operation}?server={server}")
}
