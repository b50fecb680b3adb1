//! Watches that the server holds: earlier answers for no request more, and plain ones where the way does not carry them.

use std::time::Duration;

use monitor_core::account::Health;
use monitor_core::attention::{Shows, Surface};
use monitor_core::cadence::Wish;
use monitor_core::inspection::Next;
use monitor_core::monitor::Scoped;
use monitor_core::{Cause, Fault, Input};
use proptest::prelude::*;

use crate::line::{Line, Outage, Proxy, START};
use monitor_sim::world::{LATENCY, World, completed, op, running, secs, stale, stamp, viewer};

/// Operation 421 is shown, and its watch has been held for some seconds.
fn held() -> World {
    let mut world = World::watching(&[421], 600);
    world.show(viewer(421));
    world.pass(15);
    world
}

/// Two operations are pinned, and no window is open any more.
fn holding(max_wait: u64, quiet_every: Duration) -> World {
    let mut world = World::watching(&[421, 422], 600);
    world.server.max_wait = secs(max_wait);
    world.settings.quiet_every = quiet_every;
    world.restart();
    // How long the server holds is known once it was asked who is signed in.
    world.show(Shows::Overview);
    world.pass(2);
    world.destroy(Shows::Overview);
    world
}

#[test]
fn a_change_is_told_when_it_is_written() {
    let mut world = held();
    let end = world.time + secs(2);
    world.plan(op(421), 2, completed("failed"));
    world.pass(3);
    assert_eq!(world.tellings(), [(end + LATENCY, vec![421])]);
}

#[test]
fn without_a_change_held_watches_leave_when_plain_ones_would() {
    let departures = |max_wait| {
        let mut world = World::new();
        world.server.max_wait = secs(max_wait);
        world.show(Shows::Overview);
        world.pass(2);
        world.start(421, 0);
        world.show(viewer(421));
        world.pin(op(421));
        world.pass(120);
        world.asked(0, op(421))
    };
    assert_eq!(departures(50), departures(0));
}

#[test]
fn after_an_early_answer_the_next_watch_leaves_when_the_plain_poll_would_have() {
    let mut world = held();
    let last = *world.asked(0, op(421)).last().expect("it was asked for");
    world.plan(op(421), 2, stale());
    let mark = world.mark();
    world.pass(30);
    let next = world.asked(mark, op(421)).first().copied();
    assert_eq!(next, Some(last + LATENCY + secs(10)));
}

#[test]
fn what_becomes_due_meanwhile_reissues_the_held_watch_once_with_all() {
    let mut world = World::watching(&[421, 422], 600);
    world.show(viewer(421));
    world.pass(15);
    let mark = world.mark();

    world.show(viewer(422));
    assert_eq!(world.asked(mark, op(421)), [world.time]);
    assert_eq!(world.asked(mark, op(422)), [world.time]);
    assert_eq!(world.sent[mark..].len(), 1);

    world.pass(1);
    world.refresh(Scoped::Target(op(421)));
    let reissued = &world.sent[mark + 1..];
    assert_eq!(reissued.len(), 1);
    assert_eq!(
        (reissued[0].cause, reissued[0].targets.as_slice()),
        (Cause::Refresh, [op(421), op(422)].as_slice())
    );
}

#[test]
fn suspending_drops_the_held_watch_at_once() {
    let ways: [fn(&mut World); 4] = [
        |world| world.hide(viewer(421)),
        |world| world.window(viewer(421), true, true),
        |world| world.destroy(viewer(421)),
        |world| world.unpin(op(421)),
    ];
    for (index, suspend) in ways.into_iter().enumerate() {
        let mut world = held();
        world.suspend_completely();
        assert_eq!(world.in_flight(), 1);
        let cancelled = world.cancelled.len();
        suspend(&mut world);
        assert_eq!(
            (world.in_flight(), world.cancelled.len() - cancelled),
            (0, 1),
            "way {index}"
        );
    }
}

