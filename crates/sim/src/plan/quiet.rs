//! What a user wants to hear nothing of for a while: snoozes, quiet hours, and all of an environment.

use monitor_core::{EnvironmentId, Reach};

use super::Plan;
use crate::step::Act;
use crate::world::Hours;

impl Plan {
    /// A pin, or all of an environment; a quarter of them is ended by hand.
    pub(super) fn snooze(&mut self, who: usize) {
        let reach = if self.chance.percent(60) {
            self.pinned(who).map(Reach::Target)
        } else {
            let environment = self.environment().and_then(EnvironmentId::new);
            environment.map(Reach::Environment)
        };
        let Some(reach) = reach else {
            return;
        };
        let seconds = self.chance.between(30, 6_000);
        self.now(who, Act::Snooze(reach, Some(seconds)));
        if self.chance.percent(25) {
            self.later(seconds / 2, who, Act::Snooze(reach, None));
        }
    }

    pub(super) fn mute_environment(&mut self, who: usize) {
        if let Some(environment) = self.environment() {
            self.now(who, Act::MuteEnvironment(environment, true));
            let seconds = self.chance.between(10, 4_000);
            self.later(seconds, who, Act::MuteEnvironment(environment, false));
        }
    }

    /// Of some nights to come, in place of those before; or of none.
    pub(super) fn keep_quiet(&mut self, who: usize) {
        let nights = self.chance.below(4);
        let hours = (0..nights).map(|_| self.hours()).collect();
        self.now(who, Act::KeepQuiet(hours));
    }

    fn hours(&mut self) -> Hours {
        let from = if self.chance.percent(40) {
            0
        } else {
            self.chance.between(60, 20_000)
        };
        let environment = if self.chance.percent(50) {
            self.environment()
        } else {
            None
        };
        Hours {
            from,
            until: from + self.chance.between(60, 6_000),
            environment,
            failures_break_through: self.chance.percent(40),
        }
    }
}
