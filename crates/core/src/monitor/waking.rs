//! What the computer tells of itself: that it slept, and that its network is another one.

use super::Monitor;
use super::away::Return;
use crate::cadence;
use crate::ports::{Ask, Effect, WatchLane};
use crate::time::{Moment, Now};

impl Monitor {
    /// Connections may be gone without a word, and the network may not be back yet: what is under way is dropped, and
    /// nothing leaves for a moment, unless somebody waits. What fell due meanwhile then leaves once.
    pub(super) fn handle_woke(&mut self, now: Now) {
        self.sleep_over_waits(now);
        self.scope_age.handle_woke(now);
        if !is_new(&mut self.woke_at, now.moment) {
            return;
        }
        self.returned = Return::of_computer(now.moment);
        self.begin_grace_anew(now.moment);
        self.drop_flights();
        let jitter = cadence::share(cadence::WAKE_SPREAD, self.seed, self.next_request);
        self.account
            .handle_woke(cadence::WAKE_PAUSE + jitter, now.moment);
        self.failing.lift();
    }

    /// What failed on the old network may do on the new one, and finds out at once, by one request alone; the rest after a
    /// wake-up has its own end. A network that comes and goes is not tried each time, but where the server is not reached,
    /// once more after the last of them.
    pub(super) fn handle_network_changed(&mut self, now: Now) {
        if self.account.is_resting(now.moment) {
            return;
        }
        if is_new(&mut self.network_changed_at, now.moment) {
            self.extend_grace(now.moment);
            self.network_is_tried |= !self.flights.is_empty();
            self.drop_flights();
            self.account.handle_refresh();
            self.failing.lift();
        } else {
            self.network_is_owed = self.account.is_probing();
        }
    }

    /// Tries the network once more that changed again so soon. What failed on it just now has its pause.
    pub(super) fn retry_network(&mut self, now: Now) {
        if self.network_deadline().is_some_and(|due| due <= now.moment) {
            self.network_changed_at = Some(now.moment);
            self.network_is_owed = false;
            self.extend_grace(now.moment);
            self.account.handle_hope(now.moment);
            self.failing.lift();
        }
    }

    /// When that is.
    pub(super) fn network_deadline(&self) -> Option<Moment> {
        let changed = self.network_changed_at.filter(|_| self.network_is_owed)?;
        Some(changed.after(cadence::CHANGE_SPACING))
    }

    /// Whatever is under way is asked for anew, when that may leave.
    fn drop_flights(&mut self) {
        for flight in self.flights.cancel_all() {
            self.effects.push_back(Effect::Cancel(flight.id));
            self.release(&flight.ask);
            if flight.is_held() {
                self.holding.handle_slept_over();
            }
            match flight.ask {
                Ask::Account | Ask::Filtered(..) | Ask::List(_) => {}
                Ask::Details(id) => {
                    self.details_wanted.insert(id);
                }
                Ask::Search(text) => {
                    if let Some(search) = self.search.as_mut().filter(|search| search.text == text)
                    {
                        search.wanted = true;
                    }
                }
                Ask::Watch { lane, .. } => {
                    if lane == WatchLane::Quiet {
                        self.quiet.handle_unanswered();
                    }
                }
            }
        }
    }
}

/// Notes the moment, unless the same was told just before: several sources may tell it.
fn is_new(last: &mut Option<Moment>, now: Moment) -> bool {
    let told = last.is_some_and(|last| now.since(last) < cadence::CHANGE_SPACING);
    if !told {
        *last = Some(now);
    }
    !told
}
