//! How time passes: from deadline to answer to deadline, asleep, and from one process to the next.

use std::collections::BTreeSet;
use std::time::Duration;

use monitor_core::monitor::Legacy;
use monitor_core::notice::GROUPING;
use monitor_core::ports::{Answer, Change, Delivery, Observation, Pin, RequestId};
use monitor_core::{Fault, Input, Moment, Monitor, Now, Target, Timestamp};
use monitor_driver::{Awake, Engine};

use super::{Boundary, End, Flight, START, World, key, secs, stamp};

/// How the computer sleeps.
pub struct Night {
    pub duration: Duration,
    /// The monotonic clock sleeps as well.
    pub with_clock: bool,
    /// The app is told when it is over.
    pub tells: bool,
}

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

    /// The computer sleeps: time passes, and nothing happens until it wakes.
    pub fn sleep(&mut self, night: &Night) {
        self.doze(night);
        if night.tells {
            self.wake();
            self.turn();
        }
    }

    /// The computer slept, and the app did not notice yet: before a word of it, and before what fell due, it may hear of
    /// whatever happens now.
    pub fn doze(&mut self, night: &Night) {
        let rest = self.rest();
        self.time += night.duration;
        self.slept += night.duration;
        self.oversleeps = rest.map(|rest| self.time + rest);
        if night.with_clock {
            self.stood_still += night.duration;
            self.judge.handle_standstill(night.duration);
        }
        self.judge.handle_stir(self.time);
        self.judge.handle_slept(self.now().moment);
        self.sleep_over_waits();
        self.is_unnoticed = true;
    }

    /// For how long the timer goes on that is armed: on a clock that sleeps with the computer, and in naps.
    fn rest(&self) -> Option<Duration> {
        if let Some(fires) = self.oversleeps {
            return Some(fires.saturating_sub(self.time));
        }
        let (since, deadline) = self.armed?;
        let nap = self.engine.nap().as_nanos();
        let waited = self.now().moment.since(since.moment).as_nanos() % nap;
        let nap = Duration::from_nanos_u128(nap - waited);
        deadline.map(|deadline| deadline.saturating_sub(self.time).min(nap))
    }

    /// As the loop does it before anything else: the clocks may tell of a sleep.
    pub(crate) fn look_at_clocks(&mut self) {
        if self.is_dead() {
            return;
        }
        let (now, uptime) = (self.now(), self.time.saturating_sub(self.slept));
        let has_slept = self.awake.has_slept(now, uptime);
        if has_slept {
            self.judge_input(&Input::Woke);
        }
        self.engine.handle_turn(now, uptime);
        // What is dropped then is no answer any more, even where it is there.
        if has_slept {
            self.drain();
        }
    }

    /// The app is told that the computer slept.
    pub fn wake(&mut self) {
        self.is_unnoticed = false;
        if !self.is_dead() {
            self.input(Input::Woke);
        }
    }

    /// Everything under way is lost without a word.
    pub fn lose_flights(&mut self) {
        for flight in &mut self.flights {
            flight.fate.end = End::Lost;
        }
    }

    /// The process dies after so many more durable steps.
    pub fn kill_after(&mut self, steps: usize) {
        self.ledger_mut().kill_after(steps);
    }

    /// The process dies before the next durable step of this kind.
    pub fn kill_before(&mut self, boundary: Boundary) {
        self.ledger_mut().kill_before(boundary);
    }

    /// It does not die after all.
    pub fn spare(&mut self) {
        self.ledger_mut().spare();
    }

    /// A new process on the old ledger, without a window.
    pub fn restart(&mut self) {
        let died_midway = self.ledger().died_midway();
        self.is_unnoticed = false;
        self.spare();
        self.flights.clear();
        self.strays.clear();
        self.tellings.clear();
        self.untaken.clear();
        self.oversleeps = None;
        self.windows.clear();
        self.oracle.handle_restart();
        let mut disk = self.ledger().reopened();
        let (pins, untold) = (disk.pins(), disk.untold());
        let is_full = std::mem::take(&mut disk.missed);
        self.take_up(&pins, is_full, died_midway);
        let muted = pins.iter().filter(|pin| pin.muted);
        self.muted = muted.map(|pin| pin.target).collect();
        self.muted_environments = disk.muted_environments();
        self.judge_restart(&pins);
        let legacy = Legacy {
            pins,
            untold,
            muted_environments: self.muted_environments.clone(),
            snoozes: disk.snoozes(),
            quiet_hours: self.quiet_hours.clone(),
            withheld: disk.withheld(),
        };
        let (now, uptime) = (self.now(), self.time.saturating_sub(self.slept));
        let monitor = Monitor::after(legacy, self.settings, self.seed, now);
        self.awake = Awake::new(self.goes_on, now, uptime);
        self.engine = Engine::new(monitor, disk, self.awake, now);
        self.take_up_waits();
        self.drain();
    }

    /// What this process had not stored yet when it died, the next one knows as the ledger has it.
    fn take_up(&mut self, pins: &[Pin], is_full: bool, died_midway: bool) {
        let touched = std::mem::take(&mut self.touched);
        if !is_full && !died_midway {
            return;
        }
        if !is_full {
            self.judge_ends_before_states(&touched);
        }
        let (settled, untold) = (self.settled(), self.ledger().untold());
        let kept: BTreeSet<_> = untold.iter().map(key).chain(settled).collect();
        let is_known = |target: &Target| !is_full && !touched.contains(target);
        self.oracle.adopt(pins, &kept, is_known);
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

    fn turn(&mut self) {
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
            self.oracle.handle_answer(&result);
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
