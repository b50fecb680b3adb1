//! The three programs as they are released, each built by itself: together they would get each other's features. What they
//! are made of is fetched first, where it is not here yet; they are built without the network.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{app, shell};

pub(super) struct Programs {
    pub(super) app: PathBuf,
    pub(super) command_line: PathBuf,
    pub(super) gateway: PathBuf,
}

impl Programs {
    pub(super) fn build() -> Result<Self> {
        app::install_ui_dependencies()?;
        fetch()?;
        println!("Building what is released (many minutes at the first time)");
        app::build_ui()?;
        for line in BUILDS {
            let mut cargo = cargo(line);
            shell::run(cargo.args(["--locked", "--offline"]))?;
        }
        let target = app::target_directory()?;
        Ok(Self {
            app: target.join("release").join(APP),
            command_line: target.join("release").join(COMMAND_LINE),
            gateway: target.join("server").join(GATEWAY),
        })
    }

    /// Programs that were built otherwise.
    pub(super) fn of_folder(folder: &Path) -> Result<Self> {
        let found = |name: &str| {
            let program = folder.join(name);
            ensure!(program.is_file(), "there is no {}", program.display());
            Ok(program)
        };
        Ok(Self {
            app: found(APP)?,
            command_line: found(COMMAND_LINE)?,
            gateway: found(GATEWAY)?,
        })
    }

    /// What is downloaded and kept in memory stays small.
    pub(super) fn check_sizes(&self) -> Result<()> {
        for (program, most) in [
            (&self.app, APP_AT_MOST),
            (&self.command_line, COMMAND_LINE_AT_MOST),
        ] {
            let size = fs::metadata(program)
                .with_context(|| format!("Failed to look at {}", program.display()))?
                .len();
            println!("{} has {size} bytes of {most}", program.display());
            ensure!(
                size <= most,
                "{} has {size} bytes, more than {most}",
                program.display()
            );
        }
        Ok(())
    }
}

/// The crates of this computer's kind alone: those of others are in no build here, and would need the network where all else
/// is here.
fn fetch() -> Result<()> {
    println!("Fetching the crates that are not here yet");
    let host = shell::output(Command::new("rustc").args(["--print", "host-tuple"]))?;
    shell::run(cargo("fetch --locked --target").arg(host.trim()))
}

fn cargo(line: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.args(line.split(' ')).current_dir(shell::root());
    cargo
}

pub(super) const APP: &str = "tenantatlas-monitor";
pub(super) const COMMAND_LINE: &str = "tenantatlas";
pub(super) const GATEWAY: &str = "tenantatlas-gateway";

const BUILDS: [&str; 3] = [
    "build --release --features custom-protocol --package tenantatlas-monitor",
    "build --release --package tenantatlas-cli",
    "build --profile server --package tenantatlas-gateway",
];

const MEBIBYTE: u64 = 1024 * 1024;
const APP_AT_MOST: u64 = 15 * MEBIBYTE;
const COMMAND_LINE_AT_MOST: u64 = 6 * MEBIBYTE;
