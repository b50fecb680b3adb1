//! Which ends are told, and when: never where their target or its environment is muted, or a rule keeps them quiet; later
//! where they wait for something (`waiting`), others were told just before, or nobody took the notice (`pace`); else at
//! once.

use std::collections::BTreeSet;
use std::collections::btree_map::Entry;

use super::Monitor;
use super::waiting::Withheld;
use crate::id::EnvironmentId;
use crate::notice::{Ended, Notice, Silence};
use crate::planted::{self, Bug};
use crate::ports::{Effect, Record};
use crate::quiet::Reach;
use crate::target::Target;
use crate::time::Now;

impl Monitor {
    /// Takes that nobody took a notice of these ends: they are told later, with whatever ended meanwhile.
    pub fn handle_refused(&mut self, ended: &[Ended], now: Now) {
        let is_kept = |end: &&Ended| !self.is_lost(end) && !planted::has(Bug::ForgottenRefusal);
        let kept: Vec<_> = ended.iter().filter(is_kept).cloned().collect();
        if !kept.is_empty() {
            self.alerting.owing.handle_refused();
        }
        self.withheld.extend(kept.into_iter().map(Withheld::from));
        self.pace.handle_refused(now.moment);
        self.settle(now);
    }

    /// What an earlier start left was judged when it happened: what waits for something is judged again when that is over,
    /// and what waits for nothing else waits for what ended since. What is known to have waited until then was not shown,
    /// and is no repeat.
    pub(super) fn take_up(&mut self, untold: Vec<Ended>, withheld: &[Ended], now: Now) {
        let withheld: BTreeSet<_> = withheld.iter().map(Ended::key).collect();
        self.kept_back = untold.iter().map(Ended::key).collect();
        let left = untold.iter().map(Ended::key);
        self.leftovers = left.filter(|end| !withheld.contains(end)).collect();
        let (waiting, told): (Vec<_>, Vec<_>) = untold
            .into_iter()
            .partition(|end| self.wait(end, now).is_some());
        let keys = waiting.iter().map(|end| (end.key(), now.moment));
        self.noticed.extend(keys);
        self.withheld
            .extend(waiting.into_iter().map(Withheld::from));
        self.tell(told, now);
    }

    /// Tells ends now, or keeps them until what they wait for is over.
    pub(super) fn tell(&mut self, mut ended: Vec<Ended>, now: Now) {
        ended.retain(|end| match self.noticed.entry(end.key()) {
            Entry::Occupied(_) => false,
            Entry::Vacant(unheard) => {
                unheard.insert(now.moment);
                true
            }
        });
        let ended = self.judge(ended);
        let mut told = self.withhold(ended, now);
        if !told.is_empty() {
            // What waited until this moment is told with it.
            told.extend(self.free(now));
        }
        self.announce(told, now);
    }

    /// Leaves word of ends that are no news, for the history.
    pub(super) fn store_baseline(&mut self, ended: Vec<Ended>, now: Now) {
        if !ended.is_empty() {
            let record = Record::Baseline(ended, now.wall);
            self.effects.push_back(Effect::Store(record));
        }
    }

    pub(super) fn announce(&mut self, ended: Vec<Ended>, now: Now) {
        let may_repeat = ended.iter().any(|end| self.leftovers.contains(&end.key()));
        let may_repeat = may_repeat && !planted::has(Bug::Unmarked);
        let Some(notice) = Notice::new(ended, may_repeat) else {
            return;
        };
        self.pace.handle_told(now.moment);
        let warned = self.fold_owed(now);
        let blind = self.fold_blindness(&notice.ended, now);
        let away = self.away(&notice.ended, blind, warned, now);
        let notice = Notice { away, ..notice };
        self.effects.push_back(Effect::Announce(notice));
    }

    /// The mute goes with the pin; what a pause had kept of it stays quiet.
    pub(super) fn forget_mute(&mut self, target: Target) {
        if self.muted.remove(&target) {
            self.silence_withheld(target);
        }
    }

    /// So does a snooze: whoever unpins what is snoozed wants to hear nothing of it.
    pub(super) fn forget_snooze(&mut self, target: Target) {
        if self.snoozes.remove(&Reach::Target(target)).is_some() {
            self.silence_withheld(target);
        }
    }

    fn silence_withheld(&mut self, target: Target) {
        let kept = self
            .withheld
            .extract_if(.., |held| held.end.target == target)
            .map(|held| held.end)
            .collect();
        self.silence(kept, Silence::Muted);
    }

    /// Whether access was lost while its notice was on its way. Of a place that was seen after the scope was answered, the
    /// scope says nothing yet.
    fn is_lost(&self, end: &Ended) -> bool {
        let noticed = self.noticed.get(&end.key());
        let is_older = noticed.is_none_or(|noticed| *noticed <= self.scope_age.learned());
        let out_of_scope = self.scope.as_ref().is_some_and(|scope| !end.is_in(scope));
        is_older && out_of_scope
    }

    /// Leaves the ends that may be told. The others are settled for good.
    pub(super) fn judge(&mut self, ended: Vec<Ended>) -> Vec<Ended> {
        let (muted, audible): (Vec<_>, Vec<_>) = ended
            .into_iter()
            .partition(|end| self.is_muted(end.target, end.environment_id()));
        let (told, ruled_out) = audible
            .into_iter()
            .partition(|end| self.settings.rules.allow(end));
        self.silence(muted, Silence::Muted);
        self.silence(ruled_out, Silence::Rule);
        told
    }

    /// Itself, or with all of its environment.
    pub(super) fn is_muted(&self, target: Target, environment: Option<EnvironmentId>) -> bool {
        self.muted.contains(&target)
            || environment.is_some_and(|id| self.muted_environments.contains(&id))
    }

    fn silence(&mut self, ended: Vec<Ended>, why: Silence) {
        if !ended.is_empty() {
            self.effects.push_back(Effect::Silence(ended, why));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::monitor::access::Age;
    use crate::monitor::sample;
    use crate::run::Ending;

    #[test]
    fn what_nobody_took_is_kept_unless_a_later_answer_says_that_its_place_was_lost() {
        let end = Ended::of_run(&sample::run(421, "policy.sync"), Ending::Failed);
        for (noticed, is_kept) in [(5, false), (10, false), (20, true)] {
            let mut monitor = sample::monitor();
            monitor.scope = Some(sample::scope(Vec::new()));
            monitor.scope_age = Age::new(sample::now(10));
            let at = sample::now(noticed).moment;
            monitor.noticed.insert(end.key(), at);
            monitor.handle_refused(std::slice::from_ref(&end), sample::now(30));
            assert_eq!(
                !monitor.withheld.is_empty(),
                is_kept,
                "noticed at {noticed}"
            );
        }
    }
}
