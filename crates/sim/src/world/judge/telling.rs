//! Whether what is told, shown and stored may be: what happened, once, and without a name that was lost.

use std::collections::BTreeSet;
use std::time::Duration;

use monitor_core::account::Health;
use monitor_core::notice::GROUPING;
use monitor_core::ports::{Pin, Seen};
use monitor_core::view::{Known, View, Worst};
use monitor_core::{Ended, EnvironmentId, Moment, Notice, PackStatus, Target, run};

use super::{Access, Claim, Failing, Judge, Returns, World};
use crate::world::{Key, key};

impl Judge {
    pub(in crate::world) const fn handle_announced(&mut self, now: Moment) {
        self.announced = Some(now);
    }

    /// Whether what ends now waits for others: after a notice, or for the first answers after a start, a sleep or a silence.
    pub(in crate::world) fn is_grouping(&self, now: Moment) -> bool {
        let since = self.announced.map(|announced| now.since(announced));
        since.is_some_and(|since| since < GROUPING) || self.returns.may_wait(now)
    }

    /// Whether any of these may have been shown by an earlier process.
    pub(in crate::world) fn may_repeat(&self, ended: &[Ended]) -> bool {
        ended.iter().any(|end| self.leftovers.contains(&key(end)))
    }
}

impl World {
    pub(in crate::world) fn judge_told(&mut self, notice: &Notice) {
        if !self.judge.is_on {
            return;
        }
        let now = self.now().moment;
        let last = self.judge.told.replace(now);
        let is_apart = last.is_none_or(|last| now.since(last) >= GROUPING);
        self.claim(Claim::ToldTogether, is_apart, |_| {
            format!("{:?} after one at {last:?}", notice.ended)
        });
        for end in notice.ended.iter().map(key) {
            let happened = self.server.happened(&end, self.time);
            self.claim(Claim::ToldWhatHappened, happened, |_| format!("{end:?}"));
            let silent = self.ledger().is_silenced(&end);
            self.claim(Claim::SilencedStaysSilent, !silent, |_| format!("{end:?}"));
            let judge = &self.judge;
            let marked = notice.may_repeat && judge.leftovers.contains(&end);
            let forgotten = judge.forgotten.contains(&end);
            let once = marked || forgotten || !judge.toasted.contains(&end);
            self.claim(Claim::ToastOnce, once, |_| format!("{end:?} again"));
            self.judge.toasted.insert(end);
            if self.ledger().is_full() {
                self.judge.unstored.insert(end);
            }
        }
        self.judge_folded(notice);
        let names = notice.ended.iter().map(|end| end.environment.as_ref());
        let lost = self.lost_among(names);
        self.claim(Claim::NoLostNames, lost.is_none(), |_| {
            format!("told: environment {lost:?}")
        });
    }

    pub(in crate::world) fn judge_restart(&mut self, pins: &[Pin]) {
        let now = self.time;
        self.judge.handle_stir(now);
        let withheld = self.ledger().withheld();
        let mut left = self.ledger().untold();
        left.retain(|end| !withheld.contains(end));
        self.judge.leftovers = left.iter().map(key).collect();
        let unstored = std::mem::take(&mut self.judge.unstored);
        self.judge.forgotten.extend(unstored);
        self.judge.announced = None;
        self.judge.returns = Returns::of_process(self.now().moment, now);
        self.judge.failing = Failing::default();
        self.judge.access = Access::of_process(self.now().moment);
        self.judge.told = None;
        self.judge.left.clear();
        self.judge.asked.clear();
        self.judge.trouble = None;
        self.judge.not_before = Duration::ZERO;
        self.judge.resumes = Duration::ZERO;
        self.judge.signed_out = None;
        self.judge.lost.clear();
        self.judge.excused.clear();
        let ended = |pin: &&Pin| {
            let is_operation = matches!(pin.target, Target::Operation(_));
            is_operation && pin.seen.as_ref().is_some_and(has_ended)
        };
        let ended = pins.iter().filter(ended).map(|pin| pin.target);
        self.judge.ended = ended.collect();
    }

    /// The state of a target that ended is stored only after its end.
    pub(in crate::world) fn judge_ends_before_states(&mut self, touched: &BTreeSet<Target>) {
        let settled = self.settled();
        let pins = self.ledger().pins();
        let is_open = |end: &&Key| touched.contains(&end.0) && !settled.contains(end);
        let open: Vec<Key> = self
            .oracle
            .expected
            .iter()
            .filter(is_open)
            .copied()
            .collect();
        for end in open {
            let seen = pins.iter().find(|pin| pin.target == end.0);
            let seen = seen.and_then(|pin| pin.seen.as_ref());
            let forgotten = seen.is_some_and(|seen| seen.subject == end.1 && has_ended(seen));
            let holds = !forgotten || self.ledger().has(&end);
            self.claim(Claim::EndBeforeState, holds, |_| format!("{end:?}"));
        }
    }

    /// What a surface may show now, where that is in question.
    pub fn judge_view(&mut self) {
        // What is given back may be named again, and is lost anew only when another answer leaves it out.
        let server = &self.server;
        self.judge.lost.retain(|id| !server.is_entitled(*id));
        let in_trouble = self.judge.trouble.is_some() || self.judge.signed_out.is_some();
        let in_question = in_trouble || !self.judge.lost.is_empty();
        if !in_question || !self.judge.is_on || self.is_dead() {
            return;
        }
        let view = self.view();
        if in_trouble {
            let said = view.summary.worst == Worst::Blind && view.health != Health::Ok;
            self.claim(Claim::BlindIsSaid, said, |_| format!("{:?}", view.summary));
        }
        self.judge_names(&view);
    }

    fn judge_names(&mut self, view: &View) {
        let shown = view.rows().map(|row| match &row.known {
            Known::Run(run) => run.environment.as_ref(),
            Known::Seen(seen) => seen.environment.as_ref(),
            Known::Forbidden | Known::Gone | Known::Nothing => None,
        });
        let row = self.lost_among(shown);
        let named = |card: &&monitor_core::view::PackCard| !card.environment_name.is_empty();
        let cards = view.packs.iter().filter(named);
        let card = cards
            .map(|card| card.environment.value())
            .find(|id| self.is_lost(*id));
        // A disk that is full still has what is to be erased as soon as it can be.
        let mut stored = self.ledger().seen();
        stored.retain(|_| !self.ledger().is_behind());
        let stored = self.lost_among(stored.iter().map(|seen| seen.environment.as_ref()));
        let found = row.or(card).or(stored);
        self.claim(Claim::NoLostNames, found.is_none(), |_| {
            format!("row {row:?}, card {card:?}, ledger {stored:?}")
        });
    }

    pub(super) fn lost_among<'a>(
        &self,
        names: impl Iterator<Item = Option<&'a (EnvironmentId, String)>>,
    ) -> Option<i64> {
        let named = names.flatten().filter(|(_, name)| !name.is_empty());
        let mut ids = named.map(|(id, _)| id.value());
        ids.find(|id| self.is_lost(*id))
    }

    /// Whether the user lost this environment, and the monitor was told.
    fn is_lost(&self, environment: i64) -> bool {
        self.judge.lost.contains(&environment)
    }
}

fn has_ended(seen: &Seen) -> bool {
    if seen.kind.is_none() {
        PackStatus::parse(&seen.status).is_ended()
    } else {
        run::ending(&seen.run_status(), &seen.run_outcome()).is_some()
    }
}
