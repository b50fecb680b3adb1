//! After a time in which nobody could be told there is one notice: of what was left, of what ended meanwhile, and of what is
//! near.

use monitor_core::{Away, Fault, cadence};

use monitor_sim::world::{Chapter, Night, World, card, completed, op, secs, stamp, viewer};

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
    assert_eq!(world.ledger.untold(), []);
}

#[test]
fn what_a_start_left_waits_for_no_answer_that_does_not_come() {
    for (fault, limit) in [
        (Fault::Offline, cadence::BLIND_GRACE),
        (Fault::SignedOut, secs(15)),
    ] {
        let mut world = killed(&[421, 422]);
        world.server.refuse(world.time, None, fault);
        world.restart();
        let told = world.time + limit;
        world.pass(300);
        assert_eq!(world.told_ids(), [[421]], "{fault:?}");
        assert_eq!(world.told[0].at, told, "{fault:?}");
    }
}

#[test]
fn what_ended_during_a_sleep_is_one_notice_whichever_lane_brings_it() {
    let mut world = World::watching(&[421, 422, 423], 600);
    world.show(viewer(421));
    world.pass(40);
    for id in [421, 422] {
        world.plan(op(id), 3_600, completed("failed"));
    }
    world.lose_flights();
    world.sleep(&Night {
        duration: secs(28_800),
        with_clock: false,
        tells: true,
    });
    world.pass(60);
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
