//! The server's silence on its way to the user: by itself after a grace, or a moment sooner with what else is told of a time
//! away. A silence that falls due with such a notice, or with warnings that waited, makes no second notification.
//!
//! Deliberately absent: from when the grace counts (`alerting`), and the clock that is off: that is told once for all
//! accounts, by whoever has them all.

use std::time::Duration;

use super::Monitor;
use crate::account::Health;
use crate::alert::Alert;
use crate::cadence;
use crate::fault::Fault;
use crate::notice::Ended;
use crate::ports::Effect;
use crate::time::{Moment, Now, Timestamp};

/// A time in which the server does not answer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Blind {
    /// From when the grace counts; `None` while nobody waits for an answer.
    pub(super) since: Option<Moment>,
    /// From when it would without changes of the network.
    pub(super) first: Moment,
    /// Told, or not asked for when it was to be.
    pub(super) is_settled: bool,
    /// That it waits for somebody who signs in was told, or not asked for.
    pub(super) is_signed_out: bool,
}

impl Monitor {
    /// The server's silence, where it has lasted for this grace and may be told; from here on it was.
    pub(super) fn take_blindness(&mut self, grace: Duration, now: Now) -> Option<Alert> {
        let Health::Blind(fault) = self.account.health() else {
            return None;
        };
        let waits = self.is_paused(now) || !self.quiet_for(now).is_zero();
        if self.settings.rules.alerts.blind && waits {
            return None;
        }
        let as_of = self.account.as_of();
        let blind = self.alerting.blind.as_mut()?;
        let is_over = now.moment.since(blind.since?) >= grace;
        if blind.is_settled || !is_over {
            return None;
        }
        blind.is_settled = true;
        blind.is_signed_out |= fault == Fault::SignedOut;
        Some(Alert::Blind { fault, as_of })
    }

    /// The server's silence as it is now, where it was told or was not to be.
    pub(super) fn told_blindness(&self) -> Option<Alert> {
        let Health::Blind(fault) = self.account.health() else {
            return None;
        };
        let is_settled = self.alerting.blind.is_some_and(|blind| blind.is_settled);
        let as_of = self.account.as_of();
        is_settled.then_some(Alert::Blind { fault, as_of })
    }

    /// The server's silence, where a notice of these ends tells it besides. One of a time away does, where it falls due now
    /// or would in a moment, or where the last notice told it in vain.
    pub(super) fn fold_blindness(
        &mut self,
        ended: &[Ended],
        now: Now,
    ) -> Option<(Fault, Option<Timestamp>)> {
        self.alerting.owing.folded_blindness = false;
        if !self.is_any_late(ended, now) {
            return None;
        }
        let is_untaken = std::mem::take(&mut self.alerting.owing.untaken_blindness);
        let again = self.told_blindness().filter(|_| is_untaken);
        let again = again.filter(|alert| self.may_alert(alert, now));
        let due = self.take_near_blindness(now);
        let told = self.audible(due.into_iter().collect(), now).pop();
        let blind = told.or(again).as_ref().and_then(silence_of);
        self.alerting.owing.folded_blindness = blind.is_some();
        blind
    }

    /// Tells together what waited and the server's silence, which is told alone where nothing else is.
    pub(super) fn alert_together(
        &mut self,
        owed: Vec<Alert>,
        mut blindness: Option<Alert>,
        now: Now,
    ) {
        let mut told = self.audible(owed, now);
        if blindness.is_none() && !told.is_empty() {
            blindness = self.take_near_blindness(now);
        }
        told.extend(self.audible(blindness.into_iter().collect(), now));
        if !told.is_empty() {
            self.effects.push_back(Effect::Alert(told));
        }
    }

    /// What would be told a moment later by itself.
    fn take_near_blindness(&mut self, now: Now) -> Option<Alert> {
        self.take_blindness(cadence::BLIND_GRACE.saturating_sub(NEAR), now)
    }
}

const fn silence_of(alert: &Alert) -> Option<(Fault, Option<Timestamp>)> {
    match alert {
        Alert::Blind { fault, as_of } => Some((*fault, *as_of)),
        Alert::ClockOff(_) | Alert::Warned(..) => None,
    }
}

/// So much sooner than by itself a silence of the server is told with what is told anyway: the first request after a start
/// or a sleep takes that long at most until it has failed.
const NEAR: Duration = Duration::from_secs(30);
