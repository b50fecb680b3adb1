//! What the monitor's effects do here: requests leave, the ledger writes, the desktop is told, until the process dies.

use std::time::Duration;

use monitor_core::ports::{Ask, Effect, Record, Request, RequestId};
use monitor_core::watch::Lane;
use monitor_core::{Alert, Ended, EnvironmentId, Notice, Silence, Target};

use super::{Claim, Flight, Hazard, LATENCY, Sent, Told, World, key};

/// The durable steps before which a process can die.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Boundary {
    Mark,
    Record,
    Remember,
    Show,
    Silence,
    Withhold,
}

impl Boundary {
    pub const ALL: [Self; 6] = [
        Self::Mark,
        Self::Record,
        Self::Remember,
        Self::Show,
        Self::Silence,
        Self::Withhold,
    ];
}

/// More than any one input may cause.
const MANY: usize = 1_000;

impl World {
    pub(super) fn drain(&mut self) {
        let mut effects = 0;
        while let Some(effect) = self.monitor.poll_effect(self.now()) {
            self.perform(effect);
            effects += 1;
            assert!(effects < MANY, "draining does not end");
        }
        let deadline = self.next_deadline();
        self.armed = Some((self.now(), deadline));
        if let Some(deadline) = deadline {
            let now = self.time;
            assert!(
                deadline >= now,
                "TimersAhead: {deadline:?} is past at {now:?}"
            );
            self.claim(Claim::TimersAhead, true, |_| String::new());
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Alert(alerts) => self.alert(&alerts),
            Effect::Announce(notice) => self.announce(&notice),
            Effect::Cancel(id) => self.cancel(id),
            Effect::Fetch(request) => self.fetch(request),
            Effect::Silence(ended, why) => self.silence(&ended, why),
            Effect::Store(record) => {
                self.forget_waiting(&record);
                if self.survives(Boundary::Record) {
                    self.ledger.record(&record);
                    if let Record::Erased(_) = record {
                        let settled = self.settled();
                        self.oracle.handle_record(&record, &settled);
                    }
                }
            }
            Effect::Withhold(ended, wait) => {
                if self.survives(Boundary::Withhold) {
                    self.judge_withheld(&ended, wait);
                    let waits = ended.iter().map(|end| (key(end), wait));
                    self.waits.extend(waits);
                    self.ledger.withhold(&ended);
                }
            }
        }
    }

    fn cancel(&mut self, id: RequestId) {
        let flight = self.take_flight(id);
        assert!(
            flight.is_some() || self.is_dead(),
            "cancelled, but not in flight"
        );
        self.cancelled.push(id);
        let Some(flight) = flight else { return };
        if flight.fate.hazard == Some(Hazard::Late) {
            let at = self.time + LATENCY + 20 * flight.fate.delay;
            self.strays.push((at, id, self.server.answer(&flight)));
        }
    }

    fn silence(&mut self, ended: &[Ended], why: Silence) {
        for end in ended {
            let holds = match why {
                // Or unpinned while it was snoozed.
                Silence::Muted => self.has_muted(end) || self.leaving == Some(end.target),
                Silence::Rule => !self.settings.rules.allow(end),
            };
            assert!(holds, "silenced as {why:?}: {end:?}");
        }
        self.stop_waiting(ended);
        if self.survives(Boundary::Silence) {
            self.ledger.silence(ended, why);
            self.judge.silenced.extend(ended.iter().map(key));
        }
    }

    fn has_muted(&self, end: &Ended) -> bool {
        self.is_muted(end.target, end.environment_id())
    }

    /// Itself, or with all of its environment.
    pub(super) fn is_muted(&self, target: Target, environment: Option<EnvironmentId>) -> bool {
        self.muted.contains(&target)
            || environment.is_some_and(|id| self.muted_environments.contains(&id))
    }

    /// As the driver does it: what cannot be stored is told all the same, unless it is known to be no news.
    fn announce(&mut self, notice: &Notice) {
        for end in &notice.ended {
            let quiet = self.has_muted(end) || !self.settings.rules.allow(end);
            assert!(!quiet, "SilencedStaysSilent: announced: {end:?}");
        }
        self.judge_announced(notice);
        if !self.survives(Boundary::Remember) {
            return;
        }
        let news = self.ledger.remember(&notice.ended);
        let notice = notice.of(news);
        let Some(notice) = notice.filter(|_| self.survives(Boundary::Show)) else {
            return;
        };
        if self.daemon_gone {
            self.judge.refused += 1;
            let known = self.time + Duration::from_secs(self.time.as_secs() % 10);
            self.refused.push((known, notice.ended));
            return;
        }
        self.judge_told(&notice);
        self.told.push(Told {
            at: self.time,
            notice: notice.clone(),
        });
        self.ledger.mark_begun(&notice.ended);
        // Without an answer it stays pending, and is told again by the next process alone.
        if !self.daemon_silent && self.survives(Boundary::Mark) {
            self.ledger.mark_told(&notice.ended);
        }
    }

    fn alert(&mut self, alerts: &[Alert]) {
        if self.is_dead() {
            return;
        }
        self.judge_alerts(alerts);
        let at = self.time;
        let told = alerts.iter().map(|alert| (at, alert.clone()));
        self.alerted.extend(told);
    }

    fn fetch(&mut self, request: Request) {
        if self.is_dead() {
            return;
        }
        let lane = Lane::of(&request.ask);
        let targets = targets_of(&request.ask);
        for flight in &self.flights {
            let is_free = Lane::of(&flight.ask) != lane;
            assert!(is_free, "OneFlight: two requests in flight on {lane:?}");
            let other = targets_of(&flight.ask);
            assert!(
                targets.iter().all(|target| !other.contains(target)),
                "OneFlight: asked for twice at once: {targets:?} and {other:?}"
            );
        }
        assert!(
            !matches!(lane, Lane::Watch(_)) || !targets.is_empty(),
            "a watch of nothing"
        );
        self.claim(Claim::OneFlight, true, |_| String::new());
        self.judge_fetch(&request);
        let (at, cause, fate) = (self.time, request.cause, self.fate_of(&request));
        self.judge.handle_fate(fate);
        self.sent.push(Sent {
            at,
            lane: request.ask.lane(),
            cause,
            targets,
        });
        self.flights.push(Flight::new(request, at, fate));
    }

    /// Takes one durable step, unless the process was killed before it.
    fn survives(&mut self, boundary: Boundary) -> bool {
        if self.doom == Some(boundary) {
            self.lives = Some(0);
        }
        match &mut self.lives {
            None => true,
            Some(0) => {
                if self.died_at.is_none() {
                    self.died_at = Some(boundary);
                    *self.judge.crashed.entry(boundary).or_default() += 1;
                }
                false
            }
            Some(lives) => {
                *lives -= 1;
                true
            }
        }
    }

    #[must_use]
    pub fn is_dead(&self) -> bool {
        self.lives == Some(0)
    }
}

pub(super) fn targets_of(ask: &Ask) -> Vec<Target> {
    match ask {
        Ask::Watch { targets, .. } => targets.iter().map(|(target, _)| *target).collect(),
        Ask::Account | Ask::Details(_) | Ask::Filtered(..) | Ask::List(_) | Ask::Search(_) => {
            Vec::new()
        }
    }
}
