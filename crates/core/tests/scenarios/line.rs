//! One monitor on a line to the scripted server, with what can be wrong in between: a proxy that does not carry requests
//! that wait, an outage, and a computer that slept. It has no ledger and tells nothing; the world of the other scenarios has no line.

use std::time::Duration;

use monitor_core::account::Health;
use monitor_core::attention::{Shows, Surface};
use monitor_core::ports::{Answer, Ask, Change, Effect, Observation, Request, RequestId};
use monitor_core::view::View;
use monitor_core::{Fault, Input, Moment, Monitor, Now, Settings, Timestamp};

use monitor_sim::world::{Fate, Flight, LATENCY, Server, op, running, secs, stamp};

pub(crate) struct Line {
    monitor: Monitor,
    server: Server,
    pub(crate) proxy: Proxy,
    pub(crate) outage: Option<Outage>,
    pub(crate) time: Duration,
    /// How far the wall clock went ahead of the other one, which stood still while the computer slept.
    pub(crate) wall_ahead: Duration,
    /// How far the server's clock is ahead, in milliseconds; and how far it was when the operation began.
    pub(crate) server_ahead: i64,
    born_ahead: i64,
    flights: Vec<Flight>,
    /// Those of them whose connection is gone without a word.
    lost: Vec<RequestId>,
    pub(crate) sent: Vec<Sent>,
    /// When good answers arrived.
    pub(crate) good: Vec<Duration>,
    /// Whether the view ever said that nothing is known of the server.
    pub(crate) was_blind: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Proxy {
    Clear,
    /// Ends what was held this long in this fault.
    Cuts(Duration, Fault),
    /// What waits is never answered, and given up when its time is over.
    Swallows,
}

/// Everything is refused from then until then; the seed and the moment decide with what.
#[derive(Clone, Copy)]
pub(crate) struct Outage {
    pub(crate) from: Duration,
    pub(crate) until: Duration,
    pub(crate) fault: fn(u64, Duration) -> Fault,
    pub(crate) seed: u64,
}

/// A request that left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Sent {
    pub(crate) at: Duration,
    pub(crate) lane: &'static str,
    pub(crate) wait: Duration,
}

pub(crate) const START: Duration = Duration::from_secs(7_200);
/// More turns than anything here takes.
const MANY: usize = 20_000;
/// How long a client waits beyond what it asked for.
const GRACE: Duration = Duration::from_secs(15);
/// Longer than anybody waits.
const A_DAY: Duration = Duration::from_secs(86_400);

impl Line {
    /// Operation 421, running for ten minutes, is pinned and known; no window is open.
    pub(crate) fn watching(seed: u64) -> Self {
        Self::told(seed, 600, 0)
    }

    /// The same of another age, told by a server whose clock is so many milliseconds ahead.
    pub(crate) fn told(seed: u64, age: u64, ahead: i64) -> Self {
        let mut server = Server::default();
        server.add(op(421), START - secs(age), running());
        let settings = Settings::default();
        let mut line = Self {
            monitor: Monitor::new(
                settings,
                Vec::new(),
                Vec::new(),
                seed,
                now(START, Duration::ZERO),
            ),
            server,
            proxy: Proxy::Clear,
            outage: None,
            time: START,
            wall_ahead: Duration::ZERO,
            server_ahead: ahead,
            born_ahead: ahead,
            flights: Vec::new(),
            lost: Vec::new(),
            sent: Vec::new(),
            good: Vec::new(),
            was_blind: false,
        };
        line.input(Input::Pin(op(421)));
        line.pass(1);
        line
    }

    pub(crate) fn show(&mut self, shows: Shows) {
        let surface = Surface {
            shows,
            visible: true,
            modal: false,
        };
        self.input(Input::Window {
            label: "window".to_owned(),
            surface,
        });
    }

    pub(crate) fn pass(&mut self, seconds: u64) {
        let until = self.time + secs(seconds);
        let mut turns = 0;
        while let Some(next) = self.next().filter(|next| *next <= until) {
            self.time = self.time.max(next);
            self.turn();
            turns += 1;
            assert!(turns < MANY, "spins at {next:?}");
        }
        self.time = until;
    }

    pub(crate) fn view(&self) -> View {
        self.monitor.view(self.now())
    }

    /// Everything that is held fails at this moment.
    pub(crate) fn fail_held(&mut self) {
        while let Some(index) = self.flights.iter().position(is_held) {
            let flight = self.flights.remove(index);
            self.monitor
                .handle_answer(flight.id, Err(Fault::Unreached), self.now());
            self.drain();
        }
    }

