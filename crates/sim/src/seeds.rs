//! Plays the stories of many seeds, on every core. What is said of them is the same however many cores there are: what was
//! counted is added up, and of all the stories that break a claim it is that of the lowest seed.

use std::num::NonZero;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use monitor_sim::plan::story;
use monitor_sim::play::play;
use monitor_sim::tally::Tally;

/// A story that breaks a claim, and how.
#[derive(Debug)]
pub(crate) struct Broken {
    pub(crate) seed: u64,
    pub(crate) why: String,
}

/// # Errors
/// The lowest seed whose story breaks a claim.
pub(crate) fn play_all(seeds: &Range<u64>) -> Result<Tally, Broken> {
    let (next, end) = (AtomicU64::new(seeds.start), AtomicU64::new(seeds.end));
    let (next, end) = (&next, &end);
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let parts = thread::scope(|scope| {
        let players: Vec<_> = (0..cores)
            .map(|_| scope.spawn(move || play_some(next, end)))
            .collect();
        let parts = players.into_iter().map(|player| player.join());
        parts
            .map(|part| part.expect("a broken claim is no panic by then"))
            .collect::<Vec<_>>()
    });
    let mut all = Tally::default();
    let mut broken: Option<Broken> = None;
    for (tally, found) in parts {
        all.join(&tally);
        let lower = found.filter(|it| broken.as_ref().is_none_or(|other| it.seed < other.seed));
        broken = lower.or(broken);
    }
    broken.map_or(Ok(all), Err)
}

/// Seeds are taken in their order, so that below one that breaks a claim each is taken, and is played to its end.
fn play_some(next: &AtomicU64, end: &AtomicU64) -> (Tally, Option<Broken>) {
    let mut tally = Tally::default();
    loop {
        let seed = next.fetch_add(1, Ordering::Relaxed);
        if seed >= end.load(Ordering::Relaxed) {
            return (tally, None);
        }
        if let Err(why) = play(seed, &story(seed), &mut tally) {
            end.fetch_min(seed, Ordering::Relaxed);
            return (tally, Some(Broken { seed, why }));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_every_core_plays_comes_to_what_one_plays() {
        let mut alone = Tally::default();
        for seed in 1..3 {
            play(seed, &story(seed), &mut alone).expect("no claim is broken");
        }
        let together = play_all(&(1..3)).expect("no claim is broken");
        assert_eq!(
            (together.seeds, together.simulated, together.requests),
            (alone.seeds, alone.simulated, alone.requests)
        );
        assert_eq!(together.faults(), alone.faults());
        assert_eq!(together.checks(), alone.checks());
    }
}
