//! The lists as the user filtered them. What a list has no room for is asked for beside it, so that the list itself, and
//! all that is concluded from it, stays what it is without a filter.
//!
//! Deliberately absent: an interval. A filtered list is asked for when it is chosen, after each answer to its list, and
//! where it was not answered, as soon as the account lets it leave.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Knowledge, List, Monitor};
use crate::attention::Attention;
use crate::cadence;
use crate::filter::{Fit, Kind, ListFilter, Narrowing, Place, State};
use crate::id::{EnvironmentId, OperationId, WorkspaceId};
use crate::planted;
use crate::poller::Cause;
use crate::ports::{Ask, Effect, ListKind, ScopedEnvironment};
use crate::run::Run;
use crate::time::{Moment, Now, Timestamp};
use crate::view::{FilteredView, Refresh};
use crate::watch::Lane;

/// What a list has of the user's choice.
#[derive(Clone, Debug)]
pub(super) struct Filtered {
    pub(super) wanted: bool,
    /// When it last left, for this choice or an older one.
    asked: Option<Moment>,
    /// How the answer to what was last asked relates to the choice.
    fit: Fit,
    page: Option<Page>,
}

#[derive(Clone, Debug)]
struct Page {
    runs: Vec<Arc<Run>>,
    total: u64,
    fit: Fit,
}

impl Filtered {
    pub(super) const fn new() -> Self {
        Self {
            wanted: false,
            asked: None,
            fit: Fit::Exact,
            page: None,
        }
    }

    pub(super) fn runs(&self) -> &[Arc<Run>] {
        self.page.as_ref().map_or(&[], |page| page.runs.as_slice())
    }
}

impl List {
    /// Whether the server has more of it than there is here.
    fn is_cut(&self) -> bool {
        u64::try_from(self.runs.len()).is_ok_and(|here| here < self.total)
    }

    pub(super) fn every_page(&mut self) -> impl Iterator<Item = &mut Vec<Arc<Run>>> {
        let filtered = self.filtered.page.as_mut().map(|page| &mut page.runs);
        std::iter::once(&mut self.runs).chain(filtered)
    }
}

impl Monitor {
    /// A newer choice drops what is under way for an older one, and what that brought. One that an overview sent before it
    /// was closed is none of the next.
    pub(super) fn handle_filter(&mut self, filter: ListFilter) {
        for kind in ListKind::ALL {
            self.failing.forget(Lane::Filtered(kind));
            if let Some(flight) = self.flights.cancel(Lane::Filtered(kind)) {
                self.effects.push_back(Effect::Cancel(flight.id));
            }
        }
        let is_chosen = !filter.is_empty() && self.surfaces.has_overview();
        self.filter = is_chosen.then_some(filter);
        for list in self.lists.values_mut() {
            list.filtered = Filtered {
                wanted: is_chosen,
                asked: list.filtered.asked,
                ..Filtered::new()
            };
        }
    }

    pub(super) fn want_filtered(&mut self, kind: ListKind) {
        if let Some(list) = self.lists.get_mut(&kind) {
            list.filtered.wanted = self.filter.is_some();
        }
    }

    /// When it is to be asked for. A list that is here whole needs no other answer, and one in which nothing can match has
    /// none.
    pub(super) fn filtered_deadline(&self, kind: ListKind, now: Moment) -> Option<Moment> {
        let may_match = |filter: &ListFilter| filter.may_match(kind);
        let is_wanted = self.filter.as_ref().is_some_and(may_match)
            && self.surfaces.attention_of_lists() == Attention::Foreground;
        let list = self.lists.get(&kind).filter(|_| is_wanted)?;
        let asked = list.filtered.asked;
        let asked = asked.filter(|_| !planted::has(planted::Bug::EagerFilter));
        let due = asked.map_or(now, |asked| asked.after(cadence::FILTER_SPACING).max(now));
        (list.filtered.wanted && list.is_cut()).then_some(due)
    }

    pub(super) fn schedule_filtered(&mut self, kind: ListKind, now: Now) {
        let due = self.filtered_deadline(kind, now.moment);
        if due.is_none_or(|due| due > now.moment)
            || !self.may_send(Lane::Filtered(kind), now.moment)
        {
            return;
        }
        let Some((narrowing, fit)) = self.filter.as_ref().map(|filter| self.narrowing(filter))
        else {
            return;
        };
        let is_narrower = narrowing != Narrowing::default();
        if let Some(list) = self.lists.get_mut(&kind) {
            list.filtered.wanted = false;
            list.filtered.fit = fit;
            list.filtered.asked = is_narrower.then_some(now.moment).or(list.filtered.asked);
        }
        // What the server cannot be asked is what the list has already.
        if is_narrower {
            self.send(Cause::Filter, Ask::Filtered(kind, narrowing), now);
        }
    }

