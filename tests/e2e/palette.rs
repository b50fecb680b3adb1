//! The command palette: what nobody pinned is found by its number, pinned and opened; and the order of pins stays.

use anyhow::Result;

use crate::pinned::title;
use crate::world::{Conditions, Driven, OLD, OVERVIEW, World, id};

#[test]
fn an_operation_is_pinned_from_the_palette_and_opened_in_its_window() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.run(world.atlas.running(OLD))?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id("section-active-refresh"), "every 10 s")?;

    choose(&app, operation, "pin")?;
    let pinned = format!(
        "{} {}",
        id("section-pinned"),
        id(&format!("row-{operation}"))
    );
    app.reads(&pinned, "a pinned row", |_| true)?;
    app.says(&id("section-active-refresh"), "every 10 s")?;
    world.tray_state(operation, "Running")?;
    assert_eq!(world.desktop.windows()?.len(), 1);

    choose(&app, operation, "open")?;
    world.desktop.wait_for_window(&title(operation))?;
    app.on(&title(operation))?
        .says(&id("run-status"), "Running")
}

#[test]
fn a_pin_that_was_moved_stays_there_after_a_restart() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let (first, second) = (world.pinned_operation()?, world.pinned_operation()?);
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.says(
        &format!("{} {}", id("section-pinned"), id("section-pinned-count")),
        "2",
    )?;
    assert_eq!(order(&app)?, [first, second]);

    let moved = format!("{} {}", id("section-pinned"), id(&format!("open-{second}")));
    app.answer(ALT_UP, vec![moved.into()])?;
    app.reads(&id("moved"), "where it is now", |words| {
        words == format!("Operation #{second} is now 1 of 2")
    })?;
    assert_eq!(order(&app)?, [second, first]);
    drop(app);

    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.says(&id("section-pinned-count"), "2")?;
    assert_eq!(order(&app)?, [second, first]);
    Ok(())
}

/// Opens the palette, types a number and takes what it offers to do with it.
fn choose(app: &Driven<'_>, operation: i64, what: &str) -> Result<()> {
    app.click(&id("palette-open"))?;
    app.says(&id("section-active-refresh"), "paused: dialog open")?;
    app.enter(&id("palette-input"), &format!("#{operation}"))?;
    app.click(&id(&format!("palette-{what}-{operation}")))?;
    app.lacks(&id("palette"))
}

fn order(app: &Driven<'_>) -> Result<Vec<i64>> {
    let ids = app.answer(ORDER, Vec::new())?;
    Ok(serde_json::from_value(ids)?)
}

/// A key pressed on the focused row, as the page hears it.
const ALT_UP: &str = "
    const row = document.querySelector(arguments[0]);
    row.focus();
    const key = { key: 'ArrowUp', altKey: true, bubbles: true, cancelable: true };
    row.dispatchEvent(new KeyboardEvent('keydown', key));
    done(null);
";

const ORDER: &str = "
    const rows = document.querySelectorAll('[data-testid=\"section-pinned\"] [data-row]');
    done([...rows].map((row) => Number(row.getAttribute('data-row'))));
";
