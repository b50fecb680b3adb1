//! What holds whatever happens: random windows, pins, answers, faults, pauses, restarts and stretches of time. [`World`]
//! itself checks at every step that no lane carries two requests, that no target is asked for twice at once, that no
//! deadline lies in the past, and that draining ends. A process that dies halfway through its effects is in `restart.rs`.

use std::collections::BTreeSet;
use std::time::Duration;

use monitor_core::attention::{Attention, Shows, Suspension};
use monitor_core::cadence::{Kind, Phase, Wish};
use monitor_core::monitor::Scoped;
use monitor_core::poller::{Facts, Standing};
use monitor_core::run::Freshness;
use monitor_core::{Cause, Fault, Input, Moment, Poller, Target};
use proptest::prelude::*;

use crate::world::{Chapter, World, card, completed, key, op, operation, secs, viewer};

#[derive(Clone, Debug)]
enum Step {
    Become {
        target: Target,
        delay: u64,
        chapter: Chapter,
    },
    Destroy(Shows),
    Details(i64),
    Environments(Vec<i64>),
    Jump(i64),
    Pass(u64),
    Pause(Option<u64>),
    Pin(Target),
    Quiet(bool),
    Recover,
    Refresh(Scoped),
    Refuse(Option<&'static str>, Fault),
    /// The process ends, and another starts so many milliseconds later.
    Restart(u64),
    Search(String),
    Sleep(u64),
    Unpin(Target),
    Window {
        shows: Shows,
        visible: bool,
        modal: bool,
    },
    Wish(Wish),
}

/// Operations 421 to 424, and the review packs of environments 1 and 2.
fn target() -> impl Strategy<Value = Target> {
    prop_oneof![4 => (421..=424_i64).prop_map(op), 1 => (1..=2_i64).prop_map(card)]
}

fn shows() -> impl Strategy<Value = Shows> {
    prop_oneof![Just(Shows::Overview), (421..=424_i64).prop_map(viewer)]
}

fn run_chapter() -> impl Strategy<Value = Chapter> {
    let words = prop::sample::select(vec![
        ("queued", "pending"),
        ("running", "pending"),
        ("paused", "succeeded"),
        ("failed", "pending"),
    ]);
    let active = words.prop_map(|(status, outcome)| Chapter::Run {
        status,
        outcome,
        freshness: Freshness::FreshActive,
    });
    let outcomes = vec!["succeeded", "failed", "partial", "blocked", "glorious"];
    let ended = prop::sample::select(outcomes).prop_map(completed);
    prop_oneof![4 => active, 4 => ended, 1 => Just(Chapter::Gone), 1 => Just(Chapter::Forbidden)]
}

fn pack_chapter() -> impl Strategy<Value = Chapter> {
    let words = vec![
        "queued",
        "generating",
        "ready",
        "failed",
        "expired",
        "archived",
    ];
    let made = (
        1..4_i64,
        prop::sample::select(words),
        prop::option::of(0..20_000_u64),
    )
        .prop_map(|(id, status, expires)| Chapter::Pack {
            id,
            status,
            expires: expires.map(secs),
        });
    prop_oneof![6 => made, 1 => Just(Chapter::NoPack), 1 => Just(Chapter::Gone)]
}

fn becoming() -> impl Strategy<Value = Step> {
    let of_run =
        (421..=424_i64, 0..60_u64, run_chapter()).prop_map(|(id, delay, chapter)| Step::Become {
            target: op(id),
            delay,
            chapter,
        });
    let of_pack =
        (1..=2_i64, 0..60_u64, pack_chapter()).prop_map(|(id, delay, chapter)| Step::Become {
            target: card(id),
            delay,
            chapter,
        });
    prop_oneof![3 => of_run, 1 => of_pack]
}

fn refusing() -> impl Strategy<Value = Step> {
    let lanes = vec![
        None,
        Some("foreground"),
        Some("quiet"),
        Some("list"),
        Some("account"),
    ];
    let pause = Some(secs(90));
    let faults = vec![
        Fault::Forbidden,
        Fault::Gone,
        Fault::Offline,
        Fault::Server { retry_after: None },
        Fault::Server { retry_after: pause },
        // Until the next restart: that is how one signs in again.
        Fault::SignedOut,
        Fault::Throttled { retry_after: None },
        Fault::Throttled { retry_after: pause },
        Fault::Unreadable,
    ];
    (prop::sample::select(lanes), prop::sample::select(faults))
        .prop_map(|(lane, fault)| Step::Refuse(lane, fault))
}

fn window() -> impl Strategy<Value = Step> {
    (shows(), any::<bool>(), prop::bool::weighted(0.2)).prop_map(|(shows, visible, modal)| {
        Step::Window {
            shows,
            visible,
            modal,
        }
    })
}

fn users() -> impl Strategy<Value = Step> {
    let scoped = prop_oneof![Just(Scoped::Everything), target().prop_map(Scoped::Target)];
    let text = prop::sample::select(vec!["", "4", "42", "421"]);
    prop_oneof![
        4 => target().prop_map(Step::Pin),
        1 => target().prop_map(Step::Unpin),
        4 => window(),
        1 => shows().prop_map(Step::Destroy),
        1 => scoped.prop_map(Step::Refresh),
        1 => text.prop_map(|text| Step::Search(text.to_owned())),
        1 => (421..=424_i64).prop_map(Step::Details),
        1 => prop::option::of(0..300_u64).prop_map(Step::Pause),
        1 => any::<bool>().prop_map(Step::Quiet),
    ]
}

fn outside() -> impl Strategy<Value = Step> {
    let wishes = vec![Wish::Nothing, Wish::PollAfter(secs(40))];
    let environments = prop::sample::select(vec![vec![], vec![1], vec![1, 2], vec![2]]);
    prop_oneof![
        8 => (0..90_000_u64).prop_map(Step::Pass),
        1 => (0..400_000_u64).prop_map(Step::Sleep),
        1 => (-9_000_000..9_000_000_i64).prop_map(Step::Jump),
        1 => (0..600_000_u64).prop_map(Step::Restart),
        6 => becoming(),
        2 => refusing(),
        2 => Just(Step::Recover),
        1 => environments.prop_map(Step::Environments),
        1 => prop::sample::select(wishes).prop_map(Step::Wish),
    ]
}

fn story() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(prop_oneof![users(), outside()], 1..60)
}

