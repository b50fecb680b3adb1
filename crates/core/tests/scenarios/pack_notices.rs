//! What is told of a pinned review pack, and what is not.

use monitor_core::attention::Shows;
use monitor_core::monitor::Scoped;
use monitor_core::{Ending, Target};

use monitor_sim::world::{Chapter, World, card, pack};

/// The pack of environment 1 is pinned, and was seen like this.
fn pinned(chapter: Chapter) -> World {
    let mut world = World::new();
    world.server.add(card(1), world.time, chapter);
    world.pin(card(1));
    world.pass(10);
    world
}

fn told(world: &World) -> Vec<(Target, i64, Ending)> {
    let ends = world.told.iter().flat_map(|told| &told.notice.ended);
    ends.map(|end| (end.target, end.subject, end.ending))
        .collect()
}

#[test]
fn a_pack_that_failed_is_told_once_across_a_restart() {
    let mut world = pinned(pack(7, "generating"));
    world.plan(card(1), 10, pack(7, "failed"));
    world.pass(120);
    world.kill_after(0);
    world.restart();
    world.show(Shows::Overview);
    world.pass(120);
    assert_eq!(told(&world), [(card(1), 7, Ending::Failed)]);
}

#[test]
fn a_pack_that_became_ready_while_the_app_was_gone_is_told_after_its_start() {
    let mut world = pinned(pack(7, "queued"));
    world.kill_after(0);
    world.plan(card(1), 10, pack(7, "ready"));
    world.pass(3_600);
    world.restart();
    world.pass(5);
    assert_eq!(told(&world), [(card(1), 7, Ending::Succeeded)]);
}

#[test]
fn the_first_sight_of_a_ready_pack_and_its_expiry_are_silent() {
    let mut world = pinned(pack(7, "ready"));
    world.plan(card(1), 10, pack(7, "expired"));
    world.pass(20);
    world.refresh(Scoped::Target(card(1)));
    world.pass(60);
    assert_eq!(told(&world), []);
}

#[test]
fn a_newer_pack_takes_the_place_of_one_in_the_making() {
    let mut world = pinned(pack(7, "generating"));
    world.plan(card(1), 20, pack(8, "queued"));
    world.plan(card(1), 60, pack(8, "ready"));
    world.pass(120);
    world.plan(card(1), 0, pack(7, "ready"));
    world.refresh(Scoped::Target(card(1)));
    world.pass(60);
    assert_eq!(told(&world), [(card(1), 8, Ending::Succeeded)]);
}

#[test]
fn a_deleted_pack_is_not_news() {
    let mut world = pinned(pack(7, "generating"));
    world.plan(card(1), 10, Chapter::NoPack);
    world.pass(120);
    assert_eq!(told(&world), []);
}

#[test]
fn a_pack_that_expired_before_anyone_saw_it_ready_is_told() {
    let mut world = pinned(pack(7, "generating"));
    world.suspend_completely();
    world.plan(card(1), 60, pack(7, "ready"));
    world.plan(card(1), 3_600, pack(7, "expired"));
    world.pass(7_200);
    assert_eq!(told(&world), []);

    world.show(Shows::Overview);
    world.pass(5);

    assert_eq!(told(&world), [(card(1), 7, Ending::Succeeded)]);
}

#[test]
fn a_pack_pinned_anew_before_its_first_answer_is_remembered_at_the_next_start() {
    let mut world = pinned(pack(7, "generating"));
    world.suspend_completely();
    world.kill_after(0);
    world.restart();
    world.unpin(card(1));
    world.pin(card(1));
    world.pass(5);
    world.kill_after(0);
    world.plan(card(1), 10, pack(7, "ready"));
    world.pass(60);

    world.restart();
    world.show(Shows::Overview);
    world.pass(5);

    assert_eq!(told(&world), [(card(1), 7, Ending::Succeeded)]);
}

#[test]
fn a_withheld_end_of_a_lost_environment_is_not_told_even_if_it_was_unpinned() {
    let mut world = pinned(pack(7, "generating"));
    world.pause(Some(3_600));
    world.plan(card(1), 10, pack(7, "ready"));
    world.pass(60);
    assert_eq!(world.ledger().untold().len(), 1);
    world.unpin(card(1));
    world.server.environments.clear();
    world.show(Shows::Overview);
    world.pass(5);

    world.pause(None);

    assert_eq!(told(&world), []);
}
