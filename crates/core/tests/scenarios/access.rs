//! Names go with the access to them also where nothing pinned is asked for any more; and what that costs.

use std::time::Duration;

use monitor_core::attention::Shows;
use monitor_core::monitor::Scoped;
use monitor_core::view::{Known, PackState};
use monitor_core::{Fault, cadence};

use monitor_sim::world::{
    Chapter, LATENCY, Night, World, card, completed, op, operation, pack, secs,
};

const HOUR: u64 = 3_600;
/// Every operation here is of environment 1, where nothing else is said.
const PLACE: &str = "Environment 1";

/// Operation 421 is pinned and has failed, in an overview that is open.
fn ended() -> World {
    let mut world = World::watching(&[421], 600);
    world.plan(op(421), 5, completed("failed"));
    world.show(Shows::Overview);
    world.pass(60);
    assert!(names(&world));
    world
}

/// Whether any surface names the place.
fn names(world: &World) -> bool {
    format!("{:?}", world.view()).contains(PLACE)
}

/// When the user's scope was asked since then, each with another request of this lane.
fn asked_beside(world: &World, mark: usize, lane: &str) -> Vec<Duration> {
    let sent = &world.sent[mark..];
    let asked = sent.iter().filter(|sent| sent.lane == "account");
    for scope in asked.clone() {
        let mut others = sent.iter().filter(|other| other.at == scope.at);
        assert!(others.any(|other| other.lane == lane), "{scope:?}");
    }
    asked.map(|sent| sent.at).collect()
}

fn gaps(moments: &[Duration]) -> impl Iterator<Item = Duration> {
    moments.windows(2).map(|pair| pair[1] - pair[0])
}

#[test]
fn what_ended_loses_its_names_with_its_place_while_somebody_looks() {
    let mut world = ended();
    assert_eq!(world.view().summary.attention, 1);
    world.server.entitle(Vec::new(), world.time);
    let mark = world.mark();
    world.pass((cadence::SCOPE_SEEN + cadence::LIST_IDLE).as_secs());

    assert!(world.asked(mark, op(421)).is_empty());
    assert_eq!(world.ledger().erased, [op(421)]);
    assert_eq!(world.ledger().pins()[0].seen, None);
    let view = world.view();
    let known = view.row(operation(421)).map(|row| &row.known);
    assert_eq!((known, view.summary.attention), (Some(&Known::Gone), 0));
    assert!(!names(&world));
}

#[test]
fn what_ended_loses_its_names_with_its_place_while_another_is_watched_and_no_window_was_ever_open()
{
    let mut world = World::new();
    world.server.environments = vec![1, 2];
    for (environment, id) in [(1, 421), (2, 422)] {
        world.start_in(environment, id);
        world.pin(op(id));
    }
    world.plan(op(421), 5, completed("failed"));
    world.pass(60);
    world.server.entitle(vec![2], world.time);
    world.pass(cadence::SCOPE_QUIET.as_secs() - 70);
    assert!(world.ledger().erased.is_empty() && names(&world));

    world.pass(10 + cadence::HOLD.as_secs() + 2);

    assert_eq!(world.ledger().erased, [op(421)]);
    assert!(!names(&world));
    let view = world.view();
    let row = view.row(operation(422)).expect("it is pinned");
    assert!(matches!(row.known, Known::Run(_)));
}

#[test]
fn with_the_overview_open_the_scope_is_asked_every_five_minutes_and_only_beside_a_list() {
    let mut world = World::watching(&[421], 600);
    world.show(Shows::Overview);
    world.pass(60);
    let mark = world.mark();
    world.pass(HOUR);

    let asked = asked_beside(&world, mark, "list");
    assert!((11..=12).contains(&asked.len()), "{asked:?}");
    let most = cadence::SCOPE_SEEN + cadence::LIST_ACTIVE + secs(1);
    let wrong = gaps(&asked).find(|gap| !(cadence::SCOPE_SEEN..most).contains(gap));
    assert_eq!(wrong, None);
}

#[test]
fn while_hidden_the_scope_is_asked_every_quarter_of_an_hour_and_only_beside_the_quiet_watch() {
    let mut world = World::watching(&[421], 600);
    world.pass(HOUR);

    let asked = asked_beside(&world, 0, "quiet");
    assert!((3..=4).contains(&asked.len()), "{asked:?}");
    let most = cadence::SCOPE_QUIET + cadence::HOLD + secs(1);
    let wrong = gaps(&asked).find(|gap| !(cadence::SCOPE_QUIET..most).contains(gap));
    assert_eq!(wrong, None);
}

#[test]
fn with_everything_ended_and_nobody_looking_the_scope_is_not_asked_and_then_with_the_lists() {
    let mut world = ended();
    world.hide(Shows::Overview);
    world.pass(1);
    let mark = world.mark();
    world.pass(24 * HOUR);
    assert_eq!(world.sent[mark..], []);
    assert_eq!(world.next_deadline(), None);

    world.show(Shows::Overview);
    assert_eq!(asked_beside(&world, mark, "list"), [world.time]);
}

