//! One monitor, a scripted server, a ledger and a virtual clock, driven as the real loop drives them: one input, then
//! every effect, then the next deadline. Rules that hold at every moment are checked at every moment.

mod ledger;
mod oracle;
mod server;

use std::time::Duration;

use monitor_core::attention::{Shows, Surface};
use monitor_core::monitor::Scoped;
use monitor_core::ports::{Ask, Effect, Request, RequestId};
use monitor_core::view::View;
use monitor_core::watch::Lane;
use monitor_core::{
    Cause, EnvironmentId, Input, Moment, Monitor, Notice, Now, OperationId, Settings, Target,
    Timestamp,
};

use ledger::Ledger;
pub(crate) use oracle::{Oracle, key};
pub(crate) use server::{Chapter, LATENCY, Server, completed, pack, running, stale, stamp};

pub(crate) struct World {
    monitor: Monitor,
    pub(crate) server: Server,
    pub(crate) ledger: Ledger,
    pub(crate) oracle: Oracle,
    /// On the monotonic clock; the server's clock is the same plus its epoch.
    pub(crate) time: Duration,
    /// How far this computer's wall clock is off, in milliseconds.
    pub(crate) wall_error: i64,
    settings: Settings,
    flights: Vec<Flight>,
    pub(crate) sent: Vec<Sent>,
    pub(crate) cancelled: Vec<RequestId>,
    pub(crate) told: Vec<Told>,
    /// How many durable steps are left before the process is killed.
    lives: Option<usize>,
}

/// A request under way.
pub(crate) struct Flight {
    pub(crate) id: RequestId,
    pub(crate) ask: Ask,
    pub(crate) sent: Duration,
}

/// A request as the server's log would have it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sent {
    pub(crate) at: Duration,
    pub(crate) lane: &'static str,
    pub(crate) cause: Cause,
    pub(crate) targets: Vec<Target>,
}

/// A notice as the desktop got it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Told {
    pub(crate) at: Duration,
    pub(crate) notice: Notice,
}

/// The world starts here, so that things can be older than it.
const START: Duration = Duration::from_secs(7_200);
/// More than any one input may cause.
const MANY: usize = 1_000;

impl World {
    pub(crate) fn new() -> Self {
        let settings = Settings::default();
        let now = now(START, 0);
        let mut world = Self {
            monitor: Monitor::new(settings, Vec::new(), Vec::new(), 7, now),
            server: Server::new(),
            ledger: Ledger::default(),
            oracle: Oracle::default(),
            time: START,
            wall_error: 0,
            settings,
            flights: Vec::new(),
            sent: Vec::new(),
            cancelled: Vec::new(),
            told: Vec::new(),
            lives: None,
        };
        world.drain();
        world
    }

    /// A world in which these operations, running since `age` seconds, are pinned and known.
    pub(crate) fn watching(ids: &[i64], age: u64) -> Self {
        let mut world = Self::new();
        for id in ids {
            world.start(*id, age);
            world.pin(op(*id));
        }
        world.pass(1);
        world
    }

    /// Starts an operation `age` seconds ago.
    pub(crate) fn start(&mut self, id: i64, age: u64) {
        let created = self.time - secs(age);
        self.server.add(op(id), created, running());
    }

    /// What becomes of a target in so many seconds.
    pub(crate) fn plan(&mut self, target: Target, delay: u64, chapter: Chapter) {
        let at = self.time + secs(delay);
        self.server.plan(target, at, chapter);
    }

    pub(crate) fn pin(&mut self, target: Target) {
        let view = self.view();
        self.oracle.handle_pinned(target, &view);
        self.input(Input::Pin(target));
    }

    pub(crate) fn unpin(&mut self, target: Target) {
        self.oracle.handle_unpinned(target);
        self.input(Input::Unpin(target));
    }

    pub(crate) fn show(&mut self, shows: Shows) {
        self.window(shows, true, false);
    }

    pub(crate) fn hide(&mut self, shows: Shows) {
        self.window(shows, false, false);
    }

    pub(crate) fn window(&mut self, shows: Shows, visible: bool, modal: bool) {
        let surface = Surface {
            shows,
            visible,
            modal,
        };
        self.input(Input::Window {
            label: label(shows),
            surface,
        });
    }

    pub(crate) fn destroy(&mut self, shows: Shows) {
        self.input(Input::WindowDestroyed {
            label: label(shows),
        });
    }