fn play(steps: Vec<Step>) -> World {
    let mut world = World::new();
    for id in 421..=424 {
        world.start(id, 30);
    }
    for step in steps {
        take(&mut world, step);
    }
    world
}

fn take(world: &mut World, step: Step) {
    match step {
        Step::Become {
            target,
            delay,
            chapter,
        } => world.plan(target, delay, chapter),
        Step::Destroy(shows) => world.destroy(shows),
        Step::Details(id) => world.input(Input::Details(operation(id))),
        Step::Environments(listed) => world.server.environments = listed,
        Step::Jump(millis) => world.wall_error += millis,
        Step::Pass(millis) => world.pass_exactly(Duration::from_millis(millis)),
        Step::Pause(seconds) => world.pause(seconds),
        Step::Pin(target) => world.pin(target),
        Step::Quiet(quiet) => world.quietly(quiet),
        Step::Recover => world.server.recover(),
        Step::Refresh(scoped) => world.refresh(scoped),
        Step::Refuse(lane, fault) => world.server.refuse(world.time, lane, fault),
        Step::Restart(millis) => {
            world.kill_after(0);
            world.pass_exactly(Duration::from_millis(millis));
            world.restart();
        }
        Step::Search(text) => world.input(Input::Search(text)),
        Step::Sleep(millis) => world.sleep(Duration::from_millis(millis)),
        Step::Unpin(target) => world.unpin(target),
        Step::Window {
            shows,
            visible,
            modal,
        } => world.window(shows, visible, modal),
        Step::Wish(wish) => world.server.wish = wish,
    }
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn every_end_that_was_seen_is_told_exactly_once(steps in story()) {
        let mut world = play(steps);
        world.server.recover();
        world.pause(None);
        world.pass(5);

        let told: Vec<_> = world.told.iter().flat_map(|told| &told.notice.ended).map(key).collect();
        let once: BTreeSet<_> = told.iter().copied().collect();
        prop_assert_eq!(told.len(), once.len(), "told twice: {:?}", told);
        let of_operations: BTreeSet<_> =
            once.into_iter().filter(|(target, ..)| matches!(target, Target::Operation(_))).collect();
        prop_assert_eq!(of_operations, world.oracle.expected);
        prop_assert_eq!(world.ledger.untold(), vec![]);
    }

    #[test]
    fn suspended_completely_it_comes_to_rest(steps in story()) {
        let mut world = play(steps);
        world.server.recover();
        world.pause(None);
        world.input(Input::Search(String::new()));
        world.suspend_completely();
        for shows in [Shows::Overview, viewer(421), viewer(422), viewer(423), viewer(424)] {
            world.destroy(shows);
        }
        world.pass(400);
        let mark = world.mark();

        prop_assert_eq!(world.next_deadline(), None);
        world.pass(86_400);
        prop_assert_eq!(world.sent.len(), mark);
    }
}

