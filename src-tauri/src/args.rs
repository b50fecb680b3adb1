//! The command line.

use std::path::PathBuf;

/// Watches TenantAtlas operations and review packs from the tray.
#[derive(Clone, Debug, Default, clap::Parser)]
#[command(version, about)]
pub(crate) struct Args {
    /// Play three invented tenants on this computer instead of signing in
    #[arg(long)]
    pub(crate) demo: bool,
    /// What the demo plays: one seed, one story
    #[arg(long, default_value_t = 7, value_name = "N")]
    pub(crate) seed: u64,
    /// Write every request that the demo's gateway answers to this file
    #[arg(long, value_name = "FILE", requires = "demo")]
    pub(crate) access_log: Option<PathBuf>,
    /// Open the overview
    #[arg(long)]
    pub(crate) show: bool,
    /// Start to the tray even where the sign-in window would open
    #[arg(long, conflicts_with = "show")]
    pub(crate) hidden: bool,
    /// Keep settings and the ledger in this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
}
