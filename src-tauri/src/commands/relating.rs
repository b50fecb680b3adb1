//! The latest review pack of the environment that a window's own operation is of.

use tauri::{State, WebviewWindow};

use super::{Answer, own_operation};
use crate::controller::{OfPack, Request, Requests};

#[tauri::command]
pub(crate) fn check_related_pack(window: WebviewWindow, requests: State<'_, Requests>) -> Answer {
    ask(&window, &requests, OfPack::Check)
}

#[tauri::command]
pub(crate) fn close_related_pack_check(
    window: WebviewWindow,
    requests: State<'_, Requests>,
) -> Answer {
    ask(&window, &requests, OfPack::CloseCheck)
}

#[tauri::command]
pub(crate) fn open_related_pack_in_tenantatlas(
    window: WebviewWindow,
    requests: State<'_, Requests>,
) -> Answer {
    ask(&window, &requests, OfPack::Open)
}

fn ask(window: &WebviewWindow, requests: &Requests, asked: OfPack) -> Answer {
    requests.send(Request::RelatedPack {
        label: window.label().to_owned(),
        id: own_operation(window)?,
        asked,
    });
    Ok(())
}
