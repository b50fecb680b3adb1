//! What is not the user's to see is not there.

use anyhow::Result;
use jiff::Timestamp;

use crate::pinned::title;
use crate::world::{Conditions, Driven, OVERVIEW, World, id, log};

#[test]
fn a_strangers_operation_cannot_be_told_from_one_that_never_was() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let foreign = world.run(world.atlas.foreign())?;
    let never = foreign + 1_000;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    for operation in [foreign, never] {
        pin_by_number(&app, operation)?;
    }

    let (one, other) = (looks(&world, &app, foreign)?, looks(&world, &app, never)?);
    assert_eq!(one, other);
    assert!(
        one.iter()
            .all(|words| !words.contains("Woodgrove") && !words.contains("Restore")),
        "{one:?}"
    );
    Ok(())
}

/// The search finds nothing, and offers to pin the number all the same.
fn pin_by_number(app: &Driven<'_>, operation: i64) -> Result<()> {
    app.enter(&id("search-input"), &format!("#{operation}"))?;
    app.reads(&id("search-none"), "nothing found", |words| {
        words.starts_with("No operation you may see")
    })?;
    app.click(&id(&format!("pin-{operation}")))?;
    app.click(&id("search-clear"))
}

/// Everything the user can learn of it, with its number replaced.
fn looks(world: &World, app: &Driven<'_>, operation: i64) -> Result<Vec<String>> {
    let part = |name: &str| id(&format!("{name}-{operation}"));
    app.on(OVERVIEW)?.says(&part("open"), "Not available")?;
    let mut words = vec![
        app.text(&part("row"))?.unwrap_or_default(),
        world.tray_entry(&title(operation))?,
    ];
    app.click(&part("open"))?;
    app.on(&title(operation))?
        .reads(&id("run-gone"), "that it is gone", |_| true)?;
    words.push(app.text("body")?.unwrap_or_default());
    words.push(world.desktop.window(&title(operation))?.title);
    let naming = log::operation(operation);
    let asked = world.requests_naming(&naming, Timestamp::UNIX_EPOCH)?;
    words.push(format!(
        "asked {} times, answered {:?}",
        asked.len(),
        asked.first().map(|entry| entry.status)
    ));
    Ok(words
        .into_iter()
        .map(|words| words.replace(&format!("#{operation}"), "#N"))
        .collect())
}
