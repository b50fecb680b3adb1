//! Times in which nobody could be told: the app was not there, its computer slept, or what ended was to wait. What is told
//! after one is told together with what ended meanwhile, and says so.

use std::time::Duration;

use super::warning::expiry;
use super::{Monitor, Watched};
use crate::account::Health;
use crate::attention::Attention;
use crate::cadence;
use crate::fault::Fault;
use crate::notice::{Away, Ended};
use crate::target::Target;
use crate::time::{Moment, Now, Timestamp};

impl Monitor {
    /// Until when ends wait at the latest for what the first answers after a start or a sleep have to tell. `None` where
    /// everything pinned was answered since: that return is over.
    pub(super) fn returns_until(&self, now: Now) -> Option<Moment> {
        let limit = match self.account.health() {
            // No answer comes before somebody signs in.
            Health::Blind(Fault::SignedOut) | Health::Ok => RETURN,
            Health::Blind(_) | Health::Connecting => cadence::BLIND_GRACE,
        };
        let until = self.returned.after(limit);
        let lasts = now.moment < until && self.pins.iter().any(|pin| self.is_unheard(*pin));
        lasts.then_some(until)
    }

    /// Whether an answer about it is still to come that was not there before the return.
    fn is_unheard(&self, pin: Target) -> bool {
        let is_shown = || self.surfaces.attention_of(pin, true) == Attention::Foreground;
        let is_unheard = |watched: &Watched| {
            let answered = watched.answered.filter(|at| *at >= self.returned);
            answered.is_none() && !watched.poller.is_settled()
        };
        let watched = self.targets.get(&pin);
        watched.is_some_and(is_unheard) && (self.settings.quiet || is_shown())
    }

    /// What is to be said of the time away, where any of these ends is from one.
    pub(super) fn away(&self, ended: &[Ended], now: Now) -> Option<Away> {
        let server_now = self.clock.at(now);
        let is_late = |end: &Ended| {
            let since = end.ended_at.map(|ended_at| server_now.since(ended_at));
            since.is_some_and(|since| since >= LATE) || self.kept_back.contains(&end.key())
        };
        ended.iter().any(is_late).then(|| Away {
            expiring: self.expiring(server_now),
        })
    }

    /// When pinned review packs expire within the next day.
    fn expiring(&self, server_now: Timestamp) -> Vec<Timestamp> {
        let pins = self.pins.iter().filter_map(|pin| self.targets.get(pin));
        let expiries = pins.filter_map(|watched| expiry(&watched.knowledge));
        let is_near = |at: &Timestamp| *at > server_now && at.since(server_now) <= DAY;
        expiries.filter(is_near).collect()
    }
}

/// What ended so long ago could not be told when it did: the quiet watch leaves every ten minutes at least.
const LATE: Duration = Duration::from_secs(15 * 60);
/// So long the first answers may take where the server answers.
const RETURN: Duration = Duration::from_secs(15);
/// Nothing that expires on the same day expires later.
const DAY: Duration = Duration::from_secs(24 * 3_600);
