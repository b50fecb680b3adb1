//! How often each fault struck and each claim was checked. What never happened proves nothing.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::plan::Story;
use crate::step::Step;
use crate::world::{Boundary, Claim, Form, Hazard, World};

#[derive(Debug, Default)]
pub struct Tally {
    pub seeds: u64,
    /// Of each account's world.
    pub simulated: Duration,
    pub requests: u64,
    pub told: u64,
    faults: BTreeMap<String, u64>,
    checks: BTreeMap<Claim, u64>,
}

impl Tally {
    pub(crate) fn add(&mut self, story: &Story, worlds: &[World]) {
        self.seeds += 1;
        for (_, step) in story {
            let fault = match step {
                Step::Computer(event) => event.fault(),
                Step::Of(_, act) => act.fault(),
            };
            if let Some(fault) = fault {
                self.struck(fault.to_owned(), 1);
            }
        }
        for world in worlds {
            self.simulated += world.age() / 2;
            self.requests += count(world.sent.len());
            self.told += count(world.told.len());
            for (hazard, times) in &world.judge.struck {
                self.struck(format!("{hazard:?}"), *times);
            }
            for (form, times) in &world.judge.pauses {
                self.struck(format!("RetryAfter{form:?}"), *times);
            }
            for (boundary, times) in &world.ledger().crashed {
                self.struck(format!("CrashBefore{boundary:?}"), *times);
            }
            for (_, wait) in &world.waits {
                self.struck(format!("Withheld{wait:?}"), 1);
            }
            self.struck("Reordered".to_owned(), world.judge.reordered);
            self.struck("Refused".to_owned(), world.judge.refused);
            self.struck("NotStored".to_owned(), world.ledger().misses);
            for (claim, times) in &world.judge.checked {
                *self.checks.entry(*claim).or_default() += times;
            }
        }
    }

    /// Adds what another one counted.
    pub fn join(&mut self, other: &Self) {
        self.seeds += other.seeds;
        self.simulated += other.simulated;
        self.requests += other.requests;
        self.told += other.told;
        for (fault, times) in &other.faults {
            self.struck(fault.clone(), *times);
        }
        for (claim, times) in &other.checks {
            *self.checks.entry(*claim).or_default() += times;
        }
    }

    fn struck(&mut self, fault: String, times: u64) {
        *self.faults.entry(fault).or_default() += times;
    }

    /// Every fault that can strike, and how often it did.
    #[must_use]
    pub fn faults(&self) -> Vec<(String, u64)> {
        let hazards = Hazard::ALL.map(|hazard| format!("{hazard:?}"));
        let pauses = Form::ALL.map(|form| format!("RetryAfter{form:?}"));
        let crashes = Boundary::ALL.map(|boundary| format!("CrashBefore{boundary:?}"));
        let others = EVENTS.map(ToOwned::to_owned);
        let all = hazards.into_iter().chain(pauses);
        let all = all.chain(crashes).chain(others);
        all.map(|fault| {
            let times = self.faults.get(&fault).copied().unwrap_or_default();
            (fault, times)
        })
        .collect()
    }

    /// Every claim, and how often it was checked.
    #[must_use]
    pub fn checks(&self) -> Vec<(String, u64)> {
        let times = |claim| self.checks.get(&claim).copied().unwrap_or_default();
        let all = Claim::ALL.map(|claim| (format!("{claim:?}"), times(claim)));
        all.into()
    }

    /// What never struck and was never checked.
    #[must_use]
    pub fn missing(&self) -> Vec<String> {
        let all = self.faults().into_iter().chain(self.checks());
        all.filter(|(_, times)| *times == 0)
            .map(|(name, _)| name)
            .collect()
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// The faults that steps are, and what comes of some of them.
const EVENTS: [&str; 27] = [
    "AccessLost",
    "Crash",
    "DaemonGone",
    "DaemonSilent",
    "DiskFull",
    "EnvironmentMute",
    "Filter",
    "JumpAhead",
    "JumpBack",
    "ListsFail",
    "NetworkChanged",
    "NetworkGone",
    "NotStored",
    "QuietHours",
    "Quit",
    "Refused",
    "Reordered",
    "RollBack",
    "ServerRestart",
    "Sleep",
    "SleepWithClock",
    "Snooze",
    "WithheldGrouped",
    "WithheldPaused",
    "WithheldQuietHours",
    "WithheldSnoozed",
    "WokeLate",
];
