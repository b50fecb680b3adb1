//! A window that cannot be seen, or has a dialog open, asks nothing; on return it is asked for at once.
//!
//! The quiet watch goes on meanwhile: what stops is the foreground.

use anyhow::Result;
use jiff::Timestamp;

use crate::pinned::{alone_in_its_window, title};
use crate::world::{Conditions, Entry, STEADY, World, id, log, observe};

#[test]
fn a_minimised_or_closed_window_asks_nothing_and_is_answered_at_once_when_it_is_back() -> Result<()>
{
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = alone_in_its_window(&world, operation)?;

    world.desktop.minimise(&title(operation))?;
    app.says(&id("run-refresh"), "watched quietly")?;
    asks_nothing(&world, operation)?;
    let back = Timestamp::now();
    world.desktop.restore(&title(operation))?;
    is_asked_at_once(&world, operation, back)?;
    app.says(&id("run-refresh"), "every 10 s")?;

    world.close(&title(operation))?;
    asks_nothing(&world, operation)?;
    let back = world.choose(&title(operation))?;
    world.desktop.wait_for_window(&title(operation))?;
    is_asked_at_once(&world, operation, back)?;
    app.on(&title(operation))?
        .says(&id("run-refresh"), "every 10 s")
}

#[test]
fn an_open_dialog_pauses_its_window_until_it_is_closed() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = alone_in_its_window(&world, operation)?;

    app.click(&id("run-unpin"))?;
    app.says(&id("run-refresh"), "paused: dialog open")?;
    asks_nothing(&world, operation)?;
    let back = Timestamp::now();
    app.click(&id("run-unpin-cancel"))?;
    is_asked_at_once(&world, operation, back)?;
    app.says(&id("run-refresh"), "every 10 s")
}

/// Two intervals and somewhat more: what a window that was not paused asked within the first would have been held for
/// the second, and then logged.
fn asks_nothing(world: &World, operation: i64) -> Result<()> {
    world.wait_until_held()?;
    let paused = Timestamp::now();
    observe(STEADY.mul_f64(2.2));
    assert_eq!(foreground_requests(world, operation, paused)?, []);
    Ok(())
}

/// Its interval has passed, so within half of one after it is there, however long that took; and no other is answered
/// within half of one, since what follows is held.
fn is_asked_at_once(world: &World, operation: i64, back: Timestamp) -> Result<()> {
    let there = Timestamp::now();
    let naming = log::operation(operation);
    let asked = world.wait_for_request("a foreground request", back, |entry| {
        entry.is_on("foreground") && entry.names(&naming)
    })?;
    assert!(
        asked.time < there + STEADY / 2,
        "there at {there}: {asked:?}"
    );
    observe(STEADY / 2);
    let mut others = foreground_requests(world, operation, back)?;
    others.retain(|entry| *entry != asked && entry.ended() < asked.time + STEADY / 2);
    assert_eq!(others, []);
    Ok(())
}

fn foreground_requests(world: &World, operation: i64, since: Timestamp) -> Result<Vec<Entry>> {
    let mut asked = world.requests_naming(&log::operation(operation), since)?;
    asked.retain(|entry| entry.is_on("foreground"));
    Ok(asked)
}
