//! What the benchmarks of the desktop app have alike: it is built as it is released, and a test of its package measures
//! that on the headless desktop.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{app, packages, shell};

/// Builds the windows, and then what these arguments of cargo's name. Answers the folder of what is released.
pub(crate) fn build(what: &str, builds: &[&str]) -> Result<PathBuf> {
    packages::install()?;
    app::install_ui_dependencies()?;
    println!("Building {what} (some minutes at the first time)");
    app::build_ui()?;
    for build in builds {
        cargo(&mut command(build))?;
    }
    Ok(app::target_directory()?.join("release"))
}

/// Lets the test of that name measure this app. It reads its options from the variable of its name.
pub(crate) fn measure(test: &str, monitor: &Path, options: &Value) -> Result<()> {
    let mut measuring = command(MEASURE);
    measuring
        .arg(test)
        .env(test.to_uppercase(), options.to_string())
        .env("MEASURED_APP", monitor);
    cargo(&mut measuring)
}

/// Prints the table beside the figures.
pub(crate) fn print_table(out: &Path) -> Result<()> {
    let table = out.with_extension("md");
    let text = fs::read_to_string(&table)
        .with_context(|| format!("Failed to read {}", table.display()))?;
    println!("\n{text}");
    Ok(())
}

fn command(arguments: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(arguments.split_whitespace());
    cargo
}

fn cargo(command: &mut Command) -> Result<()> {
    shell::run(command.current_dir(shell::root()))
}

/// As the end-to-end tests build what measures; what is measured is the release.
const MEASURE: &str = "test --profile e2e --features custom-protocol \
                       --package tenantatlas-monitor --test";
