//! An app that has its icon, and a window that can be seen.

use anyhow::Result;
use xtask::Running;

use crate::world::World;

/// Waits until a window is there and painted.
pub(crate) fn wait_until_painted(world: &World, title: &str) -> Result<()> {
    let picture = tempfile::tempdir()?;
    world.desktop.wait_for_window(title)?;
    let file = picture.path().join("window.png");
    world.desktop.screenshot_window(title, &file)
}

/// Starts the app and waits for its icon in the tray.
pub(crate) fn launch_to_tray(world: &World, args: &[&str]) -> Result<Running> {
    let app = world.launch(args)?;
    world.wait_for_tray()?;
    Ok(app)
}