    /// Of an older choice there is none: its request was cancelled.
    pub(super) fn handle_filtered(&mut self, kind: ListKind, runs: Vec<Run>, total: u64) {
        self.failing.forget(Lane::Filtered(kind));
        if let Some(list) = self.lists.get_mut(&kind) {
            list.filtered.page = Some(Page {
                runs: runs.into_iter().map(Arc::new).collect(),
                total,
                fit: list.filtered.fit,
            });
        }
    }

    /// `None` where the list alone tells what matches, or no answer came yet.
    pub(super) fn filtered_view(
        &self,
        kind: ListKind,
        list: &List,
        refresh: Refresh,
    ) -> Option<FilteredView> {
        let filter = self.filter.as_ref().filter(|_| list.is_cut())?;
        if !filter.may_match(kind) {
            return Some(FilteredView {
                turn: filter.turn,
                total: Some(0),
                whole: true,
                rows: Vec::new(),
            });
        }
        let page = list.filtered.page.as_ref()?;
        let rows = page.shown(kind, list);
        Some(FilteredView {
            turn: filter.turn,
            total: (page.fit == Fit::Exact).then_some(page.total),
            whole: page.is_whole(),
            rows: rows
                .iter()
                .map(|run| self.listed_row(run, refresh))
                .collect(),
        })
    }

    /// What a list is asked for besides being that list, so that as little as possible is left to sort out.
    fn narrowing(&self, filter: &ListFilter) -> (Narrowing, Fit) {
        let (workspace, environment, place) = self.sought_place(filter);
        let (kind, kind_fit) = self.sought_kind(filter.kind.as_ref());
        let state = filter.state.as_ref().map(State::sought);
        let (state, state_fit) = state.unwrap_or_default();
        let narrowing = Narrowing {
            workspace,
            environment,
            kind,
            state,
        };
        (narrowing, place.max(kind_fit).max(state_fit))
    }

    fn sought_kind(&self, kind: Option<&Kind>) -> (Option<String>, Fit) {
        let labelled = match kind {
            None => return (None, Fit::Exact),
            Some(Kind::Canonical(_)) => BTreeMap::new(),
            Some(Kind::Word(word)) => self.labelled(word),
        };
        kind.map(|kind| kind.sought(&labelled)).unwrap_or_default()
    }

    /// The types that rows show by this label, each with whether no other type has it; the ledger does not know that.
    fn labelled(&self, word: &str) -> BTreeMap<&str, bool> {
        let known = self.targets.values().map(|watched| &watched.knowledge);
        let pinned = known.filter_map(|knowledge| match knowledge {
            Knowledge::Run(run) => labelled(run),
            Knowledge::Seen(seen) => {
                Some((seen.kind.as_ref()?.raw(), seen.label.as_deref()?, false))
            }
            Knowledge::Forbidden | Knowledge::Gone | Knowledge::Nothing | Knowledge::Pack(_) => {
                None
            }
        });
        let listed = self.every_listed().filter_map(|run| labelled(run));
        let mut found = BTreeMap::new();
        for (kind, _, unique) in listed.chain(pinned).filter(|(_, text, _)| *text == word) {
            *found.entry(kind).or_insert(true) &= unique;
        }
        found
    }

    /// A name that several places have is none to ask for, and neither is that of no environment.
    fn sought_place(
        &self,
        filter: &ListFilter,
    ) -> (Option<WorkspaceId>, Option<EnvironmentId>, Fit) {
        let workspace = filter.workspace.as_deref();
        let workspace_id = workspace.and_then(|name| self.workspace_named(name));
        match &filter.environment {
            None if workspace.is_some() && workspace_id.is_none() => (None, None, Fit::Wider),
            None => (workspace_id, None, Fit::Exact),
            Some(Place::WorkspaceWide) => (workspace_id, None, Fit::Wider),
            Some(Place::Environment(name)) => match self.environment_named(name, workspace) {
                Some(only) => (Some(only.workspace), Some(only.id), Fit::Exact),
                None => (workspace_id, None, Fit::Wider),
            },
        }
    }

