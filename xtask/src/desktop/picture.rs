//! Screenshots, taken when there is something to see.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};

use super::windows::Area;
use super::{Desktop, LIMIT};
use crate::eventually;

impl Desktop {
    /// The whole screen, as a PNG.
    ///
    /// # Errors
    /// When the picture cannot be taken or written.
    pub fn screenshot(&self, file: &Path) -> Result<()> {
        self.import("root", file)
    }

    /// One window's content, raised first and painted.
    ///
    /// # Errors
    /// When there is no such window, or it stays blank.
    pub fn screenshot_window(&self, title_part: &str, file: &Path) -> Result<()> {
        self.restore(title_part)?;
        let window = self.window(title_part)?;
        self.wait_until_painted(&window.id, title_part)?;
        self.import(&window.id, file)
    }

    /// The notifications that are shown.
    ///
    /// # Errors
    /// When none is shown within the limit.
    pub fn screenshot_notifications(&self, file: &Path) -> Result<()> {
        let window = eventually("a notification on the screen", LIMIT, || {
            self.notification_window()
        })?;
        self.wait_until_painted(&window, "notifications")?;
        self.import(&window, file)
    }

    /// The tray's corner with its menu open; the menu is closed again.
    ///
    /// # Errors
    /// When there is no menu to open.
    pub fn screenshot_tray_menu(&self, file: &Path) -> Result<()> {
        let menu = self.open_tray_menu()?;
        self.wait_until_painted(&menu, "the tray menu")?;
        let area = self.area(&menu)?;
        let left = area.x.saturating_sub(MARGIN);
        let width = self.size.0.saturating_sub(left);
        let height = area.y + area.height + MARGIN;
        let crop = format!("{width}x{height}+{left}+0");
        let file = file.to_str().context("the file's name is not UTF-8")?;
        self.ask(
            "import",
            &[
                "-silent", "-window", "root", "-crop", &crop, "+repage", file,
            ],
        )?;
        self.close_tray_menu()
    }

    /// Until it has several colours on the screen, which a blank page has not, and looks the same twice. The server's
    /// picture of a window alone may lack what a graphics library paints into it.
    fn wait_until_painted(&self, id: &str, name: &str) -> Result<()> {
        let mut before = String::new();
        eventually(&format!("{name:?} to be painted"), PAINTED, || {
            let Area {
                x,
                y,
                width,
                height,
            } = self.area(id)?;
            let crop = format!("{width}x{height}+{x}+{y}");
            let look = self.ask(
                "import",
                &[
                    "-silent", "-window", "root", "-crop", &crop, "-format", "%k %#", "info:",
                ],
            )?;
            let colours = look
                .split(' ')
                .next()
                .and_then(|count| count.parse::<u32>().ok());
            let is_done = colours.is_some_and(|count| count >= COLOURS) && look == before;
            before = look;
            Ok(is_done.then_some(()))
        })
    }

    fn import(&self, window: &str, file: &Path) -> Result<()> {
        let file = file.to_str().context("the file's name is not UTF-8")?;
        self.ask("import", &["-silent", "-window", window, file])?;
        Ok(())
    }
}

/// Text alone has about thirty, from its smooth edges.
const COLOURS: u32 = 8;
const MARGIN: u32 = 48;
const PAINTED: Duration = Duration::from_secs(60);
