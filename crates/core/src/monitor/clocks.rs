//! That this computer's wall clock was set, and what follows: what was chosen to last goes by the clock that nobody sets, and
//! is over at another time of day; quiet hours are times of the day, and hold by the clock as it is now. And that it is off,
//! as the server's answers tell.

use std::collections::BTreeMap;
use std::time::Duration;

use super::Monitor;
use crate::alert::Alert;
use crate::ports::{Effect, Record};
use crate::quiet::Reach;
use crate::term::{Lasting, Term};
use crate::time::Now;

impl Monitor {
    /// Snoozes that an earlier start left. One that the clock makes longer than it was chosen to last is cut, for the next
    /// start as well.
    pub(super) fn take_up_snoozes(&mut self, snoozes: BTreeMap<Reach, Term>, now: Now) {
        for (reach, term) in snoozes {
            let snooze = Lasting::taken_up(term, now);
            if snooze.term() != term {
                self.store_snooze(reach, Some(snooze));
            }
            self.snoozes.insert(reach, snooze);
        }
    }

    pub(super) fn store_snooze(&mut self, reach: Reach, snooze: Option<Lasting>) {
        let snoozed = Record::Snoozed(reach, snooze.map(Lasting::term));
        self.effects.push_back(Effect::Store(snoozed));
    }

    /// Seen by whatever happens first after it.
    pub(super) fn follow_clock(&mut self, now: Now) {
        if !self.wall_clock.was_set(now) {
            return;
        }
        self.comparison.handle_set();
        if let Some(pause) = &mut self.pause {
            pause.handle_set(now);
        }
        for snooze in self.snoozes.values_mut() {
            snooze.handle_set(now);
        }
        for (reach, snooze) in self.snoozes.clone() {
            self.store_snooze(reach, Some(snooze));
        }
        // They were worked out for some days alone, which may be over: what waits for them waits for others as well.
        if !self.quiet_hours.is_empty() {
            self.pace.rest_until(now.moment.after(RENEWAL));
        }
    }

    /// That this computer's clock is off is told with the first answer after the grace, and after a pause or quiet hours: no
    /// timer waits for it.
    pub(super) fn compare_clocks(&mut self, now: Now) {
        let offset = self.clock.offset_millis();
        self.comparison.handle_answer(offset, now.moment);
        let Some(skew) = self.comparison.owed(now.moment) else {
            return;
        };
        if self.is_paused(now) || !self.quiet_for(now).is_zero() {
            return;
        }
        self.comparison.handle_told();
        self.alert(vec![Alert::ClockOff(skew)], now);
    }

    /// A sleep is no setting of the clock, even where the wall clock alone counted it.
    pub(super) fn sleep_over_waits(&mut self, now: Now) {
        let waits = self.snoozes.values_mut().chain(&mut self.pause);
        waits.for_each(|wait| wait.handle_woke(now));
    }
}

/// How long whoever knows the calendar may take to work out quiet hours anew.
const RENEWAL: Duration = Duration::from_secs(5);
