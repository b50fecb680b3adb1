//! That the server is silent, or knows nobody: told once, after a grace, and only while somebody waits for it.

use monitor_core::account::Health;
use monitor_core::attention::Shows;
use monitor_core::monitor::Scoped;
use monitor_core::{Alert, Fault, Input, QuietSpan, Topic, cadence};

use monitor_sim::world::{Chapter, World, card, completed, op, pack, running, secs};

use crate::alerts::{HOUR, noted, slept};

/// The faults of the server that were told.
fn faults(world: &World) -> Vec<Fault> {
    let alerts = world.alerts().into_iter();
    let faults = alerts.filter_map(|alert| match alert {
        Alert::Blind { fault, .. } => Some(fault),
        Alert::ClockOff(_) | Alert::Warned(..) => None,
    });
    faults.collect()
}

/// A world whose one pinned operation is not answered any more.
fn out_of_reach() -> World {
    let mut world = World::watching(&[421], 600);
    world.pass(30);
    world.server.refuse(world.time, None, Fault::Unreached);
    world
}

#[test]
fn an_outage_of_the_night_is_told_when_quiet_hours_are_over_and_one_that_is_over_is_not() {
    for recovers in [false, true] {
        let mut world = World::watching(&[421], 600);
        let now = world.now().wall;
        world.keep_quiet(vec![QuietSpan {
            from: now.after(secs(60)),
            until: now.after(secs(8 * HOUR)),
            environment: None,
            failures_break_through: true,
        }]);
        world.pass(HOUR);
        world.server.refuse(world.time, None, Fault::Unreached);
        world.pass(4 * HOUR);
        assert_eq!(faults(&world), []);
        if recovers {
            world.server.recover();
        }
        world.pass(4 * HOUR);
        let told = if recovers {
            vec![]
        } else {
            vec![Fault::Unreached]
        };
        assert_eq!(faults(&world), told, "recovers: {recovers}");
    }
}

#[test]
fn a_server_that_does_not_answer_is_told_once_after_a_grace_and_its_return_never() {
    let mut world = out_of_reach();
    world.pass(119);
    assert_eq!(world.alerts(), []);
    world.pass(HOUR);
    assert_eq!(faults(&world), [Fault::Unreached]);
    assert!(
        matches!(world.alerts()[..], [Alert::Blind { as_of: Some(_), .. }]),
        "{:?}",
        world.alerts()
    );

    world.server.recover();
    world.pass(HOUR);
    assert_eq!(world.alerts().len(), 1);

    world.server.refuse(world.time, None, Fault::Unreadable);
    world.pass(HOUR);
    assert_eq!(faults(&world), [Fault::Unreached, Fault::Unreadable]);
    assert_eq!(world.told, []);
}

#[test]
fn no_network_is_told_as_that_and_a_server_that_is_out_of_reach_after_it_is_no_news() {
    let mut world = World::watching(&[421], 600);
    world.pass(30);
    world.lose_network(true);
    world.pass(HOUR);
    assert_eq!(faults(&world), [Fault::Offline]);
    assert_eq!(world.view().health, Health::Blind(Fault::Offline));

    world.server.refuse(world.time, None, Fault::Unreached);
    world.lose_network(false);
    world.pass(HOUR);
    assert_eq!(world.view().health, Health::Blind(Fault::Unreached));
    assert_eq!(faults(&world), [Fault::Offline]);

    world.server.recover();
    world.pass(HOUR);
    assert_eq!(world.view().health, Health::Ok);
    assert_eq!(world.told, []);
}

#[test]
fn a_server_that_is_back_before_the_grace_is_over_is_not_told() {
    let mut world = out_of_reach();
    world.pass(40);
    world.server.recover();
    world.pass(HOUR);
    assert_eq!(world.alerts(), []);
}

#[test]
fn our_own_sleep_and_our_own_network_begin_the_grace_anew() {
    let sleeps = |world: &mut World| world.sleep(&slept(HOUR));
    let moves = |world: &mut World| world.input(Input::NetworkChanged);
    for begins in [&sleeps as &dyn Fn(&mut World), &moves] {
        let mut world = out_of_reach();
        world.pass(100);
        begins(&mut world);
        world.pass(110);
        assert_eq!(world.alerts(), []);
        world.pass(60);
        assert_eq!(faults(&world), [Fault::Unreached]);
    }
}

#[test]
fn a_network_that_comes_and_goes_makes_the_grace_twice_as_long_and_no_longer() {
    for every in [5, 20, 50, 100] {
        let mut world = out_of_reach();
        for _ in 0..HOUR / every {
            world.pass(every);
            world.input(Input::NetworkChanged);
        }
        assert_eq!(faults(&world), [Fault::Unreached], "every {every} s");
        let (told, _) = &world.alerted[0];
        let began = world.time - secs(HOUR / every * every);
        let after = *told - began;
        // By the first change at the latest it was seen that nothing answers.
        let latest = cadence::BLIND_GRACE * 2 + secs(every + 1);
        assert!(after <= latest, "{after:?}");
        assert!(after >= cadence::BLIND_GRACE * 2 - secs(1), "{after:?}");
    }
}

