//! Links into the monitor: one of the own server pins and opens, at the first start and later; any other is refused with
//! words.

use anyhow::{Context, Result};
use serde_json::json;

use crate::instance::{again, start};
use crate::pinned::title;
use crate::world::{Conditions, Driven, OLD, OVERVIEW, World, id};

#[test]
fn a_link_of_the_own_server_pins_and_opens_and_any_other_is_refused_with_words() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let (first, second, other) = (
        world.run(world.atlas.running(OLD))?,
        world.run(world.atlas.running(OLD))?,
        world.run(world.atlas.running(OLD))?,
    );
    let own = &world.atlas.address;
    let app = world.launch_driven(&[&link(first, own)])?;
    app.on(&title(first))?.says(&id("run-status"), "Running")?;
    world.tray_state(first, "Running")?;

    start(again(&world).arg(link(second, own)))?;
    app.on(&title(second))?.says(&id("run-status"), "Running")?;

    start(again(&world).arg(link(other, "https://monitor.fabrikam.com")))?;
    app.on(OVERVIEW)?
        .reads(&id("warning-link-elsewhere"), "the refusal", |words| {
            words.starts_with("A link for another server was not followed.")
        })?;
    assert!(world.desktop.window(&title(other)).is_err());
    let pinned: Vec<_> = world.desktop.tray_menu()?;
    assert!(
        pinned
            .iter()
            .all(|entry| !entry.label.starts_with(&title(other))),
        "{pinned:?}"
    );

    start(again(&world).arg("tenantatlas-monitor://operation/x"))?;
    app.reads(&id("warning-link-unreadable"), "the refusal", |words| {
        words.starts_with("A link could not be read and was not followed.")
    })?;
    Ok(())
}

#[test]
fn without_a_session_a_link_that_cannot_be_read_is_refused_in_the_sign_in_window() -> Result<()> {
    let world = World::start(Conditions::signed_out())?;
    let app = world.launch_to_sign_in()?;
    start(again(&world).arg("tenantatlas-monitor://operation/x"))?;
    app.reads(&id("warning-link-unreadable"), "the refusal", |words| {
        words.starts_with("A link could not be read and was not followed.")
    })?;
    Ok(())
}

#[test]
fn a_link_to_a_review_pack_pins_it_and_opens_the_overview_at_the_first_start_and_later()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let (plant, ann, contoso) = (&world.atlas.plant, world.atlas.ann, world.atlas.contoso);
    let fabrikam = world.run(world.atlas.environment("Fabrikam Europe"))?;
    for environment in [contoso, fabrikam] {
        world.run(plant.queue_pack(environment, Some(ann)))?;
    }
    let app = world.launch_driven(&[&pack_link(&world, contoso)])?;
    leads_to(&app, &world, contoso, "Contoso Production")?;
    let menu = world.desktop.tray_menu()?;
    let other = line("Fabrikam Europe");
    assert!(
        menu.iter().all(|entry| !entry.label.starts_with(&other)),
        "{menu:?}"
    );

    world.close(OVERVIEW)?;
    start(again(&world).arg(pack_link(&world, fabrikam)))?;
    leads_to(&app, &world, fabrikam, "Fabrikam Europe")
}

#[test]
fn what_the_guides_snippet_makes_on_a_page_is_followed() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let (plant, ann, contoso) = (&world.atlas.plant, world.atlas.ann, world.atlas.contoso);
    let operation = world.run(world.atlas.running(OLD))?;
    world.run(plant.queue_pack(contoso, Some(ann)))?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?;
    let made = app.answer(
        &format!(
            "{}\ndone([link(arguments[0], arguments[2]), pack(arguments[1], arguments[2])]);",
            snippet()?
        ),
        vec![json!(operation), json!(contoso), json!(world.atlas.address)],
    )?;
    let [to_operation, to_pack]: [String; 2] = serde_json::from_value(made)?;

    start(again(&world).arg(to_operation))?;
    app.on(&title(operation))?
        .says(&id("run-status"), "Running")?;
    start(again(&world).arg(to_pack))?;
    leads_to(&app, &world, contoso, "Contoso Production")
}

/// What the guide gives a page to make links with.
fn snippet() -> Result<&'static str> {
    let guide = include_str!("../../docs/links.md");
    let (_, rest) = guide.split_once("```js\n").context("no snippet")?;
    let (snippet, _) = rest.split_once("```").context("no end of it")?;
    Ok(snippet)
}

#[test]
fn a_link_that_is_opened_while_signed_out_is_followed_after_signing_in() -> Result<()> {
    let world = World::start(Conditions::signed_out())?;
    let operation = world.run(world.atlas.running(OLD))?;
    let app = world.launch_to_sign_in()?;
    start(again(&world).arg(link(operation, &world.atlas.address)))?;
    assert!(world.desktop.window(&title(operation)).is_err());

    app.sign_in(&world.atlas.token.secret)?;
    app.on(&title(operation))?
        .says(&id("run-status"), "Running")?;
    world.tray_state(operation, "Running")
}

#[test]
fn a_first_start_by_a_link_asks_to_sign_in_and_follows_it_then() -> Result<()> {
    let world = World::start(Conditions::signed_out())?;
    let operation = world.run(world.atlas.running(OLD))?;
    // Hidden, it would open no window without the link.
    let link = link(operation, &world.atlas.address);
    let app = world.launch_driven(&["--hidden", &link])?;
    app.on("Sign in")?.sign_in(&world.atlas.token.secret)?;
    app.on(&title(operation))?
        .says(&id("run-status"), "Running")?;
    world.tray_state(operation, "Running")
}

/// Waits until the overview is open and shows the environment's pack, and the tray names it, as it does what is pinned.
fn leads_to(app: &Driven<'_>, world: &World, environment: i64, name: &str) -> Result<()> {
    let card = id(&format!("pack-{environment}"));
    app.on(OVERVIEW)?
        .says(&format!("{card} {}", id("pack-status")), "Queued")?;
    world.tray_entry(&format!("{} · Queued", line(name)))?;
    Ok(())
}

/// How the tray's line for a pack begins.
fn line(environment: &str) -> String {
    format!("Review pack · {environment}")
}

fn pack_link(world: &World, environment: i64) -> String {
    let server = &world.atlas.address;
    format!("tenantatlas-monitor://environment/{environment}/review-pack?server={server}")
}

pub(crate) fn link(operation: i64, server: &str) -> String {
    format!("tenantatlas-monitor://operation/{operation}?server={server}")
}
