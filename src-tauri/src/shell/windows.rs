//! The windows: made when needed, destroyed when closed. Rust alone shows, hides and closes them, and so knows which
//! are hidden; a page's own word that it is hidden is a further vote, never the only one.

#[cfg(target_os = "linux")]
#[path = "windows_gtk.rs"]
mod native;
#[cfg(not(target_os = "linux"))]
#[path = "windows_other.rs"]
mod native;

use std::collections::BTreeMap;
use std::io;

use monitor_core::attention::Surface;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, Theme, WebviewWindow};

use super::blueprint::Blueprint;
pub(crate) use super::kind::{Kind, MAIN, SIGN_IN, run_label, stays};
use super::places::{self, Place};
use super::screens::screens;
use crate::controller::{Request, Requests};
use crate::slice::{Appearance, Slice};

/// One open window.
struct Pane {
    kind: Kind,
    /// The page's channel; a reload subscribes anew.
    channel: Option<Channel<Slice>>,
    told: Option<Slice>,
    modal: bool,
    page_hidden: bool,
    /// As last reported to the monitor.
    reported: Option<Surface>,
    title: String,
}

/// Every open window, by label.
pub(crate) struct Windows {
    app: AppHandle,
    requests: Requests,
    /// None: the system's.
    theme: Option<Theme>,
    /// By which the desktop lets the next window come to the front.
    token: Option<String>,
    panes: BTreeMap<String, Pane>,
}

/// Sets up the engine, before anything else is.
pub(crate) fn prepare() {
    native::prepare();
}

impl Windows {
    pub(crate) const fn new(app: AppHandle, requests: Requests, appearance: Appearance) -> Self {
        Self {
            app,
            requests,
            theme: theme(appearance),
            token: None,
            panes: BTreeMap::new(),
        }
    }

    /// The next window that is opened was asked for outside the app, and this shows it to the desktop.
    pub(crate) fn let_raise(&mut self, token: Option<String>) {
        self.token = token;
    }

    /// Shows a window, making it if there is none, where it lay before. `true` where it was made.
    pub(crate) fn open(
        &mut self,
        label: &str,
        title: &str,
        stay_on_top: bool,
        place: Option<Place>,
    ) -> tauri::Result<bool> {
        let token = self.token.take();
        if let Some(window) = self.app.get_webview_window(label) {
            if let Some(token) = token {
                native::let_raise(&window, token)?;
            }
            window.unminimize()?;
            window.show()?;
            window.set_focus()?;
            return Ok(false);
        }
        let Some(kind) = Kind::of(label) else {
            return Ok(false);
        };
        if let Err(why) = native::load_engine() {
            let error = io::Error::other(format!("the web engine cannot be loaded: {why}"));
            self.requests.send(Request::EngineMissing { why });
            return Err(error.into());
        }
        let place = place.and_then(|place| places::fit(place, &screens(&self.app)));
        let blueprint = Blueprint {
            label: label.to_owned(),
            title: title.to_owned(),
            kind: kind.clone(),
            theme: self.theme,
            stay_on_top,
            place,
        };
        let companions = self.companions(&kind);
        let has_companion = !companions.is_empty();
        let window = native::make(&self.app, blueprint, companions)?;
        native::watch(&window, self.requests.clone())?;
        if let Some(token) = token {
            native::let_raise(&window, token)?;
        }
        let title = title.to_owned();
        let pane = Pane {
            kind,
            channel: None,
            told: None,
            modal: false,
            page_hidden: false,
            reported: None,
            title,
        };
        self.panes.insert(label.to_owned(), pane);
        if self.theme.is_some() {
            // On Linux a new window is made in the system's theme, whatever it is asked for.
            window.set_theme(self.theme)?;
        }
        native::show_new(&window, has_companion)?;
        Ok(true)
    }

    /// The windows whose web process a new one may share. Those of operations share one, as they may ask for the same,
    /// each of its own operation; overview and sign-in may ask for more, and have a process each.
    fn companions(&self, kind: &Kind) -> Vec<WebviewWindow> {
        let is_pinned = |kind: &Kind| matches!(kind, Kind::Run(..));
        if !is_pinned(kind) {
            return Vec::new();
        }
        let panes = self.panes.iter().filter(|(_, pane)| is_pinned(&pane.kind));
        panes
            .filter_map(|(label, _)| self.app.get_webview_window(label))
            .collect()
    }

    pub(crate) fn is_open(&self, label: &str) -> bool {
        self.app.get_webview_window(label).is_some()
    }

    /// How many are open.
    pub(crate) fn count(&self) -> usize {
        self.app.webview_windows().len()
    }

    /// Destroys a window; one that is not there is no error.
    pub(crate) fn close(&self, label: &str) {
        if let Some(window) = self.app.get_webview_window(label)
            && let Err(error) = window.destroy()
        {
            tracing::error!(%error, label, "a window could not be closed");
        }
    }

    /// Forgets a window that is gone; `false` where another of this name was made meanwhile.
    pub(crate) fn handle_destroyed(&mut self, label: &str) -> bool {
        let gone = self.app.get_webview_window(label).is_none();
        if gone {
            self.panes.remove(label);
        }
        gone
    }