    pub(crate) fn suspend_completely(&mut self) {
        self.quietly(false);
    }

    /// "While hidden: watch quietly", or suspend completely.
    pub(crate) fn quietly(&mut self, quiet: bool) {
        self.settings.quiet = quiet;
        self.input(Input::HiddenMode { quiet });
    }

    pub(crate) fn pause(&mut self, seconds: Option<u64>) {
        let until = seconds.map(|seconds| self.now().wall.after(secs(seconds)));
        self.settings.paused_until = until;
        self.input(Input::Paused(until));
    }

    pub(crate) fn refresh(&mut self, scoped: Scoped) {
        self.input(Input::Refresh(scoped));
    }

    pub(crate) fn input(&mut self, input: Input) {
        let now = self.now();
        self.monitor.handle_input(input, now);
        self.drain();
    }

    /// Lets this many seconds pass.
    pub(crate) fn pass(&mut self, seconds: u64) {
        self.pass_exactly(secs(seconds));
    }

    pub(crate) fn pass_exactly(&mut self, duration: Duration) {
        let until = self.time + duration;
        let mut before = self.time;
        let mut turns = 0;
        while self.step(until) {
            turns = if self.time == before { turns + 1 } else { 0 };
            assert!(
                turns < 100,
                "spins at {before:?}: {:?}",
                self.next_deadline()
            );
            before = self.time;
        }
    }

    /// The computer sleeps: time passes, and nothing happens until it wakes.
    pub(crate) fn sleep(&mut self, duration: Duration) {
        self.time += duration;
        self.turn();
    }

    /// The process dies after so many more durable steps.
    pub(crate) fn kill_after(&mut self, steps: usize) {
        self.lives = Some(steps);
    }

    /// A new process on the old ledger, without a window.
    pub(crate) fn restart(&mut self) {
        self.lives = None;
        self.flights.clear();
        self.oracle.handle_restart();
        let (pins, untold) = (self.ledger.pins(), self.ledger.untold());
        self.monitor = Monitor::new(self.settings, pins, untold, 7, self.now());
        self.drain();
    }

    pub(crate) fn view(&self) -> View {
        self.monitor.view(self.now())
    }

    pub(crate) fn now(&self) -> Now {
        now(self.time, self.wall_error)
    }

    pub(crate) fn next_deadline(&self) -> Option<Duration> {
        let (deadline, _) = self.monitor.poll_timeout(self.now())?;
        Some(deadline.since(Moment::default()))
    }

    /// A place in the log, for [`World::since`].
    pub(crate) fn mark(&self) -> usize {
        self.sent.len()
    }

    /// How many requests of this lane left since then.
    pub(crate) fn count(&self, mark: usize, lane: &str) -> usize {
        self.sent[mark..]
            .iter()
            .filter(|sent| sent.lane == lane)
            .count()
    }

    /// When this target was asked for since then.
    pub(crate) fn asked(&self, mark: usize, target: Target) -> Vec<Duration> {
        let carried = self.sent[mark..]
            .iter()
            .filter(|sent| sent.targets.contains(&target));
        carried.map(|sent| sent.at).collect()
    }

    pub(crate) fn in_flight(&self) -> usize {
        self.flights.len()
    }

    /// Every end that was told, by notice.
    pub(crate) fn told_ids(&self) -> Vec<Vec<i64>> {
        let mut ids = Vec::new();
        for told in &self.told {
            ids.push(told.notice.ended.iter().map(|end| end.subject).collect());
        }
        ids
    }

    fn step(&mut self, until: Duration) -> bool {
        let answers = self
            .flights
            .iter()
            .map(|flight| self.server.ready(flight) + LATENCY);
        let next = answers.chain(self.next_deadline()).min();
        let Some(next) = next.filter(|next| *next <= until && !self.is_dead()) else {
            self.time = self.time.max(until);
            return false;
        };
        self.time = self.time.max(next);
        self.turn();
        true
    }

    fn turn(&mut self) {
        while let Some(flight) = self.take_landed() {
            let result = self.server.answer(&flight);
            self.oracle.handle_answer(&result);
            self.monitor.handle_answer(flight.id, result, self.now());
            self.drain();
        }
        self.monitor.handle_timeout(self.now());
        self.drain();
    }

