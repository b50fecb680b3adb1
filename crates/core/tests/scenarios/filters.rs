//! The user's filters: what a list has no room for is asked for beside it, and nothing else is different for that.

use monitor_core::attention::Shows;
use monitor_core::filter::{Place, State};
use monitor_core::run::{Outcome, Status};
use monitor_core::view::{FilteredView, Row};
use monitor_core::{Cause, Fault, Input, ListFilter};

use monitor_sim::world::{World, completed, op};

#[test]
fn what_a_list_has_no_room_for_is_found_by_a_filter_and_the_list_stays_as_it_is() {
    let mut world = cut();
    let before = world.view();
    let mark = world.mark();

    world.input(Input::ListsFiltered(in_environment(1, "Environment 2")));
    world.pass(1);

    let view = world.view();
    assert_eq!(active(&world), (1, Some(2), true, vec![2, 1]));
    assert_eq!(ids(&view.active.rows), ids(&before.active.rows));
    assert_eq!(view.active.total, before.active.total);
    assert_eq!(view.summary, before.summary);
    // The other lists are here whole.
    assert_eq!(filters(&world, mark), 1);
    assert!(view.attention.filtered.is_none() && view.recent.filtered.is_none());
    assert!(view.rows().any(|row| row.id.value() == 1));
}

#[test]
fn a_filtered_list_is_asked_for_as_often_as_its_list_and_only_while_it_can_be_seen() {
    let mut world = cut();
    world.input(Input::ListsFiltered(in_environment(1, "Environment 2")));
    world.pass(1);
    let mark = world.mark();
    world.pass(60);
    let asked = filters(&world, mark);
    assert!((5..=7).contains(&asked), "{asked}");

    world.plan(op(2), 1, completed("succeeded"));
    world.pass(15);
    assert_eq!(active(&world), (1, Some(1), true, vec![1]));

    world.hide(Shows::Overview);
    world.pass(1);
    let mark = world.mark();
    world.input(Input::ListsFiltered(in_environment(2, "Environment 1")));
    world.pass(3_600);
    assert_eq!(world.sent[mark..], []);
}

#[test]
fn a_newer_choice_cancels_what_is_under_way_for_an_older_one() {
    let mut world = cut();
    world.input(Input::ListsFiltered(in_environment(1, "Environment 1")));
    let cancelled = world.cancelled.len();

    world.input(Input::ListsFiltered(in_environment(2, "Environment 2")));

    assert_eq!(world.cancelled.len(), cancelled + 1);
    assert!(world.view().active.filtered.is_none());
    world.pass(3);
    assert_eq!(active(&world), (2, Some(2), true, vec![2, 1]));
}

#[test]
fn many_choices_within_a_moment_are_two_requests_and_the_last_one_is_answered() {
    let mut world = cut();
    let mark = world.mark();
    for turn in 1..=10 {
        let environment = format!("Environment {}", 1 + turn % 2);
        world.input(Input::ListsFiltered(in_environment(turn, &environment)));
    }
    assert_eq!(filters(&world, mark), 1);
    world.pass(1);
    assert_eq!(filters(&world, mark), 1);

    world.input(Input::ListsFiltered(in_environment(11, "Environment 2")));
    world.pass(2);

    assert_eq!(filters(&world, mark), 2);
    assert_eq!(active(&world), (11, Some(2), true, vec![2, 1]));
}

#[test]
fn a_filtered_list_that_was_not_answered_is_asked_for_again_before_its_list_is_due() {
    let mut world = cut();
    world
        .server
        .refuse(world.time, Some("list"), Fault::Unreached);
    world.input(Input::ListsFiltered(in_environment(1, "Environment 2")));
    world.pass(1);
    assert!(world.view().active.filtered.is_none());
    world.server.recover();

    world.pass(3);

    assert_eq!(active(&world), (1, Some(2), true, vec![2, 1]));
}

