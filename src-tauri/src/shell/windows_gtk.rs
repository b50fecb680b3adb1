//! What only GTK can do with a window.

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
