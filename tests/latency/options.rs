//! What is measured how often: `cargo xtask bench latency` says so in the environment.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
pub(crate) struct Options {
    /// How often each of them is measured.
    pub(crate) runs: usize,
    /// Where the samples go, as JSON.
    pub(crate) out: PathBuf,
}

impl Options {
    pub(crate) fn from_environment() -> Result<Self> {
        let text = std::env::var("LATENCY")
            .context("`cargo xtask bench latency` builds what is measured, and starts this")?;
        serde_json::from_str(&text).context("Failed to read the options")
    }
}
