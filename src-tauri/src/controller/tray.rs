//! Whether the app is within reach: a tray shows its icon, or there is a window.

use std::time::Duration;

use anyhow::Result;

use super::{Controller, Request, Requests};
use crate::shell::windows;
use crate::slice::Warning;

impl Controller {
    /// Where no host ever showed the icon there must be a window, or the app would be out of reach. A host that goes
    /// later, as some do with every locked screen, opens nothing: a second start of the app still opens the overview.
    pub(super) fn handle_tray_host(&mut self, shown: bool) -> Result<()> {
        self.tray_shown.set(shown);
        self.tray_ever |= shown;
        self.warn_unless(shown, "tray", Warning::TrayUnavailable);
        if !self.tray_ever && self.is_tray_missed() {
            self.open_overview()?;
        }
        Ok(())
    }

    /// A panel that came up at login had its time.
    pub(super) fn handle_tray_awaited(&mut self) -> Result<()> {
        self.tray_awaited = false;
        if !self.tray_ever && self.is_tray_missed() {
            self.open_overview()?;
        }
        Ok(())
    }

    /// A window may have been the last one, gone with its pin, its session or its page. Without a tray the overview takes
    /// its place, or what leads to it.
    pub(super) fn stay_within_reach(&mut self) -> Result<()> {
        let comes_back = self.replacing.is_under_way() || self.placing.leaving;
        if comes_back || !self.is_tray_missed() || self.windows.count() > 0 {
            return Ok(());
        }
        self.open_overview()
    }

    /// Whether closing a window only minimises it.
    pub(super) fn minimises(&self, label: &str) -> bool {
        !self.tray_shown.get() && windows::stays(label, self.windows.count())
    }

    /// No tray shows the icon, and none is awaited.
    pub(super) fn is_tray_missed(&self) -> bool {
        !self.tray_shown.get() && !self.tray_awaited
    }
}

/// At login the desktop starts the app and its panel in any order.
pub(super) async fn await_tray(requests: Requests) {
    tokio::time::sleep(AWAITED).await;
    requests.send(Request::TrayAwaited);
}

/// How long a panel may take to come up after login.
const AWAITED: Duration = Duration::from_secs(60);
