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

pub(crate) fn target_directory() -> Result<PathBuf> {
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
    let found = shell::output(Command::new("node").arg("--version"))
        .context("Node.js 20.19 or later is needed to build the UI (https://nodejs.org)")?;
    if !is_enough(&found) {
        bail!(
            "Node.js 20.19 or later is needed to build the UI (https://nodejs.org), found {}",
            found.trim()
        );
    }
    Ok(())
}

/// Whether what `node --version` said is at least what Vite asks for.
fn is_enough(version: &str) -> bool {
    let mut parts = version.trim().trim_start_matches('v').split('.');
    let mut number = || parts.next()?.parse::<u32>().ok();
    number()
        .zip(number())
        .is_some_and(|found| found >= NODE_AT_LEAST)
}

pub(crate) const BINARY: &str = "tenantatlas-monitor";
/// Major and minor.
const NODE_AT_LEAST: (u32, u32) = (20, 19);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_is_enough_from_20_19_on() {
        for enough in ["v20.19.0\n", "v20.20.1", "v22.1.0", "v100.0.0"] {
            assert!(is_enough(enough), "{enough}");
        }
        for too_old in ["v20.18.3\n", "v18.20.0", "v9.99.0", "v20", "", "node"] {
            assert!(!is_enough(too_old), "{too_old}");
        }
    }
}
