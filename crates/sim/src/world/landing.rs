//! When a request's answer arrives, and which: what the server says, unless its fate is another one.

use std::cell::Cell;
use std::time::Duration;

use monitor_core::ports::{Ask, Observation, Request, RequestId};
use monitor_core::{Fault, cadence};

use super::{End, Fate, Flight, Hazard, LATENCY, World};

impl Flight {
    #[must_use]
    pub fn new(request: Request, sent: Duration, fate: Fate) -> Self {
        Self {
            id: request.id,
            ask: request.ask,
            sent,
            fate,
            ready: Cell::new(None),
        }
    }

    /// Whether the server may hold it.
    pub(super) fn is_held(&self) -> bool {
        !self.wait().is_zero()
    }

    fn wait(&self) -> Duration {
        wait_of(&self.ask)
    }

    /// From the server, unless something comes in between.
    fn way_back(&self) -> Duration {
        LATENCY + self.fate.delay
    }

    /// No client waits longer.
    fn given_up(&self) -> Duration {
        self.sent + self.wait() + cadence::GIVEN_UP
    }
}

impl World {
    pub(super) fn fate_of(&self, request: &Request) -> Fate {
        if self.network_gone {
            return Fate {
                hazard: Some(Hazard::Offline),
                end: End::Fault(Fault::Offline),
                ..Fate::default()
            };
        }
        let (lane, wait) = (request.ask.lane(), wait_of(&request.ask));
        self.way.fate(self.time, lane, wait)
    }

    pub(super) fn lands(&self, flight: &Flight) -> Duration {
        let answered = || self.ready(flight) + flight.way_back();
        let lands = match flight.fate.end {
            End::Answered => answered(),
            End::Cut(after) => answered().min(flight.sent + after + LATENCY),
            End::Fault(_) => flight.sent + flight.way_back(),
            End::Lost => flight.given_up(),
        };
        lands.min(flight.given_up())
    }

    pub(super) fn result(&self, flight: &Flight) -> Result<Observation, Fault> {
        let cut = match flight.fate.end {
            End::Answered => Duration::MAX,
            End::Cut(after) => flight.sent + after + LATENCY,
            End::Fault(fault) => return Err(fault),
            End::Lost => return Err(self.silence()),
        };
        let ready = self.ready(flight);
        if cut.min(flight.given_up()) < ready + flight.way_back() {
            return Err(self.silence());
        }
        self.server.answer_at(flight, ready)
    }

    /// What the client makes of no answer.
    const fn silence(&self) -> Fault {
        if self.network_gone {
            Fault::Offline
        } else {
            Fault::Unreached
        }
    }

    /// When the answer leaves the server: worked out anew only when that may have changed, as it is asked for at every step.
    fn ready(&self, flight: &Flight) -> Duration {
        let state = self.server.state();
        match flight.ready.get() {
            Some((then, ready)) if then == state => ready,
            Some(_) | None => {
                let ready = self.server.ready(flight);
                flight.ready.set(Some((state, ready)));
                ready
            }
        }
    }

    /// The same answer once more, where that is its fate.
    pub(super) fn again(
        &self,
        flight: &Flight,
        result: &Result<Observation, Fault>,
    ) -> Option<(Duration, RequestId, Result<Observation, Fault>)> {
        let at = self.time + LATENCY + 9 * flight.fate.delay;
        (flight.fate.hazard == Some(Hazard::Twice)).then(|| (at, flight.id, result.clone()))
    }
}

const fn wait_of(ask: &Ask) -> Duration {
    match ask {
        Ask::Watch { wait, .. } => *wait,
        Ask::Account | Ask::Details(_) | Ask::Filtered(..) | Ask::List(_) | Ask::Search(_) => {
            Duration::ZERO
        }
    }
}
