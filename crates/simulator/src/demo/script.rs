//! The queue of what is to happen next, and the newcomers that keep it from running dry.
//!
//! Knows no clock: whoever plays it says when a step is due.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::Result;
use fastrand::Rng;

use super::catalog::{ARRIVALS, Ending, Recipe};
use super::places::{Place, Places};
use super::work::Work;
use super::{World, present};
use crate::Plant;

#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// A new operation is queued; the next arrival is set.
    Arrive,
    Complete {
        id: i64,
        ending: Ending,
        counts: Vec<(&'static str, i64)>,
    },
    ExpirePack(i64),
    FailPack {
        id: i64,
        reason: &'static str,
    },
    GeneratePack(i64),
    /// The next environment in turn gets a new pack; the turn after it is set.
    NextPack {
        turn: usize,
    },
    Phase {
        id: i64,
        key: &'static str,
        label: &'static str,
    },
    Progress {
        id: i64,
        processed: i64,
        total: i64,
    },
    QueuePack(PackPlan),
    ReadyPack {
        id: i64,
        size: i64,
        lives: Duration,
    },
    Reconcile {
        id: i64,
        reason: &'static str,
    },
    Start(i64),
}

/// A review pack to be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PackPlan {
    pub(crate) place: Place,
    /// Queued for that long.
    pub(crate) waits: Duration,
    /// Generating for that long.
    pub(crate) takes: Duration,
    pub(crate) fate: PackFate,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum PackFate {
    Fails(&'static str),
    Ready { size: i64, lives: Duration },
}

/// Steps by their time since the play began; steps of one moment keep the order they were set in.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    rng: Rng,
    places: Places,
    due: BTreeMap<(Duration, u64), Step>,
    set: u64,
}

impl Script {
    pub(crate) fn open(world: &World, seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let acts = present::acts(world, &mut rng);
        let places = world.places.clone();
        let mut script = Self {
            rng,
            places,
            due: BTreeMap::new(),
            set: 0,
        };
        script.set_all(acts);
        script.set(FIRST_ARRIVAL, Step::Arrive);
        script.set(FIRST_TURN, Step::NextPack { turn: 0 });
        script
    }

    /// The earliest step, if it is due by then.
    pub(crate) fn next_until(&mut self, until: Duration) -> Option<(Duration, Step)> {
        let earliest = self.due.first_entry()?;
        let at = earliest.key().0;
        (at <= until).then(|| (at, earliest.remove()))
    }

    /// Takes a step, and sets those that follow from it.
    pub(crate) async fn take(&mut self, plant: &Plant, at: Duration, step: Step) -> Result<()> {
        match step {
            Step::Arrive => self.arrive(plant, at).await,
            Step::Complete { id, ending, counts } => complete(plant, id, &ending, &counts).await,
            Step::ExpirePack(id) => plant.expire_pack(id).await,
            Step::FailPack { id, reason } => plant.fail_pack(id, reason).await,
            Step::GeneratePack(id) => plant.generate_pack(id).await,
            Step::NextPack { turn } => self.next_pack(plant, at, turn).await,
            Step::Phase { id, key, label } => plant.phase(id, key, label).await,
            Step::Progress {
                id,
                processed,
                total,
            } => plant.progress(id, processed, total).await,
            Step::QueuePack(plan) => self.queue_pack(plant, at, plan).await,
            Step::ReadyPack { id, size, lives } => {
                self.ready_pack(plant, at, id, size, lives).await
            }
            Step::Reconcile { id, reason } => plant.reconcile_failed(id, reason).await,
            Step::Start(id) => plant.start(id).await,
        }
    }

    async fn arrive(&mut self, plant: &Plant, at: Duration) -> Result<()> {
        let next = at + self.between(8_000, 15_000);
        self.set(next, Step::Arrive);
        let recipe: &Recipe = &ARRIVALS[self.rng.usize(0..ARRIVALS.len())];
        let place = self.somewhere();
        let starts = at + self.between(1_000, 5_000);
        let work = Work {
            id: 0,
            shape: recipe.shape(&mut self.rng),
            processed: 0,
            starts: Some(starts),
            ends: starts + recipe.took(&mut self.rng),
            beat: self.between(1_000, 2_500),
            ending: Ending::draw(&mut self.rng),
        };
        let id = plant
            .queue(place.operation(recipe.kind, recipe.reach, recipe.by))
            .await?;
        let steps = Work { id, ..work }.steps(&mut self.rng);
        self.set_all(steps);
        Ok(())
    }

    async fn next_pack(&mut self, plant: &Plant, at: Duration, turn: usize) -> Result<()> {
        let next = at + self.between(60_000, 100_000);
        self.set(next, Step::NextPack { turn: turn + 1 });
        let turns = [
            self.places.fabrikam,
            self.places.woodgrove,
            self.places.contoso,
        ];
        let fate = self.fate();
        let plan = PackPlan {
            place: turns[turn % turns.len()],
            waits: self.between(3_000, 7_000),
            takes: self.between(12_000, 24_000),
            fate,
        };
        self.queue_pack(plant, at, plan).await
    }

    async fn queue_pack(&mut self, plant: &Plant, at: Duration, plan: PackPlan) -> Result<()> {
        let PackPlan {
            place,
            waits,
            takes,
            fate,
        } = plan;
        let id = plant
            .queue_pack(place.environment, Some(place.starter))
            .await?;
        self.set(at + waits, Step::GeneratePack(id));
        let last = match fate {
            PackFate::Fails(reason) => Step::FailPack { id, reason },
            PackFate::Ready { size, lives } => Step::ReadyPack { id, size, lives },
        };
        self.set(at + waits + takes, last);
        Ok(())
    }

    async fn ready_pack(
        &mut self,
        plant: &Plant,
        at: Duration,
        id: i64,
        size: i64,
        lives: Duration,
    ) -> Result<()> {
        plant.ready_pack(id, size, lives).await?;
        self.set(at + lives, Step::ExpirePack(id));
        Ok(())
    }

    /// Lives minutes instead of weeks, so that expiry can be seen; less than its environment's next turn is away.
    fn fate(&mut self) -> PackFate {
        if self.rng.u64(0..4) == 0 {
            return PackFate::Fails("The ZIP file could not be written.");
        }
        let size = self.rng.i64(900_000..6_000_000);
        PackFate::Ready {
            size,
            lives: Duration::from_secs(120),
        }
    }

    /// One newcomer in ten is a stranger's.
    fn somewhere(&mut self) -> Place {
        match self.rng.u64(0..10) {
            0..4 => self.places.contoso,
            4..7 => self.places.fabrikam,
            7..9 => self.places.woodgrove,
            _ => self.places.adatum,
        }
    }

    fn between(&mut self, least: u64, most: u64) -> Duration {
        Duration::from_millis(self.rng.u64(least..=most))
    }

    fn set_all(&mut self, steps: Vec<(Duration, Step)>) {
        for (at, step) in steps {
            self.set(at, step);
        }
    }

    fn set(&mut self, at: Duration, step: Step) {
        self.due.insert((at, self.set), step);
        self.set += 1;
    }
}

async fn complete(
    plant: &Plant,
    id: i64,
    ending: &Ending,
    counts: &[(&'static str, i64)],
) -> Result<()> {
    if !counts.is_empty() {
        plant.counts(id, counts).await?;
    }
    plant
        .complete_with(id, ending.outcome, &ending.failures)
        .await
}

const FIRST_ARRIVAL: Duration = Duration::from_secs(3);
/// After the packs of the opening acts have ended.
const FIRST_TURN: Duration = Duration::from_secs(82);