#[test]
fn nothing_has_ended_because_a_filter_was_chosen_or_cleared() {
    let mut world = cut();
    let mark = world.mark();
    for turn in [1, 3, 5] {
        world.input(Input::ListsFiltered(in_environment(turn, "Environment 2")));
        world.pass(15);
        let everything = ListFilter {
            turn: turn + 1,
            ..ListFilter::default()
        };
        world.input(Input::ListsFiltered(everything));
        world.pass(15);
    }
    let sent = world.sent[mark..].iter();
    assert_eq!(sent.filter(|sent| sent.cause == Cause::Ended).count(), 0);
    assert!(world.view().active.filtered.is_none());
}

#[test]
fn where_nothing_can_match_the_server_is_not_asked() {
    let mut world = cut();
    let mark = world.mark();
    let ended = ListFilter {
        turn: 1,
        state: Some(State::Outcome(Outcome::Failed)),
        ..ListFilter::default()
    };
    world.input(Input::ListsFiltered(ended));
    world.pass(1);
    assert_eq!(active(&world), (1, Some(0), true, vec![]));
    assert_eq!(filters(&world, mark), 0);
}

#[test]
fn what_the_server_cannot_tell_apart_is_not_counted_and_keeps_what_is_here() {
    let mut world = cut();
    let wide = ListFilter {
        turn: 1,
        environment: Some(Place::WorkspaceWide),
        state: Some(State::Status(Status::Running)),
        ..ListFilter::default()
    };
    world.input(Input::ListsFiltered(wide));
    world.pass(1);
    assert_eq!(active(&world), (1, None, false, vec![9, 8, 7]));
}

#[test]
fn of_what_the_server_cannot_be_asked_at_all_nothing_is_asked() {
    let mut world = cut();
    let mark = world.mark();
    let wide = ListFilter {
        turn: 1,
        environment: Some(Place::WorkspaceWide),
        ..ListFilter::default()
    };
    world.input(Input::ListsFiltered(wide));
    world.pass(30);
    assert_eq!(filters(&world, mark), 0);
    assert!(world.view().active.filtered.is_none());
}

#[test]
fn a_filter_ends_with_its_overview() {
    let mut world = cut();
    world.input(Input::ListsFiltered(in_environment(1, "Environment 2")));
    world.pass(1);
    world.destroy(Shows::Overview);
    // As the window sent it while it was being closed.
    world.input(Input::ListsFiltered(in_environment(2, "Environment 2")));
    world.pass(1);
    let mark = world.mark();

    world.show(Shows::Overview);
    world.pass(60);

    assert_eq!(filters(&world, mark), 0);
    assert!(world.view().active.filtered.is_none());
}

#[test]
fn a_pinned_row_of_a_filtered_list_was_seen_before_and_its_end_is_news() {
    let mut world = cut();
    world.input(Input::ListsFiltered(in_environment(1, "Environment 2")));
    world.pass(1);
    world.pin(op(1));
    world.plan(op(1), 5, completed("failed"));
    world.pass(30);
    assert_eq!(world.told_ids(), [[1]]);
}

/// Nine active operations, the two oldest in an environment of their own, and room for three on a page.
fn cut() -> World {
    let mut world = World::new();
    world.server.page = 3;
    world.server.environments = vec![1, 2];
    for id in 1..=9 {
        let environment = if id <= 2 { 2 } else { 1 };
        world.start_in(environment, id);
        world.pass(1);
    }
    world.show(Shows::Overview);
    world.pass(5);
    assert_eq!(ids(&world.view().active.rows), [9, 8, 7]);
    world
}

fn in_environment(turn: u32, name: &str) -> ListFilter {
    ListFilter {
        turn,
        environment: Some(Place::Environment(name.to_owned())),
        ..ListFilter::default()
    }
}

/// Of which choice the active ones are, how many there are, whether nothing is missing, and which.
fn active(world: &World) -> (u32, Option<u64>, bool, Vec<i64>) {
    let view = world.view();
    let filtered = view.active.filtered.as_ref().expect("filtered");
    let FilteredView {
        turn,
        total,
        whole,
        rows,
    } = filtered;
    (*turn, *total, *whole, ids(rows))
}

fn ids(rows: &[Row]) -> Vec<i64> {
    rows.iter().map(|row| row.id.value()).collect()
}

fn filters(world: &World, mark: usize) -> usize {
    let sent = world.sent[mark..].iter();
    sent.filter(|sent| sent.cause == Cause::Filter).count()
}