#[test]
fn a_held_watch_goes_no_sooner_than_a_plain_one_would_have_been_answered() {
    let mut world = held();
    world.suspend_completely();
    let last = *world.asked(0, op(421)).last().expect("it was asked for");
    let left = last + LATENCY + secs(10);
    world.pass_exactly(left + LATENCY / 2 - world.time);
    assert_eq!(world.asked(0, op(421)).last(), Some(&left));
    let (mark, cancelled) = (world.mark(), world.cancelled.len());

    for modal in [true, false, true, false, true] {
        world.window(viewer(421), true, modal);
        assert_eq!((world.in_flight(), world.mark()), (1, mark));
    }
    world.pass_exactly(LATENCY);
    assert_eq!(
        (world.in_flight(), world.cancelled.len() - cancelled),
        (0, 1)
    );

    world.window(viewer(421), true, false);
    world.pass(30);
    let next = world.asked(mark, op(421)).first().copied();
    assert_eq!(next, Some(left + LATENCY + secs(10)));
}

#[test]
fn a_dialog_opened_and_closed_again_and_again_costs_no_more_than_plain_polls() {
    let requests = |max_wait| {
        let mut world = World::new();
        world.server.max_wait = secs(max_wait);
        world.suspend_completely();
        world.show(Shows::Overview);
        world.pass(2);
        world.hide(Shows::Overview);
        world.start(421, 5);
        world.show(viewer(421));
        world.pin(op(421));
        for turn in 0..80_u64 {
            world.window(viewer(421), true, turn % 2 == 0);
            world.pass(1 + turn % 4);
        }
        world.asked(0, op(421)).len()
    };
    let (held, plain) = (requests(50), requests(0));
    assert!(held <= plain, "{held} held, {plain} plain");
}

#[test]
fn a_long_interval_is_for_watches_that_are_not_held() {
    let departures = |max_wait| {
        let mut world = holding(max_wait, secs(600));
        let mark = world.mark();
        world.pass(1_200);
        world.count(mark, "quiet")
    };
    assert_eq!(departures(0), 2);
    assert!(
        (20..=26).contains(&departures(50)),
        "{} held",
        departures(50)
    );
}

#[test]
fn a_long_interval_is_kept_where_what_is_hidden_is_not_held_all_the_while() {
    // Held for a moment of it, and more than one request carries.
    for (max_wait, hidden) in [(7, 2), (50, 250)] {
        let ids: Vec<i64> = (1..=hidden).collect();
        let mut world = World::watching(&ids, 600);
        world.server.max_wait = secs(max_wait);
        world.show(Shows::Overview);
        world.pass(60);
        world.quiet_every(600);
        world.destroy(Shows::Overview);
        let mark = world.mark();
        world.pass(1_200);
        let departures = world.count(mark, "quiet");
        assert!((1..=3).contains(&departures), "{departures} of {hidden}");
    }
}

#[test]
fn a_proxy_that_cuts_the_quiet_watch_is_noticed_said_and_tried_again() {
    let mut line = Line::watching(7);
    line.proxy = Proxy::Cuts(secs(30), Fault::Unreached);
    line.pass(50);
    assert!(!line.view().plain_watches, "once may be chance");
    line.pass(150);
    assert!(line.view().plain_watches && !line.was_blind);

    let plain = line.since(START + secs(100));
    assert!(plain.iter().all(|sent| sent.wait.is_zero()), "{plain:?}");
    let gaps = plain.windows(2).map(|pair| pair[1].at - pair[0].at);
    assert!(gaps.clone().count() >= 2 && gaps.clone().all(|gap| gap == secs(30)));

    line.proxy = Proxy::Clear;
    line.pass(1_500);
    assert!(line.view().plain_watches, "it is not tried so soon");
    line.pass(900);
    assert!(!line.view().plain_watches && !line.was_blind);
}

#[test]
fn a_proxy_that_does_not_carry_a_foreground_watch_makes_it_plain_and_nothing_blind() {
    let trouble = Fault::Server { retry_after: None };
    let proxies = [
        Proxy::Cuts(secs(3), Fault::Unreached),
        Proxy::Cuts(secs(3), trouble),
        Proxy::Cuts(Duration::ZERO, Fault::Unreadable),
        Proxy::Swallows,
    ];
    for proxy in proxies {
        let mut line = Line::watching(7);
        line.show(viewer(421));
        line.proxy = proxy;
        line.pass(120);
        assert!(
            line.view().plain_watches && !line.was_blind,
            "behind {proxy:?}"
        );

        let from = line.time;
        line.pass(100);
        let plain = line.since(from);
        let gaps = plain.windows(2).map(|pair| pair[1].at - pair[0].at);
        assert!(gaps.clone().count() >= 8, "{plain:?}");
        assert!(
            gaps.clone().all(|gap| gap == secs(10) + LATENCY),
            "{plain:?}"
        );
        assert!(plain.iter().all(|sent| sent.wait.is_zero()), "{plain:?}");
    }
}

