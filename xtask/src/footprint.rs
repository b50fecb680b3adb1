//! `cargo xtask bench footprint`: builds the app, an empty one and the command line as they are released, and lets
//! `tests/footprint` measure them on the headless desktop. docs/benchmarks.md says what the figures mean.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use crate::{app, bench, released};

#[derive(Args, Debug)]
pub struct Footprint {
    /// How often everything is measured; the table has the medians
    #[arg(long, default_value_t = 5, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// How long either app is watched in each state while nothing happens
    #[arg(long, default_value_t = 120, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    idle_seconds: u64,
    /// Open and close a window so often too, and tell what stays in memory of all but the first 20 times; 1,000 take
    /// about half an hour
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(21..))]
    openings: Option<u32>,
    /// Where the figures go as JSON, and the table beside it as Markdown; target/bench/footprint.json, where absent
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Footprint {
    /// # Errors
    /// When something cannot be installed, built or measured.
    pub fn run(&self) -> Result<()> {
        let what = "both apps and the command line";
        let release = released::build(what, &[APPS, COMMAND_LINE])?;
        let target = app::target_directory()?;
        let out = bench::file(self.out.as_deref(), &target.join("bench/footprint.json"))?;
        let monitor = release.join(app::BINARY);
        let options = json!({
            "runs": self.runs,
            "idle_seconds": self.idle_seconds,
            "openings": self.openings,
            "monitor": monitor,
            "empty_app": release.join("empty-app"),
            "command_line": release.join("tenantatlas"),
            "out": out,
        });
        released::measure("footprint", &monitor, &options)?;
        released::print_table(&out)
    }
}

/// The feature adds the empty app and changes nothing of the other one.
const APPS: &str = "build --release --package tenantatlas-monitor \
                    --features custom-protocol,empty-app";
const COMMAND_LINE: &str = "build --release --package tenantatlas-cli";
