//! The computer's clocks, and what they say of sleep. On Linux the monotonic one goes on while the computer sleeps, so that
//! what fell due meanwhile is due as soon as the loop wakes; elsewhere it is `std`'s, and the wall clock alone goes on.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use monitor_core::{Moment, Now, Timestamp};

/// Where the loop gets its time from: the computer's clocks, or a test's.
pub trait Clock: Send + 'static {
    fn now(&self) -> Now;

    /// By which of them a sleep is seen.
    fn goes_on(&self) -> GoesOn;
}

/// Which clock goes on while the computer sleeps, where the runtime's stands still.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum GoesOn {
    /// The monotonic one, and the wall clock.
    Monotonic,
    /// The wall clock alone. One that is set ahead looks the same, and is taken for a sleep: that costs one refresh.
    WallAlone,
}

/// Where nobody tells of a sleep, the clocks do.
#[derive(Clone, Copy, Debug)]
pub struct Awake {
    goes_on: GoesOn,
    before: (Now, Duration),
}

impl Awake {
    /// `uptime` is the runtime's clock, from any origin.
    #[must_use]
    pub const fn new(goes_on: GoesOn, now: Now, uptime: Duration) -> Self {
        Self {
            goes_on,
            before: (now, uptime),
        }
    }

    /// Whether the computer slept since this was last asked.
    pub fn has_slept(&mut self, now: Now, uptime: Duration) -> bool {
        let (then, before) = std::mem::replace(&mut self.before, (now, uptime));
        let passed = match self.goes_on {
            GoesOn::Monotonic => now.moment.since(then.moment),
            GoesOn::WallAlone => now.wall.since(then.wall),
        };
        passed.saturating_sub(uptime.saturating_sub(before)) >= ASLEEP
    }
}

/// Less than this is no sleep, but two clocks that are not read at once.
const ASLEEP: Duration = Duration::from_secs(2);

#[derive(Clone, Copy, Debug)]
pub struct SystemClock {
    #[cfg(not(target_os = "linux"))]
    origin: std::time::Instant,
}

impl SystemClock {
    #[must_use]
    pub fn new() -> Self {
        Self {
            #[cfg(not(target_os = "linux"))]
            origin: std::time::Instant::now(),
        }
    }

    #[cfg(target_os = "linux")]
    fn elapsed(self) -> Duration {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
        Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or(0))
    }

    #[cfg(not(target_os = "linux"))]
    fn elapsed(self) -> Duration {
        self.origin.elapsed()
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Now {
        let since_epoch = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let millis = i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX);
        Now {
            moment: Moment::from_origin(self.elapsed()),
            wall: Timestamp::from_millis(millis),
        }
    }

    fn goes_on(&self) -> GoesOn {
        if cfg!(target_os = "linux") {
            GoesOn::Monotonic
        } else {
            GoesOn::WallAlone
        }
    }
}
