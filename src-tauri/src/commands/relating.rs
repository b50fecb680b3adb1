//! The latest review pack of the environment that a window's own operation is of.

use tauri::{State, WebviewWindow};

use super::{Answer, ask_of_own};
use crate::controller::{Asked, OfPack, Requests};

#[tauri::command]
pub(crate) fn check_related_pack(window: WebviewWindow, requests: State<'_, Requests>) -> Answer {
    ask_of_own(&window, &requests, Asked::OfPack(OfPack::Check))
}

#[tauri::command]
pub(crate) fn close_related_pack_check(
    window: WebviewWindow,
    requests: State<'_, Requests>,
) -> Answer {
    ask_of_own(&window, &requests, Asked::OfPack(OfPack::CloseCheck))
}

#[tauri::command]
pub(crate) fn open_related_pack_in_tenantatlas(
    window: WebviewWindow,
    requests: State<'_, Requests>,
) -> Answer {
    ask_of_own(&window, &requests, Asked::OfPack(OfPack::Open))
}
