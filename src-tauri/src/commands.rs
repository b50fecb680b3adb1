//! What a window may ask, as Tauri commands. Each only hands a request over; the answer is the window's next slice.
//! Which window may call which command is in `permissions/`; which operation a pinned window means is in its label.
#![expect(
    clippy::needless_pass_by_value,
    reason = "Tauri hands a command its arguments by value"
)]

pub(crate) mod accounts;
pub(crate) mod filtering;
pub(crate) mod networking;
pub(crate) mod pinning;
pub(crate) mod relating;
pub(crate) mod remembering;
pub(crate) mod snoozing;

use monitor_core::monitor::{Input, Scoped};
use monitor_core::{EnvironmentId, OperationId};
use monitor_vault::Secret;
use serde::Serialize;
use tauri::ipc::Channel;
use tauri::{State, WebviewWindow};

use crate::controller::{Asked, Diagnose, Request, Requests, operation_target, pack_target};
use crate::shell::menu::Act;
use crate::shell::windows::Kind;
use crate::slice::{Appearance, LanguageChoice, Pause, QuietHours, RulesSlice, Slice, WhileHidden};

/// Why a command was refused; the webview words it by the code.
#[derive(Debug, Serialize)]
pub(crate) struct Refusal {
    code: &'static str,
}

const NOT_AN_ID: Refusal = Refusal { code: "not-an-id" };
const NOT_HERE: Refusal = Refusal { code: "not-here" };

type Answer = Result<(), Refusal>;

#[tauri::command]
pub(crate) fn subscribe(
    window: WebviewWindow,
    requests: State<'_, Requests>,
    channel: Channel<Slice>,
) {
    requests.send(Request::Subscribed {
        label: window.label().to_owned(),
        channel,
    });
}

#[tauri::command]
pub(crate) fn report_page(
    window: WebviewWindow,
    requests: State<'_, Requests>,
    modal_open: bool,
    hidden: bool,
) {
    requests.send(Request::Page {
        label: window.label().to_owned(),
        modal: modal_open,
        hidden,
    });
}

#[tauri::command]
pub(crate) fn open_operation(requests: State<'_, Requests>, operation: i64) -> Answer {
    requests.send(Request::OpenOperation(
        OperationId::new(operation).ok_or(NOT_AN_ID)?,
    ));
    Ok(())
}

#[tauri::command]
pub(crate) fn open_in_tenantatlas(requests: State<'_, Requests>, operation: i64) -> Answer {
    requests.send(Request::OpenPage(
        operation_target(operation).ok_or(NOT_AN_ID)?,
    ));
    Ok(())
}

#[tauri::command]
pub(crate) fn open_pack_in_tenantatlas(requests: State<'_, Requests>, environment: i64) -> Answer {
    requests.send(Request::OpenPage(
        pack_target(environment).ok_or(NOT_AN_ID)?,
    ));
    Ok(())
}

#[tauri::command]
pub(crate) fn refresh(requests: State<'_, Requests>) {
    requests.send(Request::Input(Input::Refresh(Scoped::Everything)));
}

#[tauri::command]
pub(crate) fn refresh_pack(requests: State<'_, Requests>, environment: i64) -> Answer {
    let target = pack_target(environment).ok_or(NOT_AN_ID)?;
    requests.send(Request::Input(Input::Refresh(Scoped::Target(target))));
    Ok(())
}

#[tauri::command]
pub(crate) fn check_pack(
    window: WebviewWindow,
    requests: State<'_, Requests>,
    environment: i64,
) -> Answer {
    requests.send(Request::CheckPack {
        environment: EnvironmentId::new(environment).ok_or(NOT_AN_ID)?,
        label: window.label().to_owned(),
    });
    Ok(())
}

#[tauri::command]
pub(crate) fn close_pack_check(requests: State<'_, Requests>) {
    requests.send(Request::ClosePackCheck);
}

/// The next slice has the text, or has it no more.
#[tauri::command]
pub(crate) fn diagnose(requests: State<'_, Requests>, on: bool) {
    requests.send(Request::Diagnose(Diagnose::Look(on)));
}

#[tauri::command]
pub(crate) fn show_logs(requests: State<'_, Requests>) {
    requests.send(Request::Diagnose(Diagnose::ShowFolder));
}

#[tauri::command]
pub(crate) fn set_detailed_logs(requests: State<'_, Requests>, on: bool) {
    requests.send(Request::Diagnose(Diagnose::SetDetailed(on)));
}

#[tauri::command]
pub(crate) fn examine(requests: State<'_, Requests>) {
    requests.send(Request::Examine);
}

#[tauri::command]
pub(crate) fn close_doctor(requests: State<'_, Requests>) {
    requests.send(Request::CloseDoctor);
}

