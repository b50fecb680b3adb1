//! What the app costs: requests, memory and time, measured on the desktop and written to `target/figures.json`.
//!
//! Takes minutes and wants the machine for itself, so it runs only when named: `cargo test --test figures`.
#![cfg(target_os = "linux")]
#![allow(clippy::print_stdout, reason = "the figures are the output")]

#[path = "../e2e/world/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the stories use more of it")]
mod world;

mod memory;
mod requests;
mod starting;
mod times;

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::json;

use starting::{launch_to_tray, wait_until_painted};

/// One after the other: what they measure, they would disturb.
#[test]
fn figures() -> Result<()> {
    let figures = json!({
        "requests_per_minute_50_pinned": requests::measure()?,
        "pss_mib": memory::measure()?,
        "seconds": times::measure()?,
        "binary_bytes": std::fs::metadata(world::BINARY)?.len(),
    });
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .context("target has a folder for tests")?;
    let text = serde_json::to_string_pretty(&figures)?;
    std::fs::write(target.join("figures.json"), &text)?;
    println!("{text}");
    Ok(())
}
