//! The whole of one account: pins, pollers, lanes, what is known, what is news.
//!
//! One mutation, then drain: give it one input or answer, take effects until there are none, show the view once, arm
//! one timer from `poll_timeout`. It owns all state and has no clock of its own.

mod access;
mod alerting;
mod answers;
mod away;
mod blindness;
mod cancel;
mod clocks;
mod failing;
mod filtering;
mod held;
mod input;
mod inspecting;
mod known;
mod learning;
mod listing;
mod owing;
mod pace;
mod pinning;
mod render;
mod retelling;
#[cfg(test)]
mod sample;
mod schedule;
mod telling;
mod waiting;
mod waking;
mod warning;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use access::Age;
use alerting::Alerting;
use away::Return;
use failing::Failing;
pub use input::{Input, Legacy, Scoped, Settings};
use known::{Knowledge, List, Search, Watched};
use pace::Pace;
use retelling::Retelling;
use waiting::Withheld;

use crate::account::Account;
use crate::attention::Surfaces;
use crate::cadence::Kind;
use crate::filter::ListFilter;
use crate::holding::Holding;
use crate::id::{EnvironmentId, OperationId};
use crate::notice::{End, Ended};
use crate::poller::Poller;
use crate::ports::{Effect, ListKind, Pin, Record, Scope, Seen};
use crate::quiet::{QuietSpan, Reach};
use crate::skew::Comparison;
use crate::target::Target;
use crate::term::Lasting;
use crate::time::{Moment, Now, ServerClock, WallClock};
use crate::trace::Traffic;
use crate::watch::{Flights, QuietWatch};

