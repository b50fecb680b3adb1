//! The one owner of everything the app holds: session, windows, tray, settings. All else sends it requests; it handles
//! one at a time, and shows what came of it once.

mod accounts;
mod acting;
mod burst;
mod checking;
mod comparing;
mod demonstrating;
mod diagnosing;
mod examining;
mod keeping;
mod linking;
mod looking;
mod managing;
mod naming;
mod networking;
mod operation_window;
mod placing;
mod quieting;
mod relating;
mod remembering;
mod replacing;
mod request;
mod seat;
mod session;
mod shelf;
mod showing;
mod signing_in;
mod storing;
mod toasts;
mod tray;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use monitor_setup::Managed;
use monitor_vault::Vault;
use tauri::{AppHandle, Manager};
use tokio::sync::{mpsc, watch};

use crate::args::Args;
use crate::discretion::Discretion;
use crate::logs::Logs;
use crate::settings::{Settings, SettingsFile};
use crate::shell::beside::Accounts;
use crate::shell::tray::{Look, Tray};
use crate::shell::windows::Windows;
use crate::slice::Warning;
use crate::startup::Startup;
use crate::words::{self, Words};
use burst::take_burst;
use checking::Checking;
pub(crate) use diagnosing::Diagnose;
use diagnosing::Diagnosing;
use examining::Examining;
pub(crate) use networking::NetworkRequest;
use networking::Networking;
use placing::Placing;
pub(crate) use relating::OfPack;
use remembering::Remembering;
use replacing::Replacing;
pub(crate) use request::{Asked, Request, Requests, TrayShown, operation_target, pack_target};
use seat::Seat;
use signing_in::SigningIn;
use toasts::{Shown, Toasts};

pub(crate) struct Controller {
    app: AppHandle,
    args: Args,
    /// Where settings and the ledger live.
    folder: PathBuf,
    file: SettingsFile,
    settings: Settings,
    /// The user's own settings while the demo has its own.
    set_aside: Option<(SettingsFile, Settings)>,
    /// Laid over the settings, never into them.
    managed: Managed,
    /// Watched by whoever speaks without asking the controller.
    words: watch::Sender<Arc<Words>>,
    requests: Requests,
    vault: Vault,
    tray: Tray,
    tray_shown: TrayShown,
    /// Some tray host showed the icon in this start of the app.
    tray_ever: bool,
    /// At login the app may be there before the tray: until it had its time to come, it is not missed.
    tray_awaited: bool,
    windows: Windows,
    /// The account that is shown: overview, palette and the menu's pins are its.
    seat: Seat,
    /// Those of the other accounts, by their names in the settings.
    others: BTreeMap<String, Seat>,
    sessions: u64,
    signing_in: SigningIn,
    checking: Checking,
    examining: Examining,
    diagnosing: Diagnosing,
    networking: Networking,
    startup: Startup,
    /// The view changed since it was last shown.
    view_is_new: bool,
    revision: u64,
    /// How often the settings were asked for since the overview was opened.
    settings_asked: u32,
    warnings: BTreeMap<&'static str, Warning>,
    toasts: Toasts,
    placing: Placing,
    remembering: Remembering,
    replacing: Replacing,
    /// A link to follow as soon as there is a session.
    link: Option<String>,
}

impl Controller {
    pub(crate) async fn start(
        app: AppHandle,
        args: Args,
        folder: PathBuf,
        vault: Vault,
        requests: Requests,
        tray_shown: TrayShown,
        logs: Logs,
    ) -> Self {
        let (file, settings) = SettingsFile::load(&folder);
        let discretion = Discretion::of(settings.privacy);
        let words = Words::of(words::language(settings.language)).with(discretion);
        let words = Arc::new(words);
        let look = Look::of(Accounts::alone(None), &words);
        let tray = Tray::start(&app, look, requests.clone());
        let config = app.path().config_dir().ok();
        let mut controller = Self {
            startup: Startup::find(config.as_deref(), args.data.as_deref()),
            tray_awaited: args.autostart,
            managed: managing::read(&args),
            diagnosing: Diagnosing::new(logs, settings.log_level),
            windows: Windows::new(app.clone(), requests.clone(), settings.appearance),
            app,
            link: args.link.clone(),
            args,
            folder,
            file,
            settings,
            set_aside: None,
            words: watch::Sender::new(words),
            requests,
            vault,
            tray,
            tray_shown,
            tray_ever: false,
            seat: Seat::default(),
            others: BTreeMap::new(),
            sessions: 0,
            signing_in: SigningIn::default(),
            checking: Checking::default(),
            examining: Examining::default(),
            networking: Networking::default(),
            view_is_new: false,
            revision: 0,
            settings_asked: 0,
            warnings: BTreeMap::new(),
            toasts: Toasts::default(),
            placing: Placing::default(),
            remembering: Remembering::default(),
            replacing: Replacing::default(),
        };
        controller.warn_of_managed();
        if controller.tray_awaited {
            tokio::spawn(tray::await_tray(controller.requests.clone()));
        }
        tokio::spawn(quieting::renew(controller.requests.clone()));
        controller.begin().await;
        controller
    }

    /// Signs in as the settings say, or asks to.
    async fn begin(&mut self) {
        if self.args.demo {
            // It stands aside, and leaves keyring and settings to the app beside which it may run.
            return self.start_in_demo().await;
        }
        self.tend_ledger();
        self.forget_tokens();
        if self.settings.account.is_some() {
            self.load_token();
            self.begin_others();
        } else if let Some(link) = self.link.take() {
            self.await_session(link);
            self.open_sign_in();
        } else if !self.args.stays_in_tray() {
            self.open_sign_in();
        }
    }

