//! How time passes: from deadline to answer to deadline, asleep, and from one process to the next.

use std::time::Duration;

use monitor_core::{Moment, Monitor, Now, Timestamp};

use super::{Flight, LATENCY, World, secs, stamp};

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
                "spins at {before:?}: {:?}",
                self.next_deadline()
            );
            before = self.time;
        }
    }

    /// The computer sleeps: time passes, and nothing happens until it wakes.
    pub fn sleep(&mut self, duration: Duration) {
        self.time += duration;
        self.turn();
    }

    /// The process dies after so many more durable steps.
    pub fn kill_after(&mut self, steps: usize) {
        self.lives = Some(steps);
    }

    /// A new process on the old ledger, without a window.
    pub fn restart(&mut self) {
        self.lives = None;
        self.flights.clear();
        self.oracle.handle_restart();
        let (pins, untold) = (self.ledger.pins(), self.ledger.untold());
        let muted = pins.iter().filter(|pin| pin.muted);
        self.muted = muted.map(|pin| pin.target).collect();
        self.monitor = Monitor::new(self.settings, pins, untold, 7, self.now());
        self.drain();
    }

    pub fn now(&self) -> Now {
        now(self.time, self.wall_error)
    }

    pub fn next_deadline(&self) -> Option<Duration> {
        let (deadline, _) = self.monitor.poll_timeout(self.now())?;
        Some(deadline.since(Moment::default()))
    }

    fn step(&mut self, until: Duration) -> bool {
        let answers = self
            .flights
            .iter()
            .map(|flight| self.server.ready(flight) + LATENCY);
        let next = answers.chain(self.next_deadline()).min();
        let Some(next) = next.filter(|next| *next <= until && !self.is_dead()) else {
            self.time = self.time.max(until);
            return false;
        };
        self.time = self.time.max(next);
        self.turn();
        true
    }

    fn turn(&mut self) {
        while let Some(flight) = self.take_landed() {
            let result = self.server.answer(&flight);
            self.oracle.handle_answer(&result);
            self.monitor.handle_answer(flight.id, result, self.now());
            self.drain();
        }
        self.monitor.handle_timeout(self.now());
        self.drain();
    }

    fn take_landed(&mut self) -> Option<Flight> {
        let landed = |flight: &Flight| self.server.ready(flight) + LATENCY <= self.time;
        let index = self.flights.iter().position(landed)?;
        Some(self.flights.remove(index))
    }
}

pub(super) fn now(time: Duration, wall_error: i64) -> Now {
    let wall = Timestamp::from_millis(stamp(time).millis() + wall_error);
    Now {
        moment: Moment::from_origin(time),
        wall,
    }
}
