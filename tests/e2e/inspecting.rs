//! The connection inspector: what it says of a poller is what the gateway sees of it.

use anyhow::Result;
use jiff::Timestamp;

use crate::world::{Conditions, STEADY, World, id, observe};

#[test]
fn the_inspector_tells_the_truth_about_a_suspended_poller_and_copies_it_without_names() -> Result<()>
{
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let state = id(&format!("poller-operation-{operation}-state"));
    let cadence = id(&format!("poller-operation-{operation}-cadence"));
    let app = world.launch_driven(&["--show"])?;
    app.on("TenantAtlas Monitor")?
        .click(&id("inspector-open"))?;
    app.says(&state, "held by the server")?;
    app.says(&cadence, "every 10 s")?;
    world.wait_until_held()?;

    let opened = Timestamp::now();
    app.click(&id("settings-open"))?;
    app.says(&state, "suspended: dialog open · watched quietly")?;
    app.says(&cadence, "–")?;
    app.says(&id("poller-list-active-state"), "suspended: dialog open")?;
    world.wait_until_aborted("foreground", opened)?;
    let suspended = Timestamp::now();
    observe(STEADY * 2);
    let asked = world.requests_since(suspended)?;
    assert!(asked.iter().all(|entry| entry.is_on("quiet")), "{asked:?}");

    app.click(&id("settings-close"))?;
    app.says(&state, "held by the server")?;
    world.desktop.minimise("TenantAtlas Monitor")?;
    app.says(&state, "suspended: window hidden · watched quietly")?;
    world.desktop.restore("TenantAtlas Monitor")?;

    app.click(&id("inspector-copy"))?;
    let told = format!("{}, {}", id("inspector-copied"), id("inspector-by-hand"));
    app.reads(&told, "that it was copied", |words| {
        words.contains("without names") || words.contains("no names")
    })?;
    app.click(&id("inspector-close"))?;
    app.lacks(&id("inspector"))
}
