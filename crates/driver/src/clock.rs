//! The computer's clocks. On Linux the monotonic one goes on while the computer sleeps, so that what fell due meanwhile
//! is due as soon as the loop wakes; elsewhere it is `std`'s.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use monitor_core::{Moment, Now, Timestamp};

use crate::Clock;

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
}
