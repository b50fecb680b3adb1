//! Pins and mutes: of any operation or review pack from the overview, of its own from an operation's window.

use monitor_core::monitor::Input;
use monitor_core::{EnvironmentId, Target};
use tauri::{State, WebviewWindow};

use super::{Answer, NOT_AN_ID, own_operation};
use crate::controller::{Request, Requests, operation_target, pack_target};

#[tauri::command]
pub(crate) fn pin(requests: State<'_, Requests>, operation: i64) -> Answer {
    requests.send(Request::Input(Input::Pin(
        operation_target(operation).ok_or(NOT_AN_ID)?,
    )));
    Ok(())
}

#[tauri::command]
pub(crate) fn unpin(requests: State<'_, Requests>, operation: i64) -> Answer {
    requests.send(Request::Unpin(
        operation_target(operation).ok_or(NOT_AN_ID)?,
    ));
    Ok(())
}

/// In front of another pinned operation, or behind all that is pinned.
#[tauri::command]
pub(crate) fn move_pin(
    requests: State<'_, Requests>,
    operation: i64,
    before: Option<i64>,
) -> Answer {
    let target = operation_target(operation).ok_or(NOT_AN_ID)?;
    let before = before
        .map(|id| operation_target(id).ok_or(NOT_AN_ID))
        .transpose()?;
    requests.send(Request::Input(Input::MovePin { target, before }));
    Ok(())
}

#[tauri::command]
pub(crate) fn pin_pack(requests: State<'_, Requests>, environment: i64) -> Answer {
    requests.send(Request::Input(Input::Pin(
        pack_target(environment).ok_or(NOT_AN_ID)?,
    )));
    Ok(())
}

#[tauri::command]
pub(crate) fn unpin_pack(requests: State<'_, Requests>, environment: i64) -> Answer {
    requests.send(Request::Unpin(pack_target(environment).ok_or(NOT_AN_ID)?));
    Ok(())
}

#[tauri::command]
pub(crate) fn mute(requests: State<'_, Requests>, operation: i64, on: bool) -> Answer {
    let target = operation_target(operation).ok_or(NOT_AN_ID)?;
    requests.send(Request::Input(Input::Mute { target, on }));
    Ok(())
}

#[tauri::command]
pub(crate) fn mute_pack(requests: State<'_, Requests>, environment: i64, on: bool) -> Answer {
    let target = pack_target(environment).ok_or(NOT_AN_ID)?;
    requests.send(Request::Input(Input::Mute { target, on }));
    Ok(())
}

#[tauri::command]
pub(crate) fn mute_environment(
    requests: State<'_, Requests>,
    environment: i64,
    on: bool,
) -> Answer {
    let environment = EnvironmentId::new(environment).ok_or(NOT_AN_ID)?;
    requests.send(Request::Input(Input::MuteEnvironment { environment, on }));
    Ok(())
}

#[tauri::command]
pub(crate) fn unpin_operation(window: WebviewWindow, requests: State<'_, Requests>) -> Answer {
    requests.send(Request::Unpin(Target::Operation(own_operation(&window)?)));
    Ok(())
}

#[tauri::command]
pub(crate) fn mute_operation(
    window: WebviewWindow,
    requests: State<'_, Requests>,
    on: bool,
) -> Answer {
    let target = Target::Operation(own_operation(&window)?);
    requests.send(Request::Input(Input::Mute { target, on }));
    Ok(())
}
