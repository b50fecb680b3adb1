//! What is warned of: once, and only what an answer says.

use std::time::Duration;

use monitor_core::alert::Reason;
use monitor_core::attention::Shows;
use monitor_core::rules::AlertRules;
use monitor_core::run::Expected;
use monitor_core::{Alert, Dropped, Rules, Topic, Warning, cadence};

use monitor_sim::world::{Chapter, Night, World, card, completed, op, running, secs, stale};

pub(crate) const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;

/// What was warned of, by operation or pack.
fn warnings(world: &World) -> Vec<(i64, Reason)> {
    let alerts = world.alerts().into_iter();
    let warnings = alerts.filter_map(|alert| match alert {
        Alert::Blind { .. } | Alert::ClockOff(_) => None,
        Alert::Warned(about, reason) => Some((about.subject, reason)),
    });
    warnings.collect()
}

fn expiries(world: &World) -> Vec<Duration> {
    let warnings = warnings(world).into_iter();
    let expiries = warnings.filter_map(|(_, reason)| match reason {
        Reason::PackExpires { remaining } => Some(remaining),
        Reason::LikelyStale | Reason::LongerThanUsual { .. } | Reason::ProgressStuck { .. } => None,
    });
    expiries.collect()
}

/// A pinned review pack that is ready, and expires in so many seconds.
fn expiring(seconds: u64) -> World {
    let mut world = World::new();
    let ready = Chapter::Pack {
        id: 7,
        status: "ready",
        expires: Some(world.time + secs(seconds)),
    };
    world.server.add(card(1), world.time, ready);
    world.pin(card(1));
    world.pass(60);
    world
}

pub(crate) fn slept(seconds: u64) -> Night {
    Night {
        duration: secs(seconds),
        with_clock: false,
        tells: true,
    }
}

fn without(alerts: AlertRules) -> Rules {
    Rules {
        alerts,
        ..Rules::default()
    }
}

#[test]
fn what_becomes_likely_stale_is_told_once_whatever_comes_after() {
    let mut world = World::watching(&[421, 422], 600);
    world.plan(op(421), 60, stale());
    world.pass(200);
    assert_eq!(warnings(&world), [(421, Reason::LikelyStale)]);

    world.restart();
    world.pass(200);
    world.plan(op(421), 10, running());
    world.plan(op(421), 100, stale());
    world.pass(400);
    world.restart();
    world.pass(200);
    assert_eq!(warnings(&world), [(421, Reason::LikelyStale)]);
    assert_eq!(world.told, []);
}

#[test]
fn what_became_likely_stale_while_the_app_was_closed_is_told() {
    let mut world = World::watching(&[421], 600);
    world.pass(60);
    world.kill_after(0);
    world.plan(op(421), 60, stale());
    world.pass(600);
    world.restart();
    world.pass(120);
    assert_eq!(warnings(&world), [(421, Reason::LikelyStale)]);
}

#[test]
fn what_is_so_at_first_sight_is_no_news_now_or_after_a_restart() {
    let mut world = World::new();
    world.server.expected = Some(usually(600));
    world.server.add(op(421), world.time - secs(HOUR), stale());
    world.pin(op(421));
    world.pass(300);
    world.restart();
    world.pass(300);
    assert_eq!(world.alerts(), []);
}

#[test]
fn what_is_muted_ruled_out_or_paused_is_dropped_for_good() {
    let mutes = |world: &mut World| world.mute(op(421), true);
    let rules = |world: &mut World| {
        world.rule(without(AlertRules {
            likely_stale: false,
            ..AlertRules::default()
        }));
    };
    let pauses = |world: &mut World| world.pause(Some(600));
    for silences in [&mutes as &dyn Fn(&mut World), &rules, &pauses] {
        let mut world = World::watching(&[421], 600);
        silences(&mut world);
        world.plan(op(421), 60, stale());
        world.pass(300);
        world.mute(op(421), false);
        world.rule(Rules::default());
        world.pass(600);
        world.restart();
        world.pass(300);
        assert_eq!(world.alerts(), []);
    }
}

