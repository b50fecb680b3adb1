//! The `View` of a monitor.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Knowledge, List, Monitor, Search, Watched};
use crate::account::Health;
use crate::attention::Suspension;
use crate::id::{EnvironmentId, OperationId};
use crate::planted::{self, Bug};
use crate::poller::{Poller, Standing};
use crate::ports::ListKind;
use crate::quiet::Reach;
use crate::run::Run;
use crate::target::Target;
use crate::time::{Now, Timestamp};
use crate::view::{
    self, Context, Known, ListView, MutedEnvironment, PackCard, PackState, Pinned, Refresh, Row,
    SearchPhase, SearchView, Summary, View, Worst,
};

impl Monitor {
    /// Everything any surface may show, at this time.
    #[must_use]
    pub fn view(&self, now: Now) -> View {
        let server_now = self.clock.at(now);
        let pinned: Vec<_> = self
            .pins
            .iter()
            .filter_map(|target| self.pinned(*target, server_now))
            .collect();
        View {
            user: self.scope.as_ref().map(|scope| scope.user.clone()),
            health: self.account.health(),
            as_of: self.account.as_of(),
            plain_watches: self.holding.is_plain(),
            clock_offset_millis: self.clock.offset_millis(),
            clock_off: self.comparison.skew(),
            summary: self.summary(&pinned),
            pinned,
            active: self.list(ListKind::Active),
            attention: self.list(ListKind::Attention),
            recent: self.list(ListKind::Recent),
            packs: self.packs(server_now),
            search: self.search.as_ref().map(|search| SearchView {
                text: search.text.clone(),
                phase: self.search_phase(search),
                total: search.total,
                rows: search
                    .runs
                    .iter()
                    .map(|run| self.listed_row(run, Refresh::AsFound))
                    .collect(),
            }),
            quiet: self.settings.quiet,
            muted_environments: self.muted_environments(),
            snoozes: self.snoozes_until(),
            paused_until: self.pause.map(|pause| pause.term().until),
            rules: self.settings.rules,
            inspection: self.inspection(now),
        }
    }

    fn snoozes_until(&self) -> BTreeMap<Reach, Timestamp> {
        let snoozes = self.snoozes.iter();
        let until = snoozes.map(|(reach, snooze)| (*reach, snooze.term().until));
        until.collect()
    }

    fn muted_environments(&self) -> Vec<MutedEnvironment> {
        let muted = self.muted_environments.iter().map(|id| {
            let mut scope = self.scope.iter().flat_map(|scope| &scope.environments);
            let known = scope.find(|known| known.id == *id);
            MutedEnvironment {
                id: *id,
                name: known.map(|known| known.name.clone()),
            }
        });
        muted.collect()
    }

    /// A search that cannot leave has failed for now; it is made when the server is back.
    fn search_phase(&self, search: &Search) -> SearchPhase {
        match self.account.health() {
            Health::Blind(_) if search.wanted => SearchPhase::Failed,
            Health::Blind(_) | Health::Connecting | Health::Ok => search.phase,
        }
    }

    fn summary(&self, pinned: &[Pinned]) -> Summary {
        let watched = self.pins.iter().filter(|pin| self.is_watched(pin)).count();
        let attention = pinned
            .iter()
            .filter(|pinned| pinned.needs_attention())
            .count();
        let worst = match self.account.health() {
            Health::Blind(_) if attention > 0 && planted::has(Bug::BraveSummary) => {
                Worst::Attention
            }
            Health::Blind(_) => Worst::Blind,
            Health::Connecting | Health::Ok if attention > 0 => Worst::Attention,
            Health::Connecting | Health::Ok if watched > 0 => Worst::Active,
            Health::Connecting | Health::Ok => Worst::Idle,
        };
        Summary {
            worst,
            watched,
            attention,
        }
    }

    fn is_watched(&self, target: &Target) -> bool {
        self.targets.get(target).is_some_and(Watched::is_unended)
    }

    fn pinned(&self, target: Target, server_now: Timestamp) -> Option<Pinned> {
        let watched = self.targets.get(&target)?;
        let pinned = match target {
            Target::Operation(id) => Pinned::Operation(self.row(id, watched)),
            Target::ReviewPack(id) => Pinned::ReviewPack(self.pack_card(id, watched, server_now)),
        };
        Some(pinned)
    }

    fn row(&self, id: OperationId, watched: &Watched) -> Row {
        let known = match &watched.knowledge {
            Knowledge::Forbidden => Known::Forbidden,
            Knowledge::Gone => Known::Gone,
            Knowledge::Nothing | Knowledge::Pack(_) => Known::Nothing,
            Knowledge::Run(run) => Known::Run(Arc::clone(run)),
            Knowledge::Seen(seen) => Known::Seen(seen.clone()),
        };
        let target = Target::Operation(id);
        let refresh = self.refresh_of(target, watched);
        Row {
            id,
            pinned: true,
            muted: self.muted.contains(&target),
            known,
            refresh,
            context: watched.context.clone(),
        }
    }

