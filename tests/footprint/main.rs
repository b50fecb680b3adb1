//! How small and how quiet the app is, beside an empty app of the same toolkit, version and profile: memory, processor,
//! wake-ups, requests, times and sizes, one app after the other on the same desktop.
//!
//! Takes about an hour and a half and wants the machine for itself: `cargo xtask bench footprint` builds both, and starts it.
#![cfg(target_os = "linux")]

#[path = "../e2e/world/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the stories use more of it")]
mod world;

mod empty;
mod idle;
mod monitor;
mod opening;
mod openings;
mod options;
mod processes;
mod report;
mod samples;
#[path = "../figures/starting.rs"]
mod starting;
#[path = "../figures/times.rs"]
#[allow(dead_code, reason = "starts are measured here beside the empty app's")]
mod times;

use std::io::Write;
use std::time::Duration;

use anyhow::Result;
use xtask::{Running, eventually};

use monitor::Monitor;
use options::Options;
use report::Report;
use samples::Samples;
use starting::{launch_to_tray, wait_until_painted};
use world::{Conditions, LIMIT, World};

/// One after the other: what they measure, they would disturb.
#[test]
fn footprint() -> Result<()> {
    let options = Options::from_environment()?;
    let samples = samples(&options)?;
    say("from a click to a painted window");
    let opening = times::openings(options.runs * OPENINGS_EACH)?.spreads();
    let openings = options.openings.map(openings::measure).transpose()?;
    let report = Report::new(&options, samples, opening, openings)?;
    report.write(&options.out)
}

fn samples(options: &Options) -> Result<Samples> {
    let mut samples = Samples::default();
    for number in 1..=options.runs {
        say(&format!("both apps, {number} of {}", options.runs));
        // Operations of an hour ago would be likely stale.
        let world = World::start(Conditions::default())?;
        empty::measure(&world, options, &mut samples)?;
        Monitor::prepare(&world, options)?.measure(&mut samples)?;
    }
    Ok(samples)
}

/// Ends an app at once, and waits until the tray is empty for the next one.
fn end(world: &World, mut app: Running) -> Result<()> {
    app.kill()?;
    eventually("the end of the tray icon", LIMIT, || {
        Ok(world.desktop.tray_items()?.is_empty().then_some(()))
    })
}

/// Tells how far it is: past the test harness, which keeps what is printed.
fn say(what: &str) {
    // Whoever closed the terminal does not want to know.
    let _ = writeln!(std::io::stderr(), "{what}");
}

/// How many windows are opened at most.
const WINDOWS: usize = 10;
/// Before memory is read, in every state of either app.
const SETTLED: Duration = Duration::from_secs(10);
/// How often each kind of window is opened for each of the runs.
const OPENINGS_EACH: usize = 4;
