//! What a user does: looks, pins, mutes, pauses, chooses.

use monitor_core::attention::Shows;
use monitor_core::filter::{Place, State};
use monitor_core::monitor::Scoped;
use monitor_core::rules::{OperationRules, PackRules};
use monitor_core::run::{Freshness, Outcome, Status};
use monitor_core::{ListFilter, Rules, Target};

use super::Plan;
use crate::step::Act;
use crate::world::{op, viewer};

impl Plan {
    pub(super) fn user(&mut self, who: usize) {
        match self.chance.below(53) {
            0..10 => self.look(who, Shows::Overview),
            10..15 => {
                let pinned = &self.accounts[who].pinned;
                if let Some(id) = self.chance.pick(pinned) {
                    self.look(who, viewer(id));
                }
            }
            15..20 => self.pin_anew(who),
            20..24 => self.unpin(who),
            24..28 => self.mute(who),
            28..30 => self.move_pin(who),
            30..33 => {
                let seconds = self.chance.between(10, 4_000);
                let pause = self.chance.percent(85).then_some(seconds);
                self.now(who, Act::Pause(pause));
            }
            33..35 => self.hidden_mode(who),
            35..37 => self.rule(who),
            37..40 => self.refresh(who),
            40..42 => {
                let text = self.chance.pick(&["", "10", "100", "4"]).unwrap_or("");
                self.now(who, Act::Search(text.to_owned()));
            }
            42..44 => {
                let pinned = &self.accounts[who].pinned;
                if let Some(id) = self.chance.pick(pinned) {
                    self.now(who, Act::Details(id));
                }
            }
            44..47 => self.snooze(who),
            47..50 => self.mute_environment(who),
            _ => self.keep_quiet(who),
        }
    }

    /// A window is there for a while, and perhaps a dialog in it.
    fn look(&mut self, who: usize, shows: Shows) {
        let seconds = if self.chance.percent(85) {
            self.chance.between(2, 90)
        } else {
            self.chance.between(90, 900)
        };
        let window = |visible, modal| Act::Window {
            shows,
            visible,
            modal,
        };
        self.now(who, window(true, false));
        if self.chance.percent(30) {
            self.later(seconds / 3, who, window(true, true));
            self.later(seconds / 2, who, window(true, false));
        }
        let end = if self.chance.percent(50) {
            Act::Destroy(shows)
        } else {
            window(false, self.chance.percent(10))
        };
        if matches!(shows, Shows::Overview) && self.chance.percent(40) {
            self.filter(seconds / 4, who);
        }
        self.later(seconds, who, end);
    }

    /// Choices are tried within moments; the last one may be everything again.
    fn filter(&mut self, seconds: u64, who: usize) {
        for _ in 0..self.chance.between(1, 5) {
            let known = &mut self.accounts[who];
            known.choices += 1;
            let turn = known.choices;
            let state = match self.chance.below(10) {
                0 => Some(State::Freshness(Freshness::LikelyStale)),
                1 => Some(State::Outcome(Outcome::Failed)),
                2 => Some(State::Status(Status::Queued)),
                3 => Some(State::Status(Status::Running)),
                _ => None,
            };
            let environment = self.environment().map(|id| format!("Environment {id}"));
            let filter = ListFilter {
                turn,
                environment: environment
                    .filter(|_| self.chance.percent(60))
                    .map(Place::Environment),
                state,
                ..ListFilter::default()
            };
            let seconds = seconds + self.chance.below(3);
            self.later(seconds, who, Act::Filter(filter));
        }
    }

    pub(super) fn pin(&mut self, seconds: u64, who: usize, id: i64) {
        let pinned = &mut self.accounts[who].pinned;
        pinned.push(id);
        if pinned.len() > super::OPERATIONS as usize {
            let oldest = pinned.remove(0);
            self.now(who, Act::Unpin(op(oldest)));
        }
        self.later(seconds, who, Act::Pin(op(id)));
    }

    fn pin_anew(&mut self, who: usize) {
        let last = u64::try_from(self.accounts[who].last).unwrap_or(0);
        let id = 1_000 + i64::try_from(self.chance.between(1, last + 1)).unwrap_or(1);
        if !self.accounts[who].pinned.contains(&id) {
            self.pin(0, who, id);
        }
    }

    fn unpin(&mut self, who: usize) {
        let Some(target) = self.pinned(who) else {
            return;
        };
        self.now(who, Act::Unpin(target));
        match target {
            Target::Operation(id) => {
                self.accounts[who].pinned.retain(|pin| *pin != id.value());
            }
            Target::ReviewPack(_) => {
                let seconds = self.chance.between(1, 3_000);
                self.later(seconds, who, Act::Pin(target));
            }
        }
    }

    fn mute(&mut self, who: usize) {
        if let Some(target) = self.pinned(who) {
            self.now(who, Act::Mute(target, true));
            let seconds = self.chance.between(10, 4_000);
            self.later(seconds, who, Act::Mute(target, false));
        }
    }

    fn move_pin(&mut self, who: usize) {
        let (target, before) = (self.pinned(who), self.pinned(who));
        if let Some(target) = target {
            self.now(who, Act::Move(target, before));
        }
    }

    fn hidden_mode(&mut self, who: usize) {
        if self.chance.percent(50) {
            let seconds = self.chance.pick(&[5, 15, 30, 60, 600]).unwrap_or(30);
            self.now(who, Act::QuietEvery(seconds));
            return;
        }
        self.now(who, Act::Quiet(false));
        let seconds = self.chance.between(10, 6_000);
        self.later(seconds, who, Act::Quiet(true));
    }

    fn rule(&mut self, who: usize) {
        let mut switch = || self.chance.percent(75);
        let rules = Rules {
            operations: OperationRules {
                succeeded: switch(),
                partially_succeeded: switch(),
                blocked: switch(),
                failed: switch(),
                cancelled: switch(),
            },
            packs: PackRules {
                ready: switch(),
                failed: switch(),
                expired: switch(),
            },
            ..Rules::default()
        };
        self.now(who, Act::Rule(rules));
    }

    fn refresh(&mut self, who: usize) {
        let target = self.pinned(who).filter(|_| self.chance.percent(50));
        let scoped = target.map_or(Scoped::Everything, Scoped::Target);
        self.now(who, Act::Refresh(scoped));
    }
}
