//! What an answer means: knowledge updated, pollers told, ends noticed.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use super::access::Age;
use super::held::is_doubtful;
use super::learning::News;
use super::{Knowledge, List, Monitor, Watched};
use crate::cadence::{Kind, Phase, Wish};
use crate::fault::Fault;
use crate::id::OperationId;
use crate::notice::Ended;
use crate::planted::{self, Bug};
use crate::poller::{Cause, Facts};
use crate::ports::{
    Answer, Ask, Change, Effect, Observation, Record, RequestId, Scope, Seen, WatchLane,
};
use crate::run::Run;
use crate::target::Target;
use crate::time::{Moment, Now, Timestamp};
use crate::view::{Context, SearchPhase};
use crate::watch::{Flight, Lane};

impl Monitor {
    /// Takes the answer to a request; an answer nobody waits for any more is ignored.
    pub fn handle_answer(&mut self, id: RequestId, result: Result<Observation, Fault>, now: Now) {
        let Some(flight) = self.flights.land(id) else {
            return;
        };
        self.network_is_tried = false;
        self.trace_landed(&flight.ask, &result, now);
        // What it tells is judged by the clock as it is now.
        self.follow_clock(now);
        match result {
            Ok(observation) => self.handle_observation(flight, observation, now),
            Err(fault) if is_doubtful(&flight, fault) => self.doubt(&flight, now),
            Err(fault) => self.handle_fault(&flight.ask, fault, now),
        }
        self.settle(now);
    }

    fn handle_observation(&mut self, flight: Flight, observation: Observation, now: Now) {
        if let Some(server_time) = observation.server_time {
            self.clock.handle_answer(server_time, now);
            self.compare_clocks(now);
        }
        self.handle_heard(Some(self.clock.at(now)), now);
        let (learned, wish) = self.take_answer(&flight, &observation, now.moment);
        match (flight.ask, observation.answer) {
            (Ask::Account, Answer::Account(scope)) => self.handle_scope(scope, now),
            (Ask::Details(id), Answer::Details { context }) => {
                if let Some(watched) = self.targets.get_mut(&Target::Operation(id)) {
                    watched.context = context.map_or(Context::None, Context::Text);
                }
            }
            (Ask::Filtered(kind, _), Answer::Operations { runs, total }) => {
                self.handle_filtered(kind, runs, total);
            }
            (Ask::List(kind), Answer::Operations { runs, total }) => {
                self.handle_list(kind, runs, total, observation.wish, now);
            }
            (Ask::Search(text), Answer::Operations { runs, total }) => {
                self.handle_found(&text, runs, total);
            }
            (Ask::Watch { lane, targets, .. }, Answer::Watch(changes)) => {
                if lane == WatchLane::Quiet {
                    self.quiet.handle_answer(wish, now.moment);
                }
                let asked: Vec<_> = targets.into_iter().map(|(target, _)| target).collect();
                self.handle_changes(&asked, changes, flight.sent, now);
                for target in &asked {
                    self.rest(*target, wish, learned, now);
                }
            }
            // The client answers what was asked; anything else is as good as unreadable.
            (ask, _) => self.handle_fault(&ask, Fault::Unreadable, now),
        }
    }

    /// A fault of a single thing settles that thing; any other is the account's.
    fn handle_fault(&mut self, ask: &Ask, fault: Fault, now: Now) {
        self.release(ask);
        let of_one_thing =
            matches!(fault, Fault::Gone | Fault::Forbidden) && matches!(ask, Ask::Details(_));
        if let Ask::Details(id) = ask
            && let Some(watched) = self.targets.get_mut(&Target::Operation(*id))
        {
            watched.context = Context::Failed;
        }
        if of_one_thing {
            self.handle_heard(None, now);
            return;
        }
        if matches!(ask, Ask::Account) {
            self.scope_age.handle_fault(now.moment);
            self.demand_scope_of_gone(now);
        }
        if let Ask::Search(_) = ask
            && let Some(search) = &mut self.search
        {
            search.phase = SearchPhase::Failed;
        }
        match ask {
            Ask::Filtered(..) | Ask::List(_) => {
                self.failing.handle_fault(Lane::of(ask), now.moment);
            }
            // Where anything else fails, it is the account's trouble, and no list's own.
            Ask::Account | Ask::Details(_) | Ask::Search(_) | Ask::Watch { .. } => {
                self.failing.lift();
            }
        }
        self.account.handle_fault(fault, now.moment);
        self.cancel_held();
        if let Ask::Watch { lane, .. } = ask {
            self.holding.handle_plain_fault();
            if *lane == WatchLane::Quiet {
                self.quiet.handle_unanswered();
            }
        }
    }

    fn handle_scope(&mut self, scope: Scope, now: Now) {
        let facts = Facts {
            phase: Phase::Terminal,
            age: Duration::ZERO,
            wish: Wish::Nothing,
        };
        let is_overtaken = self.scope_poller.is_wanted_again();
        self.scope_poller.handle_answer(facts, now.moment);
        let listed = |target: &Target| match target {
            Target::Operation(_) => true,
            Target::ReviewPack(id) => scope.environments.iter().any(|known| known.id == *id),
        };
        let pins = &self.pins;
        self.targets
            .retain(|target, _| listed(target) || pins.contains(target));
        for environment in &scope.environments {
            let target = Target::ReviewPack(environment.id);
            self.targets
                .entry(target)
                .or_insert_with(|| Watched::new(Kind::ReviewPack));
        }
        self.erase_what_is_out_of_scope(&scope);
        self.scope = Some(scope);
        self.scope_age = Age::new(now);
        if is_overtaken {
            self.demand_scope_of_gone(now);
        }
    }

