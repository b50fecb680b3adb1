//! The connection inspector: what it says of a poller is what the gateway sees of it.

use anyhow::Result;
use jiff::Timestamp;

use crate::pinned::title;
use crate::world::{Conditions, Driven, OVERVIEW, STEADY, World, id, log, observe};

#[test]
fn the_inspector_tells_the_truth_about_a_suspended_poller_and_copies_it_without_names() -> Result<()>
{
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let state = id(&format!("poller-operation-{operation}-state"));
    let cadence = id(&format!("poller-operation-{operation}-cadence"));
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.click(&id("inspector-open"))?;
    app.says(&state, "held by the server")?;
    app.says(&cadence, "every 10 s")?;
    world.wait_until_newly_held()?;

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
    world.desktop.minimise(OVERVIEW)?;
    app.says(&state, "suspended: window hidden · watched quietly")?;
    world.desktop.restore(OVERVIEW)?;
    app.says(&state, "held by the server")?;

    app.click(&id("inspector-copy"))?;
    app.reads(&id("inspector-copied"), "that it was copied", |words| {
        words.starts_with("Copied without names")
    })?;
    let copied = world.clipboard()?;
    assert!(copied.contains(&title(operation)), "{copied}");
    for name in ["Contoso", "Northwind"] {
        assert!(!copied.contains(name), "{name}\n{copied}");
    }
    app.click(&id("inspector-close"))?;
    app.lacks(&id("inspector"))
}

#[test]
fn what_the_inspector_calls_suspended_is_not_asked_for_and_what_another_window_shows_is()
-> Result<()> {
    let world = World::start(Conditions {
        quietly: false,
        ..Conditions::default()
    })?;
    let (own, listed) = (world.pinned_operation()?, world.pinned_operation()?);
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    app.click(&id(&format!("open-{own}")))?;
    // Until it has its own title, its page is called as the overview's.
    app.on(&title(own))?;
    app.on(OVERVIEW)?.click(&id("inspector-open"))?;
    for operation in [own, listed] {
        is(&app, operation, "held by the server")?;
    }

    // Its own window still shows the one; of the other only the overview knows, and that has a dialog open.
    app.click(&id("settings-open"))?;
    is(&app, listed, "suspended: dialog open")?;
    is(&app, own, "held by the server")?;
    let dialog_open = Timestamp::now();
    world.wait_for_request("the one that is shown", dialog_open, |entry| {
        entry.names(&log::operation(own))
    })?;
    assert_eq!(
        world.requests_naming(&log::operation(listed), dialog_open)?,
        []
    );

    world.desktop.minimise(&title(own))?;
    is(&app, own, "suspended: dialog open")?;
    asks_nothing(&world)?;
    world.desktop.minimise(OVERVIEW)?;
    for operation in [own, listed] {
        is(&app, operation, "suspended: window hidden")?;
    }
    asks_nothing(&world)?;

    world.desktop.restore(OVERVIEW)?;
    app.click(&id("settings-close"))?;
    for operation in [own, listed] {
        is(&app, operation, "held by the server")?;
    }
    Ok(())
}

/// Waits until the inspector says so of an operation, and that nothing of a suspended one is to come.
fn is(app: &Driven<'_>, operation: i64, state: &str) -> Result<()> {
    let poller = format!("poller-operation-{operation}");
    app.says(&id(&format!("{poller}-state")), state)?;
    if state.starts_with("suspended") {
        app.says(&id(&format!("{poller}-next")), "–")?;
    }
    Ok(())
}

/// With "suspend completely" there is no quiet watch either.
fn asks_nothing(world: &World) -> Result<()> {
    let suspended = Timestamp::now();
    observe(STEADY.mul_f64(1.5));
    assert_eq!(world.requests_since(suspended)?, []);
    assert_eq!(world.atlas.gateway.held_watches(), 0);
    Ok(())
}
