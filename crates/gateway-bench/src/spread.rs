//! How a measured time is spread: its middle, its 99th percentile (nearest rank) and its worst.

use std::time::Duration;

use serde::Serialize;

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Spread {
    pub(crate) samples: usize,
    pub(crate) median_ms: f64,
    pub(crate) p99_ms: f64,
    pub(crate) max_ms: f64,
}

impl Spread {
    pub(crate) fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let rank = |percent: usize| {
            let place = (times.len() * percent).div_ceil(100);
            milliseconds(times.get(place.saturating_sub(1)).copied())
        };
        Self {
            samples: times.len(),
            median_ms: rank(50),
            p99_ms: rank(99),
            max_ms: rank(100),
        }
    }
}

/// The middle one; of an even number the lower.
pub(crate) fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len().saturating_sub(1) / 2;
    values.get(middle).copied().unwrap_or_default()
}

fn milliseconds(time: Option<Duration>) -> f64 {
    time.unwrap_or_default().as_secs_f64() * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_samples_that_were_taken() {
        let times = (1..=200).rev().map(Duration::from_millis).collect();

        let expected = Spread {
            samples: 200,
            median_ms: 100.0,
            p99_ms: 198.0,
            max_ms: 200.0,
        };
        assert_eq!(Spread::of(times), expected);
        assert_eq!(Spread::of(Vec::new()), Spread::default());
    }

    #[test]
    fn the_median_is_one_of_the_values() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![]), 0.0);
    }
}
