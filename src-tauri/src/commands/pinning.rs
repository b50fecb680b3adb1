//! Pins and mutes: of any operation or review pack from the overview, of its own from an operation's window.

use monitor_core::monitor::Input;
use monitor_core::{EnvironmentId, Target};
use tauri::{State, WebviewWindow};

use super::{Answer, NOT_AN_ID, ask_of_own};
use crate::controller::{Asked, Request, Requests, operation_target, pack_target};
use crate::slice::PinSlice;

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

/// In front of something else that is pinned, or behind all of it.
#[tauri::command]
pub(crate) fn move_pin(
    requests: State<'_, Requests>,
    pin: PinSlice,
    before: Option<PinSlice>,
) -> Answer {
    let target = pinned_target(pin).ok_or(NOT_AN_ID)?;
    let before = before
        .map(|pin| pinned_target(pin).ok_or(NOT_AN_ID))
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
    ask_of_own(&window, &requests, Asked::Unpin)
}

#[tauri::command]
pub(crate) fn mute_operation(
    window: WebviewWindow,
    requests: State<'_, Requests>,
    on: bool,
) -> Answer {
    ask_of_own(&window, &requests, Asked::Mute(on))
}

fn pinned_target(pin: PinSlice) -> Option<Target> {
    match pin {
        PinSlice::Operation { id } => operation_target(id),
        PinSlice::ReviewPack { environment_id } => pack_target(environment_id),
    }
}

#[cfg(test)]
mod tests {
    use monitor_core::OperationId;

    use super::*;

    #[test]
    fn an_operation_and_a_review_pack_of_one_number_are_two_pins() {
        assert_eq!(
            [
                pinned_target(PinSlice::Operation { id: 7 }),
                pinned_target(PinSlice::ReviewPack { environment_id: 7 }),
                pinned_target(PinSlice::ReviewPack { environment_id: 0 }),
            ],
            [
                OperationId::new(7).map(Target::Operation),
                EnvironmentId::new(7).map(Target::ReviewPack),
                None,
            ]
        );
    }

    #[test]
    fn a_pin_is_read_as_a_window_writes_it() {
        let read = |json| serde_json::from_str::<PinSlice>(json).ok();
        assert_eq!(
            read(r#"{"kind":"review_pack","environment_id":7}"#),
            Some(PinSlice::ReviewPack { environment_id: 7 })
        );
        assert_eq!(read(r#"{"kind":"operation"}"#), None);
    }
}
