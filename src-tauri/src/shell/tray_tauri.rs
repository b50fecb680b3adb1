//! The tray on Windows and macOS: Tauri's own. The system always has a place for it.

use tauri::AppHandle;
use tauri::image::Image;
use tauri::menu::{IsMenuItem, MenuBuilder, MenuItemBuilder, PredefinedMenuItem, SubmenuBuilder};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};

use super::Look;
use crate::controller::{Request, Requests};
use crate::shell::icon::{Count, Icon};
use crate::shell::menu::{Act, Entry, Menu};

pub(crate) struct Tray {
    app: AppHandle,
    icon: Option<TrayIcon>,
    shown: Option<Look>,
}

impl Tray {
    pub(crate) fn start(app: &AppHandle, look: Look, requests: Requests) -> Self {
        let opener = requests.clone();
        let chooser = requests.clone();
        let built = TrayIconBuilder::with_id("main")
            .show_menu_on_left_click(cfg!(target_os = "macos"))
            .on_tray_icon_event(move |_, event| {
                let left = matches!(
                    event,
                    TrayIconEvent::Click {
                        button: MouseButton::Left,
                        button_state: MouseButtonState::Up,
                        ..
                    }
                );
                if left && !cfg!(target_os = "macos") {
                    opener.send(Request::Act(Act::OpenOverview));
                }
            })
            .on_menu_event(move |_, event| {
                if let Some(act) = Act::of(event.id().as_ref()) {
                    chooser.send(Request::Act(act));
                }
            })
            .build(app);
        let icon = built
            .inspect_err(|error| tracing::error!(%error, "no tray"))
            .ok();
        requests.send(Request::TrayHost(icon.is_some()));
        let mut tray = Self {
            app: app.clone(),
            icon,
            shown: None,
        };
        tray.show(look);
        tray
    }

    pub(crate) fn show(&mut self, look: Look) {
        let Some(icon) = &self.icon else { return };
        let before = self.shown.replace(look.clone());
        let result = self.apply(icon, before.as_ref(), &look);
        if let Err(error) = result {
            tracing::error!(%error, "the tray could not be changed");
        }
    }

    fn apply(&self, icon: &TrayIcon, before: Option<&Look>, look: &Look) -> tauri::Result<()> {
        if before.map(|before| before.icon) != Some(look.icon) {
            Self::set_icon(icon, look.icon)?;
        }
        if before.map(|before| &before.tooltip) != Some(&look.tooltip) {
            icon.set_tooltip(Some(&look.tooltip))?;
        }
        if before.map(|before| &before.menu) != Some(&look.menu) {
            self.set_menu(icon, &look.menu)?;
        }
        Ok(())
    }

    /// macOS writes the count beside the icon, where Windows has no room for it: there it is a part of the picture.
    fn set_icon(tray: &TrayIcon, icon: Icon) -> tauri::Result<()> {
        let beside = cfg!(target_os = "macos");
        let count = if beside { Count::None } else { icon.count };
        let pictures = Icon { count, ..icon }.pictures();
        if let Some(picture) = pictures.into_iter().find(|picture| picture.size == 32) {
            let image = Image::new_owned(picture.rgba, picture.size, picture.size);
            tray.set_icon_with_as_template(Some(image), beside)?;
        }
        if beside {
            tray.set_title(icon.count.text())?;
        }
        Ok(())
    }

    fn set_menu(&self, icon: &TrayIcon, menu: &Menu) -> tauri::Result<()> {
        let items = self.items(&menu.entries)?;
        let references: Vec<_> = items.iter().map(AsRef::as_ref).collect();
        icon.set_menu(Some(
            MenuBuilder::new(&self.app).items(&references).build()?,
        ))
    }

    fn items(&self, entries: &[Entry]) -> tauri::Result<Vec<Box<dyn IsMenuItem<tauri::Wry>>>> {
        let mut items: Vec<Box<dyn IsMenuItem<tauri::Wry>>> = Vec::new();
        for entry in entries {
            match entry {
                Entry::Item { label, act } => {
                    let id = act.clone().map(Act::id).unwrap_or_default();
                    let item = MenuItemBuilder::with_id(id, label).enabled(act.is_some());
                    items.push(Box::new(item.build(&self.app)?));
                }
                Entry::Separator => items.push(Box::new(PredefinedMenuItem::separator(&self.app)?)),
                Entry::Submenu { label, entries } => {
                    let inner = self.items(entries)?;
                    let references: Vec<_> = inner.iter().map(AsRef::as_ref).collect();
                    let submenu = SubmenuBuilder::new(&self.app, label).items(&references);
                    items.push(Box::new(submenu.build()?));
                }
            }
        }
        Ok(items)
    }
}
