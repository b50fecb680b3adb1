//! What operations of each type look like in the demo: who starts them, how they report, how long they take, and how
//! they end. All figures are made up; the product's own expected durations are not public.

use std::ops::RangeInclusive;
use std::time::Duration;

use fastrand::Rng;

use super::places::{By, Reach};
use crate::{Failure, Outcome};

/// One type of operation.
#[derive(Clone, Debug)]
pub(crate) struct Recipe {
    pub(crate) kind: &'static str,
    pub(crate) reach: Reach,
    pub(crate) by: By,
    pub(crate) reports: Reports,
    /// From start to end.
    seconds: RangeInclusive<u64>,
}

/// What a type tells while it works.
#[derive(Clone, Debug)]
pub(crate) enum Reports {
    Counts(RangeInclusive<i64>),
    Nothing,
    Phases,
}

/// What one operation tells while it works.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Shape {
    Activity,
    Counted { total: i64 },
    Phased,
}

/// How one operation ends.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Ending {
    pub(crate) outcome: Outcome,
    pub(crate) failures: Vec<Failure>,
}

impl Recipe {
    pub(crate) fn took(&self, rng: &mut Rng) -> Duration {
        Duration::from_secs(rng.u64(self.seconds.clone()))
    }

    pub(crate) fn shape(&self, rng: &mut Rng) -> Shape {
        match &self.reports {
            Reports::Counts(totals) => Shape::Counted {
                total: rng.i64(totals.clone()),
            },
            Reports::Nothing => Shape::Activity,
            Reports::Phases => Shape::Phased,
        }
    }
}

impl Ending {
    pub(crate) fn success() -> Self {
        Self {
            outcome: Outcome::Succeeded,
            failures: Vec::new(),
        }
    }

    /// Four of five succeed.
    pub(crate) fn draw(rng: &mut Rng) -> Self {
        if rng.u64(0..100) < 80 {
            Self::success()
        } else {
            Self::trouble(rng)
        }
    }

    /// Any ending but success.
    pub(crate) fn trouble(rng: &mut Rng) -> Self {
        match rng.u64(0..20) {
            0..8 => Self::partial(rng.i64(1..=14), rng.i64(1..=4)),
            8..13 => Self::failed(
                "dependency_unreachable",
                "Microsoft Graph did not answer in time.",
            ),
            13..18 => Self::blocked(),
            _ => Self::cancelled(),
        }
    }

    pub(crate) fn partial(throttled: i64, denied: i64) -> Self {
        let failures = vec![
            Failure::new(
                "graph.throttled",
                "Microsoft Graph asked to slow down; items were left out.",
            )
            .times(throttled),
            Failure::new(
                "provider_permission_denied",
                "The app may not read some of the items.",
            )
            .times(denied),
        ];
        Self {
            outcome: Outcome::PartiallySucceeded,
            failures,
        }
    }

    pub(crate) fn blocked() -> Self {
        let consent = Failure::new(
            "provider_consent_missing",
            "Admin consent is missing for this environment.",
        );
        Self {
            outcome: Outcome::Blocked,
            failures: vec![consent],
        }
    }

    pub(crate) fn cancelled() -> Self {
        Self {
            outcome: Outcome::Cancelled,
            failures: Vec::new(),
        }
    }

    pub(crate) fn failed(code: &str, message: &str) -> Self {
        Self {
            outcome: Outcome::Failed,
            failures: vec![Failure::new(code, message)],
        }
    }

    /// How many of the total were processed at the end, if `from` were at its beginning.
    pub(crate) fn reaches(&self, from: i64, total: i64) -> i64 {
        match self.outcome {
            Outcome::Blocked => from,
            Outcome::Cancelled | Outcome::Failed => from + (total - from) * 3 / 5,
            Outcome::PartiallySucceeded | Outcome::Succeeded => total,
        }
    }

    /// The final counts of an operation that processed that many.
    pub(crate) fn tally(&self, processed: i64, total: i64) -> Vec<(&'static str, i64)> {
        let failed: i64 = self.failures.iter().map(Failure::count).sum();
        let failed = failed.min(processed);
        vec![
            ("failed", failed),
            ("processed", processed),
            ("skipped", total - processed),
            ("succeeded", processed - failed),
            ("total", total),
        ]
    }
}

/// The phases of `baseline.capture`, first to last, as the product names their keys (spec 272); the labels are ours.
pub(crate) const PHASES: [(&str, &str); 3] = [
    ("preparing", "Preparing the capture"),
    ("processing", "Reading policies"),
    ("persisting", "Saving the snapshot"),
];

pub(crate) const ALERTS_EVALUATE: Recipe = Recipe {
    kind: "alerts.evaluate",
    reach: Reach::Workspace,
    by: By::System,
    reports: Reports::Nothing,
    seconds: 3..=8,
};
pub(crate) const BACKUP: Recipe =
    counted("backup.schedule.execute", By::System, 200..=320, 150..=260);
pub(crate) const BASELINE_CAPTURE: Recipe = Recipe {
    kind: "baseline.capture",
    reach: Reach::Environment,
    by: By::User,
    reports: Reports::Phases,
    seconds: 25..=55,
};
pub(crate) const BASELINE_COMPARE: Recipe =
    counted("baseline.compare", By::System, 120..=260, 10..=30);
pub(crate) const GROUPS_SYNC: Recipe =
    counted("directory.groups.sync", By::System, 400..=1400, 12..=30);
pub(crate) const INVENTORY_SYNC: Recipe = counted("inventory.sync", By::System, 300..=900, 15..=40);
pub(crate) const PACK_GENERATE: Recipe =
    silent("environment.review_pack.generate", By::User, 14..=26);
pub(crate) const POLICY_SYNC: Recipe = counted("policy.sync", By::User, 180..=480, 14..=28);

/// What newcomers are drawn from while the demo plays.
pub(crate) static ARRIVALS: [Recipe; 11] = [
    ALERTS_EVALUATE,
    BASELINE_CAPTURE,
    BASELINE_COMPARE,
    GROUPS_SYNC,
    INVENTORY_SYNC,
    POLICY_SYNC,
    counted("policy.snapshot", By::User, 60..=200, 8..=20),
    counted("restore.execute", By::User, 20..=60, 25..=60),
    silent("compliance.snapshot", By::System, 5..=15),
    silent("provider.connection.check", By::System, 2..=5),
    silent("tenant.evidence.snapshot.generate", By::User, 40..=90),
];

const fn counted(
    kind: &'static str,
    by: By,
    totals: RangeInclusive<i64>,
    seconds: RangeInclusive<u64>,
) -> Recipe {
    Recipe {
        kind,
        reach: Reach::Environment,
        by,
        reports: Reports::Counts(totals),
        seconds,
    }
}

const fn silent(kind: &'static str, by: By, seconds: RangeInclusive<u64>) -> Recipe {
    Recipe {
        kind,
        reach: Reach::Environment,
        by,
        reports: Reports::Nothing,
        seconds,
    }
}
