//! Quiet hours: set, and worked out anew for the week to come, again and again and whenever the clock was set; and what a
//! clock that was set makes of a pause.

use std::time::Duration;

use anyhow::Result;
use monitor_core::monitor::Input;
use monitor_core::{AccountId, QuietSpan, Timestamp};

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

    /// The zones' rules, the date and the clock may be others than when it was last done. Each session hears of its own.
    pub(super) fn renew_quiet_hours(&self) {
        for session in self.seats().filter_map(|seat| seat.session.as_ref()) {
            let spans = self.quiet_spans(&session.account);
            session.handle.send(Input::QuietHours(spans));
        }
    }

    /// Where the wall clock was set, a pause is over at another time by it, of which the next start has to know.
    pub(super) fn follow_pause(&mut self) -> Result<()> {
        let view = self.seat.view.as_deref();
        let until = view.and_then(|view| view.paused_until);
        let until = until.map(Timestamp::millis);
        let kept = &mut self.settings.notifications_paused_until;
        // One that was just ended is still in the view.
        if kept.is_none() || until.is_none() || *kept == until {
            return Ok(());
        }
        *kept = until;
        self.file.save(&self.settings)
    }

    pub(super) fn quiet_spans(&self, account: &AccountId) -> Vec<QuietSpan> {
        let hours = &self.settings.quiet_hours;
        quiet_hours::spans(hours, account, jiff::Timestamp::now())
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
