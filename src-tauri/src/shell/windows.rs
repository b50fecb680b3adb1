//! The windows: made when needed, destroyed when closed. Rust alone shows, hides and closes them, and so knows which
//! are hidden; a page's own word that it is hidden is a further vote, never the only one.

#[cfg(target_os = "linux")]
#[path = "windows_gtk.rs"]
mod native;
#[cfg(not(target_os = "linux"))]
#[path = "windows_other.rs"]
mod native;

use std::collections::BTreeMap;

use monitor_core::attention::{Shows, Surface};
use monitor_core::{AccountId, OperationId};
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, Theme, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use crate::slice::{Appearance, Slice};

/// What a window is for; its label says so, and nothing a page sends can change it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    Main,
    Run(OperationId),
    SignIn,
}

pub(crate) const MAIN: &str = "main";
pub(crate) const SIGN_IN: &str = "sign-in";

pub(crate) fn run_label(account: &AccountId, id: OperationId) -> String {
    format!("run-{}-{id}", account.as_str())
}

impl Kind {
    pub(crate) fn of(label: &str) -> Option<Self> {
        match label {
            MAIN => Some(Self::Main),
            SIGN_IN => Some(Self::SignIn),
            _ => {
                let (account, id) = label.strip_prefix("run-")?.split_once('-')?;
                AccountId::parse(account)?;
                OperationId::new(id.parse().ok()?).map(Self::Run)
            }
        }
    }

    pub(crate) const fn shows(&self) -> Option<Shows> {
        match self {
            Self::Main => Some(Shows::Overview),
            Self::Run(id) => Some(Shows::Operation(*id)),
            Self::SignIn => None,
        }
    }

    const fn size(&self) -> (f64, f64) {
        match self {
            Self::Main => (1100.0, 760.0),
            Self::Run(_) => (340.0, 420.0),
            Self::SignIn => (460.0, 560.0),
        }
    }

    const fn smallest(&self) -> (f64, f64) {
        match self {
            Self::Main => (420.0, 360.0),
            Self::Run(_) => (280.0, 260.0),
            Self::SignIn => (380.0, 420.0),
        }
    }
}

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
    /// None: the system's.
    theme: Option<Theme>,
    /// By which the desktop lets the next window come to the front.
    token: Option<String>,
    panes: BTreeMap<String, Pane>,
}

impl Windows {
    pub(crate) const fn new(app: AppHandle, appearance: Appearance) -> Self {
        Self {
            app,
            theme: theme(appearance),
            token: None,
            panes: BTreeMap::new(),
        }
    }

    /// The next window that is opened was asked for outside the app, and this shows it to the desktop.
    pub(crate) fn let_raise(&mut self, token: Option<String>) {
        self.token = token;
    }

    /// Shows a window, making it if there is none. `true` where it was made.
    pub(crate) fn open(
        &mut self,
        label: &str,
        title: &str,
        stay_on_top: bool,
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
        let (width, height) = kind.size();
        let (min_width, min_height) = kind.smallest();
        let window =
            WebviewWindowBuilder::new(&self.app, label, WebviewUrl::App("index.html".into()))
                .title(title)
                .theme(self.theme)
                .inner_size(width, height)
                .min_inner_size(min_width, min_height)
                .always_on_top(stay_on_top)
                .on_navigation(is_own_page)
                .build()?;
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
        Ok(true)
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

    /// Whether this is not what was last reported; it is from here on.
    pub(crate) fn is_news(&mut self, label: &str, surface: Surface) -> bool {
        self.panes
            .get_mut(label)
            .is_some_and(|pane| pane.reported.replace(surface) != Some(surface))
    }

    /// There is a new monitor, which was told of no window.
    pub(crate) fn forget_reports(&mut self) {
        self.panes
            .values_mut()
            .for_each(|pane| pane.reported = None);
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

/// A window shows the app's own page and never goes anywhere else.
fn is_own_page(url: &tauri::Url) -> bool {
    let own_scheme = url.scheme() == "tauri" && url.host_str() == Some("localhost");
    let own_host = url.scheme().starts_with("http") && url.host_str() == Some("tauri.localhost");
    own_scheme || own_host
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_says_what_a_window_is_for() {
        let account = AccountId::parse("a1b2").expect("plain");
        let id = OperationId::new(421).expect("positive");
        let label = run_label(&account, id);
        assert_eq!(label, "run-a1b2-421");
        assert_eq!(Kind::of(&label), Some(Kind::Run(id)));
        assert_eq!(Kind::of("main"), Some(Kind::Main));
        assert_eq!(Kind::of("sign-in"), Some(Kind::SignIn));
        for other in ["run-a1b2-x", "run-a1b2--3", "run-", "elsewhere"] {
            assert_eq!(Kind::of(other), None, "{other}");
        }
    }

    #[test]
    fn a_window_shows_the_apps_own_page_alone() {
        let own = |url: &str| is_own_page(&url.parse().expect("a url"));
        assert!(own("tauri://localhost/index.html"));
        assert!(own("http://tauri.localhost/"));
        for other in [
            "https://example.com/",
            "http://tauri.localhost.evil.example/",
            "file:///etc/passwd",
        ] {
            assert!(!own(other), "{other}");
        }
    }
}
