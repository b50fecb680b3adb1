//! One operation or review pack that is already there when the demo begins, and how it got where it is.
//!
//! Written through the plant at the times it happened, so the past obeys the same rules as the present.

use std::time::Duration;

use anyhow::Result;

use super::catalog::{Ending, PHASES, Shape};
use super::places::{By, Place, Reach};
use crate::{Failure, Outcome, Plant};

#[derive(Clone, Debug)]
pub(crate) struct Chapter {
    /// How long ago it was queued.
    pub(crate) ago: Duration,
    pub(crate) place: Place,
    pub(crate) story: Story,
    /// What it has still to do in the play.
    pub(crate) part: Option<Part>,
}

#[derive(Clone, Debug)]
pub(crate) enum Story {
    Operation {
        kind: &'static str,
        reach: Reach,
        by: By,
        life: Life,
    },
    Pack(PackLife),
}

/// How far an operation came.
#[derive(Clone, Debug)]
pub(crate) enum Life {
    Ended {
        took: Duration,
        shape: Shape,
        ending: Ending,
    },
    /// A row of an older release, with the status `failed`.
    Legacy,
    Queued,
    /// Started, stopped reporting, and was given up after that time.
    Reconciled {
        after: Duration,
    },
    Running {
        shape: Shape,
        processed: i64,
    },
    /// The queue did not take it.
    Undispatched,
}

/// How far a review pack came.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PackLife {
    Expired { lived: Duration },
    Failed { reason: &'static str },
}

/// The operations that the play moves on.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) enum Part {
    Alerts,
    Backup,
    Capture,
    Evidence,
    Foreign,
    GroupsSync,
    Overdue,
    PolicySync,
    Quota,
    StaleQueued,
}

impl Chapter {
    /// An operation with nothing still to do in the play.
    pub(crate) fn operation(
        ago: Duration,
        place: Place,
        (kind, reach, by): (&'static str, Reach, By),
        life: Life,
    ) -> Self {
        Self {
            ago,
            place,
            story: Story::Operation {
                kind,
                reach,
                by,
                life,
            },
            part: None,
        }
    }

    /// Writes it; answers the operation's id, none for a pack. `wished` is the id the operation shall have.
    pub(crate) async fn write(&self, plant: &Plant, wished: Option<i64>) -> Result<Option<i64>> {
        let created = plant.at(plant.now() - self.ago);
        match &self.story {
            Story::Operation {
                kind,
                reach,
                by,
                life,
            } => {
                let new = self.place.operation(kind, *reach, *by);
                let new = if let Some(id) = wished {
                    new.id(id)
                } else {
                    new
                };
                let id = created.queue(new).await?;
                live(&created, id, life).await?;
                Ok(Some(id))
            }
            Story::Pack(life) => {
                let pack = created.queue_pack(self.place.environment, Some(self.place.starter));
                live_pack(&created, pack.await?, *life).await?;
                Ok(None)
            }
        }
    }
}

/// Brings a queued operation as far as its life went; `created` holds the time it was queued.
async fn live(created: &Plant, id: i64, life: &Life) -> Result<()> {
    let started = later(created, WAITED);
    match life {
        Life::Ended {
            took,
            shape,
            ending,
        } => {
            started.start(id).await?;
            end(&later(&started, *took), id, *shape, ending).await
        }
        Life::Legacy => created.write_raw_status(id, "failed", "failed").await,
        Life::Queued => Ok(()),
        Life::Reconciled { after } => {
            started.start(id).await?;
            later(&started, *after)
                .reconcile_failed(id, "run.stale_running")
                .await
        }
        Life::Running { shape, processed } => {
            started.start(id).await?;
            report(&started, id, *shape, *processed).await
        }
        Life::Undispatched => {
            let failure = Failure::new("queue.dispatch_failed", "The queue did not take the job.");
            created.complete_with(id, Outcome::Failed, &[failure]).await
        }
    }
}

async fn end(ended: &Plant, id: i64, shape: Shape, ending: &Ending) -> Result<()> {
    if let Shape::Counted { total } = shape {
        ended
            .counts(id, &ending.tally(ending.reaches(0, total), total))
            .await?;
    }
    ended
        .complete_with(id, ending.outcome, &ending.failures)
        .await
}

async fn report(plant: &Plant, id: i64, shape: Shape, processed: i64) -> Result<()> {
    match shape {
        Shape::Activity => Ok(()),
        Shape::Counted { total } => plant.progress(id, processed, total).await,
        Shape::Phased => {
            let (key, label) = PHASES[0];
            plant.phase(id, key, label).await
        }
    }
}

async fn live_pack(created: &Plant, pack: i64, life: PackLife) -> Result<()> {
    let started = later(created, WAITED);
    started.generate_pack(pack).await?;
    let ended = later(&started, PACK_TOOK);
    match life {
        PackLife::Expired { lived } => {
            ended.ready_pack(pack, PACK_SIZE, lived).await?;
            later(&ended, lived).expire_pack(pack).await
        }
        PackLife::Failed { reason } => ended.fail_pack(pack, reason).await,
    }
}

fn later(plant: &Plant, by: Duration) -> Plant {
    plant.at(plant.now() + by)
}

/// From queued to started, in the past.
const WAITED: Duration = Duration::from_secs(2);
const PACK_TOOK: Duration = Duration::from_secs(19);
const PACK_SIZE: i64 = 2_417_664;
