//! What is never told: the end of what is muted, and endings that no rule asks for.

use monitor_core::attention::Shows;
use monitor_core::monitor::Scoped;
use monitor_core::rules::{OperationRules, PackRules};
use monitor_core::view::Pinned;
use monitor_core::{Ending, EnvironmentId, Rules, Silence, Target};

use monitor_sim::world::{World, card, completed, op, operation, pack, viewer};

/// What is never told, how it ended, and why.
fn silenced(world: &World) -> Vec<(Target, Ending, Silence)> {
    let silenced = world.ledger().silenced();
    let silenced = silenced.iter().map(|(end, why)| (end.0, end.2, *why));
    silenced.collect()
}

#[test]
fn the_end_of_what_is_muted_is_stored_and_shown_but_not_told() {
    let mut world = World::watching(&[421, 422], 600);
    world.mute(op(421), true);
    world.plan(op(421), 30, completed("failed"));
    world.plan(op(422), 30, completed("failed"));
    world.pass(120);

    assert_eq!(world.told_ids(), [[422]]);
    assert_eq!(
        silenced(&world),
        [(op(421), Ending::Failed, Silence::Muted)]
    );
    assert_eq!(world.view().summary.attention, 2);
}

#[test]
fn what_is_unmuted_before_it_ends_is_told() {
    let mut world = World::watching(&[421], 600);
    world.mute(op(421), true);
    world.pass(60);
    world.mute(op(421), false);
    world.plan(op(421), 30, completed("failed"));
    world.pass(120);
    assert_eq!(world.told_ids(), [[421]]);
    assert_eq!(world.ledger().silenced(), []);
}

#[test]
fn what_was_muted_when_it_ended_is_not_told_later() {
    let mut world = World::watching(&[421], 600);
    world.mute(op(421), true);
    world.plan(op(421), 30, completed("failed"));
    world.pass(120);
    world.mute(op(421), false);
    world.refresh(Scoped::Everything);
    world.pass(120);
    world.restart();
    world.show(viewer(421));
    world.pass(120);
    assert_eq!(world.told, []);
}

#[test]
fn a_mute_survives_a_restart_and_goes_with_its_pin() {
    let mut world = World::watching(&[421, 422], 600);
    world.mute(op(421), true);
    world.mute(op(422), true);
    world.unpin(op(422));
    world.pin(op(422));
    world.kill_after(0);
    world.restart();
    assert_eq!(muted(&world), [op(421)]);

    world.plan(op(421), 30, completed("succeeded"));
    world.plan(op(422), 30, completed("succeeded"));
    world.pass(120);
    assert_eq!(world.told_ids(), [[422]]);
}

#[test]
fn what_was_muted_for_a_moment_of_a_pause_is_told_even_if_the_app_was_restarted_in_that_moment() {
    let mut world = World::watching(&[421], 600);
    world.pause(Some(3_600));
    world.plan(op(421), 30, completed("failed"));
    world.pass(120);
    world.mute(op(421), true);
    world.restart();
    world.pass(60);
    world.mute(op(421), false);
    world.pass(3_600);
    assert_eq!(world.told_ids(), [[421]]);
}

#[test]
fn only_what_is_pinned_can_be_muted() {
    let mut world = World::watching(&[421], 600);
    world.start(422, 600);
    world.mute(op(422), true);
    world.pin(op(422));
    assert_eq!(muted(&world), []);

    world.mute(op(421), true);
    world.show(Shows::Overview);
    world.pass(5);
    let shown: Vec<_> = world.view().rows().map(|row| (row.id, row.muted)).collect();
    let (first, second) = ((operation(421), true), (operation(422), false));
    assert_eq!(shown, [first, second, second, first]);
}

#[test]
fn a_muted_review_pack_says_so_and_is_not_told() {
    let mut world = World::new();
    world.server.add(card(1), world.time, pack(7, "generating"));
    world.pin(card(1));
    world.pass(10);
    world.mute(card(1), true);
    world.plan(card(1), 10, pack(7, "ready"));
    world.pass(120);
    assert_eq!((muted(&world), world.told.len()), (vec![card(1)], 0));
}

#[test]
fn killed_between_the_end_and_its_state_a_muted_end_stays_quiet_even_if_unmuted_then() {
    for steps in 0..4 {
        let mut world = World::watching(&[421], 600);
        world.mute(op(421), true);
        world.plan(op(421), 30, completed("failed"));
        world.kill_after(steps);
        world.pass(120);
        world.restart();
        if steps > 0 {
            world.mute(op(421), false);
        }
        world.pass(120);
        assert_eq!(world.told, [], "killed after {steps} steps");
        assert_eq!(world.ledger().silenced().len(), 1);
    }
}

#[test]
fn what_is_muted_when_it_ends_during_a_pause_is_not_told_at_its_end() {
    let mut world = World::watching(&[421, 422], 600);
    world.pause(Some(3_600));
    world.mute(op(421), true);
    world.plan(op(421), 30, completed("failed"));
    world.plan(op(422), 30, completed("failed"));
    world.pass(120);
    world.mute(op(421), false);
    world.pass(7_200);
    assert_eq!(world.told_ids(), [[422]]);
}

