//! How a process ends, and what the next one begins with: the disk, and nothing else.

use std::collections::BTreeSet;

use monitor_core::monitor::Legacy;
use monitor_core::ports::Pin;
use monitor_core::{Monitor, Target};
use monitor_driver::{Awake, Engine};

use super::{Boundary, World, key};

impl World {
    /// The process dies after so many more durable steps.
    pub fn kill_after(&mut self, steps: usize) {
        self.ledger_mut().kill_after(steps);
    }

    /// The process dies before the next durable step of this kind.
    pub fn kill_before(&mut self, boundary: Boundary) {
        self.ledger_mut().kill_before(boundary);
    }

    /// It does not die after all.
    pub fn spare(&mut self) {
        self.ledger_mut().spare();
    }

    /// A new process on the old ledger, without a window.
    pub fn restart(&mut self) {
        let died_midway = self.ledger().died_midway();
        self.is_unnoticed = false;
        self.spare();
        self.flights.clear();
        self.strays.clear();
        self.tellings.clear();
        self.untaken.clear();
        self.oversleeps = None;
        self.windows.clear();
        self.oracle.handle_restart();
        let mut disk = self.ledger().reopened();
        let (pins, untold) = (disk.pins(), disk.untold());
        let is_full = std::mem::take(&mut disk.missed);
        self.take_up(&pins, is_full, died_midway);
        let muted = pins.iter().filter(|pin| pin.muted);
        self.muted = muted.map(|pin| pin.target).collect();
        self.muted_environments = disk.muted_environments();
        self.judge_restart(&pins);
        let legacy = Legacy {
            pins,
            untold,
            muted_environments: self.muted_environments.clone(),
            snoozes: disk.snoozes(),
            quiet_hours: self.quiet_hours.clone(),
            withheld: disk.withheld(),
        };
        let (now, uptime) = (self.now(), self.time.saturating_sub(self.slept));
        let monitor = Monitor::after(legacy, self.settings, self.seed, now);
        self.awake = Awake::new(self.goes_on, now, uptime);
        self.engine = Engine::new(monitor, disk, self.awake, now);
        self.take_up_waits();
        self.drain();
    }

    /// What this process had not stored yet when it died, the next one knows as the ledger has it.
    fn take_up(&mut self, pins: &[Pin], is_full: bool, died_midway: bool) {
        let touched = std::mem::take(&mut self.touched);
        if !is_full && !died_midway {
            return;
        }
        if !is_full {
            self.judge_ends_before_states(&touched);
        }
        let (settled, untold) = (self.settled(), self.ledger().untold());
        let kept: BTreeSet<_> = untold.iter().map(key).chain(settled).collect();
        let is_known = |target: &Target| !is_full && !touched.contains(target);
        self.oracle.adopt(pins, &kept, is_known);
    }
}
