//! What happens to the computer.

use super::Plan;
use crate::step::{Event, Heard};
use crate::world::Boundary;

impl Plan {
    pub(super) fn computer(&mut self) {
        match self.chance.below(22) {
            0..3 => self.sleep(),
            3..6 => {
                let ahead = self.chance.percent(50);
                let millis = self.chance.between(1_000, 90_000_000);
                let millis = i64::try_from(millis).unwrap_or(0);
                self.both(0, Event::Jump(if ahead { millis } else { -millis }));
            }
            6..10 => {
                if let Some(boundary) = self.chance.pick(&Boundary::ALL) {
                    self.both(0, Event::CrashBefore(boundary));
                }
            }
            10..13 => {
                let steps = usize::try_from(self.chance.below(12)).unwrap_or(0);
                self.both(0, Event::Crash(steps));
            }
            13..15 => self.both(0, Event::Quit),
            15 => self.both(0, Event::NetworkChanged),
            16 => self.network(),
            17..19 => {
                let seconds = self.chance.between(10, 3_000);
                self.both(0, Event::DiskFull(true));
                self.both(seconds, Event::DiskFull(false));
            }
            19 => {
                let seconds = self.chance.between(10, 3_000);
                self.both(0, Event::DaemonSilent(true));
                self.both(seconds, Event::DaemonSilent(false));
            }
            _ => {
                let seconds = self.chance.between(10, 3_000);
                self.both(0, Event::DaemonGone(true));
                self.both(seconds, Event::DaemonGone(false));
            }
        }
    }

    /// There is none for a while; mostly the computer tells of the next one.
    fn network(&mut self) {
        let seconds = self.chance.between(10, 3_000);
        self.both(0, Event::NetworkGone(true));
        self.both(seconds, Event::NetworkGone(false));
        if self.chance.percent(80) {
            self.both(seconds, Event::NetworkChanged);
        }
    }

    fn sleep(&mut self) {
        let seconds = if self.chance.percent(40) {
            self.chance.between(5, 120)
        } else {
            self.chance.between(120, 20_000)
        };
        let heard = self.chance.pick(&HEARD).unwrap_or(Heard::AtOnce);
        let night = Event::Sleep {
            seconds,
            with_clock: self.chance.percent(40),
            loses: self.chance.percent(80),
            heard,
        };
        self.both(0, night);
        if heard == Heard::Later {
            self.user(0);
            self.user(1);
            let seconds = self.chance.below(30);
            self.both(seconds, Event::Woke);
        }
    }
}

/// Mostly at once.
const HEARD: [Heard; 10] = [
    Heard::AtOnce,
    Heard::AtOnce,
    Heard::AtOnce,
    Heard::AtOnce,
    Heard::AtOnce,
    Heard::Later,
    Heard::Later,
    Heard::Later,
    Heard::Never,
    Heard::Never,
];
