//! A name and a message as nobody should be able to give them: with markup, a formula, characters that turn, hide or break
//! a line, emoji, letters from the right, ten thousand characters. Every surface shows what they say, as one line of bounded
//! length, and makes nothing of it.

use std::fs;

use anyhow::Result;
use serde_json::json;
use tenantatlas_simulator::{Failure, NewOperation, Outcome};
use xtask::eventually;

use crate::history::exported;
use crate::pinned::{is_titled, title};
use crate::world::{Conditions, Driven, LIMIT, OLD, OVERVIEW, World, id};

#[test]
fn hostile_text_is_one_bounded_line_without_a_meaning_on_every_surface() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned(running(&world))?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?;
    let named = format!("{} · Policy sync · {}", title(operation), name());

    the_row_shows_it(&app, operation)?;
    the_tray_shows_it(&world, &named)?;
    app.click(&id(&format!("open-{operation}")))?;
    world.desktop.wait_for_window(&title(operation))?;
    is_titled(&world, operation, &named)?;
    world.wait_until_held()?;

    let failure = Failure::new("graph.timeout", format!("{MESSAGE}{}", filler('ö')));
    let plant = &world.atlas.plant;
    world.run(plant.complete_with(operation, Outcome::Failed, &[failure]))?;
    the_toast_shows_it(&world, operation)?;
    app.on(&title(operation))?
        .reads(&id("run-failures"), "the message", |words| {
            words.contains(&message())
        })?;
    nothing_is_made_of_it(&app)?;

    app.on(OVERVIEW)?;
    the_export_has_it(&world, &app)?;
    the_log_knows_nothing_of_it(&world)
}

/// A policy sync of the environment with that name.
async fn running(world: &World) -> Result<i64> {
    let atlas = &world.atlas;
    let environment = atlas.environment(&format!("{NAME}{}", filler('ä'))).await?;
    let new = NewOperation::new("policy.sync").in_environment(atlas.northwind, environment);
    let new = new.by(atlas.ann).created_ago(OLD);
    let operation = atlas.plant.queue(new).await?;
    atlas.plant.start(operation).await?;
    Ok(operation)
}

fn the_row_shows_it(app: &Driven<'_>, operation: i64) -> Result<()> {
    let row = id(&format!("row-{operation}"));
    let row = format!("{} {row}", id("section-pinned"));
    let words = app.reads(&row, "the name in its row", |words| words.contains(&name()))?;
    assert!(is_plain(&words), "{words:?}");
    nothing_is_made_of_it(app)
}

/// In no page is there an element of the name's or the message's.
fn nothing_is_made_of_it(app: &Driven<'_>) -> Result<()> {
    app.becomes("document.querySelectorAll('b, img').length", &json!(0))
}

fn the_tray_shows_it(world: &World, named: &str) -> Result<()> {
    // On the bus an underscore is an access key, unless it is doubled.
    let line = format!("{} · Running", named.replace('_', "__"));
    let entry = world.tray_entry(&line)?;
    assert!(is_plain(&entry), "{entry:?}");
    eventually("a tooltip without names", LIMIT, || {
        let tooltip = world.desktop.tray_tooltip();
        Ok(tooltip.is_ok_and(|it| it == TOOLTIP).then_some(()))
    })
}

fn the_toast_shows_it(world: &World, operation: i64) -> Result<()> {
    let received = world.notifications(1)?;
    let told: Vec<_> = received
        .iter()
        .map(|one| (one.summary.as_str(), one.body.as_str()))
        .collect();
    let first = escaped(&format!("{} · {}", name(), title(operation)));
    let second = escaped(&message());
    let body = format!("{first}\n{second}");
    assert_eq!(told, [("Policy sync failed", body.as_str())]);
    for line in [first, second] {
        assert!(is_plain(&line) && !line.contains(['<', '>']), "{line:?}");
    }
    Ok(())
}

/// A spreadsheet gets no formula: such a cell begins with an apostrophe.
fn the_export_has_it(world: &World, app: &Driven<'_>) -> Result<()> {
    app.click(&id("recent-history"))?;
    app.reads(&id("history-list"), "the name in the history", |words| {
        words.contains(&name())
    })?;
    nothing_is_made_of_it(app)?;
    let csv = exported(world, app, "csv")?;
    let reason = message().replace('"', "\"\"");
    let cells = format!(",'{},\"'{reason}\",", name());
    assert!(csv.contains(&cells), "{cells:?} is not in {csv:?}");
    let lines: Vec<_> = csv.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 2, "{csv:?}");
    assert!(lines.into_iter().all(is_plain), "{csv:?}");
    Ok(())
}

fn the_log_knows_nothing_of_it(world: &World) -> Result<()> {
    let log = fs::read_to_string(world.data().join("logs/monitor.log"))?;
    let tells = ["Contoso", "line 👩", "ääää", "/C calc", "onerror", "öööö"];
    for word in tells {
        assert!(!log.contains(word), "{word:?} is in {log}");
    }
    assert!(log.lines().all(is_plain), "{log:?}");
    Ok(())
}

/// No control character, no break, no mark of direction, and an end.
fn is_plain(line: &str) -> bool {
    let is_plain = line.chars().all(|it| !it.is_control() && !turns(it));
    is_plain && line.chars().count() < 2 * LONGEST
}

/// What turns, hides or breaks the rest of a line.
fn turns(letter: char) -> bool {
    matches!(
        letter,
        '\u{200b}'
            | '\u{200e}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}

fn filler(letter: char) -> String {
    String::from(letter).repeat(10_000)
}

/// As the client lets it in.
fn name() -> String {
    let whole = format!("{SHOWN_NAME}{}", filler('ä'));
    whole.chars().take(LONGEST).chain(['…']).collect()
}

/// As the gateway cuts it, before the client takes out what is not to be seen.
fn message() -> String {
    let left = LONGEST_MESSAGE - 1 - MESSAGE.chars().count();
    format!("{SHOWN_MESSAGE}{}…", "ö".repeat(left))
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;");
    text.replace('<', "&lt;").replace('>', "&gt;")
}

const TOOLTIP: &str = "TenantAtlas Monitor\n1 watched";
const NAME: &str = "=1+1 <b>Contoso</b> & Söhne\u{202e}\u{2066}\u{200b}\u{1b}[31m\u{7}\nSecond\tline 👩\u{200d}💻 🚨 \
     مؤسسة _x_ ";
const SHOWN_NAME: &str = "=1+1 <b>Contoso</b> & Söhne[31m Second line 👩\u{200d}💻 🚨 مؤسسة _x_ ";
const MESSAGE: &str =
    "+cmd|' /C calc'!A0, <img src=x onerror=alert(1)> & \"no\"\u{202e}\u{9b}\nnext\u{feff} 🚨 ";
const SHOWN_MESSAGE: &str = "+cmd|' /C calc'!A0, <img src=x onerror=alert(1)> & \"no\" next 🚨 ";
/// Of a text of the server's, in characters.
const LONGEST: usize = 1_000;
/// Of a failure's message, in the gateway's answers.
const LONGEST_MESSAGE: usize = 140;
