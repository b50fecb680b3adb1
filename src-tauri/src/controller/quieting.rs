//! Quiet hours: set, and worked out anew for the week to come, again and again.

use std::time::Duration;

use anyhow::Result;
use monitor_core::QuietSpan;
use monitor_core::monitor::Input;

use super::{Controller, Request, Requests};
use crate::quiet_hours;
use crate::slice::QuietHours;

impl Controller {
    pub(super) fn set_quiet_hours(&mut self, mut hours: Vec<QuietHours>) -> Result<()> {
        hours.truncate(MOST);
        self.settings.quiet_hours = hours;
        self.renew_quiet_hours();
        self.file.save(&self.settings)
    }

    /// The zones' rules, the date and the clock may be others than when it was last done.
    pub(super) fn renew_quiet_hours(&self) {
        self.send(Input::QuietHours(self.quiet_spans()));
    }

    pub(super) fn quiet_spans(&self) -> Vec<QuietSpan> {
        quiet_hours::spans(&self.settings.quiet_hours, jiff::Timestamp::now())
    }
}

/// What is worked out lasts for a week, and so outlasts a sleep that nobody told of.
pub(super) async fn renew(requests: Requests) {
    loop {
        tokio::time::sleep(AGAIN).await;
        requests.send(Request::RenewQuietHours);
    }
}

const AGAIN: Duration = Duration::from_secs(12 * 3_600);
/// More than anybody can oversee in the settings.
const MOST: usize = 50;
