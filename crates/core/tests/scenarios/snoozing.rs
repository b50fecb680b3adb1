//! What is told later: the end of what is snoozed, by itself or with its environment.

use monitor_core::attention::Shows;
use monitor_core::{EnvironmentId, Reach, Wait};

use monitor_sim::world::{World, card, completed, op, operation, pack, secs};

fn environment(id: i64) -> Reach {
    Reach::Environment(EnvironmentId::new(id).expect("positive"))
}

/// Operations 421 and 422 run in environment 3, 423 in environment 4; all are pinned.
fn watching() -> World {
    let mut world = World::new();
    world.server.environments = vec![3, 4];
    for (place, id) in [(3, 421), (3, 422), (4, 423)] {
        world.start_in(place, id);
        world.pin(op(id));
    }
    world.pass(10);
    world
}

#[test]
fn what_ended_while_it_was_snoozed_is_told_when_that_is_over_by_itself() {
    let mut world = watching();
    world.snooze(Reach::Target(op(421)), Some(3_600));
    let end = world.time + secs(3_600);
    for id in [421, 422] {
        world.plan(op(id), 30, completed("failed"));
    }
    world.pass(3_599);
    assert_eq!(world.told_ids(), [[422]]);

    world.pass(60);
    assert_eq!(world.told_ids(), [[422], [421]]);
    assert_eq!(world.told[1].at, end);
    assert!(!world.told[1].notice.may_repeat);
    let waits: Vec<_> = world
        .waits
        .iter()
        .map(|(end, wait)| (end.1, *wait))
        .collect();
    assert_eq!(waits, [(421, Wait::Snoozed)]);
    assert!(world.view().snoozes.is_empty());
    assert_eq!(
        (world.ledger().silenced(), world.ledger().untold()),
        (vec![], vec![])
    );
}

#[test]
fn a_snoozed_environment_keeps_all_of_it_for_one_notice_and_nothing_of_the_others() {
    let mut world = watching();
    world.server.add(card(3), world.time, pack(7, "generating"));
    world.pin(card(3));
    world.pass(10);
    world.snooze(environment(3), Some(3_600));
    for id in [421, 422, 423] {
        world.plan(op(id), 30, completed("succeeded"));
    }
    world.plan(card(3), 30, pack(7, "ready"));
    world.pass(600);
    assert_eq!(world.told_ids(), [[423]]);
    world.pass(3_600);
    assert_eq!(world.told_ids(), [vec![423], vec![421, 422, 7]]);
}

#[test]
fn a_snooze_that_is_ended_by_hand_tells_at_once() {
    let mut world = watching();
    world.snooze(environment(3), Some(3_600));
    world.plan(op(421), 30, completed("failed"));
    world.pass(120);
    world.snooze(environment(3), None);
    assert_eq!(world.tellings(), [(world.time, vec![421])]);
}

#[test]
fn a_snooze_survives_a_restart_and_one_that_was_over_meanwhile_is_told_at_the_next_start() {
    for (gone, told) in [(60, 0), (7_200, 1)] {
        let mut world = watching();
        world.snooze(Reach::Target(op(421)), Some(3_600));
        world.plan(op(421), 30, completed("failed"));
        world.pass(120);
        world.kill_after(0);
        world.pass(gone);
        world.restart();
        // For what the first answers have to tell.
        world.pass(15);
        assert_eq!(world.told.len(), told, "gone for {gone} s");
        world.pass(7_200);
        assert_eq!(world.told_ids(), [[421]]);
    }
}

#[test]
fn a_pause_outlasts_a_snooze_and_a_snooze_outlasts_a_pause() {
    for (pause, snooze, reasons) in [
        (600, 1_800, &[Wait::Paused, Wait::Snoozed][..]),
        (1_800, 600, &[Wait::Paused]),
    ] {
        let mut world = watching();
        world.pause(Some(pause));
        world.snooze(environment(3), Some(snooze));
        let end = world.time + secs(1_800);
        world.plan(op(421), 30, completed("failed"));
        world.pass(3_600);
        assert_eq!(world.tellings(), [(end, vec![421])], "a pause of {pause} s");
        let waits: Vec<_> = world.waits.iter().map(|(_, wait)| *wait).collect();
        assert_eq!(waits, reasons, "a pause of {pause} s");
    }
}

#[test]
fn what_is_muted_when_its_snooze_is_over_is_not_told() {
    let mut world = watching();
    world.snooze(Reach::Target(op(421)), Some(600));
    world.plan(op(421), 30, completed("failed"));
    world.pass(120);
    world.mute(op(421), true);
    world.pass(1_200);
    assert_eq!((world.told.len(), world.ledger().untold()), (0, vec![]));
}

#[test]
fn the_snooze_of_a_target_needs_its_pin_and_goes_with_it() {
    let mut world = watching();
    world.snooze(Reach::Target(op(499)), Some(600));
    world.snooze(Reach::Target(op(421)), Some(600));
    assert_eq!(world.view().snoozes.len(), 1);
    world.unpin(op(421));
    world.pin(op(421));
    world.restart();
    assert!(world.view().snoozes.is_empty());
}

#[test]
fn what_is_snoozed_is_shown_as_ever() {
    let mut world = watching();
    world.snooze(environment(3), Some(3_600));
    let until = world.now().wall.after(secs(3_600));
    world.show(Shows::Overview);
    world.plan(op(421), 5, completed("failed"));
    world.pass(60);
    let view = world.view();
    assert_eq!(view.summary.attention, 1);
    let row = view.row(operation(421)).expect("pinned");
    assert_eq!(view.snoozed_until(op(421), row.environment()), Some(until));
    assert_eq!(view.snoozed_until(op(423), None), None);
}

#[test]
fn what_is_unpinned_while_it_is_snoozed_is_not_told_by_that() {
    let mut world = World::watching(&[421], 600);
    world.snooze(Reach::Target(op(421)), Some(3_600));
    world.plan(op(421), 60, completed("failed"));
    world.pass(600);
    world.unpin(op(421));
    world.pass(7_200);
    assert_eq!(world.told_ids(), Vec::<Vec<i64>>::new());
    assert_eq!(world.ledger().untold(), vec![]);
}

#[test]
fn a_snooze_that_is_over_when_it_is_chosen_is_none() {
    let mut world = watching();
    world.snooze(environment(3), Some(0));
    assert!(world.view().snoozes.is_empty() && world.ledger().snoozes().is_empty());
}
