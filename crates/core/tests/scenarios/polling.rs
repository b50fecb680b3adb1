//! How often what is shown is asked for, and when not at all.

use std::time::Duration;

use monitor_core::attention::Shows;
use monitor_core::cadence::Wish;
use monitor_core::monitor::Scoped;
use monitor_core::view::{Context, Refresh};
use monitor_core::{Cause, Input};

use monitor_sim::world::{LATENCY, World, completed, op, operation, running, secs, stale, viewer};

/// Every gap between two requests for the operation, and its age at the first of the two.
fn gaps(world: &World, mark: usize, created: Duration) -> Vec<(Duration, Duration)> {
    let asked = world.asked(mark, op(421));
    let gap = |pair: &[Duration]| (pair[0] - created, pair[1] - pair[0] - LATENCY);
    asked.windows(2).map(gap).collect()
}

#[test]
fn an_operation_is_asked_every_one_five_and_ten_seconds_by_its_age() {
    let mut world = World::new();
    world.start(421, 0);
    let created = world.time;
    world.show(viewer(421));
    world.pin(op(421));
    world.pass(120);

    let gaps = gaps(&world, 0, created);
    for (age, gap) in &gaps {
        let expected = match age.as_secs() {
            0..10 => 1,
            10..60 => 5,
            _ => 10,
        };
        assert_eq!(*gap, secs(expected), "at an age of {age:?}");
    }
    assert!(
        gaps.iter().any(|(age, _)| *age >= secs(60)),
        "it never grew old"
    );
}

#[test]
fn a_server_that_wants_fewer_requests_gets_fewer() {
    let mut world = World::watching(&[421], 600);
    world.server.wish = Wish::PollAfter(secs(25));
    world.show(viewer(421));
    world.pass(60);
    let mark = world.mark();
    world.pass(250);
    assert!((9..=10).contains(&world.count(mark, "foreground")));
}

#[test]
fn a_settled_operation_is_never_asked_for_again() {
    let mut world = World::watching(&[421], 600);
    world.show(viewer(421));
    world.plan(op(421), 30, completed("succeeded"));
    world.pass(60);
    let mark = world.mark();

    world.pass(86_400);
    world.hide(viewer(421));
    world.show(viewer(421));
    world.pass(3_600);

    assert_eq!(world.sent[mark..], []);
    assert_eq!(world.next_deadline(), None);
}

#[test]
fn an_explicit_refresh_asks_for_a_settled_operation_once() {
    for scoped in [Scoped::Everything, Scoped::Target(op(421))] {
        let mut world = World::watching(&[421], 600);
        world.show(viewer(421));
        world.plan(op(421), 5, completed("failed"));
        world.pass(60);
        let mark = world.mark();

        world.refresh(scoped);
        world.pass(600);

        assert_eq!(world.asked(mark, op(421)).len(), 1, "{scoped:?}");
        assert_eq!(world.sent[mark].cause, Cause::Refresh);
        assert_eq!(world.told_ids(), [[421]]);
    }
}

#[test]
fn while_suspended_no_foreground_request_leaves() {
    for (visible, modal) in [(false, false), (true, true)] {
        let mut world = World::watching(&[421], 5);
        world.show(viewer(421));
        world.pass(3);
        world.window(viewer(421), visible, modal);
        world.pass(1);
        let mark = world.mark();

        world.pass(600);

        assert_eq!(
            world.count(mark, "foreground"),
            0,
            "visible {visible}, modal {modal}"
        );
        let expected = if modal {
            Refresh::PausedModal
        } else {
            Refresh::Quiet
        };
        assert_eq!(
            world.view().row(operation(421)).map(|row| row.refresh),
            Some(expected)
        );
    }
}

#[test]
fn a_modal_closed_in_time_leaves_the_old_deadline() {
    let mut world = World::watching(&[421], 600);
    world.show(viewer(421));
    world.pass(25);
    let last = *world.asked(0, op(421)).last().expect("it was asked for");
    let mark = world.mark();

    world.window(viewer(421), true, true);
    world.pass(1);
    world.window(viewer(421), true, false);
    world.pass(30);

    let next = world.sent[mark..]
        .iter()
        .find(|sent| sent.lane == "foreground");
    assert_eq!(next.map(|sent| sent.at), Some(last + LATENCY + secs(10)));
}

#[test]
fn a_modal_closed_late_is_made_up_for_at_once() {
    let mut world = World::watching(&[421], 600);
    world.suspend_completely();
    world.show(viewer(421));
    world.pass(25);
    world.window(viewer(421), true, true);
    world.pass(60);
    let mark = world.mark();

    world.window(viewer(421), true, false);

    assert_eq!(world.asked(mark, op(421)), [world.time]);
}

