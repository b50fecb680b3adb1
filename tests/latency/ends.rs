//! From an end in the database to the notification that tells of it: each end alone, and the operation the only one that is
//! watched.
//!
//! An end is in the database when the simulator's transaction has returned, and told when the notification daemon wrote
//! that it has the notification: two moments of one clock, neither of which is looked for at intervals.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use monitor_core::cadence;
use serde_json::json;
use tenantatlas_simulator::Outcome;

use crate::opening::open;
use crate::starting::launch_to_tray;
use crate::world::{Conditions, OLD, SystemBus, Trouble, World, log, observe};

/// The operation's window is open: it is watched in the foreground.
pub(crate) fn with_a_window(count: usize) -> Result<Vec<f64>> {
    let world = as_by_default()?;
    let _app = launch_to_tray(&world, &[])?;
    let mut seconds = Vec::with_capacity(count);
    for number in 0..count {
        let operation = world.run(world.atlas.running(OLD))?;
        let title = open(&world, &world.atlas.address, operation)?;
        world.wait_until_held()?;
        observe(until_alone(number));
        seconds.push(end(&world, operation, "foreground")?);
        world.close(&title)?;
    }
    Ok(seconds)
}

/// Every window is closed: it is watched quietly.
pub(crate) fn with_every_window_closed(count: usize) -> Result<Vec<f64>> {
    let world = as_by_default()?;
    let _app = launch_to_tray(&world, &[])?;
    let mut seconds = Vec::with_capacity(count);
    for number in 0..count {
        let operation = watched_quietly(&world, &world.atlas.address)?;
        observe(until_alone(number));
        seconds.push(end(&world, operation, "quiet")?);
    }
    Ok(seconds)
}

/// It ends while the computer sleeps: from when that wakes. Its pause before anything leaves is a part of it.
pub(crate) fn while_asleep(count: usize) -> Result<Vec<f64>> {
    let world = as_by_default()?;
    let way = world.way()?;
    let bus = SystemBus::start(&world.desktop)?;
    let _app = world.launch_on(&bus, &[])?;
    world.wait_for_tray()?;
    let mut seconds = Vec::with_capacity(count);
    for number in 0..count {
        let operation = watched_quietly(&world, &way.server())?;
        observe(until_alone(number));
        let told = world.desktop.notifications()?.len();
        // What the server answers to a computer that sleeps does not arrive.
        way.meets(Trouble::HalfOpen);
        complete(&world, operation)?;
        observe(ASLEEP);
        ensure!(
            world.desktop.notifications()?.len() == told,
            "it was told of operation {operation} while it slept"
        );
        let woken = Timestamp::now();
        bus.wakes(&world.desktop)?;
        seconds.push(toast(&world, told, operation)?.since(woken));
        learned_on(&world, "quiet", operation, woken)?;
        // With nothing left to watch, no answer is awaited on what now ends.
        way.clears();
    }
    Ok(seconds)
}

/// A world whose gateway and quiet watch are as where nothing is configured.
fn as_by_default() -> Result<World> {
    let world = World::start(Conditions {
        look_every: None,
        ..Conditions::default()
    })?;
    let quiet = cadence::QUIET.as_secs();
    world.change_settings(|settings| settings["quiet_seconds"] = json!(quiet))?;
    Ok(world)
}

/// A running operation that was looked at, pinned with that, and is watched with no window open.
fn watched_quietly(world: &World, server: &str) -> Result<i64> {
    let operation = world.run(world.atlas.running(OLD))?;
    let title = open(world, server, operation)?;
    world.wait_until_held()?;
    world.close(&title)?;
    world.wait_until_held()?;
    Ok(operation)
}

/// Lets it end. Answers the seconds from then until the daemon has the notification.
fn end(world: &World, operation: i64, lane: &str) -> Result<f64> {
    let told = world.desktop.notifications()?.len();
    let before = Timestamp::now();
    let committed = complete(world, operation)?;
    let seconds = toast(world, told, operation)?.since(committed);
    learned_on(world, lane, operation, before)?;
    Ok(seconds)
}

/// Answers when that was in the database.
fn complete(world: &World, operation: i64) -> Result<Timestamp> {
    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    Ok(Timestamp::now())
}

/// When the daemon had the notification.
struct Toast(Timestamp);

impl Toast {
    /// In seconds.
    fn since(&self, moment: Timestamp) -> f64 {
        self.0.duration_since(moment).as_secs_f64()
    }
}

/// Waits for the one notification after those that there were, and clears the screen for the next.
fn toast(world: &World, told: usize, operation: i64) -> Result<Toast> {
    let received = world.notifications(told + 1)?;
    let of_it = &received[told];
    ensure!(
        received.len() == told + 1 && of_it.body.contains(&format!("Operation #{operation}")),
        "not one notification of operation {operation}: {:?}",
        &received[told..]
    );
    let time = of_it.time.parse::<Timestamp>();
    let time = time.context("Failed to read the notification's time")?;
    world.desktop.close_notifications()?;
    Ok(Toast(time))
}

/// Makes sure of the lane: what told of the end was an answer on it, since then.
fn learned_on(world: &World, lane: &str, operation: i64, since: Timestamp) -> Result<()> {
    let target = log::operation(operation);
    let what = format!("an answer about {target} to the {lane} watch");
    world.wait_for_request(&what, Timestamp::UNIX_EPOCH, |entry| {
        entry.names(&target) && entry.is_on(lane) && entry.ended() >= since
    })?;
    Ok(())
}

/// How long nothing happens before an end. The gateway looks once a second, and ends that came a fixed time after the last
/// answer would all meet that second at the same moment. The golden section spreads them over it, however many they are.
fn until_alone(number: usize) -> Duration {
    ALONE + Duration::from_secs_f64((number as f64 * GOLDEN_SECTION).fract())
}

const GOLDEN_SECTION: f64 = 0.618_034;
/// No end that is so long after another is told together with it.
const ALONE: Duration = Duration::from_secs(12);
/// Two looks of the gateway: it answers meanwhile.
const ASLEEP: Duration = Duration::from_secs(2);
