//! How time passes: from deadline to answer to deadline.

use std::time::Duration;

use monitor_core::notice::GROUPING;
use monitor_core::ports::{Answer, Change, Delivery, Observation, RequestId};
use monitor_core::{Fault, Moment, Now, Timestamp};

use super::{End, Flight, START, World, secs, stamp};

impl World {
    /// Lets this many seconds pass.
    pub fn pass(&mut self, seconds: u64) {
        self.pass_exactly(secs(seconds));
    }

    pub fn pass_exactly(&mut self, duration: Duration) {
        let until = self.time + duration;
        let mut before = self.time;
        let mut turns = 0;
        while self.step(until) {
            turns = if self.time == before { turns + 1 } else { 0 };
            assert!(
                turns < 100,
                "TimersAhead: spins at {before:?}: {:?}",
                self.next_deadline()
            );
            before = self.time;
        }
    }

    /// Lets time pass until nothing waits any more to be told with what was told just before.
    pub fn pass_grouping(&mut self) {
        while let Some(left) = self.grouping_left() {
            self.pass_exactly(left);
        }
    }

    fn grouping_left(&self) -> Option<Duration> {
        let over = self.told.last()?.at + GROUPING;
        let left = over.saturating_sub(self.time);
        (!left.is_zero() && !self.is_dead()).then_some(left)
    }

    /// Everything under way is lost without a word.
    pub fn lose_flights(&mut self) {
        for flight in &mut self.flights {
            flight.fate.end = End::Lost;
        }
    }

    /// What is under way in this lane arrives later.
    pub fn delay(&mut self, lane: &str, by: Duration) {
        let meant = |flight: &&mut Flight| flight.ask.lane() == lane;
        for flight in self.flights.iter_mut().filter(meant) {
            flight.fate.delay += by;
        }
    }

    /// Until it is there again, of which the computer says nothing. No connection survives that, and nothing arrives.
    pub fn lose_network(&mut self, gone: bool) {
        self.network_gone = gone;
        if gone {
            self.lose_flights();
            self.strays.clear();
        }
    }

    /// For how long this world is played.
    #[must_use]
    pub fn age(&self) -> Duration {
        self.time.saturating_sub(START)
    }

    #[must_use]
    pub fn now(&self) -> Now {
        Now {
            moment: Moment::from_origin(self.time.saturating_sub(self.stood_still)),
            ..now(self.time, self.wall_error)
        }
    }

    #[must_use]
    pub fn next_deadline(&self) -> Option<Duration> {
        let (deadline, _) = self.engine.poll_timeout(self.now())?;
        Some(deadline.since(Moment::default()) + self.stood_still)
    }

    /// The timer as it was armed last, unless a clock was set since.
    fn armed(&self) -> Option<Duration> {
        if self.oversleeps.is_some() {
            return self.oversleeps;
        }
        match self.armed {
            Some((then, deadline)) if then == self.now() => deadline,
            Some(_) | None => self.next_deadline(),
        }
    }

    fn step(&mut self, until: Duration) -> bool {
        let answers = self.flights.iter().map(|flight| self.lands(flight));
        let strays = self.strays.iter().map(|(at, ..)| *at);
        let tellings = self.tellings.iter().map(|(at, ..)| *at);
        let untaken = self.untaken.iter().map(|(at, _)| *at);
        let outside = answers.chain(strays).chain(tellings).chain(untaken);
        let next = outside.chain(self.armed()).min();
        let Some(next) = next.filter(|next| *next <= until && !self.is_dead()) else {
            self.time = self.time.max(until);
            return false;
        };
        self.time = self.time.max(next);
        self.turn();
        true
    }

    pub(super) fn turn(&mut self) {
        self.is_unnoticed = false;
        self.look_at_clocks();
        for id in self.landed() {
            if self.is_dead() {
                break;
            }
            let Some(flight) = self.take_flight(id) else {
                continue;
            };
            let result = self.result(&flight);
            self.touch(&result);
            self.oracle.handle_answer(flight.sent, self.slept, &result);
            let (id, again) = (flight.id, self.again(&flight, &result));
            self.judge_answer(&flight, &result);
            self.engine.handle_answer(id, result, self.now());
            self.drain();
            self.judge_view();
            self.strays.extend(again);
        }
        self.take_strays();
        if self.is_dead() {
            return;
        }
        self.touched.clear();
        self.engine.handle_timeout(self.now());
        self.drain();
        self.judge_waiting();
    }

    /// Whose answers are there. What leaves because of one of them takes its time.
    fn landed(&self) -> Vec<RequestId> {
        let landed = |flight: &&Flight| self.lands(flight) <= self.time;
        let landed = self.flights.iter().filter(landed);
        landed.map(|flight| flight.id).collect()
    }

    /// Unless it was cancelled meanwhile.
    pub(super) fn take_flight(&mut self, id: RequestId) -> Option<Flight> {
        let index = self.flights.iter().position(|flight| flight.id == id)?;
        Some(self.flights.remove(index))
    }

    /// Answers to nobody, and what became of notices.
    fn take_strays(&mut self) {
        let now = self.time;
        let due: Vec<_> = self.strays.extract_if(.., |(at, ..)| *at <= now).collect();
        for (_, id, result) in due {
            if self.is_dead() {
                return;
            }
            self.touched.clear();
            self.engine.handle_answer(id, result, self.now());
            self.drain();
        }
        let due: Vec<_> = self
            .tellings
            .extract_if(.., |(at, ..)| *at <= now)
            .collect();
        for (_, ended, delivery) in due {
            if self.is_dead() {
                return;
            }
            self.touched.clear();
            if delivery == Delivery::Refused {
                self.judge.handle_refused();
                self.judge.last_refused = now;
            }
            self.engine.handle_told(&ended, delivery, self.now());
            self.drain();
        }
        let due: Vec<_> = self.untaken.extract_if(.., |(at, _)| *at <= now).collect();
        for (_, alerts) in due {
            if self.is_dead() {
                return;
            }
            self.touched.clear();
            self.send_alerted(alerts, Delivery::Refused);
            self.drain();
        }
    }

    fn touch(&mut self, result: &Result<Observation, Fault>) {
        self.touched.clear();
        match result.as_ref().map(|observation| &observation.answer) {
            Ok(Answer::Watch(changes)) => self.touched.extend(changes.iter().map(Change::target)),
            // Any pin may be erased by it.
            Ok(Answer::Account(_)) => self.touched.extend(self.oracle.pinned().iter().copied()),
            Ok(Answer::Details { .. } | Answer::Operations { .. }) | Err(_) => {}
        }
    }
}

/// Both clocks of this computer.
pub(super) fn now(time: Duration, wall_error: i64) -> Now {
    let wall = Timestamp::from_millis(stamp(time).millis() + wall_error);
    Now {
        moment: Moment::from_origin(time),
        wall,
    }
}
