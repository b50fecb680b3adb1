//! The tray as a panel shows it: its icon, and the words of its menu.

use anyhow::Result;
use xtask::eventually;

use super::{LIMIT, World};

impl World {
    /// Waits for an entry of the tray menu that begins so, and returns it whole.
    pub(crate) fn tray_entry(&self, beginning: &str) -> Result<String> {
        self.tray_entry_where(beginning, |label| label.starts_with(beginning))
    }

    /// Waits until the tray menu says that the operation is in that state.
    pub(crate) fn tray_state(&self, operation: i64, state: &str) -> Result<()> {
        let beginning = format!("Operation #{operation} ");
        let what = format!("{beginning}… {state}");
        // While it is under way, its timeline follows.
        self.tray_entry_where(&what, |label| {
            label.starts_with(&beginning) && label.split(" · ").any(|part| part == state)
        })?;
        Ok(())
    }

    fn tray_entry_where(&self, what: &str, is_wanted: impl Fn(&str) -> bool) -> Result<String> {
        self.wait_for_tray()?;
        eventually(&format!("{what:?} in the tray menu"), LIMIT, || {
            let entries = self.desktop.tray_menu()?;
            Ok(entries
                .into_iter()
                .map(|entry| entry.label)
                .find(|label| is_wanted(label)))
        })
    }

    pub(crate) fn wait_for_tray(&self) -> Result<()> {
        eventually("the tray icon", LIMIT, || {
            Ok((!self.desktop.tray_items()?.is_empty()).then_some(()))
        })
    }
}