/// What can happen to a poller, except being asked for although suspended.
#[derive(Clone, Copy, Debug)]
enum Touch {
    Answer(Phase, u64),
    Attention(Attention),
    FirstSight,
    Refresh,
    Request,
    Send,
    Unanswered,
}

fn touch() -> impl Strategy<Value = Touch> {
    let phases = vec![
        Phase::Absent,
        Phase::Active,
        Phase::Idle,
        Phase::Terminal,
        Phase::Unseen,
    ];
    let attentions = vec![
        Attention::Foreground,
        Attention::Suspended(Suspension::ModalOpen),
        Attention::Suspended(Suspension::WindowHidden),
    ];
    prop_oneof![
        (prop::sample::select(phases), 0..100_u64)
            .prop_map(|(phase, age)| Touch::Answer(phase, age)),
        prop::sample::select(attentions).prop_map(Touch::Attention),
        Just(Touch::FirstSight),
        Just(Touch::Refresh),
        Just(Touch::Request),
        Just(Touch::Send),
        Just(Touch::Unanswered),
    ]
}

fn apply(poller: &mut Poller, touch: Touch, now: Moment) {
    match touch {
        Touch::Answer(phase, age) => {
            poller.handle_answer(
                Facts {
                    phase,
                    age: secs(age),
                    wish: Wish::Nothing,
                },
                now,
            );
        }
        Touch::Attention(attention) => poller.handle_attention(attention),
        Touch::FirstSight => poller.handle_first_sight(now),
        Touch::Refresh => poller.handle_refresh(now),
        Touch::Request => poller.handle_request(Cause::Interval, now),
        Touch::Send => {
            if poller.poll_due(now, false).is_some() {
                poller.handle_sent();
            }
        }
        Touch::Unanswered => poller.handle_unanswered(),
    }
}

proptest! {
    #![proptest_config(cases(1024))]

    #[test]
    fn nothing_suspended_settled_idle_or_in_flight_has_a_deadline(
        kind in prop::sample::select(vec![Kind::List, Kind::Operation, Kind::ReviewPack]),
        touches in prop::collection::vec((touch(), 0..30_u64), 1..40),
    ) {
        let mut poller = Poller::new(kind);
        let mut now = Moment::default();
        for (touch, later) in touches {
            now = now.after(secs(later));
            apply(&mut poller, touch, now);
            match poller.standing() {
                Standing::Idle | Standing::InFlight | Standing::Settled | Standing::Suspended(_) => {
                    prop_assert_eq!(poller.poll_timeout(), None, "after {:?}", touch);
                    prop_assert_eq!(poller.poll_due(now.after(secs(86_400)), true), None);
                }
                Standing::Due => {
                    prop_assert!(poller.poll_timeout().is_some_and(|due| due <= now));
                }
                Standing::Waiting => {}
            }
        }
    }
}
