//! What holds whatever happens: random windows, pins, answers, faults, pauses, restarts and stretches of time. The world
//! itself checks at every step that no lane carries two requests, that no target is asked for twice at once, that no
//! deadline lies in the past, and that draining ends. A process that dies halfway through its effects is in `restart.rs`.

use std::collections::{BTreeMap, BTreeSet};

use monitor_core::attention::{Attention, Shows, Suspension};
use monitor_core::cadence::{Kind, Phase, Wish};
use monitor_core::poller::{Facts, Standing};
use monitor_core::{Cause, Input, Moment, Poller};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::stories::{play, story, story_of_packs};
use monitor_sim::world::{Turn, key, secs, viewer};

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(384))]

    #[test]
    fn every_end_that_was_seen_is_told_exactly_once_or_silenced(steps in story()) {
        let mut world = play(steps);
        world.server.recover();
        world.pause(None);
        // Longer than the longest pause of a server and its spread, after which what was answered first waits for the rest.
        world.pass(300);
        world.pass_grouping();

        let told: Vec<_> = world.told.iter().flat_map(|told| &told.notice.ended).map(key).collect();
        let once: BTreeSet<_> = told.iter().copied().collect();
        prop_assert_eq!(told.len(), once.len(), "told twice: {:?}", told);
        let silenced: BTreeSet<_> = world.ledger().silenced().into_iter().map(|(end, _)| end).collect();
        prop_assert!(once.is_disjoint(&silenced), "told although silenced: {:?}", silenced);
        let settled = &world.settled() - &world.oracle.doubtful;
        prop_assert_eq!(&settled, &world.oracle.expected);
        prop_assert_eq!(world.ledger().untold(), vec![]);
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

/// What is never reached is never judged. The stories are the same ones every time.
#[test]
fn the_stories_reach_every_turn_of_a_pinned_pack() {
    let mut runner = TestRunner::deterministic();
    let mut turns = BTreeMap::<Turn, usize>::new();
    for _ in 0..512 {
        let story = story_of_packs().new_tree(&mut runner);
        let steps = story.expect("nothing is filtered out").current();
        for (turn, times) in play(steps).oracle.packs.turns {
            *turns.entry(turn).or_default() += times;
        }
    }
    for turn in Turn::ALL {
        let times = turns.get(&turn).copied().unwrap_or_default();
        assert!(times >= 10, "{turn:?}: {times} times, of {turns:?}");
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
