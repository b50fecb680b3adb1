//! What falls due in a time away besides ends: a part of the one notice of that time, or where nothing ended, told together.

use std::time::Duration;

use monitor_core::attention::Shows;
use monitor_core::{Alert, Dropped, Fault, Topic, Warning, cadence};

use monitor_sim::world::{Chapter, Night, World, card, completed, op, secs, stale, viewer};

const HOUR: u64 = 3_600;

const NIGHT: Night = Night {
    duration: secs(8 * HOUR),
    with_clock: false,
    tells: true,
};

/// Operations 421 to 423 are at work, 421 in a window, and a pinned pack expires in thirty hours. In an hour these end, and
/// 423 goes stale.
fn evening(ending: &[i64]) -> World {
    let mut world = World::watching(&[421, 422, 423], 600);
    let ready = Chapter::Pack {
        id: 7,
        status: "ready",
        expires: Some(world.time + secs(30 * HOUR)),
    };
    world.server.add(card(1), world.time, ready);
    world.pin(card(1));
    world.show(viewer(421));
    world.pass(40);
    for id in ending {
        world.plan(op(*id), HOUR, completed("failed"));
    }
    world.plan(op(423), HOUR, stale());
    world.ledger_mut().noted.clear();
    world
}

/// What was under way is lost in it.
fn sleep(world: &mut World) {
    world.lose_flights();
    world.sleep(&NIGHT);
}

/// Of what the notices warned besides their ends, by notice.
fn folded(world: &World) -> Vec<Vec<i64>> {
    let away = world.told.iter().map(|told| &told.notice.away);
    let warned = away.map(|away| {
        let warned = away.iter().flat_map(|away| &away.warned);
        warned.map(|(about, _)| about.subject).collect::<Vec<_>>()
    });
    warned.collect()
}

/// Of what alerts warned, and when.
fn alerted(world: &World) -> Vec<(Duration, i64)> {
    let alerted = world.alerted.iter();
    let warned = alerted.filter_map(|(at, alert)| match alert {
        Alert::Blind { .. } | Alert::ClockOff(_) => None,
        Alert::Warned(about, _) => Some((*at, about.subject)),
    });
    warned.collect()
}

/// What the history has besides ends.
fn noted(world: &World) -> Vec<(Topic, Option<Dropped>)> {
    let noted = world.ledger().noted.iter();
    noted
        .map(|(alert, dropped)| (alert.topic(), *dropped))
        .collect()
}

const STALE: Topic = Topic::Warned(Warning::LikelyStale);
const EXPIRES: Topic = Topic::Warned(Warning::ExpiresInOneDay);

#[test]
fn a_sleep_over_a_packs_threshold_two_ends_and_a_stale_one_is_one_notice() {
    let mut world = evening(&[421, 422]);
    sleep(&mut world);
    world.pass(120);
    assert_eq!(world.told_ids(), [[421, 422]]);
    assert_eq!(alerted(&world), []);
    assert_eq!(folded(&world), [[423, 7]]);
    let away = world.told[0].notice.away.as_ref();
    assert_eq!(away.map(|away| away.expiring.len()), Some(1));
    assert_eq!(noted(&world), [(STALE, None), (EXPIRES, None)]);

    world.restart();
    world.pass(120);
    assert_eq!(folded(&world), [[423, 7]], "nor is it told later");
    assert_eq!(alerted(&world), []);
}

#[test]
fn where_nothing_ended_in_a_sleep_all_that_fell_due_is_told_together() {
    let mut world = evening(&[]);
    sleep(&mut world);
    let woke = world.time;
    world.pass(120);
    let [(first, 423), (second, 7)] = alerted(&world)[..] else {
        panic!("{:?}", alerted(&world));
    };
    assert_eq!(first, second);
    assert!(first - woke <= secs(15), "{:?}", first - woke);
    assert_eq!(world.told, []);
}

#[test]
fn what_was_learned_while_everything_was_suspended_is_one_notice() {
    let resumes: [fn(&mut World); 2] = [
        |world| world.quietly(true),
        |world| world.show(Shows::Overview),
    ];
    for resume in resumes {
        let mut world = evening(&[421, 422]);
        world.hide(viewer(421));
        world.suspend_completely();
        world.pass(8 * HOUR);
        assert_eq!(alerted(&world), []);
        resume(&mut world);
        world.pass(120);
        assert_eq!(world.told_ids(), [[421, 422]]);
        assert_eq!(folded(&world), [[423, 7]]);
        assert_eq!(alerted(&world), []);
    }
}

#[test]
fn after_a_long_silence_of_the_server_what_went_stale_meanwhile_is_in_the_notice_of_what_ended() {
    let mut world = evening(&[]);
    world.server.refuse(world.time, None, Fault::Unreached);
    for id in [421, 422] {
        world.plan(op(id), 300, completed("failed"));
    }
    world.pass(2 * HOUR);
    world.server.recover();
    world.pass(600);
    assert_eq!(world.told_ids(), [[421, 422]]);
    assert_eq!(folded(&world), [[423]]);
    assert_eq!(alerted(&world), []);
}