#[test]
fn two_refreshes_and_a_scope_that_is_old_are_one_request() {
    let mut world = ended();
    world.hide(Shows::Overview);
    world.pass(HOUR);
    let mark = world.mark();
    world.show(Shows::Overview);
    world.refresh(Scoped::Everything);
    world.refresh(Scoped::Everything);
    world.pass(60);
    assert_eq!(world.count(mark, "account"), 1);
}

#[test]
fn a_scope_that_is_not_answered_takes_no_name_and_is_asked_again_with_a_list_a_minute_later() {
    let mut world = ended();
    let fault = Fault::Server { retry_after: None };
    world.server.refuse(world.time, Some("account"), fault);
    world.server.entitle(Vec::new(), world.time);
    let mark = world.mark();
    world.pass(900);
    let asked = asked_beside(&world, mark, "list");
    assert!(asked.len() >= 5, "{asked:?}");
    assert_eq!(gaps(&asked).find(|gap| *gap < cadence::LIST_IDLE), None);
    assert!(world.ledger().erased.is_empty());
    assert!(names(&world));

    world.server.recover();
    world.pass(2 * cadence::LIST_IDLE.as_secs() + 5);
    assert_eq!(world.ledger().erased, [op(421)]);
    assert!(!names(&world));
}

#[test]
fn a_scope_that_left_before_something_was_found_gone_is_asked_once_more() {
    let mut world = World::watching(&[421], 600);
    world.show(Shows::Overview);
    world.pass(61);
    world.plan(op(421), 0, Chapter::Gone);
    let mark = world.mark();
    world.refresh(Scoped::Everything);
    world.delay("account", secs(1));
    world.pass_exactly(LATENCY);
    assert_eq!(world.asked(mark, op(421)).len(), 1);
    assert_eq!(world.count(mark, "account"), 1);

    world.pass_exactly(secs(1));
    world.server.entitle(Vec::new(), world.time);
    world.pass(1);

    assert_eq!(world.ledger().erased, [op(421)]);
    assert!(!names(&world));
    assert_eq!(world.count(mark, "account"), 2);
}

#[test]
fn after_a_sleep_of_hours_the_scope_is_asked_with_the_lists_whichever_clock_slept() {
    for with_clock in [true, false] {
        for (slept, expected) in [(8 * HOUR, 1), (60, 0)] {
            let mut world = ended();
            let mark = world.mark();
            world.sleep(&Night {
                duration: secs(slept),
                with_clock,
                tells: true,
            });
            world.pass(70);
            let asked = asked_beside(&world, mark, "list");
            assert_eq!(asked.len(), expected, "{slept} s, {with_clock}: {asked:?}");
        }
    }
}

#[test]
fn a_notice_that_nobody_took_is_not_told_again_where_access_was_lost_meanwhile() {
    for loses in [false, true] {
        let mut world = World::watching(&[421], 600);
        world.show(Shows::Overview);
        world.pass(10);
        world.plan(op(421), 5, completed("failed"));
        world.daemon_silent = true;
        world.pass(60);
        assert_eq!(world.told_ids(), [[421]]);
        if loses {
            world.server.entitle(Vec::new(), world.time);
        }
        world.pass((cadence::SCOPE_SEEN + cadence::LIST_IDLE).as_secs());
        world.refuse_last_notice();
        world.pass(300);
        assert_eq!(
            world.told_ids().len(),
            usize::from(!loses),
            "loses: {loses}"
        );
    }
}

#[test]
fn lists_that_are_not_answered_yet_lose_their_names_with_the_scope_alone() {
    let mut world = World::new();
    for id in 1..=3 {
        world.start(id, 600);
    }
    world.show(Shows::Overview);
    world.pass(30);
    assert_eq!(world.view().active.rows.len(), 3);
    world.server.entitle(Vec::new(), world.time);
    world.refresh(Scoped::Everything);
    world.delay("list", secs(20));
    world.pass(2);
    assert!(!names(&world) && world.view().active.rows.is_empty());
}

#[test]
fn a_card_whose_place_comes_back_is_asked_for_anew_and_once() {
    let mut world = World::new();
    world.server.environments = vec![1, 2];
    world.server.add(card(2), world.time, pack(7, "ready"));
    world.show(Shows::Overview);
    world.pass(30);
    world.server.entitle(vec![1], world.time);
    world.refresh(Scoped::Everything);
    world.pass(60);
    assert_eq!(world.view().packs.len(), 1);

    let mark = world.mark();
    world.server.entitle(vec![1, 2], world.time);
    world.refresh(Scoped::Everything);
    world.pass(60);
    assert_eq!(world.view().packs.len(), 2);
    assert_eq!(world.asked(mark, card(2)).len(), 1);
    let known = world.view().packs.into_iter().map(|card| card.state);
    let known = known.filter(|state| matches!(state, PackState::Known(_)));
    assert_eq!(known.count(), 1);
}