#[test]
fn a_new_pin_is_warned_of_anew() {
    let mut world = World::watching(&[421], 600);
    world.plan(op(421), 30, stale());
    world.plan(op(421), 200, running());
    world.pass(300);
    world.unpin(op(421));
    world.pin(op(421));
    world.plan(op(421), 60, stale());
    world.pass(300);
    assert_eq!(warnings(&world).len(), 2);
}

/// Half of them take as long as this, and nine of ten twice as long.
const fn usually(seconds: u64) -> Expected {
    Expected {
        median: Duration::from_secs(seconds),
        p90: Duration::from_secs(2 * seconds),
    }
}

#[test]
fn what_takes_longer_than_nine_of_ten_is_told_once_with_the_numbers() {
    let mut world = World::watching(&[421], 600);
    world.server.expected = Some(usually(600));
    world.pass(590);
    assert_eq!(world.alerts(), []);
    world.pass(120);
    let told = warnings(&world);
    let [(421, Reason::LongerThanUsual { elapsed, p90 })] = told[..] else {
        panic!("{told:?}");
    };
    assert_eq!(p90, secs(1_200));
    assert!(
        (secs(1_200)..=secs(1_290)).contains(&elapsed),
        "{elapsed:?}"
    );

    world.restart();
    world.pass(HOUR);
    assert_eq!(warnings(&world), told);
}

#[test]
fn what_is_over_within_a_minute_is_not_told_to_take_long() {
    let mut world = World::new();
    world.server.expected = Some(usually(5));
    world.start(421, 0);
    world.pin(op(421));
    world.plan(op(421), 50, completed("succeeded"));
    world.pass(120);
    assert_eq!((world.alerts(), world.told.len()), (vec![], 1));
}

#[test]
fn what_is_counted_and_does_not_move_is_told_once_with_the_numbers() {
    let mut world = World::watching(&[421], 600);
    world.server.stands_still = Some(world.time + secs(60));
    world.pass(60 + 15 * 60 - 10);
    assert_eq!(world.alerts(), []);
    world.pass(200);
    let told = warnings(&world);
    let [
        (
            421,
            Reason::ProgressStuck {
                processed,
                total,
                unchanged,
            },
        ),
    ] = told[..]
    else {
        panic!("{told:?}");
    };
    assert!((600..=661).contains(&processed), "{processed}");
    assert_eq!(total, 1_000_000);
    assert!(unchanged >= cadence::STUCK_AFTER, "{unchanged:?}");

    world.restart();
    world.pass(HOUR);
    assert_eq!(warnings(&world), told);
}

#[test]
fn what_usually_takes_hours_may_stand_still_for_longer() {
    let mut world = World::watching(&[421], 600);
    world.server.expected = Some(usually(HOUR));
    world.server.stands_still = Some(world.time);
    world.pass(HOUR - 120);
    assert_eq!(world.alerts(), []);
    world.pass(360);
    let told = warnings(&world);
    assert!(
        matches!(told[..], [(421, Reason::ProgressStuck { .. })]),
        "{told:?}"
    );
}

#[test]
fn a_pinned_pack_is_told_to_expire_three_times_without_a_request() {
    let mut world = expiring(4 * DAY);
    let mark = world.mark();
    world.pass(5 * DAY);
    assert_eq!(expiries(&world), [secs(3 * DAY), secs(DAY), secs(2 * HOUR)]);
    assert_eq!((world.mark(), world.next_deadline()), (mark, None));
}

#[test]
fn a_restart_repeats_no_expiry_and_misses_none() {
    let mut world = expiring(4 * DAY);
    for _ in 0..4 {
        world.pass(DAY);
        world.restart();
        world.pass(60);
    }
    assert_eq!(expiries(&world).len(), 3);
}

#[test]
fn an_expiry_that_came_close_in_a_sleep_is_told_once() {
    let mut world = expiring(4 * DAY);
    world.sleep(&slept(4 * DAY - HOUR));
    world.pass(60);
    let told = expiries(&world);
    assert_eq!(told.len(), 1);
    assert!(told[0] < secs(HOUR), "{told:?}");
}

#[test]
fn a_pack_that_is_close_to_its_expiry_at_first_sight_is_told_of_the_rest() {
    let mut world = expiring(2 * DAY);
    world.pass(5 * DAY);
    assert_eq!(expiries(&world), [secs(DAY), secs(2 * HOUR)]);
}

