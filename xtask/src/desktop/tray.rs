//! The tray: which items are registered, what they say, and clicks on them.
//!
//! Words come from the item over D-Bus, since no tool reads them off the screen. Opening the menu
//! is done with the mouse.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use jiff::Timestamp;

use super::gvariant::{self, Token};
use super::windows::{LEFT, RIGHT};
use super::{Desktop, LIMIT, TRAY};
use crate::eventually;

/// An entry of the tray menu; separators are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    pub id: i32,
    pub label: String,
    pub enabled: bool,
}

impl Desktop {
    /// The registered items, as bus name and object path in one.
    ///
    /// # Errors
    /// When there is no tray host.
    pub fn tray_items(&self) -> Result<Vec<String>> {
        let items = "RegisteredStatusNotifierItems";
        Ok(gvariant::strings(&self.property(
            TRAY,
            "/StatusNotifierWatcher",
            TRAY,
            items,
        )?))
    }

    /// The first item's tooltip: its title, and its text in further lines.
    ///
    /// # Errors
    /// When no item is registered, or it has no tooltip.
    pub fn tray_tooltip(&self) -> Result<String> {
        let item = self.tray_item()?;
        let answer = self.property(&item.name, &item.path, ITEM, "ToolTip")?;
        let strings = gvariant::strings(&answer);
        let [.., title, text] = strings.as_slice() else {
            bail!("not a tooltip: {answer}");
        };
        let lines = [title.as_str(), text.as_str()].into_iter();
        Ok(lines
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join("\n"))
    }

    /// How the first item stands: `Passive`, `Active` or `NeedsAttention`.
    ///
    /// # Errors
    /// When no item is registered, or it has no status.
    pub fn tray_status(&self) -> Result<String> {
        let item = self.tray_item()?;
        let answer = self.property(&item.name, &item.path, ITEM, "Status")?;
        gvariant::strings(&answer)
            .pop()
            .context("the tray icon has no status")
    }

    /// The first item's menu in reading order, submenus after their own entry.
    ///
    /// # Errors
    /// When no item is registered, or it has no menu.
    pub fn tray_menu(&self) -> Result<Vec<MenuItem>> {
        let item = self.tray_item()?;
        let menu = self.menu_path(&item)?;
        let method = format!("{MENU}.GetLayout");
        let layout = self.call(&item.name, &menu, &method, &["0", "-1", "@as []"])?;
        Ok(menu_items(&layout))
    }

    /// Chooses the entry of that label, as a click on it does. Answers when the click left.
    ///
    /// # Errors
    /// When there is no such entry.
    pub fn choose_from_tray_menu(&self, label: &str) -> Result<Timestamp> {
        let entries = self.tray_menu()?;
        let entry = entries.iter().find(|entry| entry.label == label);
        let entry = entry.with_context(|| format!("no entry {label:?} among {entries:?}"))?;
        let item = self.tray_item()?;
        let menu = self.menu_path(&item)?;
        let id = entry.id.to_string();
        let event = [id.as_str(), "'clicked'", "<''>", "uint32 0"];
        let clicked = Timestamp::now();
        self.call(&item.name, &menu, &format!("{MENU}.Event"), &event)?;
        Ok(clicked)
    }

    /// Clicks the tray icon with the left mouse button.
    ///
    /// # Errors
    /// When no item is registered within the limit.
    pub fn click_tray(&self) -> Result<()> {
        self.wait_for_tray_icon()?;
        self.click(self.size.0.saturating_sub(ICON_CENTRE), ICON_CENTRE, LEFT)
    }

    /// Opens the menu with the right mouse button and returns its window.
    pub(super) fn open_tray_menu(&self) -> Result<String> {
        self.wait_for_tray_icon()?;
        // The icon is drawn somewhat later than it is registered: an early click hits the panel.
        for _ in 0..ATTEMPTS {
            self.click(self.size.0.saturating_sub(ICON_CENTRE), ICON_CENTRE, RIGHT)?;
            let menu = eventually("the tray menu", Duration::from_secs(2), || {
                self.tray_popup()
            });
            if menu.is_ok() {
                return menu;
            }
            self.ask("xdotool", &["key", "Escape"])?;
        }
        bail!("the tray menu did not open in {ATTEMPTS} attempts")
    }

