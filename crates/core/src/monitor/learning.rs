//! What a target's own state teaches: news or baseline, and what the poller has to know.

use std::cmp::Ordering;
use std::sync::Arc;
use std::time::Duration;

use super::known::seen_ended;
use super::{Knowledge, Watched};
use crate::cadence::{Phase, Wish};
use crate::id::Version;
use crate::notice::Ended;
use crate::pack::{LatestPack, PackStatus};
use crate::planted::{self, Bug};
use crate::poller::Facts;
use crate::ports::Seen;
use crate::run::{Ending, Freshness, Run};
use crate::time::{Moment, Timestamp};
use crate::view::Context;

/// What a change brought.
#[derive(Default)]
pub(super) struct News {
    pub(super) ended: Option<Ended>,
    /// It had ended before it was first seen.
    pub(super) baseline: Option<Ended>,
    pub(super) seen_changed: bool,
}

impl Watched {
    /// `pinned` is the latest that the server's clock can have shown when it was pinned, where it was not seen since.
    pub(super) fn learn_run(
        &mut self,
        version: Version,
        run: Run,
        pinned: Option<Timestamp>,
    ) -> News {
        let ended = run.completed_at.zip(pinned);
        let was_awaited = ended.is_some_and(|(ended, pinned)| ended > pinned.after(CLOCK_SLACK));
        let was_active = match &self.knowledge {
            Knowledge::Run(before) => before.ending().is_none(),
            Knowledge::Seen(before) => !seen_ended(before),
            // Out of sight is not lost: while its names may be kept, its end is still awaited.
            Knowledge::Forbidden | Knowledge::Gone => self
                .gone_names
                .as_ref()
                .is_some_and(|before| !seen_ended(before)),
            // First sight is the baseline, not news.
            Knowledge::Nothing | Knowledge::Pack(_) => false,
        };
        let is_first = matches!(self.knowledge, Knowledge::Nothing);
        let seen = Seen::of_run(&run);
        let seen_changed = self.stored() != Some(seen);
        let ended = run
            .ending()
            .or_else(|| planted::has(Bug::DeadlyStaleness).then(|| stale_ending(&run))?)
            // What ended after it was pinned was active then, whoever saw it.
            .filter(|_| was_active || was_awaited)
            .map(|ending| Ended::of_run(&run, ending));
        self.version = Some(version);
        self.gone_names = None;
        self.pinned = None;
        self.knowledge = Knowledge::Run(Arc::new(run));
        let is_baseline = is_first && ended.is_none();
        News {
            ended,
            baseline: is_baseline.then(|| self.ended()).flatten(),
            seen_changed,
        }
    }

    pub(super) fn learn_pack(&mut self, version: Version, latest: LatestPack) -> News {
        let before = self.stored();
        let is_first = matches!(self.knowledge, Knowledge::Nothing);
        let seen = Seen::of_pack(&latest);
        // News is a pack that was not ended when last looked at, even if it expired meanwhile, or a newer one that is
        // still of use; an older one only came to light again because the latest was deleted.
        let is_news =
            before
                .as_ref()
                .is_some_and(|before| match seen.subject.cmp(&before.subject) {
                    Ordering::Less => false,
                    Ordering::Equal => !PackStatus::parse(&before.status).is_ended(),
                    Ordering::Greater => PackStatus::parse(&seen.status) != PackStatus::Expired,
                });
        let ended = Ended::of_pack(&latest).filter(|_| is_news);
        let seen_changed = before != Some(seen);
        self.version = Some(version);
        self.gone_names = None;
        self.knowledge = Knowledge::Pack(Arc::new(latest));
        News {
            ended,
            baseline: is_first.then(|| self.ended()).flatten(),
            seen_changed,
        }
    }

