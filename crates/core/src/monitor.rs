//! The whole of one account: pins, pollers, lanes, what is known, what is news.
//!
//! One mutation, then drain: give it one input or answer, take effects until there are none, show the view once, arm
//! one timer from `poll_timeout`. It owns all state and has no clock of its own.

mod answers;
mod render;
mod schedule;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use crate::account::Account;
use crate::attention::{Attention, Shows, Surface, Surfaces};
use crate::cadence::{self, Kind};
use crate::id::{OperationId, Version};
use crate::notice::{Ended, Notice};
use crate::pack::LatestPack;
use crate::poller::{Cause, Poller};
use crate::ports::{Ask, Effect, ListKind, Pin, Record, RequestId, Scope, Seen, WatchLane};
use crate::run::{Ending, Run};
use crate::target::Target;
use crate::time::{Moment, Now, ServerClock, Timestamp};
use crate::view::SearchPhase;
use crate::watch::{Flights, Lane, QuietWatch};

/// What happened outside, in the user's hands or the shell's.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// The user wants the technical details of an operation.
    Details(OperationId),
    /// "While hidden: watch quietly / suspend completely".
    HiddenMode {
        quiet: bool,
    },
    /// Notifications are paused until then on this computer's clock; `None` ends the pause.
    Paused(Option<Timestamp>),
    Pin(Target),
    Refresh(Scoped),
    /// An empty text ends the search.
    Search(String),
    Unpin(Target),
    /// A window is there, and this is its state.
    Window {
        label: String,
        surface: Surface,
    },
    WindowDestroyed {
        label: String,
    },
}

/// What to refresh.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scoped {
    Everything,
    Target(Target),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Settings {
    /// Whether pinned active targets are watched while hidden.
    pub quiet: bool,
    /// How often, where the server does not hold. Kept within [`cadence::QUIET_MIN`] and [`cadence::QUIET_MAX`].
    pub quiet_every: Duration,
    pub paused_until: Option<Timestamp>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            quiet: true,
            quiet_every: cadence::QUIET,
            paused_until: None,
        }
    }
}

#[derive(Debug)]
pub struct Monitor {
    settings: Settings,
    account: Account,
    clock: ServerClock,
    scope: Option<Scope>,
    /// Asked when the overview first shows, and when a target is gone.
    scope_poller: Poller,
    surfaces: Surfaces,
    /// Pinned targets in the order they were pinned.
    pins: Vec<Target>,
    /// Pinned targets, and the review packs of every environment in scope.
    targets: BTreeMap<Target, Watched>,
    lists: BTreeMap<ListKind, List>,
    search: Option<Search>,
    details_wanted: BTreeSet<OperationId>,
    quiet: QuietWatch,
    flights: Flights,
    effects: VecDeque<Effect>,
    /// Ends to be told when the pause is over.
    withheld: Vec<Ended>,
    /// Every end handed out since the start: none is handed out twice.
    noticed: BTreeSet<(Target, i64, Ending)>,
    next_request: u64,
}

#[derive(Debug)]
struct Watched {
    poller: Poller,
    knowledge: Knowledge,
    version: Option<Version>,
    /// The server's clock when it was last answered.
    as_of: Option<Timestamp>,
    answered: Option<Moment>,
    context: Option<String>,
    /// What it was called before it was gone, until it is known whether those names may be kept.
    gone_names: Option<Seen>,
}

#[derive(Clone, Debug)]
enum Knowledge {
    Forbidden,
    Gone,
    Nothing,
    Pack(Arc<LatestPack>),
    Run(Arc<Run>),
    Seen(Seen),
}

#[derive(Debug)]
struct List {
    poller: Poller,
    runs: Vec<Arc<Run>>,
    total: u64,
    known: bool,
}

#[derive(Debug)]
struct Search {
    text: String,
    phase: SearchPhase,
    wanted: bool,
    runs: Vec<Arc<Run>>,
}

impl Watched {
    const fn new(kind: Kind) -> Self {
        Self {
            poller: Poller::new(kind),
            knowledge: Knowledge::Nothing,
            version: None,
            as_of: None,
            answered: None,
            context: None,
            gone_names: None,
        }
    }
}

impl Monitor {
    /// Takes up what the ledger kept: the pins, and the ends that were stored but perhaps not told.
    ///
    /// `seed` spreads the retries of many monitors.
    #[must_use]
    pub fn new(
        settings: Settings,
        pins: Vec<Pin>,
        untold: Vec<Ended>,
        seed: u64,
        now: Now,
    ) -> Self {
        let mut monitor = Self {
            settings,
            account: Account::new(seed),
            clock: ServerClock::default(),
            scope: None,
            scope_poller: Poller::new(Kind::List),
            surfaces: Surfaces::default(),
            pins: Vec::new(),
            targets: BTreeMap::new(),
            lists: [ListKind::Active, ListKind::Attention]
                .map(|kind| (kind, List::new()))
                .into(),
            search: None,
            details_wanted: BTreeSet::new(),
            quiet: QuietWatch::default(),
            flights: Flights::default(),
            effects: VecDeque::new(),
            withheld: Vec::new(),
            noticed: BTreeSet::new(),
            next_request: 0,
        };
        for pin in pins {
            monitor.restore(pin, now.moment);
        }
        monitor.tell(untold, true, now);
        monitor
    }

