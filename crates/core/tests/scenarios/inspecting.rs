//! The connection inspector: it tells what every poller and lane does, and changes nothing by being looked at.

use std::time::Duration;

use monitor_core::account::Health;
use monitor_core::attention::Shows;
use monitor_core::cadence::Wish;
use monitor_core::inspection::{Gate, Heard, Inspected, LaneState, Next, State, Subject};
use monitor_core::monitor::Scoped;
use monitor_core::ports::ListKind;
use monitor_core::{Fault, Input, Inspection, Suspension, Target, Timestamp, cadence};

use monitor_sim::world::{LATENCY, World, completed, op, secs, stale, stamp, viewer};

/// Operation 421, ten minutes old, with the inspector open in the overview for a quarter of a minute.
fn inspected() -> World {
    let mut world = World::watching(&[421], 600);
    world.show(Shows::Overview);
    world.input(Input::Inspect(true));
    world.pass(15);
    world
}

fn inspection(world: &World) -> Inspection {
    world.view().inspection.expect("the inspector is open")
}

fn poller(world: &World, subject: Subject) -> Inspected {
    let pollers = inspection(world).pollers;
    let found = pollers.into_iter().find(|one| one.subject == subject);
    found.expect("every poller is inspected")
}

fn of(world: &World, target: Target) -> Inspected {
    poller(world, Subject::Target(target))
}

/// A moment of this world on the server's clock, as the monitor knows it.
fn server(time: Duration) -> Timestamp {
    stamp(time - LATENCY)
}

#[test]
fn a_shown_operation_is_held_and_named_with_its_lane() {
    let world = inspected();
    let sent = *world.asked(0, op(421)).last().expect("it was asked for");
    let row = of(&world, op(421));
    assert_eq!(
        (row.state, row.quiet, row.every, row.next),
        (State::Held, false, Some(secs(10)), None)
    );
    let foreground = inspection(&world).foreground;
    let held = LaneState::Held {
        since: server(sent),
        until: server(sent + secs(10)),
    };
    assert_eq!((foreground.state, foreground.targets), (held, 1));
    let list = poller(&world, Subject::List(ListKind::Active));
    assert_eq!(
        (list.state, list.every, list.heard),
        (State::Waiting, Some(secs(10)), Heard::Answered)
    );
    assert!(matches!(list.next, Some(Next::At(_))), "{list:?}");
}

#[test]
fn a_suspended_poller_says_so_and_why() {
    let mut world = inspected();
    for (visible, why) in [
        (true, Suspension::ModalOpen),
        (false, Suspension::WindowHidden),
    ] {
        world.quietly(true);
        world.window(Shows::Overview, visible, true);
        world.pass(1);
        let row = of(&world, op(421));
        assert_eq!(
            (row.state, row.quiet, row.every, row.next),
            (State::Suspended(why), true, None, None)
        );
        let list = poller(&world, Subject::List(ListKind::Attention));
        assert_eq!(
            (list.state, list.quiet, list.next),
            (State::Suspended(why), false, None)
        );
        let seen = inspection(&world);
        assert_eq!(
            (seen.foreground.state, seen.foreground.targets),
            (LaneState::Resting, 0)
        );
        assert!(matches!(seen.quiet.state, LaneState::Held { .. }));
        assert_eq!((seen.quiet.targets, seen.quiet.every), (1, Some(secs(30))));

        world.quietly(false);
        let off = inspection(&world).quiet;
        assert_eq!(
            (off.state, off.targets, off.next),
            (LaneState::Off, 0, None)
        );
        assert!(!of(&world, op(421)).quiet);
        assert_eq!(world.next_deadline(), None);
    }
}

#[test]
fn what_the_user_may_see_waits_for_a_list_and_has_no_moment_of_its_own() {
    let mut world = inspected();
    let told = |world: &World| {
        let row = poller(world, Subject::Account);
        (row.state, row.every, row.next)
    };
    let waiting = (State::Waiting, Some(cadence::SCOPE_SEEN), None);
    assert_eq!(told(&world), waiting);

    world.window(Shows::Overview, true, true);
    let suspended = State::Suspended(Suspension::ModalOpen);
    assert_eq!(told(&world), (suspended, None, None));
}

#[test]
fn looking_makes_no_request_and_changes_no_deadline() {
    let story = |looked: bool| {
        let mut world = World::watching(&[421, 422], 5);
        world.plan(op(421), 40, completed("failed"));
        world.plan(op(422), 70, stale());
        let mut deadlines = Vec::new();
        for step in 0..60_u64 {
            if looked {
                world.input(Input::Inspect(step % 3 != 2));
            }
            match step {
                5 => world.show(Shows::Overview),
                20 => world.window(Shows::Overview, true, true),
                30 => world.show(viewer(422)),
                40 => world.hide(Shows::Overview),
                50 => world.suspend_completely(),
                _ => {}
            }
            world.pass_exactly(Duration::from_millis(2_700));
            deadlines.push(world.next_deadline());
        }
        (world.sent, world.cancelled, world.told, deadlines)
    };
    assert_eq!(story(true), story(false));
}

#[test]
fn nothing_is_inspected_while_nobody_looks() {
    let mut world = inspected();
    world.input(Input::Inspect(false));
    assert_eq!(world.view().inspection, None);

    world.input(Input::Inspect(true));
    world.show(viewer(421));
    world.destroy(viewer(421));
    assert!(world.view().inspection.is_some());
    world.destroy(Shows::Overview);
    assert_eq!(world.view().inspection, None);
}

