//! Every figure as often as it was taken, and its median.

use std::collections::BTreeMap;

use serde::Serialize;

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Whose {
    EmptyApp,
    Monitor,
}

/// What an app has open.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    TrayOnly,
    OneWindow,
    /// The one window, minimised.
    PutAside,
    /// The one window, closed.
    Closed,
    TenWindows,
    Overview,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Figure {
    /// MiB (PSS).
    Memory,
    /// Seconds from the start of the process.
    ToTray,
    /// Percent of one core while nothing happens.
    Processor,
    /// Each second, while nothing happens.
    WakeUps,
    /// Each minute, while nothing happens.
    Requests,
}

#[derive(Debug, Default, Serialize)]
pub(crate) struct Samples(BTreeMap<Whose, BTreeMap<State, Figures>>);

type Figures = BTreeMap<Figure, Vec<f64>>;

impl Samples {
    pub(crate) fn add(&mut self, whose: Whose, state: State, figure: Figure, value: f64) {
        let states = self.0.entry(whose).or_default();
        let figures = states.entry(state).or_default();
        figures.entry(figure).or_default().push(value);
    }

    /// The middle one, of an even number the lower; 0 where none was taken.
    pub(crate) fn median(&self, whose: Whose, state: State, figure: Figure) -> f64 {
        let figures = self.0.get(&whose).and_then(|states| states.get(&state));
        let taken = figures.and_then(|figures| figures.get(&figure));
        let mut values = taken.cloned().unwrap_or_default();
        values.sort_by(f64::total_cmp);
        let middle = values.len().saturating_sub(1) / 2;
        values.get(middle).copied().unwrap_or_default()
    }
}