    pub fn handle_input(&mut self, input: Input, now: Now) {
        match input {
            Input::Details(id) => {
                self.details_wanted.insert(id);
            }
            Input::HiddenMode { quiet } => self.settings.quiet = quiet,
            Input::Paused(until) => self.settings.paused_until = until,
            Input::Pin(target) => self.pin(target, now.moment),
            Input::Refresh(scoped) => self.refresh(scoped, now.moment),
            Input::Search(text) => self.handle_search(&text),
            Input::Unpin(target) => self.unpin(target),
            Input::Window { label, surface } => self.handle_window(label, surface, now.moment),
            Input::WindowDestroyed { label } => self.surfaces.handle_destroyed(&label),
        }
        self.settle(now);
    }

    /// To be called at the moment `poll_timeout` named; calls at other times are harmless.
    pub fn handle_timeout(&mut self, now: Now) {
        self.settle(now);
    }

    /// The next thing to do, until there is none.
    pub fn poll_effect(&mut self, now: Now) -> Option<Effect> {
        if self.effects.is_empty() {
            self.schedule(now.moment);
        }
        self.effects.pop_front()
    }

    /// Brings attention, pause and lanes in line with what just changed.
    fn settle(&mut self, now: Now) {
        self.refresh_attention(now.moment);
        self.end_pause(now);
        self.cancel_what_changed();
    }

    fn restore(&mut self, pin: Pin, now: Moment) {
        let kind = kind_of(pin.target);
        let mut watched = Watched::new(kind);
        if let Some(seen) = pin.seen {
            let ended = matches!(pin.target, Target::Operation(_)) && seen_ended(&seen);
            watched.knowledge = Knowledge::Seen(seen);
            if ended {
                watched.poller = Poller::settled(kind);
            }
        }
        watched.poller.handle_request(Cause::Start, now);
        self.pins.push(pin.target);
        self.targets.insert(pin.target, watched);
    }

    fn pin(&mut self, target: Target, now: Moment) {
        if self.pins.contains(&target) {
            return;
        }
        self.pins.push(target);
        let listed = self.listed(target);
        let watched = self
            .targets
            .entry(target)
            .or_insert_with(|| Watched::new(kind_of(target)));
        if let Some(run) = listed.filter(|_| matches!(watched.knowledge, Knowledge::Nothing)) {
            watched.knowledge = Knowledge::Run(run);
        }
        watched.poller.handle_request(Cause::Pinned, now);
        watched.poller.handle_catch_up(Cause::Pinned);
        self.effects
            .push_back(Effect::Store(Record::Pinned(target)));
        self.store_seen(target);
    }

    /// What a list or a search already showed of an operation: its row stays, and its end from here on is news.
    fn listed(&self, target: Target) -> Option<Arc<Run>> {
        let Target::Operation(id) = target else {
            return None;
        };
        let lists = self.lists.values().flat_map(|list| &list.runs);
        let found = self.search.iter().flat_map(|search| &search.runs);
        lists.chain(found).find(|run| run.id == id).map(Arc::clone)
    }

    fn unpin(&mut self, target: Target) {
        self.pins.retain(|pinned| *pinned != target);
        self.effects
            .push_back(Effect::Store(Record::Unpinned(target)));
        if matches!(target, Target::Operation(_)) {
            self.targets.remove(&target);
        }
    }

    fn refresh(&mut self, scoped: Scoped, now: Moment) {
        self.account.handle_refresh();
        match scoped {
            Scoped::Everything => {
                self.scope_poller.handle_refresh(now);
                self.lists
                    .values_mut()
                    .for_each(|list| list.poller.handle_refresh(now));
                self.targets
                    .values_mut()
                    .for_each(|watched| watched.poller.handle_refresh(now));
            }
            Scoped::Target(target) => {
                if let Some(watched) = self.targets.get_mut(&target) {
                    watched.poller.handle_refresh(now);
                }
            }
        }
    }

    fn handle_search(&mut self, text: &str) {
        let text = text.trim();
        if let Some(flight) = self.flights.cancel(Lane::Search) {
            self.effects.push_back(Effect::Cancel(flight.id));
        }
        let kept = self
            .search
            .take()
            .map(|search| search.runs)
            .unwrap_or_default();
        self.search = (!text.is_empty()).then(|| Search {
            text: text.to_owned(),
            phase: SearchPhase::Asking,
            wanted: true,
            runs: kept,
        });
    }

    fn handle_window(&mut self, label: String, surface: Surface, now: Moment) {
        if !self.surfaces.handle_window(label, surface) {
            return;
        }
        if surface.shows == Shows::Overview {
            self.look_for_newer_packs(now);
        }
        for list in self.lists.values_mut().filter(|list| list.poller.is_idle()) {
            list.poller.handle_request(Cause::Start, now);
        }
        if self.scope_poller.is_idle() {
            self.scope_poller.handle_request(Cause::Start, now);
        }
        if !self.settings.quiet {
            for target in &self.pins {
                if let Some(watched) = self.targets.get_mut(target) {
                    watched.poller.handle_catch_up(Cause::CatchUp);
                }
            }
        }
    }

