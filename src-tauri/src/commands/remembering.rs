//! The history: read from its beginning or for one number, read on, written to a file, and closed.

use tauri::State;

use crate::controller::{Request, Requests};
use crate::slice::ExportFormat;

#[tauri::command]
pub(crate) fn show_history(requests: State<'_, Requests>, id: Option<i64>) {
    requests.send(Request::ShowHistory(id));
}

#[tauri::command]
pub(crate) fn more_history(requests: State<'_, Requests>) {
    requests.send(Request::MoreHistory);
}

/// The system's dialog asks where to.
#[tauri::command]
pub(crate) fn export_history(requests: State<'_, Requests>, format: ExportFormat) {
    requests.send(Request::ExportHistory(format));
}

#[tauri::command]
pub(crate) fn close_history(requests: State<'_, Requests>) {
    requests.send(Request::CloseHistory);
}
