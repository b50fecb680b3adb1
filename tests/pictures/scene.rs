//! What the pictures show: the demo's tenants, played up to one moment and held there.
//!
//! Nothing happens by itself from then on, so that what a picture waits for is still so when it is taken.

use std::time::Duration;

use anyhow::{Result, bail};
use jiff::Timestamp;
use tenantatlas_simulator::demo::{self, Pace};

use crate::world::World;

pub(crate) struct Scene {
    /// A policy sync that has just succeeded.
    pub(crate) ended: i64,
    /// A backup at work.
    pub(crate) running: i64,
    /// Of the demo's operator.
    pub(crate) token: String,
}

/// Beside the world's own people, of whom the demo's operator sees nothing.
pub(crate) fn set(world: &World) -> Result<Scene> {
    let atlas = &world.atlas;
    world.run(async {
        let began = atlas.plant.at(Timestamp::now() - PLAYED);
        let tenants = demo::build(&began, SEED).await?;
        let user = tenants.user;
        let [ended, running] = tenants.pinned[..] else {
            bail!("the demo pins two operations, not {:?}", tenants.pinned);
        };
        demo::play_with(began, tenants, SEED, Pace::Instant { until: PLAYED }).await?;
        let issued = atlas.gateway.tokens().issue(user, "pictures", None).await?;
        Ok(Scene {
            ended,
            running,
            token: issued.secret,
        })
    })
}

/// The demo's own.
const SEED: u64 = 7;
/// The policy sync has succeeded and a review pack is ready; the backup is not done.
const PLAYED: Duration = Duration::from_secs(30);
