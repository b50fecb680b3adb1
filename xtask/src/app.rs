//! Builds the webview's files and the app, and says where the binary lies.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::shell;

/// The UI's dependencies, when its lock file differs from the one last installed.
pub(crate) fn install_ui_dependencies() -> Result<()> {
    require_node()?;
    let ui = shell::root().join("ui");
    let lock = fs::read(ui.join("package-lock.json")).context("Failed to read the UI's lock")?;
    let stamp = ui.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("Installing the UI's dependencies");
    shell::run(
        Command::new("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(&ui),
    )?;
    fs::write(&stamp, lock).context("Failed to note the installed lock file")?;
    Ok(())
}

/// The tools of the lint stages, where a minimal toolchain came without them.
pub(crate) fn install_rust_components() -> Result<()> {
    let present = |tool: &str| {
        let probe = Command::new("cargo").args([tool, "--version"]).output();
        probe.is_ok_and(|output| output.status.success())
    };
    if present("fmt") && present("clippy") {
        return Ok(());
    }
    println!("Adding rustfmt and clippy to the toolchain");
    shell::run(Command::new("rustup").args(["component", "add", "rustfmt", "clippy"]))
}

pub(crate) fn build_ui() -> Result<()> {
    let ui = shell::root().join("ui");
    shell::run(Command::new("npm").args(["run", "build"]).current_dir(ui))
}

/// Builds the app as the end-to-end tests use it, and returns the binary's path.
pub(crate) fn build() -> Result<PathBuf> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--profile", "e2e", "--features", "custom-protocol"]);
    shell::run(cargo.args(["--package", BINARY]).current_dir(shell::root()))?;
    Ok(target_directory()?.join("e2e").join(BINARY))
}

fn target_directory() -> Result<PathBuf> {
    #[derive(Deserialize)]
    struct Metadata {
        target_directory: PathBuf,
    }
    let mut cargo = Command::new("cargo");
    cargo
        .args(["metadata", "--format-version=1", "--no-deps"])
        .current_dir(shell::root());
    let metadata: Metadata = serde_json::from_str(&shell::output(&mut cargo)?)?;
    Ok(metadata.target_directory)
}

fn require_node() -> Result<()> {
    let version = shell::output(Command::new("node").arg("--version"))
        .context("Node.js 20 or later is needed to build the UI (https://nodejs.org)")?;
    let major = version.trim().trim_start_matches('v').split('.').next();
    match major.and_then(|major| major.parse::<u32>().ok()) {
        Some(major) if major >= 20 => Ok(()),
        _ => bail!(
            "Node.js 20 or later is needed to build the UI, found {}",
            version.trim()
        ),
    }
}

pub(crate) const BINARY: &str = "tenantatlas-monitor";
