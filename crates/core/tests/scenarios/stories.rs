//! Random stories: what a user, a server and a computer may do in any order, and how it is played in a [`World`].
//! Deliberately absent: a review pack that comes back after it was deleted, and a number that is given twice.

mod packs;

use std::time::Duration;

use monitor_core::attention::Shows;
use monitor_core::cadence::Wish;
use monitor_core::monitor::Scoped;
use monitor_core::rules::{OperationRules, PackRules};
use monitor_core::run::Freshness;
use monitor_core::{Distrust, Fault, Input, Rules, Target};
use proptest::prelude::*;

use monitor_sim::world::{Chapter, Night, World, card, completed, op, operation, secs, viewer};
use packs::{Fate, Shelves};

#[derive(Clone, Debug)]
pub(crate) enum Step {
    Become {
        id: i64,
        delay: u64,
        chapter: Chapter,
    },
    Destroy(Shows),
    Details(i64),
    Environments(Vec<i64>),
    Jump(i64),
    Mute(Target, bool),
    /// What becomes of the latest pack of an environment.
    Pack {
        environment: i64,
        delay: u64,
        fate: Fate,
    },
    Pass(u64),
    Pause(Option<u64>),
    Pin(Target),
    Quiet(bool),
    Recover,
    Refresh(Scoped),
    Refuse(Option<&'static str>, Fault),
    /// The process ends, and another starts so many milliseconds later.
    Restart(u64),
    Rule(Rules),
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

/// Of everything, or mostly of one pinned review pack.
pub(crate) fn story() -> impl Strategy<Value = Vec<Step>> {
    let of_everything = prop::collection::vec(prop_oneof![users(), outside()], 1..60);
    prop_oneof![2 => of_everything, 1 => story_of_packs()]
}

/// It begins with a pin, and most of what follows concerns that pin.
pub(crate) fn story_of_packs() -> impl Strategy<Value = Vec<Step>> {
    let pinned = || Just(card(1));
    let entitled = prop::sample::select(vec![vec![1], vec![1, 2], vec![2]]);
    let step = prop_oneof![
        8 => packs::fate(Just(1)),
        8 => (0..90_000_u64).prop_map(Step::Pass),
        8 => pinned().prop_map(|pack| Step::Refresh(Scoped::Target(pack))),
        3 => any::<bool>().prop_map(overview),
        1 => entitled.prop_map(Step::Environments),
        1 => Just(Step::Refresh(Scoped::Everything)),
        1 => prop_oneof![2 => pinned().prop_map(Step::Pin), 1 => pinned().prop_map(Step::Unpin)],
        1 => (0..600_000_u64).prop_map(Step::Restart),
        1 => users(),
        1 => outside(),
    ];
    prop::collection::vec(step, 1..80).prop_map(|mut steps| {
        steps.insert(0, Step::Pin(card(1)));
        steps
    })
}

/// Operations 421 to 424, and the review packs of environments 1 and 2.
fn target() -> impl Strategy<Value = Target> {
    prop_oneof![4 => (421..=424_i64).prop_map(op), 1 => (1..=2_i64).prop_map(card)]
}

fn shows() -> impl Strategy<Value = Shows> {
    prop_oneof![Just(Shows::Overview), (421..=424_i64).prop_map(viewer)]
}

fn overview(visible: bool) -> Step {
    Step::Window {
        shows: Shows::Overview,
        visible,
        modal: false,
    }
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

fn becoming() -> impl Strategy<Value = Step> {
    let of_run = (421..=424_i64, 0..60_u64, run_chapter())
        .prop_map(|(id, delay, chapter)| Step::Become { id, delay, chapter });
    prop_oneof![3 => of_run, 1 => packs::fate(1..=2_i64)]
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
        Fault::Proxy {
            authentication: true,
        },
        Fault::Server { retry_after: None },
        Fault::Server { retry_after: pause },
        // Until the next restart: that is how one signs in again.
        Fault::SignedOut,
        Fault::Throttled { retry_after: None },
        Fault::Throttled { retry_after: pause },
        Fault::Unreached,
        Fault::Unreadable,
        Fault::Untrusted(Distrust::Expired),
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

fn rules() -> impl Strategy<Value = Rules> {
    (any::<[bool; 5]>(), any::<[bool; 3]>()).prop_map(|(operations, packs)| {
        let [succeeded, partially_succeeded, blocked, failed, cancelled] = operations;
        let [ready, failed_pack, expired] = packs;
        Rules {
            operations: OperationRules {
                succeeded,
                partially_succeeded,
                blocked,
                failed,
                cancelled,
            },
            packs: PackRules {
                ready,
                failed: failed_pack,
                expired,
            },
            ..Rules::default()
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
        1 => (target(), any::<bool>()).prop_map(|(target, on)| Step::Mute(target, on)),
        1 => rules().prop_map(Step::Rule),
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

pub(crate) fn play(steps: Vec<Step>) -> World {
    let mut world = World::new();
    let mut shelves = Shelves::default();
    for id in 421..=424 {
        world.start(id, 30);
    }
    for step in steps {
        take(&mut world, &mut shelves, step);
    }
    world
}

fn take(world: &mut World, shelves: &mut Shelves, step: Step) {
    match step {
        Step::Become { id, delay, chapter } => world.plan(op(id), delay, chapter),
        Step::Destroy(shows) => world.destroy(shows),
        Step::Details(id) => world.input(Input::Details(operation(id))),
        Step::Environments(listed) => world.server.environments = listed,
        Step::Jump(millis) => world.wall_error += millis,
        Step::Pack {
            environment,
            delay,
            fate,
        } => shelves.plan(world, environment, delay, fate),
        Step::Mute(target, on) => world.mute(target, on),
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
        Step::Rule(rules) => world.rule(rules),
        Step::Search(text) => world.input(Input::Search(text)),
        Step::Sleep(millis) => world.sleep(&Night {
            duration: Duration::from_millis(millis),
            with_clock: false,
            tells: millis % 2 == 0,
        }),
        Step::Unpin(target) => world.unpin(target),
        Step::Window {
            shows,
            visible,
            modal,
        } => world.window(shows, visible, modal),
        Step::Wish(wish) => world.server.wish = wish,
    }
}