#[test]
fn requests_are_counted_and_those_of_an_hour_ago_drop_out() {
    let mut world = World::watching(&[421], 600);
    world.input(Input::Inspect(true));
    world.show(viewer(421));
    world.pass(600);
    let asked = world.asked(0, op(421)).len();
    assert!(asked > 50, "{asked}");
    let seen = inspection(&world);
    let lanes = seen.foreground.requests + seen.quiet.requests;
    let counts = [of(&world, op(421)).requests, lanes, seen.requests];
    assert_eq!(counts.map(|count| count as usize), [asked; 3]);

    world.plan(op(421), 1, completed("succeeded"));
    world.pass(2_900);
    let asked = world.asked(0, op(421)).len();
    assert_eq!(of(&world, op(421)).requests as usize, asked);
    world.pass(700);
    let row = of(&world, op(421));
    assert_eq!(
        (row.state, row.requests, inspection(&world).requests),
        (State::Settled, 0, 0)
    );
    assert!(row.as_of.is_some(), "when it was answered stays");
}

#[test]
fn an_answer_is_told_as_what_it_brought() {
    let mut world = inspected();
    let asked = world.asked(0, op(421));
    let answered = asked.iter().rev().nth(1).expect("one before the held one");
    assert_eq!(of(&world, op(421)).as_of, Some(stamp(*answered)));
    world.plan(op(421), 1, stale());
    world.pass(2);
    assert_eq!(of(&world, op(421)).heard, Heard::Changed);

    world.pin(op(77));
    world.pass(1);
    assert_eq!(
        (of(&world, op(77)).heard, of(&world, op(77)).state),
        (Heard::Gone, State::Settled)
    );
}

#[test]
fn what_the_server_asked_for_is_told() {
    let mut world = World::watching(&[421], 600);
    world.input(Input::Inspect(true));
    world.show(viewer(421));
    world.server.wish = Wish::PollAfter(secs(25));
    world.pass(30);
    let seen = inspection(&world);
    assert_eq!((seen.gate, seen.poll_after), (Gate::Open, Some(secs(25))));
    world.server.wish = Wish::Nothing;
    world.pass(50);
    assert_eq!(inspection(&world).poll_after, None);

    let busy = Fault::Throttled {
        retry_after: Some(secs(90)),
    };
    world.server.refuse(world.time, None, busy);
    world.pass(12);
    let row = of(&world, op(421));
    let Gate::ClosedUntil { at, asked } = inspection(&world).gate else {
        panic!("the gate is closed: {row:?}");
    };
    assert_eq!((asked, row.next), (Some(at), Some(Next::At(at))));
    assert_eq!(
        (row.state, row.heard),
        (State::Waiting, Heard::Failed(busy))
    );
    assert!(at > stamp(world.time), "{at:?}");

    world.server.refuse(world.time, None, Fault::SignedOut);
    world.pass(100);
    assert_eq!(
        (inspection(&world).gate, of(&world, op(421)).next),
        (Gate::Closed, None)
    );
}

#[test]
fn a_pause_that_the_server_asked_for_is_shown_while_it_lasts_and_no_longer() {
    let mut world = inspected();
    let busy = Fault::Throttled {
        retry_after: Some(secs(30)),
    };
    world.server.refuse(world.time, Some("list"), busy);
    world.refresh(Scoped::Everything);
    // What left with the lists is answered after them.
    world.delay("account", secs(1));
    world.pass(2);
    assert_eq!(world.view().health, Health::Ok);
    let gate = inspection(&world).gate;
    assert!(
        matches!(gate, Gate::ClosedUntil { asked: Some(_), .. }),
        "{gate:?}"
    );

    world.server.recover();
    world.pass(60);
    assert_eq!(inspection(&world).gate, Gate::Open);
}

#[test]
fn a_quiet_watch_with_nothing_to_carry_rests_and_is_not_off() {
    let mut world = inspected();
    world.unpin(op(421));
    world.pass(60);
    let quiet = inspection(&world).quiet;
    assert_eq!((quiet.state, quiet.targets), (LaneState::Resting, 0));
}

#[test]
fn what_is_hidden_and_asked_for_once_with_another_is_due() {
    let mut world = World::watching(&[421, 422], 600);
    world.show(Shows::Overview);
    world.input(Input::Inspect(true));
    world.pass(15);
    let busy = Fault::Throttled {
        retry_after: Some(secs(300)),
    };
    world.server.refuse(world.time, None, busy);
    world.pass(15);
    world.quietly(false);
    world.window(Shows::Overview, false, false);
    world.pass(5);
    assert!(matches!(of(&world, op(421)).state, State::Suspended(_)));
    world.show(viewer(422));
    assert_eq!(of(&world, op(421)).state, State::Due);
}

#[test]
fn a_shown_watch_is_held_with_as_many_as_one_request_carries_and_not_with_more() {
    for (more, is_held) in [(0, true), (1, false)] {
        let ids: Vec<_> = (1..=200 + more).collect();
        let mut world = World::watching(&ids, 600);
        world.show(Shows::Overview);
        world.input(Input::Inspect(true));
        world.pass(60);
        let state = inspection(&world).foreground.state;
        assert_eq!(
            matches!(state, LaneState::Held { .. }),
            is_held,
            "{more}: {state:?}"
        );
    }
}
