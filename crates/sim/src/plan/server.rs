//! What happens at the server: operations and review packs come and go, access too, and the server itself.

use std::time::Duration;

use monitor_core::cadence::Wish;

use super::Plan;
use crate::step::Act;
use crate::world::{Chapter, card, completed, op, stale};

impl Plan {
    pub(super) fn server(&mut self, who: usize) {
        match self.chance.below(41) {
            0..18 => self.begin(who),
            18..28 => {
                if let Some(environment) = self.environment() {
                    self.advance_pack(who, environment);
                }
            }
            28..31 => self.restart(who),
            31..34 => self.lose(who),
            34..35 => {
                let seconds = self.chance.between(30, 7_200);
                self.now(who, Act::RollBack(seconds));
            }
            35..37 => {
                let seconds = self.chance.pick(&[0, 5, 20, 50, 50]).unwrap_or(50);
                self.now(who, Act::MaxWait(seconds));
            }
            37..39 => {
                let pause = Duration::from_secs(self.chance.between(1, 90));
                self.now(who, Act::Wish(Wish::PollAfter(pause)));
                let seconds = self.chance.between(30, 600);
                self.later(seconds, who, Act::Wish(Wish::Nothing));
            }
            39..40 => self.vanish(who),
            _ => self.fail_lists(who),
        }
    }

    /// An operation begins, is mostly pinned, and ends some time.
    pub(super) fn begin(&mut self, who: usize) {
        self.accounts[who].last += 1;
        let id = 1_000 + self.accounts[who].last;
        let environment = self.environment().unwrap_or(1);
        self.now(who, Act::Start { id, environment });
        let life = match self.chance.below(10) {
            0..2 => self.chance.between(2, 60),
            2..7 => self.chance.between(60, 2_400),
            _ => self.chance.between(2_400, 40_000),
        };
        let target = op(id);
        if self.chance.percent(10) {
            let after = life / 2;
            let chapter = stale();
            self.now(
                who,
                Act::Become {
                    target,
                    after,
                    chapter,
                },
            );
        }
        let outcomes = [
            "succeeded",
            "failed",
            "partial",
            "blocked",
            "cancelled",
            "glorious",
        ];
        let chapter = completed(self.chance.pick(&outcomes).unwrap_or("succeeded"));
        let after = life;
        self.now(
            who,
            Act::Become {
                target,
                after,
                chapter,
            },
        );
        if self.chance.percent(85) {
            let seconds = self.chance.below(20);
            self.pin(seconds, who, id);
        }
    }

    /// The latest pack goes on, or a newer one is made.
    pub(super) fn advance_pack(&mut self, who: usize, environment: i64) {
        let Some(latest) = usize::try_from(environment - 1)
            .ok()
            .and_then(|index| self.accounts[who].packs.get_mut(index))
        else {
            return;
        };
        let target = card(environment);
        if self.chance.percent(4) {
            let chapter = Chapter::NoPack;
            self.now(
                who,
                Act::Become {
                    target,
                    after: 0,
                    chapter,
                },
            );
            return;
        }
        *latest += 1;
        let id = *latest;
        let takes = self.chance.between(10, 3_000);
        let ends = self
            .chance
            .pick(&["ready", "ready", "ready", "failed", "archived"]);
        let expires = self
            .chance
            .percent(30)
            .then(|| self.chance.between(8_000, 100_000));
        let chapter = |status| Chapter::Pack {
            id,
            status,
            expires: expires.map(Duration::from_secs),
        };
        let steps = [
            (0, "queued"),
            (takes / 3, "generating"),
            (takes, ends.unwrap_or("ready")),
        ];
        for (after, status) in steps {
            let chapter = chapter(status);
            self.now(
                who,
                Act::Become {
                    target,
                    after,
                    chapter,
                },
            );
        }
    }

    fn restart(&mut self, who: usize) {
        let seconds = self.chance.between(1, 90);
        self.now(who, Act::Down);
        self.later(seconds, who, Act::Up);
    }

    fn fail_lists(&mut self, who: usize) {
        let seconds = self.chance.between(60, 3_000);
        self.now(who, Act::ListsFail);
        self.later(seconds, who, Act::Up);
    }

    fn lose(&mut self, who: usize) {
        let Some(environment) = self.environment() else {
            return;
        };
        self.now(who, Act::Lose(environment));
        let seconds = self.chance.between(5, 9_000);
        self.later(seconds, who, Act::Regain(environment));
    }

    /// A pinned target is deleted, or not the user's any more.
    fn vanish(&mut self, who: usize) {
        let Some(target) = self.pinned(who) else {
            return;
        };
        let gone = self.chance.percent(50);
        let chapter = if gone {
            Chapter::Gone
        } else {
            Chapter::Forbidden
        };
        self.now(
            who,
            Act::Become {
                target,
                after: 0,
                chapter,
            },
        );
    }
}