#[test]
fn a_hold_that_lasts_clears_the_way_again() {
    let mut line = Line::watching(7);
    for _ in 0..5 {
        line.proxy = Proxy::Cuts(secs(30), Fault::Unreached);
        line.pass(59);
        line.proxy = Proxy::Clear;
        line.pass(300);
        assert!(!line.view().plain_watches && !line.was_blind);
    }
}

#[test]
fn a_server_that_is_down_is_no_proxy() {
    for shown in [false, true] {
        let mut line = Line::watching(7);
        if shown {
            line.show(viewer(421));
        }
        line.pass(20);
        line.outage = Some(Outage {
            from: line.time,
            until: line.time + secs(300),
            fault: |_, _| Fault::Unreached,
            seed: 7,
        });
        // The plain watch that finds out may take its time.
        line.pass(6);
        assert_eq!(line.view().health, Health::Blind(Fault::Unreached));
        line.pass(500);
        assert_eq!(line.view().health, Health::Ok);
        assert!(!line.view().plain_watches);
    }
}

#[test]
fn a_hold_that_the_computer_slept_over_is_no_cut_and_is_asked_for_again_at_once() {
    let mut line = Line::watching(7);
    for _ in 0..4 {
        line.pass(35);
        line.wall_ahead += secs(3_600);
        line.fail_held();
        let last = line.sent.last().map(|sent| (sent.at, sent.wait));
        assert_eq!(last, Some((line.time, Duration::ZERO)));
    }
    line.pass(60);
    assert!(!line.view().plain_watches && !line.was_blind);
}

#[test]
fn what_no_client_waits_for_any_more_is_given_up_and_asked_for_again_at_once() {
    let mut line = Line::watching(7);
    for _ in 0..4 {
        line.pass(35);
        line.lose_held();
        // This computer's clocks go on while it sleeps.
        line.time += secs(3_600);
        line.pass(0);
        let last = line.sent.last().map(|sent| (sent.at, sent.wait));
        assert_eq!(last, Some((line.time, Duration::ZERO)));
    }
    line.pass(60);
    assert!(!line.view().plain_watches && !line.was_blind);
}

#[test]
fn after_a_cut_whoever_looks_is_not_kept_waiting() {
    let mut line = Line::watching(7);
    line.pass(20);
    line.fail_held();
    let cut = line.time;
    assert!(
        line.since(cut).is_empty(),
        "it would leave with all others'"
    );

    line.show(viewer(421));
    let asked = line.since(cut);
    assert_eq!(asked.len(), 1);
    assert_eq!(
        (asked[0].lane, asked[0].wait),
        ("foreground", Duration::ZERO)
    );
}

#[test]
fn after_a_cut_nobody_who_does_not_look_brings_the_plain_watch_forward() {
    let hidden = Surface {
        shows: viewer(421),
        visible: false,
        modal: false,
    };
    let label = || "window".to_owned();
    for input in [
        Input::Inspect(true),
        Input::Paused(None),
        Input::Window {
            label: label(),
            surface: hidden,
        },
        Input::WindowDestroyed { label: label() },
    ] {
        let mut line = Line::watching(7);
        line.show(viewer(421));
        line.pass(20);
        line.fail_held();
        let cut = line.time;

        line.input(input.clone());
        line.pass(0);
        assert_eq!(line.since(cut), [], "{input:?}");

        line.pass(6);
        let first = line.since(cut).first().map(|sent| sent.wait);
        assert_eq!(first, Some(Duration::ZERO), "{input:?}");
    }
}

