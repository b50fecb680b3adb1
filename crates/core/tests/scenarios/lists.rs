//! The lists and the search: asked while someone looks, and not otherwise.

use monitor_core::attention::Shows;
use monitor_core::monitor::Scoped;
use monitor_core::view::{ListView, Refresh, SearchPhase};
use monitor_core::{Cause, Fault, Input, View};

use monitor_sim::world::{LATENCY, Night, World, completed, op, secs, stale};

#[test]
fn a_list_is_asked_every_ten_seconds_with_something_active_in_it_else_every_minute() {
    let mut world = World::new();
    world.start(421, 600);
    world.show(Shows::Overview);
    world.pass(60);
    let mark = world.mark();
    world.pass(600);
    // One list with something active in it, two without.
    let all = world.count(mark, "list");
    assert!((59 + 2 * 9..=60 + 2 * 10).contains(&all), "{all}");

    world.plan(op(421), 0, completed("succeeded"));
    world.pass(60);
    let mark = world.mark();
    world.pass(600);
    let all = world.count(mark, "list");
    assert!((3 * 9..=3 * 10).contains(&all), "{all}");

    world.hide(Shows::Overview);
    world.pass(1);
    let mark = world.mark();
    world.pass(3_600);
    assert_eq!(world.sent[mark..], []);
}

#[test]
fn a_list_says_what_it_knows_and_how_it_refreshes() {
    let mut world = World::new();
    world.start(421, 600);
    world.start(422, 600);
    world.plan(op(422), 0, stale());
    world.show(Shows::Overview);
    let view = world.view();
    assert_eq!(
        (view.active.known, view.active.refresh),
        (false, Refresh::Asking)
    );

    world.pass(5);

    let view = world.view();
    assert_eq!((view.active.total, view.attention.total), (2, 1));
    assert_eq!(view.active.refresh, Refresh::Every(secs(10)));
    assert!(view.active.rows.iter().all(|row| !row.pinned));
}

#[test]
fn what_ends_moves_at_once_from_the_active_ones_to_those_that_ended() {
    for pinned in [true, false] {
        let mut world = World::new();
        world.start(421, 600);
        if pinned {
            world.pin(op(421));
        }
        world.show(Shows::Overview);
        world.pass(5);
        assert!(ids(&world.view().recent).is_empty());
        world.plan(op(421), 3, completed("failed"));
        let mark = world.mark();

        // The watch and the active ones are asked for in five seconds, those that ended not for most of a minute.
        world.pass(8);

        let view = world.view();
        assert_eq!((ids(&view.active), ids(&view.recent)), (vec![], vec![421]));
        assert_eq!(view.recent.refresh, Refresh::Every(secs(60)));
        let ended = world.sent[mark..]
            .iter()
            .filter(|sent| sent.cause == Cause::Ended);
        assert_eq!(ended.count(), 1, "pinned: {pinned}");
    }
}

#[test]
fn what_newer_ones_push_off_the_page_of_active_ones_has_not_ended() {
    let mut world = World::new();
    world.server.page = 3;
    for id in 1..=3 {
        world.start(id, 600);
    }
    world.show(Shows::Overview);
    world.pass(5);
    let ended = |world: &World, mark: usize| {
        let sent = world.sent[mark..].iter();
        sent.filter(|sent| sent.cause == Cause::Ended).count()
    };
    let mark = world.mark();
    for id in 4..=9 {
        world.start(id, 0);
        world.pass(11);
    }
    assert_eq!(ids(&world.view().active), [9, 8, 7]);
    assert_eq!(ended(&world, mark), 0);

    world.plan(op(8), 1, completed("failed"));
    world.pass(12);

    let view = world.view();
    assert_eq!(
        (ids(&view.active), ids(&view.recent)),
        (vec![9, 7, 6], vec![8])
    );
    assert_eq!(ended(&world, mark), 1);
}

#[test]
fn what_ended_while_nobody_looked_is_asked_for_when_somebody_does() {
    let mut world = World::watching(&[421], 600);
    world.show(Shows::Overview);
    world.pass(5);
    world.hide(Shows::Overview);
    world.plan(op(421), 3, completed("succeeded"));
    world.pass(20);
    assert_eq!(world.told_ids(), [[421]]);
    let mark = world.mark();

    world.show(Shows::Overview);

    let mut sent = world.sent[mark..].iter();
    assert!(sent.any(|sent| sent.lane == "list" && sent.cause == Cause::Ended));
    world.pass(1);
    assert_eq!(ids(&world.view().recent), [421]);
}

/// Operation 421 is pinned and shown in the overview.
fn overview() -> World {
    let mut world = World::watching(&[421], 600);
    world.show(Shows::Overview);
    world.pass(60);
    world
}