    fn take_landed(&mut self) -> Option<Flight> {
        let landed = |flight: &Flight| self.server.ready(flight) + LATENCY <= self.time;
        let index = self.flights.iter().position(landed)?;
        Some(self.flights.remove(index))
    }

    fn drain(&mut self) {
        let mut effects = 0;
        while let Some(effect) = self.monitor.poll_effect(self.now()) {
            self.perform(effect);
            effects += 1;
            assert!(effects < MANY, "draining does not end");
        }
        if let Some(deadline) = self.next_deadline() {
            assert!(
                deadline >= self.time,
                "deadline {deadline:?} is past at {:?}",
                self.time
            );
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Announce(notice) => self.announce(notice),
            Effect::Cancel(id) => {
                let before = self.flights.len();
                self.flights.retain(|flight| flight.id != id);
                assert!(
                    self.flights.len() < before || self.is_dead(),
                    "cancelled, but not in flight"
                );
                self.cancelled.push(id);
            }
            Effect::Fetch(request) => self.fetch(request),
            Effect::Store(record) => {
                if self.survives() {
                    self.ledger.record(&record);
                    self.oracle.handle_record(&record, &self.told);
                }
            }
            Effect::Withhold(ended) => {
                if self.survives() {
                    self.ledger.remember(&ended);
                }
            }
        }
    }

    fn announce(&mut self, notice: Notice) {
        if !self.survives() {
            return;
        }
        let news = self.ledger.remember(&notice.ended);
        let notice = if notice.may_repeat {
            Some(notice)
        } else {
            Notice::new(news, false)
        };
        let Some(notice) = notice.filter(|_| self.survives()) else {
            return;
        };
        self.told.push(Told {
            at: self.time,
            notice: notice.clone(),
        });
        if self.survives() {
            self.ledger.mark_told(&notice.ended);
        }
    }

    fn fetch(&mut self, request: Request) {
        if self.is_dead() {
            return;
        }
        let lane = Lane::of(&request.ask);
        let targets = targets_of(&request.ask);
        for flight in &self.flights {
            assert_ne!(
                Lane::of(&flight.ask),
                lane,
                "two requests in flight on one lane"
            );
            let other = targets_of(&flight.ask);
            assert!(
                targets.iter().all(|target| !other.contains(target)),
                "asked for twice at once: {targets:?} and {other:?}"
            );
        }
        assert!(
            !matches!(lane, Lane::Watch(_)) || !targets.is_empty(),
            "a watch of nothing"
        );
        let (at, cause) = (self.time, request.cause);
        self.sent.push(Sent {
            at,
            lane: request.ask.lane(),
            cause,
            targets,
        });
        self.flights.push(Flight {
            id: request.id,
            ask: request.ask,
            sent: at,
        });
    }

    /// Takes one durable step, unless the process was killed before it.
    fn survives(&mut self) -> bool {
        match &mut self.lives {
            None => true,
            Some(0) => false,
            Some(lives) => {
                *lives -= 1;
                true
            }
        }
    }

    fn is_dead(&self) -> bool {
        self.lives == Some(0)
    }
}

pub(crate) fn op(id: i64) -> Target {
    Target::Operation(operation(id))
}

pub(crate) fn operation(id: i64) -> OperationId {
    OperationId::new(id).expect("tests use positive ids")
}

pub(crate) fn environment(id: i64) -> EnvironmentId {
    EnvironmentId::new(id).expect("tests use positive ids")
}

pub(crate) fn card(id: i64) -> Target {
    Target::ReviewPack(environment(id))
}

/// The window of one operation.
pub(crate) fn viewer(id: i64) -> Shows {
    Shows::Operation(operation(id))
}

pub(crate) const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn label(shows: Shows) -> String {
    match shows {
        Shows::Operation(id) => format!("run-a-{id}"),
        Shows::Overview => "main".to_owned(),
    }
}

fn targets_of(ask: &Ask) -> Vec<Target> {
    match ask {
        Ask::Watch { targets, .. } => targets.iter().map(|(target, _)| *target).collect(),
        Ask::Account | Ask::Details(_) | Ask::List(_) | Ask::Search(_) => Vec::new(),
    }
}

fn now(time: Duration, wall_error: i64) -> Now {
    let wall = Timestamp::from_millis(stamp(time).millis() + wall_error);
    Now {
        moment: Moment::from_origin(time),
        wall,
    }
}
