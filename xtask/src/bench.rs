//! `cargo xtask bench`: builds what is measured as it is released, gives it the PostgreSQL or the browser that it needs,
//! and lets the benchmark's own program measure. docs/benchmarks.md says what the figures mean.

use std::fs;
use std::path::{self, Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

use crate::postgres::Cluster;
use crate::{app, footprint, latency, packages, shell};

#[derive(Debug, Subcommand)]
pub enum Bench {
    /// What the app takes of the desktop beside an empty app: memory, processor, wake-ups, requests, times, sizes
    Footprint(footprint::Footprint),
    /// What the gateway costs a database of a million operations, and how soon it tells
    Gateway(Gateway),
    /// How soon the app tells of an end, after a sleep too, and has painted a window that is opened
    Latency(latency::Latency),
    /// What the windows load, and what the overview costs a browser with a thousand targets
    Ui(Ui),
}

#[derive(Args, Debug)]
pub struct Gateway {
    /// A hundredth of everything: shows that the benchmark works, and nothing of the gateway
    #[arg(long)]
    quick: bool,
    /// Leave out what is measured without schema/indexes.sql, about half of the time
    #[arg(long)]
    indexed: bool,
    /// Where the figures go as JSON; target/bench/gateway.json, where absent
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub struct Ui {
    /// Everything a few times only: shows that the benchmark works, and nothing of the windows
    #[arg(long)]
    quick: bool,
    /// Where the figures go as JSON; target/bench/ui.json, where absent
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl Bench {
    /// # Errors
    /// When something cannot be installed, built or measured.
    pub fn run(&self) -> Result<()> {
        match self {
            Self::Footprint(footprint) => footprint.run(),
            Self::Gateway(gateway) => gateway.run(),
            Self::Latency(latency) => latency.run(),
            Self::Ui(ui) => ui.run(),
        }
    }
}

impl Gateway {
    fn run(&self) -> Result<()> {
        packages::install()?;
        println!("Building the gateway and its benchmark (some minutes at the first time)");
        let mut cargo = Command::new("cargo");
        cargo.args([
            "build",
            "--profile",
            "server",
            "--package",
            GATEWAY,
            "--package",
            BENCH,
        ]);
        shell::run(cargo.current_dir(shell::root()))?;
        let target = app::target_directory()?;
        let out = file(self.out.as_deref(), &target.join("bench/gateway.json"))?;
        let cluster = Cluster::start_with(&AS_IN_REAL_LIFE)?;
        let release = target.join("server");
        let mut bench = Command::new(release.join(BENCH));
        bench
            .arg("run")
            .arg("--gateway")
            .arg(release.join(GATEWAY))
            .args(["--postgres", &cluster.url("postgres"), "--psql"])
            .arg(cluster.psql("postgres").get_program())
            .arg("--out")
            .arg(out);
        if self.quick {
            bench.arg("--quick");
        }
        if self.indexed {
            bench.arg("--indexed");
        }
        shell::run(&mut bench)
    }
}

impl Ui {
    fn run(&self) -> Result<()> {
        app::install_ui_dependencies()?;
        packages::install_browser()?;
        let usual = app::target_directory()?.join("bench/ui.json");
        let out = file(self.out.as_deref(), &usual)?;
        let mut npm = Command::new("npm");
        npm.args(["run", "--silent", "bench", "--"]).arg(out);
        if self.quick {
            npm.arg("--quick");
        }
        shell::run(npm.current_dir(shell::root().join("ui")))
    }
}

/// Where the figures go, seen from any folder; the folder that holds the file is there then.
pub(crate) fn file(wished: Option<&Path>, usual: &Path) -> Result<PathBuf> {
    let out = path::absolute(wished.unwrap_or(usual)).context("Failed to find this folder")?;
    if let Some(folder) = out.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("Failed to create {}", folder.display()))?;
    }
    Ok(out)
}

const GATEWAY: &str = "tenantatlas-gateway";
const BENCH: &str = "gateway-bench";

/// As durable as PostgreSQL is by default, with the memory that a small company's server gives it, and plans in a log
/// that can be read on from any place: one file of JSON lines.
const AS_IN_REAL_LIFE: [(&str, &str); 9] = [
    ("fsync", "on"),
    ("full_page_writes", "on"),
    ("synchronous_commit", "on"),
    ("shared_buffers", "1GB"),
    ("max_wal_size", "4GB"),
    ("logging_collector", "on"),
    ("log_destination", "jsonlog"),
    ("log_rotation_age", "0"),
    ("log_rotation_size", "0"),
];
