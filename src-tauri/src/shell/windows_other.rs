//! The same without GTK: the system knows by itself what the user asked for. Nothing here hears of a web process that
//! ended.

use tauri::{AppHandle, WebviewWindow};

use crate::controller::Requests;
use crate::shell::blueprint::Blueprint;

/// The system's engine paints as it does everywhere.
pub(super) fn prepare() {}

/// The system's engine came with the app.
#[allow(clippy::unnecessary_wraps, reason = "as on GTK")]
pub(super) const fn load_engine() -> Result<(), String> {
    Ok(())
}

/// The system's engine decides by itself which windows share a process.
#[allow(clippy::needless_pass_by_value, reason = "as on GTK")]
pub(super) fn make(
    app: &AppHandle,
    blueprint: Blueprint,
    _companions: Vec<WebviewWindow>,
) -> tauri::Result<WebviewWindow> {
    blueprint.builder(app).build()
}

pub(super) fn show_new(window: &WebviewWindow, _has_companion: bool) -> tauri::Result<()> {
    window.show()
}

#[allow(clippy::needless_pass_by_value, reason = "as on GTK")]
pub(super) fn let_raise(_: &WebviewWindow, _token: String) -> tauri::Result<()> {
    Ok(())
}

/// Width and height as they are given to a new window, in logical pixels.
pub(super) fn size(window: &WebviewWindow) -> Option<(u32, u32)> {
    let scale = window.scale_factor().ok()?;
    let size = window.inner_size().ok()?.to_logical::<u32>(scale);
    Some((size.width, size.height))
}

/// A window whose web process ended stays blank until it is closed and opened again. WebKit on macOS tells Tauri's builder
/// alone, for all windows, and Tauri does not pass on what WebView2 tells.
#[allow(clippy::needless_pass_by_value, reason = "as on GTK")]
pub(super) fn watch(_: &WebviewWindow, _requests: Requests) -> tauri::Result<()> {
    Ok(())
}
