//! What is told besides ends, and when: that nothing is known of the server, after a grace; and what its words say of a
//! pin, once. What was so at first sight is no news. What is muted, what no rule asks for and what falls into a pause is
//! dropped for good, but for the server's silence: that is judged again when the pause is over. Either leaves an entry in the
//! history. What falls due in a time away waits for what that time has to tell besides (`owing`); what becomes of those that
//! are sent is in `retelling`.

use std::collections::BTreeSet;

use super::blindness::Blind;
use super::owing::Owing;
use super::warning::expiry;
use super::{Knowledge, Monitor, Watched};
use crate::account::Health;
use crate::alert::{Alert, Dropped, Warning};
use crate::cadence;
use crate::fault::Fault;
use crate::planted::{self, Bug};
use crate::ports::{Effect, Record};
use crate::target::Target;
use crate::time::{Moment, Now, Timestamp};

/// What was told, or dropped for good.
#[derive(Clone, Debug, Default)]
pub(super) struct Alerting {
    pub(super) given: BTreeSet<(Target, i64, Warning)>,
    pub(super) owing: Owing,
    pub(super) blind: Option<Blind>,
}

impl Monitor {
    /// What an earlier start gave is given no second time.
    pub(super) fn restore_alerts(&mut self, target: Target, alerted: &[(i64, Warning)]) {
        if planted::has(Bug::Nagging) {
            return;
        }
        let given = alerted.iter().map(|(subject, it)| (target, *subject, *it));
        self.alerting.given.extend(given);
    }

    /// What was warned of goes with the pin: a later one begins anew.
    pub(super) fn forget_alerts(&mut self, target: Target) {
        self.alerting.given.retain(|(of, ..)| *of != target);
        self.alerting.owing.forget(target);
        self.retelling.forget(target);
    }

    /// Our own sleep is no news: the grace begins anew.
    pub(super) const fn begin_grace_anew(&mut self, now: Moment) {
        if let Some(blind) = &mut self.alerting.blind
            && blind.since.is_some()
        {
            blind.since = Some(now);
            blind.first = now;
        }
    }

    /// Neither is our own change of networks. But one that comes and goes makes of it no more than a second grace: else
    /// nothing would ever be said.
    pub(super) fn extend_grace(&mut self, now: Moment) {
        if let Some(blind) = &mut self.alerting.blind
            && blind.since.is_some()
        {
            let latest = blind.first.after(cadence::BLIND_GRACE);
            blind.since = Some(now.min(latest));
        }
    }

    /// Of these nothing was known yet: what an answer says of them is their first sight.
    pub(super) fn unseen_among(&self, targets: &[Target]) -> BTreeSet<Target> {
        let is_unseen = |target: &&Target| {
            let watched = self.targets.get(target);
            watched.is_some_and(|it| matches!(it.knowledge, Knowledge::Nothing))
        };
        targets.iter().filter(is_unseen).copied().collect()
    }

    /// What an answer said of these gives warnings, but at first sight, and unless it waits.
    pub(super) fn warn_of(&mut self, asked: &[Target], unseen: &BTreeSet<Target>, now: Now) {
        let server_now = self.clock.at(now);
        let mut alerts = Vec::new();
        for target in asked {
            if self.alerting.owing.has(*target) {
                continue;
            }
            let warned = self.take_warnings(*target, server_now);
            if unseen.contains(target) {
                self.note_baseline(warned, now);
            } else {
                alerts.extend(warned);
            }
        }
        self.alert(alerts, now);
    }

    /// What is so when it is pinned is known.
    pub(super) fn take_as_known(&mut self, target: Target, now: Now) {
        let server_now = self.clock.at(now);
        let warned = self.take_warnings(target, server_now);
        self.note_baseline(warned, now);
    }

    /// What time alone brings: a grace that is over, and a pack that is about to expire.
    pub(super) fn look_at_time(&mut self, now: Now) {
        let blindness = self.look_for_blindness(now);
        let is_awaited = self.is_anything_awaited();
        self.alerting.owing.handle_awaited(is_awaited, now.moment);
        let waits = self.holds_warnings(now);
        if is_awaited {
            self.owe_expiries(now);
        }
        let mut owed = Vec::new();
        if !waits {
            owed = self.take_owed(now);
        }
        self.alert_together(owed, blindness, now);
    }

