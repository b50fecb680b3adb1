//! Whether something besides an end may be told: once for a pin, never where somebody wants quiet, and without a name that was
//! lost.

use std::iter;
use std::mem::discriminant;

use monitor_core::alert::{About, Reason};
use monitor_core::{Alert, Notice};

use super::{Claim, World};

impl World {
    /// What nobody takes may be told again.
    pub(in crate::world) fn judge_alerts(&mut self, alerts: &[Alert], is_taken: bool) {
        let quiet = self.quiet();
        self.claim(Claim::AlertOnce, !quiet.is_paused(), |_| {
            format!("during a pause: {alerts:?}")
        });
        if alerts
            .iter()
            .any(|alert| matches!(alert, Alert::Warned(..)))
        {
            self.judge_first_answers(&alerts);
        }
        for alert in alerts {
            let Alert::Warned(about, reason) = alert else {
                let is_quiet = quiet.is_in_hours(None);
                self.claim(Claim::AlertOnce, !is_quiet, |_| {
                    format!("in quiet hours: {alert:?}")
                });
                continue;
            };
            self.judge_warning(about, *reason, is_taken);
        }
    }

    /// What a notice tells besides its ends.
    pub(super) fn judge_folded(&mut self, notice: &Notice) {
        let folded = notice.away.iter().flat_map(|away| &away.warned);
        for (about, reason) in folded {
            self.judge_warning(about, *reason, true);
        }
        if notice.away.iter().any(|away| away.blind.is_some()) {
            let quiet = self.quiet();
            let is_quiet = quiet.is_paused() || quiet.is_in_hours(None);
            self.claim(Claim::AlertOnce, !is_quiet, |_| {
                format!("of the server, unwanted: {:?}", notice.away)
            });
        }
    }

    fn judge_warning(&mut self, about: &About, reason: Reason, is_taken: bool) {
        let quiet = self.quiet();
        let environment = about.environment.as_ref().map(|(id, _)| *id);
        let is_quiet = quiet.is_in_hours(environment)
            || quiet.is_snoozed(about.target, environment)
            || self.is_muted(about.target, environment);
        self.claim(Claim::AlertOnce, !is_quiet, |_| {
            format!("unwanted: {about:?}")
        });
        let same = self.judge.warned.iter().filter(|(target, subject, other)| {
            let of_it = *target == about.target && *subject == about.subject;
            of_it && discriminant(other) == discriminant(&reason)
        });
        let once = same.count() < times(reason);
        self.claim(Claim::AlertOnce, once, |_| {
            format!("again: {about:?}, {reason:?}")
        });
        let lost = self.lost_among(iter::once(about.environment.as_ref()));
        self.claim(Claim::NoLostNames, lost.is_none(), |_| {
            format!("warned: environment {lost:?}")
        });
        // What a full disk does not keep, the next process may repeat.
        if is_taken && !self.ledger().is_behind() {
            let key = (about.target, about.subject, reason);
            self.judge.warned.push(key);
        }
    }
}

/// Three days before, one day, and two hours.
const fn times(reason: Reason) -> usize {
    match reason {
        Reason::PackExpires { .. } => 3,
        Reason::LikelyStale | Reason::LongerThanUsual { .. } | Reason::ProgressStuck { .. } => 1,
    }
}