    fn environment_named(&self, name: &str, workspace: Option<&str>) -> Option<&ScopedEnvironment> {
        let scope = self.scope.iter().flat_map(|scope| &scope.environments);
        let is_here = |known: &&ScopedEnvironment| {
            known.name == name && workspace.is_none_or(|name| known.workspace_name == name)
        };
        let mut named = scope.filter(is_here);
        let only = named.next();
        only.filter(|_| named.next().is_none())
    }

    /// One without environments is known by its operations alone.
    fn workspace_named(&self, name: &str) -> Option<WorkspaceId> {
        let scope = self.scope.iter().flat_map(|scope| &scope.environments);
        let scoped = scope.map(|known| (known.workspace, known.workspace_name.as_str()));
        let listed = self
            .every_listed()
            .map(|run| (run.workspace.0, run.workspace.1.as_str()));
        let named = scoped.chain(listed).filter(|(_, known)| *known == name);
        let ids: BTreeSet<_> = named.map(|(id, _)| id).collect();
        ids.first().copied().filter(|_| ids.len() == 1)
    }

    /// What the lists have, then what their filtered pages do.
    pub(super) fn every_listed(&self) -> impl Iterator<Item = &Arc<Run>> {
        let lists = self.lists.values().flat_map(|list| &list.runs);
        let filtered = self.lists.values().flat_map(|list| list.filtered.runs());
        lists.chain(filtered)
    }
}

impl Page {
    /// Whether nothing that matches is missing but what stands behind the end of an exact page.
    fn is_whole(&self) -> bool {
        let has_room = u64::try_from(self.runs.len()).is_ok_and(|here| here >= self.total);
        match self.fit {
            Fit::Exact => true,
            Fit::Wider => has_room,
            Fit::Narrower => false,
        }
    }

    /// In the order of the list: what an inexact answer may lack, the list may have.
    fn shown(&self, kind: ListKind, list: &List) -> Vec<Arc<Run>> {
        if self.fit == Fit::Exact {
            return self.runs.clone();
        }
        let lacks = |run: &&Arc<Run>| self.runs.iter().all(|known| known.id != run.id);
        let more = list.runs.iter().filter(lacks);
        let mut runs: Vec<_> = self.runs.iter().chain(more).map(Arc::clone).collect();
        runs.sort_by_key(|run| std::cmp::Reverse(place(kind, run)));
        runs
    }
}

/// Its type, the server's label for that, and whether no other type has it.
fn labelled(run: &Run) -> Option<(&str, &str, bool)> {
    let label = run.label.as_ref()?;
    Some((run.kind.raw(), label.text.as_str(), label.unique))
}