    pub(super) fn lose(&mut self, knowledge: Knowledge) -> News {
        // Lost twice without an answer about the scope in between: the first names are still to be judged.
        self.gone_names = self.stored().or_else(|| self.gone_names.take());
        self.version = None;
        self.context = Context::NotAsked;
        self.knowledge = knowledge;
        News::default()
    }

    /// Its end, where that is all there is to see of it.
    pub(super) fn ended(&self) -> Option<Ended> {
        match &self.knowledge {
            Knowledge::Pack(latest) => Ended::of_pack(latest),
            Knowledge::Run(run) => run.ending().map(|ending| Ended::of_run(run, ending)),
            Knowledge::Forbidden | Knowledge::Gone | Knowledge::Nothing | Knowledge::Seen(_) => {
                None
            }
        }
    }

    /// The state as the ledger has it, or would.
    pub(super) fn stored(&self) -> Option<Seen> {
        match &self.knowledge {
            Knowledge::Pack(latest) => Some(Seen::of_pack(latest)),
            Knowledge::Run(run) => Some(Seen::of_run(run)),
            Knowledge::Seen(seen) => Some(seen.clone()),
            Knowledge::Forbidden | Knowledge::Gone | Knowledge::Nothing => None,
        }
    }

    /// To be called with every answer about it.
    pub(super) fn note_age(&mut self, server_now: Timestamp, now: Moment) {
        if self.first_age.is_none()
            && let Knowledge::Run(run) = &self.knowledge
        {
            self.first_age = Some((now, server_now.since(run.created_at)));
        }
    }

    /// By the server's clock, but not younger than time that passed here has made it: a clock that is set back by an hour
    /// would else have everything asked for as often as what just began.
    fn age(&self, run: &Run, server_now: Timestamp, now: Moment) -> Duration {
        let passed = self
            .first_age
            .map(|(then, age)| age.saturating_add(now.since(then)));
        server_now
            .since(run.created_at)
            .max(passed.unwrap_or_default())
    }

    pub(super) fn facts(&self, server_now: Timestamp, now: Moment, wish: Wish) -> Facts {
        let (phase, age) = match &self.knowledge {
            Knowledge::Forbidden | Knowledge::Gone => (Phase::Absent, Duration::ZERO),
            Knowledge::Nothing => (Phase::Unseen, Duration::ZERO),
            Knowledge::Pack(latest) => (pack_phase(latest), Duration::ZERO),
            Knowledge::Run(run) => (run_phase(run), self.age(run, server_now, now)),
            // Not answered with a state although no version was named: the server left it out.
            Knowledge::Seen(_) => (Phase::Unseen, Duration::ZERO),
        };
        Facts { phase, age, wish }
    }

    /// Whether its end is still to come, as far as is known.
    pub(super) fn is_unended(&self) -> bool {
        match &self.knowledge {
            Knowledge::Forbidden | Knowledge::Gone => false,
            Knowledge::Nothing => true,
            Knowledge::Pack(latest) => pack_phase(latest) == Phase::Active,
            Knowledge::Run(run) => run_phase(run) == Phase::Active,
            Knowledge::Seen(seen) if seen.kind.is_none() => {
                !PackStatus::parse(&seen.status).is_ended()
            }
            Knowledge::Seen(seen) => !seen_ended(seen),
        }
    }
}

/// What a planted bug takes for an end.
fn stale_ending(run: &Run) -> Option<Ending> {
    (run.freshness == Freshness::LikelyStale).then_some(Ending::Failed)
}

fn run_phase(run: &Run) -> Phase {
    if run.ending().is_some() {
        Phase::Terminal
    } else {
        Phase::Active
    }
}

fn pack_phase(latest: &LatestPack) -> Phase {
    match &latest.pack {
        None => Phase::Absent,
        Some(pack) if pack.status.is_active() => Phase::Active,
        Some(_) => Phase::Terminal,
    }
}

/// What is known of the server's clock is right to a second, and so are the times that it gives.
const CLOCK_SLACK: Duration = Duration::from_secs(2);
