//! `cargo xtask simulate`: builds the simulation with optimisation and plays the stories of so many seeds. It is a
//! program of its own, `crates/sim`, as this crate uses none of ours.

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::Args;

use crate::shell;

#[derive(Args, Debug)]
pub struct Simulate {
    /// How many stories, each a day and more of two accounts
    #[arg(long, value_name = "N", default_value_t = 500)]
    seeds: u64,
    /// The first seed
    #[arg(long, value_name = "S", conflicts_with = "fresh")]
    from: Option<u64>,
    /// Seeds that were not played before; they are printed
    #[arg(long)]
    fresh: bool,
}

impl Simulate {
    /// # Errors
    /// When the simulation cannot be started. A broken claim is an exit code.
    pub fn run(&self) -> Result<ExitCode> {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(shell::root());
        cargo.args([
            "run",
            "--quiet",
            "--profile",
            "simulation",
            "-p",
            "monitor-sim",
            "--",
        ]);
        cargo.args(["--seeds", &self.seeds.to_string()]);
        if let Some(from) = self.from {
            cargo.args(["--from", &from.to_string()]);
        }
        if self.fresh {
            cargo.arg("--fresh");
        }
        let status = cargo.status().context("Failed to start cargo")?;
        let code = status.code().and_then(|code| u8::try_from(code).ok());
        Ok(ExitCode::from(code.unwrap_or(1)))
    }
}
