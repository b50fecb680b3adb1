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
    /// Started by the desktop at login: hidden, and patient while the tray is not there yet
    #[arg(long, conflicts_with = "show")]
    pub(crate) autostart: bool,
    /// Keep settings and the ledger in this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
}

impl Args {
    /// Nobody asked for a window.
    pub(crate) const fn stays_in_tray(&self) -> bool {
        self.hidden || self.autostart
    }

    /// Whether another start, by its arguments, wants to see something.
    pub(crate) fn asks_for_window(arguments: &[String]) -> bool {
        !arguments
            .iter()
            .any(|argument| argument == "--autostart" || argument == "--hidden")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_start_shows_the_overview_unless_the_desktop_or_the_user_wants_it_hidden() {
        let asks = |argument: &str| {
            Args::asks_for_window(&["tenantatlas-monitor".to_owned(), argument.to_owned()])
        };
        assert_eq!(
            ["--show", "--hidden", "--autostart"].map(asks),
            [true, false, false]
        );
    }
}