#[derive(Clone, Debug)]
pub struct Monitor {
    settings: Settings,
    /// Spreads what many monitors would do at the same moment.
    seed: u64,
    account: Account,
    holding: Holding,
    clock: ServerClock,
    comparison: Comparison,
    wall_clock: WallClock,
    scope: Option<Scope>,
    scope_age: Age,
    /// Asked when the overview first shows, when a target is gone, and beside what leaves anyway.
    scope_poller: Poller,
    surfaces: Surfaces,
    /// Pinned targets in the order they were pinned, or moved to since.
    pins: Vec<Target>,
    /// Pinned targets whose end is not told.
    muted: BTreeSet<Target>,
    /// Environments of which no end is told.
    muted_environments: BTreeSet<EnvironmentId>,
    /// While it lasts, no end is told.
    pause: Option<Lasting>,
    /// While it lasts, no end is told of these.
    snoozes: BTreeMap<Reach, Lasting>,
    /// Of the next days; whoever knows the calendar renews them.
    quiet_hours: Vec<QuietSpan>,
    /// Pinned targets, and the review packs of every environment in scope.
    targets: BTreeMap<Target, Watched>,
    lists: BTreeMap<ListKind, List>,
    failing: Failing,
    /// What the user chose to see of them; none where that is everything.
    filter: Option<ListFilter>,
    search: Option<Search>,
    details_wanted: BTreeSet<OperationId>,
    alerting: Alerting,
    quiet: QuietWatch,
    flights: Flights,
    effects: VecDeque<Effect>,
    /// Ends to be told when what they wait for is over, or when the notification daemon is back.
    withheld: Vec<Withheld>,
    pace: Pace,
    /// Alerts that nobody took.
    retelling: Retelling,
    /// When the computer last told that it had slept, and that its network had changed.
    woke_at: Option<Moment>,
    network_changed_at: Option<Moment>,
    /// It changed once more, too soon to be tried again.
    network_is_owed: bool,
    /// It changed, and what was under way is asked anew: until one was answered, one at a time.
    network_is_tried: bool,
    /// Every end handed out since the start, and when: none is handed out twice.
    noticed: BTreeMap<End, Moment>,
    /// Ends that an earlier start left, and that may have been told already.
    leftovers: BTreeSet<End>,
    /// Ends that an earlier start left, or that were to wait for longer than for others.
    kept_back: BTreeSet<End>,
    /// The end of the last time in which nobody could be told.
    returned: Return,
    next_request: u64,
    traffic: Traffic,
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
        let legacy = Legacy {
            pins,
            untold,
            ..Legacy::default()
        };
        Self::after(legacy, settings, seed, now)
    }

    /// Takes up all that an earlier start left.
    #[must_use]
    pub fn after(legacy: Legacy, settings: Settings, seed: u64, now: Now) -> Self {
        let pause = settings.paused_until;
        let mut monitor = Self {
            settings,
            seed,
            account: Account::new(seed),
            holding: Holding::new(seed),
            clock: ServerClock::default(),
            comparison: Comparison::default(),
            wall_clock: WallClock::new(now),
            scope: None,
            scope_age: Age::new(now),
            scope_poller: Poller::new(Kind::List),
            surfaces: Surfaces::default(),
            pins: Vec::new(),
            muted: BTreeSet::new(),
            muted_environments: legacy.muted_environments,
            pause: pause.map(|until| Lasting::until(until, now)),
            snoozes: BTreeMap::new(),
            quiet_hours: legacy.quiet_hours,
            targets: BTreeMap::new(),
            lists: ListKind::ALL.map(|kind| (kind, List::new())).into(),
            failing: Failing::default(),
            filter: None,
            search: None,
            details_wanted: BTreeSet::new(),
            alerting: Alerting::default(),
            quiet: QuietWatch::default(),
            flights: Flights::default(),
            effects: VecDeque::new(),
            withheld: Vec::new(),
            pace: Pace::default(),
            retelling: Retelling::default(),
            woke_at: None,
            network_changed_at: None,
            network_is_owed: false,
            network_is_tried: false,
            noticed: BTreeMap::new(),
            leftovers: BTreeSet::new(),
            kept_back: BTreeSet::new(),
            returned: Return::of_computer(now.moment),
            next_request: 0,
            traffic: Traffic::new(),
        };
        for pin in legacy.pins {
            monitor.restore(pin, now.moment);
        }
        monitor.take_up_snoozes(legacy.snoozes, now);
        monitor.take_up(legacy.untold, &legacy.withheld, now);
        monitor
    }

    pub fn handle_input(&mut self, input: Input, now: Now) {
        if input.is_waited_for() {
            self.holding.handle_demand();
            self.account.handle_demand();
            self.network_is_tried = false;
        }
        match input {
            Input::AlertsSent(alerts, delivery) => self.handle_alerts_sent(alerts, delivery, now),
            Input::Details(id) => {
                self.details_wanted.insert(id);
            }
            Input::HiddenMode { quiet } => self.settings.quiet = quiet,
            Input::Inspect(on) => self.traffic.inspected = on,
            Input::ListsFiltered(filter) => self.handle_filter(filter),
            Input::MovePin { target, before } => self.move_pin(target, before),
            Input::Mute { target, on } => self.mute(target, on),
            Input::MuteEnvironment { environment, on } => self.mute_environment(environment, on),
            Input::NetworkChanged => self.handle_network_changed(now),
            Input::Opened(target) => {
                let opened = Record::Opened(target, now.wall);
                self.effects.push_back(Effect::Store(opened));
            }
            Input::Paused(until) => {
                self.pause = until.map(|until| Lasting::until(until, now));
            }
            Input::Pin(target) => self.pin(target, now),
            Input::QuietEvery(every) => self.settings.quiet_every = every,
            Input::QuietHours(spans) => self.quiet_hours = spans,
            Input::Refresh(scoped) => self.refresh(scoped, now.moment),
            Input::Rules(rules) => self.settings.rules = rules,
            Input::Search(text) => self.handle_search(&text),
            Input::Snooze { reach, until } => self.snooze(reach, until, now),
            Input::Unpin(target) => self.unpin(target),
            Input::Window { label, surface } => self.handle_window(label, surface, now.moment),
            Input::WindowDestroyed { label } => self.handle_destroyed(&label),
            Input::Woke => self.handle_woke(now),
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
            self.schedule(now);
        }
        self.effects.pop_front()
    }

    /// Brings clocks, attention, pause, alerts and lanes in line with what just changed.
    fn settle(&mut self, now: Now) {
        self.follow_clock(now);
        self.give_up(now);
        self.retry_network(now);
        self.refresh_attention(now.moment);
        self.end_waits(now);
        self.look_at_time(now);
        self.retell_alerts(now);
        self.cancel_what_changed(now);
    }

    /// Stores the last known state of a pinned target.
    fn store_seen(&mut self, target: Target) {
        if !self.pins.contains(&target) {
            return;
        }
        let seen = match self.targets.get(&target).map(|watched| &watched.knowledge) {
            Some(Knowledge::Run(run)) => Seen::of_run(run),
            Some(Knowledge::Pack(latest)) => Seen::of_pack(latest),
            Some(Knowledge::Seen(seen)) => seen.clone(),
            Some(Knowledge::Forbidden | Knowledge::Gone | Knowledge::Nothing) | None => return,
        };
        self.effects
            .push_back(Effect::Store(Record::Seen(target, seen)));
    }
}
