//! After a time away there is one notification: of what ended meanwhile, failures first, and of what expires today. A click
//! on it leads to all of it.

use std::time::Duration;

use anyhow::Result;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use monitor_core::{EnvironmentId, Target};
use tenantatlas_simulator::Outcome;

use crate::notifications::words;
use crate::world::{Conditions, OVERVIEW, World};

#[test]
fn the_first_start_after_a_time_away_tells_of_it_in_one_notification_that_opens_the_overview()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let (good, bad, active) = (
        world.pinned_operation()?,
        world.pinned_operation()?,
        world.pinned_operation()?,
    );
    ready_pack(&world)?;
    let zone = noon();
    let mut app = world.launch_in(&zone)?;
    for operation in [good, bad, active] {
        world.tray_state(operation, "Running")?;
    }
    world.tray_entry("Review pack · Contoso Production · Ready")?;
    app.kill()?;
    assert_eq!(world.desktop.notifications()?, [], "nothing is news yet");

    for (operation, outcome) in [(good, Outcome::Succeeded), (bad, Outcome::Failed)] {
        let plant = &world.atlas.plant;
        world.run(plant.complete(operation, outcome))?;
        world.run(plant.backdate(operation, AWAY))?;
    }
    world.wait_until_none_is_held()?;
    let _app = world.launch_in(&zone)?;
    let told = (TITLE.to_owned(), LINES.to_owned());
    assert_eq!(words(&world)?, std::slice::from_ref(&told));
    world.all_is_told()?;
    world.desktop.invoke_notification()?;
    world.desktop.wait_for_window(OVERVIEW)?;
    world.tray_state(active, "Running")?;
    assert_eq!(words(&world)?, [told]);
    Ok(())
}

/// One that expires today, and is not about to: pinned in an earlier start.
fn ready_pack(world: &World) -> Result<()> {
    let (plant, contoso) = (&world.atlas.plant, world.atlas.contoso);
    world.run(async {
        let pack = plant.queue_pack(contoso, Some(world.atlas.ann)).await?;
        plant.generate_pack(pack).await?;
        plant.ready_pack(pack, 52_428, TODAY).await
    })?;
    world.pin(Target::ReviewPack(
        EnvironmentId::new(contoso).expect("ids are positive"),
    ))
}

/// A zone in which it is about noon, so that today is not over before the pack has expired.
fn noon() -> String {
    let now = Timestamp::now().to_zoned_datetime(TimeZone::UTC);
    format!("NOON{}", now.hour() - 12)
}

const TITLE: &str =
    "While you were away: 2 operations ended, 1 failed, 1 review pack expires today";
const LINES: &str =
    "Policy sync failed · Contoso Production\nPolicy sync succeeded · Contoso Production";
/// Longer than what ends is told as if it were of this moment.
const AWAY: Duration = Duration::from_secs(30 * 60);
/// After the last that is warned of at first sight, and before the next.
const TODAY: Duration = Duration::from_secs(3 * 3_600);
