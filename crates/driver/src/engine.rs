//! What the loop does with whatever happens, without a runtime: nothing here waits, and both clocks are arguments. Orders
//! come out of it for whoever has a network and a desktop, so that the simulation turns the very loop that ships.
//!
//! The grammar is core's: `handle_*` in, `poll_order` out until it is empty, `timer` for when nothing else happens.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use monitor_core::monitor::Input;
use monitor_core::ports::{Delivery, Observation, Request, RequestId, Store};
use monitor_core::time::WallClock;
use monitor_core::{Alert, Cause, Ended, Fault, Moment, Monitor, Notice, Now, View};

use crate::clock::Awake;

/// Something to be done outside, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Order {
    /// Tell these together. What became of it comes back as [`Input::AlertsSent`].
    Alert(Vec<Alert>),
    /// Make the request, and bring its answer back.
    Call(Request),
    /// Drop the request; its answer is not wanted.
    Drop(RequestId),
    /// The computer's clock was set.
    ReportClock,
    /// What became of a notice.
    ReportDelivery(Delivery),
    /// Tell it, and bring back what became of it. Its ends are in the ledger.
    Tell(Notice),
}

pub struct Engine<S> {
    monitor: Monitor,
    pub(crate) store: S,
    pub(crate) orders: VecDeque<Order>,
    in_flight: BTreeSet<RequestId>,
    awake: Awake,
    wall_clock: WallClock,
    /// Something waits to be stored.
    pub(crate) is_behind: bool,
}

impl<S: Store> Engine<S> {
    /// `awake` says which of the clocks go on while the computer sleeps, and what they show now.
    #[must_use]
    pub const fn new(monitor: Monitor, store: S, awake: Awake, now: Now) -> Self {
        Self {
            monitor,
            store,
            orders: VecDeque::new(),
            in_flight: BTreeSet::new(),
            awake,
            wall_clock: WallClock::new(now),
            is_behind: false,
        }
    }

    /// Before anything else that happens: time that was slept through is no time in which the server did not answer, and
    /// what fails after it failed by it. `uptime` is the clock that stands still while the computer sleeps.
    pub fn handle_turn(&mut self, now: Now, uptime: Duration) {
        if self.awake.has_slept(now, uptime) {
            self.handle_input(Input::Woke, now);
        }
        // Core knows no calendar: whoever works something out from days and times does it anew.
        if self.wall_clock.was_set(now) {
            tracing::info!("the computer's clock was set");
            self.orders.push_back(Order::ReportClock);
        }
    }

    /// Answers to requests that were dropped may come; they change nothing.
    pub fn handle_answer(&mut self, id: RequestId, result: Result<Observation, Fault>, now: Now) {
        self.in_flight.remove(&id);
        self.monitor.handle_answer(id, result, now);
    }

    pub fn handle_input(&mut self, input: Input, now: Now) {
        self.monitor.handle_input(input, now);
    }

    pub fn handle_timeout(&mut self, now: Now) {
        self.monitor.handle_timeout(now);
    }

    /// What became of a notice that was ordered.
    pub fn handle_told(&mut self, ended: &[Ended], delivery: Delivery, now: Now) {
        let count = ended.len();
        match delivery {
            Delivery::Refused => {
                tracing::warn!(count, "nobody took the notice; it is told later");
            }
            Delivery::Unknown => tracing::warn!(
                count,
                "whether the notice was shown is unknown; the next start tells it as a repeat"
            ),
            Delivery::HandedOver | Delivery::Shown(_) => {}
        }
        self.orders.push_back(Order::ReportDelivery(delivery));
        let marked = self.store.mark_told(ended, delivery, now.wall);
        self.report("mark what became of ends", &marked);
        if delivery == Delivery::Refused {
            self.monitor.handle_refused(ended, now);
        }
    }

    /// The next thing to do. With none left, what could not be stored is tried once more.
    pub fn poll_order(&mut self, now: Now) -> Option<Order> {
        loop {
            if let Some(order) = self.orders.pop_front() {
                self.note(&order);
                return Some(order);
            }
            match self.monitor.poll_effect(now) {
                Some(effect) => self.perform(effect, now),
                None => {
                    self.catch_up();
                    return None;
                }
            }
        }
    }

    fn note(&mut self, order: &Order) {
        match order {
            Order::Call(request) => {
                self.in_flight.insert(request.id);
            }
            Order::Drop(id) => {
                self.in_flight.remove(id);
            }
            Order::Alert(_) | Order::ReportClock | Order::ReportDelivery(_) | Order::Tell(_) => {}
        }
    }

    /// The monitor's own deadline, which may be long after the next turn.
    #[must_use]
    pub fn poll_timeout(&self, now: Now) -> Option<(Moment, Cause)> {
        self.monitor.poll_timeout(now)
    }

    /// How long to wait for anything to happen; `None` for as long as it takes.
    #[must_use]
    pub fn timer(&self, now: Now) -> Option<Duration> {
        let (deadline, cause) = self.monitor.poll_timeout(now)?;
        tracing::trace!(?cause, "armed");
        Some(deadline.since(now.moment).clamp(GRAIN, self.nap()))
    }

    /// No wait is longer: the runtime's timer stands still while the computer sleeps, core's clock does not.
    #[must_use]
    pub fn nap(&self) -> Duration {
        if self.in_flight.is_empty() {
            NAP
        } else {
            NAP_IN_FLIGHT
        }
    }

    #[must_use]
    pub fn view(&self, now: Now) -> View {
        self.monitor.view(now)
    }

    /// The account is signed out of, and nothing more is learned of it: what it had stored loses its names, and what could
    /// not be stored yet is stored without any.
    pub fn forget(&mut self) {
        let erased = self.store.erase_names();
        self.report(
            "erase the names of an account that was signed out of",
            &erased,
        );
    }

    /// The last chance for what could not be stored: the loop ends.
    pub fn close(&mut self) {
        if let Err(error) = self.store.catch_up() {
            tracing::error!(%error, "what could not be stored is lost");
        }
    }

    #[must_use]
    pub const fn store(&self) -> &S {
        &self.store
    }

    pub const fn store_mut(&mut self) -> &mut S {
        &mut self.store
    }
}

/// No timer is finer than this: what is closer is due together.
const GRAIN: Duration = Duration::from_millis(5);
const NAP: Duration = Duration::from_secs(60);
/// A held request that did not survive a sleep is found so soon after the computer woke.
const NAP_IN_FLIGHT: Duration = Duration::from_secs(15);
