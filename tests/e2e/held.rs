//! Watches of an open window that the gateway holds: what they bring early, what ends them early, and what becomes of
//! them where the way cuts requests that wait.

use std::time::Duration;

use anyhow::Result;
use jiff::Timestamp;
use tenantatlas_simulator::Outcome;
use xtask::eventually;

use crate::pinned::{alone_in_its_window, title};
use crate::world::{Conditions, Driven, Entry, LIMIT, OLD, OVERVIEW, STEADY, World, id, log};

#[test]
fn a_change_is_shown_when_it_is_written_and_brings_no_request_forward() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned(world.atlas.queued(OLD))?;
    let app = alone_in_its_window(&world, operation)?;
    app.says(&id("run-status"), "Queued for execution")?;
    app.says(&id("run-refresh"), "every 10 s")?;

    world.wait_until_newly_held()?;
    let written = Timestamp::now();
    world.run(world.atlas.plant.start(operation))?;
    app.says(&id("run-status"), "Running")?;
    let shown = Timestamp::now();
    let held = world.wait_for_request("the answer", Timestamp::UNIX_EPOCH, |entry| {
        entry.is_on("foreground") && entry.ended() >= written
    })?;
    assert!(
        held.status == 200 && held.time < written && held.took() < STEADY,
        "written at {written}: {held:?}"
    );

    // The next one is in the log once it is answered, and so it is given something to tell.
    world.wait_until_held()?;
    world.run(world.atlas.plant.complete(operation, Outcome::Succeeded))?;
    app.says(&id("run-outcome"), "Succeeded")?;
    let next = world.wait_for_request("the next watch", held.time, |entry| {
        entry.is_on("foreground") && entry.time > held.time
    })?;
    assert!(
        next.time >= held.time + (STEADY - GRACE),
        "{held:?} and then {next:?}"
    );
    assert!(shown < next.time, "shown only at {shown}: {next:?}");
    Ok(())
}

#[test]
fn behind_a_proxy_that_cuts_what_waits_the_app_asks_at_intervals_and_says_so() -> Result<()> {
    let world = World::start(Conditions {
        cut_after: Some(PATIENCE),
        ..Conditions::default()
    })?;
    let operation = world.pinned(world.atlas.running(SETTLING_FROM))?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;

    let cut = sees_while_connected(&world, &app, "two cut watches", |asked| {
        asked.iter().filter(|entry| is_cut(entry)).nth(1).cloned()
    })?;
    // What finds out that the server is there, and two that keep the cadence.
    let plain = sees_while_connected(&world, &app, "plain watches", |asked| {
        let after = asked.iter().filter(|entry| entry.time > cut.time);
        Some(after.cloned().collect::<Vec<_>>()).filter(|plain| plain.len() >= 3)
    })?;
    let naming = log::operation(operation);
    assert!(
        plain
            .iter()
            .all(|entry| entry.status == 200 && entry.names(&naming)),
        "{plain:?}"
    );
    let mut pairs = plain.windows(2);
    assert!(
        pairs.all(|pair| pair[1].time >= pair[0].time + (SETTLING - GRACE)),
        "{plain:?}"
    );

    // A dialog leaves the operation to the quiet watch, which is plain as well.
    let opened = Timestamp::now();
    app.open_settings("account")?;
    app.reads(&id("account-plain-watches"), "the proxy", |words| {
        words.starts_with(
            "Something between here and the server, perhaps a proxy, cuts off requests that wait.",
        )
    })?;
    let quiet = world.wait_for_request("the quiet watch", opened, |entry| entry.is_on("quiet"))?;
    assert_eq!(quiet.status, 200);
    assert_eq!(world.atlas.gateway.held_watches(), 0);
    app.says(&id("health-line"), "Connected")
}

#[test]
fn hiding_a_window_aborts_its_held_watch_and_the_quiet_one_is_held_instead() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let _app = alone_in_its_window(&world, operation)?;
    world.wait_until_newly_held()?;

    let hiding = Timestamp::now();
    world.desktop.minimise(&title(operation))?;
    world.wait_until_aborted("foreground", hiding)?;
    world.wait_until_held()?;

    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    assert_eq!(world.notifications(1)?.len(), 1);
    let quiet = world.wait_for_request("the quiet watch", hiding, |entry| entry.is_on("quiet"))?;
    assert_eq!(quiet.status, 200);
    assert_eq!(world.requests_since(hiding)?, [quiet]);
    Ok(())
}

/// Waits for something in the foreground's log, and sees that until then the overview was never blind.
fn sees_while_connected<T>(
    world: &World,
    app: &Driven<'_>,
    what: &str,
    found: impl Fn(&[Entry]) -> Option<T>,
) -> Result<T> {
    eventually(what, LIMIT, || {
        let health = app.text(&id("health-line"))?;
        assert_eq!(health.as_deref(), Some("Connected"));
        let mut asked = world.requests_since(Timestamp::UNIX_EPOCH)?;
        asked.retain(|entry| entry.is_on("foreground"));
        Ok(found(&asked))
    })
}

/// Ended by the proxy, not by the app for something that became due.
fn is_cut(entry: &Entry) -> bool {
    entry.status == 499 && entry.took() >= PATIENCE / 2
}

/// How long the proxy waits for an answer to begin: less than [`SETTLING`], for which a watch is held.
const PATIENCE: Duration = Duration::from_secs(3);
/// How old an operation is made, so that for three quarters of a minute its interval is [`SETTLING`].
const SETTLING_FROM: Duration = Duration::from_secs(15);
const SETTLING: Duration = Duration::from_secs(5);
/// By how much a request may seem early: the one before it was late in arriving.
const GRACE: Duration = Duration::from_secs(3);
