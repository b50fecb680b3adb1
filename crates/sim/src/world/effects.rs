//! What the monitor's effects do here: requests leave, the ledger writes, the desktop is told, until the process dies.

use monitor_core::ports::{Ask, Effect, Request};
use monitor_core::watch::Lane;
use monitor_core::{Ended, Notice, Silence, Target};

use super::{Flight, Sent, Told, World};

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
        if let Some(deadline) = self.next_deadline() {
            assert!(
                deadline >= self.time,
                "deadline {deadline:?} is past at {:?}",
                self.time
            );
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Announce(notice) => self.announce(notice),
            Effect::Cancel(id) => {
                let before = self.flights.len();
                self.flights.retain(|flight| flight.id != id);
                assert!(
                    self.flights.len() < before || self.is_dead(),
                    "cancelled, but not in flight"
                );
                self.cancelled.push(id);
            }
            Effect::Fetch(request) => self.fetch(request),
            Effect::Silence(ended, why) => self.silence(&ended, why),
            Effect::Store(record) => {
                if self.survives() {
                    self.ledger.record(&record);
                    let settled = self.settled();
                    self.oracle.handle_record(&record, &settled);
                }
            }
            Effect::Withhold(ended) => {
                if self.survives() {
                    self.ledger.remember(&ended);
                }
            }
        }
    }

    fn silence(&mut self, ended: &[Ended], why: Silence) {
        for end in ended {
            let holds = match why {
                Silence::Muted => self.muted.contains(&end.target),
                Silence::Rule => !self.settings.rules.allow(end),
            };
            assert!(holds, "silenced as {why:?}: {end:?}");
        }
        if self.survives() {
            self.ledger.silence(ended, why);
        }
    }

    fn announce(&mut self, notice: Notice) {
        for end in &notice.ended {
            let quiet = self.muted.contains(&end.target) || !self.settings.rules.allow(end);
            assert!(!quiet, "announced: {end:?}");
        }
        if !self.survives() {
            return;
        }
        let news = self.ledger.remember(&notice.ended);
        let notice = if notice.may_repeat {
            Some(notice)
        } else {
            Notice::new(news, false)
        };
        let Some(notice) = notice.filter(|_| self.survives()) else {
            return;
        };
        self.told.push(Told {
            at: self.time,
            notice: notice.clone(),
        });
        if self.survives() {
            self.ledger.mark_told(&notice.ended);
        }
    }

    fn fetch(&mut self, request: Request) {
        if self.is_dead() {
            return;
        }
        let lane = Lane::of(&request.ask);
        let targets = targets_of(&request.ask);
        for flight in &self.flights {
            assert_ne!(
                Lane::of(&flight.ask),
                lane,
                "two requests in flight on one lane"
            );
            let other = targets_of(&flight.ask);
            assert!(
                targets.iter().all(|target| !other.contains(target)),
                "asked for twice at once: {targets:?} and {other:?}"
            );
        }
        assert!(
            !matches!(lane, Lane::Watch(_)) || !targets.is_empty(),
            "a watch of nothing"
        );
        let (at, cause) = (self.time, request.cause);
        self.sent.push(Sent {
            at,
            lane: request.ask.lane(),
            cause,
            targets,
        });
        self.flights.push(Flight {
            id: request.id,
            ask: request.ask,
            sent: at,
        });
    }

    /// Takes one durable step, unless the process was killed before it.
    fn survives(&mut self) -> bool {
        match &mut self.lives {
            None => true,
            Some(0) => false,
            Some(lives) => {
                *lives -= 1;
                true
            }
        }
    }

    pub(super) fn is_dead(&self) -> bool {
        self.lives == Some(0)
    }
}

fn targets_of(ask: &Ask) -> Vec<Target> {
    match ask {
        Ask::Watch { targets, .. } => targets.iter().map(|(target, _)| *target).collect(),
        Ask::Account | Ask::Details(_) | Ask::List(_) | Ask::Search(_) => Vec::new(),
    }
}
