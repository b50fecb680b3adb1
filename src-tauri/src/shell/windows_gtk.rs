//! What only GTK can do with a window.

use std::env;
use std::io;
use std::sync::mpsc;
use std::time::Duration;

use gtk::glib;
use gtk::prelude::{Cast, ContainerExt, GtkWindowExt};
use tauri::{AppHandle, WebviewWindow};
use webkit2gtk::{LoadEvent, WebProcessTerminationReason, WebView, WebViewExt};

use crate::controller::{Request, Requests};
use crate::shell::blueprint::Blueprint;

/// What shows windows comes with the first of them, and is loaded off the thread that draws. Answers why it cannot be had.
pub(super) use monitor_delay_load::load as load_engine;

/// Has the engine paint without the graphics card: these pages are text that stands still, and the card's driver, or what
/// stands in for one, takes some 45 MB of every web process, 27 of this one for good, and time at its start. Whoever set the
/// first variable has decided. Only before there is a second thread or a window.
pub(super) fn prepare() {
    if env::var_os(WITHOUT_CARD[0].0).is_some() {
        return;
    }
    for (variable, value) in WITHOUT_CARD {
        if let Err(error) = glib::setenv(variable, value, false) {
            tracing::warn!(%error, "windows are painted with the graphics card");
        }
    }
}

/// Nothing is composited; no buffer is shared with the card; and this process asks no driver which card there is.
const WITHOUT_CARD: [(&str, &str); 3] = [
    ("WEBKIT_DISABLE_COMPOSITING_MODE", "1"),
    ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
    ("WEBKIT_WEB_RENDER_DEVICE_FILE", "/dev/null"),
];

/// Makes a window whose page lives in the web process of a companion, if there is one: a process of its own costs three
/// times as much memory, and the time to start it.
pub(super) fn make(
    app: &AppHandle,
    blueprint: Blueprint,
    companions: Vec<WebviewWindow>,
) -> tauri::Result<WebviewWindow> {
    if companions.is_empty() {
        return blueprint.builder(app).build();
    }
    let (tell, told) = mpsc::channel();
    let making = app.clone();
    // Only this thread may hold a page.
    app.run_on_main_thread(move || {
        let builder = blueprint.builder(&making);
        let made = match companions.iter().find_map(page) {
            Some(page) => builder.with_related_view(page).build(),
            None => builder.build(),
        };
        // Nobody waits any more where the app ends.
        let _ = tell.send(made);
    })?;
    told.recv().map_err(io::Error::other)?
}

/// Shows a window that was just made. Where its page lives in the process of a companion, once that is loaded, and a little
/// later however slow that is: the engine would let GTK's first drawing wait for the process, which answers nothing yet,
/// and that half second is one of every window and of the tray's menu.
pub(super) fn show_new(window: &WebviewWindow, has_companion: bool) -> tauri::Result<()> {
    if !has_companion {
        return window.show();
    }
    let loading = window.clone();
    window.run_on_main_thread(move || {
        let Some(page) = page(&loading) else {
            return;
        };
        let loaded = loading.clone();
        // Whichever comes second finds it shown.
        glib::timeout_add_local_once(SHOWN_AT_LATEST, move || show(&loading));
        page.connect_load_changed(move |_, event| {
            if event == LoadEvent::Finished {
                show(&loaded);
            }
        });
    })
}

fn show(window: &WebviewWindow) {
    if let Err(error) = window.show() {
        tracing::warn!(%error, "a window could not be shown");
    }
}

/// After it was made.
const SHOWN_AT_LATEST: Duration = Duration::from_millis(300);

/// None where the window is being destroyed.
fn page(window: &WebviewWindow) -> Option<WebView> {
    let content = window.default_vbox().ok()?.children();
    let mut pages = content.into_iter();
    pages.find_map(|widget| widget.downcast::<WebView>().ok())
}

/// Tells the desktop that the user asked for the window; without that, some only mark it as waiting.
pub(super) fn let_raise(window: &WebviewWindow, token: String) -> tauri::Result<()> {
    let raised = window.clone();
    window.run_on_main_thread(move || match raised.gtk_window() {
        Ok(window) => window.set_startup_id(&token),
        Err(error) => tracing::warn!(%error, "a window is not there to be raised"),
    })
}

/// Width and height as they are given to a new window, in logical pixels. Tauri's count frame and shadow too, where the
/// window draws them itself, as on Wayland: a window made with those would be larger every time.
pub(super) fn size(window: &WebviewWindow) -> Option<(u32, u32)> {
    let (tell, told) = mpsc::channel();
    let asked = window.clone();
    let asking = window.run_on_main_thread(move || {
        if let Ok(window) = asked.gtk_window() {
            // Nobody waits any more where the app ends.
            let _ = tell.send(window.size());
        }
    });
    asking.ok()?;
    let (width, height) = told.recv().ok()?;
    Some((u32::try_from(width).ok()?, u32::try_from(height).ok()?))
}

/// Tells when the window's web process ends, which leaves the window blank for good; and has the page freed with the window.
pub(super) fn watch(window: &WebviewWindow, requests: Requests) -> tauri::Result<()> {
    let label = window.label().to_owned();
    window.with_webview(move |webview| {
        let webview = webview.inner();
        monitor_closed_page::free_when_destroyed(&webview);
        webview.connect_web_process_terminated(move |_, reason| {
            if reason != WebProcessTerminationReason::TerminatedByApi {
                let label = label.clone();
                requests.send(Request::PageCrashed { label });
            }
        });
    })
}
