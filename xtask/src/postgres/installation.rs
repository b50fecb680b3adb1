//! Where Debian's packages put PostgreSQL, and as whom it may run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::shell;

/// Who runs the server where we are root, which it refuses to be: the user of Debian's package.
#[derive(Clone, Copy, Debug)]
pub(super) struct User {
    pub(super) id: u32,
    pub(super) group: u32,
}

impl User {
    /// None: we can run it ourselves.
    pub(super) fn to_be() -> Result<Option<Self>> {
        if id(&["-u"])? != 0 {
            return Ok(None);
        }
        let user = || -> Result<Self> {
            Ok(Self {
                id: id(&["-u", "postgres"])?,
                group: id(&["-g", "postgres"])?,
            })
        };
        user().context(MISSING).map(Some)
    }
}

fn id(arguments: &[&str]) -> Result<u32> {
    Ok(shell::output(Command::new("id").args(arguments))?
        .trim()
        .parse()?)
}

/// Debian's newest, else the first on the PATH.
pub(super) fn programs() -> Result<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let debians = versions.filter_map(|version| {
        let folder = version.ok()?;
        let number: u32 = folder.file_name().to_str()?.parse().ok()?;
        Some((number, folder.path().join("bin")))
    });
    let debians = debians.filter(|(_, folder)| is_complete(folder));
    if let Some((_, folder)) = debians.max() {
        return Ok(folder);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .find(|folder| is_complete(folder))
        .context(MISSING)
}

fn is_complete(folder: &Path) -> bool {
    let programs = ["initdb", "pg_isready", "postgres", "psql"];
    programs.iter().all(|name| folder.join(name).is_file())
}

const MISSING: &str = "PostgreSQL is missing: run `cargo xtask setup`";
