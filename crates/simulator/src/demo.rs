//! The demo world: three customer environments in two workspaces, and a stranger's fourth that must never show.
//!
//! [`build`] writes two days of history and a busy present, [`play`] goes on as queue workers would. Both follow the
//! seed alone: the same seed gives the same ids, types, durations and outcomes in the same order.

mod catalog;
mod chapter;
mod history;
mod places;
mod present;
mod script;
mod work;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result};
use fastrand::Rng;
use tokio::time::{Instant, sleep_until};

use crate::Plant;
use chapter::{Chapter, Part};
use places::Places;
use script::Script;

/// What a demo needs to know of the world it shows.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct World {
    /// Whose token the demo uses.
    pub user: i64,
    /// The two operations that are pinned when the demo opens.
    pub pinned: Vec<i64>,
    /// The pinned operation whose window opens.
    pub open: i64,
    pub(crate) places: Places,
    /// The operations that already had a part when the play began.
    pub(crate) cast: BTreeMap<Part, i64>,
}

/// How fast a script is played.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Pace {
    /// Every step due until then at once, each dated as if it had been waited for. Then it ends.
    Instant { until: Duration },
    /// Every step when it is due by the wall clock, for ever.
    Real,
}

/// Writes history and present. The plant should be empty.
pub async fn build(plant: &Plant, seed: u64) -> Result<World> {
    let plant = plant.at(plant.now());
    let mut rng = Rng::with_seed(seed);
    let places = places::furnish(&plant).await?;
    let mut chapters = history::chapters(&places, &mut rng);
    chapters.extend(present::chapters(&places));
    // Oldest first: ids grow with time, as the product's do.
    chapters.sort_by_key(|chapter| Reverse(chapter.ago));
    let cast = write(&plant, chapters).await?;
    let member = |part: Part| cast.get(&part).copied().context("the cast is incomplete");
    let open = member(Part::PolicySync)?;
    let pinned = vec![open, member(Part::Backup)?];
    Ok(World {
        user: places.operator,
        pinned,
        open,
        places,
        cast,
    })
}

/// Plays on until the shutdown. A step that fails is logged and left out; the play goes on.
pub async fn play(
    plant: Plant,
    world: World,
    seed: u64,
    shutdown: impl Future<Output = ()>,
) -> Result<()> {
    tokio::select! {
        played = play_with(plant, world, seed, Pace::Real) => played,
        () = shutdown => Ok(()),
    }
}

/// Plays at the given pace; at an instant pace a step that fails ends it.
pub async fn play_with(plant: Plant, world: World, seed: u64, pace: Pace) -> Result<()> {
    let script = Script::open(&world, seed);
    match pace {
        Pace::Instant { until } => play_at_once(&plant, script, until).await,
        Pace::Real => {
            play_as_due(&plant, script).await;
            Ok(())
        }
    }
}

async fn write(plant: &Plant, chapters: Vec<Chapter>) -> Result<BTreeMap<Part, i64>> {
    let mut cast = BTreeMap::new();
    let mut first = Some(FIRST_OPERATION);
    for chapter in chapters {
        let written = chapter.write(plant, first.take()).await?;
        if let (Some(part), Some(id)) = (chapter.part, written) {
            cast.insert(part, id);
        }
    }
    Ok(cast)
}

async fn play_at_once(plant: &Plant, mut script: Script, until: Duration) -> Result<()> {
    let begin = plant.now();
    while let Some((at, step)) = script.next_until(until) {
        script.take(&plant.at(begin + at), at, step).await?;
    }
    Ok(())
}

async fn play_as_due(plant: &Plant, mut script: Script) {
    let begin = Instant::now();
    while let Some((at, step)) = script.next_until(Duration::MAX) {
        sleep_until(begin + at).await;
        if let Err(error) = script.take(plant, at, step).await {
            tracing::warn!("Left out a step of the demo: {error:#}");
        }
    }
}

/// Where the demo's ids begin: an "Operation #421" looks like a product in use.
const FIRST_OPERATION: i64 = 400;
