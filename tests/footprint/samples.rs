//! Every figure as often as it was taken, and its median.

use std::collections::BTreeMap;

use serde::Serialize;

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Whose {
    EmptyApp,
    Monitor,
}

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Figure {
    /// MiB (PSS), as all that follow until the first second.
    TrayOnly,
    OneWindow,
    /// The one window, minimised.
    PutAside,
    /// The one window, closed.
    Closed,
    TenWindows,
    Overview,
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
pub(crate) struct Samples(BTreeMap<Whose, BTreeMap<Figure, Vec<f64>>>);

impl Samples {
    pub(crate) fn add(&mut self, whose: Whose, figure: Figure, value: f64) {
        let figures = self.0.entry(whose).or_default();
        figures.entry(figure).or_default().push(value);
    }

    /// The middle one, of an even number the lower; 0 where none was taken.
    pub(crate) fn median(&self, whose: Whose, figure: Figure) -> f64 {
        let taken = self.0.get(&whose).and_then(|figures| figures.get(&figure));
        let mut values = taken.cloned().unwrap_or_default();
        values.sort_by(f64::total_cmp);
        let middle = values.len().saturating_sub(1) / 2;
        values.get(middle).copied().unwrap_or_default()
    }
}
