//! What became of the alerts that were sent. What nobody took was told to nobody: as a notice is, it is sent again after a
//! minute, until somebody takes it, as long as it is still so and may be told. The history has one entry of it.
//!
//! Deliberately absent: alerts of which nothing is known. They may have been shown, and are sent no second time.

use super::Monitor;
use super::pace::RETELL;
use crate::alert::{Alert, Topic};
use crate::ports::{Delivery, Effect, Record};
use crate::target::Target;
use crate::time::{Moment, Now};

/// What nobody took.
#[derive(Clone, Debug, Default)]
pub(super) struct Retelling {
    refused: Vec<Alert>,
    /// When it is sent again.
    at: Option<Moment>,
}

impl Retelling {
    /// What is unpinned is told no more.
    pub(super) fn forget(&mut self, target: Target) {
        self.refused.retain(|alert| match alert {
            Alert::Blind { .. } | Alert::ClockOff(_) => true,
            Alert::Warned(about, _) => about.target != target,
        });
    }
}

impl Monitor {
    pub(super) fn handle_alerts_sent(&mut self, alerts: Vec<Alert>, delivery: Delivery, now: Now) {
        for alert in &alerts {
            let sent = Record::AlertSent(alert.clone(), delivery, now.wall);
            self.effects.push_back(Effect::Store(sent));
        }
        if delivery == Delivery::Refused {
            self.retelling.refused.extend(alerts);
            self.retelling.at = Some(now.moment.after(RETELL));
        }
    }

    /// Sends once more what nobody took, but not before the first answers after a time away. What is not so any more, or may
    /// not be told now, is dropped for good.
    pub(super) fn retell_alerts(&mut self, now: Now) {
        let is_due = self.retelling.at.is_some_and(|at| at <= now.moment);
        if !is_due || self.warnings_wait_until(now).is_some() {
            return;
        }
        let refused = std::mem::take(&mut self.retelling).refused;
        let mut alerts = Vec::new();
        for alert in &refused {
            let Some(lasting) = self.lasting(alert, now) else {
                continue;
            };
            self.store_alerted(&lasting);
            if self.may_alert(&lasting, now) && !alerts.contains(&lasting) {
                alerts.push(lasting);
            }
        }
        if !alerts.is_empty() {
            self.effects.push_back(Effect::Alert(alerts));
        }
    }

    /// When that is; `None` where there is nothing to be sent.
    pub(super) fn retell_deadline(&self, now: Now) -> Option<Moment> {
        let at = self.retelling.at?;
        let at = self
            .warnings_wait_until(now)
            .map_or(at, |until| at.max(until));
        (!self.retelling.refused.is_empty()).then(|| at.max(now.moment))
    }

    /// The same with the numbers of now; `None` where it is not so any more, or where a later warning took its place.
    fn lasting(&self, alert: &Alert, now: Now) -> Option<Alert> {
        let Alert::Warned(about, _) = alert else {
            return self.lasting_of_server(alert);
        };
        let pinned = self.pins.contains(&about.target);
        let watched = self.targets.get(&about.target).filter(|_| pinned)?;
        let found = watched.about().filter(|it| it.subject == about.subject)?;
        let warnings = watched.warnings(self.clock.at(now)).into_iter();
        let mut lasting = warnings.map(|(_, reason)| Alert::Warned(found.clone(), reason));
        lasting.find(|it| it.topic() == alert.topic())
    }

    fn lasting_of_server(&self, alert: &Alert) -> Option<Alert> {
        match alert.topic() {
            Topic::Blind => self.told_blindness(),
            Topic::ClockOff => self.comparison.skew().map(Alert::ClockOff),
            Topic::Warned(_) => None,
        }
    }

    pub(super) fn may_alert(&self, alert: &Alert, now: Now) -> bool {
        let waits = match alert {
            Alert::Blind { .. } | Alert::ClockOff(_) => !self.quiet_for(now).is_zero(),
            Alert::Warned(..) => false,
        };
        !waits && self.dropped(alert, now).is_none()
    }

    /// Before it is sent, or where it is dropped: no later start tells it, unless nobody takes it again.
    fn store_alerted(&mut self, alert: &Alert) {
        let (Alert::Warned(about, _), Topic::Warned(warning)) = (alert, alert.topic()) else {
            return;
        };
        self.effects.push_back(Effect::Store(Record::Alerted {
            target: about.target,
            subject: about.subject,
            warning,
        }));
    }
}
