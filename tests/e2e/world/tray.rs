//! The tray as a panel shows it: its icon, the words of its menu, and what is chosen from it.
//!
//! An icon that has just come or gone, as with a start of the app, answers nothing: it is asked again.

use anyhow::{Context, Result};
use jiff::Timestamp;
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

    /// Waits until the tray menu begins with this line.
    pub(crate) fn tray_begins(&self, summary: &str) -> Result<()> {
        self.in_the_tray_menu(summary, |labels| {
            labels.into_iter().next().filter(|first| first == summary)
        })?;
        Ok(())
    }

    /// Waits for an entry of the tray menu that begins so, and chooses it; answers when the click left. Where the entry
    /// says something else by then, or the menu is another one, nothing was chosen, and it is looked for again.
    pub(crate) fn choose(&self, beginning: &str) -> Result<Timestamp> {
        eventually(&format!("the choice of {beginning:?}"), LIMIT, || {
            let label = self.tray_entry(beginning)?;
            Ok(self.desktop.choose_from_tray_menu(&label).ok())
        })
    }

    pub(crate) fn wait_for_tray(&self) -> Result<()> {
        eventually("the tray icon", LIMIT, || {
            let items = self.desktop.tray_items();
            Ok(items.is_ok_and(|items| !items.is_empty()).then_some(()))
        })
    }

    fn tray_entry_where(&self, what: &str, is_wanted: impl Fn(&str) -> bool) -> Result<String> {
        self.in_the_tray_menu(what, |labels| {
            labels.into_iter().find(|label| is_wanted(label))
        })
    }

    /// Waits until something is found among the labels of the menu.
    fn in_the_tray_menu(
        &self,
        what: &str,
        find: impl Fn(Vec<String>) -> Option<String>,
    ) -> Result<String> {
        let mut last = String::new();
        let found = eventually(&format!("{what:?} in the tray menu"), LIMIT, || {
            let menu = self.desktop.tray_menu();
            last = format!("{menu:?}");
            let labels = menu
                .unwrap_or_default()
                .into_iter()
                .map(|entry| entry.label);
            Ok(find(labels.collect()))
        });
        found.with_context(|| format!("the tray menu was {last}"))
    }
}
