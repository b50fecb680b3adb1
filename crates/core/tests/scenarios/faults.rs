//! A server that does not answer, or refuses: what is known stays, what is not is said, and the server is left in peace.

use monitor_core::account::Health;
use monitor_core::attention::Shows;
use monitor_core::monitor::Scoped;
use monitor_core::view::{Known, Refresh, Worst};
use monitor_core::{Cause, Fault};

use monitor_sim::world::{Chapter, LATENCY, World, completed, op, operation, secs, viewer};

#[test]
fn a_server_that_is_down_is_no_state_of_what_is_watched() {
    let mut world = World::watching(&[421, 422], 600);
    world.plan(op(422), 5, completed("succeeded"));
    world.show(Shows::Overview);
    world.pass(30);
    let told = world.told.clone();

    world.server.refuse(world.time, None, Fault::Unreached);
    world.pass(120);

    let view = world.view();
    assert_eq!(
        (view.health, view.summary.worst),
        (Health::Blind(Fault::Unreached), Worst::Blind)
    );
    let row = view.row(operation(421)).expect("it is pinned");
    assert!(matches!(
        row.refresh,
        Refresh::AsOf {
            at: Some(_),
            fault: Fault::Unreached
        }
    ));
    assert!(matches!(&row.known, Known::Run(run) if run.ending().is_none()));
    let settled = view.row(operation(422)).map(|row| row.refresh);
    assert_eq!(settled, Some(Refresh::Settled));
    assert_eq!(world.told, told);
}

#[test]
fn a_server_that_is_down_gets_one_probe_at_a_time_and_is_found_again() {
    let mut world = World::watching(&[421, 422], 600);
    world.show(Shows::Overview);
    world.pass(30);
    world
        .server
        .refuse(world.time, None, Fault::Server { retry_after: None });
    world.pass(15);
    let mark = world.mark();
    world.plan(op(421), 10, completed("failed"));
    for _ in 0..6_000 {
        world.pass_exactly(LATENCY / 2);
        assert!(world.in_flight() <= 1);
    }
    let close = world.sent[mark..]
        .windows(2)
        .find(|pair| pair[1].at < pair[0].at + secs(1));
    assert_eq!((close, world.told.len()), (None, 0));

    world.server.recover();
    world.pass(65);

    assert_eq!(world.told_ids(), [[421]]);
    let view = world.view();
    assert_eq!(
        (view.health, view.summary.worst),
        (Health::Ok, Worst::Attention)
    );
}

#[test]
fn an_end_reached_while_hidden_and_blind_is_told_once() {
    let mut world = World::watching(&[421], 600);
    world
        .server
        .refuse(world.time + secs(10), None, Fault::Unreadable);
    world.plan(op(421), 60, completed("failed"));
    world.pass(300);
    assert_eq!(world.told, []);
    world.server.recover();
    world.pass(300);
    assert_eq!(world.told_ids(), [[421]]);
}

#[test]
fn retry_after_is_never_early_whatever_else_was_under_way() {
    let mut world = World::watching(&[421], 600);
    world.show(Shows::Overview);
    world.pass(30);
    let fault = Fault::Throttled {
        retry_after: Some(secs(90)),
    };
    world.server.refuse(world.time, Some("foreground"), fault);
    // Everything leaves at once; the lists are answered after the watch was refused.
    world.refresh(Scoped::Everything);
    let until = world.time + LATENCY + secs(90);
    let mark = world.mark();

    world.pass(10);
    world.server.recover();
    world.refresh(Scoped::Everything);
    world.pass(170);

    assert_eq!(
        world.sent[mark..].iter().map(|sent| sent.at).min(),
        Some(until)
    );
    assert_eq!(world.view().health, Health::Ok);
}

#[test]
fn signed_out_asks_nothing_more() {
    for visible in [true, false] {
        let mut world = World::watching(&[421], 600);
        world.window(Shows::Overview, visible, false);
        world.pass(30);
        world.server.refuse(world.time, None, Fault::SignedOut);
        world.pass(60);
        let mark = world.mark();

        world.refresh(Scoped::Everything);
        world.hide(Shows::Overview);
        world.show(viewer(421));
        world.pass(3_600);

        assert_eq!((world.sent[mark..].len(), world.next_deadline()), (0, None));
        assert_eq!(world.view().health, Health::Blind(Fault::SignedOut));
    }
}

#[test]
fn gone_from_a_listed_environment_keeps_its_history() {
    let mut world = World::watching(&[421], 600);
    world.plan(op(421), 30, Chapter::Gone);
    let mark = world.mark();
    world.pass(600);

    let asked = world.sent[mark..]
        .iter()
        .filter(|sent| sent.lane == "account");
    assert_eq!(
        asked.map(|sent| sent.cause).collect::<Vec<_>>(),
        [Cause::Gone]
    );
    assert_eq!(
        world
            .view()
            .row(operation(421))
            .map(|row| row.known.clone()),
        Some(Known::Gone)
    );
    assert_eq!((world.ledger().erased.len(), world.told.len()), (0, 0));
    assert_eq!(world.next_deadline(), None);
}

#[test]
fn what_was_out_of_sight_when_it_ended_is_told_as_soon_as_it_is_seen_again() {
    for out_of_sight in [Chapter::Gone, Chapter::Forbidden] {
        let mut world = World::watching(&[421], 600);
        world.plan(op(421), 30, out_of_sight);
        world.plan(op(421), 300, completed("failed"));
        world.pass(400);
        assert_eq!(world.told, []);

        world.refresh(Scoped::Everything);
        world.pass(60);
        assert_eq!(world.told_ids(), [[421]]);
    }
}

#[test]
fn gone_with_its_environment_every_name_is_erased() {
    let mut world = World::watching(&[421], 600);
    world.plan(op(421), 30, Chapter::Gone);
    world.server.environments.clear();
    world.pass(600);

    assert_eq!(world.count(0, "account"), 1);
    assert_eq!(world.ledger().erased, [op(421)]);
    assert_eq!(world.ledger().pins()[0].seen, None);
    let shown = format!("{:?}", world.view());
    assert!(!shown.contains("Environment 1"), "{shown}");
}

#[test]
fn what_is_erased_is_not_told_at_the_end_of_a_pause() {
    let mut world = World::watching(&[421], 600);
    world.pause(Some(3_600));
    world.plan(op(421), 30, completed("failed"));
    world.pass(60);
    world.plan(op(421), 0, Chapter::Gone);
    world.server.environments.clear();
    world.refresh(Scoped::Target(op(421)));
    world.pass(7_200);
    assert_eq!(
        (world.ledger().erased.as_slice(), world.told.len()),
        ([op(421)].as_slice(), 0)
    );
}

#[test]
fn forbidden_is_not_gone() {
    let mut world = World::watching(&[421], 600);
    world.plan(op(421), 30, Chapter::Forbidden);
    world.pass(600);
    assert_eq!((world.count(0, "account"), world.told.len()), (0, 0));
    assert_eq!(world.next_deadline(), None);
}
