//! What a window is made from. Everything in it may go to the thread that makes the window.

use tauri::{AppHandle, Theme, WebviewUrl, WebviewWindowBuilder, Wry};

use super::kind::Kind;
use super::places::Place;

pub(super) struct Blueprint {
    pub(super) label: String,
    pub(super) title: String,
    pub(super) kind: Kind,
    /// None: the system's.
    pub(super) theme: Option<Theme>,
    pub(super) stay_on_top: bool,
    /// Where it lay before, on a screen that is there.
    pub(super) place: Option<Place>,
}

impl Blueprint {
    pub(super) fn builder<'a>(
        &self,
        app: &'a AppHandle,
    ) -> WebviewWindowBuilder<'a, Wry, AppHandle> {
        let (width, height) = self.place.map_or_else(|| self.kind.size(), Place::size);
        let (min_width, min_height) = self.kind.smallest();
        let page = WebviewUrl::App("index.html".into());
        let builder = WebviewWindowBuilder::new(app, self.label.as_str(), page)
            .title(self.title.as_str())
            .theme(self.theme)
            .inner_size(width, height)
            .min_inner_size(min_width, min_height)
            .always_on_top(self.stay_on_top)
            // Shown once the app hears of it: a window on Linux that is closed before that is gone without a word.
            .visible(false)
            // Where the engine has no such keys, a script asks for it, which the window's capability allows.
            .zoom_hotkeys_enabled(true)
            .on_navigation(is_own_page);
        match self.place {
            Some(place) => builder.position(f64::from(place.x), f64::from(place.y)),
            None => builder,
        }
    }
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
