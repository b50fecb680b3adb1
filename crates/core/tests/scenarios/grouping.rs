//! What is told together: ends that follow each other within moments, and the first of them at once.

use std::time::Duration;

use monitor_core::attention::Shows;
use monitor_core::notice::GROUPING;
use monitor_core::{Ending, Silence, Wait};

use monitor_sim::world::{LATENCY, World, completed, op, secs, viewer};

/// Operations that began three seconds ago and are looked at: what becomes of them is seen within a second.
fn looking_at(ids: &[i64]) -> World {
    let mut world = World::watching(ids, 2);
    for id in ids {
        world.show(viewer(*id));
    }
    world
}

/// Operation 421 was told, and 422 waits.
fn waiting(outcome: &'static str) -> World {
    wait_in(looking_at(&[421, 422]), outcome)
}

fn wait_in(mut world: World, outcome: &'static str) -> World {
    world.plan(op(421), 1, completed("succeeded"));
    world.plan(op(422), 3, completed(outcome));
    world.pass(5);
    assert_eq!(world.told_ids(), [[421]]);
    assert_eq!(waits(&world), [(422, Wait::Grouped)]);
    world
}

fn waits(world: &World) -> Vec<(i64, Wait)> {
    let waits = world.waits.iter().map(|(end, wait)| (end.1, *wait));
    waits.collect()
}

/// When the nth notice was told.
fn at(world: &World, notice: usize) -> Duration {
    world.told[notice].at
}

#[test]
fn of_ends_that_come_seconds_apart_the_first_is_told_at_once_and_the_others_together() {
    let mut world = looking_at(&[421, 422, 423]);
    let end = world.time + secs(1);
    world.plan(op(421), 1, completed("succeeded"));
    world.plan(op(422), 3, completed("succeeded"));
    world.plan(op(423), 5, completed("failed"));
    world.pass(60);

    assert_eq!(world.told_ids(), [vec![421], vec![423, 422]]);
    assert!(at(&world, 0) <= end + secs(1) + 2 * LATENCY);
    assert_eq!(at(&world, 1), at(&world, 0) + GROUPING);
    assert_eq!(waits(&world), [(422, Wait::Grouped), (423, Wait::Grouped)]);
    assert!(world.told.iter().all(|told| !told.notice.may_repeat));
    assert_eq!(world.ledger().untold(), []);
}

#[test]
fn one_that_waited_alone_is_told_alone_and_costs_a_timer_and_no_request() {
    let mut world = waiting("failed");
    for id in [421, 422] {
        world.destroy(viewer(id));
    }
    let mark = world.mark();
    assert_eq!(world.next_deadline(), Some(at(&world, 0) + GROUPING));

    world.pass(60);
    assert_eq!(world.told_ids(), [[421], [422]]);
    assert_eq!(at(&world, 1), at(&world, 0) + GROUPING);
    assert_eq!((world.mark(), world.next_deadline()), (mark, None));
}

#[test]
fn an_end_after_those_moments_waits_for_nothing() {
    let mut world = looking_at(&[421, 422]);
    world.plan(op(421), 1, completed("succeeded"));
    world.plan(op(422), 20, completed("succeeded"));
    world.pass(60);
    assert_eq!(world.told_ids(), [[421], [422]]);
    assert_eq!(world.waits, []);
}

#[test]
fn what_waited_for_others_when_the_app_was_killed_is_told_at_the_next_start() {
    let mut world = waiting("failed");
    world.kill_after(0);
    world.pass(60);
    world.restart();
    assert_eq!(world.told_ids(), [[421], [422]]);
    assert_eq!(at(&world, 1), world.time);
    assert!(!world.told[1].notice.may_repeat);
    assert_eq!(world.ledger().untold(), []);
}