    /// What was found gone: is its place still the user's?
    fn demand_scope_of_gone(&mut self, now: Now) {
        if self.targets.keys().any(|target| self.is_newly_gone(target)) {
            self.scope_poller.handle_demand(Cause::Gone, now.moment);
        }
    }

    /// Access was lost where a place is no longer listed: its names go everywhere, the ids stay (decision 11).
    fn erase_what_is_out_of_scope(&mut self, scope: &Scope) {
        let withheld = self.withheld.extract_if(.., |held| !held.end.is_in(scope));
        let mut erased: BTreeSet<Target> = withheld.map(|held| held.end.target).collect();
        for target in &self.pins {
            let Some(watched) = self.targets.get_mut(target) else {
                continue;
            };
            let stored = watched.stored();
            if stored.is_some_and(|names| !names.is_in(scope)) && !planted::has(Bug::KeptNames) {
                watched.lose(Knowledge::Gone);
            }
            if watched
                .gone_names
                .take_if(|names| !names.is_in(scope))
                .is_some()
            {
                erased.insert(*target);
            }
        }
        let erased = erased.into_iter().map(Record::Erased).map(Effect::Store);
        self.effects.extend(erased);
        self.effects.push_back(Effect::Store(Record::Listed {
            workspaces: scope.workspaces.clone(),
            environments: scope.environments.iter().map(|known| known.id).collect(),
        }));
        let in_scope = |run: &Arc<Run>| Seen::of_run(run).is_in(scope);
        self.lists
            .values_mut()
            .flat_map(List::every_page)
            .for_each(|runs| runs.retain(in_scope));
        self.search
            .iter_mut()
            .for_each(|search| search.runs.retain(in_scope));
    }

    fn handle_found(&mut self, text: &str, runs: Vec<Run>, total: u64) {
        let Some(search) = self.search.as_mut().filter(|search| search.text == text) else {
            return;
        };
        search.phase = SearchPhase::Found;
        search.total = total;
        search.runs = runs.into_iter().map(Arc::new).collect();
    }

    fn handle_changes(&mut self, asked: &[Target], changes: Vec<Change>, sent: Moment, now: Now) {
        let mut ended = Vec::new();
        let mut baseline = Vec::new();
        let mut seen = Vec::new();
        let unseen = self.unseen_among(asked);
        let server_now = self.clock.at(now);
        let waits = self.holds_warnings(now);
        for change in changes
            .into_iter()
            .filter(|change| asked.contains(&change.target()))
        {
            let target = change.target();
            // The server answered when it was asked, or later: at least so long after the pin.
            let then = |pinned| server_now.before(sent.since(pinned));
            let news = self.handle_change(change, then);
            let is_pinned = self.pins.contains(&target);
            ended.extend(news.ended.filter(|_| is_pinned));
            baseline.extend(news.baseline.filter(|_| is_pinned));
            seen.extend(news.seen_changed.then_some(target));
        }
        for target in asked {
            if let Some(watched) = self.targets.get_mut(target) {
                watched.as_of = Some(server_now);
                watched.answered = Some(now.moment);
                watched.note_progress(server_now);
            }
        }
        let operations: Vec<_> = ended.iter().filter_map(operation_of).collect();
        self.look_at_ended(&operations, now);
        if planted::has(Bug::StateFirst) {
            seen.iter().for_each(|target| self.store_seen(*target));
        }
        if waits || self.is_any_late(&ended, now) {
            self.owe_news_of(asked, &unseen, now);
        }
        // The end first, the state after it: a crash in between finds the end again instead of losing it.
        self.tell(ended, now);
        self.store_baseline(baseline, now);
        seen.into_iter().for_each(|target| self.store_seen(target));
        self.warn_of(asked, &unseen, now);
        if asked.iter().any(|target| self.is_newly_gone(target)) {
            // One under way may have left before this was so.
            self.scope_poller.handle_request(Cause::Gone, now.moment);
            self.scope_poller.handle_demand(Cause::Gone, now.moment);
        }
    }

    fn handle_change(&mut self, change: Change, then: impl Fn(Moment) -> Timestamp) -> News {
        let Some(watched) = self.targets.get_mut(&change.target()) else {
            return News::default();
        };
        let pinned = watched.pinned.map(then);
        match change {
            Change::Forbidden(_) => watched.lose(Knowledge::Forbidden),
            Change::NotFound(_) => watched.lose(Knowledge::Gone),
            Change::Operation { version, run } => watched.learn_run(version, *run, pinned),
            Change::ReviewPack { version, latest } => watched.learn_pack(version, *latest),
        }
    }

    fn is_newly_gone(&self, target: &Target) -> bool {
        self.targets.get(target).is_some_and(|watched| {
            matches!(watched.knowledge, Knowledge::Gone) && watched.gone_names.is_some()
        })
    }
}

const fn operation_of(ended: &Ended) -> Option<OperationId> {
    match ended.target {
        Target::Operation(id) => Some(id),
        Target::ReviewPack(_) => None,
    }
}
