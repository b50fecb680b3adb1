//! Ends that nobody is told of: of what is muted, and of a kind that a rule leaves out. They are shown all the same, and
//! told neither later nor after a restart.

use anyhow::Result;
use tenantatlas_simulator::Outcome;

use crate::pinned::alone_in_its_window;
use crate::world::{Conditions, Driven, OVERVIEW, World, id};

#[test]
fn a_muted_operation_ends_without_a_notification_and_is_shown_everywhere() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let (muted, other, last) = (
        world.pinned_operation()?,
        world.pinned_operation()?,
        world.pinned_operation()?,
    );
    let app = alone_in_its_window(&world, muted)?;
    app.click(&id("mute-run"))?;
    app.reads(&id("run-muted"), "that it is muted", |_| true)?;
    drop(app);

    let app = world.launch_driven(&["--show"])?;
    let mark = id(&format!("muted-{muted}"));
    app.on(OVERVIEW)?
        .reads(&mark, "that it is still muted", |_| true)?;
    world.wait_until_held()?;
    ends(&world, &app, muted, Outcome::Failed, "Failed")?;
    world.tray_state(muted, "Failed")?;
    ends(&world, &app, other, Outcome::Succeeded, "Succeeded")?;
    let told = success(other);
    assert_eq!(words(&world, 1)?, std::slice::from_ref(&told));
    world.all_is_told()?;
    drop(app);

    let _app = world.launch(&[])?;
    world.wait_until_held()?;
    world.tray_state(muted, "Failed")?;
    world.run(world.atlas.plant.complete(last, Outcome::Succeeded))?;
    assert_eq!(words(&world, 2)?, [told, success(last)]);
    Ok(())
}

#[test]
fn with_the_rule_for_successes_off_a_failure_alone_is_told_and_a_success_not_later_either()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let (untold, bad, good) = (
        world.pinned_operation()?,
        world.pinned_operation()?,
        world.pinned_operation()?,
    );
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{good}")), "Running")?;
    world.wait_until_held()?;
    let failure = ("Policy sync failed".to_owned(), place(bad));

    switch_successes(&app, false)?;
    ends(&world, &app, untold, Outcome::Succeeded, "Succeeded")?;
    ends(&world, &app, bad, Outcome::Failed, "Failed")?;
    assert_eq!(words(&world, 1)?, std::slice::from_ref(&failure));
    world.all_is_told()?;

    switch_successes(&app, true)?;
    ends(&world, &app, good, Outcome::Succeeded, "Succeeded")?;
    assert_eq!(words(&world, 2)?, [failure, success(good)]);
    Ok(())
}

/// Ends an operation, and waits until the overview shows how.
pub(crate) fn ends(
    world: &World,
    app: &Driven<'_>,
    operation: i64,
    outcome: Outcome,
    state: &str,
) -> Result<()> {
    world.run(world.atlas.plant.complete(operation, outcome))?;
    app.says(&id(&format!("outcome-{operation}")), state)
}

fn switch_successes(app: &Driven<'_>, on: bool) -> Result<()> {
    app.open_settings("notifications")?;
    app.click(&id(SUCCESSES))?;
    // The box shows what holds, and the selector is of one that is as wanted.
    let state = if on { ":checked" } else { ":not(:checked)" };
    app.reads(&format!("{}{state}", id(SUCCESSES)), "the rule", |_| true)?;
    app.click(&id("settings-close"))?;
    app.lacks(&id(SUCCESSES))
}

/// Titles and bodies of what the daemon received, once it received that many.
fn words(world: &World, count: usize) -> Result<Vec<(String, String)>> {
    Ok(world
        .notifications(count)?
        .into_iter()
        .map(|one| (one.summary, one.body))
        .collect())
}

fn success(operation: i64) -> (String, String) {
    ("Policy sync succeeded".to_owned(), place(operation))
}

fn place(operation: i64) -> String {
    format!("Contoso Production · Operation #{operation}")
}

/// The rule for operations that succeeded.
const SUCCESSES: &str = "rule-outcome-succeeded";
