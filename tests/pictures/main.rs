//! The pictures of the documents, of the real app on a desktop of its own.
//!
//! Each is taken when its page says what the picture is to show. Claims nothing that the end-to-end tests do not, and
//! rewrites committed files, so it runs only when named: `cargo xtask pictures`.
#![cfg(target_os = "linux")]

#[path = "../e2e/world/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the stories use more of it")]
mod world;

mod camera;
mod scene;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use jiff::Timestamp;
use tenantatlas_simulator::{Failure, Outcome};

use camera::Camera;
use scene::Scene;
use world::{Conditions, OVERVIEW, World, id};

#[test]
fn pictures() -> Result<()> {
    let folder = folder();
    fs::create_dir_all(&folder)?;
    let world = World::start(Conditions::signed_out())?;
    let scene = scene::set(&world)?;
    let camera = Camera::open(&world, folder, &scene.token)?;
    camera.look("appearance-light", "theme", "light")?;
    camera.look("language-en", "lang", "en")?;

    let failed = pin(&camera, &scene)?;
    camera.window(OVERVIEW, "overview")?;
    picture_finding(&world, &camera)?;
    picture_dialogs(&camera, &scene)?;
    picture_german(&camera, &scene)?;
    picture_operation(
        &world,
        &camera,
        scene.running,
        "run-status",
        "Running",
        "pinned",
    )?;
    picture_desktop(&world, &camera, &scene)?;

    camera.look("appearance-dark", "theme", "dark")?;
    camera.window(OVERVIEW, "overview-dark")?;
    picture_operation(
        &world,
        &camera,
        failed,
        "run-outcome",
        "Failed",
        "pinned-failed",
    )?;
    camera.look("appearance-light", "theme", "light")?;
    picture_check(&world, &camera)
}

/// Where the command wants them.
fn folder() -> PathBuf {
    env::var_os(FOLDER).map_or_else(
        || Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures"),
        PathBuf::from,
    )
}

/// One that succeeded, one that runs, and the newest that failed, which is answered.
fn pin(camera: &Camera<'_>, scene: &Scene) -> Result<i64> {
    let failed = camera.first_failed()?;
    for operation in [scene.ended, scene.running, failed] {
        camera.take_from_palette("pin", operation)?;
    }
    camera.app.says(&id("section-pinned-count"), "3")?;
    for (testid, words) in [
        (format!("outcome-{}", scene.ended), "Succeeded"),
        (format!("status-{}", scene.running), "Running"),
        (format!("outcome-{failed}"), "Failed"),
    ] {
        let pinned = format!("{} {}", id("section-pinned"), id(&testid));
        camera.app.says(&pinned, words)?;
    }
    Ok(failed)
}

/// The filters and the palette.
fn picture_finding(world: &World, camera: &Camera<'_>) -> Result<()> {
    let app = &camera.app;
    camera.press("filter-environment")?;
    camera.release_on("filter-environment-Contoso Production")?;
    app.reads(&id("filter-count"), "how many are shown", |words| {
        words.ends_with(" shown")
    })?;
    app.lacks(&id("filter-environment-Contoso Production"))?;
    camera.window(OVERVIEW, "overview-filtered")?;
    camera.press("filter-clear")?;
    app.lacks(&id("filter-clear"))?;

    camera.press("palette-open")?;
    let typed = Timestamp::now();
    app.enter(&id("palette-input"), "contoso")?;
    world.wait_for_request("the search", typed, |entry| entry.is_on("search"))?;
    app.says(&id("palette-note"), "")?;
    app.reads(FOUND, "an operation", |_| true)?;
    camera.window(OVERVIEW, "palette")?;
    camera.press("palette-open")?;
    app.lacks(&id("palette"))
}

fn picture_dialogs(camera: &Camera<'_>, scene: &Scene) -> Result<()> {
    let app = &camera.app;
    camera.press("settings-open")?;
    camera.press("settings-tab-notifications")?;
    app.reads(&id("settings-doctor"), "the check's button", |_| true)?;
    camera.window(OVERVIEW, "settings")?;
    camera.press("settings-close")?;
    app.lacks(&id("settings-close"))?;

    camera.press("inspector-open")?;
    let state = format!("poller-operation-{}-state", scene.running);
    app.says(&id(&state), "held by the server")?;
    camera.window(OVERVIEW, "connection")?;
    camera.press("inspector-close")?;
    app.lacks(&id("inspector"))
}

fn picture_german(camera: &Camera<'_>, scene: &Scene) -> Result<()> {
    let status = id(&format!("status-{}", scene.running));
    camera.look("language-de", "lang", "de")?;
    camera
        .app
        .reads(&status, "a state in German", |words| words != "Running")?;
    camera.window(OVERVIEW, "overview-german")?;
    camera.look("language-en", "lang", "en")?;
    camera.app.says(&status, "Running")
}

/// Its own window, opened for this and closed again.
fn picture_operation(
    world: &World,
    camera: &Camera<'_>,
    operation: i64,
    axis: &str,
    words: &str,
    name: &str,
) -> Result<()> {
    let title = format!("Operation #{operation}");
    camera.take_from_palette("open", operation)?;
    world.desktop.wait_for_window(&title)?;
    camera.app.on(&title)?.says(&id(axis), words)?;
    camera.fit(&title)?;
    camera.window(&title, name)?;
    world.close(&title)?;
    camera.app.on(OVERVIEW)?;
    Ok(())
}

/// What the desktop shows of the app while every window is out of the way: the tray's menu, and an end that is told.
fn picture_desktop(world: &World, camera: &Camera<'_>, scene: &Scene) -> Result<()> {
    world.desktop.minimise(OVERVIEW)?;
    world.tray_state(scene.running, "Running")?;
    camera.tray_menu("tray-menu")?;

    let throttled = Failure::new(
        "graph.throttled",
        "Microsoft Graph asked to slow down; items were left out.",
    );
    let failures = [throttled.times(9)];
    let plant = &world.atlas.plant;
    let outcome = Outcome::PartiallySucceeded;
    world.run(plant.complete_with(scene.running, outcome, &failures))?;
    world.notifications(1)?;
    camera.notification("notification")?;
    world.desktop.close_notifications()?;
    world.desktop.restore(OVERVIEW)?;
    let badge = id(&format!("outcome-{}", scene.running));
    camera.app.says(&badge, "Partially succeeded")
}

fn picture_check(world: &World, camera: &Camera<'_>) -> Result<()> {
    let app = &camera.app;
    camera.press("settings-open")?;
    camera.press("settings-tab-notifications")?;
    camera.press("settings-doctor")?;
    app.says(&id("doctor-click-state"), "waits for you")?;
    world.desktop.invoke_notification()?;
    app.says(&id("doctor-click-fact"), "The click came back.")?;
    app.says(&id("doctor-summary"), "Everything works.")?;
    camera.window(OVERVIEW, "notification-check")
}

/// Names the folder of the pictures.
const FOLDER: &str = "PICTURES";
/// An operation that the palette offers.
const FOUND: &str = "[data-testid^=\"palette-operation-\"]";
