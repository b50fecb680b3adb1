//! A disk that is full or damaged, under the app and before it: the overview says what is wrong, each in its own words, the
//! app goes on and tells what ends, and what is damaged is kept as it is.

use std::fs::{self, OpenOptions, Permissions};
use std::os::unix::fs::{FileExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use rusqlite::Connection;
use serde_json::Value;
use tenantatlas_simulator::Outcome;
use xtask::eventually;

use crate::restart::{bodies, place};
use crate::world::{BINARY, Conditions, Driven, LIMIT, OLD, OVERVIEW, World, checked, id};

#[test]
fn what_ends_while_nothing_can_be_stored_is_told_once_and_stored_when_it_can_be() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = world.launch_driven_by(&survivor(&world)?, &["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{operation}")), "Running")?;
    world.wait_until_held()?;
    fill_the_log(&ledger(&world))?;
    let process = world.desktop.window(OVERVIEW)?.pid;

    limit_files(&world, process, &BOUND.to_string())?;
    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    assert_eq!(bodies(&world, 1)?, [place(operation)]);
    let warning = id("warning-ledger-unavailable");
    app.reads(&warning, "the warning", |words| {
        words.contains("Check free space")
    })?;
    assert_eq!(world.ends()?, []);

    limit_files(&world, process, "unlimited")?;
    app.lacks(&warning)?;
    world.all_is_told()?;
    assert_eq!(world.ends()?, [(operation, true)]);
    drop(app);
    let _app = world.launch(&[])?;
    world.tray_state(operation, "Failed")?;
    assert_eq!(bodies(&world, 1)?, [place(operation)]);
    Ok(())
}

#[test]
fn a_ledger_that_is_damaged_is_called_so_under_the_app_and_at_the_next_start_and_is_left_as_it_is()
-> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let other = world.run(world.atlas.running(OLD))?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{operation}")), "Running")?;
    world.wait_until_held()?;

    damage(&ledger(&world))?;
    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    assert_eq!(bodies(&world, 1)?, [place(operation)]);
    reads_damaged(&app)?;
    drop(app);

    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{other}")), "Running")?;
    reads_damaged(&app)?;
    drop(app);
    let kept = fs::read(ledger(&world))?;
    let first = usize::try_from(PAGE)?;
    assert!(kept.len() > first && kept[first..].iter().all(|byte| *byte == NONSENSE));
    assert_eq!(bodies(&world, 1)?, [place(operation)]);
    Ok(())
}

#[test]
fn settings_that_cannot_be_saved_hold_and_are_said_to_be_lost_until_they_can_be() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.open_settings("look")?;
    let in_the_way = world.data().join("settings.json.new");
    fs::create_dir(&in_the_way)?;
    app.click(&id("single-keys"))?;
    app.becomes(&checked("single-keys"), &Value::from(false))?;
    let warning = id("warning-settings-unsaved");
    app.reads(&warning, "the warning", |words| {
        words.starts_with("Your settings cannot be saved.")
    })?;

    fs::remove_dir(in_the_way)?;
    app.open_tab("notifications")?;
    app.click(&id("privacy"))?;
    app.becomes(&checked("privacy"), &Value::from(true))?;
    app.lacks(&warning)?;
    let kept: Value = serde_json::from_slice(&fs::read(settings(&world))?)?;
    assert_eq!(
        (&kept["single_keys"], &kept["privacy"]),
        (&Value::from(false), &Value::from(true))
    );
    Ok(())
}

#[test]
fn damaged_settings_are_kept_and_both_windows_say_that_they_are_not_used() -> Result<()> {
    let world = World::start(Conditions::default())?;
    fs::write(settings(&world), DAMAGED)?;
    let warning = id("warning-settings-replaced");
    let is_said = |words: &str| words.starts_with("Your settings were damaged");
    let app = world.launch_to_sign_in()?;
    app.reads(&warning, "the warning", is_said)?;
    app.sign_in_to_overview(&world.atlas.token.secret)?
        .reads(&warning, "the warning", is_said)?;
    drop(app);

    let kept = world.data().join("settings.unreadable.json");
    assert_eq!(fs::read_to_string(kept)?, DAMAGED);
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?.says(&id("health-line"), "Connected")?;
    app.lacks(&warning)
}

fn reads_damaged(app: &Driven<'_>) -> Result<()> {
    app.reads(&id("warning-ledger-damaged"), "the warning", |words| {
        words.starts_with("The file of your pins is damaged.")
    })?;
    Ok(())
}

fn ledger(world: &World) -> PathBuf {
    world.data().join("ledger.sqlite")
}

fn settings(world: &World) -> PathBuf {
    world.data().join("settings.json")
}

/// The app as one that a limit on its files does not end: what the kernel sends with it would.
fn survivor(world: &World) -> Result<PathBuf> {
    let program = world.desktop.home().join("survivor");
    let script = format!("#!/bin/sh\ntrap '' XFSZ\nexec '{BINARY}' \"$@\"\n");
    fs::write(&program, script)?;
    fs::set_permissions(&program, Permissions::from_mode(0o755))?;
    Ok(program)
}

/// No write of this process goes beyond that many bytes of any file: the kernel refuses it, as one on a full disk, and the
/// webview's memory has room enough.
fn limit_files(world: &World, process: u32, bytes: &str) -> Result<()> {
    let mut limit = world.desktop.command("prlimit");
    let limit = limit
        .args(["--pid", &process.to_string()])
        .arg(format!("--fsize={bytes}:"))
        .status()
        .context("Failed to start prlimit")?;
    ensure!(limit.success(), "the limit was not set");
    Ok(())
}

/// Lets the log of what was written last become longer than the bound, by a row of an account that nobody has: what the app
/// writes comes after it.
fn fill_the_log(ledger: &Path) -> Result<()> {
    let filled = Connection::open(ledger)?.execute(FILL, [BOUND])?;
    ensure!(filled == 1, "the log was not filled");
    Ok(())
}

/// All pages but the first are nonsense, and the app does not have them in its memory any more.
fn damage(ledger: &Path) -> Result<()> {
    let other = Connection::open(ledger)?;
    let schema: i64 = other.pragma_query_value(None, "user_version", |row| row.get(0))?;
    eventually("all of the log to be in the file", LIMIT, || {
        let busy: i64 = other.query_row(CHECKPOINT, [], |row| row.get(0))?;
        Ok((busy == 0).then_some(()))
    })?;
    let file = OpenOptions::new().write(true).open(ledger)?;
    let length = file.metadata()?.len().saturating_sub(PAGE);
    file.write_all_at(&vec![NONSENSE; usize::try_from(length)?], PAGE)?;
    // Whoever else has the file open reads it anew after another's write.
    other.pragma_update(None, "user_version", schema)?;
    Ok(())
}

const NONSENSE: u8 = 0xff;
const DAMAGED: &str = "{ \"privacy\": true";
/// Bytes: more than any other file of the app has.
const BOUND: u32 = 512 * 1024;
const FILL: &str = "INSERT INTO notes (account, topic, environment, noticed_at) \
     VALUES ('nobody', 'nothing', hex(zeroblob(?1)), 0)";
const CHECKPOINT: &str = "PRAGMA wal_checkpoint(TRUNCATE)";
/// SQLite's, where nothing else was asked for.
const PAGE: u64 = 4096;
