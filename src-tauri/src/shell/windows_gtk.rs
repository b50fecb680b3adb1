//! What only GTK can do with a window.

use std::sync::mpsc;

use gtk::prelude::GtkWindowExt;
use tauri::WebviewWindow;
use webkit2gtk::{WebProcessTerminationReason, WebViewExt};

use crate::controller::{Request, Requests};

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

/// Tells when the window's web process ends, which leaves the window blank for good.
pub(super) fn watch(window: &WebviewWindow, requests: Requests) -> tauri::Result<()> {
    let label = window.label().to_owned();
    window.with_webview(move |webview| {
        let webview = webview.inner();
        webview.connect_web_process_terminated(move |_, reason| {
            if reason != WebProcessTerminationReason::TerminatedByApi {
                let label = label.clone();
                requests.send(Request::PageCrashed { label });
            }
        });
    })
}
