//! The truth about every poller and lane, for whoever looks; and what is kept of requests so that there is one to tell.
//!
//! Deliberately absent: any effect. Looking asks nothing, and no deadline depends on what is kept here.

use std::collections::BTreeMap;
use std::time::Duration;

use super::Monitor;
use crate::account;
use crate::attention::Attention;
use crate::cadence::{self, Phase, Wish};
use crate::fault::Fault;
use crate::inspection::{
    Gate, Heard, Inspected, Inspection, LaneState, LaneView, Next, State, Subject,
};
use crate::poller::{Poller, Standing};
use crate::ports::{Answer, Ask, Change, Observation, WatchLane};
use crate::target::Target;
use crate::time::{Moment, Now};
use crate::trace::Trace;
use crate::watch::{Flight, Lane};

impl Monitor {
    /// Everything the inspector shows; `None` while nobody looks.
    pub(super) fn inspection(&self, now: Now) -> Option<Inspection> {
        let max_wait = self.scope.as_ref().map(|scope| scope.max_wait);
        self.traffic.inspected.then(|| Inspection {
            gate: self.gate(now),
            poll_after: self.traffic.poll_after,
            max_wait,
            foreground: self.foreground_lane(now),
            quiet: self.quiet_lane(now),
            pollers: self.inspected(now),
            requests: self.traffic.in_last_hour(now.moment),
        })
    }

    fn gate(&self, now: Now) -> Gate {
        match self.account.gate() {
            account::Gate::Closed => Gate::Closed,
            // Passed, and answered since: nothing is kept back any more.
            account::Gate::ClosedUntil { moment, .. }
                if moment <= now.moment && !self.account.is_probing() =>
            {
                Gate::Open
            }
            account::Gate::ClosedUntil { moment, asked } => Gate::ClosedUntil {
                at: self.clock.of(moment, now),
                asked: asked.map(|asked| self.clock.of(asked, now)),
            },
            account::Gate::Open => Gate::Open,
        }
    }

    fn foreground_lane(&self, now: Now) -> LaneView {
        let lane = WatchLane::Foreground;
        let deadlines = self
            .targets
            .values()
            .filter_map(|watched| watched.poller.poll_timeout());
        LaneView {
            state: self.lane_state(lane, now),
            targets: self
                .carried(lane)
                .unwrap_or_else(|| deadlines.clone().count()),
            every: None,
            next: self.next(Lane::Watch(lane), deadlines.min(), now),
            requests: self.traffic.on(Lane::Watch(lane), now.moment),
        }
    }

    fn quiet_lane(&self, now: Now) -> LaneView {
        let lane = WatchLane::Quiet;
        let targets = self.quiet_targets();
        let every = self.quiet_every(&targets, now.moment);
        let deadline = self.quiet.deadline(&targets, every, now.moment);
        let resting = self.carried(lane).is_none();
        LaneView {
            state: if resting && !self.settings.quiet {
                LaneState::Off
            } else {
                self.lane_state(lane, now)
            },
            targets: self.carried(lane).unwrap_or(targets.len()),
            every: Some(every.clamp(cadence::QUIET_MIN, cadence::QUIET_MAX)),
            next: self.next(Lane::Watch(lane), deadline.filter(|_| resting), now),
            requests: self.traffic.on(Lane::Watch(lane), now.moment),
        }
    }

    fn carried(&self, lane: WatchLane) -> Option<usize> {
        let flight = self.flights.on(Lane::Watch(lane));
        flight.map(|flight| flight.targets().count())
    }

    fn lane_state(&self, lane: WatchLane, now: Now) -> LaneState {
        let Some(flight) = self.flights.on(Lane::Watch(lane)) else {
            return LaneState::Resting;
        };
        let since = self.clock.of(flight.sent, now);
        if flight.is_held() {
            let until = self.clock.of(flight.sent.after(flight.wait()), now);
            LaneState::Held { since, until }
        } else {
            LaneState::InFlight { since }
        }
    }

    fn inspected(&self, now: Now) -> Vec<Inspected> {
        let account = (Subject::Account, &self.scope_poller, &self.traffic.account);
        let lists = self
            .lists
            .iter()
            .map(|(kind, list)| (Subject::List(*kind), &list.poller, &list.trace));
        let targets = self
            .targets
            .iter()
            .map(|(target, watched)| (Subject::Target(*target), &watched.poller, &watched.trace));
        let quiet = self.quiet_targets();
        let away = self.under_way();
        let mut pollers = Vec::with_capacity(1 + self.lists.len() + self.targets.len());
        for (subject, poller, trace) in std::iter::once(account).chain(lists).chain(targets) {
            let (resting, every) = if subject == Subject::Account && poller.is_settled() {
                self.scope_cadence()
            } else {
                (state(poller), interval(poller))
            };
            pollers.push(Inspected {
                subject,
                state: away.get(&subject).copied().unwrap_or(resting),
                quiet: matches!(subject, Subject::Target(target) if quiet.contains(&target)),
                every,
                as_of: trace.as_of,
                heard: trace.heard,
                next: self.next(lane_of(subject), poller.poll_timeout(), now),
                requests: trace.departures.in_last_hour(now.moment),
            });
        }
        pollers
    }