#[test]
fn nobody_who_waits_for_an_answer_is_told_nothing_and_needs_no_timer() {
    let mut world = World::new();
    world.show(Shows::Overview);
    world.pass(30);
    world.server.refuse(world.time, None, Fault::Unreached);
    world.pass(20);
    world.hide(Shows::Overview);
    world.pass(HOUR);
    assert_eq!((world.alerts(), world.next_deadline()), (vec![], None));

    // Who looks again gets the whole grace.
    world.show(Shows::Overview);
    world.pass(110);
    assert_eq!(world.alerts(), []);
    world.pass(60);
    assert_eq!(faults(&world), [Fault::Unreached]);
}

#[test]
fn a_server_that_does_not_answer_when_a_pause_is_over_is_told_then() {
    for (answers_again, told) in [(false, vec![Fault::Unreached]), (true, vec![])] {
        let mut world = out_of_reach();
        world.pause(Some(1_000));
        world.pass(600);
        assert_eq!(world.alerts(), []);
        if answers_again {
            world.server.recover();
        }
        world.pass(600);
        assert_eq!(faults(&world), told);
    }
}

#[test]
fn signed_out_is_told_once_and_then_nothing_is_armed() {
    let mut world = World::watching(&[421], 600);
    world.server.refuse(world.time, None, Fault::SignedOut);
    world.pass(HOUR);
    assert_eq!(faults(&world), [Fault::SignedOut]);
    assert_eq!(world.next_deadline(), None);
}

#[test]
fn signed_out_is_told_once_also_where_the_server_was_not_reached_before() {
    let mut world = out_of_reach();
    world.pass(HOUR);
    assert_eq!(faults(&world), [Fault::Unreached]);
    world.server.refuse(world.time, None, Fault::SignedOut);
    world.refresh(Scoped::Everything);
    let signed_out = world.time;
    world.pass(HOUR);
    assert_eq!(faults(&world), [Fault::Unreached, Fault::SignedOut]);
    let (told, _) = world.alerted[1];
    assert!(told - signed_out >= cadence::BLIND_GRACE, "{told:?}");
    assert_eq!(world.next_deadline(), None);
    let entry = (Topic::Blind, None);
    assert_eq!(noted(&world), [entry, entry]);
}

#[test]
fn signed_out_before_anything_was_told_is_all_that_is_told_and_another_fault_is_no_news() {
    let mut world = out_of_reach();
    world.pass(60);
    world.server.refuse(world.time, None, Fault::SignedOut);
    world.refresh(Scoped::Everything);
    world.pass(HOUR);
    assert_eq!(faults(&world), [Fault::SignedOut]);

    let mut world = out_of_reach();
    world.pass(HOUR);
    world.server.refuse(world.time, None, Fault::Unreadable);
    world.pass(HOUR);
    assert_eq!(faults(&world), [Fault::Unreached]);
}

#[test]
fn a_silence_leaves_an_entry() {
    let mut world = out_of_reach();
    world.pass(600);
    assert_eq!(noted(&world), [(Topic::Blind, None)]);
}

#[test]
fn a_silence_is_no_news_once_nothing_is_followed_any_more() {
    let mut world = World::watching(&[421, 422], 600);
    world.plan(op(421), 10, completed("succeeded"));
    world.pass(60);
    world.server.refuse(world.time, None, Fault::Unreached);
    world.pass(60);
    assert_ne!(world.view().health, Health::Ok);
    world.unpin(op(422));
    world.pass(HOUR);
    assert_eq!(world.alerts(), []);
}

#[test]
fn a_silence_is_news_for_what_is_at_work_and_not_for_what_had_ended_or_is_gone() {
    // Of what was gone a start knows nothing.
    for (target, chapter, is_news, and_after_a_start) in [
        (op(421), running(), true, true),
        (op(421), completed("succeeded"), false, false),
        (op(421), Chapter::Gone, false, true),
        (op(421), Chapter::Forbidden, false, true),
        (card(1), pack(7, "generating"), true, true),
        (card(1), pack(7, "ready"), false, false),
    ] {
        for (restarts, is_news) in [(false, is_news), (true, and_after_a_start)] {
            let mut world = World::watching(&[422], 600);
            let before = world.time - secs(600);
            world.server.add(target, before, chapter);
            world.pin(target);
            world.pass(60);
            world.server.refuse(world.time, None, Fault::Unreached);
            if restarts {
                world.restart();
            }
            world.pass(60);
            world.unpin(op(422));
            world.pass(HOUR);
            let is_told = !faults(&world).is_empty();
            assert_eq!(is_told, is_news, "{target:?} {chapter:?} {restarts}");
        }
    }
}