/// The lists fail, and the watch is answered.
fn failing(fault: Fault) -> World {
    let mut world = overview();
    world.server.refuse(world.time, Some("list"), fault);
    world.pass(90);
    world
}

#[test]
fn lists_that_fail_while_the_watch_is_answered_are_asked_no_more_often_than_answered_ones() {
    for fault in [
        Fault::Unreached,
        Fault::Server { retry_after: None },
        Fault::Unreadable,
    ] {
        let mut world = failing(fault);
        let mark = world.mark();
        world.pass(600);
        let asked = world.count(mark, "list");
        // One list with something active in it, two without; and none is given up.
        assert!((3 * 7..=60 + 2 * 10).contains(&asked), "{fault:?}: {asked}");
        assert!(world.count(mark, "foreground") >= 30, "{fault:?}");
    }
}

#[test]
fn lists_that_failed_by_themselves_are_asked_at_once_where_back_offs_are_lifted() {
    let lifts: [fn(&mut World); 3] = [
        |world| world.refresh(Scoped::Everything),
        |world| world.input(Input::NetworkChanged),
        |world| {
            world.sleep(&Night {
                duration: secs(1),
                with_clock: false,
                tells: true,
            });
        },
    ];
    for (index, lift) in lifts.into_iter().enumerate() {
        let mut world = failing(Fault::Unreadable);
        world.server.recover();
        let mark = world.mark();
        lift(&mut world);
        // As long as the longest rest after a wake-up.
        world.pass(7);
        let asked = world.count(mark, "list");
        assert!(asked >= 3, "lift {index}: {asked}");
    }
}

#[test]
fn lists_are_asked_at_once_when_a_server_that_answered_nothing_is_back() {
    for fault in [Fault::Unreached, Fault::Server { retry_after: None }] {
        let mut world = overview();
        world.server.refuse(world.time, None, fault);
        world.pass(300);
        while world.in_flight() > 0 {
            world.pass_exactly(LATENCY);
        }
        world.server.recover();
        let mark = world.mark();
        world.pass(90);
        let probe = world.sent[mark].at;
        let soon = world.sent[mark..]
            .iter()
            .filter(|sent| sent.lane == "list" && sent.at <= probe + LATENCY);
        assert_eq!(soon.count(), 3, "{fault:?}");
    }
}

#[test]
fn a_second_search_cancels_the_first() {
    let mut world = World::new();
    for id in [420, 421, 77] {
        world.start(id, 600);
    }
    world.input(Input::Search("42".to_owned()));
    world.input(Input::Search(" 421 ".to_owned()));
    assert_eq!((world.count(0, "search"), world.cancelled.len()), (2, 1));

    world.pass(1);

    assert_eq!(
        found(&world.view()),
        Some(("421".to_owned(), SearchPhase::Found, vec![421]))
    );
    assert_eq!(world.next_deadline(), None);
}

#[test]
fn an_empty_search_ends_it() {
    let mut world = World::new();
    world.start(421, 600);
    world.input(Input::Search("42".to_owned()));
    world.input(Input::Search("  ".to_owned()));
    world.pass(60);
    assert_eq!((found(&world.view()), world.cancelled.len()), (None, 1));
}

#[test]
fn a_search_that_failed_says_so_and_can_be_made_again() {
    let mut world = World::new();
    world.start(421, 600);
    world
        .server
        .refuse(world.time, Some("search"), Fault::Unreached);
    world.input(Input::Search("42".to_owned()));
    world.pass(60);
    assert_eq!(
        found(&world.view()),
        Some(("42".to_owned(), SearchPhase::Failed, Vec::new()))
    );
    assert_eq!(world.count(0, "search"), 1);

    world.server.recover();
    world.input(Input::Search("42".to_owned()));
    world.pass(60);
    assert_eq!(
        found(&world.view()),
        Some(("42".to_owned(), SearchPhase::Found, vec![421]))
    );
}

fn ids(list: &ListView) -> Vec<i64> {
    list.rows.iter().map(|row| row.id.value()).collect()
}

fn found(view: &View) -> Option<(String, SearchPhase, Vec<i64>)> {
    let search = view.search.as_ref()?;
    let ids = search.rows.iter().map(|row| row.id.value()).collect();
    Some((search.text.clone(), search.phase, ids))
}

#[test]
fn a_search_that_is_under_way_on_the_old_network_is_made_on_the_new_one() {
    let mut world = World::watching(&[421], 600);
    world.show(Shows::Overview);
    world.pass(15);
    world.input(Input::Search("421".to_owned()));
    world.lose_flights();
    world.input(Input::NetworkChanged);
    world.pass(10);
    assert_eq!(
        found(&world.view()),
        Some(("421".to_owned(), SearchPhase::Found, vec![421]))
    );
}
