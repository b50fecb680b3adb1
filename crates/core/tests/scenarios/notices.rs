//! What is told, and that it is told once.

use monitor_core::attention::Shows;
use monitor_core::monitor::Scoped;
use monitor_core::operation_type::OperationType;
use monitor_core::run::Freshness;
use monitor_core::view::Known;
use monitor_core::{Ended, Ending, EnvironmentId, Fault, Notice, WorkspaceId};

use monitor_sim::world::{
    Chapter, LATENCY, Told, World, card, completed, op, operation, pack, running, secs, stamp,
    viewer,
};

#[test]
fn the_whole_story_of_one_operation_ends_in_one_notice() {
    let mut world = World::new();
    world.server.add(op(421), world.time, queued());
    world.plan(op(421), 8, running());
    world.pin(op(421));
    world.show(viewer(421));
    world.pass(30);
    world.hide(viewer(421));
    world.pass(30);
    world.show(viewer(421));
    world.pass(30);
    world.window(viewer(421), true, true);
    world.pass(10);
    world.window(viewer(421), true, false);
    world.plan(op(421), 20, completed("succeeded"));
    let end = world.time + secs(20);
    world.pass(600);
    world.hide(viewer(421));
    world.pass(600);

    let ended = Ended {
        target: op(421),
        subject: 421,
        ending: Ending::Succeeded,
        expired: false,
        kind: Some(OperationType::parse("policy.sync")),
        label: None,
        environment: EnvironmentId::new(1).map(|id| (id, "Environment 1".to_owned())),
        workspace: (WorkspaceId::new(1).expect("positive"), "North".to_owned()),
        ended_at: Some(stamp(end)),
        reason: None,
    };
    let at = world.told.first().map(|told| told.at).expect("it was told");
    assert!(at >= end + LATENCY && at <= end + secs(10) + 2 * LATENCY);
    let notice = Notice {
        ended: vec![ended],
        may_repeat: false,
        away: None,
    };
    assert_eq!(world.told, [Told { at, notice }]);
}

/// TenantAtlas itself tells nobody of those.
#[test]
fn an_operation_that_the_scheduler_started_is_told_like_any_other() {
    let mut world = World::watching(&[421], 600);
    let view = world.view();
    let known = view.row(operation(421)).map(|row| &row.known);
    let Some(Known::Run(run)) = known else {
        panic!("it is not known: {known:?}");
    };
    assert!(run.initiator.system);
    world.plan(op(421), 30, completed("failed"));
    world.pass(120);
    assert_eq!(world.told_ids(), [[421]]);
}

#[test]
fn the_first_sight_of_a_finished_operation_is_silent() {
    let mut world = World::new();
    world.start(421, 600);
    world.plan(op(421), 0, completed("failed"));
    world.pin(op(421));
    world.show(viewer(421));
    world.pass(600);
    assert_eq!(world.told, []);
    assert_eq!(world.view().summary.attention, 1);
}

#[test]
fn several_ends_in_one_answer_are_one_notice_worst_first() {
    let mut world = World::watching(&[421, 422, 423], 600);
    for (id, outcome) in [(421, "succeeded"), (422, "failed"), (423, "partial")] {
        world.plan(op(id), 30, completed(outcome));
    }
    world.pass(120);
    assert_eq!(world.told_ids(), [[422, 423, 421]]);
}

#[test]
fn an_unknown_status_is_never_an_end() {
    let mut world = World::watching(&[421], 600);
    world.show(viewer(421));
    let paused = Chapter::Run {
        status: "paused",
        outcome: "succeeded",
        freshness: Freshness::Unknown,
    };
    world.plan(op(421), 10, paused);
    world.pass(60);
    let mark = world.mark();
    world.pass(100);
    assert!(world.count(mark, "foreground") >= 9);
    assert_eq!(world.told, []);

    world.plan(op(421), 10, completed("glorious"));
    world.pass(60);
    assert_eq!(world.told_ids(), [[421]]);
    assert_eq!(world.told[0].notice.ended[0].ending, Ending::Unknown);
}

#[test]
fn a_legacy_failed_status_is_an_end() {
    let mut world = World::watching(&[421], 600);
    let failed = Chapter::Run {
        status: "failed",
        outcome: "pending",
        freshness: Freshness::Unknown,
    };
    world.plan(op(421), 10, failed);
    world.pass(60);
    assert_eq!(world.told[0].notice.ended[0].ending, Ending::Failed);
}

#[test]
fn an_operation_that_ends_once_more_after_its_database_was_restored_is_told_once_more() {
    let mut world = World::watching(&[421], 600);
    world.show(viewer(421));
    world.plan(op(421), 10, completed("failed"));
    world.pass(60);
    world.plan(op(421), 0, running());
    world.refresh(Scoped::Everything);
    world.plan(op(421), 60, completed("failed"));
    world.pass(120);
    assert_eq!(world.told_ids(), [[421], [421]]);
    let ended_at = |notice: usize| world.told[notice].notice.ended[0].ended_at;
    assert!(ended_at(0) < ended_at(1));
    assert_eq!(world.ledger().untold(), []);
}

/// The server tells no time for the end of a pack that failed.
#[test]
fn an_end_without_a_time_that_comes_twice_is_told_once() {
    let mut world = World::new();
    world.server.add(card(1), world.time, pack(7, "generating"));
    world.pin(card(1));
    world.pass(10);
    world.plan(card(1), 10, pack(7, "failed"));
    world.pass(60);
    world.plan(card(1), 0, pack(7, "generating"));
    world.refresh(Scoped::Everything);
    world.plan(card(1), 60, pack(7, "failed"));
    world.pass(120);
    assert_eq!(world.told_ids(), [[7]]);
}

