//! The command line, of this start and of a later one.

use std::path::PathBuf;

use clap::Parser;
use serde::{Deserialize, Serialize};

/// Watches TenantAtlas operations and review packs from the tray.
#[derive(Clone, Debug, Default, Parser)]
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
    /// Read what an administrator set from this file, on a computer that has none of its own
    #[arg(long, hide = true, value_name = "FILE")]
    pub(crate) managed: Option<PathBuf>,
    /// Pin and open what this link names: tenantatlas-monitor://operation/ID?server=ADDRESS, or
    /// tenantatlas-monitor://environment/ID/review-pack?server=ADDRESS
    #[arg(conflicts_with = "demo")]
    pub(crate) link: Option<String>,
}

impl Args {
    /// Nobody asked for a window.
    pub(crate) const fn stays_in_tray(&self) -> bool {
        self.hidden || self.autostart
    }
}

/// What one start of the app tells another.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub(crate) struct Start {
    /// The program first.
    pub(crate) arguments: Vec<String>,
    /// By which the desktop lets a window come to the front.
    pub(crate) token: Option<String>,
}

impl Start {
    #[cfg(unix)]
    pub(crate) fn of_this_process() -> Self {
        let arguments = std::env::args_os();
        Self {
            arguments: arguments
                .map(|argument| argument.to_string_lossy().into_owned())
                .collect(),
            token: ["XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"]
                .into_iter()
                .filter_map(|name| std::env::var(name).ok())
                .find(|token| !token.is_empty()),
        }
    }

    /// Its command line; that of a start without arguments where another version has other ones.
    pub(crate) fn args(&self) -> Args {
        Args::try_parse_from(&self.arguments).unwrap_or_else(|error| {
            tracing::warn!(kind = %error.kind(), "a later start has arguments that are not known");
            Args::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_start_asks_for_the_overview_unless_the_desktop_or_the_user_wants_it_hidden() {
        let stays = |argument: &str| {
            let start = Start {
                arguments: ["tenantatlas-monitor", argument].map(str::to_owned).into(),
                token: None,
            };
            start.args().stays_in_tray()
        };
        assert_eq!(
            ["--show", "--hidden", "--autostart", "--of-another-version"].map(stays),
            [false, true, true, false]
        );
    }
}
