//! How the computer sleeps, and how the loop hears of it: by a word, or by clocks that went on.

use std::time::Duration;

use monitor_core::Input;

use super::World;

/// How the computer sleeps.
pub struct Night {
    pub duration: Duration,
    /// The monotonic clock sleeps as well.
    pub with_clock: bool,
    /// The app is told when it is over.
    pub tells: bool,
}

impl World {
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
        self.judge.handle_night(night.duration, self.time);
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
}