    /// Nothing is ever heard again of what is held at this moment.
    pub(crate) fn lose_held(&mut self) {
        let held = self.flights.iter().filter(|flight| is_held(flight));
        self.lost.extend(held.map(|flight| flight.id));
    }

    /// The requests that left since then.
    pub(crate) fn since(&self, from: Duration) -> Vec<Sent> {
        let later = self.sent.iter().filter(|sent| sent.at >= from);
        later.copied().collect()
    }

    pub(crate) fn input(&mut self, input: Input) {
        self.monitor.handle_input(input, self.now());
        self.drain();
    }

    fn next(&self) -> Option<Duration> {
        let answers = self.flights.iter().map(|flight| self.fate(flight).0);
        let deadline = self.monitor.poll_timeout(self.now());
        let deadline = deadline.map(|(moment, _)| moment.since(Moment::default()));
        answers.chain(deadline).min()
    }

    fn turn(&mut self) {
        while let Some(index) = self
            .flights
            .iter()
            .position(|flight| self.fate(flight).0 <= self.time)
        {
            let flight = self.flights.remove(index);
            let result = match self.fate(&flight).1 {
                Some(fault) => Err(fault),
                None => self
                    .server
                    .answer(&flight)
                    .map(|told| self.by_its_clock(told)),
            };
            if result.is_ok() {
                self.good.push(self.time);
            }
            self.monitor.handle_answer(flight.id, result, self.now());
            self.drain();
        }
        self.monitor.handle_timeout(self.now());
        self.drain();
    }

    fn by_its_clock(&self, mut told: Observation) -> Observation {
        let by = |at: Timestamp, ahead: i64| Timestamp::from_millis(at.millis() + ahead);
        told.server_time = told.server_time.map(|at| by(at, self.server_ahead));
        if let Answer::Watch(changes) = &mut told.answer {
            for change in changes {
                if let Change::Operation { run, .. } = change {
                    run.created_at = by(run.created_at, self.born_ahead);
                }
            }
        }
        told
    }

    /// When a request ends here, and the fault it ends in.
    fn fate(&self, flight: &Flight) -> (Duration, Option<Fault>) {
        if self.lost.contains(&flight.id) {
            return (flight.sent + A_DAY, None);
        }
        let ready = self.server.ready(flight);
        let (left, fault) = self.on_the_way(flight, ready);
        let struck = self.outage.and_then(|outage| {
            let moment = flight.sent.max(outage.from);
            let fault = (outage.fault)(outage.seed, moment);
            (moment <= left && moment < outage.until).then_some((moment, Some(fault)))
        });
        let (left, fault) = struck.unwrap_or((left, fault));
        (left + LATENCY, fault)
    }

    fn on_the_way(&self, flight: &Flight, ready: Duration) -> (Duration, Option<Fault>) {
        let wait = wait(&flight.ask);
        match self.proxy {
            Proxy::Cuts(after, fault) if flight.sent + after < ready => {
                (flight.sent + after, Some(fault))
            }
            Proxy::Swallows if !wait.is_zero() => {
                (flight.sent + wait + GRACE, Some(Fault::Unreached))
            }
            Proxy::Clear | Proxy::Cuts(..) | Proxy::Swallows => (ready, None),
        }
    }

    fn drain(&mut self) {
        while let Some(effect) = self.monitor.poll_effect(self.now()) {
            match effect {
                Effect::Alert(_)
                | Effect::Announce(_)
                | Effect::Silence(..)
                | Effect::Store(_)
                | Effect::Withhold(..) => {}
                Effect::Cancel(id) => self.flights.retain(|flight| flight.id != id),
                Effect::Fetch(request) => self.fetch(request),
            }
        }
        self.was_blind |= matches!(self.view().health, Health::Blind(_));
    }

    fn fetch(&mut self, request: Request) {
        self.sent.push(Sent {
            at: self.time,
            lane: request.ask.lane(),
            wait: wait(&request.ask),
        });
        let flight = Flight::new(request, self.time, Fate::default());
        self.flights.push(flight);
    }

    fn now(&self) -> Now {
        now(self.time, self.wall_ahead)
    }
}

fn is_held(flight: &Flight) -> bool {
    !wait(&flight.ask).is_zero()
}

fn wait(ask: &Ask) -> Duration {
    match ask {
        Ask::Watch { wait, .. } => *wait,
        Ask::Account | Ask::Details(_) | Ask::Filtered(..) | Ask::List(_) | Ask::Search(_) => {
            Duration::ZERO
        }
    }
}

fn now(time: Duration, wall_ahead: Duration) -> Now {
    Now {
        moment: Moment::from_origin(time),
        wall: stamp(time + wall_ahead),
    }
}
