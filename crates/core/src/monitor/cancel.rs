//! Requests that are not wanted any more, and what their subjects fall back to.

use super::Monitor;
use crate::ports::{Ask, Effect, WatchLane};
use crate::time::Now;
use crate::watch::Lane;

impl Monitor {
    /// Drops a held watch whose targets are no longer the right ones; the next one leaves with the right ones.
    pub(super) fn cancel_what_changed(&mut self, now: Now) {
        if *self.quiet.asked() != self.quiet_targets() {
            self.cancel_quiet();
        }
        if self.holds_too_much() {
            self.let_go(now);
        }
    }

    pub(super) fn cancel_quiet(&mut self) {
        let Some(flight) = self.flights.cancel(Lane::Watch(WatchLane::Quiet)) else {
            return;
        };
        self.release(&flight.ask);
        self.quiet.handle_unanswered();
        self.effects.push_back(Effect::Cancel(flight.id));
    }

    /// Nothing was learned from this request: its subjects fall back to what they were.
    pub(super) fn release(&mut self, ask: &Ask) {
        match ask {
            Ask::Account => self.scope_poller.handle_unanswered(),
            Ask::Details(_) | Ask::Search(_) => {}
            Ask::Filtered(kind, _) => self.want_filtered(*kind),
            Ask::List(kind) => {
                if let Some(list) = self.lists.get_mut(kind) {
                    list.poller.handle_unanswered();
                }
            }
            Ask::Watch { targets, .. } => {
                for (target, _) in targets {
                    if let Some(watched) = self.targets.get_mut(target) {
                        watched.poller.handle_unanswered();
                    }
                }
            }
        }
    }
}
