//! Whether a request may leave: never too soon, never for what is over, never for nobody.

use std::time::Duration;

use monitor_core::attention::Shows;
use monitor_core::ports::{Ask, Request, WatchLane};
use monitor_core::watch::Lane;
use monitor_core::{Cause, Fault, Target, cadence};

use super::super::orders::targets_of;
use super::{Claim, Judge, Trouble, World};

impl Judge {
    pub(super) fn handle_trouble(&mut self, fault: Fault, now: Duration) {
        let before = self.trouble;
        self.trouble = Some(Trouble {
            first: before.map_or(now, |trouble| trouble.first),
            last: now,
            count: before.map_or(1, |trouble| trouble.count + 1),
        });
        if let Some(pause) = fault.retry_after() {
            let until = now + cadence::retry_after(pause);
            self.not_before = self.not_before.max(until);
            self.resumes = self.resumes.max(until);
        }
        if fault == Fault::SignedOut {
            self.signed_out = self.signed_out.or(Some(now));
        }
    }

    /// How long an answer can have been under way by then: where the computer slept meanwhile, as long as that, too.
    fn lateness(&self, now: Duration) -> Duration {
        let (woke, asleep) = self.night;
        let overslept = now < woke + 2 * LATE;
        LATE + if overslept { asleep } else { Duration::ZERO }
    }
}

impl World {
    pub(in crate::world) fn judge_fetch(&mut self, request: &Request) {
        if !self.judge.is_on {
            return;
        }
        self.judge_patience();
        self.judge_suspension(request);
        self.judge_access(request);
        let targets = targets_of(&request.ask);
        self.judge_settled(request.cause, &targets);
        let lane = Lane::of(&request.ask);
        self.judge_cadence(lane, request.cause);
        self.judge_failing(lane);
        let now = self.time;
        self.judge.left.insert(lane, now);
        let asked = targets.into_iter().map(|target| (target, now));
        self.judge.asked.extend(asked);
    }

    /// After a fault, and where the server asked for patience.
    fn judge_patience(&mut self) {
        let now = self.time;
        let (not_before, signed_out) = (self.judge.not_before, self.judge.signed_out);
        self.claim(Claim::RetryAfterKept, now >= not_before, |_| {
            format!("asked before {not_before:?}")
        });
        self.claim(Claim::BackedOff, signed_out.is_none(), |_| {
            "asked while signed out".to_owned()
        });
        if let Some(trouble) = self.judge.trouble {
            let alone = self.flights.is_empty();
            self.claim(Claim::BackedOff, trouble.allows(now) && alone, |_| {
                format!("{trouble:?}, alone: {alone}")
            });
        }
    }

    fn judge_suspension(&mut self, request: &Request) {
        let mut open = self
            .windows
            .values()
            .filter(|window| window.visible && !window.modal);
        let overview = open
            .clone()
            .any(|window| matches!(window.shows, Shows::Overview));
        let is_open = open.next().is_some();
        let once = matches!(request.cause, Cause::CatchUp | Cause::Gone | Cause::Pinned);
        let may = match &request.ask {
            // With the lists it is, or with the quiet watch.
            Ask::Account => overview || once || request.cause == Cause::Interval,
            Ask::Details(_) | Ask::Search(_) => true,
            Ask::Filtered(..) | Ask::List(_) => overview,
            Ask::Watch {
                lane: WatchLane::Foreground,
                ..
            } => is_open || once,
            Ask::Watch {
                lane: WatchLane::Quiet,
                ..
            } => self.settings.quiet,
        };
        self.claim(Claim::SuspendedIsLeft, may, |_| format!("{request:?}"));
    }

    fn judge_settled(&mut self, cause: Cause, targets: &[Target]) {
        let judge = &self.judge;
        let is_over =
            |target: &&Target| judge.ended.contains(target) && !judge.excused.contains(target);
        let over = targets.iter().find(is_over).copied();
        if !targets.is_empty() {
            self.claim(Claim::SettledIsLeft, over.is_none(), |_| {
                format!("{cause:?} asks for {over:?}")
            });
        }
    }

    fn judge_cadence(&mut self, lane: Lane, cause: Cause) {
        let Some(left) = self.judge.left.get(&lane).copied() else {
            return;
        };
        let is_filter = matches!(lane, Lane::Filtered(_));
        if !is_filter && (cause != Cause::Interval || self.judge.stirred >= left) {
            return;
        }
        let least = match lane {
            // However many choices are tried.
            Lane::Filtered(_) => cadence::FILTER_SPACING,
            Lane::List(_) => cadence::LIST_ACTIVE,
            Lane::Watch(WatchLane::Quiet) => cadence::QUIET_MIN,
            // Two that are not in step are asked for half an interval apart at least.
            Lane::Watch(WatchLane::Foreground) => {
                let pinned = self.oracle.pinned().iter();
                let young = left.saturating_sub(self.judge.lateness(left));
                self.server.shortest_interval(pinned, young).mul_f64(0.45)
            }
            Lane::Account | Lane::Details | Lane::Search => return,
        };
        let passed = self.time.saturating_sub(left);
        self.claim(Claim::WithinCadence, passed >= least, |_| {
            format!("{lane:?} asks after {passed:?}, not {least:?}")
        });
    }

    /// What is active and watched is asked for again, however quiet everything is.
    pub fn judge_wakes(&mut self) {
        if !self.settings.quiet || self.judge.signed_out.is_some() || self.is_dead() {
            return;
        }
        let since = self.judge.stirred.max(self.judge.resumes);
        let last = self.oracle.active().iter().map(|target| {
            let asked = self.judge.asked.get(target).copied();
            (asked.unwrap_or_default(), *target)
        });
        let Some((asked, target)) = last.min() else {
            return;
        };
        let silence = self.time.saturating_sub(asked.max(since));
        self.claim(Claim::WakesAgain, silence < AWAKE, |_| {
            format!("{target:?} was not asked for since {silence:?}")
        });
    }
}

impl Trouble {
    fn allows(self, now: Duration) -> bool {
        let apart = now >= self.last + cadence::BACKOFF_BASE;
        // Whatever is drawn and whatever the server asks for, each further fault has waited for seconds.
        let calmer = self.first + PATIENCE * self.count.saturating_sub(SOON);
        apart && now >= calmer
    }
}

/// So many faults may come soon, several of them at once; from then on each takes this long at least, on average.
const SOON: u32 = 20;
const PATIENCE: Duration = Duration::from_secs(4);
/// An answer that was under way so long makes everything look younger by as much, until the next one.
const LATE: Duration = Duration::from_secs(25);
/// The longest interval that a user may choose, with the longest pause of a back-off.
const AWAKE: Duration = Duration::from_secs(700);
