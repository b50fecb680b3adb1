//! What the computer tells of itself: that it slept, and that its network is another one.

use monitor_core::account::Health;
use monitor_core::attention::Shows;
use monitor_core::monitor::Scoped;
use monitor_core::{Fault, Input, cadence};

use monitor_sim::world::{LATENCY, Night, Sent, World, completed, op, secs, viewer};

/// The lanes of what left since then, in order.
fn lanes(world: &World, mark: usize) -> Vec<&'static str> {
    world.sent[mark..].iter().map(|sent| sent.lane).collect()
}

/// The computer sleeps so many seconds, and tells when it wakes.
fn sleep(world: &mut World, seconds: u64) {
    world.sleep(&Night {
        duration: secs(seconds),
        with_clock: false,
        tells: true,
    });
}

#[test]
fn after_a_sleep_one_watch_leaves_when_the_computer_had_its_pause() {
    let mut world = World::watching(&[421, 422], 600);
    world.pass(40);
    world.plan(op(421), 3_600, completed("failed"));
    world.lose_flights();
    let mark = world.mark();
    let woke = world.time + secs(28_800);
    sleep(&mut world, 28_800);
    world.pass(30);

    assert_eq!(world.told_ids(), [[421]]);
    let first = world.sent[mark].at - woke;
    let latest = cadence::WAKE_PAUSE + cadence::WAKE_SPREAD;
    assert!((cadence::WAKE_PAUSE..latest).contains(&first), "{first:?}");
    // And with it what the user may see, which was known last before the sleep.
    assert_eq!(lanes(&world, mark), ["quiet", "account"]);
    assert_eq!(world.view().health, Health::Ok);
}

#[test]
fn a_network_that_is_back_during_the_pause_after_a_sleep_brings_nothing_forward() {
    let mut world = World::watching(&[421], 600);
    world.pass(40);
    sleep(&mut world, 3_600);
    let (mark, woke) = (world.mark(), world.time);
    world.pass_exactly(secs(1));
    world.input(Input::NetworkChanged);
    world.pass(30);
    let first = world.sent[mark].at - woke;
    assert!(first >= cadence::WAKE_PAUSE, "{first:?}");
}

#[test]
fn many_computers_that_wake_together_do_not_ask_together() {
    let first = |seed| {
        let mut world = World::seeded(seed);
        world.start(421, 600);
        world.pin(op(421));
        world.pass(40);
        world.lose_flights();
        let mark = world.mark();
        let woke = world.time + secs(3_600);
        sleep(&mut world, 3_600);
        world.pass(20);
        (world.sent[mark].at - woke).as_secs()
    };
    let seconds: std::collections::BTreeSet<_> = (0..40).map(first).collect();
    assert_eq!(seconds.into_iter().collect::<Vec<_>>(), [2, 3, 4, 5]);
}

#[test]
fn who_looks_after_a_sleep_waits_for_no_pause() {
    let ways: [fn(&mut World); 3] = [
        |world| world.refresh(Scoped::Everything),
        |world| world.show(viewer(422)),
        |world| world.pin(op(422)),
    ];
    for (index, look) in ways.into_iter().enumerate() {
        let mut world = World::watching(&[421], 600);
        world.start(422, 600);
        world.show(viewer(421));
        world.pass(15);
        sleep(&mut world, 3_600);
        let mark = world.mark();
        look(&mut world);
        assert_eq!(world.sent[mark].at, world.time, "way {index}");
    }
}

#[test]
fn what_was_under_way_before_a_sleep_or_on_another_network_keeps_nothing_waiting() {
    let happenings: [fn(&mut World); 2] = [
        |world| world.input(Input::NetworkChanged),
        |world| sleep(world, 3_600),
    ];
    for (index, happen) in happenings.into_iter().enumerate() {
        let mut world = World::watching(&[421], 600);
        world.pass(30);
        world.server.refuse(world.time, None, Fault::Unreached);
        world.pass(600);
        // A probe leaves, and is never answered.
        while world.in_flight() == 0 {
            world.pass_exactly(LATENCY);
        }
        world.lose_flights();
        world.server.recover();
        let mark = world.mark();
        happen(&mut world);
        world.pass(7);
        assert!(world.sent.len() > mark, "way {index}");
        assert_eq!(world.view().health, Health::Ok, "way {index}");
    }
}

#[test]
fn a_network_that_changed_once_more_too_soon_is_tried_again_when_it_is_time() {
    let mut world = World::watching(&[421], 600);
    world.pass(30);
    world.server.refuse(world.time, None, Fault::Unreached);
    world.pass(600);
    world.input(Input::NetworkChanged);
    world.pass(1);
    world.server.recover();
    world.input(Input::NetworkChanged);
    world.pass_exactly(cadence::CHANGE_SPACING + cadence::BACKOFF_BASE);
    assert_eq!(world.view().health, Health::Ok);
}

#[test]
fn another_network_is_tried_at_once_and_by_one_request() {
    let mut world = World::watching(&[421, 422], 600);
    world.show(Shows::Overview);
    world.pass(30);
    world.server.refuse(world.time, None, Fault::Unreached);
    world.pass(300);
    world.server.recover();
    // One that is under way has to end first.
    while world.in_flight() > 0 {
        world.pass_exactly(LATENCY);
    }
    let mark = world.mark();
    world.input(Input::NetworkChanged);
    assert_eq!(world.sent[mark..].len(), 1);
    world.pass_exactly(LATENCY);
    assert_eq!(world.view().health, Health::Ok);
}

