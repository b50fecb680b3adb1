//! The loop that owns a [`Monitor`]: it feeds one input, does what was ordered, shows the view once if it changed, and arms
//! one timer. No fault of the server, the desktop or the ledger ends it; it ends when its last [`Handle`] is gone.
//!
//! [`Engine`] is all of it that does not wait; [`Driver`] turns it on a runtime. Deliberately absent: rules. What to do and
//! when is core's; this crate only does it.

mod clock;
mod effects;
mod engine;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use monitor_core::monitor::Input;
use monitor_core::ports::{Api, Delivery, Desktop, Observation, Request, RequestId, Store};
use monitor_core::{Ended, Fault, Monitor, Notice, View};
use tokio::sync::mpsc;
use tokio::task::{AbortHandle, Id, JoinError, JoinSet};
use tokio::time::Instant;

pub use clock::{Awake, Clock, GoesOn, SystemClock};
pub use engine::{Engine, Order};

/// Sends inputs into the loop; the loop ends when the last one is dropped.
#[derive(Clone, Debug)]
pub struct Handle(mpsc::UnboundedSender<Word>);

impl Handle {
    /// Hands an input over. After the loop has ended there is nobody to tell, and nothing happens.
    pub fn send(&self, input: Input) {
        self.say(Word::Input(input));
    }

    /// Says that the account is signed out of: once the loop ends, all that it has stored loses its names, whatever it was
    /// storing when that was said. It ends with its last handle, as ever.
    pub fn forget(&self) {
        self.say(Word::Forget);
    }

    fn say(&self, word: Word) {
        if self.0.send(word).is_err() {
            tracing::debug!("input after the end of the loop");
        }
    }
}

/// What a handle says, in the order in which it is said.
#[derive(Debug)]
enum Word {
    Forget,
    Input(Input),
}

pub struct Driver<A, D, S, C> {
    engine: Engine<S>,
    api: A,
    desktop: D,
    clock: C,
    /// Where the runtime's clock began to count.
    origin: Instant,
    inbox: mpsc::UnboundedReceiver<Word>,
    calls: JoinSet<Result<Observation, Fault>>,
    in_flight: BTreeMap<RequestId, AbortHandle>,
    by_task: Vec<(Id, RequestId)>,
    tellings: JoinSet<(Arc<[Ended]>, Delivery)>,
    shown: Option<View>,
    /// The account is signed out of: the end of the loop erases its names.
    forgets: bool,
}

impl<A: Api, D: Desktop, S: Store, C: Clock> Driver<A, D, S, C> {
    /// A loop over `monitor`, and the handle to feed it. Nothing happens before [`Driver::run`].
    pub fn new(monitor: Monitor, api: A, desktop: D, store: S, clock: C) -> (Self, Handle) {
        let (sender, inbox) = mpsc::unbounded_channel();
        let now = clock.now();
        let awake = Awake::new(clock.goes_on(), now, Duration::ZERO);
        let driver = Self {
            engine: Engine::new(monitor, store, awake, now),
            api,
            desktop,
            clock,
            origin: Instant::now(),
            inbox,
            calls: JoinSet::new(),
            in_flight: BTreeMap::new(),
            by_task: Vec::new(),
            tellings: JoinSet::new(),
            shown: None,
            forgets: false,
        };
        (driver, Handle(sender))
    }

    /// Runs until the last handle is dropped. Requests in flight are then dropped too; a notice on its way is not. The names
    /// of an account that was signed out of go before what becomes of that is stored, which names nobody.
    pub async fn run(mut self) {
        self.drain();
        while self.turn().await {
            self.drain();
        }
        self.calls.abort_all();
        if self.forgets {
            self.engine.forget();
        }
        while let Some(told) = self.tellings.join_next().await {
            self.handle_told(told);
        }
        self.engine.close();
    }

