//! What comes from the user's hands and the shell, and what it changes: windows, searches, refreshes.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::{Monitor, Search};
use crate::alert::Alert;
use crate::attention::{Attention, Shows, Surface};
use crate::cadence;
use crate::filter::ListFilter;
use crate::id::{EnvironmentId, OperationId};
use crate::notice::Ended;
use crate::poller::Cause;
use crate::ports::{Delivery, Effect, Pin, Record};
use crate::quiet::{QuietSpan, Reach};
use crate::rules::Rules;
use crate::target::Target;
use crate::term::Term;
use crate::time::{Moment, Timestamp};
use crate::view::SearchPhase;
use crate::watch::Lane;

/// What happened outside, in the user's hands or the shell's.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// What became of alerts that were sent together.
    AlertsSent(Vec<Alert>, Delivery),
    /// The user wants the technical details of an operation.
    Details(OperationId),
    /// "While hidden: watch quietly / suspend completely".
    HiddenMode {
        quiet: bool,
    },
    /// The connection inspector was opened or closed.
    Inspect(bool),
    /// The user chose what to see of the lists, or to see all of it.
    ListsFiltered(ListFilter),
    /// A pinned target goes in front of another one, or behind all of them.
    MovePin {
        target: Target,
        before: Option<Target>,
    },
    /// The end of a pinned target is told, or not.
    Mute {
        target: Target,
        on: bool,
    },
    /// Ends of an environment's operations and review packs are told, or not, pinned or not.
    MuteEnvironment {
        environment: EnvironmentId,
        on: bool,
    },
    /// This computer reaches its network in another way than before, or reaches one again.
    NetworkChanged,
    /// The user opened what ended, from its notification or elsewhere.
    Opened(Target),
    /// Notifications are paused for as long as it is until then; `None` ends the pause.
    Paused(Option<Timestamp>),
    Pin(Target),
    /// How often the quiet watch is sent from here on, where the server does not hold.
    QuietEvery(Duration),
    /// The quiet hours of the next days, in place of those before.
    QuietHours(Vec<QuietSpan>),
    Refresh(Scoped),
    /// Which endings are told from here on.
    Rules(Rules),
    /// An empty text ends the search.
    Search(String),
    /// Ends wait for as long as it is until then, and are told together; `None` or a time that is past ends it.
    Snooze {
        reach: Reach,
        until: Option<Timestamp>,
    },
    Unpin(Target),
    /// A window is there, and this is its state.
    Window {
        label: String,
        surface: Surface,
    },
    WindowDestroyed {
        label: String,
    },
    /// This computer slept, and is awake again.
    Woke,
}

/// What to refresh.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Scoped {
    Everything,
    Target(Target),
}

/// What a monitor takes up of an earlier start, and the quiet hours that hold for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Legacy {
    /// In the user's order.
    pub pins: Vec<Pin>,
    /// Ends that were stored, but perhaps not told.
    pub untold: Vec<Ended>,
    /// Those of them that waited for something, and were not sent since.
    pub withheld: Vec<Ended>,
    pub muted_environments: BTreeSet<EnvironmentId>,
    pub snoozes: BTreeMap<Reach, Term>,
    pub quiet_hours: Vec<QuietSpan>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Settings {
    /// Whether pinned active targets are watched while hidden.
    pub quiet: bool,
    /// How often, where the server does not hold. Kept within [`cadence::QUIET_MIN`] and [`cadence::QUIET_MAX`].
    pub quiet_every: Duration,
    /// At the start; the monitor keeps it from then on.
    pub paused_until: Option<Timestamp>,
    pub rules: Rules,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            quiet: true,
            quiet_every: cadence::QUIET,
            paused_until: None,
            rules: Rules::default(),
        }
    }
}

impl Input {
    /// Whether somebody looks, and waits for what a watch will bring.
    pub(super) const fn is_waited_for(&self) -> bool {
        match self {
            Self::Pin(_) | Self::Refresh(_) => true,
            Self::Window { surface, .. } => surface.visible && !surface.modal,
            Self::AlertsSent(..)
            | Self::Details(_)
            | Self::HiddenMode { .. }
            | Self::Inspect(_)
            | Self::ListsFiltered(_)
            | Self::MovePin { .. }
            | Self::Mute { .. }
            | Self::MuteEnvironment { .. }
            | Self::NetworkChanged
            | Self::Opened(_)
            | Self::Paused(_)
            | Self::QuietEvery(_)
            | Self::QuietHours(_)
            | Self::Rules(_)
            | Self::Search(_)
            | Self::Snooze { .. }
            | Self::Unpin(_)
            | Self::WindowDestroyed { .. }
            | Self::Woke => false,
        }
    }
}

impl Monitor {
    /// Of what the user may see or not: a mute outlasts an access that is lost and given back.
    pub(super) fn mute_environment(&mut self, environment: EnvironmentId, on: bool) {
        let is_new = if on {
            self.muted_environments.insert(environment)
        } else {
            self.muted_environments.remove(&environment)
        };
        if is_new {
            let muted = Record::MutedEnvironment { environment, on };
            self.effects.push_back(Effect::Store(muted));
        }
    }

    pub(super) fn refresh(&mut self, scoped: Scoped, now: Moment) {
        self.account.handle_refresh();
        self.failing.lift();
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

    pub(super) fn handle_search(&mut self, text: &str) {
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
            total: 0,
        });
    }

    pub(super) fn handle_window(&mut self, label: String, surface: Surface, now: Moment) {
        if !self.surfaces.handle_window(label, surface) {
            return;
        }
        match surface.shows {
            Shows::Operation(_) => {}
            Shows::Overview => self.look_for_newer_packs(|_| true, now),
            Shows::ReviewPack(shown) => self.look_for_newer_packs(|id| id == shown, now),
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

    pub(super) fn handle_destroyed(&mut self, label: &str) {
        self.surfaces.handle_destroyed(label);
        // The inspector is part of the overview, and so are the filters.
        if !self.surfaces.has_overview() {
            self.traffic.inspected = false;
            self.handle_filter(ListFilter::default());
        }
    }

    /// A newer pack is seen when its environment is next shown, at the pace of an idle list (ARCHITECTURE.md, decision 1).
    pub(super) fn look_for_newer_packs(
        &mut self,
        shown: impl Fn(EnvironmentId) -> bool,
        now: Moment,
    ) {
        for (target, watched) in &mut self.targets {
            let old = watched
                .answered
                .is_none_or(|at| now.since(at) >= cadence::LIST_IDLE);
            if matches!(target, Target::ReviewPack(id) if shown(*id)) && old {
                watched.poller.handle_first_sight(now);
            }
        }
    }

    pub(super) fn refresh_attention(&mut self, now: Moment) {
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
}