    /// A newer pack is seen when its environment is next shown (DESIGN, decision 11), at the pace of an idle list.
    fn look_for_newer_packs(&mut self, now: Moment) {
        for (target, watched) in &mut self.targets {
            let old = watched
                .answered
                .is_none_or(|at| now.since(at) >= cadence::LIST_IDLE);
            if matches!(target, Target::ReviewPack(_)) && old {
                watched.poller.handle_first_sight(now);
            }
        }
    }

    fn refresh_attention(&mut self, now: Moment) {
        let of_lists = self.surfaces.attention_of_lists();
        self.scope_poller.handle_attention(of_lists);
        self.lists
            .values_mut()
            .for_each(|list| list.poller.handle_attention(of_lists));
        for (target, watched) in &mut self.targets {
            let attention = self
                .surfaces
                .attention_of(*target, self.pins.contains(target));
            watched.poller.handle_attention(attention);
            let unseen = watched.poller.is_idle() || watched.is_stored_only();
            if unseen && attention == Attention::Foreground {
                watched.poller.handle_first_sight(now);
            }
        }
    }

    /// Tells ends now, or keeps them for the end of a pause.
    fn tell(&mut self, mut ended: Vec<Ended>, may_repeat: bool, now: Now) {
        ended.retain(|end| self.noticed.insert((end.target, end.subject, end.ending)));
        if ended.is_empty() {
            return;
        }
        if self
            .settings
            .paused_until
            .is_some_and(|until| now.wall < until)
        {
            self.effects.push_back(Effect::Withhold(ended.clone()));
            self.withheld.extend(ended);
        } else if let Some(notice) = Notice::new(ended, may_repeat) {
            self.effects.push_back(Effect::Announce(notice));
        }
    }

    fn end_pause(&mut self, now: Now) {
        if self
            .settings
            .paused_until
            .is_some_and(|until| now.wall < until)
        {
            return;
        }
        self.settings.paused_until = None;
        let withheld = std::mem::take(&mut self.withheld);
        if let Some(notice) = Notice::new(withheld, false) {
            self.effects.push_back(Effect::Announce(notice));
        }
    }

    /// Stores the last known state of a pinned target.
    fn store_seen(&mut self, target: Target) {
        if !self.pins.contains(&target) {
            return;
        }
        let seen = match self.targets.get(&target).map(|watched| &watched.knowledge) {
            Some(Knowledge::Run(run)) => Seen::of_run(run),
            Some(Knowledge::Pack(latest)) => Seen::of_pack(latest),
            Some(
                Knowledge::Forbidden | Knowledge::Gone | Knowledge::Nothing | Knowledge::Seen(_),
            )
            | None => return,
        };
        self.effects
            .push_back(Effect::Store(Record::Seen(target, seen)));
    }

    /// Drops a quiet watch whose targets are no longer the right ones; the next one leaves with the right ones.
    fn cancel_what_changed(&mut self) {
        if *self.quiet.asked() != self.quiet_targets() {
            self.cancel_quiet();
        }
    }

    fn cancel_quiet(&mut self) {
        let Some(flight) = self.flights.cancel(Lane::Watch(WatchLane::Quiet)) else {
            return;
        };
        self.release(&flight.ask);
        self.quiet.handle_unanswered();
        self.effects.push_back(Effect::Cancel(flight.id));
    }

    /// Nothing was learned from this request: its subjects fall back to what they were.
    fn release(&mut self, ask: &Ask) {
        match ask {
            Ask::Account => self.scope_poller.handle_unanswered(),
            Ask::Details(_) | Ask::Search(_) => {}
            Ask::List(kind) => {
                if let Some(list) = self.lists.get_mut(kind) {
                    list.poller.handle_unanswered();
                }
            }
            Ask::Watch { targets, .. } => {
                for (target, _) in targets {
                    if let Some(watched) = self.targets.get_mut(target) {
                        watched.poller.handle_unanswered();
                    }
                }
            }
        }
    }

    fn next_request_id(&mut self) -> RequestId {
        self.next_request += 1;
        RequestId(self.next_request)
    }
}

impl List {
    const fn new() -> Self {
        Self {
            poller: Poller::new(Kind::List),
            runs: Vec::new(),
            total: 0,
            known: false,
        }
    }
}

impl Watched {
    /// Settled before this start of the app: asked once when first shown, so that its row has more than the ledger's.
    const fn is_stored_only(&self) -> bool {
        matches!(self.knowledge, Knowledge::Seen(_))
    }
}

const fn kind_of(target: Target) -> Kind {
    match target {
        Target::Operation(_) => Kind::Operation,
        Target::ReviewPack(_) => Kind::ReviewPack,
    }
}

fn seen_ended(seen: &Seen) -> bool {
    crate::run::ending(&seen.run_status(), &seen.run_outcome()).is_some()
}
