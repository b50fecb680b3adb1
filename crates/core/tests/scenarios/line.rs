//! One monitor on a line to the scripted server, with what can be wrong in between: a proxy that does not carry requests
//! that wait, and an outage. It has no ledger and tells nothing; the world of the other scenarios has no line.

use std::time::Duration;

use monitor_core::account::Health;
use monitor_core::attention::{Shows, Surface};
use monitor_core::ports::{Ask, Effect, Request};
use monitor_core::view::View;
use monitor_core::{Fault, Input, Moment, Monitor, Now, Settings};

use crate::world::{Flight, LATENCY, Server, op, running, secs, stamp};

pub(crate) struct Line {
    monitor: Monitor,
    server: Server,
    pub(crate) proxy: Proxy,
    pub(crate) outage: Option<Outage>,
    pub(crate) time: Duration,
    flights: Vec<Flight>,
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

impl Line {
    /// Operation 421, running for ten minutes, is pinned and known; no window is open.
    pub(crate) fn watching(seed: u64) -> Self {
        let mut server = Server::new();
        server.add(op(421), START - secs(600), running());
        let settings = Settings::default();
        let mut line = Self {
            monitor: Monitor::new(settings, Vec::new(), Vec::new(), seed, now(START)),
            server,
            proxy: Proxy::Clear,
            outage: None,
            time: START,
            flights: Vec::new(),
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
        self.monitor.view(now(self.time))
    }

    /// The requests that left since then.
    pub(crate) fn since(&self, from: Duration) -> Vec<Sent> {
        let later = self.sent.iter().filter(|sent| sent.at >= from);
        later.copied().collect()
    }

    fn input(&mut self, input: Input) {
        self.monitor.handle_input(input, now(self.time));
        self.drain();
    }

    fn next(&self) -> Option<Duration> {
        let answers = self.flights.iter().map(|flight| self.fate(flight).0);
        let deadline = self.monitor.poll_timeout(now(self.time));
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
                None => self.server.answer(&flight),
            };
            if result.is_ok() {
                self.good.push(self.time);
            }
            self.monitor
                .handle_answer(flight.id, result, now(self.time));
            self.drain();
        }
        self.monitor.handle_timeout(now(self.time));
        self.drain();
    }

    /// When a request ends here, and the fault it ends in.
    fn fate(&self, flight: &Flight) -> (Duration, Option<Fault>) {
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
                (flight.sent + wait + GRACE, Some(Fault::Offline))
            }
            Proxy::Clear | Proxy::Cuts(..) | Proxy::Swallows => (ready, None),
        }
    }

    fn drain(&mut self) {
        while let Some(effect) = self.monitor.poll_effect(now(self.time)) {
            match effect {
                Effect::Announce(_) | Effect::Store(_) | Effect::Withhold(_) => {}
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
        self.flights.push(Flight {
            id: request.id,
            ask: request.ask,
            sent: self.time,
        });
    }
}

fn wait(ask: &Ask) -> Duration {
    match ask {
        Ask::Watch { wait, .. } => *wait,
        Ask::Account | Ask::Details(_) | Ask::List(_) | Ask::Search(_) => Duration::ZERO,
    }
}

fn now(time: Duration) -> Now {
    Now {
        moment: Moment::from_origin(time),
        wall: stamp(time),
    }
}