    /// The pointer leaves the icon too: its tooltip would lie over the windows.
    pub(super) fn close_tray_menu(&self) -> Result<()> {
        self.ask("xdotool", &["key", "Escape"])?;
        let (x, y) = (self.size.0 / 2, self.size.1.saturating_sub(1));
        self.ask("xdotool", &["mousemove", &x.to_string(), &y.to_string()])?;
        eventually("the tray menu to close", LIMIT, || {
            Ok(self.tray_popup()?.is_none().then_some(()))
        })
    }

    fn wait_for_tray_icon(&self) -> Result<()> {
        eventually("a tray icon", LIMIT, || {
            Ok((!self.tray_items()?.is_empty()).then_some(()))
        })
    }

    /// The panel's plugin runs in a process of its own, of this class.
    fn tray_popup(&self) -> Result<Option<String>> {
        for window in self.windows_of_class("^(wrapper-2.0|xfce4-panel)$")? {
            let kind = ["-id", &window, "-notype", "_NET_WM_WINDOW_TYPE"];
            if self.ask_leniently("xprop", &kind)?.contains("POPUP_MENU") {
                return Ok(Some(window));
            }
        }
        Ok(None)
    }

    pub(super) fn tray_item(&self) -> Result<Item> {
        let items = self.tray_items()?;
        items
            .first()
            .map(|item| Item::parse(item))
            .context("no tray icon is registered")
    }

    fn menu_path(&self, item: &Item) -> Result<String> {
        let answer = self.property(&item.name, &item.path, ITEM, "Menu")?;
        gvariant::strings(&answer)
            .pop()
            .context("the tray icon has no menu")
    }
}

pub(super) struct Item {
    pub(super) name: String,
    path: String,
}

impl Item {
    fn parse(item: &str) -> Self {
        match item.find('/') {
            Some(at) => Self {
                name: item[..at].to_owned(),
                path: item[at..].to_owned(),
            },
            None => Self {
                name: item.to_owned(),
                path: "/StatusNotifierItem".to_owned(),
            },
        }
    }
}

/// An entry is `(ID, {properties}, [children])`.
fn menu_items(layout: &str) -> Vec<MenuItem> {
    use Token::{Mark, Text, Word};
    let tokens = gvariant::tokens(layout);
    let mut items: Vec<MenuItem> = Vec::new();
    for at in 0..tokens.len() {
        match &tokens[at..] {
            [Mark('('), Word(id), Mark(','), Mark('{'), ..] => {
                let id = id.parse().unwrap_or_default();
                items.push(MenuItem {
                    id,
                    label: String::new(),
                    enabled: true,
                });
            }
            [Text(key), Mark(':'), Mark('<'), Text(label), ..] if key == "label" => {
                if let Some(item) = items.last_mut() {
                    item.label.clone_from(label);
                }
            }
            [Text(key), Mark(':'), Mark('<'), Word(value), ..] if key == "enabled" => {
                if let Some(item) = items.last_mut() {
                    item.enabled = value == "true";
                }
            }
            _ => {}
        }
    }
    items.retain(|item| !item.label.is_empty());
    items
}

const ATTEMPTS: u32 = 5;
/// From the panel's right and upper edge, in pixels.
const ICON_CENTRE: u32 = 17;
const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_menu_is_read_with_submenus_and_without_separators() {
        let layout = "(uint32 2, (0, {'children-display': <'submenu'>}, [\
            <(2, {'label': <'2 active'>, 'enabled': <false>}, @av [])>, \
            <(3, {'type': <'separator'>}, @av [])>, \
            <(4, {'enabled': <true>, 'label': <'Pause'>, 'children-display': <'submenu'>}, \
            [<(5, {'label': <\"Until tomorrow's end\">}, @av [])>])>]))";
        let item = |id, label: &str, enabled| MenuItem {
            id,
            label: label.to_owned(),
            enabled,
        };
        assert_eq!(
            menu_items(layout),
            [
                item(2, "2 active", false),
                item(4, "Pause", true),
                item(5, "Until tomorrow's end", true),
            ]
        );
    }

    #[test]
    fn an_item_is_a_bus_name_and_a_path() {
        let item = Item::parse(":1.16/org/ayatana/demo");
        assert_eq!(
            (item.name.as_str(), item.path.as_str()),
            (":1.16", "/org/ayatana/demo")
        );
        let item = Item::parse("org.kde.StatusNotifierItem-7-1");
        assert_eq!(item.path, "/StatusNotifierItem");
    }
}
