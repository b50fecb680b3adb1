//! Review packs on the overview: followed while they are made, and left alone in every other state.

use std::time::Duration;

use anyhow::Result;
use jiff::Timestamp;
use monitor_core::{EnvironmentId, Target};

use crate::world::{Conditions, Driven, OVERVIEW, STEADY, World, id, log, observe};

#[test]
fn a_pack_is_followed_until_it_is_ready_and_no_other_state_is_polled() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let (atlas, contoso) = (&world.atlas, world.atlas.contoso);
    let pack = world.run(atlas.plant.queue_pack(contoso, Some(atlas.ann)))?;
    world.pin(Target::ReviewPack(
        EnvironmentId::new(contoso).expect("ids are positive"),
    ))?;
    let resting = world.run(resting(&world))?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?;
    for (environment, state) in &resting {
        shows(&app, *environment, state, "settled")?;
    }

    shows(&app, contoso, "Queued", "every 10 s")?;
    world.run(atlas.plant.generate_pack(pack))?;
    shows(&app, contoso, "Generating", "every 10 s")?;
    world.run(atlas.plant.ready_pack(pack, 52_428, WEEK))?;
    shows(&app, contoso, "Ready", "settled")?;
    let told: Vec<_> = world
        .notifications(1)?
        .into_iter()
        .map(|one| (one.summary, one.body))
        .collect();
    assert_eq!(
        told,
        [(
            "Review pack is ready".to_owned(),
            "Contoso Production".to_owned()
        )]
    );

    // Once more when the operation that made it leaves the list, and then never.
    observe(STEADY * 2);
    let settled = Timestamp::now();
    observe(STEADY.mul_f64(1.5));
    assert_eq!(asked(&world, contoso, settled)?, 0);
    assert_eq!(world.atlas.gateway.held_watches(), 0);
    for (environment, state) in &resting {
        assert_eq!(
            asked(&world, *environment, Timestamp::UNIX_EPOCH)?,
            1,
            "{state}"
        );
    }
    Ok(())
}

/// An environment in each state that does not poll, with the words for it.
async fn resting(world: &World) -> Result<[(i64, &'static str); 4]> {
    let (plant, ann) = (&world.atlas.plant, world.atlas.ann);
    let ready = world.atlas.environment("Fabrikam Europe").await?;
    let failed = world.atlas.environment("Litware").await?;
    let expired = world.atlas.environment("Proseware").await?;
    let none = world.atlas.environment("Tailspin Toys").await?;
    for environment in [ready, failed, expired] {
        let pack = plant.queue_pack(environment, Some(ann)).await?;
        plant.generate_pack(pack).await?;
        if environment == failed {
            plant.fail_pack(pack, "The export was refused").await?;
        } else {
            plant.ready_pack(pack, 1024, WEEK).await?;
        }
        if environment == expired {
            plant.expire_pack(pack).await?;
        }
    }
    Ok([
        (ready, "Ready"),
        (failed, "Failed"),
        (expired, "Expired"),
        (none, "No review pack"),
    ])
}

fn shows(app: &Driven<'_>, environment: i64, state: &str, refresh: &str) -> Result<()> {
    let card = id(&format!("pack-{environment}"));
    app.says(&format!("{card} {}", id("pack-status")), state)?;
    app.says(&format!("{card} {}", id("pack-refresh")), refresh)
}

fn asked(world: &World, environment: i64, since: Timestamp) -> Result<usize> {
    let naming = log::review_pack(environment);
    Ok(world.requests_naming(&naming, since)?.len())
}

/// Long enough to be no news.
const WEEK: Duration = Duration::from_secs(7 * 86_400);
