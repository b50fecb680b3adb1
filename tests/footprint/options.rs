//! What is measured, and how often: `cargo xtask bench footprint` says so in the environment.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(crate) struct Options {
    /// Every figure is the median of so many.
    pub(crate) runs: usize,
    /// How long both apps are watched while they do nothing.
    idle_seconds: u64,
    /// How often a window is opened and closed; none where absent.
    pub(crate) openings: Option<usize>,
    pub(crate) monitor: PathBuf,
    pub(crate) empty_app: PathBuf,
    pub(crate) command_line: PathBuf,
    /// The figures as JSON; the table goes beside it, as Markdown.
    pub(crate) out: PathBuf,
}

impl Options {
    pub(crate) fn from_environment() -> Result<Self> {
        let text = std::env::var("FOOTPRINT")
            .context("`cargo xtask bench footprint` builds what is measured, and starts this")?;
        serde_json::from_str(&text).context("Failed to read the options")
    }

    pub(crate) fn idle(&self) -> Duration {
        Duration::from_secs(self.idle_seconds)
    }
}
