//! What the system tells of itself while no window is open: the watch that was held is not trusted any more.

use std::time::Duration;

use anyhow::Result;
use jiff::Timestamp;
use tenantatlas_simulator::Outcome;
use xtask::eventually;

use crate::world::{Conditions, Entry, LIMIT, SystemBus, World};

#[test]
fn after_a_sleep_one_request_leaves_when_the_computer_had_its_pause_and_the_end_is_told_once()
-> Result<()> {
    let (world, bus, operation) = watched_quietly()?;
    let _app = world.launch_on(&bus, &[])?;
    world.wait_until_held()?;

    let dropped = drops_its_watch(&world, || bus.wakes(&world.desktop))?;
    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    assert_eq!(world.notifications(1)?.len(), 1);
    let after = asked_after(&world, &dropped)?;
    let pause = Duration::from_secs(2);
    assert!(
        after.len() == 1 && after[0].time >= dropped.ended() + (pause - GRACE),
        "{dropped:?} and then {after:?}"
    );
    world.all_is_told()
}

#[test]
fn another_network_is_tried_at_once() -> Result<()> {
    let (world, bus, _) = watched_quietly()?;
    let _app = world.launch_on(&bus, &[])?;
    world.wait_until_held()?;

    let dropped = drops_its_watch(&world, || bus.changes_network(&world.desktop))?;
    let next = world.wait_for_request("the next watch", dropped.time, |entry| {
        entry.is_on("quiet") && entry.status == 200 && follows(entry, &dropped)
    })?;
    assert!(
        next.time <= dropped.ended() + AT_ONCE,
        "{dropped:?} and then {next:?}"
    );
    Ok(())
}

#[test]
fn signals_that_make_no_sense_keep_no_other_from_being_heard() -> Result<()> {
    let (world, bus, _) = watched_quietly()?;
    let _app = world.launch_on(&bus, &[])?;
    world.wait_until_held()?;

    drops_its_watch(&world, || {
        bus.babbles(&world.desktop)?;
        bus.changes_network(&world.desktop)
    })?;
    Ok(())
}

#[test]
fn a_system_bus_that_was_gone_is_heard_again() -> Result<()> {
    let (world, mut bus, _) = watched_quietly()?;
    let _app = world.launch_on(&bus, &[])?;
    world.wait_until_held()?;

    bus.restart(&world.desktop)?;
    drops_its_watch(&world, || bus.changes_network(&world.desktop))?;
    Ok(())
}

/// An operation is pinned, and a system bus plays the computer.
fn watched_quietly() -> Result<(World, SystemBus, i64)> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let bus = SystemBus::start(&world.desktop)?;
    Ok((world, bus, operation))
}

/// Tells until the app has heard it, which may still be on its way to the bus.
fn drops_its_watch(world: &World, tell: impl Fn() -> Result<()>) -> Result<Entry> {
    eventually("an aborted watch", LIMIT, || {
        let asked = world.requests_since(Timestamp::UNIX_EPOCH)?;
        let dropped = asked.into_iter().find(|entry| entry.status == 499);
        if dropped.is_none() {
            tell()?;
        }
        Ok(dropped)
    })
}

fn asked_after(world: &World, dropped: &Entry) -> Result<Vec<Entry>> {
    let mut asked = world.requests_since(dropped.time)?;
    asked.retain(|entry| follows(entry, dropped));
    Ok(asked)
}

fn follows(entry: &Entry, dropped: &Entry) -> bool {
    entry.time > dropped.time && entry.time + GRACE >= dropped.ended()
}

/// By how much a request may seem early: the gateway sees a little later that somebody went away.
const GRACE: Duration = Duration::from_millis(500);
/// Sooner than after a pause.
const AT_ONCE: Duration = Duration::from_millis(1_500);