#[test]
fn what_is_muted_when_a_pause_is_over_is_not_told_although_it_was_not_when_it_ended() {
    let mut world = World::watching(&[421, 422, 423], 600);
    world.pause(Some(3_600));
    for id in [421, 422, 423] {
        world.plan(op(id), 30, completed("failed"));
    }
    world.pass(120);
    world.mute(op(421), true);
    world.mute(op(422), true);
    world.mute(op(422), false);
    world.mute(op(423), true);
    world.unpin(op(423));
    world.pass(7_200);
    assert_eq!(world.told_ids(), [[422]]);
    assert_eq!(world.ledger().untold(), []);
}

#[test]
fn an_ending_that_no_rule_asks_for_is_not_told_nor_later_when_one_does() {
    let mut world = World::watching(&[421, 422], 600);
    world.rule(without_successes());
    world.plan(op(421), 30, completed("succeeded"));
    world.plan(op(422), 30, completed("failed"));
    world.pass(120);
    let ruled_out = (op(421), Ending::Succeeded, Silence::Rule);
    assert_eq!(silenced(&world), [ruled_out]);

    world.rule(Rules::default());
    world.refresh(Scoped::Everything);
    world.pass(120);
    world.restart();
    world.show(Shows::Overview);
    world.pass(120);
    assert_eq!(world.told_ids(), [[422]]);
}

#[test]
fn an_ending_that_is_ruled_out_during_a_pause_is_not_told_when_it_is_over() {
    let mut world = World::watching(&[421], 600);
    world.pause(Some(3_600));
    world.plan(op(421), 30, completed("succeeded"));
    world.pass(120);
    world.rule(without_successes());
    world.pass(7_200);
    assert_eq!((world.told.len(), world.ledger().untold()), (0, vec![]));
}

#[test]
fn review_packs_have_rules_of_their_own() {
    let mut world = World::new();
    world.server.environments = vec![1, 2];
    for id in [1, 2] {
        world
            .server
            .add(card(id), world.time, pack(6 + id, "generating"));
        world.pin(card(id));
    }
    world.pass(10);
    world.rule(Rules {
        packs: PackRules {
            expired: false,
            ..PackRules::default()
        },
        ..without_successes()
    });
    world.plan(card(1), 10, pack(7, "ready"));
    world.plan(card(2), 10, pack(8, "expired"));
    world.pass(120);
    assert_eq!(world.told_ids(), [[7]]);
}

#[test]
fn nothing_of_a_muted_environment_is_told_neither_operations_nor_packs_and_all_of_the_others_is() {
    let mut world = World::new();
    world.server.environments = vec![3, 4];
    world.start_in(3, 421);
    world.start_in(4, 422);
    world.server.add(card(3), world.time, pack(7, "generating"));
    for target in [op(421), op(422), card(3)] {
        world.pin(target);
    }
    world.pass(10);
    world.mute_environment(3, true);
    for id in [421, 422] {
        world.plan(op(id), 10, completed("failed"));
    }
    world.plan(card(3), 10, pack(7, "ready"));
    world.pass(120);

    assert_eq!(world.told_ids(), [[422]]);
    let why: Vec<_> = world
        .ledger()
        .silenced()
        .into_iter()
        .map(|(_, why)| why)
        .collect();
    assert_eq!(why, [Silence::Muted, Silence::Muted]);
}

#[test]
fn a_muted_environment_stays_one_over_a_restart_and_is_told_of_again_when_it_is_unmuted() {
    let mut world = World::new();
    world.server.environments = vec![3];
    world.start_in(3, 421);
    world.start_in(3, 422);
    world.pin(op(421));
    world.pin(op(422));
    world.pass(10);
    world.mute_environment(3, true);
    world.restart();
    let muted = world.view().muted_environments;
    let ids: Vec<_> = muted.iter().map(|muted| muted.id.value()).collect();
    assert_eq!(ids, [3]);
    world.plan(op(421), 10, completed("failed"));
    world.pass(120);
    assert_eq!(world.told, []);

    world.mute_environment(3, false);
    world.plan(op(422), 10, completed("failed"));
    world.pass(120);
    assert_eq!(world.told_ids(), [[422]]);
}

fn without_successes() -> Rules {
    Rules {
        operations: OperationRules {
            succeeded: false,
            ..OperationRules::default()
        },
        ..Rules::default()
    }
}

fn muted(world: &World) -> Vec<Target> {
    let view = world.view();
    let is_muted = |pinned: &&Pinned| match pinned {
        Pinned::Operation(row) => row.muted,
        Pinned::ReviewPack(card) => card.muted,
    };
    view.pinned
        .iter()
        .filter(is_muted)
        .map(Pinned::target)
        .collect()
}

#[test]
fn an_environment_is_shown_as_muted_while_it_is() {
    let mut world = World::watching(&[421], 600);
    let is_muted = |world: &World, id| {
        let id = EnvironmentId::new(id).expect("positive");
        world.view().is_environment_muted(id)
    };
    assert!(!is_muted(&world, 1));
    world.mute_environment(1, true);
    assert!(is_muted(&world, 1) && !is_muted(&world, 2));
    world.mute_environment(1, false);
    assert!(!is_muted(&world, 1));
}
