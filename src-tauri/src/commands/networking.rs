//! The way to the server: the proxy, and the file of certificates, which is chosen in the system's dialog.

use monitor_vault::Secret;
use tauri::State;

use crate::controller::{NetworkRequest, Request, Requests};
use crate::slice::ProxySlice;

/// Without a password the one that the keyring has stays, as long as the proxy does.
#[tauri::command]
pub(crate) fn set_proxy(
    requests: State<'_, Requests>,
    proxy: ProxySlice,
    password: Option<String>,
) {
    let password = password.map(Secret::new);
    requests.send(Request::Network(NetworkRequest::SetProxy {
        proxy,
        password,
    }));
}

#[tauri::command]
pub(crate) fn choose_ca_file(requests: State<'_, Requests>) {
    requests.send(Request::Network(NetworkRequest::ChooseCaFile));
}

#[tauri::command]
pub(crate) fn forget_ca_file(requests: State<'_, Requests>) {
    requests.send(Request::Network(NetworkRequest::ForgetCaFile));
}