#[test]
fn what_fell_due_waits_for_no_answer_that_does_not_come() {
    let mut world = evening(&[421]);
    world.server.refuse(world.time, None, Fault::Unreached);
    sleep(&mut world);
    let told = world.time + cadence::BLIND_GRACE;
    world.pass(600);
    assert_eq!(alerted(&world), [(told, 7)]);
}

#[test]
fn a_silence_of_the_server_is_told_with_what_fell_due_before_it() {
    let mut world = evening(&[421]);
    world.server.refuse(world.time, None, Fault::Unreadable);
    sleep(&mut world);
    let told = world.time + cadence::BLIND_GRACE;
    world.pass(600);
    let alerted = world.alerted.iter();
    let alerted: Vec<_> = alerted.map(|(at, alert)| (*at, alert.topic())).collect();
    assert_eq!(alerted, [(told, EXPIRES), (told, Topic::Blind)]);
}

#[test]
fn a_process_that_ends_while_it_waits_leaves_it_to_the_next() {
    let mut world = evening(&[]);
    sleep(&mut world);
    assert_eq!(alerted(&world), []);
    world.kill_after(0);
    world.pass(60);
    world.restart();
    world.pass(120);
    let subjects: Vec<_> = alerted(&world)
        .iter()
        .map(|(_, subject)| *subject)
        .collect();
    assert_eq!(subjects, [423, 7]);
}

#[test]
fn what_waits_and_is_muted_by_then_is_dropped_with_the_reason() {
    let mut world = evening(&[421]);
    sleep(&mut world);
    world.mute(card(1), true);
    world.pass(120);
    assert_eq!(world.told_ids(), [[421]]);
    assert_eq!(folded(&world), [[423]]);
    assert_eq!(
        noted(&world),
        [(STALE, None), (EXPIRES, Some(Dropped::Muted))]
    );
}

#[test]
fn a_notice_that_nobody_took_is_told_again_with_what_it_warned_of() {
    let mut world = evening(&[421]);
    world.daemon_gone = true;
    sleep(&mut world);
    world.pass(30);
    world.daemon_gone = false;
    world.pass(180);
    assert_eq!(world.told_ids(), [[421]]);
    assert_eq!(folded(&world).concat().len(), 2);
    assert_eq!(noted(&world), [(STALE, None), (EXPIRES, None)]);
    assert_eq!(alerted(&world), []);
}

#[test]
fn what_falls_due_while_ends_gather_is_of_no_time_away_and_waits_for_none() {
    let mut world = World::watching(&[421, 422], 600);
    let due = world.time + secs(60 + 35);
    let ready = Chapter::Pack {
        id: 7,
        status: "ready",
        expires: Some(due + secs(24 * HOUR)),
    };
    world.server.add(card(1), world.time, ready);
    world.pin(card(1));
    world.pass(60);
    world.plan(op(421), 30, completed("failed"));
    world.plan(op(422), 33, completed("failed"));
    world.pass(120);
    assert_eq!(world.told_ids().concat(), [421, 422]);
    assert!(world.told.iter().all(|told| told.notice.away.is_none()));
    let [(at, 7)] = alerted(&world)[..] else {
        panic!("{:?}", alerted(&world));
    };
    assert!((due..due + secs(2)).contains(&at), "{at:?}, due {due:?}");
}

#[test]
fn a_notice_that_nobody_took_is_told_again_without_what_was_unpinned_meanwhile() {
    for is_refused_first in [true, false] {
        let mut world = evening(&[421]);
        world.daemon_silent = true;
        sleep(&mut world);
        world.pass(30);
        assert_eq!(folded(&world), [[423, 7]]);
        if is_refused_first {
            world.refuse_last_notice();
        }
        world.unpin(op(423));
        world.pin(op(423));
        if !is_refused_first {
            world.refuse_last_notice();
        }
        world.pass(180);
        assert_eq!(world.told_ids(), [[421]]);
        assert_eq!(folded(&world), [[7]], "refused first: {is_refused_first}");
    }
}

#[test]
fn what_was_learned_while_everything_was_suspended_waits_for_the_first_answers_and_no_longer() {
    let mut world = evening(&[]);
    world.hide(viewer(421));
    world.suspend_completely();
    world.pass(8 * HOUR);
    let resumed = world.time;
    world.quietly(true);
    world.pass(120);
    let [(first, 423), (second, 7)] = alerted(&world)[..] else {
        panic!("{:?}", alerted(&world));
    };
    assert_eq!(first, second);
    assert!(first - resumed <= secs(2), "{:?}", first - resumed);
}
