//! What becomes of a warning that nobody took: it is sent again while it is so, until somebody takes it.

use monitor_core::attention::Shows;
use monitor_core::monitor::Scoped;
use monitor_core::ports::Delivery;
use monitor_core::{Alert, Fault, Input, Topic, Warning};

use monitor_sim::world::{Chapter, Night, World, card, completed, op, running, secs, stale};

const HOUR: u64 = 3_600;

/// A pinned operation that was warned of as likely stale.
fn warned() -> World {
    let mut world = World::watching(&[421], 600);
    world.plan(op(421), 60, stale());
    world.pass(200);
    assert_eq!(world.alerts().len(), 1);
    world
}

/// What became of the alert that was sent last.
fn becomes(world: &mut World, delivery: Delivery) {
    let last: Vec<Alert> = world.alerts().pop().into_iter().collect();
    world.input(Input::AlertsSent(last, delivery));
}

#[test]
fn a_warning_that_nobody_took_is_sent_every_minute_until_somebody_takes_it() {
    let mut world = warned();
    for sent in 1..4 {
        becomes(&mut world, Delivery::Refused);
        world.pass(50);
        assert_eq!(world.alerts().len(), sent);
        world.pass(20);
        assert_eq!(world.alerts().len(), sent + 1);
    }
    becomes(&mut world, Delivery::Shown(7));
    world.pass(HOUR);
    assert_eq!(world.alerts().len(), 4);
    // Of all of them the history has one entry.
    assert_eq!(world.ledger().noted.len(), 1);
    world.restart();
    world.pass(HOUR);
    assert_eq!(world.alerts().len(), 4);
}

#[test]
fn a_warning_that_may_have_been_shown_is_sent_no_second_time() {
    for delivery in [Delivery::HandedOver, Delivery::Shown(7), Delivery::Unknown] {
        let mut world = warned();
        becomes(&mut world, delivery);
        world.pass(HOUR);
        world.restart();
        world.pass(HOUR);
        assert_eq!(world.alerts().len(), 1, "{delivery:?}");
    }
}

#[test]
fn a_warning_that_nobody_took_is_told_by_the_next_start() {
    let mut world = warned();
    becomes(&mut world, Delivery::Refused);
    world.restart();
    world.pass(120);
    assert_eq!(world.alerts().len(), 2);
}

#[test]
fn what_is_not_so_any_more_and_what_may_not_be_told_is_not_sent_again() {
    let ends = |world: &mut World| world.plan(op(421), 1, completed("failed"));
    let recovers = |world: &mut World| world.plan(op(421), 1, running());
    let mutes = |world: &mut World| world.mute(op(421), true);
    let pauses = |world: &mut World| world.pause(Some(HOUR));
    let unpins = |world: &mut World| world.unpin(op(421));
    for happens in [
        &ends as &dyn Fn(&mut World),
        &recovers,
        &mutes,
        &pauses,
        &unpins,
    ] {
        let mut world = warned();
        becomes(&mut world, Delivery::Refused);
        happens(&mut world);
        // The quiet watch may take half a minute to learn of it.
        world.pass(2 * HOUR);
        assert_eq!(world.alerts().len(), 1);
        assert!(world.told.len() <= 1, "{:?}", world.told);
    }
}

#[test]
fn what_was_muted_when_it_was_to_be_sent_again_is_told_by_no_start() {
    let mut world = warned();
    becomes(&mut world, Delivery::Refused);
    world.mute(op(421), true);
    world.pass(120);
    world.mute(op(421), false);
    world.restart();
    world.pass(HOUR);
    assert_eq!(world.alerts().len(), 1);
}

#[test]
fn a_later_warning_takes_the_place_of_one_that_nobody_took() {
    let mut world = World::new();
    let ready = Chapter::Pack {
        id: 7,
        status: "ready",
        expires: Some(world.time + secs(24 * HOUR + 70)),
    };
    world.server.add(card(1), world.time, ready);
    world.pin(card(1));
    world.pass(71);
    assert_eq!(world.alerts().len(), 1);
    becomes(&mut world, Delivery::Refused);
    world.sleep(&Night {
        duration: secs(22 * HOUR),
        with_clock: false,
        tells: true,
    });
    world.pass(60);
    let topics: Vec<_> = world.alerts().iter().map(Alert::topic).collect();
    let warned = [Warning::ExpiresInOneDay, Warning::ExpiresInTwoHours];
    assert_eq!(topics, warned.map(Topic::Warned));
}

#[test]
fn the_servers_silence_is_told_when_somebody_takes_it_while_it_lasts() {
    for lasts in [true, false] {
        let mut world = World::watching(&[421], 600);
        world.server.refuse(world.time, None, Fault::Unreached);
        world.pass(300);
        assert_eq!(world.alerts().len(), 1);
        becomes(&mut world, Delivery::Refused);
        if !lasts {
            world.server.recover();
            world.show(Shows::Overview);
            world.refresh(Scoped::Everything);
        }
        world.pass(300);
        let sent = world.alerts().len();
        assert_eq!(sent, if lasts { 2 } else { 1 });
    }
}

#[test]
fn suspended_completely_nothing_is_armed_for_what_nobody_took() {
    let mut world = warned();
    becomes(&mut world, Delivery::Refused);
    world.suspend_completely();
    assert_eq!(world.next_deadline(), None);
}

#[test]
fn a_warning_that_nobody_took_waits_for_the_first_answers_after_a_sleep() {
    let mut world = warned();
    becomes(&mut world, Delivery::Refused);
    world.lose_flights();
    world.sleep(&Night {
        duration: std::time::Duration::from_secs(300),
        with_clock: false,
        tells: true,
    });
    assert_eq!(world.alerts().len(), 1, "nothing was answered yet");
    world.pass(20);
    assert_eq!(world.alerts().len(), 2);
}

#[test]
fn what_was_unpinned_and_pinned_again_is_known_and_not_sent_again() {
    let mut world = warned();
    becomes(&mut world, Delivery::Refused);
    world.unpin(op(421));
    world.pin(op(421));
    world.pass(HOUR);
    assert_eq!(world.alerts().len(), 1);
}