#[test]
fn a_pause_withholds_and_tells_one_digest_at_its_end() {
    let mut world = World::watching(&[421, 422, 423], 600);
    world.pause(Some(3_600));
    let end = world.time + secs(3_600);
    world.plan(op(421), 100, completed("succeeded"));
    world.plan(op(422), 900, completed("blocked"));
    world.plan(op(423), 4_000, completed("succeeded"));

    world.pass(3_599);
    assert_eq!(world.told, []);

    world.pass(1_800);
    assert_eq!(world.told_ids(), [vec![422, 421], vec![423]]);
    assert_eq!(world.told[0].at, end);
    assert!(world.told.iter().all(|told| !told.notice.may_repeat));
    assert_eq!(world.ledger().untold(), []);
}

#[test]
fn a_pause_ended_by_hand_tells_at_once() {
    let mut world = World::watching(&[421], 600);
    world.pause(Some(3_600));
    world.plan(op(421), 100, completed("succeeded"));
    world.pass(300);
    world.pause(None);
    assert_eq!(world.tellings(), [(world.time, vec![421])]);
}

#[test]
fn a_pinned_pack_is_told_when_it_is_ready() {
    let mut world = World::new();
    world.server.add(card(1), world.time, Chapter::NoPack);
    world.pin(card(1));
    world.pass(10);
    world.plan(card(1), 10, pack(7, "queued"));
    world.pass(20);
    // There was none: only a window or a refresh looks for a new one.
    assert_eq!(world.told, []);
    world.refresh(Scoped::Target(card(1)));
    world.plan(card(1), 30, pack(7, "generating"));
    world.plan(card(1), 60, pack(7, "ready"));
    world.pass(200);
    assert_eq!(world.told_ids(), [[7]]);
    assert_eq!(world.told[0].notice.ended[0].target, card(1));
}

#[test]
fn an_older_pack_that_comes_to_light_again_is_not_news() {
    let mut world = World::new();
    world.server.add(card(1), world.time, pack(8, "failed"));
    world.pin(card(1));
    world.pass(10);
    world.plan(card(1), 10, pack(7, "ready"));
    world.pass(20);
    world.refresh(Scoped::Everything);
    world.pass(60);
    assert_eq!(world.told, []);

    world.plan(card(1), 0, pack(9, "ready"));
    world.refresh(Scoped::Everything);
    world.pass(60);
    assert_eq!(world.told_ids(), [[9]]);
}

fn queued() -> Chapter {
    Chapter::Run {
        status: "queued",
        outcome: "pending",
        freshness: Freshness::FreshActive,
    }
}

#[test]
fn what_the_daemon_refused_waits_out_a_pause_without_waking_anybody() {
    let mut world = World::watching(&[421], 600);
    world.daemon_silent = true;
    world.plan(op(421), 30, completed("failed"));
    world.pass(35);
    world.refuse_last_notice();
    world.pause(Some(3_600));
    let end = world.time + secs(3_600);

    world.pass(120);
    assert!(world.next_deadline().is_some_and(|next| next > world.time));

    world.pass(3_600);
    assert_eq!(world.tellings(), [(end, vec![421])]);
}

/// The scope is asked for when the overview is shown, and may be hours old.
#[test]
fn a_refused_notice_of_a_place_that_was_granted_since_the_scope_was_answered_is_told_later() {
    let mut world = World::new();
    world.show(Shows::Overview);
    world.pass(5);
    world.destroy(Shows::Overview);
    world.start_in(2, 421);
    world.pin(op(421));
    world.daemon_silent = true;
    world.plan(op(421), 30, completed("failed"));
    world.pass(35);
    world.refuse_last_notice();

    world.pass(120);

    assert_eq!(world.told_ids(), [[421]]);
    assert_eq!(world.ledger().untold(), []);
}

/// A link was followed where the network was not there yet.
#[test]
fn what_ends_after_it_was_pinned_is_told_however_late_the_first_answer_is() {
    for (away, ends) in [(600, 30), (7_200, 7_000)] {
        let mut world = World::new();
        for id in [421, 422, 423] {
            world.start(id, 60);
        }
        world.plan(op(421), 0, completed("succeeded"));
        world.plan(op(422), ends, completed("failed"));
        world.pass(5);
        world.server.refuse(world.time, None, Fault::Unreached);
        for id in [421, 422, 423] {
            world.pin(op(id));
        }
        world.pass(away);
        assert_eq!(world.told_ids(), [[0; 0]; 0]);
        world.server.recover();
        world.pass(900);
        assert_eq!(world.told_ids(), [[422]]);
        assert_eq!(world.ledger().baselines(), [op(421)]);
    }
}

#[test]
fn what_had_ended_before_it_was_pinned_is_in_the_history_and_told_to_nobody() {
    let mut world = World::new();
    let before = world.time - secs(600);
    world.server.add(op(421), before, completed("failed"));
    world.server.add(card(1), before, pack(7, "ready"));
    world.server.add(op(422), before, running());
    for target in [op(421), op(422), card(1)] {
        world.pin(target);
    }
    world.pass(300);
    assert_eq!(world.told, []);
    assert_eq!(world.ledger().baselines(), [op(421), card(1)]);
}