#[test]
fn a_window_shown_late_is_made_up_for_at_once() {
    let mut world = World::watching(&[421], 600);
    world.show(viewer(421));
    world.pass(25);
    world.hide(viewer(421));
    // The quiet watch is held for 50 seconds: nothing is learned before.
    world.pass(45);
    let mark = world.mark();

    world.show(viewer(421));

    assert_eq!(world.asked(mark, op(421)), [world.time]);
}

#[test]
fn a_destroyed_window_asks_for_nothing() {
    let mut world = World::watching(&[421], 600);
    world.suspend_completely();
    world.show(viewer(421));
    world.pass(30);
    world.destroy(viewer(421));
    world.pass(1);
    let mark = world.mark();
    world.pass(3_600);
    assert_eq!(world.sent[mark..], []);
    assert_eq!(world.next_deadline(), None);
}

#[test]
fn an_unpinned_operation_is_forgotten() {
    let mut world = World::watching(&[421], 600);
    world.plan(op(421), 100, completed("failed"));
    world.unpin(op(421));
    let mark = world.mark();
    world.pass(3_600);
    assert_eq!((world.sent[mark..].len(), world.told.len()), (0, 0));
    assert_eq!(
        (world.next_deadline(), world.view().pinned.len()),
        (None, 0)
    );
}

#[test]
fn with_nothing_pinned_and_nothing_visible_there_is_no_deadline() {
    let mut world = World::new();
    world.start(421, 600);
    assert_eq!(world.next_deadline(), None);

    world.show(Shows::Overview);
    world.pass(120);
    world.hide(Shows::Overview);
    world.pass(1);
    let mark = world.mark();

    assert_eq!(world.next_deadline(), None);
    world.pass(86_400);
    assert_eq!(world.sent[mark..], []);
}

#[test]
fn fifty_visible_operations_cost_six_watches_a_minute() {
    let ids: Vec<_> = (1..=50).collect();
    let mut world = World::watching(&ids, 600);
    world.show(Shows::Overview);
    world.pass(60);
    let mark = world.mark();

    world.pass(600);

    let watches = world.count(mark, "foreground");
    assert!((50..=60).contains(&watches), "{watches} in ten minutes");
    assert_eq!(world.count(mark, "quiet"), 0);
    let full = world.sent[mark..]
        .iter()
        .filter(|sent| sent.lane == "foreground");
    assert!(
        full.clone()
            .all(|sent| ids.iter().all(|id| sent.targets.contains(&op(*id))))
    );
}

#[test]
fn a_likely_stale_operation_stays_polled() {
    let mut world = World::watching(&[421], 600);
    world.plan(op(421), 5, stale());
    world.show(viewer(421));
    world.pass(30);
    let mark = world.mark();

    world.pass(100);

    assert!(world.count(mark, "foreground") >= 9);
    let view = world.view();
    assert!(
        view.row(operation(421))
            .is_some_and(|row| row.needs_attention())
    );
    assert_eq!((view.summary.watched, view.summary.attention), (1, 1));
    assert_eq!(world.told, []);
}

#[test]
fn a_jump_of_this_computers_clock_changes_nothing() {
    let story = |jump: i64| {
        let mut world = World::new();
        world.start(421, 0);
        world.show(viewer(421));
        world.pin(op(421));
        for turn in 0..6 {
            world.pass(20);
            world.wall_error += if turn % 2 == 0 { jump } else { -2 * jump };
        }
        world.plan(op(421), 5, running());
        world.plan(op(421), 10, completed("blocked"));
        world.hide(viewer(421));
        world.pass(120);
        let refresh = world.view().row(operation(421)).map(|row| row.refresh);
        (world.sent, world.told, refresh)
    };

    let steady = story(0);
    assert_eq!(steady.1.len(), 1);
    for jump in [7_200_000, -7_200_000, 500] {
        assert_eq!(story(jump), steady, "jumping by {jump} ms");
    }
}

#[test]
fn details_are_asked_for_when_wanted_and_once() {
    let mut world = World::watching(&[421], 600);
    world.input(Input::Details(operation(421)));
    world.pass(120);
    assert_eq!(world.count(0, "details"), 1);
    let context = world
        .view()
        .row(operation(421))
        .map(|row| row.context.clone());
    let text = Context::Text("{\"operation\": 421}".to_owned());
    assert_eq!(context, Some(text));
}
