//! A thousand monitors whose server refuses them all for two minutes, or ends without a word: they come back one by one,
//! and none too soon.

use std::collections::BTreeMap;
use std::time::Duration;

use monitor_core::Fault;

use crate::line::{Line, Outage, START};
use monitor_sim::world::{LATENCY, secs};

const CLIENTS: u64 = 1_000;
const AWAY: Duration = Duration::from_secs(START.as_secs() + 200);
const BACK: Duration = Duration::from_secs(AWAY.as_secs() + 120);

/// `Retry-After` as a server may send it: not at all, always the same, or another each time.
const REFUSALS: [fn(u64, Duration) -> Fault; 4] = [
    // Nothing answers.
    |_, _| Fault::Unreached,
    |_, _| refused(5),
    |_, _| refused(30),
    |seed, at| {
        let millis = u64::try_from(at.as_millis()).unwrap_or(u64::MAX);
        refused(5 + (seed.wrapping_mul(7_919) ^ millis.wrapping_mul(104_729)) % 26)
    },
];

fn refused(seconds: u64) -> Fault {
    Fault::Server {
        retry_after: Some(secs(seconds)),
    }
}

/// A client whose held watch is refused with everyone else's.
fn client(seed: u64, fault: fn(u64, Duration) -> Fault) -> Line {
    away(seed, fault, BACK)
}

fn away(seed: u64, fault: fn(u64, Duration) -> Fault, until: Duration) -> Line {
    let mut line = Line::watching(seed);
    line.outage = Some(Outage {
        from: AWAY,
        until,
        fault,
        seed,
    });
    line.pass(500);
    line
}

/// What left once the server was back, up to the first good answer.
fn attempts(line: &Line, back: Duration) -> Vec<Duration> {
    let good = line.good.iter().find(|at| **at >= back);
    let first = *good.expect("the server is back for long");
    let left = line.since(back).into_iter().map(|sent| sent.at);
    left.filter(|at| *at <= first).collect()
}

/// How many attempts fall into each second.
fn by_second(lines: impl Iterator<Item = Line>, back: Duration) -> BTreeMap<u64, u64> {
    let mut by_second = BTreeMap::<u64, u64>::new();
    for line in lines {
        for at in attempts(&line, back) {
            *by_second.entry((at - back).as_secs()).or_default() += 1;
        }
    }
    by_second
}

#[test]
fn a_thousand_clients_come_back_with_one_attempt_each_and_at_most_fifty_a_second() {
    for (index, fault) in REFUSALS.into_iter().enumerate() {
        let by_second = by_second((0..CLIENTS).map(|seed| client(seed, fault)), BACK);
        let all: u64 = by_second.values().sum();
        let most = by_second.values().max().copied().unwrap_or_default();
        assert!(all * 10 <= CLIENTS * 11, "refusal {index}: {all} attempts");
        assert!(most <= 50, "refusal {index}: {most} in one second");
        let last = by_second.keys().max().copied().unwrap_or_default();
        assert!(last <= 90, "refusal {index}: the last one after {last} s");
    }
}

#[test]
fn a_server_that_ends_and_is_there_again_at_once_sees_a_thousand_clients_return_over_five_seconds()
{
    // What was held is gone, what comes then is answered.
    let back = AWAY + Duration::from_millis(1);
    let cut = |seed| {
        let line = away(seed, |_, _| Fault::Unreached, back);
        assert!(!line.was_blind && !line.view().plain_watches, "{seed}");
        line
    };
    let by_second = by_second((0..CLIENTS).map(cut), back);
    let all: u64 = by_second.values().sum();
    let most = by_second.values().max().copied().unwrap_or_default();
    let last = by_second.keys().max().copied().unwrap_or_default();
    assert!(all * 10 <= CLIENTS * 11, "{all} attempts");
    assert!(most <= CLIENTS / 5 * 13 / 10, "{most} in one second");
    assert_eq!(last, 5, "a twentieth of a second after the last of five");
}

#[test]
fn while_the_server_is_away_nobody_returns_before_its_retry_after_or_long_after_it() {
    for seed in 0..100 {
        let line = client(seed, |_, _| refused(20));
        let away = line.since(AWAY).into_iter().map(|sent| sent.at);
        let tries: Vec<_> = away.filter(|at| *at < BACK).collect();
        assert!(!tries.is_empty(), "client {seed} gave up");
        // Its answer may have been under way when the server went.
        let under_way = tries[0] <= AWAY + LATENCY;
        assert!(under_way || tries[0] >= AWAY + LATENCY + secs(20));
        for pair in tries.windows(2) {
            let pause = pair[1] - pair[0] - LATENCY;
            assert!(pause >= secs(20) && pause < secs(80), "{seed}: {pause:?}");
        }
    }
}