    /// A row of a list or a search: the pinned target's own knowledge wins, being fresher.
    pub(super) fn listed_row(&self, run: &Arc<Run>, refresh: Refresh) -> Row {
        let target = Target::Operation(run.id);
        let watched = self
            .targets
            .get(&target)
            .filter(|_| self.pins.contains(&target));
        match watched {
            Some(watched) if matches!(watched.knowledge, Knowledge::Run(_)) => {
                self.row(run.id, watched)
            }
            Some(_) | None => Row {
                id: run.id,
                pinned: watched.is_some(),
                muted: self.muted.contains(&target),
                known: Known::Run(Arc::clone(run)),
                refresh,
                context: Context::NotAsked,
            },
        }
    }

    fn list(&self, kind: ListKind) -> ListView {
        let Some(list) = self.lists.get(&kind) else {
            return ListView::default();
        };
        let refresh = self.refresh_of_list(list);
        ListView {
            total: list.total,
            rows: list
                .runs
                .iter()
                .map(|run| self.listed_row(run, refresh))
                .collect(),
            refresh,
            known: list.known,
            as_of: list.trace.as_of,
            filtered: self.filtered_view(kind, list, refresh),
        }
    }

    /// Every environment in scope, by workspace and name; then pinned ones that are out of it.
    fn packs(&self, server_now: Timestamp) -> Vec<PackCard> {
        let mut scoped: Vec<_> = self
            .scope
            .iter()
            .flat_map(|scope| &scope.environments)
            .collect();
        scoped.sort_by_key(|environment| (&environment.workspace_name, &environment.name));
        let mut ids: Vec<_> = scoped.iter().map(|environment| environment.id).collect();
        for pin in &self.pins {
            if let Target::ReviewPack(id) = pin
                && !ids.contains(id)
            {
                ids.push(*id);
            }
        }
        let card = |id: EnvironmentId| {
            let watched = self.targets.get(&Target::ReviewPack(id))?;
            Some(self.pack_card(id, watched, server_now))
        };
        ids.into_iter().filter_map(card).collect()
    }

    fn pack_card(&self, id: EnvironmentId, watched: &Watched, server_now: Timestamp) -> PackCard {
        let target = Target::ReviewPack(id);
        let (environment_name, workspace_name) = self.pack_names(id, watched);
        let state = match &watched.knowledge {
            Knowledge::Forbidden => PackState::Forbidden,
            Knowledge::Gone => PackState::Gone,
            Knowledge::Nothing | Knowledge::Run(_) | Knowledge::Seen(_) => PackState::Unseen,
            Knowledge::Pack(latest) => view::pack_state(latest, server_now),
        };
        PackCard {
            environment: id,
            environment_name,
            workspace_name,
            pinned: self.pins.contains(&target),
            muted: self.muted.contains(&target),
            state,
            refresh: self.refresh_of(target, watched),
        }
    }

    fn pack_names(&self, id: EnvironmentId, watched: &Watched) -> (String, String) {
        let scope = self
            .scope
            .iter()
            .flat_map(|scope| &scope.environments)
            .find(|known| known.id == id);
        match (scope, &watched.knowledge) {
            (Some(known), _) => (known.name.clone(), known.workspace_name.clone()),
            (None, Knowledge::Pack(latest)) => {
                (latest.environment.1.clone(), latest.workspace.1.clone())
            }
            (None, Knowledge::Seen(seen)) => {
                let environment = seen.environment.as_ref().map(|(_, name)| name.clone());
                (environment.unwrap_or_default(), seen.workspace.1.clone())
            }
            (
                None,
                Knowledge::Forbidden | Knowledge::Gone | Knowledge::Nothing | Knowledge::Run(_),
            ) => (String::new(), String::new()),
        }
    }

    fn refresh_of(&self, target: Target, watched: &Watched) -> Refresh {
        let quiet = self.settings.quiet && self.pins.contains(&target);
        self.refresh_line(&watched.poller, watched.as_of, quiet, !watched.is_unended())
    }

    fn refresh_of_list(&self, list: &List) -> Refresh {
        let as_of = self.account.as_of().filter(|_| list.known);
        self.refresh_line(&list.poller, as_of, false, false)
    }

    fn refresh_line(
        &self,
        poller: &Poller,
        as_of: Option<Timestamp>,
        quiet: bool,
        ended: bool,
    ) -> Refresh {
        match (poller.standing(), self.account.health()) {
            (Standing::Settled, _) => Refresh::Settled,
            // What ended keeps its words, even while it is being asked for again.
            (_, Health::Blind(_)) if ended => Refresh::Settled,
            (_, Health::Blind(fault)) => Refresh::AsOf { at: as_of, fault },
            (Standing::Suspended(Suspension::ModalOpen), _) => Refresh::PausedModal,
            (Standing::Suspended(Suspension::WindowHidden), _) if quiet => Refresh::Quiet,
            (Standing::Suspended(Suspension::WindowHidden), _) => Refresh::PausedHidden,
            (Standing::Due | Standing::Idle | Standing::InFlight | Standing::Waiting, _)
                if as_of.is_none() =>
            {
                Refresh::Asking
            }
            (Standing::Due | Standing::Idle | Standing::InFlight | Standing::Waiting, _) => {
                poller.interval().map_or(Refresh::Asking, Refresh::Every)
            }
        }
    }
}
