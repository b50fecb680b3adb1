//! The desktop app: composes core, client, driver, ledger and vault into one program, and is the only code that names
//! Tauri. Rules are not here; they are in `crates/core`.

mod args;
mod check;
mod commands;
mod controller;
mod deep_link;
mod demo;
mod diagnostics;
mod discretion;
mod doctor;
mod filter;
#[cfg(unix)]
mod instance;
mod logs;
mod looks;
mod managed;
#[cfg(target_os = "linux")]
mod markup;
mod network;
mod quiet_hours;
mod settings;
mod shell;
mod slice;
mod startup;
mod view;
mod words;

#[cfg(unix)]
use std::path::Path;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Parser;
use monitor_setup::IDENTIFIER;
use monitor_vault::{OsKeyring, Vault};
use tauri::{AppHandle, Builder, Manager, RunEvent, Window, WindowEvent, Wry};
use tokio::runtime::Runtime;

use args::Args;
#[cfg(unix)]
use args::Start;
use controller::{Controller, Request, Requests, TrayShown};
#[cfg(unix)]
use instance::Claim;
use logs::Logs;
use shell::menu::Act;
use shell::windows;

/// Runs the app until it quits.
#[must_use]
pub fn start() -> ExitCode {
    let args = Args::parse();
    windows::prepare();
    let logs = Logs::start();
    match run(args, &logs) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "the app could not start");
            ExitCode::FAILURE
        }
    }
}

fn run(args: Args, logs: &Logs) -> Result<()> {
    let context: tauri::Context<Wry> = tauri::generate_context!();
    let folder = data_folder(&args)?;
    let (requests, inbox) = Requests::channel();
    let builder = Builder::default();
    // The demo has its own everything, and may be looked at beside the real thing.
    #[cfg(unix)]
    if !args.demo && !is_first(&folder, requests.clone())? {
        return Ok(());
    }
    #[cfg(not(unix))]
    let builder = if args.demo {
        builder
    } else {
        builder.plugin(single_instance(requests.clone()))
    };
    let runtime = runtime().context("Failed to start the threads of whatever waits")?;
    tauri::async_runtime::set(runtime.handle().clone());
    // The demo leaves nothing behind, and whoever is not the first does not write beside the one that is.
    if !args.demo {
        logs.keep_in(&folder.join("logs"));
    }
    let tray_shown = TrayShown::default();
    let vault = vault()?;
    let for_signals = requests.clone();
    let (for_setup, for_windows) = (requests.clone(), (requests.clone(), tray_shown.clone()));

    let logs = logs.clone();
    let mut inbox = Some(inbox);
    let app = plugins(builder)
        .manage(requests)
        .invoke_handler(handler())
        .on_window_event(move |window, event| handle_window_event(window, event, &for_windows))
        .setup(move |app| {
            if let Some(inbox) = inbox.take() {
                let (app, args) = (app.handle().clone(), args.clone());
                let starting = Controller::start(
                    app.clone(),
                    args,
                    folder.clone(),
                    vault.clone(),
                    for_setup.clone(),
                    tray_shown.clone(),
                    logs.clone(),
                );
                tauri::async_runtime::spawn(quit_on_signal(for_signals.clone()));
                #[cfg(target_os = "linux")]
                tauri::async_runtime::spawn(shell::computer::listen(for_signals.clone()));
                supervise(app, async move { starting.await.run(inbox).await });
            }
            Ok(())
        })
        .build(context)
        .context("Failed to build the app")?;
    app.run(|_, event| {
        // The last window is gone: the app lives on in the tray, or makes another one. An exit with a code is meant.
        if let RunEvent::ExitRequested {
            code: None, api, ..
        } = event
        {
            api.prevent_exit();
        }
    });
    Ok(())
}

fn vault() -> Result<Vault> {
    let keyring = OsKeyring {
        service: IDENTIFIER,
    };
    Vault::start(keyring, KEYRING_LIMIT).context("Failed to start the keyring's thread")
}

/// Nothing here computes for long, it waits: a thread for each core of a large computer would only cost memory.
fn runtime() -> std::io::Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(WORKERS)
        .enable_all()
        .build()
}

/// Whether this start is the app; else the one that is there was told of it, and this one has nothing left to do.
#[cfg(unix)]
fn is_first(folder: &Path, requests: Requests) -> Result<bool> {
    match instance::claim(folder, &Start::of_this_process())? {
        Claim::First(listener) => {
            listener
                .listen(move |start| requests.send(Request::SecondStart(start)))
                .context("Failed to start the thread that hears later starts")?;
            Ok(true)
        }
        Claim::HandedOver => Ok(false),
    }
}

#[cfg(not(unix))]
fn single_instance(requests: Requests) -> tauri::plugin::TauriPlugin<Wry> {
    tauri_plugin_single_instance::Builder::new()
        .callback(move |_, arguments, _| {
            let start = args::Start {
                arguments,
                token: None,
            };
            requests.send(Request::SecondStart(start));
        })
        .build()
}

