//! After a time in which nobody could be told there is one notice: of what was left, of what ended meanwhile, and of what is
//! near.

use monitor_core::monitor::Scoped;
use monitor_core::notice::GROUPING;
use monitor_core::{Alert, Away, Fault, Topic, cadence};

use monitor_sim::world::{
    Chapter, LATENCY, Night, World, card, completed, op, secs, stamp, viewer,
};

/// Operation 421 failed and was stored, and the app was killed before it told of it.
fn killed(ids: &[i64]) -> World {
    let mut world = World::watching(ids, 600);
    world.plan(op(421), 30, completed("failed"));
    world.kill_after(1);
    world.pass(120);
    world
}

#[test]
fn what_a_start_left_is_told_with_what_ended_while_the_app_was_not_there() {
    let mut world = killed(&[421, 422, 423]);
    world.plan(op(422), 600, completed("succeeded"));
    world.pass(1_800);
    world.restart();
    assert_eq!(world.told, []);

    world.pass(60);
    assert_eq!(world.told_ids(), [[421, 422]]);
    assert_eq!(world.told[0].notice.away, Some(Away::default()));
    assert_eq!(world.ledger().untold(), []);
}

#[test]
fn what_a_start_left_waits_for_no_answer_that_does_not_come() {
    for (fault, limit) in [
        (Fault::Unreached, cadence::BLIND_GRACE),
        (Fault::SignedOut, secs(15)),
    ] {
        let mut world = killed(&[421, 422]);
        world.server.refuse(world.time, None, fault);
        world.restart();
        let told = world.time + limit;
        world.pass(300);
        assert_eq!(world.tellings(), [(told, vec![421])], "{fault:?}");
    }
}

/// The server's silence, as each notice tells it besides its ends.
fn silences(world: &World) -> Vec<Option<Fault>> {
    let away = world.told.iter().map(|told| told.notice.away.as_ref());
    let blind = away.map(|away| away.and_then(|away| away.blind));
    blind.map(|blind| blind.map(|(fault, _)| fault)).collect()
}

#[test]
fn a_silence_that_falls_due_with_what_a_start_left_is_a_part_of_it_and_told_no_second_time() {
    let mut world = killed(&[421, 422]);
    world.server.refuse(world.time, None, Fault::Unreadable);
    world.restart();
    world.pass(600);
    assert_eq!(world.told_ids(), [[421]]);
    assert_eq!(silences(&world), [Some(Fault::Unreadable)]);
    assert_eq!(world.alerts(), []);
}

#[test]
fn a_silence_that_outlasts_a_pause_is_told_with_what_ended_in_it() {
    let mut world = World::watching(&[421, 422], 600);
    world.pause(Some(1_000));
    world.plan(op(421), 30, completed("failed"));
    world.pass(300);
    world.server.refuse(world.time, None, Fault::Unreadable);
    world.pass(1_500);
    assert_eq!(world.told_ids(), [[421]]);
    assert_eq!(silences(&world), [Some(Fault::Unreadable)]);
    assert_eq!(world.alerts(), []);
}

#[test]
fn a_silence_that_is_far_from_due_is_told_for_itself() {
    let mut world = World::watching(&[421, 422], 600);
    world.pause(Some(1_000));
    world.plan(op(421), 30, completed("failed"));
    world.pass(960);
    world.server.refuse(world.time, None, Fault::Unreadable);
    world.pass(600);
    assert_eq!(world.told_ids(), [[421]]);
    assert_eq!(silences(&world), [None]);
    let topics: Vec<_> = world.alerts().iter().map(Alert::topic).collect();
    assert_eq!(topics, [Topic::Blind]);
}

#[test]
fn a_notice_that_nobody_took_is_told_again_with_the_silence_while_it_lasts() {
    for lasts in [true, false] {
        let mut world = killed(&[421, 422]);
        world.server.refuse(world.time, None, Fault::Unreadable);
        world.restart();
        world.daemon_gone = true;
        world.ledger_mut().noted.clear();
        world.pass(140);
        world.daemon_gone = false;
        if !lasts {
            world.server.recover();
            world.refresh(Scoped::Everything);
        }
        world.pass(300);
        assert_eq!(world.told_ids(), [[421]]);
        let told = lasts.then_some(Fault::Unreadable);
        assert_eq!(silences(&world), [told], "lasts: {lasts}");
        assert_eq!(world.alerts(), []);
        // Of both tellings the history has one entry.
        let noted = world.ledger().noted.iter();
        let topics: Vec<_> = noted.map(|(alert, _)| alert.topic()).collect();
        assert_eq!(topics, [Topic::Blind]);
    }
}

