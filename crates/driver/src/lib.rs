//! The loop that owns a [`Monitor`]: it feeds one input, drains all effects, shows the view once if it changed, and arms
//! one timer. No fault of the server, the desktop or the ledger ends it; it ends when its last [`Handle`] is gone.
//!
//! Deliberately absent: rules. What to do and when is core's; this crate only does it.

mod clock;
mod effects;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use monitor_core::monitor::Input;
use monitor_core::ports::{Api, Delivery, Desktop, Observation, RequestId, Store};
use monitor_core::time::WallClock;
use monitor_core::{Ended, Fault, Moment, Monitor, Now, View};
use tokio::sync::mpsc;
use tokio::task::{AbortHandle, Id, JoinError, JoinSet};
use tokio::time::Instant;

pub use clock::SystemClock;
use effects::Told;

/// Where the loop gets its time from: the computer's clocks, or a test's.
pub trait Clock: Send + 'static {
    fn now(&self) -> Now;
}

/// Sends inputs into the loop; the loop ends when the last one is dropped.
#[derive(Clone, Debug)]
pub struct Handle(mpsc::UnboundedSender<Input>);

impl Handle {
    /// Hands an input over. After the loop has ended there is nobody to tell, and nothing happens.
    pub fn send(&self, input: Input) {
        if self.0.send(input).is_err() {
            tracing::debug!("input after the end of the loop");
        }
    }
}

pub struct Driver<A, D, S, C> {
    monitor: Monitor,
    api: A,
    desktop: D,
    store: S,
    clock: C,
    inbox: mpsc::UnboundedReceiver<Input>,
    calls: JoinSet<Result<Observation, Fault>>,
    in_flight: BTreeMap<RequestId, AbortHandle>,
    by_task: Vec<(Id, RequestId)>,
    tellings: JoinSet<(Arc<[Ended]>, Delivery)>,
    /// Both clocks when the loop last turned: the one that goes on while the computer sleeps, and the one that does not.
    turned: (Moment, Instant),
    wall_clock: WallClock,
    shown: Option<View>,
    store_is_fine: Option<bool>,
}

impl<A: Api, D: Desktop, S: Store, C: Clock> Driver<A, D, S, C> {
    /// A loop over `monitor`, and the handle to feed it. Nothing happens before [`Driver::run`].
    pub fn new(monitor: Monitor, api: A, desktop: D, store: S, clock: C) -> (Self, Handle) {
        let (sender, inbox) = mpsc::unbounded_channel();
        let now = clock.now();
        let turned = (now.moment, Instant::now());
        let driver = Self {
            monitor,
            api,
            desktop,
            store,
            clock,
            inbox,
            calls: JoinSet::new(),
            in_flight: BTreeMap::new(),
            by_task: Vec::new(),
            tellings: JoinSet::new(),
            turned,
            wall_clock: WallClock::new(now),
            shown: None,
            store_is_fine: None,
        };
        (driver, Handle(sender))
    }

    /// Runs until the last handle is dropped. Requests in flight are then dropped too; a notice on its way is not.
    pub async fn run(mut self) {
        self.drain();
        while self.turn().await {
            self.drain();
        }
        self.calls.abort_all();
        while let Some(told) = self.tellings.join_next().await {
            self.handle_told(told);
        }
        if let Err(error) = self.store.catch_up() {
            tracing::error!(%error, "what could not be stored is lost");
        }
    }

    /// Waits for one thing to happen and feeds it; `false` when nobody can feed the loop any more.
    async fn turn(&mut self) -> bool {
        let timer = self.timer();
        let event = tokio::select! {
            input = self.inbox.recv() => match input {
                Some(input) => Event::Input(input),
                None => return false,
            },
            Some(called) = self.calls.join_next_with_id() => Event::Called(called),
            Some(told) = self.tellings.join_next() => Event::Told(told),
            () = timer => Event::Due,
        };
        // First of all: time that was slept through is no time in which the server did not answer, and what fails after
        // it failed by it.
        self.look_for_sleep();
        self.look_at_clock();
        match event {
            Event::Called(called) => self.handle_called(called),
            Event::Due => self.monitor.handle_timeout(self.clock.now()),
            Event::Input(input) => self.handle_inputs(input),
            Event::Told(told) => self.handle_told(told),
        }
        true
    }

    /// Where nobody tells of a sleep, the clocks do: the computer's goes on, and the runtime's stands still.
    fn look_for_sleep(&mut self) {
        let (now, instant) = (self.clock.now(), Instant::now());
        let (moment, before) = std::mem::replace(&mut self.turned, (now.moment, instant));
        let awake = instant.duration_since(before);
        if now.moment.since(moment).saturating_sub(awake) >= ASLEEP {
            self.monitor.handle_input(Input::Woke, now);
        }
    }

    /// Core knows no calendar: whoever works something out from days and times does it anew.
    fn look_at_clock(&mut self) {
        if self.wall_clock.was_set(self.clock.now()) {
            tracing::info!("the computer's clock was set");
            self.desktop.report_clock();
        }
    }

    /// Takes all inputs that have gathered, so that a burst is shown once.
    fn handle_inputs(&mut self, first: Input) {
        self.monitor.handle_input(first, self.clock.now());
        while let Ok(input) = self.inbox.try_recv() {
            self.monitor.handle_input(input, self.clock.now());
        }
    }

    fn timer(&self) -> impl Future<Output = ()> + use<A, D, S, C> {
        let now = self.clock.now();
        let nap = if self.in_flight.is_empty() {
            NAP
        } else {
            NAP_IN_FLIGHT
        };
        let delay = self.monitor.poll_timeout(now).map(|(deadline, cause)| {
            tracing::trace!(?cause, "armed");
            deadline.since(now.moment).clamp(GRAIN, nap)
        });
        async move {
            match delay {
                Some(delay) => tokio::time::sleep(delay).await,
                None => std::future::pending().await,
            }
        }
    }

    fn drain(&mut self) {
        while let Some(effect) = self.monitor.poll_effect(self.clock.now()) {
            self.perform(effect);
        }
        self.catch_up();
        let view = self.monitor.view(self.clock.now());
        if self.shown.as_ref() != Some(&view) {
            self.desktop.show(&view);
            self.shown = Some(view);
        }
    }

    fn handle_called(&mut self, called: Called) {
        let (task, result) = match called {
            Ok((task, result)) => (task, result),
            Err(error) => {
                if error.is_panic() {
                    tracing::error!("a request panicked");
                }
                (error.id(), Err(Fault::Unreadable))
            }
        };
        let Some(index) = self.by_task.iter().position(|(id, _)| *id == task) else {
            return;
        };
        let (_, request) = self.by_task.swap_remove(index);
        self.in_flight.remove(&request);
        self.monitor
            .handle_answer(request, result, self.clock.now());
    }
}

/// What the loop waited for.
enum Event {
    Called(Called),
    Due,
    Input(Input),
    Told(Told),
}

/// How a request ended, if it did.
type Called = Result<(Id, Result<Observation, Fault>), JoinError>;

/// Less than this is no sleep, but two clocks that are not read at once.
const ASLEEP: Duration = Duration::from_secs(2);
/// No timer is finer than this: what is closer is due together.
const GRAIN: Duration = Duration::from_millis(5);
/// No sleep is longer than this: the runtime's timer stands still while the computer sleeps, core's clock does not.
const NAP: Duration = Duration::from_secs(60);
/// A held request that did not survive a sleep is found so soon after the computer woke.
const NAP_IN_FLIGHT: Duration = Duration::from_secs(15);

#[cfg(test)]
mod tests;
