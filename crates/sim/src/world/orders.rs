//! What the loop's orders do here: requests leave, the desktop is told, until the process dies. What the ledger was given
//! meanwhile is judged.

use std::time::Duration;

use monitor_core::ports::{Ask, Delivery, Record, Request, RequestId};
use monitor_core::watch::Lane;
use monitor_core::{Alert, Ended, EnvironmentId, Input, Notice, Silence, Target};
use monitor_driver::Order;

use super::disk::Given;
use super::{Boundary, Claim, Flight, Hazard, LATENCY, Sent, Told, World, key};

/// More than any one input may cause.
const MANY: usize = 1_000;
/// So long the loop waits for a daemon.
const TELLING_LIMIT: Duration = Duration::from_secs(10);

impl World {
    pub(super) fn drain(&mut self) {
        let mut orders = 0;
        while let Some(order) = self.engine.poll_order(self.now()) {
            self.judge_given();
            self.follow(order);
            orders += 1;
            assert!(orders < MANY, "draining does not end");
        }
        self.judge_given();
        self.oversleeps = None;
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

    fn follow(&mut self, order: Order) {
        match order {
            Order::Alert(alerts) => self.alert(alerts),
            Order::Call(request) => self.fetch(request),
            Order::Drop(id) => self.cancel(id),
            Order::Tell(notice) => self.tell(notice),
            // Nothing here hangs on them.
            Order::ReportClock | Order::ReportDelivery(_) => {}
        }
    }

    fn judge_given(&mut self) {
        for (given, lives) in self.ledger_mut().take_given() {
            match given {
                Given::Record(record) => self.judge_record(&record, lives),
                Given::Remembered(ended) => self.judge_remembered(ended),
                Given::Silenced(ended, why) => self.judge_silenced(&ended, why, lives),
                Given::Withheld(ended, wait) if lives => {
                    self.judge_withheld(&ended, wait);
                    let waits = ended.iter().map(|end| (key(end), wait));
                    self.waits.extend(waits);
                }
                Given::Withheld(..) => {}
            }
        }
    }

    fn judge_record(&mut self, record: &Record, lives: bool) {
        self.forget_waiting(record);
        if let Record::Erased(_) = record
            && lives
        {
            let settled = self.settled();
            self.oracle.handle_record(record, &settled);
        }
    }

    fn judge_remembered(&mut self, ended: Vec<Ended>) {
        for end in &ended {
            let quiet = self.has_muted(end) || !self.settings.rules.allow(end);
            assert!(!quiet, "SilencedStaysSilent: announced: {end:?}");
        }
        self.judge_announced(&ended);
        self.announcing = ended;
    }

    fn judge_silenced(&mut self, ended: &[Ended], why: Silence, lives: bool) {
        for end in ended {
            let holds = match why {
                // Or unpinned while it was snoozed.
                Silence::Muted => self.has_muted(end) || self.leaving == Some(end.target),
                Silence::Rule => !self.settings.rules.allow(end),
            };
            assert!(holds, "silenced as {why:?}: {end:?}");
        }
        self.stop_waiting(ended);
        if lives {
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

    fn tell(&mut self, notice: Notice) {
        let may_repeat = self.judge.may_repeat(&self.announcing);
        let marked = notice.may_repeat == may_repeat;
        self.claim(Claim::ToastOnce, marked, |_| {
            format!("{:?} is marked: {}", notice.ended, notice.may_repeat)
        });
        if !self.ledger_mut().survives(Boundary::Show) {
            return;
        }
        if self.daemon_gone {
            self.judge.refused += 1;
            let refused = (self.refused_at(), notice.ended, Delivery::Refused);
            self.tellings.push(refused);
            return;
        }
        self.judge_told(&notice);
        let ended = notice.ended.clone();
        self.told.push(Told {
            at: self.time,
            notice,
        });
        if self.daemon_silent {
            let known = self.time + TELLING_LIMIT;
            self.tellings.push((known, ended, Delivery::Unknown));
            return;
        }
        let number = u32::try_from(self.told.len()).unwrap_or(u32::MAX);
        let now = self.now();
        self.engine
            .handle_told(&ended, Delivery::Shown(number), now);
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

    fn alert(&mut self, alerts: Vec<Alert>) {
        if self.is_dead() {
            return;
        }
        self.judge_alerts(&alerts, !self.daemon_gone);
        if self.daemon_gone {
            self.untaken.push((self.refused_at(), alerts));
            return;
        }
        let at = self.time;
        let told = alerts.iter().map(|alert| (at, alert.clone()));
        self.alerted.extend(told);
        let delivery = if self.daemon_silent {
            Delivery::Unknown
        } else {
            Delivery::Shown(0)
        };
        self.send_alerted(alerts, delivery);
    }

    /// What became of them; no input of a user, that starts intervals anew.
    pub(super) fn send_alerted(&mut self, alerts: Vec<Alert>, delivery: Delivery) {
        let now = self.now();
        self.engine
            .handle_input(Input::AlertsSent(alerts, delivery), now);
    }

    /// When it is known that nobody takes what is told now.
    fn refused_at(&self) -> Duration {
        self.time + Duration::from_secs(self.time.as_secs() % 10)
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

    #[must_use]
    pub fn is_dead(&self) -> bool {
        self.ledger().is_dead()
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
