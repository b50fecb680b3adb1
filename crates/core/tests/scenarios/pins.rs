//! The order of what is pinned: as it was pinned, until the user moves it, and for good.

use monitor_core::view::Pinned;
use monitor_core::{Input, Target};

use monitor_sim::world::{World, card, op};

#[test]
fn a_pin_moves_in_front_of_another_or_behind_all_and_stays_there_for_good() {
    let mut world = World::watching(&[421, 422, 423], 600);
    world.pin(card(1));
    world.pass(1);

    move_pin(&mut world, op(423), Some(op(421)));
    assert_eq!(order(&world), [op(423), op(421), op(422), card(1)]);
    move_pin(&mut world, op(421), None);
    let moved = [op(423), op(422), card(1), op(421)];
    assert_eq!(order(&world), moved);

    world.restart();
    assert_eq!(order(&world), moved);
}

#[test]
fn nothing_moves_that_is_not_pinned_or_before_what_is_not() {
    let mut world = World::watching(&[421, 422], 600);
    for (target, before) in [
        (op(77), Some(op(421))),
        (op(422), Some(op(77))),
        (op(421), Some(op(421))),
    ] {
        move_pin(&mut world, target, before);
    }
    assert_eq!(order(&world), [op(421), op(422)]);
    let stored: Vec<_> = world.ledger().pins().iter().map(|pin| pin.target).collect();
    assert_eq!(stored, [op(421), op(422)]);
}

fn move_pin(world: &mut World, target: Target, before: Option<Target>) {
    world.input(Input::MovePin { target, before });
}

fn order(world: &World) -> Vec<Target> {
    world.view().pinned.iter().map(Pinned::target).collect()
}
