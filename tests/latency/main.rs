//! How soon the released app shows what happened: a notification after an operation ended in the database, and a window
//! after the click that opens it.
//!
//! Writes every sample and judges none. Takes minutes and wants the machine for itself: `cargo xtask bench latency` builds
//! the app, starts this and makes the table.
#![cfg(target_os = "linux")]

#[path = "../e2e/world/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the stories use more of it")]
mod world;

mod ends;
#[path = "../footprint/opening.rs"]
mod opening;
mod options;
#[path = "../figures/starting.rs"]
mod starting;
#[path = "../figures/times.rs"]
#[allow(dead_code, reason = "starts are no part of it")]
mod times;

use std::fs;
use std::io::Write;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use options::Options;
use starting::{launch_to_tray, wait_until_painted};

/// One after the other: what they measure, they would disturb.
#[test]
fn latency() -> Result<()> {
    let options = Options::from_environment()?;
    let samples = samples(options.runs)?;
    let text = serde_json::to_string_pretty(&samples)?;
    fs::write(&options.out, text)
        .with_context(|| format!("Failed to write {}", options.out.display()))
}

/// Seconds of each, by the names that the table knows.
fn samples(runs: usize) -> Result<Value> {
    say("from an end to its notification, with its window open");
    let shown = ends::with_a_window(runs)?;
    say("from an end to its notification, with every window closed");
    let closed = ends::with_every_window_closed(runs)?;
    say("from a wake-up to the notification of what ended meanwhile");
    let woken = ends::while_asleep(runs)?;
    say("from a click to a painted window");
    let opened = times::openings(runs)?;
    Ok(json!({
        "end_shown": shown,
        "end_closed": closed,
        "wake_up": woken,
        "overview_first_paint": opened.overview.first_paint,
        "overview_with_data": opened.overview.paint_with_data,
        "pinned_window_first_paint": opened.pinned_window.first_paint,
        "pinned_window_with_data": opened.pinned_window.paint_with_data,
        "another_pinned_window_first_paint": opened.another_pinned_window.first_paint,
        "another_pinned_window_with_data": opened.another_pinned_window.paint_with_data,
    }))
}

/// Tells how far it is: past the test harness, which keeps what is printed.
fn say(what: &str) {
    // Whoever closed the terminal does not want to know.
    let _ = writeln!(std::io::stderr(), "{what}");
}
