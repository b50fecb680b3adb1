//! What the view says of what is known: one summary, one state for each row wherever it stands, and names of the right place.

use monitor_core::attention::Shows;
use monitor_core::view::{Known, PackCard, Refresh, SearchPhase, Worst};
use monitor_core::{EnvironmentId, Fault, Input};

use monitor_sim::world::{World, card, completed, op, operation, pack, running, secs, stale};

fn summary(world: &World) -> (Worst, usize, usize) {
    let summary = world.view().summary;
    (summary.worst, summary.watched, summary.attention)
}

/// The card of this environment.
fn card_of(world: &World, environment: i64) -> PackCard {
    let id = EnvironmentId::new(environment).expect("positive");
    let mut cards = world.view().packs.into_iter();
    cards.find(|card| card.environment == id).expect("a card")
}

#[test]
fn the_summary_counts_what_is_at_work_and_what_ended_badly() {
    let (good, bad) = (completed("succeeded"), completed("failed"));
    for (chapters, expected) in [
        (vec![], (Worst::Idle, 0, 0)),
        (vec![running()], (Worst::Active, 1, 0)),
        (vec![good], (Worst::Idle, 0, 0)),
        (vec![good, running()], (Worst::Active, 1, 0)),
        (vec![bad, running()], (Worst::Attention, 1, 1)),
        (vec![bad], (Worst::Attention, 0, 1)),
    ] {
        let mut world = World::new();
        let before = world.time - secs(600);
        for (id, chapter) in (421..).zip(&chapters) {
            world.server.add(op(id), before, *chapter);
            world.pin(op(id));
        }
        world.pass(60);
        assert_eq!(summary(&world), expected, "{chapters:?}");
    }
}

#[test]
fn a_pinned_row_says_the_same_in_a_list_as_by_itself() {
    let mut world = World::watching(&[421], 600);
    world.show(Shows::Overview);
    world.pass(15);
    world.plan(op(421), 4, stale());
    for second in 0..20 {
        world.pass(1);
        let view = world.view();
        let alone = view.row(operation(421));
        assert_eq!(view.active.rows.first(), alone, "after {second}");
    }
}

#[test]
fn a_pinned_row_of_which_a_start_knows_little_says_in_a_list_what_the_list_knows() {
    let mut world = World::watching(&[421], 600);
    world.pass(60);
    world.restart();
    world.show(Shows::Overview);
    world.delay("foreground", secs(30));
    world.pass(5);
    let view = world.view();
    let row = view.active.rows.first().expect("listed");
    assert!(row.pinned && matches!(row.known, Known::Run(_)), "{row:?}");
}

#[test]
fn a_search_that_cannot_leave_has_failed_and_what_was_found_before_stays_found() {
    let phase = |world: &World| world.view().search.map(|search| search.phase);
    for asks_before in [true, false] {
        let mut world = World::watching(&[421], 600);
        world.show(Shows::Overview);
        world.pass(15);
        if asks_before {
            world.input(Input::Search("421".to_owned()));
            world.pass(5);
        }
        world.server.refuse(world.time, None, Fault::Unreached);
        world.pass(60);
        if !asks_before {
            world.input(Input::Search("421".to_owned()));
        }
        let expected = if asks_before {
            SearchPhase::Found
        } else {
            SearchPhase::Failed
        };
        assert_eq!(phase(&world), Some(expected));
    }
}

#[test]
fn a_card_and_a_mute_have_the_names_of_their_own_environment() {
    let mut world = World::new();
    world.server.environments = vec![1, 2];
    for id in 1..=2 {
        world.server.add(card(id), world.time, pack(id, "ready"));
    }
    world.mute_environment(2, true);
    let muted = |world: &World| world.view().muted_environments.pop().and_then(|it| it.name);
    assert_eq!(muted(&world), None);

    world.show(Shows::Overview);
    world.pass(5);
    for id in 1..=2 {
        let card = card_of(&world, id);
        assert_eq!(card.environment_name, format!("Environment {id}"));
        assert_eq!(card.workspace_name, "North");
    }
    assert_eq!(muted(&world).as_deref(), Some("Environment 2"));
}

#[test]
fn a_card_that_is_hidden_says_whether_it_is_watched_all_the_same() {
    let mut world = World::new();
    world.server.environments = vec![1, 2];
    for id in 1..=2 {
        world
            .server
            .add(card(id), world.time, pack(id, "generating"));
    }
    world.pin(card(1));
    world.show(Shows::Overview);
    world.pass(5);
    world.hide(Shows::Overview);
    world.pass(5);
    let lines = |world: &World| [1, 2].map(|id| card_of(world, id).refresh);
    assert_eq!(lines(&world), [Refresh::Quiet, Refresh::PausedHidden]);
    world.quietly(false);
    assert_eq!(lines(&world), [Refresh::PausedHidden; 2]);
}

#[test]
fn what_ended_keeps_its_words_while_the_server_does_not_answer() {
    let mut world = World::new();
    world.server.add(card(1), world.time, pack(7, "ready"));
    world.pin(card(1));
    world.start(421, 600);
    world.pin(op(421));
    world.pass(60);
    world.server.refuse(world.time, None, Fault::Unreached);
    world.pass(600);
    world.show(Shows::Overview);
    world.pass(5);
    assert_eq!(card_of(&world, 1).refresh, Refresh::Settled);
    let view = world.view();
    let row = view.row(operation(421)).expect("pinned");
    assert!(
        matches!(row.refresh, Refresh::AsOf { at: Some(_), .. }),
        "{row:?}"
    );
}