#[test]
fn what_waits_for_others_waits_out_a_pause_that_begins_meanwhile() {
    let mut world = waiting("failed");
    world.pause(Some(600));
    let end = world.time + secs(600);
    world.pass(900);
    assert_eq!(world.told_ids(), [[421], [422]]);
    assert_eq!(at(&world, 1), end);
    // The history says for what it really waits, and the notice that it was kept back.
    assert_eq!(waits(&world), [(422, Wait::Grouped), (422, Wait::Paused)]);
    assert!(world.told[1].notice.away.is_some());
}

#[test]
fn what_ends_right_after_a_pause_was_told_of_waits_like_any_other() {
    let mut world = looking_at(&[421, 422, 423]);
    world.pause(Some(3_600));
    world.plan(op(421), 1, completed("succeeded"));
    world.plan(op(422), 2, completed("succeeded"));
    world.plan(op(423), 6, completed("succeeded"));
    world.pass(5);
    world.pause(None);
    assert_eq!(world.told_ids(), [[421, 422]]);
    world.pass(60);
    assert_eq!(world.told_ids(), [vec![421, 422], vec![423]]);
    assert_eq!(at(&world, 1), at(&world, 0) + GROUPING);
}

#[test]
fn an_end_in_the_moment_in_which_a_pause_is_over_is_told_with_what_that_kept() {
    let mut world = World::watching(&[421, 422], 600);
    world.pause(Some(3_600));
    world.plan(op(421), 20, completed("succeeded"));
    world.pass(100);
    // Some seconds into a watch that is held for fifty.
    let left = world.sent.last().map_or(world.time, |sent| sent.at);
    world.pass_exactly(left + secs(55) - world.time);
    world.pause(Some(20));
    let end = world.time + secs(20);
    world
        .server
        .plan(op(422), end - LATENCY, completed("succeeded"));
    world.pass(60);

    assert_eq!(world.told_ids(), [[421, 422]]);
    assert_eq!(at(&world, 0), end);
}

#[test]
fn what_is_muted_while_it_waits_for_others_is_not_told() {
    let mut world = waiting("failed");
    world.mute(op(422), true);
    world.pass(60);
    assert_eq!(world.told_ids(), [[421]]);
    let silenced = world.ledger().silenced();
    let silenced = silenced.iter().map(|(end, why)| (end.0, end.2, *why));
    let muted = (op(422), Ending::Failed, Silence::Muted);
    assert_eq!(silenced.collect::<Vec<_>>(), [muted]);
    assert_eq!(world.ledger().untold(), []);
}

#[test]
fn what_waited_for_a_notice_that_nobody_took_is_told_with_it_a_minute_later() {
    let mut world = looking_at(&[421, 422]);
    world.daemon_silent = true;
    let mut world = wait_in(world, "succeeded");
    world.refuse_last_notice();
    let refused = world.time;
    world.pass(120);
    assert_eq!(world.told_ids(), [[421, 422]]);
    assert_eq!(at(&world, 0), refused + secs(60));
}

#[test]
fn after_a_notice_that_nobody_took_a_new_end_is_told_at_once_and_what_waited_after_it() {
    let mut world = looking_at(&[421, 422]);
    world.daemon_silent = true;
    world.plan(op(421), 1, completed("succeeded"));
    world.plan(op(422), 4, completed("succeeded"));
    world.pass(3);
    world.refuse_last_notice();
    world.pass(60);
    assert_eq!(world.told_ids(), [[422], [421]]);
    assert_eq!(at(&world, 1), at(&world, 0) + GROUPING);
    assert_eq!(waits(&world), [(421, Wait::Grouped)]);
}

/// Names of a place that is lost go, and with them what could only be told by them.
#[test]
fn what_waits_for_others_when_its_place_is_lost_is_not_told() {
    let mut world = waiting("failed");
    world.server.environments.clear();
    world.show(Shows::Overview);
    world.pass(60);
    assert_eq!(world.told_ids(), [[421]]);
    assert_eq!(world.ledger().untold(), []);
}
