//! What the overview shows of its lists.

use monitor_core::monitor::Input;
use tauri::State;

use crate::controller::{Request, Requests};
use crate::filter;
use crate::slice::FilterSlice;

/// Each choice has a number of its own, so that the window knows to which one an answer belongs.
#[tauri::command]
pub(crate) fn filter_lists(requests: State<'_, Requests>, filter: FilterSlice, turn: u32) {
    let filter = filter::chosen(filter, turn);
    requests.send(Request::Input(Input::ListsFiltered(filter)));
}