#[test]
fn what_was_held_on_the_old_network_is_asked_anew_and_plainly() {
    for (shown, seconds) in [(true, 45), (false, 45), (false, 35)] {
        let mut world = World::watching(&[421], 600);
        if shown {
            world.show(viewer(421));
        }
        world.pass(seconds);
        assert_eq!(world.in_flight(), 1);
        world.plan(op(421), 0, completed("failed"));
        world.lose_flights();
        let mark = world.mark();
        world.input(Input::NetworkChanged);
        assert_eq!(world.sent[mark..].len(), 1, "shown: {shown}");
        world.pass_exactly(LATENCY * 2);
        assert_eq!(world.told_ids(), [[421]], "shown: {shown}");
    }
}

#[test]
fn another_network_with_both_lanes_held_is_tried_by_one_and_the_other_follows_its_answer() {
    for reached in [true, false] {
        let mut world = World::watching(&[421, 422], 600);
        world.show(viewer(421));
        world.pass(45);
        assert_eq!(world.in_flight(), 2);
        world.lose_flights();
        if !reached {
            world.server.refuse(world.time, None, Fault::Unreached);
        }
        let mark = world.mark();
        world.input(Input::NetworkChanged);
        assert_eq!(lanes(&world, mark), ["foreground"]);
        assert_eq!(world.in_flight(), 1);
        world.pass_exactly(LATENCY);
        let expected: &[_] = if reached {
            &["foreground", "quiet"]
        } else {
            &["foreground"]
        };
        assert_eq!(lanes(&world, mark), expected, "reached: {reached}");
    }
}

#[test]
fn another_network_while_everything_is_under_way_is_tried_by_one_request() {
    let mut world = World::watching(&[421, 422], 600);
    world.pass(30);
    world.show(Shows::Overview);
    let under_way = world.in_flight();
    assert!(under_way > 2, "{under_way}");
    world.lose_flights();
    let mark = world.mark();
    world.input(Input::NetworkChanged);
    assert_eq!((world.in_flight(), lanes(&world, mark).len()), (1, 1));
    world.pass_exactly(LATENCY);
    assert_eq!(lanes(&world, mark).len(), under_way);
    world.pass_exactly(LATENCY);
    assert_eq!(world.view().health, Health::Ok);
}

#[test]
fn who_asks_on_another_network_waits_for_no_other_request() {
    let mut world = World::watching(&[421, 422], 600);
    world.show(viewer(421));
    world.pass(45);
    world.input(Input::NetworkChanged);
    world.lose_flights();
    let mark = world.mark();
    world.show(Shows::Overview);
    assert!(lanes(&world, mark).len() > 1, "{:?}", lanes(&world, mark));
}

#[test]
fn a_network_that_comes_and_goes_is_no_reason_to_ask_more() {
    let mut world = World::watching(&[421], 600);
    world.pass(45);
    let mark = world.mark();
    for _ in 0..20 {
        world.input(Input::NetworkChanged);
        world.pass_exactly(secs(4) / 20);
    }
    assert_eq!(lanes(&world, mark), ["quiet"]);
}

#[test]
fn neither_a_wake_up_nor_a_network_passes_the_pause_that_the_server_asked_for() {
    let happenings: [fn(&mut World); 2] = [
        |world| world.input(Input::NetworkChanged),
        |world| sleep(world, 1),
    ];
    for happen in happenings {
        let mut world = World::watching(&[421], 600);
        world.show(Shows::Overview);
        world.pass(30);
        let fault = Fault::Throttled {
            retry_after: Some(secs(90)),
        };
        world.server.refuse(world.time, None, fault);
        world.refresh(Scoped::Everything);
        let until = world.time + LATENCY + secs(90);
        world.pass(10);
        let mark = world.mark();
        happen(&mut world);
        world.pass(100);
        let first = world.sent[mark..].iter().map(|sent| sent.at).min();
        assert_eq!(first, Some(until));
    }
}

#[test]
fn signed_out_and_suspended_stay_quiet_whatever_the_computer_tells() {
    let mut signed_out = World::watching(&[421], 600);
    signed_out
        .server
        .refuse(signed_out.time, None, Fault::SignedOut);
    let mut suspended = World::watching(&[421], 600);
    suspended.suspend_completely();
    for mut world in [signed_out, suspended] {
        world.pass(60);
        let mark = world.mark();
        world.input(Input::NetworkChanged);
        sleep(&mut world, 600);
        world.pass(600);
        assert_eq!(lanes(&world, mark), [""; 0]);
    }
}

#[test]
fn a_wake_up_that_is_told_twice_is_one() {
    let mut world = World::watching(&[421], 600);
    world.pass(40);
    sleep(&mut world, 3_600);
    let (mark, woke) = (world.mark(), world.time);
    let latest = cadence::WAKE_PAUSE + cadence::WAKE_SPREAD;
    for _ in 0..3 {
        world.pass(1);
        world.input(Input::Woke);
    }
    world.pass_exactly(latest);
    let first = world.sent[mark].at - woke;
    assert!((cadence::WAKE_PAUSE..latest).contains(&first), "{first:?}");
    assert_eq!(lanes(&world, mark).len(), 2, "{:?}", lanes(&world, mark));
}

#[test]
fn a_network_that_comes_and_goes_without_a_server_is_tried_once_and_when_it_is_time() {
    let mut world = World::watching(&[421], 600);
    world.pass(45);
    world.server.refuse(world.time, None, Fault::Unreached);
    world.pass(600);
    while world.in_flight() > 0 {
        world.pass_exactly(LATENCY);
    }
    let mark = world.mark();
    let changed = world.time;
    for _ in 0..20 {
        world.input(Input::NetworkChanged);
        world.pass_exactly(secs(4) / 20);
    }
    world.pass(120);
    let before = |sent: &&Sent| sent.at < changed + cadence::CHANGE_SPACING;
    let hasty = world.sent[mark..].iter().filter(before).count();
    assert!(hasty <= 2, "{:?}", &world.sent[mark..]);
}
