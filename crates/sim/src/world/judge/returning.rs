//! Times in which nobody could be told, as the world sees their ends: the process begins, the computer woke, the server
//! answers again. What is told after one waits for the first answers of everything that is watched.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::Duration;

use monitor_core::watch::Lane;
use monitor_core::{Moment, Target, cadence};

use super::super::orders::targets_of;
use super::{Access, Claim, Judge, World};
use crate::world::Flight;

/// Until when ends may wait, and until when they have to.
#[derive(Debug, Default)]
pub(in crate::world) struct Returns {
    /// The last time in which nobody could be told ended then, on the monitor's clock and in the world's time, if not before.
    latest: (Moment, Duration),
    /// A time in which nobody could be told surely ended then.
    surely: Moment,
    /// When this process began or heard last of a sleep.
    computer: Moment,
    /// When the app heard last of a sleep that it had not just heard of.
    woke: Option<Moment>,
    /// The first fault since the last good answer.
    silent_since: Option<Moment>,
    /// When each target was answered last.
    answered: BTreeMap<Target, Moment>,
}

impl Returns {
    pub(in crate::world) fn of_process(moment: Moment, now: Duration) -> Self {
        Self {
            latest: (moment, now),
            surely: moment,
            computer: moment,
            ..Self::default()
        }
    }

    pub(in crate::world) fn handle_woke(&mut self, moment: Moment, now: Duration) {
        self.latest = (moment, now);
        self.computer = moment;
        let told = self
            .woke
            .is_some_and(|woke| moment.since(woke) < cadence::CHANGE_SPACING);
        if !told {
            self.woke = Some(moment);
            self.surely = moment;
        }
    }

    pub(in crate::world) fn handle_fault(&mut self, moment: Moment) {
        self.silent_since = self.silent_since.or(Some(moment));
    }

    /// The server is there.
    fn handle_heard(&mut self, moment: Moment, now: Duration) {
        let Some(silent_since) = self.silent_since.take() else {
            return;
        };
        let is_long = moment.since(silent_since) >= cadence::BLIND_GRACE;
        let began_soon = silent_since < self.computer.after(cadence::BLIND_GRACE);
        if is_long {
            self.surely = moment;
        }
        if is_long || began_soon {
            self.latest = (moment, now);
        }
    }

    /// The server answers about these.
    fn handle_answered(&mut self, targets: Vec<Target>, moment: Moment) {
        let answered = targets.into_iter().map(|target| (target, moment));
        self.answered.extend(answered);
    }

    /// Whether first answers may be waited for.
    pub(in crate::world) fn may_wait(&self, now: Moment) -> bool {
        now.since(self.latest.0) < cadence::BLIND_GRACE
    }

    pub(in crate::world) const fn latest(&self) -> Duration {
        self.latest.1
    }

    fn has_to_wait(&self, now: Moment) -> bool {
        now.since(self.surely) < FIRST_ANSWERS
    }

    fn is_unheard(&self, target: Target) -> bool {
        let answered = self.answered.get(&target);
        answered.is_none_or(|answered| *answered < self.surely)
    }
}

impl Judge {
    /// Of a computer's first process.
    pub(in crate::world) fn of_process(moment: Moment, now: Duration) -> Self {
        Self {
            returns: Returns::of_process(moment, now),
            access: Access::of_process(moment),
            ..Self::default()
        }
    }
}

impl World {
    /// Nobody who is signed out hears that a server is there again; what it answers is known all the same.
    pub(super) fn judge_heard(&mut self, flight: &Flight) {
        let (moment, now) = (self.now().moment, self.time);
        let is_signed_in = self.judge.signed_out.is_none();
        let returns = &mut self.judge.returns;
        if is_signed_in {
            returns.handle_heard(moment, now);
        }
        returns.handle_answered(targets_of(&flight.ask), moment);
        self.judge.failing.handle_heard(Lane::of(&flight.ask));
        self.judge.access.handle_heard(now);
    }

    /// This is told now. Of operations that are known to be at work the first answers tell; a user who suspends completely
    /// waits for none.
    pub(in crate::world) fn judge_first_answers(&mut self, told: &impl Debug) {
        let returns = &self.judge.returns;
        if !self.settings.quiet || !returns.has_to_wait(self.now().moment) {
            return;
        }
        let mut active = self.oracle.active().iter().copied();
        let unheard = active.find(|target| returns.is_unheard(*target));
        self.claim(Claim::ToldWithFirst, unheard.is_none(), |_| {
            format!("{told:?} is told before {unheard:?} is answered")
        });
    }
}

/// So long the first answers may take where the server answers.
const FIRST_ANSWERS: Duration = Duration::from_secs(15);