    pub(crate) fn handle_subscribed(&mut self, label: &str, channel: Channel<Slice>) {
        if let Some(pane) = self.panes.get_mut(label) {
            // A page that subscribes has just been loaded: whatever dialog was open is gone.
            pane.modal = false;
            pane.told = None;
            pane.channel = Some(channel);
        }
    }

    pub(crate) fn handle_page(&mut self, label: &str, modal: bool, hidden: bool) {
        if let Some(pane) = self.panes.get_mut(label) {
            pane.modal = modal;
            pane.page_hidden = hidden;
        }
    }

    pub(crate) fn kinds(&self) -> Vec<(String, Kind)> {
        self.panes
            .iter()
            .map(|(label, pane)| (label.clone(), pane.kind.clone()))
            .collect()
    }

    /// The state of a window as core wants it; `None` where it shows nothing that is watched.
    pub(crate) fn surface(&self, label: &str) -> Option<Surface> {
        let pane = self.panes.get(label)?;
        let window = self.app.get_webview_window(label)?;
        let visible = is_on_screen(&window) && !pane.page_hidden;
        Some(Surface {
            shows: pane.kind.shows()?,
            visible,
            modal: pane.modal,
        })
    }

    /// Whether somebody looks at a window: it is on the screen and has the keyboard's focus.
    pub(crate) fn is_looked_at(&self, label: &str) -> bool {
        let seen = self.panes.get(label).is_some_and(|pane| !pane.page_hidden);
        let window = self.app.get_webview_window(label).filter(|_| seen);
        window.is_some_and(|window| is_on_screen(&window) && window.is_focused().unwrap_or(true))
    }

    /// Where a window lies; `None` while it does not lie anywhere: closed, minimised, or as large as the screen.
    pub(crate) fn place(&self, label: &str) -> Option<Place> {
        let window = self.app.get_webview_window(label)?;
        if !is_on_screen(&window) || window.is_maximized().unwrap_or(true) {
            return None;
        }
        let scale = window.scale_factor().ok()?;
        let position = window.outer_position().ok()?.to_logical::<i32>(scale);
        let (width, height) = native::size(&window)?;
        Some(Place {
            x: position.x,
            y: position.y,
            width,
            height,
        })
    }

    /// Whether this is not what was last reported; it is from here on.
    pub(crate) fn is_news(&mut self, label: &str, surface: Surface) -> bool {
        self.panes
            .get_mut(label)
            .is_some_and(|pane| pane.reported.replace(surface) != Some(surface))
    }

    /// There is another monitor for it, which was not told of it.
    pub(crate) fn forget_report(&mut self, label: &str) {
        if let Some(pane) = self.panes.get_mut(label) {
            pane.reported = None;
        }
    }

    /// Sends a window its slice, if it differs from the last one sent.
    pub(crate) fn tell(&mut self, label: &str, slice: Slice) {
        let Some(pane) = self.panes.get_mut(label) else {
            return;
        };
        let Some(channel) = &pane.channel else { return };
        if pane.told.as_ref() == Some(&slice) {
            return;
        }
        match channel.send(slice.clone()) {
            Ok(()) => pane.told = Some(slice),
            Err(error) => tracing::warn!(%error, label, "a window could not be told"),
        }
    }

    pub(crate) fn retitle(&mut self, label: &str, title: String) {
        let Some(pane) = self.panes.get_mut(label).filter(|pane| pane.title != title) else {
            return;
        };
        if let Some(window) = self.app.get_webview_window(label) {
            if let Err(error) = window.set_title(&title) {
                tracing::warn!(%error, label, "a window could not be named");
            }
            pane.title = title;
        }
    }

    /// Themes what the desktop draws of the windows; a page dresses itself.
    pub(crate) fn set_appearance(&mut self, appearance: Appearance) {
        let theme = theme(appearance);
        if std::mem::replace(&mut self.theme, theme) == theme {
            return;
        }
        for label in self.panes.keys() {
            if let Some(window) = self.app.get_webview_window(label)
                && let Err(error) = set_theme(&window, theme)
            {
                tracing::warn!(%error, label, "a window could not be themed");
            }
        }
    }

    pub(crate) fn set_stay_on_top(&self, label: &str, on: bool) {
        if let Some(window) = self.app.get_webview_window(label)
            && let Err(error) = window.set_always_on_top(on)
        {
            tracing::warn!(%error, label, "a window could not be kept on top");
        }
    }
}

/// None: the system's.
const fn theme(appearance: Appearance) -> Option<Theme> {
    match appearance {
        Appearance::Dark => Some(Theme::Dark),
        Appearance::HighContrast | Appearance::System => None,
        Appearance::Light => Some(Theme::Light),
    }
}

fn set_theme(window: &WebviewWindow, theme: Option<Theme>) -> tauri::Result<()> {
    window.set_theme(theme)?;
    if theme.is_none() && cfg!(target_os = "linux") {
        // "None" is light there; but a window without a theme knows what the desktop prefers.
        window.set_theme(Some(window.theme()?))?;
    }
    Ok(())
}

/// Asked of the system each time: no desktop tells reliably when a window is minimised or hidden.
fn is_on_screen(window: &WebviewWindow) -> bool {
    let visible = window.is_visible().unwrap_or(true);
    visible && !window.is_minimized().unwrap_or(false)
}
