//! Core's inspection with the names that the view has for its ids.

use std::collections::BTreeMap;
use std::time::Duration;

use monitor_core::inspection::{
    Gate, Heard, Inspected, Inspection, LaneState, LaneView, Next, State, Subject,
};
use monitor_core::ports::ListKind;
use monitor_core::view::{Known, PackCard, Pinned, Row, View};
use monitor_core::{EnvironmentId, OperationId, Suspension, Target, Timestamp};

use super::count;
use super::words::{fault_word, type_name};
use crate::slice::{
    FlightSlice, GateSlice, HeardSlice, InspectorSlice, LaneSlice, ListWord, NextSlice,
    PollerSlice, PollerWord, SubjectSlice, TypeName,
};

pub(super) fn inspector(seen: &Inspection, view: &View) -> InspectorSlice {
    let names = Names::of(view);
    InspectorSlice {
        gate: gate(seen.gate),
        poll_after_seconds: seen.poll_after.map(seconds),
        max_wait_seconds: seen.max_wait.map(seconds),
        foreground: lane(seen.foreground),
        quiet: lane(seen.quiet),
        pollers: seen.pollers.iter().map(|one| poller(one, &names)).collect(),
        requests: seen.requests,
    }
}

/// What the view calls its targets.
struct Names<'a> {
    rows: BTreeMap<OperationId, &'a Row>,
    packs: BTreeMap<EnvironmentId, &'a PackCard>,
}

impl<'a> Names<'a> {
    fn of(view: &'a View) -> Self {
        let rows = view.pinned.iter().filter_map(|pinned| match pinned {
            Pinned::Operation(row) => Some((row.id, row)),
            Pinned::ReviewPack(_) => None,
        });
        Self {
            rows: rows.collect(),
            packs: view.packs.iter().map(|it| (it.environment, it)).collect(),
        }
    }
}

fn gate(gate: Gate) -> GateSlice {
    match gate {
        Gate::Closed => GateSlice::Closed,
        Gate::ClosedUntil { at, asked } => GateSlice::ClosedUntil {
            at_ms: at.millis(),
            asked_ms: asked.map(Timestamp::millis),
        },
        Gate::Open => GateSlice::Open,
    }
}

fn lane(lane: LaneView) -> LaneSlice {
    LaneSlice {
        flight: match lane.state {
            LaneState::Held { since, until } => FlightSlice::Held {
                since_ms: since.millis(),
                until_ms: until.millis(),
            },
            LaneState::InFlight { since } => FlightSlice::InFlight {
                since_ms: since.millis(),
            },
            LaneState::Off => FlightSlice::Off,
            LaneState::Resting => FlightSlice::Resting,
        },
        targets: count(lane.targets),
        every_seconds: lane.every.map(seconds),
        next: lane.next.map(next),
        requests: lane.requests,
    }
}

fn poller(poller: &Inspected, names: &Names<'_>) -> PollerSlice {
    PollerSlice {
        subject: subject(poller.subject, names),
        state: state(poller.state),
        quiet: poller.quiet,
        every_seconds: poller.every.map(seconds),
        as_of_ms: poller.as_of.map(Timestamp::millis),
        heard: heard(poller.heard),
        next: poller.next.map(next),
        requests: poller.requests,
    }
}

fn subject(subject: Subject, names: &Names<'_>) -> SubjectSlice {
    match subject {
        Subject::Account => SubjectSlice::Account,
        Subject::List(kind) => SubjectSlice::List {
            list: match kind {
                ListKind::Active => ListWord::Active,
                ListKind::Attention => ListWord::Attention,
                ListKind::Recent => ListWord::Recent,
            },
        },
        Subject::Target(Target::Operation(id)) => operation(id, names.rows.get(&id).copied()),
        Subject::Target(Target::ReviewPack(id)) => {
            let card = names.packs.get(&id);
            SubjectSlice::ReviewPack {
                environment_id: id.value(),
                environment: card
                    .map(|card| card.environment_name.clone())
                    .unwrap_or_default(),
            }
        }
    }
}

fn operation(id: OperationId, row: Option<&Row>) -> SubjectSlice {
    let (type_name, environment) = match row.map(|row| &row.known) {
        Some(Known::Run(run)) => (
            type_name(Some(&run.kind), run.label()),
            run.environment.as_ref(),
        ),
        Some(Known::Seen(seen)) => (
            type_name(seen.kind.as_ref(), seen.label.as_deref()),
            seen.environment.as_ref(),
        ),
        Some(Known::Forbidden | Known::Gone | Known::Nothing) | None => (TypeName::Pending, None),
    };
    SubjectSlice::Operation {
        id: id.value(),
        type_name,
        environment: environment.map(|(_, name)| name.clone()),
    }
}

const fn state(state: State) -> PollerWord {
    match state {
        State::Due => PollerWord::Due,
        State::Held => PollerWord::Held,
        State::Idle => PollerWord::Idle,
        State::InFlight => PollerWord::InFlight,
        State::Settled => PollerWord::Settled,
        State::Suspended(Suspension::ModalOpen) => PollerWord::SuspendedModal,
        State::Suspended(Suspension::WindowHidden) => PollerWord::SuspendedHidden,
        State::Waiting => PollerWord::Waiting,
    }
}

const fn heard(heard: Heard) -> HeardSlice {
    match heard {
        Heard::Answered => HeardSlice::Answered,
        Heard::Changed => HeardSlice::Changed,
        Heard::Failed(fault) => HeardSlice::Failed {
            fault: fault_word(fault),
        },
        Heard::Forbidden => HeardSlice::Forbidden,
        Heard::Gone => HeardSlice::Gone,
        Heard::Nothing => HeardSlice::Nothing,
        Heard::Unchanged => HeardSlice::Unchanged,
    }
}

const fn next(next: Next) -> NextSlice {
    match next {
        Next::At(at) => NextSlice::At { at_ms: at.millis() },
        Next::Now => NextSlice::Now,
    }
}

fn seconds(duration: Duration) -> u32 {
    u32::try_from(duration.as_secs()).unwrap_or(u32::MAX)
}