    /// When the grace is over, and when a pinned pack is so close to its expiry. Suspended completely has neither.
    pub(super) fn alert_deadlines(&self, now: Now) -> impl Iterator<Item = Moment> {
        let server_now = self.clock.at(now);
        let rules = self.settings.rules.alerts;
        let is_awaited = self.is_anything_awaited();
        let blind = self.alerting.blind.filter(|blind| !blind.is_settled);
        let grace = blind
            .and_then(|blind| blind.since)
            .filter(|_| rules.blind && is_awaited && !self.is_paused(now))
            .map(|since| since.after(cadence::BLIND_GRACE).max(now.moment))
            // In quiet hours it waits for their end, as a pause makes it wait.
            .map(|grace| grace.max(now.moment.after(self.quiet_for(now))));
        let warned = rules.pack_expires && is_awaited;
        let packs = self.pins.iter().filter(move |_| warned);
        let expiry = packs
            .filter_map(move |pin| expiry(&self.targets.get(pin)?.knowledge))
            .flat_map(move |expires_at| {
                let spans = Warning::OF_EXPIRY.into_iter();
                let spans = spans.filter_map(Warning::before_expiry);
                spans.map(move |span| expires_at.before(span))
            })
            .filter(move |at| *at > server_now)
            .map(move |at| now.moment.after(at.since(server_now)));
        let retold = self.retell_deadline(now).filter(|_| is_awaited);
        grace
            .into_iter()
            .chain(expiry)
            .chain(self.owed_deadline(now))
            .chain(retold)
    }

    /// A window is open, or while there is none something is watched.
    fn is_anything_awaited(&self) -> bool {
        self.surfaces.any_visible() || (self.settings.quiet && !self.pins.is_empty())
    }

    /// Whether an answer is waited for: a window is open, or something pinned is followed to its end.
    fn is_an_answer_awaited(&self) -> bool {
        let is_unended = |pin: &Target| self.targets.get(pin).is_some_and(Watched::is_unended);
        self.surfaces.any_visible() || (self.settings.quiet && self.pins.iter().any(is_unended))
    }

    /// The server's silence, where it is to be told by now.
    fn look_for_blindness(&mut self, now: Now) -> Option<Alert> {
        let Health::Blind(fault) = self.account.health() else {
            self.alerting.blind = None;
            return None;
        };
        let is_awaited = self.is_an_answer_awaited();
        let blind = self.alerting.blind.get_or_insert(Blind {
            since: None,
            first: now.moment,
            is_settled: false,
            is_signed_out: false,
        });
        // To sign in is another next step than what was told before: it is told for itself, after a grace of its own.
        let signs_out = fault == Fault::SignedOut && !blind.is_signed_out;
        if signs_out && blind.is_settled {
            blind.since = None;
            blind.is_settled = false;
        }
        if !is_awaited {
            blind.since = None;
            return None;
        }
        if blind.since.is_none() {
            blind.first = now.moment;
            blind.since = Some(now.moment);
        }
        self.take_blindness(cadence::BLIND_GRACE, now)
    }

    /// What is to be warned of here, and was not yet; from here on it was.
    pub(super) fn take_warnings(&mut self, target: Target, server_now: Timestamp) -> Vec<Alert> {
        if !self.pins.contains(&target) {
            return Vec::new();
        }
        let Some(watched) = self.targets.get(&target) else {
            return Vec::new();
        };
        let warnings = watched.warnings(server_now);
        let Some(about) = watched.about().filter(|_| !warnings.is_empty()) else {
            return Vec::new();
        };
        let mut alerts = Vec::new();
        for (warning, reason) in warnings {
            let key = (target, about.subject, warning);
            if !self.alerting.given.insert(key) {
                continue;
            }
            self.effects.push_back(Effect::Store(Record::Alerted {
                target,
                subject: about.subject,
                warning,
            }));
            alerts.push(Alert::Warned(about.clone(), reason));
        }
        // An expiry that came closer than several of its warnings is told once.
        alerts.dedup();
        alerts
    }

    /// Tells them now, or not at all.
    pub(super) fn alert(&mut self, alerts: Vec<Alert>, now: Now) {
        let told = self.audible(alerts, now);
        if !told.is_empty() {
            self.effects.push_back(Effect::Alert(told));
        }
    }

    /// Leaves the alerts that may be told. The others are dropped for good.
    pub(super) fn audible(&mut self, alerts: Vec<Alert>, now: Now) -> Vec<Alert> {
        let mut told = Vec::new();
        for alert in alerts {
            let dropped = self.dropped(&alert, now);
            self.note(alert.clone(), dropped, now);
            if dropped.is_none() {
                told.push(alert);
            }
        }
        told
    }

    /// Why nobody is to hear of it; `None` where it is told.
    pub(super) fn dropped(&self, alert: &Alert, now: Now) -> Option<Dropped> {
        let rules = self.settings.rules.alerts;
        let (is_asked_for, hush) = match alert {
            Alert::Blind { .. } | Alert::ClockOff(_) => (rules.blind, None),
            Alert::Warned(about, reason) => {
                let environment = about.environment.as_ref().map(|(id, _)| *id);
                let hush = self.hush(about.target, environment, now);
                (rules.allow(*reason), hush)
            }
        };
        if !is_asked_for {
            return Some(Dropped::Rule);
        }
        hush.or_else(|| self.is_paused(now).then_some(Dropped::Paused))
    }

    fn note_baseline(&mut self, alerts: Vec<Alert>, now: Now) {
        for alert in alerts {
            self.note(alert, Some(Dropped::Baseline), now);
        }
    }

    fn note(&mut self, alert: Alert, dropped: Option<Dropped>, now: Now) {
        let noted = Record::Noted(alert, dropped, now.wall);
        self.effects.push_back(Effect::Store(noted));
    }
}
