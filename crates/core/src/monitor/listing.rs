//! A list as it was answered, and what that of the active ones tells of others: of what ended, and of review packs.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::Monitor;
use crate::cadence::{Phase, Wish};
use crate::id::{EnvironmentId, OperationId};
use crate::poller::{Cause, Facts};
use crate::ports::ListKind;
use crate::run::Run;
use crate::target::Target;
use crate::time::Now;
use crate::watch::Lane;

/// The active ones as they were answered, the newest first.
struct Page<'a> {
    runs: &'a [Arc<Run>],
    /// Whether others are active that it has no room for: its oldest.
    is_cut: bool,
}

impl Monitor {
    pub(super) fn handle_list(
        &mut self,
        kind: ListKind,
        runs: Vec<Run>,
        total: u64,
        wish: Wish,
        now: Now,
    ) {
        self.failing.forget(Lane::List(kind));
        let Some(list) = self.lists.get_mut(&kind) else {
            return;
        };
        let active = runs.iter().any(|run| run.ending().is_none());
        let phase = if active { Phase::Active } else { Phase::Idle };
        list.poller.handle_answer(
            Facts {
                phase,
                age: Duration::ZERO,
                wish,
            },
            now.moment,
        );
        let runs = runs.into_iter().map(Arc::new).collect();
        let before = std::mem::replace(&mut list.runs, runs);
        let total_before = std::mem::replace(&mut list.total, total);
        list.known = true;
        list.filtered.wanted = self.filter.is_some();
        if kind == ListKind::Active {
            let (before, after) = (
                Page::new(&before, total_before),
                Page::new(&list.runs, total),
            );
            let (left, came) = (after.lacking(&before), before.lacking(&after));
            self.handle_moved(&left, &came, now);
        }
    }

    /// What a list or a search already showed of an operation: its row stays, and its end from here on is news.
    pub(super) fn listed(&self, target: Target) -> Option<Arc<Run>> {
        let Target::Operation(id) = target else {
            return None;
        };
        let found = self.search.iter().flat_map(|search| &search.runs);
        let mut all = self.every_listed().chain(found);
        all.find(|run| run.id == id).map(Arc::clone)
    }

    /// These left the active ones, and those came to them.
    fn handle_moved(&mut self, left: &[Arc<Run>], came: &[Arc<Run>], now: Now) {
        // A pinned one's end is told by its own watch.
        let unpinned = |id: &OperationId| !self.pins.contains(&Target::Operation(*id));
        let gone: Vec<_> = left.iter().map(|run| run.id).filter(unpinned).collect();
        let environments: BTreeSet<_> = left.iter().chain(came).filter_map(made_for).collect();
        self.look_at_packs(environments, now);
        self.look_at_ended(&gone, now);
    }

    /// These ended, or left the active ones: the list of what ended is asked at once where it does not have them yet.
    pub(super) fn look_at_ended(&mut self, operations: &[OperationId], now: Now) {
        let Some(recent) = self.lists.get_mut(&ListKind::Recent) else {
            return;
        };
        let has = |id: &OperationId| recent.runs.iter().any(|run| run.id == *id);
        if !operations.iter().all(has) {
            recent.poller.handle_request(Cause::Ended, now.moment);
        }
    }

    /// An operation that makes a pack came or went: its environment's latest pack is another one.
    fn look_at_packs(&mut self, environments: BTreeSet<EnvironmentId>, now: Now) {
        for id in environments {
            if let Some(watched) = self.targets.get_mut(&Target::ReviewPack(id)) {
                watched.poller.handle_first_sight(now.moment);
            }
        }
    }
}

impl<'a> Page<'a> {
    fn new(runs: &'a [Arc<Run>], total: u64) -> Self {
        let room = u64::try_from(runs.len()).unwrap_or(u64::MAX);
        Self {
            runs,
            is_cut: total > room,
        }
    }

    /// Those of another page that were not active when this one was answered.
    fn lacking(&self, other: &Self) -> Vec<Arc<Run>> {
        let lacks = |run: &&Arc<Run>| self.lacks(run);
        other.runs.iter().filter(lacks).map(Arc::clone).collect()
    }

    /// Of what would stand behind its end a page tells nothing: newer ones push it out, and it goes on.
    fn lacks(&self, run: &Run) -> bool {
        let place = |run: &Run| (run.created_at, run.id);
        let is_behind = |last: &Arc<Run>| place(run) < place(last);
        let is_told = !self.is_cut || !self.runs.last().is_some_and(is_behind);
        is_told && self.runs.iter().all(|known| known.id != run.id)
    }
}

/// The environment of a review pack that this operation makes.
fn made_for(run: &Arc<Run>) -> Option<EnvironmentId> {
    let makes_pack = run.kind.canonical() == Some("environment.review_pack.generate");
    let environment = run.environment.as_ref().map(|(id, _)| *id);
    environment.filter(|_| makes_pack)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cadence::Kind;
    use crate::monitor::{Watched, sample};

    fn environment(id: i64) -> EnvironmentId {
        EnvironmentId::new(id).expect("positive")
    }

    fn running(id: i64, kind: &str, place: i64) -> Run {
        Run {
            environment: Some((environment(place), String::new())),
            ..sample::run(id, kind)
        }
    }

    /// Takes these for the active ones. The environments whose review packs are asked for then.
    fn packs_asked_for(monitor: &mut Monitor, active: Vec<Run>) -> Vec<i64> {
        for id in [1, 2].map(environment) {
            let card = Watched::new(Kind::ReviewPack);
            monitor.targets.insert(Target::ReviewPack(id), card);
        }
        let (kind, total) = (ListKind::Active, active.len() as u64);
        monitor.handle_list(kind, active, total, Wish::Nothing, sample::now(1));
        let asked = monitor.targets.iter();
        let asked = asked.filter(|(_, watched)| !watched.poller.is_idle());
        let environments = asked.filter_map(|(target, _)| match target {
            Target::Operation(_) => None,
            Target::ReviewPack(id) => Some(id.value()),
        });
        environments.collect()
    }

    #[test]
    fn an_operation_that_makes_a_pack_has_the_card_of_its_environment_asked_for_when_it_comes_and_goes()
     {
        let mut monitor = sample::monitor();
        let makes = running(7, "environment.review_pack.generate", 2);
        let other = running(8, "policy.sync", 1);
        let both = vec![other.clone(), makes];
        assert_eq!(packs_asked_for(&mut monitor, both.clone()), [2]);
        assert_eq!(packs_asked_for(&mut monitor, both), []);
        assert_eq!(packs_asked_for(&mut monitor, vec![other]), [2]);
    }

    #[test]
    fn what_left_the_active_ones_is_looked_for_among_those_that_ended_unless_it_is_there() {
        let left = running(7, "policy.sync", 1);
        for (listed, looks) in [(vec![7, 8], false), (vec![8], true), (vec![], true)] {
            let mut monitor = sample::monitor();
            let ended = |id| Arc::new(running(id, "policy.sync", 1));
            if let Some(recent) = monitor.lists.get_mut(&ListKind::Recent) {
                recent.runs = listed.iter().copied().map(ended).collect();
            }
            packs_asked_for(&mut monitor, vec![left.clone()]);
            packs_asked_for(&mut monitor, Vec::new());
            let recent = monitor.lists.get(&ListKind::Recent);
            let is_asked = recent.is_some_and(|list| !list.poller.is_idle());
            assert_eq!(is_asked, looks, "{listed:?}");
        }
    }
}
