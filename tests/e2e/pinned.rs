//! A pinned operation in its own window: refreshing while it is active, settled once it has ended.

use anyhow::{Context, Result};
use jiff::Timestamp;
use tenantatlas_simulator::Outcome;
use xtask::eventually;

use crate::world::{Conditions, Driven, LIMIT, OVERVIEW, STEADY, World, id, log, observe};

#[test]
fn an_active_operation_refreshes_by_itself_and_is_never_asked_for_again_once_it_ended() -> Result<()>
{
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    world.run(world.atlas.plant.progress(operation, 3, 10))?;
    let app = alone_in_its_window(&world, operation)?;

    app.says(&id("run-status"), "Running")?;
    app.says(&id("run-refresh"), "every 10 s")?;
    app.says(&id("run-progress"), "3 of 10")?;
    world.run(world.atlas.plant.progress(operation, 7, 10))?;
    app.says(&id("run-progress"), "7 of 10")?;
    assert_eq!(app.text(&id("run-outcome"))?, None);

    world.run(
        world
            .atlas
            .plant
            .complete(operation, Outcome::PartiallySucceeded),
    )?;
    app.says(&id("run-outcome"), "Partially succeeded")?;
    app.says(&id("run-status"), "Completed")?;
    app.says(&id("run-refresh"), "settled")?;
    let settled = Timestamp::now();
    observe(STEADY.mul_f64(1.5));
    assert_eq!(world.requests_since(settled)?, []);
    assert_eq!(world.atlas.gateway.held_watches(), 0);
    assert_eq!(world.notifications(1)?.len(), 1);
    Ok(())
}

/// Starts the app and leaves one window open: that of the operation.
pub(crate) fn alone_in_its_window(world: &World, operation: i64) -> Result<Driven<'_>> {
    let app = world.launch_driven(&["--show"])?;
    // Before the first answers its row moves.
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    app.click(&id(&format!("open-{operation}")))?;
    world.desktop.wait_for_window(&title(operation))?;
    world.close(OVERVIEW)?;
    app.on(&title(operation))?;
    let target = log::operation(operation);
    world.wait_for_request("the first answer", Timestamp::UNIX_EPOCH, |entry| {
        entry.names(&target)
    })?;
    Ok(app)
}

pub(crate) fn title(operation: i64) -> String {
    format!("Operation #{operation}")
}

/// Waits until the operation's window, which is open, is called exactly that.
pub(crate) fn is_titled(world: &World, operation: i64, wanted: &str) -> Result<()> {
    let mut last = String::new();
    let titled = eventually(&format!("the title {wanted:?}"), LIMIT, || {
        last = world.desktop.window(&title(operation))?.title;
        Ok((last == wanted).then_some(()))
    });
    titled.with_context(|| format!("the title was {last:?}"))
}
