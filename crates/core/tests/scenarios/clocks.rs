//! What a wall clock that is set does to what waits: nothing to what was chosen to last, and to quiet hours what it says. And
//! one that is off by minutes is said to be, which is the failure of nothing.

use monitor_core::account::Health;
use monitor_core::attention::Shows;
use monitor_core::view::Worst;
use monitor_core::{Alert, Input, QuietSpan, Reach, Skew};

use monitor_sim::world::{Night, World, completed, op, secs};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// Quiet hours that begin and end in so many seconds.
fn night(world: &World, from: u64, until: u64) -> QuietSpan {
    let now = world.now().wall;
    QuietSpan {
        from: now.after(secs(from)),
        until: now.after(secs(until)),
        environment: None,
        failures_break_through: false,
    }
}

/// Somebody sets the clock, and the app hears something.
fn set(world: &mut World, millis: i64) {
    world.wall_error += millis;
    world.input(Input::Inspect(false));
}

/// Operation 421 ended during a snooze of an hour, of which ten minutes are over; 422 goes on.
fn snoozed() -> World {
    let mut world = World::watching(&[421, 422], 600);
    world.snooze(Reach::Target(op(421)), Some(3_600));
    world.plan(op(421), 30, completed("failed"));
    world.pass(600);
    world
}

#[test]
fn a_clock_that_is_set_neither_ends_nor_stretches_a_pause_or_a_snooze() {
    let pauses = |world: &mut World| world.pause(Some(3_600));
    let snoozes = |world: &mut World| world.snooze(Reach::Target(op(421)), Some(3_600));
    for waits in [&pauses as &dyn Fn(&mut World), &snoozes] {
        for jump in [90 * DAY, HOUR, -HOUR, -90 * DAY] {
            let mut world = World::watching(&[421, 422], 600);
            waits(&mut world);
            let end = world.time + secs(3_600);
            world.plan(op(421), 30, completed("failed"));
            world.pass(600);
            world.wall_error += jump;
            world.pass(2_999);
            assert_eq!(world.told, [], "set by {jump} ms");

            world.pass(60);
            assert_eq!(world.tellings(), [(end, vec![421])]);
        }
    }
}

#[test]
fn what_a_pause_and_a_snooze_say_of_their_end_is_by_the_clock_as_it_is() {
    let mut world = snoozed();
    world.pause(Some(3_000));
    let end = world.time + secs(3_000);
    set(&mut world, -90 * DAY);
    let until = world.now().wall.after(end - world.time);
    let view = world.view();
    assert_eq!(view.paused_until, Some(until));
    assert_eq!(view.snoozed_until(op(421), None), Some(until));
}

#[test]
fn a_start_with_a_clock_that_was_set_back_makes_no_snooze_longer_than_it_was_chosen() {
    let mut world = snoozed();
    world.wall_error -= 90 * DAY;
    for _ in 0..2 {
        world.restart();
        let kept = world.ledger().snoozes()[&Reach::Target(op(421))].until;
        assert_eq!(world.view().snoozed_until(op(421), None), Some(kept));
    }
    let end = world.time + secs(3_600);
    world.pass(3_599);
    assert_eq!(world.told, []);
    world.pass(60);
    assert_eq!(world.tellings(), [(end, vec![421])]);
}

#[test]
fn a_snooze_ends_when_it_was_to_although_the_clock_was_set_before_a_restart() {
    for jump in [2 * HOUR, -2 * HOUR] {
        let mut world = snoozed();
        let end = world.time + secs(3_000);
        set(&mut world, jump);
        world.restart();
        world.pass(2_999);
        assert_eq!(world.told, [], "set by {jump} ms");
        world.pass(60);
        assert_eq!(world.tellings(), [(end, vec![421])]);
    }
}

#[test]
fn a_sleep_that_the_wall_clock_alone_counted_ends_a_snooze() {
    let mut world = snoozed();
    world.sleep(&Night {
        duration: secs(7_200),
        with_clock: true,
        tells: true,
    });
    // For what the first answers have to tell.
    world.pass(15);
    assert_eq!(world.told_ids(), [[421]]);
}

#[test]
fn a_clock_that_is_set_into_quiet_hours_and_out_of_them_is_followed_and_nothing_is_told_twice() {
    let mut world = World::watching(&[421, 422, 423], 600);
    let night = night(&world, 36_000, 39_600);
    world.keep_quiet(vec![night]);
    world.wall_error += 10 * HOUR;
    world.plan(op(421), 30, completed("failed"));
    world.pass(120);
    assert_eq!(world.told, []);

    world.wall_error -= 10 * HOUR;
    world.pass(120);
    assert_eq!(world.told_ids(), [[421]]);

    world.wall_error += 10 * HOUR;
    world.plan(op(422), 30, completed("failed"));
    world.pass(120);
    assert_eq!(world.told_ids(), [[421]]);
}

#[test]
fn what_waits_when_the_clock_is_set_is_not_told_before_quiet_hours_were_worked_out_anew() {
    let mut world = World::watching(&[421, 422], 600);
    let before = night(&world, 0, 3_600);
    world.keep_quiet(vec![before]);
    world.plan(op(421), 30, completed("failed"));
    world.pass(120);
    set(&mut world, 30 * DAY);
    let anew = night(&world, 0, 3_600);
    let end = world.time + secs(3_600);
    world.keep_quiet(vec![anew]);
    world.pass(3_599);
    assert_eq!(world.told, []);
    world.pass(60);
    assert_eq!(world.tellings(), [(end, vec![421])]);
}

/// The overview is open, and this computer's clock is off by so much.
fn off_by(millis: i64) -> World {
    let mut world = World::watching(&[421], 600);
    world.show(Shows::Overview);
    world.pass(30);
    set(&mut world, millis);
    world
}

#[test]
fn a_clock_that_is_minutes_off_is_shown_told_once_after_the_grace_and_no_failure() {
    for (millis, ahead) in [(7 * MINUTE, true), (-7 * MINUTE, false)] {
        let mut world = off_by(millis);
        let mark = world.mark();
        world.pass(60);
        let skew = Skew {
            ahead,
            by: secs(420),
        };
        let view = world.view();
        assert_eq!(view.clock_off, Some(skew));
        assert_eq!(
            (view.health, view.summary.worst),
            (Health::Ok, Worst::Active)
        );
        assert!(world.mark() > mark, "it goes on asking");
        assert_eq!(world.alerts(), [], "{millis}");

        world.pass(3_600);
        assert_eq!(world.alerts(), [Alert::ClockOff(skew)]);
        assert_eq!(world.told, []);

        set(&mut world, -millis);
        assert_eq!(world.view().clock_off, None);
        world.pass(3_600);
        assert_eq!(world.view().clock_off, None);
        assert_eq!(world.alerts().len(), 1);
    }
}

#[test]
fn a_clock_that_is_off_by_a_minute_is_nothing_to_speak_of() {
    let mut world = off_by(MINUTE);
    world.pass(3_600);
    assert_eq!((world.view().clock_off, world.alerts()), (None, vec![]));
}

#[test]
fn a_clock_that_is_off_during_a_pause_is_told_after_it() {
    let mut world = off_by(HOUR);
    world.pause(Some(1_000));
    world.pass(900);
    assert!(world.view().clock_off.is_some());
    assert_eq!(world.alerts(), []);
    world.pass(300);
    assert!(matches!(world.alerts()[..], [Alert::ClockOff(_)]));
}
