//! The steps a queue worker takes with one operation, from its start to its end.

use std::time::Duration;

use fastrand::Rng;

use super::catalog::{Ending, PHASES, Shape};
use super::script::Step;

/// One operation's way to its end. All times count from the beginning of the play.
#[derive(Clone, Debug)]
pub(crate) struct Work {
    pub(crate) id: i64,
    pub(crate) shape: Shape,
    /// What is done of a counted operation already.
    pub(crate) processed: i64,
    /// None: it was running before the play began.
    pub(crate) starts: Option<Duration>,
    pub(crate) ends: Duration,
    /// Between two reports of progress.
    pub(crate) beat: Duration,
    pub(crate) ending: Ending,
}

impl Work {
    pub(crate) fn steps(self, rng: &mut Rng) -> Vec<(Duration, Step)> {
        let mut steps = Vec::new();
        if let Some(at) = self.starts {
            steps.push((at, Step::Start(self.id)));
        }
        let mut counts = Vec::new();
        match self.shape {
            Shape::Activity => {}
            Shape::Counted { total } => {
                steps.extend(self.reports(total, rng));
                counts = self
                    .ending
                    .tally(self.ending.reaches(self.processed, total), total);
            }
            Shape::Phased => steps.extend(self.phases()),
        }
        steps.push((
            self.ends,
            Step::Complete {
                id: self.id,
                ending: self.ending,
                counts,
            },
        ));
        steps
    }

    /// Even strides with a little jitter, never backwards.
    fn reports(&self, total: i64, rng: &mut Rng) -> Vec<(Duration, Step)> {
        let way = self.ending.reaches(self.processed, total) - self.processed;
        let beats = self.beats();
        let slack = way / i64::from(beats) / 2;
        (0..beats)
            .map(|beat| {
                let jitter = if beat == 0 { 0 } else { rng.i64(0..=slack) };
                let stride = way * i64::from(beat) / i64::from(beats);
                let processed = self.processed + stride + jitter;
                let at = self.begins() + self.beat * beat;
                (
                    at,
                    Step::Progress {
                        id: self.id,
                        processed,
                        total,
                    },
                )
            })
            .collect()
    }

    fn phases(&self) -> Vec<(Duration, Step)> {
        let third = (self.ends - self.begins()) / 3;
        (0..)
            .zip(PHASES)
            .map(|(index, (key, label))| {
                (
                    self.begins() + third * index,
                    Step::Phase {
                        id: self.id,
                        key,
                        label,
                    },
                )
            })
            .collect()
    }

    fn begins(&self) -> Duration {
        self.starts.unwrap_or_default()
    }

    fn beats(&self) -> u32 {
        let span = self.ends - self.begins();
        u32::try_from(span.as_millis() / self.beat.as_millis().max(1))
            .unwrap_or(1)
            .max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_never_goes_backwards_and_never_past_the_total() {
        for seed in 0..200 {
            let reported = reported(Ending::success(), seed);
            assert!(reported.is_sorted(), "{reported:?}");
            assert!(
                reported
                    .iter()
                    .all(|&processed| (0..=480).contains(&processed))
            );
        }
    }

    #[test]
    fn a_blocked_operation_gets_nowhere() {
        assert!(
            reported(Ending::blocked(), 7)
                .iter()
                .all(|&processed| processed == 0)
        );
    }

    fn reported(ending: Ending, seed: u64) -> Vec<i64> {
        let work = Work {
            id: 1,
            shape: Shape::Counted { total: 480 },
            processed: 0,
            starts: Some(Duration::from_secs(1)),
            ends: Duration::from_secs(20),
            beat: Duration::from_millis(900),
            ending,
        };
        let steps = work.steps(&mut Rng::with_seed(seed));
        steps
            .into_iter()
            .filter_map(|(_, step)| {
                if let Step::Progress { processed, .. } = step {
                    Some(processed)
                } else {
                    None
                }
            })
            .collect()
    }
}
