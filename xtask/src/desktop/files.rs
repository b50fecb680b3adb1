//! The system's file dialog, worked by the keyboard: a path is typed, or Escape is pressed.
//!
//! Reads nothing off the dialog; whether it took a path shows in its closing.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::{Desktop, LIMIT, Window};
use crate::eventually;

impl Desktop {
    /// Waits for the file dialog of that title and opens a file with it.
    ///
    /// # Errors
    /// When there is no dialog, or it does not close on the path.
    pub fn choose_file(&self, title: &str, path: &Path) -> Result<()> {
        let dialog = self.wait_for_window(title)?;
        let path = path.to_str().context("not a path one can type")?;
        for _ in 0..ATTEMPTS {
            self.focus(&dialog)?;
            // A slash opens the field for a path, which needs a moment; then what is in it is replaced.
            self.ask("xdotool", &["key", "slash", "ctrl+a"])?;
            self.ask("xdotool", &["type", path])?;
            self.ask("xdotool", &["key", "Return"])?;
            if self.wait_until_closed(&dialog, MOMENT).is_ok() {
                return Ok(());
            }
            self.dismiss_complaint(&dialog)?;
        }
        bail!("{title:?} did not take {path:?} in {ATTEMPTS} attempts")
    }

    /// Waits for the file dialog of that title and leaves it without a file.
    ///
    /// # Errors
    /// When there is no dialog, or it does not close.
    pub fn cancel_file_choice(&self, title: &str) -> Result<()> {
        let dialog = self.wait_for_window(title)?;
        self.focus(&dialog)?;
        self.ask("xdotool", &["key", "Escape"])?;
        self.wait_until_closed(&dialog, LIMIT)
    }

    fn focus(&self, window: &Window) -> Result<()> {
        self.ask("xdotool", &["windowactivate", "--sync", &window.id])?;
        Ok(())
    }

    fn wait_until_closed(&self, window: &Window, limit: Duration) -> Result<()> {
        eventually(&format!("{:?} to close", window.title), limit, || {
            let windows = self.windows()?;
            let is_there = windows.iter().any(|other| other.id == window.id);
            Ok((!is_there).then_some(()))
        })
    }

    /// What the dialog says against a path lies over it, in a window that has the focus.
    fn dismiss_complaint(&self, dialog: &Window) -> Result<()> {
        let active = self.ask_leniently("xdotool", &["getactivewindow"])?;
        if active.trim().parse().ok() != number(&dialog.id) {
            self.ask("xdotool", &["key", "Escape"])?;
        }
        Ok(())
    }
}

/// An X11 id as `xdotool` prints it.
fn number(id: &str) -> Option<u32> {
    u32::from_str_radix(id.strip_prefix("0x")?, 16).ok()
}

const ATTEMPTS: u32 = 3;
/// Longer than a dialog takes to close.
const MOMENT: Duration = Duration::from_secs(5);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_has_the_same_number_for_every_tool() {
        assert_eq!(number("0x0040075d"), Some(4_196_189));
        assert_eq!(number("4196189"), None);
    }
}