/// Where it stands in a list of this kind.
fn place(kind: ListKind, run: &Run) -> (Option<Timestamp>, OperationId) {
    let time = match kind {
        ListKind::Active | ListKind::Attention => Some(run.created_at),
        ListKind::Recent => run.completed_at,
    };
    (time, run.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::monitor::{Input, sample};
    use crate::run::Label;
    use crate::seen::Seen;
    use crate::target::Target;

    fn run(kind: &str, label: Option<(&str, bool)>) -> Arc<Run> {
        Arc::new(Run {
            label: label.map(|(text, unique)| Label {
                text: text.into(),
                unique,
            }),
            ..sample::run(421, kind)
        })
    }

    /// With these rows in a list, and with this operation pinned.
    fn monitor(listed: Vec<Arc<Run>>, pinned: Knowledge) -> Monitor {
        let now = sample::now(0);
        let mut monitor = sample::monitor();
        let target = Target::Operation(OperationId::new(7).expect("positive"));
        monitor.handle_input(Input::Pin(target), now);
        if let Some(watched) = monitor.targets.get_mut(&target) {
            watched.knowledge = pinned;
        }
        if let Some(list) = monitor.lists.get_mut(&ListKind::Active) {
            list.runs = listed;
        }
        monitor
    }

    fn sought(listed: Vec<Arc<Run>>, pinned: Knowledge) -> (Option<String>, Fit) {
        let sync = Kind::Word("Sync".into());
        monitor(listed, pinned).sought_kind(Some(&sync))
    }

    #[test]
    fn a_label_that_one_type_alone_has_is_asked_for_exactly() {
        let policies = |unique| run("policy.sync", Some(("Sync", unique)));
        let asked = |fit| (Some("policy.sync".to_owned()), fit);
        let both = || {
            vec![
                policies(false),
                run("inventory.sync", Some(("Sync", false))),
            ]
        };
        let beside = || vec![policies(true), run("policy.export", Some(("Export", true)))];
        assert_eq!(sought(beside(), Knowledge::Nothing), asked(Fit::Exact));
        assert_eq!(
            sought(vec![policies(false)], Knowledge::Nothing),
            asked(Fit::Narrower)
        );
        assert_eq!(sought(both(), Knowledge::Nothing), (None, Fit::Wider));
    }

    #[test]
    fn a_label_that_a_pinned_row_alone_shows_is_no_stored_type() {
        let policies = run("policy.sync", Some(("Sync", true)));
        let stored = Knowledge::Seen(Seen::of_run(&policies));
        let asked = |fit| (Some("policy.sync".to_owned()), fit);
        assert_eq!(
            sought(Vec::new(), Knowledge::Run(policies)),
            asked(Fit::Exact)
        );
        assert_eq!(sought(Vec::new(), stored), asked(Fit::Narrower));
    }

    #[test]
    fn a_label_that_a_filtered_page_alone_shows_is_known_as_well() {
        let mut monitor = monitor(Vec::new(), Knowledge::Nothing);
        let found = run("policy.sync", Some(("Sync", true)));
        monitor.handle_filtered(ListKind::Active, vec![Arc::unwrap_or_clone(found)], 1);
        let sync = Kind::Word("Sync".into());
        let asked = monitor.sought_kind(Some(&sync));
        assert_eq!(asked, (Some("policy.sync".to_owned()), Fit::Exact));
    }

    fn place_of(id: i64, name: &str, workspace: i64, workspace_name: &str) -> ScopedEnvironment {
        ScopedEnvironment {
            id: EnvironmentId::new(id).expect("positive"),
            name: name.into(),
            workspace: WorkspaceId::new(workspace).expect("positive"),
            workspace_name: workspace_name.into(),
        }
    }

    #[test]
    fn a_place_is_asked_for_by_its_number_where_its_name_is_of_one_alone() {
        let mut monitor = monitor(vec![run("policy.sync", None)], Knowledge::Nothing);
        monitor.scope = Some(sample::scope(vec![
            place_of(1, "Contoso", 2, "North"),
            place_of(2, "Fabrikam", 2, "North"),
            place_of(3, "Contoso", 3, "South"),
            place_of(4, "Litware", 4, "East"),
            place_of(5, "Adatum", 5, "East"),
        ]));
        let named = |name: &str| Some(Place::Environment(name.into()));
        for (workspace, environment, asked) in [
            (None, None, (None, None, Fit::Exact)),
            (Some("North"), None, (Some(2), None, Fit::Exact)),
            // Its operations alone tell of this one.
            (Some("Woodgrove"), None, (Some(1), None, Fit::Exact)),
            (Some("East"), None, (None, None, Fit::Wider)),
            (Some("Atlantis"), None, (None, None, Fit::Wider)),
            (None, named("Fabrikam"), (Some(2), Some(2), Fit::Exact)),
            (None, named("Contoso"), (None, None, Fit::Wider)),
            (
                Some("South"),
                named("Contoso"),
                (Some(3), Some(3), Fit::Exact),
            ),
            (
                Some("South"),
                named("Fabrikam"),
                (Some(3), None, Fit::Wider),
            ),
            (
                Some("South"),
                Some(Place::WorkspaceWide),
                (Some(3), None, Fit::Wider),
            ),
        ] {
            let filter = ListFilter {
                workspace: workspace.map(str::to_owned),
                environment,
                ..ListFilter::default()
            };
            let (workspace, environment, fit) = monitor.sought_place(&filter);
            let workspace = workspace.map(WorkspaceId::value);
            let environment = environment.map(EnvironmentId::value);
            assert_eq!((workspace, environment, fit), asked, "{filter:?}");
        }
    }

    #[test]
    fn what_an_inexact_answer_lacks_the_list_has_and_nothing_is_there_twice() {
        let numbered = |id| Arc::new(sample::run(id, "policy.sync"));
        let mut list = List::new();
        list.runs = vec![numbered(9), numbered(8)];
        let page = Page {
            runs: vec![numbered(9), numbered(3)],
            total: 2,
            fit: Fit::Narrower,
        };
        let shown = page.shown(ListKind::Active, &list);
        let ids: Vec<_> = shown.iter().map(|run| run.id.value()).collect();
        assert_eq!(ids, [9, 8, 3]);
    }
}