    pub(crate) async fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Request>) {
        while let Some(changes) = take_burst(&mut inbox, |request| self.take(request)).await {
            if changes {
                self.show();
            }
        }
    }

    /// Handles a request; answers whether it may have changed what is shown. No failure ends the loop.
    fn take(&mut self, request: Request) -> bool {
        let changes = !matches!(
            request,
            Request::KeepPlaces | Request::Page { .. } | Request::WindowChanged { .. }
        );
        if let Err(error) = self.handle(request) {
            tracing::error!(error = format!("{error:#}"), "a request failed");
        }
        changes
    }

    fn handle(&mut self, request: Request) -> Result<()> {
        match request {
            Request::Act(act) => self.act(act)?,
            Request::AlertsSent {
                session,
                alerts,
                delivery,
            } => self.handle_alerts_sent(session, alerts, delivery),
            Request::AskKeyring => self.ask_keyring(),
            Request::CheckPack { environment, label } => self.check_pack(environment, label),
            Request::Checked { number, checked } => self.handle_checked(number, checked),
            Request::ClockOff { session, skew } => self.handle_clock_off(session, skew),
            Request::CloseDoctor => self.examining.close(),
            Request::CloseHistory => self.remembering.close(),
            Request::ClosePackCheck => self.checking.close(),
            Request::CrashesOver => self.handle_crashes_over()?,
            Request::DemoBegun(begun) => self.handle_demo(begun),
            Request::Diagnose(asked) => self.diagnose(asked)?,
            Request::EngineMissing { why } => self.tell_engine_missing(&why),
            Request::Examine => self.examine(),
            Request::Examined(news) => self.handle_examined(news),
            Request::ExportHistory(format) => self.export_history(format),
            Request::FileChosen(chosen) => self.handle_chosen(chosen),
            Request::FileRead(news) => self.handle_check_news(news),
            Request::HistoryExported(exported) => self.handle_history_exported(exported),
            Request::HistoryFileChosen(wanted) => self.handle_history_file(wanted),
            Request::Input(input) => {
                self.handle_input(input);
            }
            Request::KeepPlaces => self.keep_places()?,
            Request::KeepToken => self.keep_token(),
            Request::KeepTokenInMemory => self.keep_token_in_memory()?,
            Request::Keyring(heard) => self.handle_heard(heard)?,
            Request::LookAround => self.look_around(),
            Request::MoreHistory => self.more_history(),
            Request::Network(request) => self.handle_network(request)?,
            Request::OfOperation { account, id, asked } => {
                self.handle_asked(&account, id, asked)?;
            }
            Request::OpenOperation(id) => self.open_operation(id)?,
            Request::OpenPage(target) => self.open_page(target)?,
            Request::OpenSignIn { account } => self.sign_in_to(account.as_deref()),
            Request::Page {
                label,
                modal,
                hidden,
            } => self.handle_page(&label, modal, hidden),
            Request::PageCrashed { label } => self.handle_page_crashed(&label),
            Request::Pause(pause) => self.pause(pause)?,
            Request::RenewQuietHours => self.renew_quiet_hours(),
            Request::SecondStart(start) => self.handle_second_start(&start)?,
            Request::SetAppearance(appearance) => self.set_appearance(appearance)?,
            Request::SetAutostart(on) => self.set_autostart(on)?,
            Request::SetHiddenMode(mode) => self.set_hidden_mode(mode)?,
            Request::SetLanguage(choice) => self.set_language(choice)?,
            Request::SetPrivacy(on) => self.set_privacy(on)?,
            Request::SetQuietHours(hours) => self.set_quiet_hours(hours)?,
            Request::SetQuietSeconds(seconds) => self.set_quiet_seconds(seconds)?,
            Request::SetRules(rules) => self.set_rules(rules)?,
            Request::SetSingleKeys(on) => self.set_single_keys(on)?,
            Request::ShowHistory(id) => self.show_history(id),
            Request::SignIn { server, token } => self.sign_in(server, token),
            Request::SignOut => self.sign_out()?,
            Request::SignOutOf { account } => self.sign_out_of(&account)?,
            Request::Snooze { reach, pause } => self.snooze(reach, pause)?,
            Request::StoreHealth { session, warning } => {
                self.handle_store_health(session, warning);
            }
            Request::Subscribed { label, channel } => {
                self.windows.handle_subscribed(&label, channel);
                self.report_window(&label);
            }
            Request::SwitchAccount { account } => self.switch_account(&account)?,
            Request::ToastClicked { id, button } => self.handle_toast_clicked(id, button)?,
            Request::ToastClosed { id, how } => self.handle_toast_closed(id, how),
            Request::ToastHealth(healthy) => {
                self.warn_unless(healthy, "toasts", Warning::NotificationsUnavailable);
            }
            Request::ToastShown {
                session,
                id,
                act,
                about,
                ends,
            } => {
                let shown = Shown {
                    session,
                    act,
                    about,
                    ends,
                };
                self.handle_toast_shown(id, shown);
            }
            Request::ToastToken { id, token } => self.toasts.keep_token(id, token),
            Request::ToastsGone => self.handle_toasts_gone(),
            Request::TrayAwaited => self.handle_tray_awaited()?,
            Request::TrayHost(shown) => self.handle_tray_host(shown)?,
            Request::Unpin(target) => self.unpin(target)?,
            Request::View { session, view } => self.handle_view(session, view)?,
            Request::WindowChanged { label } => self.handle_window_changed(label),
            Request::WindowDestroyed { label } => self.handle_window_destroyed(&label)?,
        }
        Ok(())
    }

    fn warn_unless(&mut self, fine: bool, topic: &'static str, warning: Warning) {
        if fine {
            self.warnings.remove(topic);
        } else {
            self.warnings.insert(topic, warning);
        }
    }
}
