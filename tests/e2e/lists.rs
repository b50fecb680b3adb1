//! The lists of the overview: they follow what nobody pinned, and only while they can be seen.

use std::time::Duration;

use anyhow::Result;
use jiff::Timestamp;
use tenantatlas_simulator::Outcome;

use crate::world::{Conditions, Driven, OLD, OVERVIEW, STEADY, World, id, observe};

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
