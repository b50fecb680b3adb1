//! The system's file dialog, worked by the keyboard: a path is typed, or Escape is pressed.
//!
//! Reads nothing off the dialog; whether it took a path shows in its closing.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::{Desktop, Window};
use crate::eventually;

impl Desktop {
    /// Waits for the file dialog of that title and opens a file with it.
    ///
    /// # Errors
    /// When there is no dialog, or it does not close on the path.
    pub fn choose_file(&self, title: &str, path: &Path) -> Result<()> {
        let path = path.to_str().context("not a path one can type")?;
        // A slash opens the field for a path, which needs a moment; then what is in it is replaced.
        self.press_until_closed(
            title,
            &[
                &["key", "slash", "ctrl+a"],
                &["type", path],
                &["key", "Return"],
            ],
        )
    }

    /// Waits for the file dialog of that title and leaves it without a file.
    ///
    /// # Errors
    /// When there is no dialog, or it does not close.
    pub fn cancel_file_choice(&self, title: &str) -> Result<()> {
        self.press_until_closed(title, &[&["key", "Escape"]])
    }

    /// Presses the keys where the dialog has the keyboard, and again where they did not close it.
    fn press_until_closed(&self, title: &str, keys: &[&[&str]]) -> Result<()> {
        let dialog = self.wait_for_window(title)?;
        for _ in 0..ATTEMPTS {
            if self.focus(&dialog, MOMENT).is_ok() && self.is_active(&dialog)? {
                for pressed in keys {
                    self.ask("xdotool", pressed)?;
                }
            }
            if self.wait_until_closed(&dialog).is_ok() {
                return Ok(());
            }
            self.dismiss_complaint(&dialog)?;
        }
        bail!("{title:?} did not close in {ATTEMPTS} attempts at {keys:?}")
    }

    fn wait_until_closed(&self, window: &Window) -> Result<()> {
        eventually(&format!("{:?} to close", window.title), MOMENT, || {
            Ok((!self.is_open(window)?).then_some(()))
        })
    }

    /// What the dialog says against a path lies over it, in a window that has the focus.
    fn dismiss_complaint(&self, dialog: &Window) -> Result<()> {
        if !self.is_active(dialog)? {
            self.ask("xdotool", &["key", "Escape"])?;
        }
        Ok(())
    }
}

const ATTEMPTS: u32 = 5;
/// Longer than a dialog takes to get the keyboard, and to close.
const MOMENT: Duration = Duration::from_secs(10);
