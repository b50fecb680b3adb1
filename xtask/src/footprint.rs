//! `cargo xtask bench footprint`: builds the app, an empty one and the command line as they are released, and lets
//! `tests/footprint` measure them on the headless desktop. docs/benchmarks.md says what the figures mean.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;
use serde_json::json;

use crate::{app, bench, packages, shell};

#[derive(Args, Debug)]
pub struct Footprint {
    /// How often everything is measured; the table has the medians
    #[arg(long, default_value_t = 5, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// How long both apps are watched while they do nothing
    #[arg(long, default_value_t = 120, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    idle_seconds: u64,
    /// Open and close a window so often too, and tell what stays of it in memory; 1,000 take about half an hour
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    openings: Option<u32>,
    /// Where the figures go as JSON, and the table beside it as Markdown; target/bench/footprint.json, where absent
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Footprint {
    /// # Errors
    /// When something cannot be installed, built or measured.
    pub fn run(&self) -> Result<()> {
        packages::install()?;
        app::install_ui_dependencies()?;
        println!("Building both apps and the command line (some minutes at the first time)");
        app::build_ui()?;
        for build in [APPS, COMMAND_LINE] {
            cargo(&mut command(build))?;
        }
        let target = app::target_directory()?;
        let out = bench::file(self.out.as_deref(), &target.join("bench/footprint.json"))?;
        let release = target.join("release");
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
        let mut measuring = command(MEASURE);
        measuring
            .env("FOOTPRINT", options.to_string())
            .env("MEASURED_APP", monitor);
        cargo(&mut measuring)?;
        let table = out.with_extension("md");
        let text = fs::read_to_string(&table)
            .with_context(|| format!("Failed to read {}", table.display()))?;
        println!("\n{text}");
        Ok(())
    }
}

fn command(arguments: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(arguments.split_whitespace());
    cargo
}

fn cargo(command: &mut Command) -> Result<()> {
    shell::run(command.current_dir(shell::root()))
}

/// The feature adds the empty app and changes nothing of the other one.
const APPS: &str = "build --release --package tenantatlas-monitor \
                    --features custom-protocol,empty-app";
const COMMAND_LINE: &str = "build --release --package tenantatlas-cli";
/// As the end-to-end tests build what measures; what is measured is the release.
const MEASURE: &str = "test --profile e2e --features custom-protocol \
                       --package tenantatlas-monitor --test footprint";
