//! What the figures are meant to be on two cores, and whether they are.

use std::fmt::{self, Display, Formatter};

/// A bound, and the figure that was measured.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Goal {
    bound: Bound,
    measured: f64,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Bound {
    AtMost(f64),
    AtLeast(f64),
}

impl Bound {
    pub(crate) fn of(self, measured: f64) -> Goal {
        Goal {
            bound: self,
            measured,
        }
    }
}

impl Goal {
    fn is_met(self) -> bool {
        match self.bound {
            Bound::AtMost(most) => self.measured <= most,
            Bound::AtLeast(least) => self.measured >= least,
        }
    }
}

impl Display for Goal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let verdict = if self.is_met() { "met" } else { "MISSED" };
        match self.bound {
            Bound::AtMost(most) => write!(f, "<= {most} {verdict}"),
            Bound::AtLeast(least) => write!(f, ">= {least:.3} {verdict}"),
        }
    }
}

/// KiB of memory for a held watch.
pub(crate) const MEMORY_EACH: Bound = Bound::AtMost(30.0);
/// Statements a second at the database, however many watches are held.
pub(crate) const STATEMENTS: Bound = Bound::AtMost(3.0);
/// Percent of a core while nothing changes.
pub(crate) const IDLE_PROCESSOR: Bound = Bound::AtMost(10.0);
/// Milliseconds from commit to answer: the median, and the 99th percentile.
pub(crate) const NEWS: Bound = Bound::AtMost(1100.0);
pub(crate) const LATEST_NEWS: Bound = Bound::AtMost(2500.0);
/// Last changes that a desktop never heard of.
pub(crate) const UNHEARD: Bound = Bound::AtMost(0.0);
/// Of the requests that a bare axum handler answers.
pub(crate) const RATIO: Bound = Bound::AtLeast(1.0 / 3.0);
/// Milliseconds until a page is there with the indexes: the 99th percentile of one connection.
pub(crate) const SLOWEST_PAGE: Bound = Bound::AtMost(25.0);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_on_its_bound_is_good_enough() {
        let told = |bound: Bound, measured| bound.of(measured).to_string();

        assert_eq!(told(Bound::AtMost(25.0), 25.0), "<= 25 met");
        assert_eq!(told(Bound::AtMost(25.0), 25.1), "<= 25 MISSED");
        assert_eq!(told(Bound::AtLeast(0.5), 0.5), ">= 0.500 met");
        assert_eq!(told(Bound::AtLeast(0.5), 0.499), ">= 0.500 MISSED");
    }
}