#[tauri::command]
pub(crate) fn search(requests: State<'_, Requests>, text: String) {
    // What no name is as long as would only be refused by the server.
    requests.send(Request::Input(Input::Search(
        text.chars().take(100).collect(),
    )));
}

#[tauri::command]
pub(crate) fn inspect(requests: State<'_, Requests>, on: bool) {
    requests.send(Request::Input(Input::Inspect(on)));
}

#[tauri::command]
pub(crate) fn pause_notifications(requests: State<'_, Requests>, pause: Pause) {
    requests.send(Request::Pause(pause));
}

#[tauri::command]
pub(crate) fn set_rules(requests: State<'_, Requests>, rules: RulesSlice) {
    requests.send(Request::SetRules(rules));
}

#[tauri::command]
pub(crate) fn set_while_hidden(requests: State<'_, Requests>, mode: WhileHidden) {
    requests.send(Request::SetHiddenMode(mode));
}

/// A whole number of seconds; what is too short or too long is brought within the limits.
#[tauri::command]
pub(crate) fn set_quiet_seconds(requests: State<'_, Requests>, seconds: u64) {
    requests.send(Request::SetQuietSeconds(seconds));
}

#[tauri::command]
pub(crate) fn set_autostart(requests: State<'_, Requests>, on: bool) {
    requests.send(Request::SetAutostart(on));
}

#[tauri::command]
pub(crate) fn set_single_keys(requests: State<'_, Requests>, on: bool) {
    requests.send(Request::SetSingleKeys(on));
}

#[tauri::command]
pub(crate) fn set_quiet_hours(requests: State<'_, Requests>, hours: Vec<QuietHours>) {
    requests.send(Request::SetQuietHours(hours));
}

#[tauri::command]
pub(crate) fn set_privacy(requests: State<'_, Requests>, on: bool) {
    requests.send(Request::SetPrivacy(on));
}

#[tauri::command]
pub(crate) fn set_appearance(requests: State<'_, Requests>, appearance: Appearance) {
    requests.send(Request::SetAppearance(appearance));
}

#[tauri::command]
pub(crate) fn set_language(requests: State<'_, Requests>, language: LanguageChoice) {
    requests.send(Request::SetLanguage(language));
}

#[tauri::command]
pub(crate) fn quit(requests: State<'_, Requests>) {
    requests.send(Request::Act(Act::Quit));
}

#[tauri::command]
pub(crate) fn sign_out(requests: State<'_, Requests>) {
    requests.send(Request::SignOut);
}

#[tauri::command]
pub(crate) fn refresh_operation(window: WebviewWindow, requests: State<'_, Requests>) -> Answer {
    ask_of_own(&window, &requests, Asked::Refresh)
}

#[tauri::command]
pub(crate) fn load_details(window: WebviewWindow, requests: State<'_, Requests>) -> Answer {
    ask_of_own(&window, &requests, Asked::Details)
}

#[tauri::command]
pub(crate) fn open_operation_in_tenantatlas(
    window: WebviewWindow,
    requests: State<'_, Requests>,
) -> Answer {
    ask_of_own(&window, &requests, Asked::OpenPage)
}

#[tauri::command]
pub(crate) fn set_stay_on_top(
    window: WebviewWindow,
    requests: State<'_, Requests>,
    on: bool,
) -> Answer {
    ask_of_own(&window, &requests, Asked::StayOnTop(on))
}

/// What is typed is zeroed from here on; the window and the message it came in have copies that nobody can zero.
#[tauri::command]
pub(crate) fn sign_in(requests: State<'_, Requests>, server: String, token: String) {
    requests.send(Request::SignIn {
        server,
        token: Secret::new(token),
    });
}

/// Asks the keyring once more for the kept token.
#[tauri::command]
pub(crate) fn ask_keyring(requests: State<'_, Requests>) {
    requests.send(Request::AskKeyring);
}

/// Asks the keyring once more to take the token that is in memory.
#[tauri::command]
pub(crate) fn keep_token(requests: State<'_, Requests>) {
    requests.send(Request::KeepToken);
}

#[tauri::command]
pub(crate) fn keep_token_in_memory(requests: State<'_, Requests>) {
    requests.send(Request::KeepTokenInMemory);
}

#[tauri::command]
pub(crate) fn look_around(requests: State<'_, Requests>) {
    requests.send(Request::LookAround);
}

/// Asks it of the operation that a pinned window shows, and of its account, which no page can change.
fn ask_of_own(window: &WebviewWindow, requests: &Requests, asked: Asked) -> Answer {
    match Kind::of(window.label()) {
        Some(Kind::Run(account, id)) => {
            requests.send(Request::OfOperation { account, id, asked });
            Ok(())
        }
        Some(Kind::Main | Kind::SignIn) | None => Err(NOT_HERE),
    }
}