#[test]
fn the_inspector_tells_when_the_plain_watch_after_a_cut_leaves() {
    let mut line = Line::watching(7);
    line.input(Input::Inspect(true));
    line.pass(20);
    line.fail_held();
    let cut = line.time;

    let quiet = line.view().inspection.map(|seen| seen.quiet.next);
    line.pass(6);

    let Some(Some(Next::At(told))) = quiet else {
        panic!("it is told to leave at some moment: {quiet:?}");
    };
    let left = line.since(cut)[0].at;
    assert!(left > cut);
    // The server's clock is told in milliseconds.
    let apart = told.millis() - stamp(left - LATENCY).millis();
    assert!(apart.abs() <= 1, "{apart} ms apart");
}

/// What a user does; what becomes of the operations is planned from the start.
#[derive(Clone, Copy, Debug)]
enum Step {
    Destroy(Shows),
    Pass(u64),
    Pin(i64),
    Refresh(Option<i64>),
    Unpin(i64),
    Window(Shows, bool),
}

fn shows() -> impl Strategy<Value = Shows> {
    prop_oneof![Just(Shows::Overview), (421..=424_i64).prop_map(viewer)]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..25_000_u64).prop_map(Step::Pass),
        3 => (421..=424_i64).prop_map(Step::Pin),
        4 => (shows(), any::<bool>()).prop_map(|(shows, visible)| Step::Window(shows, visible)),
        1 => shows().prop_map(Step::Destroy),
        1 => (421..=424_i64).prop_map(Step::Unpin),
        1 => prop::option::of(421..=424_i64).prop_map(Step::Refresh),
    ]
}

/// Four operations of four ages, each of which turns stale and fresh again and again until it ends.
fn world(max_wait: u64, ends: &[u64]) -> World {
    let mut world = World::new();
    world.server.max_wait = secs(max_wait);
    world.suspend_completely();
    for ((id, age), end) in (421..).zip([0, 5, 50, 600]).zip(ends) {
        world.start(id, age);
        let period = 7 + age % 4;
        for turn in 1..*end / period {
            let chapter = if turn % 2 == 0 { running() } else { stale() };
            world.plan(op(id), turn * period, chapter);
        }
        world.plan(op(id), *end, completed("succeeded"));
    }
    // How long the server holds is known once it was asked who is signed in.
    world.show(Shows::Overview);
    world.pass(2);
    world.hide(Shows::Overview);
    world
}

fn take(world: &mut World, step: Step) {
    match step {
        Step::Destroy(shows) => world.destroy(shows),
        Step::Pass(millis) => world.pass_exactly(Duration::from_millis(millis)),
        Step::Pin(id) => world.pin(op(id)),
        Step::Refresh(None) => world.refresh(Scoped::Everything),
        Step::Refresh(Some(id)) => world.refresh(Scoped::Target(op(id))),
        Step::Unpin(id) => world.unpin(op(id)),
        Step::Window(shows, visible) => world.window(shows, visible, false),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 256,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Counted in the foreground; what a user does falls between a plain poll's answer and the next one.
    #[test]
    fn holding_never_costs_a_request(
        steps in prop::collection::vec(step(), 1..40),
        ends in prop::collection::vec(1..600_u64, 4),
    ) {
        let (mut held, mut plain) = (world(50, &ends), world(0, &ends));
        for step in steps {
            take(&mut held, step);
            take(&mut plain, step);
            while plain.in_flight() > 0 {
                held.pass_exactly(LATENCY);
                plain.pass_exactly(LATENCY);
            }
            let (with, without) = (held.count(0, "foreground"), plain.count(0, "foreground"));
            prop_assert!(with <= without, "{} held, {} plain after {:?}", with, without, step);
        }
    }
}

#[test]
fn what_a_server_lets_go_early_and_wants_later_returns_at_another_moment_for_each_client() {
    let returns = |seed| {
        let mut world = World::seeded(seed);
        world.start(421, 600);
        world.pin(op(421));
        world.show(viewer(421));
        world.pass(15);
        world.server.wish = Wish::PollAfter(secs(40));
        // A change ends the watch before its time.
        world.plan(op(421), 2, stale());
        world.pass(3);
        let mark = world.mark();
        world.server.wish = Wish::Nothing;
        world.pass(100);
        world.sent[mark].at.as_secs()
    };
    let seconds: std::collections::BTreeSet<_> = (0..20).map(returns).collect();
    assert!(seconds.len() > 5, "{seconds:?}");
}
