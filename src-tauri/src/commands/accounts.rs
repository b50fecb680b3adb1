//! Of several accounts: which one is shown, signing in to one more, and out of one that is not shown.

use tauri::State;

use crate::controller::{Request, Requests};

#[tauri::command]
pub(crate) fn sign_out_of(requests: State<'_, Requests>, account: String) {
    requests.send(Request::SignOutOf { account });
}

#[tauri::command]
pub(crate) fn switch_account(requests: State<'_, Requests>, account: String) {
    requests.send(Request::SwitchAccount { account });
}

/// For one of the accounts, or for one that is added.
#[tauri::command]
pub(crate) fn open_sign_in(requests: State<'_, Requests>, account: Option<String>) {
    requests.send(Request::OpenSignIn { account });
}
