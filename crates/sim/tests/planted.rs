//! The simulation finds what it is there to find: each bug that can be planted in core breaks the claim it is meant to
//! break, within a thousand seeds. `cargo test -p monitor-sim --features planted`
#![cfg(feature = "planted")]

use std::thread;

use monitor_core::planted::{Bug, plant};
use monitor_sim::plan::story;
use monitor_sim::play::play;
use monitor_sim::tally::Tally;
use monitor_sim::world::Claim;

const SEEDS: u64 = 1_000;

const fn breaks(bug: Bug) -> Claim {
    match bug {
        Bug::BusyLane => Claim::OneFlight,
        Bug::BraveSummary => Claim::BlindIsSaid,
        Bug::Chatty => Claim::ToldTogether,
        Bug::DeadlyStaleness => Claim::ToldWhatHappened,
        Bug::EagerFilter => Claim::WithinCadence,
        Bug::EagerRefresh => Claim::RetryAfterKept,
        Bug::ForgottenMute => Claim::SilencedStaysSilent,
        Bug::ForgottenPause => Claim::ToldWhenOver,
        Bug::ForgottenRefusal => Claim::ToldAtLeastOnce,
        Bug::Hammering => Claim::BackedOff,
        Bug::Hasty => Claim::ToldWithFirst,
        Bug::HiddenExpiry => Claim::ComesToRest,
        Bug::KeptNames => Claim::NoLostNames,
        Bug::LightSleep => Claim::KeptBack,
        Bug::LivingDead => Claim::SettledIsLeft,
        Bug::LostWakeUp => Claim::WakesAgain,
        Bug::Nagging => Claim::AlertOnce,
        Bug::PastDeadline => Claim::TimersAhead,
        Bug::Pestering => Claim::WithinCadence,
        Bug::SharedNumbers => Claim::Apart,
        Bug::Sleepless => Claim::SuspendedIsLeft,
        Bug::StaleScope => Claim::WakesAgain,
        Bug::StateFirst => Claim::EndBeforeState,
        Bug::Unmarked => Claim::ToastOnce,
        Bug::Youthful => Claim::WithinCadence,
    }
}

/// The first seed that breaks the claim, and how.
fn caught(bug: Bug) -> Option<(u64, String)> {
    let claim = format!("{:?}", breaks(bug));
    plant(Some(bug));
    let found = (1..=SEEDS).find_map(|seed| {
        let broken = play(seed, &story(seed), &mut Tally::default()).err()?;
        broken.starts_with(&claim).then_some((seed, broken))
    });
    plant(None);
    found
}

#[test]
fn every_planted_bug_breaks_its_claim_within_a_thousand_seeds() {
    std::panic::set_hook(Box::new(|_| {}));
    // A bug is planted on one thread alone.
    let found = thread::scope(|scope| {
        let hunts = Bug::ALL.map(|bug| scope.spawn(move || (bug, caught(bug))));
        hunts.map(|hunt| hunt.join().expect("a broken claim is no panic by then"))
    });
    let _ = std::panic::take_hook();
    let missed = found.iter().filter(|(_, caught)| caught.is_none());
    let missed: Vec<_> = missed.map(|(bug, _)| bug).collect();
    assert!(missed.is_empty(), "not found: {missed:?}");
}
