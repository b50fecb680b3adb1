//! What a pin's own state, in the server's words, is to be warned of at a time. Whether that is told, and that it is told
//! once, is decided elsewhere.

use std::time::Duration;

use super::{Knowledge, Watched};
use crate::alert::{About, Reason, Warning};
use crate::cadence;
use crate::pack::{LatestPack, PackStatus};
use crate::run::{Freshness, Progress, Run, Status};
use crate::target::Target;
use crate::time::Timestamp;

impl Watched {
    /// Notes since when the server counts what it counts.
    pub(super) fn note_progress(&mut self, server_now: Timestamp) {
        let counted = match &self.knowledge {
            Knowledge::Run(run) => counted(run),
            Knowledge::Forbidden
            | Knowledge::Gone
            | Knowledge::Nothing
            | Knowledge::Pack(_)
            | Knowledge::Seen(_) => None,
        };
        let before = self.counted;
        self.counted = counted.map(|(processed, _)| {
            let same = before.filter(|(count, _)| *count == processed);
            same.unwrap_or((processed, server_now))
        });
    }

    /// What is so at this time, whether or not it was told.
    pub(super) fn warnings(&self, server_now: Timestamp) -> Vec<(Warning, Reason)> {
        match &self.knowledge {
            Knowledge::Pack(_) => self.of_expiry(server_now),
            Knowledge::Run(run) if run.ending().is_none() => {
                let stale = (run.freshness == Freshness::LikelyStale)
                    .then_some((Warning::LikelyStale, Reason::LikelyStale));
                let all = [stale, longer(run, server_now), self.stuck(run, server_now)];
                all.into_iter().flatten().collect()
            }
            Knowledge::Forbidden
            | Knowledge::Gone
            | Knowledge::Nothing
            | Knowledge::Run(_)
            | Knowledge::Seen(_) => Vec::new(),
        }
    }

    fn of_expiry(&self, server_now: Timestamp) -> Vec<(Warning, Reason)> {
        let Some(expires_at) = expiry(&self.knowledge) else {
            return Vec::new();
        };
        if expires_at <= server_now {
            return Vec::new();
        }
        let remaining = expires_at.since(server_now);
        let is_due = |warning: &Warning| {
            let span = warning.before_expiry();
            span.is_some_and(|span| remaining <= span)
        };
        let due = Warning::OF_EXPIRY.into_iter().filter(is_due);
        due.map(|warning| (warning, Reason::PackExpires { remaining }))
            .collect()
    }

    fn stuck(&self, run: &Run, server_now: Timestamp) -> Option<(Warning, Reason)> {
        let (processed, total) = counted(run)?;
        let (_, since) = self.counted?;
        let unchanged = server_now.since(since);
        let usual = run.expected.map_or(Duration::ZERO, |it| it.median);
        let reason = Reason::ProgressStuck {
            processed,
            total,
            unchanged,
        };
        (unchanged >= cadence::STUCK_AFTER.max(usual)).then_some((Warning::ProgressStuck, reason))
    }

    pub(super) fn about(&self) -> Option<About> {
        match &self.knowledge {
            Knowledge::Pack(latest) => about_pack(latest),
            Knowledge::Run(run) => Some(about_run(run)),
            Knowledge::Forbidden | Knowledge::Gone | Knowledge::Nothing | Knowledge::Seen(_) => {
                None
            }
        }
    }
}

/// When it expires, where it is ready and will.
pub(super) fn expiry(knowledge: &Knowledge) -> Option<Timestamp> {
    let Knowledge::Pack(latest) = knowledge else {
        return None;
    };
    let ready = latest.pack.as_ref();
    ready
        .filter(|pack| pack.status == PackStatus::Ready)?
        .expires_at
}

/// Longer than nine of ten, and not over in a moment anyway.
fn longer(run: &Run, server_now: Timestamp) -> Option<(Warning, Reason)> {
    let p90 = run.expected?.p90;
    let elapsed = server_now.since(run.started_at?);
    let is_longer = elapsed > p90.max(cadence::SHORT);
    let reason = Reason::LongerThanUsual { elapsed, p90 };
    is_longer.then_some((Warning::LongerThanUsual, reason))
}

/// What the server counts of an operation at work, and of how many.
fn counted(run: &Run) -> Option<(i64, i64)> {
    match run.progress {
        Progress::Counted { processed, total } => {
            (run.status == Status::Running).then_some((processed, total))
        }
        Progress::Activity | Progress::None | Progress::Phased { .. } => None,
    }
}

fn about_run(run: &Run) -> About {
    About {
        target: Target::Operation(run.id),
        subject: run.id.value(),
        kind: Some(run.kind.clone()),
        label: run.label().map(str::to_owned),
        environment: run.environment.clone(),
    }
}

fn about_pack(latest: &LatestPack) -> Option<About> {
    let pack = latest.pack.as_ref()?;
    Some(About {
        target: Target::ReviewPack(latest.environment.0),
        subject: pack.id.value(),
        kind: None,
        label: None,
        environment: Some(latest.environment.clone()),
    })
}
