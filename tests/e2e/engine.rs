//! The web engine would be most of the app's memory and of its start: it comes with the first window, and never before.

use std::fs;
use std::path::Path;

use anyhow::Result;
use tenantatlas_simulator::Outcome;
use xtask::{Running, eventually};

use crate::pinned::title;
use crate::world::{Conditions, LIMIT, World};

#[test]
fn with_the_icon_alone_the_app_has_no_engine_and_with_the_first_window_it_has() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = world.launch(&[])?;
    world.wait_until_held()?;
    assert_eq!(engine_of(&app)?, [""; 0]);

    world.choose(&title(operation))?;
    world.desktop.wait_for_window(&title(operation))?;
    let loaded = engine_of(&app)?;
    for library in ENGINE {
        assert!(
            loaded.iter().any(|loaded| loaded.starts_with(library)),
            "{library} is not among {loaded:?}"
        );
    }
    Ok(())
}

#[test]
fn a_window_that_was_closed_leaves_nothing_of_its_page() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = world.launch(&[])?;
    world.wait_until_held()?;
    for _ in 0..2 {
        world.choose(&title(operation))?;
        world.desktop.wait_for_window(&title(operation))?;
        eventually("memory that the page shares", LIMIT, || {
            Ok((shared_memory(&app)? > 0).then_some(()))
        })?;
        world.close(&title(operation))?;
        eventually("no page's memory any more", LIMIT, || {
            Ok((shared_memory(&app)? == 0).then_some(()))
        })?;
    }
    Ok(())
}

#[test]
fn where_the_engine_cannot_be_loaded_a_notification_says_so_and_the_app_goes_on() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let folder = tempfile::tempdir()?;
    fs::write(folder.path().join("libwebkit2gtk-4.1.so.0"), "")?;
    let folder = folder.path().display().to_string();
    let _app = world.launch_behind(&[("LD_LIBRARY_PATH", &folder)])?;
    world.wait_until_held()?;

    world.choose(&title(operation))?;
    let told = world.notifications(1)?;
    assert_eq!(told[0].summary, "The monitor cannot show its windows");
    let why = format!("The web engine could not be loaded: {folder}/libwebkit2gtk-4.1.so.0: ");
    assert!(told[0].body.starts_with(&why), "{told:?}");
    assert_eq!(world.desktop.windows()?, []);

    world.run(world.atlas.plant.complete(operation, Outcome::Failed))?;
    world.notifications(2)?;
    Ok(())
}

/// How many pieces of memory the app shares with web processes: every page has one.
fn shared_memory(app: &Running) -> Result<usize> {
    let files = fs::read_dir(format!("/proc/{}/fd", app.id()))?;
    let targets = files.filter_map(|file| fs::read_link(file.ok()?.path()).ok());
    Ok(targets
        .filter(|target| target.starts_with("/memfd:WebKitSharedMemory (deleted)"))
        .count())
}

/// What the app has of it, by file name.
fn engine_of(app: &Running) -> Result<Vec<String>> {
    let maps = fs::read_to_string(format!("/proc/{}/maps", app.id()))?;
    let files = maps
        .lines()
        .filter_map(|line| line.split_whitespace().nth(5));
    let mut engine: Vec<_> = files
        .filter_map(|file| Path::new(file).file_name()?.to_str())
        .filter(|name| ENGINE.iter().any(|library| name.starts_with(library)))
        .map(ToOwned::to_owned)
        .collect();
    engine.dedup();
    Ok(engine)
}

const ENGINE: [&str; 3] = ["libwebkit2gtk-", "libjavascriptcoregtk-", "libsoup-"];