    /// Waits for one thing to happen and feeds it; `false` when nobody can feed the loop any more.
    async fn turn(&mut self) -> bool {
        let timer = self.timer();
        let event = tokio::select! {
            word = self.inbox.recv() => match word {
                Some(word) => Event::Said(word),
                None => return false,
            },
            Some(called) = self.calls.join_next_with_id() => Event::Called(called),
            Some(told) = self.tellings.join_next() => Event::Told(told),
            () = timer => Event::Due,
        };
        self.engine
            .handle_turn(self.clock.now(), self.origin.elapsed());
        match event {
            Event::Called(called) => self.handle_called(called),
            Event::Due => self.engine.handle_timeout(self.clock.now()),
            Event::Said(word) => self.handle_words(word),
            Event::Told(told) => self.handle_told(told),
        }
        true
    }

    /// Takes all words that have gathered, so that a burst is shown once.
    fn handle_words(&mut self, first: Word) {
        self.handle_word(first);
        while let Ok(word) = self.inbox.try_recv() {
            self.handle_word(word);
        }
    }

    fn handle_word(&mut self, word: Word) {
        match word {
            Word::Forget => self.forgets = true,
            Word::Input(input) => self.engine.handle_input(input, self.clock.now()),
        }
    }

    fn timer(&self) -> impl Future<Output = ()> + use<A, D, S, C> {
        let delay = self.engine.timer(self.clock.now());
        async move {
            match delay {
                Some(delay) => tokio::time::sleep(delay).await,
                None => std::future::pending().await,
            }
        }
    }

    fn drain(&mut self) {
        while let Some(order) = self.engine.poll_order(self.clock.now()) {
            self.follow(order);
        }
        let view = self.engine.view(self.clock.now());
        if self.shown.as_ref() != Some(&view) {
            self.desktop.show(&view);
            self.shown = Some(view);
        }
    }

    fn follow(&mut self, order: Order) {
        match order {
            Order::Alert(alerts) => self.desktop.alert(&alerts),
            Order::Call(request) => self.call(request),
            Order::Drop(id) => {
                if let Some(call) = self.in_flight.remove(&id) {
                    call.abort();
                }
            }
            Order::ReportClock => self.desktop.report_clock(),
            Order::ReportDelivery(delivery) => self.desktop.report_delivery(delivery),
            Order::Tell(notice) => self.tell(notice),
        }
    }

    fn call(&mut self, request: Request) {
        let id = request.id;
        tracing::debug!(lane = request.ask.lane(), cause = ?request.cause, "asking");
        let api = self.api.clone();
        let task = self.calls.spawn(async move { api.call(request).await });
        self.by_task.push((task.id(), id));
        self.in_flight.insert(id, task);
    }

    fn tell(&mut self, notice: Notice) {
        let telling = self.desktop.notify(&notice);
        let ended: Arc<[Ended]> = notice.ended.into();
        self.tellings.spawn(async move {
            let delivery = tokio::time::timeout(TELLING_LIMIT, telling).await;
            (ended, delivery.unwrap_or(Delivery::Unknown))
        });
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
        self.engine.handle_answer(request, result, self.clock.now());
    }

    fn handle_told(&mut self, told: Told) {
        let Ok((ended, delivery)) = told else {
            tracing::error!("telling a notice panicked; it is told at the next start");
            return;
        };
        self.engine.handle_told(&ended, delivery, self.clock.now());
    }
}

/// What the loop waited for.
enum Event {
    Called(Called),
    Due,
    Said(Word),
    Told(Told),
}

/// How a request ended, if it did.
type Called = Result<(Id, Result<Observation, Fault>), JoinError>;

/// What became of a notice, if it is known.
type Told = Result<(Arc<[Ended]>, Delivery), JoinError>;

/// A notification daemon that takes longer may have shown it, or may yet.
const TELLING_LIMIT: Duration = Duration::from_secs(10);

#[cfg(test)]
mod tests;