#[test]
fn what_may_not_be_seen_any_more_is_not_warned_of() {
    let mut world = expiring(4 * DAY);
    world.server.environments = vec![2];
    world.show(Shows::Overview);
    world.pass(60);
    world.hide(Shows::Overview);
    world.pass(5 * DAY);
    assert_eq!(expiries(&world), []);
}

#[test]
fn what_nobody_is_warned_of_arms_no_timer() {
    let mut world = expiring(4 * DAY);
    assert!(world.next_deadline().is_some());
    world.rule(without(AlertRules {
        pack_expires: false,
        ..AlertRules::default()
    }));
    assert_eq!(world.next_deadline(), None);

    world.rule(Rules::default());
    world.suspend_completely();
    assert_eq!(world.next_deadline(), None);

    world.quietly(true);
    world.unpin(card(1));
    assert_eq!(world.next_deadline(), None);
}

/// What the history has besides ends.
pub(crate) fn noted(world: &World) -> Vec<(Topic, Option<Dropped>)> {
    let noted = world.ledger().noted.iter();
    noted
        .map(|(alert, dropped)| (alert.topic(), *dropped))
        .collect()
}

#[test]
fn every_alert_leaves_an_entry_with_the_reason_why_nobody_heard_of_it() {
    let ruled_out = without(AlertRules {
        likely_stale: false,
        ..AlertRules::default()
    });
    type Hush = (fn(&mut World), Option<Dropped>);
    let hushes: [Hush; 4] = [
        (|_| {}, None),
        (|world| world.mute(op(421), true), Some(Dropped::Muted)),
        (|world| world.pause(Some(HOUR)), Some(Dropped::Paused)),
        (
            |world| world.snooze(monitor_core::Reach::Target(op(421)), Some(HOUR)),
            Some(Dropped::Snoozed),
        ),
    ];
    let stale_after = |world: &mut World| {
        world.plan(op(421), 60, stale());
        world.pass(300);
    };
    for (hush, dropped) in hushes {
        let mut world = World::watching(&[421], 600);
        hush(&mut world);
        stale_after(&mut world);
        let expected = (Topic::Warned(Warning::LikelyStale), dropped);
        assert_eq!(noted(&world), [expected]);
        assert_eq!(world.alerts().len(), usize::from(dropped.is_none()));
    }
    let mut world = World::watching(&[421], 600);
    world.rule(ruled_out);
    stale_after(&mut world);
    let expected = (Topic::Warned(Warning::LikelyStale), Some(Dropped::Rule));
    assert_eq!(noted(&world), [expected]);
}

#[test]
fn what_was_so_at_first_sight_leaves_an_entry() {
    let world = expiring(DAY / 2);
    let expected = Topic::Warned(Warning::ExpiresInOneDay);
    assert_eq!(noted(&world), [(expected, Some(Dropped::Baseline))]);
}

#[test]
fn what_was_seen_before_it_is_pinned_is_known_and_no_news_then() {
    let mut world = World::new();
    world.server.add(op(421), world.time - secs(HOUR), stale());
    world.show(Shows::Overview);
    world.pass(60);
    world.pin(op(421));
    world.pass(300);
    assert_eq!(world.alerts(), []);
    let stale = Topic::Warned(Warning::LikelyStale);
    assert_eq!(noted(&world), [(stale, Some(Dropped::Baseline))]);
}

#[test]
fn what_has_ended_takes_no_longer_than_others_whenever_that_is_learned() {
    let mut world = World::watching(&[421, 422], 600);
    world.server.expected = Some(usually(600));
    world.pass(40);
    world.plan(op(421), HOUR, completed("succeeded"));
    world.plan(op(422), 60, completed("succeeded"));
    world.lose_flights();
    world.sleep(&slept(8 * HOUR));
    world.pass(600);
    assert_eq!(world.told_ids(), [[421, 422]]);
    assert_eq!(warnings(&world), []);
    let away = world.told[0].notice.away.as_ref();
    assert!(away.is_some_and(|away| away.warned.is_empty()), "{away:?}");
}
