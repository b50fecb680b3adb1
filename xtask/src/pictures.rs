//! `cargo xtask pictures`: takes the pictures of the documents anew, of the real app with the demo's tenants.
//!
//! What they show and when they are taken is `tests/pictures`' matter.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use clap::Args;

use crate::{app, packages, shell};

#[derive(Args, Debug)]
pub struct Pictures {
    /// Where they go, instead of where the README shows them from
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Pictures {
    /// # Errors
    /// When something cannot be installed or built, or the app does not show what is to be pictured.
    pub fn run(&self) -> Result<()> {
        packages::install()?;
        app::install_ui_dependencies()?;
        app::build_ui()?;
        let root = shell::root();
        let out = self
            .out
            .clone()
            .unwrap_or_else(|| root.join("docs/screenshots"));
        fs::create_dir_all(&out).with_context(|| format!("Failed to create {}", out.display()))?;
        let mut cargo = Command::new("cargo");
        cargo
            .args(TAKE.split_whitespace())
            .env("PICTURES", out.canonicalize()?)
            // Wherever they are taken, they show the same clock.
            .env("TZ", "UTC")
            .current_dir(root);
        shell::run(&mut cargo)?;
        println!("The pictures are in {}", out.display());
        Ok(())
    }
}

/// As the end-to-end tests build the app.
const TAKE: &str = "test --profile e2e --features custom-protocol \
                    -p tenantatlas-monitor --test pictures";
