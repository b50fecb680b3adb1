//! What only GTK can do with a window.

use gtk::prelude::GtkWindowExt;
use tauri::WebviewWindow;

/// Tells the desktop that the user asked for the window; without that, some only mark it as waiting.
pub(super) fn let_raise(window: &WebviewWindow, token: String) -> tauri::Result<()> {
    let raised = window.clone();
    window.run_on_main_thread(move || match raised.gtk_window() {
        Ok(window) => window.set_startup_id(&token),
        Err(error) => tracing::warn!(%error, "a window is not there to be raised"),
    })
}