    /// What was answered of the user is asked again beside a list, which has the moment.
    fn scope_cadence(&self) -> (State, Option<Duration>) {
        match self.surfaces.attention_of_lists() {
            Attention::Suspended(why) => (State::Suspended(why), None),
            Attention::Foreground | Attention::Quiet { .. } => {
                (State::Waiting, Some(cadence::SCOPE_SEEN))
            }
        }
    }

    /// What a request of its own or the foreground's watch asks for at this moment. What the quiet watch carries keeps
    /// its own state: suspended, and why.
    fn under_way(&self) -> BTreeMap<Subject, State> {
        let mut away = BTreeMap::new();
        if self.flights.is_busy(Lane::Account) {
            away.insert(Subject::Account, State::InFlight);
        }
        for kind in self.lists.keys() {
            if self.flights.is_busy(Lane::List(*kind)) {
                away.insert(Subject::List(*kind), State::InFlight);
            }
        }
        if let Some(flight) = self.flights.on(Lane::Watch(WatchLane::Foreground)) {
            let state = state_of_carried(flight);
            away.extend(
                flight
                    .targets()
                    .map(|target| (Subject::Target(target), state)),
            );
        }
        away
    }

    /// When what is due at this deadline may leave on its lane.
    fn next(&self, lane: Lane, deadline: Option<Moment>, now: Now) -> Option<Next> {
        let moment = self.earliest(lane, deadline?)?;
        Some(if moment <= now.moment {
            Next::Now
        } else {
            Next::At(self.clock.of(moment, now))
        })
    }

    pub(super) fn trace_sent(&mut self, ask: &Ask, now: Moment) {
        self.traffic.handle_sent(Lane::of(ask), now);
        self.each_trace(ask, |_, trace| trace.departures.handle_sent(now));
    }

    pub(super) fn trace_landed(
        &mut self,
        ask: &Ask,
        result: &Result<Observation, Fault>,
        now: Now,
    ) {
        match result {
            Ok(observation) => {
                let here = self.clock.at(now);
                let as_of = observation.server_time.unwrap_or(here);
                let changes = changes_of(&observation.answer);
                // No other answer says for how long watches are not wanted.
                if matches!(ask, Ask::Watch { .. }) {
                    self.traffic.poll_after = poll_after(observation.wish);
                }
                self.each_trace(ask, |target, trace| {
                    trace.handle_answer(heard(&changes, target), as_of);
                });
            }
            Err(fault) => self.each_trace(ask, |_, trace| trace.handle_fault(*fault)),
        }
    }

    fn each_trace(&mut self, ask: &Ask, mut tell: impl FnMut(Option<Target>, &mut Trace)) {
        match ask {
            Ask::Account => tell(None, &mut self.traffic.account),
            Ask::Details(_) | Ask::Filtered(..) | Ask::Search(_) => {}
            Ask::List(kind) => {
                if let Some(list) = self.lists.get_mut(kind) {
                    tell(None, &mut list.trace);
                }
            }
            Ask::Watch { targets, .. } => {
                for (target, _) in targets {
                    if let Some(watched) = self.targets.get_mut(target) {
                        tell(Some(*target), &mut watched.trace);
                    }
                }
            }
        }
    }
}

/// On which lane a poller's own requests leave.
const fn lane_of(subject: Subject) -> Lane {
    match subject {
        Subject::Account => Lane::Account,
        Subject::List(kind) => Lane::List(kind),
        Subject::Target(_) => Lane::Watch(WatchLane::Foreground),
    }
}

fn state(poller: &Poller) -> State {
    match poller.standing() {
        // It is asked for once all the same.
        Standing::Suspended(_) if poller.poll_timeout().is_some() => State::Due,
        Standing::Due => State::Due,
        Standing::Idle => State::Idle,
        Standing::InFlight => State::InFlight,
        Standing::Settled => State::Settled,
        Standing::Suspended(why) => State::Suspended(why),
        Standing::Waiting => State::Waiting,
    }
}

const fn state_of_carried(flight: &Flight) -> State {
    if flight.is_held() {
        State::Held
    } else {
        State::InFlight
    }
}

/// Before its first answer it has none: it asks until there is one.
fn interval(poller: &Poller) -> Option<Duration> {
    poller
        .interval()
        .filter(|_| poller.phase() != Phase::Unseen)
}

const fn poll_after(wish: Wish) -> Option<Duration> {
    match wish {
        Wish::PollAfter(pause) => Some(pause),
        Wish::Nothing | Wish::RetryAfter(_) | Wish::ReturnAfter(_) => None,
    }
}

fn changes_of(answer: &Answer) -> BTreeMap<Target, Heard> {
    let changes: &[_] = match answer {
        Answer::Watch(changes) => changes.as_slice(),
        Answer::Account(_) | Answer::Details { .. } | Answer::Operations { .. } => &[],
    };
    let told = changes.iter().map(|change| match change {
        Change::Forbidden(target) => (*target, Heard::Forbidden),
        Change::NotFound(target) => (*target, Heard::Gone),
        Change::Operation { .. } | Change::ReviewPack { .. } => (change.target(), Heard::Changed),
    });
    told.collect()
}

/// A watch says nothing of what did not change; any other answer is taken whole.
fn heard(changes: &BTreeMap<Target, Heard>, target: Option<Target>) -> Heard {
    target.map_or(Heard::Answered, |target| {
        changes.get(&target).copied().unwrap_or(Heard::Unchanged)
    })
}
