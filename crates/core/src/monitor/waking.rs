//! What the computer tells of itself: that it slept, and that its network is another one.

use super::Monitor;
use crate::cadence;
use crate::ports::{Effect, WatchLane};
use crate::time::{Moment, Now};
use crate::watch::Lane;

impl Monitor {
    /// Connections may be gone without a word, and the network may not be back yet: what is held is dropped, and nothing
    /// leaves for a moment. What fell due meanwhile then leaves once.
    pub(super) fn handle_woke(&mut self, now: Now) {
        if !is_new(&mut self.woke_at, now.moment) {
            return;
        }
        self.begin_grace_anew(now.moment);
        self.drop_held();
        let jitter = cadence::share(cadence::WAKE_SPREAD, self.seed, self.next_request);
        self.account
            .handle_woke(cadence::WAKE_PAUSE + jitter, now.moment);
    }

    /// What failed on the old network may do on the new one: one plain request finds out at once. A network that comes and
    /// goes is tried no faster than the server would be probed.
    pub(super) fn handle_network_changed(&mut self, now: Now) {
        let rests = self
            .woke_at
            .is_some_and(|woke| is_within_rest(woke, now.moment));
        if rests || !is_new(&mut self.network_changed_at, now.moment) {
            return;
        }
        self.begin_grace_anew(now.moment);
        self.drop_held();
        self.account.handle_refresh();
    }

    fn drop_held(&mut self) {
        for lane in [WatchLane::Foreground, WatchLane::Quiet] {
            if self.flights.held(lane).is_none() {
                continue;
            }
            let Some(flight) = self.flights.cancel(Lane::Watch(lane)) else {
                continue;
            };
            self.effects.push_back(Effect::Cancel(flight.id));
            self.release(&flight.ask);
            if lane == WatchLane::Quiet {
                self.quiet.handle_unanswered();
            }
            self.holding.handle_slept_over();
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

/// The pause after a wake-up has its own end: the network coming back is no news then.
fn is_within_rest(woke: Moment, now: Moment) -> bool {
    now.since(woke) < cadence::WAKE_PAUSE
}
