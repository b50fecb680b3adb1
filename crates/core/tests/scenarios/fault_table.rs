//! A failed poll is never a failed operation: every way in which a poll can fail, times every state of what is polled,
//! seen and unseen. Nothing that is known changes, nothing is told, and what ends afterwards is told once.

use monitor_core::attention::Shows;
use monitor_core::monitor::Scoped;
use monitor_core::run::Freshness;
use monitor_core::view::{Pinned, Worst};
use monitor_core::{Fault, Target, cadence};
use monitor_sim::world::{Chapter, World, card, completed, op, pack, running, secs, stale};

use crate::every_fault::{FAULTS, next_kind};

/// How it came that this much is known.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Known {
    /// Nothing yet: it was pinned while the server was already in trouble.
    Nothing,
    /// From an answer.
    Answered,
    /// From an earlier start.
    Stored,
}

fn word(status: &'static str, outcome: &'static str) -> Chapter {
    Chapter::Run {
        status,
        outcome,
        freshness: Freshness::FreshActive,
    }
}

fn operation_states() -> Vec<Chapter> {
    let outcomes = [
        "succeeded",
        "failed",
        "partial",
        "partially_succeeded",
        "blocked",
        "cancelled",
        "pending",
        "unknown",
        "glorious",
    ];
    let active = [
        word("queued", "pending"),
        running(),
        stale(),
        word("paused", "succeeded"),
    ];
    let ended = outcomes.map(completed);
    let lost = [word("failed", "pending"), Chapter::Forbidden, Chapter::Gone];
    active.into_iter().chain(ended).chain(lost).collect()
}

fn pack_states() -> Vec<Chapter> {
    let statuses = [
        "queued",
        "generating",
        "ready",
        "failed",
        "expired",
        "archived",
    ];
    let packs = statuses.map(|status| pack(1, status));
    let none = [Chapter::NoPack, Chapter::Forbidden, Chapter::Gone];
    packs.into_iter().chain(none).collect()
}

fn world(target: Target, state: Chapter, known: Known, fault: Fault, visible: bool) -> World {
    let mut world = World::new();
    let created = world.time - secs(600);
    world.server.add(target, created, state);
    if known == Known::Nothing {
        world.server.refuse(world.time, None, fault);
    }
    world.pin(target);
    world.pass(5);
    if known == Known::Stored {
        world.restart();
        world.server.refuse(world.time, None, fault);
    }
    world.window(Shows::Overview, visible, false);
    if known == Known::Answered {
        world.pass(5);
    }
    world
}

/// What a window shows of it, apart from how it refreshes.
fn shown(world: &World) -> Vec<String> {
    let pinned = world.view().pinned;
    let words = pinned.iter().map(|pinned| match pinned {
        Pinned::Operation(row) => format!("{:?}", row.known),
        Pinned::ReviewPack(card) => format!("{:?}", card.state),
    });
    words.collect()
}

fn holds(target: Target, state: Chapter, known: Known, fault: Fault, visible: bool) {
    let case = format!("{target:?} {state:?} {known:?} {fault:?}, visible: {visible}");
    let mut world = world(target, state, known, fault, visible);
    let before = (shown(&world), world.ledger().pins(), world.told.clone());
    let mark = world.mark();

    world.server.refuse(world.time, None, fault);
    // So that what has ended is asked for as well.
    world.refresh(Scoped::Everything);
    world.pass(400);

    assert!(
        world.mark() > 0 && (mark > 0 || known != Known::Nothing),
        "{case}: nothing was asked"
    );
    let after = (shown(&world), world.ledger().pins(), world.told.clone());
    assert_eq!(after, before, "{case}");
    assert_eq!(world.view().summary.worst, Worst::Blind, "{case}");
}

fn table(target: Target, states: &[Chapter]) {
    for state in states {
        for fault in FAULTS {
            for known in [Known::Nothing, Known::Answered, Known::Stored] {
                for visible in [true, false] {
                    holds(target, *state, known, fault, visible);
                }
            }
        }
    }
}

#[test]
fn every_kind_of_fault_is_in_the_table() {
    let kinds = std::iter::successors(Some(Fault::Forbidden), |kind| next_kind(*kind));
    let missing: Vec<_> = kinds.filter(|kind| !FAULTS.contains(kind)).collect();
    assert_eq!(missing, []);
}

#[test]
fn no_failed_poll_says_anything_of_an_operation() {
    table(op(421), &operation_states());
}

#[test]
fn no_failed_poll_says_anything_of_a_review_pack() {
    table(card(1), &pack_states());
}

#[test]
fn what_ends_after_any_failed_poll_is_told_once_and_as_it_ended() {
    for fault in FAULTS {
        let mut world = World::watching(&[421], 600);
        world.server.refuse(world.time, None, fault);
        world.pass(30);
        world.server.recover();
        world.plan(op(421), 1, completed("succeeded"));
        if fault == Fault::SignedOut {
            world.restart();
        }
        // As long as the longest pause that is kept, and its spread.
        world.pass(3_800);

        let told: Vec<_> = world
            .told
            .iter()
            .flat_map(|told| &told.notice.ended)
            .map(|end| (end.target, end.ending))
            .collect();
        assert_eq!(
            told,
            [(op(421), monitor_core::Ending::Succeeded)],
            "{fault:?}"
        );
    }
}

/// How many requests a fault that stays may cost in an hour. The longest pause of the back-off is a minute, and half of it
/// is usual.
fn most(fault: Fault) -> usize {
    let pause = fault.retry_after().map(cadence::retry_after);
    let asked = pause.filter(|pause| *pause > cadence::BACKOFF_CAP);
    if fault == Fault::SignedOut {
        0
    } else if let Some(pause) = asked {
        3_600 / usize::try_from(pause.as_secs()).expect("an hour at most") + 1
    } else {
        200
    }
}

#[test]
fn a_fault_that_stays_costs_few_requests_an_hour_whatever_the_server_asks_for() {
    for fault in FAULTS {
        for seed in [1, 7, 99] {
            for visible in [true, false] {
                let mut world = World::seeded(seed);
                let created = world.time - secs(600);
                world.server.add(op(421), created, running());
                world.pin(op(421));
                world.window(Shows::Overview, visible, false);
                world.pass(5);
                world.server.refuse(world.time, None, fault);
                world.refresh(Scoped::Everything);
                // As long as the longest spread of a return, and more.
                world.pass(120);

                let mark = world.mark();
                world.pass(3_600);
                let asked = world.mark() - mark;
                let case = format!("{fault:?}, seed {seed}, visible: {visible}: {asked} requests");
                assert!(asked <= most(fault), "{case}");
                // It is not given up either.
                assert!(asked > 0 || fault == Fault::SignedOut, "{case}");
            }
        }
    }
}
