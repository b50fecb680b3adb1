//! The lists of the overview: they follow what nobody pinned, and only while they can be seen. What they have no room for
//! is found by a filter.

use std::time::Duration;

use anyhow::Result;
use jiff::Timestamp;
use tenantatlas_simulator::{NewOperation, Outcome};
use xtask::eventually;

use crate::world::{Conditions, Driven, LIMIT, OLD, OVERVIEW, STEADY, World, id, observe};

#[test]
fn an_operation_moves_from_active_to_needs_attention_by_itself_and_nothing_is_listed_unseen()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.run(world.atlas.running(OLD))?;
    let stale = world.run(world.atlas.running(OLD))?;
    // In both lists, so that both are asked for as often as an active list is.
    world.run(world.atlas.plant.backdate(stale, HOURS))?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?;
    for (section, listed) in [
        ("section-active", operation),
        ("section-active", stale),
        ("section-attention", stale),
    ] {
        lists(&app, section, listed)?;
    }
    app.lacks(&row("section-attention", operation))?;

    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    lists(&app, "section-attention", operation)?;
    lists(&app, "section-recent", operation)?;
    app.lacks(&row("section-active", operation))?;
    assert_eq!(world.desktop.notifications()?, [], "nobody pinned it");

    world.desktop.minimise(OVERVIEW)?;
    for section in ["section-active", "section-attention", "section-recent"] {
        let refresh = id(&format!("{section}-refresh"));
        app.says(&refresh, "paused: window hidden")?;
    }
    let hidden = Timestamp::now();
    observe(STEADY * 2);
    assert_eq!(world.requests_since(hidden)?, []);

    let back = Timestamp::now();
    world.desktop.restore(OVERVIEW)?;
    world.wait_for_request("a list", back, |entry| entry.is_on("list"))?;
    app.says(&id("section-active-refresh"), "every 10 s")
}

#[test]
fn a_filter_finds_what_the_list_has_no_room_for_and_nothing_more_is_asked_once_it_is_cleared()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let archive = world.run(world.atlas.environment(ARCHIVE))?;
    let old = ended(&world, archive)?;
    world.run(world.atlas.plant.backdate(old, HOURS))?;
    for _ in 0..ROOM {
        ended(&world, world.atlas.contoso)?;
    }
    let newest = ended(&world, world.atlas.contoso)?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?;
    lists(&app, "section-recent", newest)?;
    app.lacks(&row("section-recent", old))?;

    app.click(&id("filter-environment"))?;
    app.click(&id(&format!("filter-environment-{ARCHIVE}")))?;
    lists(&app, "section-recent", old)?;
    app.lacks(&row("section-recent", newest))?;
    app.says(&id("section-recent-count"), &format!("1 of {}", ROOM + 2))?;
    // Every list, and what the filter leaves of the one that is cut.
    assert_eq!(refreshed(&world, &app, 4)?, 4);

    app.click(&id("filter-clear"))?;
    lists(&app, "section-recent", newest)?;
    app.lacks(&row("section-recent", old))?;
    assert_eq!(refreshed(&world, &app, 3)?, 3);
    Ok(())
}

/// How many lists a refresh asks for, of which so many are waited for, and whatever follows on them.
fn refreshed(world: &World, app: &Driven<'_>, expected: usize) -> Result<usize> {
    let since = Timestamp::now();
    app.click(&id("refresh"))?;
    let asked = || {
        let requests = world.requests_since(since)?.into_iter();
        anyhow::Ok(requests.filter(|entry| entry.is_on("list")).count())
    };
    eventually("every list", LIMIT, || {
        Ok((asked()? >= expected).then_some(()))
    })?;
    observe(STEADY);
    asked()
}

/// A policy sync of this environment that just succeeded.
fn ended(world: &World, environment: i64) -> Result<i64> {
    let atlas = &world.atlas;
    let new = NewOperation::new("policy.sync").in_environment(atlas.northwind, environment);
    world.run(async {
        let id = atlas.plant.queue(new.by(atlas.ann)).await?;
        atlas.plant.start(id).await?;
        atlas.plant.complete(id, Outcome::Succeeded).await?;
        Ok(id)
    })
}

fn lists(app: &Driven<'_>, section: &str, operation: i64) -> Result<()> {
    let what = format!("operation {operation} in {section}");
    app.reads(&row(section, operation), &what, |_| true)?;
    Ok(())
}

fn row(section: &str, operation: i64) -> String {
    format!("{} {}", id(section), id(&format!("row-{operation}")))
}

/// Longer than any operation may run before it counts as likely stale.
const HOURS: Duration = Duration::from_secs(3 * 3_600);
/// How many rows a list has.
const ROOM: usize = 50;
const ARCHIVE: &str = "Fabrikam Archive";
