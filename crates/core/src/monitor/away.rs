//! Times in which nobody could be told: the app was not there, its computer slept, the server did not answer, or what ended
//! was to wait. What is told after one is told together with what ended meanwhile, and says so where that is long ago.

use std::time::Duration;

use super::warning::expiry;
use super::{Monitor, Watched};
use crate::account::Health;
use crate::alert::{About, Reason};
use crate::attention::Attention;
use crate::cadence;
use crate::fault::Fault;
use crate::notice::{Away, Ended};
use crate::planted::{self, Bug};
use crate::target::Target;
use crate::time::{Moment, Now, Timestamp};

/// The end of a time in which nobody could be told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Return {
    since: Moment,
    /// It is the server's return, and not that of this computer or of the app.
    is_servers: bool,
}

impl Return {
    /// This computer slept until now, or the app was not there.
    pub(super) const fn of_computer(now: Moment) -> Self {
        Self {
            since: now,
            is_servers: false,
        }
    }
}

impl Monitor {
    /// Takes that the server answers. What ended while it did not is told together, whichever lane brings it.
    pub(super) fn handle_heard(&mut self, server_time: Option<Timestamp>, now: Now) {
        let silent_since = self.account.silent_since();
        if silent_since.is_some_and(|since| self.is_time_away(since, now.moment)) {
            self.returned = Return {
                since: now.moment,
                is_servers: true,
            };
        }
        self.account.handle_answer(server_time);
        self.failing.handle_heard();
    }

    /// Whether a silence of the server kept what ended from being told: it lasted as long as one that is told, or the first
    /// answers after a start or a sleep are waited for since before it. Shorter ones delay nothing.
    fn is_time_away(&self, silent_since: Moment, now: Moment) -> bool {
        let is_long = now.since(silent_since) >= cadence::BLIND_GRACE;
        let returns = !self.returned.is_servers
            && silent_since < self.returned.since.after(cadence::BLIND_GRACE)
            && self.is_any_unheard(self.returned.since);
        is_long || returns
    }

    /// Until when ends wait at the latest for what the first answers after a start, a sleep or a silence of the server have
    /// to tell. `None` where everything pinned was answered since: that return is over.
    pub(super) fn returns_until(&self, now: Now) -> Option<Moment> {
        if planted::has(Bug::Hasty) {
            return None;
        }
        let limit = match self.account.health() {
            // No answer comes before somebody signs in.
            Health::Blind(Fault::SignedOut) | Health::Ok => RETURN,
            Health::Blind(_) | Health::Connecting => cadence::BLIND_GRACE,
        };
        // A server that answered just now answers the other lanes as well, or they fail for themselves.
        let limit = if self.returned.is_servers {
            RETURN
        } else {
            limit
        };
        let until = self.returned.since.after(limit);
        (now.moment < until && self.is_any_unheard(self.returned.since)).then_some(until)
    }

    /// Whether ends wait for what another lane will say after the server's silence: nothing is held then, so that a lane
    /// that has nothing to tell keeps them for a moment only.
    pub(super) fn awaits_first_answers(&self, now: Now) -> bool {
        self.returned.is_servers && self.returns_until(now).is_some()
    }

    pub(super) fn is_any_unheard(&self, since: Moment) -> bool {
        self.pins.iter().any(|pin| self.is_unheard(*pin, since))
    }

    /// Whether an answer about it is still to come that was not there before this moment.
    fn is_unheard(&self, pin: Target, since: Moment) -> bool {
        let is_shown = || self.surfaces.attention_of(pin, true) == Attention::Foreground;
        let is_unheard = |watched: &Watched| {
            let answered = watched.answered.filter(|at| *at >= since);
            answered.is_none() && !watched.poller.is_settled()
        };
        let watched = self.targets.get(&pin);
        watched.is_some_and(is_unheard) && (self.settings.quiet || is_shown())
    }

    /// What is to be said of the time away, where any of these ends is from one, or something else fell due in it.
    pub(super) fn away(
        &self,
        ended: &[Ended],
        blind: Option<(Fault, Option<Timestamp>)>,
        warned: Vec<(About, Reason)>,
        now: Now,
    ) -> Option<Away> {
        let is_away = !warned.is_empty() || self.is_any_late(ended, now);
        is_away.then(|| Away {
            blind,
            expiring: self.expiring(self.clock.at(now)),
            warned,
        })
    }

    /// Whether any of these ends is from a time in which nobody could be told.
    pub(super) fn is_any_late(&self, ended: &[Ended], now: Now) -> bool {
        let server_now = self.clock.at(now);
        let is_late = |end: &Ended| {
            let since = end.ended_at.map(|ended_at| server_now.since(ended_at));
            since.is_some_and(|since| since >= LATE) || self.kept_back.contains(&end.key())
        };
        ended.iter().any(is_late)
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
pub(super) const RETURN: Duration = Duration::from_secs(15);
/// Nothing that expires on the same day expires later.
const DAY: Duration = Duration::from_secs(24 * 3_600);
