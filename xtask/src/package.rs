//! `cargo xtask package`: the three Debian packages of what is released, as files in `target/package`. With `--try` they
//! are also judged, and lived with on a clean system.
//!
//! What a build lacks is fetched first; the builds are offline. Other systems' packages are the Tauri CLI's matter.

mod configuration;
mod contents;
mod control;
mod deb;
mod file;
mod linked;
mod programs;
mod root;
mod trial;

use std::fs;
use std::path::{self, Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;

use crate::app;
use deb::Edition;
use programs::Programs;

#[derive(Args, Debug)]
pub struct Package {
    /// Where the packages go; target/package, where absent
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Take the programs from this folder instead of building them
    #[arg(long, value_name = "DIR")]
    programs: Option<PathBuf>,
    /// What follows the version, for example +next
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "",
        hide_default_value = true
    )]
    version_suffix: String,
    /// Judge the packages with lintian, and install, start, upgrade, remove and purge them on a clean system; needs root
    #[arg(long = "try")]
    trial: bool,
}

impl Package {
    /// # Errors
    /// When something cannot be built or packed, or a package does not hold what it promises.
    pub fn run(&self) -> Result<()> {
        if self.trial {
            trial::prepare()?;
        }
        let programs = match &self.programs {
            Some(folder) => Programs::of_folder(&path::absolute(folder)?)?,
            None => Programs::build()?,
        };
        let out = match &self.out {
            Some(out) => path::absolute(out)?,
            None => app::target_directory()?.join("package"),
        };
        let made = make(&programs, &self.version_suffix, &out)?;
        if !self.trial {
            return Ok(());
        }
        if self.programs.is_none() {
            programs.check_sizes()?;
        }
        let suffix = format!("{}+next", self.version_suffix);
        let next = make(&programs, &suffix, &out.join("next"))?;
        trial::play(&made, &next, &out)
    }
}

/// One edition of all three.
fn make(programs: &Programs, suffix: &str, out: &Path) -> Result<Vec<PathBuf>> {
    fs::create_dir_all(out).with_context(|| format!("Failed to create {}", out.display()))?;
    let edition = Edition::of_today(suffix)?;
    let mut made = Vec::new();
    for contents in contents::all(programs)? {
        let package = edition.pack(&contents, out)?;
        println!("{}", package.display());
        made.push(package);
    }
    Ok(made)
}
