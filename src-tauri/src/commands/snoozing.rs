//! Snoozes: of a pinned operation or review pack, or of all of an environment.

use monitor_core::{EnvironmentId, Reach};
use tauri::State;

use super::{Answer, NOT_AN_ID};
use crate::controller::{Request, Requests, operation_target, pack_target};
use crate::slice::Pause;

#[tauri::command]
pub(crate) fn snooze(requests: State<'_, Requests>, operation: i64, pause: Pause) -> Answer {
    let target = operation_target(operation).ok_or(NOT_AN_ID)?;
    let reach = Reach::Target(target);
    requests.send(Request::Snooze { reach, pause });
    Ok(())
}

#[tauri::command]
pub(crate) fn snooze_pack(requests: State<'_, Requests>, environment: i64, pause: Pause) -> Answer {
    let target = pack_target(environment).ok_or(NOT_AN_ID)?;
    let reach = Reach::Target(target);
    requests.send(Request::Snooze { reach, pause });
    Ok(())
}

#[tauri::command]
pub(crate) fn snooze_environment(
    requests: State<'_, Requests>,
    environment: i64,
    pause: Pause,
) -> Answer {
    let environment = EnvironmentId::new(environment).ok_or(NOT_AN_ID)?;
    let reach = Reach::Environment(environment);
    requests.send(Request::Snooze { reach, pause });
    Ok(())
}