/// Two of three are to end while the computer sleeps; what was under way is lost.
fn lying_down() -> World {
    let mut world = World::watching(&[421, 422, 423], 600);
    world.show(viewer(421));
    world.pass(40);
    for id in [421, 422] {
        world.plan(op(id), 3_600, completed("failed"));
    }
    world.lose_flights();
    world
}

const NIGHT: Night = Night {
    duration: secs(28_800),
    with_clock: false,
    tells: true,
};

#[test]
fn what_ended_during_a_sleep_is_one_notice_whichever_lane_brings_it() {
    let mut world = lying_down();
    world.sleep(&NIGHT);
    world.pass(60);
    assert_eq!(world.told_ids(), [[421, 422]]);
    assert_eq!(world.told[0].notice.away, Some(Away::default()));
}

/// Operation 421 is looked at, and 422 and 423 are watched quietly; then the server is silent for so long. These end after
/// twenty seconds of it.
fn silent(seconds: u64, ending: &[i64]) -> World {
    let mut world = World::watching(&[421, 422, 423], 600);
    world.show(viewer(421));
    world.pass(40);
    world.server.refuse(world.time, None, Fault::Unreached);
    for id in ending {
        world.plan(op(*id), 20, completed("failed"));
    }
    world.pass(seconds);
    while world.in_flight() > 0 {
        world.pass_exactly(LATENCY);
    }
    world.server.recover();
    world
}

#[test]
fn what_ended_while_the_server_was_silent_for_long_is_one_notice_whichever_lane_brings_it() {
    let mut world = silent(600, &[421, 422]);
    let mark = world.mark();
    world.pass(90);
    let probe = world.sent[mark].at;
    assert_eq!(world.told_ids(), [[421, 422]]);
    assert_eq!(world.told[0].at, probe + 2 * LATENCY);
    // That is less than a quarter of an hour ago.
    assert_eq!(world.told[0].notice.away, None);
}

#[test]
fn after_a_long_silence_a_lane_that_has_nothing_to_tell_keeps_an_end_for_a_moment_only() {
    for ending in [421, 422] {
        let mut world = silent(600, &[ending]);
        let mark = world.mark();
        world.pass(90);
        // One lane feels whether the server is back, and the other is not held.
        let probe = world.sent[mark].at;
        assert_eq!(world.told_ids(), [[ending]]);
        assert_eq!(world.told[0].at, probe + 2 * LATENCY, "{ending}");
    }
}

#[test]
fn after_a_short_silence_the_first_end_waits_for_nothing() {
    let mut world = silent(30, &[421, 422]);
    let mark = world.mark();
    world.pass(90);
    let probe = world.sent[mark].at;
    assert_eq!(world.told_ids().concat().len(), 2);
    assert_eq!(world.told[0].at, probe + LATENCY);
    assert_eq!(world.told[1].at, probe + LATENCY + GROUPING);
}

#[test]
fn what_ended_during_a_sleep_is_one_notice_also_where_the_network_is_back_later() {
    let mut world = lying_down();
    world.server.refuse(world.time, None, Fault::Unreached);
    world.sleep(&NIGHT);
    world.pass(60);
    world.server.recover();
    world.pass(150);
    assert_eq!(world.told_ids(), [[421, 422]]);
    assert_eq!(world.told[0].notice.away, Some(Away::default()));
}

#[test]
fn the_digest_of_a_pause_has_the_packs_that_expire_within_a_day() {
    let mut world = World::watching(&[421], 600);
    let soon = world.time + secs(20 * 3_600);
    for (environment, expires) in [(1, soon), (2, soon + secs(40 * 3_600))] {
        let ready = Chapter::Pack {
            id: environment,
            status: "ready",
            expires: Some(expires),
        };
        world.server.add(card(environment), world.time, ready);
        world.pin(card(environment));
    }
    world.pass(10);
    world.pause(Some(3_600));
    world.plan(op(421), 30, completed("failed"));
    world.pass(4_000);

    let away = Away {
        expiring: vec![stamp(soon)],
        ..Away::default()
    };
    assert_eq!(world.told_ids(), [[421]]);
    assert_eq!(world.told[0].notice.away, Some(away));
}

#[test]
fn what_ends_while_it_is_watched_is_of_no_time_away() {
    let mut world = World::watching(&[421, 422], 600);
    for id in [421, 422] {
        world.plan(op(id), 30, completed("failed"));
    }
    world.pass(120);
    assert_eq!(world.told_ids(), [[421, 422]]);
    assert_eq!(world.told[0].notice.away, None);
}
