//! What requests came to, kept for whoever looks: how many left in the last hour, and what the last one brought. Nothing
//! here decides anything.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::fault::Fault;
use crate::inspection::Heard;
use crate::time::{Moment, Timestamp};
use crate::watch::Lane;

/// Of one subject.
#[derive(Clone, Debug)]
pub(crate) struct Trace {
    pub(crate) heard: Heard,
    /// The server's clock at the last good answer.
    pub(crate) as_of: Option<Timestamp>,
    pub(crate) departures: Departures,
}

impl Trace {
    pub(crate) const fn new() -> Self {
        Self {
            heard: Heard::Nothing,
            as_of: None,
            departures: Departures::new(),
        }
    }

    pub(crate) const fn handle_answer(&mut self, heard: Heard, as_of: Timestamp) {
        self.heard = heard;
        self.as_of = Some(as_of);
    }

    pub(crate) const fn handle_fault(&mut self, fault: Fault) {
        self.heard = Heard::Failed(fault);
    }
}

/// Of the whole account.
#[derive(Clone, Debug)]
pub(crate) struct Traffic {
    pub(crate) account: Trace,
    /// What the last good answer asked for.
    pub(crate) poll_after: Option<Duration>,
    /// Somebody looks at it.
    pub(crate) inspected: bool,
    by_lane: BTreeMap<Lane, Departures>,
}

impl Traffic {
    pub(crate) const fn new() -> Self {
        Self {
            account: Trace::new(),
            poll_after: None,
            inspected: false,
            by_lane: BTreeMap::new(),
        }
    }

    pub(crate) fn handle_sent(&mut self, lane: Lane, now: Moment) {
        let departures = self.by_lane.entry(lane).or_insert_with(Departures::new);
        departures.handle_sent(now);
    }

    pub(crate) fn on(&self, lane: Lane, now: Moment) -> u32 {
        self.by_lane
            .get(&lane)
            .map_or(0, |departures| departures.in_last_hour(now))
    }

    pub(crate) fn in_last_hour(&self, now: Moment) -> u32 {
        let lanes = self.by_lane.values();
        lanes.map(|departures| departures.in_last_hour(now)).sum()
    }
}

/// How many requests left in the last hour, counted in steps of five minutes: the oldest step goes as a whole. A busy
/// hour takes no more room than a calm one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Departures {
    /// The step the first count belongs to; each further count is of the step before.
    step: u64,
    counts: [u16; STEPS],
}

impl Departures {
    pub(crate) const fn new() -> Self {
        Self {
            step: 0,
            counts: [0; STEPS],
        }
    }

    pub(crate) fn handle_sent(&mut self, now: Moment) {
        self.advance(now);
        self.counts[0] = self.counts[0].saturating_add(1);
    }

    pub(crate) fn in_last_hour(&self, now: Moment) -> u32 {
        let mut then = *self;
        then.advance(now);
        then.counts.into_iter().map(u32::from).sum()
    }

    fn advance(&mut self, now: Moment) {
        let step = now.since(Moment::default()).as_secs() / STEP.as_secs();
        let passed = usize::try_from(step.saturating_sub(self.step)).unwrap_or(STEPS);
        let dropped = passed.min(STEPS);
        self.counts.rotate_right(dropped);
        self.counts[..dropped].fill(0);
        self.step = self.step.max(step);
    }
}

const STEP: Duration = Duration::from_secs(5 * 60);
const STEPS: usize = 12;

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minutes: u64) -> Moment {
        Moment::from_origin(Duration::from_secs(60 * minutes))
    }

    #[test]
    fn a_request_counts_for_an_hour_to_five_minutes() {
        let mut departures = Departures::new();
        departures.handle_sent(at(100));
        departures.handle_sent(at(104));
        departures.handle_sent(at(130));
        let counts =
            [130, 159, 160, 189, 190, 10_000].map(|minute| departures.in_last_hour(at(minute)));
        assert_eq!(counts, [3, 3, 1, 1, 0, 0]);
    }

    #[test]
    fn more_than_can_be_counted_is_as_much_as_can_be() {
        let mut departures = Departures::new();
        for _ in 0..70_000 {
            departures.handle_sent(at(5));
        }
        assert_eq!(departures.in_last_hour(at(5)), u32::from(u16::MAX));
    }

    #[test]
    fn lanes_are_counted_apart_and_together() {
        let mut traffic = Traffic::new();
        traffic.handle_sent(Lane::Account, at(1));
        traffic.handle_sent(Lane::Search, at(2));
        traffic.handle_sent(Lane::Search, at(3));
        let seen = [
            traffic.on(Lane::Search, at(3)),
            traffic.on(Lane::Details, at(3)),
        ];
        assert_eq!((seen, traffic.in_last_hour(at(3))), ([2, 0], 3));
        assert_eq!(traffic.in_last_hour(at(64)), 0);
    }
}
