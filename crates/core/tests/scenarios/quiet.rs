//! The quiet watch: what a hidden app still asks, and what it does not.

use std::time::Duration;

use monitor_core::Cause;
use monitor_core::attention::Shows;
use monitor_core::cadence::Wish;

use monitor_sim::world::{LATENCY, World, completed, op, operation, secs, viewer};

/// When the quiet watches left since then.
fn departures(world: &World, mark: usize) -> Vec<Duration> {
    let quiet = world.sent[mark..]
        .iter()
        .filter(|sent| sent.lane == "quiet");
    quiet.map(|sent| sent.at).collect()
}

#[test]
fn an_end_while_hidden_is_noticed_at_once_and_once() {
    let mut world = World::watching(&[421, 422], 600);
    let end = world.time + secs(100);
    world.plan(op(421), 100, completed("failed"));
    let mark = world.mark();

    world.pass(600);

    assert_eq!(world.tellings(), [(end + LATENCY, vec![421])]);
    assert!(world.sent[mark..].iter().all(|sent| sent.lane == "quiet"));
    assert!(world.asked(mark, op(421)).iter().all(|at| *at <= end));
}

#[test]
fn the_end_of_the_last_one_ends_the_watch() {
    let mut world = World::watching(&[421], 600);
    world.plan(op(421), 100, completed("succeeded"));
    world.pass(200);
    let mark = world.mark();
    world.pass(86_400);
    assert_eq!(world.sent[mark..], []);
    assert_eq!(world.next_deadline(), None);
}

#[test]
fn fifty_hidden_operations_cost_at_most_two_requests_a_minute() {
    for holds in [50, 0, 7] {
        let ids: Vec<_> = (1..=50).collect();
        let mut world = World::watching(&ids, 600);
        world.server.max_wait = secs(holds);
        world.show(Shows::Overview);
        world.pass(30);
        world.hide(Shows::Overview);
        for id in &ids {
            let delay = u64::try_from(id * 13).expect("positive");
            world.plan(op(*id), delay, completed("succeeded"));
        }
        let mark = world.mark();

        world.pass(1_200);

        let departures = departures(&world, mark);
        let close = departures
            .windows(2)
            .find(|pair| pair[1] - pair[0] < secs(30));
        assert_eq!(close, None, "held for {holds} s");
        assert_eq!(world.sent[mark..].len(), departures.len());
        assert_eq!(world.told_ids().concat().len(), 50);
    }
}

#[test]
fn another_interval_holds_from_the_next_quiet_watch_on() {
    let mut world = World::watching(&[421], 600);
    world.server.max_wait = Duration::ZERO;
    world.show(Shows::Overview);
    world.pass(30);
    world.hide(Shows::Overview);
    for seconds in [120, 15] {
        world.quiet_every(seconds);
        // The one that leaves first may be of the interval before.
        world.pass(seconds);
        let mark = world.mark();
        world.pass(seconds * 10);

        let departures = departures(&world, mark);
        assert!(departures.len() >= 9, "{departures:?}");
        let wrong = departures.windows(2).find(|pair| {
            let gap = pair[1] - pair[0];
            gap < secs(seconds) || gap >= secs(seconds + 1)
        });
        assert_eq!(wrong, None, "every {seconds} s");
    }
}

#[test]
fn an_operation_under_a_modal_is_watched_quietly() {
    let mut world = World::watching(&[421], 600);
    world.show(viewer(421));
    world.pass(5);
    world.window(viewer(421), true, true);
    world.plan(op(421), 60, completed("cancelled"));
    world.pass(120);
    assert_eq!(world.told_ids(), [[421]]);
}

#[test]
fn suspended_completely_a_hidden_app_sends_nothing_until_a_window_is_shown() {
    let mut world = World::watching(&[421, 422, 423, 424], 600);
    world.plan(op(424), 5, completed("succeeded"));
    world.pass(60);
    world.told.clear();
    world.suspend_completely();
    world.plan(op(421), 100, completed("succeeded"));
    world.plan(op(422), 200, completed("failed"));
    let mark = world.mark();

    world.pass(3_600);
    assert_eq!((world.sent[mark..].len(), world.next_deadline()), (0, None));

    world.show(viewer(423));
    world.pass(5);

    let first = &world.sent[mark];
    assert_eq!((first.lane, first.cause), ("foreground", Cause::CatchUp));
    assert_eq!(first.targets, [op(421), op(422), op(423)]);
    assert_eq!(world.sent[mark..].len(), 1);
    // Worst first, in one digest.
    assert_eq!(world.told_ids(), [[422, 421]]);

    let mark = world.mark();
    world.hide(viewer(423));
    world.pass(3_600);
    assert_eq!((world.sent[mark..].len(), world.next_deadline()), (0, None));
}

#[test]
fn a_new_pin_is_asked_for_without_waiting_for_the_held_watch() {
    let mut world = World::watching(&[421], 600);
    world.pass(10);
    world.start(422, 600);
    let mark = world.mark();

    world.pin(op(422));
    world.pass(1);

    assert_eq!(
        world.asked(mark, op(422)).first(),
        Some(&(world.time - secs(1)))
    );
    assert!(
        world
            .view()
            .row(operation(422))
            .is_some_and(|row| row.ending().is_none())
    );
    let last = world
        .sent
        .last()
        .map(|sent| (sent.lane, sent.targets.clone()));
    assert_eq!(last, Some(("quiet", vec![op(421), op(422)])));
}

#[test]
fn more_hidden_operations_than_one_request_carries_are_all_watched_in_turn() {
    let ids: Vec<i64> = (1..=450).collect();
    let mut world = World::watching(&ids, 600);
    world.pass(120);
    let mark = world.mark();
    world.pass(120);

    for id in ids {
        assert!(
            !world.asked(mark, op(id)).is_empty(),
            "{id} was never asked for"
        );
    }
    let most = world.sent[mark..]
        .iter()
        .map(|sent| sent.targets.len())
        .max();
    assert!(most <= Some(200), "{most:?} targets in one request");
}

#[test]
fn a_server_that_wants_fewer_requests_gets_fewer_of_the_quiet_watch() {
    let mut world = World::watching(&[421], 600);
    world.server.max_wait = secs(0);
    world.server.wish = Wish::PollAfter(secs(100));
    world.pass(200);
    let mark = world.mark();
    world.pass(1_000);
    let departures = departures(&world, mark);
    let gaps = departures.windows(2).map(|pair| pair[1] - pair[0]);
    assert!(departures.len() >= 4, "{departures:?}");
    for gap in gaps {
        assert!((secs(100)..=secs(201)).contains(&gap), "{gap:?}");
    }
}