fn plugins(builder: Builder<Wry>) -> Builder<Wry> {
    #[cfg(not(target_os = "linux"))]
    let builder = builder.plugin(tauri_plugin_notification::init());
    builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
}

fn handler() -> impl Fn(tauri::ipc::Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        commands::accounts::open_sign_in,
        commands::accounts::sign_out_of,
        commands::accounts::switch_account,
        commands::ask_keyring,
        commands::check_pack,
        commands::close_doctor,
        commands::close_pack_check,
        commands::diagnose,
        commands::examine,
        commands::filtering::filter_lists,
        commands::inspect,
        commands::keep_token,
        commands::keep_token_in_memory,
        commands::load_details,
        commands::look_around,
        commands::networking::choose_ca_file,
        commands::networking::forget_ca_file,
        commands::networking::set_proxy,
        commands::open_in_tenantatlas,
        commands::open_operation,
        commands::open_operation_in_tenantatlas,
        commands::open_pack_in_tenantatlas,
        commands::pause_notifications,
        commands::pinning::move_pin,
        commands::pinning::mute,
        commands::pinning::mute_environment,
        commands::pinning::mute_operation,
        commands::pinning::mute_pack,
        commands::pinning::pin,
        commands::pinning::pin_pack,
        commands::pinning::unpin,
        commands::pinning::unpin_operation,
        commands::pinning::unpin_pack,
        commands::quit,
        commands::refresh,
        commands::refresh_operation,
        commands::refresh_pack,
        commands::relating::check_related_pack,
        commands::relating::close_related_pack_check,
        commands::relating::open_related_pack_in_tenantatlas,
        commands::remembering::close_history,
        commands::remembering::export_history,
        commands::remembering::more_history,
        commands::remembering::show_history,
        commands::report_page,
        commands::search,
        commands::set_appearance,
        commands::set_autostart,
        commands::set_detailed_logs,
        commands::set_language,
        commands::set_privacy,
        commands::set_quiet_hours,
        commands::set_quiet_seconds,
        commands::set_rules,
        commands::set_single_keys,
        commands::set_stay_on_top,
        commands::set_while_hidden,
        commands::show_logs,
        commands::sign_in,
        commands::sign_out,
        commands::snoozing::snooze,
        commands::snoozing::snooze_environment,
        commands::snoozing::snooze_pack,
        commands::subscribe,
    ]
}

fn handle_window_event(
    window: &Window,
    event: &WindowEvent,
    (requests, tray_shown): &(Requests, TrayShown),
) {
    let label = window.label().to_owned();
    if let WindowEvent::CloseRequested { api, .. } = event
        && !tray_shown.get()
        && windows::stays(&label, window.webview_windows().len())
    {
        // Without a tray it is the only way in: it is put aside instead of closed.
        api.prevent_close();
        if let Err(error) = window.minimize() {
            tracing::warn!(%error, label, "a window could not be minimised");
        }
    }
    requests.send(if matches!(event, WindowEvent::Destroyed) {
        Request::WindowDestroyed { label }
    } else {
        Request::WindowChanged { label }
    });
}

fn data_folder(args: &Args) -> Result<PathBuf> {
    let folder = args.data.clone().or_else(monitor_setup::data_folder);
    folder.context("Failed to find a folder for data")
}

/// Runs a task that the app cannot do without. A bug that ends it ends the app, loudly: a tray that answers nothing, or
/// a window that is never told anything, would be worse.
pub(crate) fn supervise(app: AppHandle, task: impl Future<Output = ()> + Send + 'static) {
    tauri::async_runtime::spawn(async move {
        if let Err(error) = tauri::async_runtime::spawn(task).await {
            tracing::error!(%error, "the app cannot go on");
            app.exit(1);
        }
    });
}

/// Logging out, `kill` and Ctrl-C end the app as "Quit" does.
async fn quit_on_signal(requests: Requests) {
    let heard = async {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            let mut terminated = signal(SignalKind::terminate())?;
            let mut hung_up = signal(SignalKind::hangup())?;
            tokio::select! {
                _ = terminated.recv() => Ok(()),
                _ = hung_up.recv() => Ok(()),
                interrupted = tokio::signal::ctrl_c() => interrupted,
            }
        }
        #[cfg(not(unix))]
        tokio::signal::ctrl_c().await
    };
    match heard.await {
        Ok(()) => requests.send(Request::Act(Act::Quit)),
        Err(error) => tracing::warn!(%error, "signals cannot be heard"),
    }
}

/// One may wait for the thread that makes windows, and the other goes on.
const WORKERS: usize = 2;
/// Long enough to unlock a keyring by hand, short enough not to look dead.
const KEYRING_LIMIT: Duration = Duration::from_secs(30);
