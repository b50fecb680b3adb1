//! This computer's clock against those of two servers: what each account finds for itself is told once for the computer.

use std::time::Duration;

use anyhow::Result;
use monitor_core::cadence;
use tenantatlas_simulator::{Outcome, Plant};
use xtask::eventually;

use crate::accounts::add_account;
use crate::world::{Conditions, LIMIT, OLD, OVERVIEW, Trouble, World, id};

#[test]
fn a_clock_that_two_accounts_find_off_is_told_once_and_stands_in_both_histories() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let other = world.another()?;
    let (here, there) = (world.way()?, world.way_to(&other)?);
    here.meets(Trouble::Ahead);
    there.meets(Trouble::Ahead);
    let operation = world.pinned_operation()?;
    let of_the_other = world.run(other.running(OLD))?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .reads(CLOCK, "that it is off", |words| words.contains(BEHIND))?;

    add_account(&app, &there.server(), &other.token.secret)?;
    app.click(&id(&format!("pin-{of_the_other}")))?;
    app.says(&id(&format!("status-{of_the_other}")), "Running")?;
    app.reads(CLOCK, "that it is off", |words| words.contains(BEHIND))?;
    world.tray_entry(BEHIND)?;

    eventually("the clock in both histories", PATIENCE, || {
        Ok((world.clocks_noted()?.len() == 2).then_some(()))
    })?;
    // What either account tells next comes after whatever it has told of the clock.
    let ends = |plant: &Plant, operation| world.run(plant.complete(operation, Outcome::Succeeded));
    ends(&world.atlas.plant, operation)?;
    ends(&other.plant, of_the_other)?;
    let told = world.notifications(3)?;
    let of_the_clock = told.iter().filter(|one| one.summary == BEHIND);
    assert_eq!((told.len(), of_the_clock.count()), (3, 1), "{told:#?}");
    Ok(())
}

const CLOCK: &str = "[data-testid=\"clock-off\"]";
const BEHIND: &str = "This computer’s clock is 5 minutes behind the server’s.";
/// It is told with the first answer after the grace.
const PATIENCE: Duration = cadence::BLIND_GRACE.saturating_add(LIMIT);
