//! Time as a value: the monotonic clock decides when to act, the server's clock says how old things are.

use std::time::Duration;

/// A point on the driver's monotonic clock, counted from an origin of the driver's choice.
#[derive(Clone, Copy, Debug, Default, Eq, Ord, PartialEq, PartialOrd)]
pub struct Moment(Duration);

impl Moment {
    #[must_use]
    pub const fn from_origin(elapsed: Duration) -> Self {
        Self(elapsed)
    }

    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        Self(self.0.saturating_add(delay))
    }

    /// How long ago `earlier` was; zero where it lies ahead.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        self.0.saturating_sub(earlier.0)
    }
}

/// A point on a wall clock: milliseconds since the Unix epoch, UTC.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Timestamp(i64);

impl Timestamp {
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    #[must_use]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// How long ago `earlier` was; zero where it lies ahead.
    #[must_use]
    pub fn since(self, earlier: Self) -> Duration {
        let millis = self.0.saturating_sub(earlier.0);
        Duration::from_millis(u64::try_from(millis).unwrap_or(0))
    }

    #[must_use]
    pub fn before(self, span: Duration) -> Self {
        Self(
            self.0
                .saturating_sub(i64::try_from(span.as_millis()).unwrap_or(i64::MAX)),
        )
    }

    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        Self(
            self.0
                .saturating_add(i64::try_from(delay.as_millis()).unwrap_or(i64::MAX)),
        )
    }
}

/// Both clocks of this computer at one instant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Now {
    pub moment: Moment,
    pub wall: Timestamp,
}

/// Sees that this computer's wall clock was set, by the clock that nobody sets.
#[derive(Clone, Copy, Debug)]
pub struct WallClock {
    seen: Now,
}

impl WallClock {
    #[must_use]
    pub const fn new(now: Now) -> Self {
        Self { seen: now }
    }

    /// Whether it was set since this was last asked, forwards or backwards; a sleep that it alone counted is the same.
    pub fn was_set(&mut self, now: Now) -> bool {
        let before = std::mem::replace(&mut self.seen, now);
        let expected = before.wall.after(now.moment.since(before.moment));
        let off = expected.since(now.wall).max(now.wall.since(expected));
        off >= SET
    }
}

/// Less than this is no setting, but a clock that is slowed down or sped up until it is right.
const SET: Duration = Duration::from_secs(1);

/// The server's clock as this side can know it: anchored to the monotonic clock by an answer, so that a jump of this
/// computer's wall clock changes no age.
#[derive(Clone, Copy, Debug, Default)]
pub struct ServerClock {
    anchor: Option<(Moment, Timestamp)>,
    offset_millis: i64,
}

impl ServerClock {
    /// Takes the server's time as an answer that just arrived gave it.
    ///
    /// Differences under a second are latency, and keep the anchor: ages must not wobble from answer to answer.
    pub fn handle_answer(&mut self, server: Timestamp, now: Now) {
        let drift = server.millis().abs_diff(self.at(now).millis());
        if self.anchor.is_none() || drift >= TOLERANCE_MILLIS {
            self.anchor = Some((now.moment, server));
        }
        let offset = self.at(now).millis().saturating_sub(now.wall.millis());
        if offset.abs_diff(self.offset_millis) >= TOLERANCE_MILLIS {
            self.offset_millis = offset;
        }
    }

    /// The server's time now; this computer's own until the first answer.
    #[must_use]
    pub fn at(&self, now: Now) -> Timestamp {
        self.anchor.map_or(now.wall, |(moment, server)| {
            server.after(now.moment.since(moment))
        })
    }

    /// The server's time at a moment, past or to come: the same however often and whenever it is asked for.
    #[must_use]
    pub fn of(&self, moment: Moment, now: Now) -> Timestamp {
        let (anchor, server) = self.anchor.unwrap_or((now.moment, now.wall));
        server
            .after(moment.since(anchor))
            .before(anchor.since(moment))
    }

    /// Milliseconds to add to this computer's wall clock to get the server's.
    #[must_use]
    pub const fn offset_millis(&self) -> i64 {
        self.offset_millis
    }
}

const TOLERANCE_MILLIS: u64 = 1000;

#[cfg(test)]
mod tests {
    use super::*;

    fn now(moment_seconds: u64, wall_millis: i64) -> Now {
        Now {
            moment: Moment::from_origin(Duration::from_secs(moment_seconds)),
            wall: Timestamp::from_millis(wall_millis),
        }
    }

    #[test]
    fn a_clock_that_is_set_is_seen_once_and_one_that_goes_on_never() {
        let mut clock = WallClock::new(now(10, 5_000_000));
        for (moment, wall, was_set) in [
            (15, 5_005_000, false),
            // Sped up.
            (20, 5_010_900, false),
            (25, 5_017_000, true),
            (30, 5_022_000, false),
            (35, 1_000, true),
            (35, 1_000, false),
        ] {
            assert_eq!(clock.was_set(now(moment, wall)), was_set, "at {moment}");
        }
    }

    #[test]
    fn a_jump_of_the_own_clock_changes_no_age() {
        let mut clock = ServerClock::default();
        clock.handle_answer(Timestamp::from_millis(1_000_000), now(10, 5_000_000));

        assert_eq!(clock.at(now(15, 5_005_000)).millis(), 1_005_000);
        assert_eq!(clock.at(now(15, 99_999_999)).millis(), 1_005_000);
    }

    #[test]
    fn a_moment_has_one_time_of_the_server() {
        let mut clock = ServerClock::default();
        clock.handle_answer(Timestamp::from_millis(1_000_000), now(10, 5_000_000));

        let moment = |seconds| Moment::from_origin(Duration::from_secs(seconds));
        for later in [now(10, 5_000_000), now(15, 5_005_000), now(99, 7)] {
            assert_eq!(clock.of(moment(15), later).millis(), 1_005_000);
            assert_eq!(clock.of(moment(8), later).millis(), 998_000);
        }
    }

    #[test]
    fn latency_does_not_move_the_anchor() {
        let mut clock = ServerClock::default();
        clock.handle_answer(Timestamp::from_millis(1_000_000), now(10, 0));
        clock.handle_answer(Timestamp::from_millis(1_004_600), now(15, 5_000));

        assert_eq!(clock.at(now(15, 5_000)).millis(), 1_005_000);
        assert_eq!(clock.offset_millis(), 1_000_000);
    }

    #[test]
    fn a_corrected_server_clock_is_followed() {
        let mut clock = ServerClock::default();
        clock.handle_answer(Timestamp::from_millis(1_000_000), now(10, 0));
        clock.handle_answer(Timestamp::from_millis(1_060_000), now(11, 1_000));

        assert_eq!(clock.at(now(11, 1_000)).millis(), 1_060_000);
    }
}
