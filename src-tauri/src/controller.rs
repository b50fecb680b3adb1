//! The one owner of everything the app holds: session, windows, tray, settings. All else sends it requests; it handles
//! one at a time, and shows what came of it once.

mod session;
mod showing;
mod signing_in;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use jiff::ZonedDateTime;
use monitor_core::monitor::Input;
use monitor_core::{EnvironmentId, OperationId, Target, Timestamp, View};
use monitor_vault::Vault;
use tauri::AppHandle;
use tauri::ipc::Channel;
use tauri_plugin_opener::OpenerExt;
use tokio::sync::mpsc;

use crate::args::Args;
use crate::settings::{Settings, SettingsFile};
use crate::shell::menu::Act;
use crate::shell::tray::{Look, Tray};
use crate::shell::windows::{self, Windows};
use crate::slice::{Pause, Slice, Warning, WhileHidden};
use crate::words::Words;
use session::Session;
use signing_in::{Checked, Loaded, SigningIn};

/// Everything that can be asked of the app.
pub(crate) enum Request {
    /// Chosen in the tray or on a notification.
    Act(Act),
    Checked(Checked),
    /// Words from a window about the operation it shows or the overview.
    Input(Input),
    KeepTokenInMemory,
    Loaded(Loaded),
    LookAround,
    OpenOperation(OperationId),
    OpenPage(Target),
    Page {
        label: String,
        modal: bool,
        hidden: bool,
    },
    Pause(Pause),
    /// Another start of the app handed over to this one.
    SecondStart,
    SetHiddenMode(WhileHidden),
    SetStayOnTop {
        id: OperationId,
        on: bool,
    },
    SignIn {
        server: String,
        token: monitor_vault::Secret,
    },
    SignOut,
    StoreHealth(bool),
    Subscribed {
        label: String,
        channel: Channel<Slice>,
    },
    ToastClicked {
        id: u32,
    },
    ToastHealth(bool),
    ToastShown {
        id: u32,
        act: Act,
    },
    TrayHost(bool),
    /// Unpins, and closes the window of an operation.
    Unpin(Target),
    /// A session's view changed. The number names the session, so that the last words of an old one are not heard.
    View {
        session: u64,
        view: Arc<View>,
    },
    WindowChanged {
        label: String,
    },
    WindowDestroyed {
        label: String,
    },
}

/// The way to the controller. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Requests(mpsc::UnboundedSender<Request>);

impl Requests {
    pub(crate) fn channel() -> (Self, mpsc::UnboundedReceiver<Request>) {
        let (sender, inbox) = mpsc::unbounded_channel();
        (Self(sender), inbox)
    }

    pub(crate) fn send(&self, request: Request) {
        if self.0.send(request).is_err() {
            tracing::debug!("a request after the end of the app");
        }
    }
}

/// Whether some tray host shows the icon; read by window events, which cannot wait for the controller. Taken to be so
/// until the tray says otherwise.
#[derive(Clone)]
pub(crate) struct TrayShown(Arc<AtomicBool>);

impl Default for TrayShown {
    fn default() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }
}

impl TrayShown {
    pub(crate) fn get(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

pub(crate) struct Controller {
    app: AppHandle,
    args: Args,
    /// Where settings and the ledger live.
    folder: PathBuf,
    file: SettingsFile,
    settings: Settings,
    words: Arc<Words>,
    requests: Requests,
    vault: Vault,
    tray: Tray,
    tray_shown: TrayShown,
    windows: Windows,
    session: Option<Session>,
    sessions: u64,
    signing_in: SigningIn,
    view: Option<Arc<View>>,
    revision: u64,
    warnings: BTreeMap<&'static str, Warning>,
    /// What a click on a notification on screen does.
    toasts: BTreeMap<u32, Act>,
    /// Windows to open as soon as the first view has come.
    wanted: BTreeSet<OperationId>,
}

impl Controller {
    pub(crate) async fn start(
        app: AppHandle,
        args: Args,
        folder: PathBuf,
        vault: Vault,
        requests: Requests,
        tray_shown: TrayShown,
    ) -> Self {
        let file = SettingsFile::within(&folder);
        let settings = file.load();
        let words = Arc::new(Words::english());
        let tray = Tray::start(&app, Look::of(None, &words), requests.clone()).await;
        let mut controller = Self {
            windows: Windows::new(app.clone()),
            app,
            args,
            folder,
            file,
            settings,
            words,
            requests,
            vault,
            tray,
            tray_shown,
            session: None,
            sessions: 0,
            signing_in: SigningIn::default(),
            view: None,
            revision: 0,
            warnings: BTreeMap::new(),
            toasts: BTreeMap::new(),
            wanted: BTreeSet::new(),
        };
        controller.begin().await;
        controller
    }

    /// Signs in as the settings say, or asks to.
    async fn begin(&mut self) {
        if self.args.demo {
            self.look_around().await;
        } else if self.settings.account.is_some() {
            self.load_token();
        } else if !self.args.hidden {
            self.open_sign_in();
        }
    }

    pub(crate) async fn run(mut self, mut inbox: mpsc::UnboundedReceiver<Request>) {
        while let Some(request) = inbox.recv().await {
            if let Err(error) = self.handle(request).await {
                tracing::error!(error = format!("{error:#}"), "a request failed");
            }
            // A burst is shown once.
            while let Ok(request) = inbox.try_recv() {
                if let Err(error) = self.handle(request).await {
                    tracing::error!(error = format!("{error:#}"), "a request failed");
                }
            }
            self.show().await;
        }
    }

    async fn handle(&mut self, request: Request) -> Result<()> {
        match request {
            Request::Act(act) => self.act(act)?,
            Request::Checked(checked) => self.handle_checked(checked)?,
            Request::Input(input) => self.send(input),
            Request::KeepTokenInMemory => self.keep_token_in_memory()?,
            Request::Loaded(loaded) => self.handle_loaded(loaded)?,
            Request::LookAround => self.look_around().await,
            Request::OpenOperation(id) => self.open_operation(id)?,
            Request::OpenPage(target) => self.open_page(target)?,
            Request::Page {
                label,
                modal,
                hidden,
            } => {
                self.windows.handle_page(&label, modal, hidden);
                self.report_window(&label);
            }
            Request::Pause(pause) => self.pause(pause)?,
            Request::SecondStart => self.open_overview()?,
            Request::SetHiddenMode(mode) => self.set_hidden_mode(mode)?,
            Request::SetStayOnTop { id, on } => self.set_stay_on_top(id, on)?,
            Request::SignIn { server, token } => self.sign_in(server, token),
            Request::SignOut => self.sign_out()?,
            Request::StoreHealth(healthy) => {
                self.warn_unless(healthy, "ledger", Warning::LedgerUnavailable);
            }
            Request::Subscribed { label, channel } => {
                self.windows.handle_subscribed(&label, channel);
                self.report_window(&label);
            }
            Request::ToastClicked { id } => {
                if let Some(act) = self.toasts.remove(&id) {
                    self.act(act)?;
                }
            }
            Request::ToastHealth(healthy) => {
                self.warn_unless(healthy, "toasts", Warning::NotificationsUnavailable);
            }
            Request::ToastShown { id, act } => {
                self.toasts.insert(id, act);
            }
            Request::TrayHost(shown) => self.handle_tray_host(shown)?,
            Request::Unpin(target) => self.unpin(target),
            Request::View { session, view } => self.handle_view(session, view)?,
            Request::WindowChanged { label } => self.report_window(&label),
            Request::WindowDestroyed { label } => {
                self.windows.handle_destroyed(&label);
                self.send(Input::WindowDestroyed { label });
            }
        }
        Ok(())
    }

    fn act(&mut self, act: Act) -> Result<()> {
        match act {
            Act::OpenOperation(id) => self.open_operation(id)?,
            Act::OpenOverview => self.open_overview()?,
            Act::Pause(pause) => self.pause(pause)?,
            Act::Quit => self.app.exit(0),
            Act::SignIn => self.open_sign_in(),
        }
        Ok(())
    }

    /// Hands an input to the monitor; without an account there is none, and nothing happens.
    fn send(&self, input: Input) {
        if let Some(session) = &self.session {
            session.handle.send(input);
        }
    }

    fn handle_view(&mut self, session: u64, view: Arc<View>) -> Result<()> {
        if self
            .session
            .as_ref()
            .is_none_or(|current| current.number != session)
        {
            return Ok(());
        }
        let signed_out = |view: &View| {
            view.health == monitor_core::account::Health::Blind(monitor_core::Fault::SignedOut)
        };
        let newly = signed_out(&view) && !self.view.as_deref().is_some_and(signed_out);
        self.view = Some(view);
        if newly {
            self.refused_token();
        }
        for id in std::mem::take(&mut self.wanted) {
            self.open_operation(id)?;
        }
        Ok(())
    }

    fn open_overview(&mut self) -> Result<()> {
        if self.session.is_none() {
            self.open_sign_in();
            return Ok(());
        }
        let title = self.words.say("title-main");
        self.windows.open(windows::MAIN, &title, false)?;
        self.report_window(windows::MAIN);
        Ok(())
    }

    /// Opens the window of an operation, pinning it first where it is not.
    fn open_operation(&mut self, id: OperationId) -> Result<()> {
        let Some(session) = &self.session else {
            return Ok(());
        };
        let label = windows::run_label(&session.account, id);
        self.send(Input::Pin(Target::Operation(id)));
        let title = self.operation_title(id);
        self.windows.open(
            &label,
            &title,
            self.settings.stay_on_top.contains(&id.value()),
        )?;
        self.report_window(&label);
        Ok(())
    }

    fn open_page(&self, target: Target) -> Result<()> {
        let Some((session, view)) = self.session.as_ref().zip(self.view.as_deref()) else {
            return Ok(());
        };
        let address = match target {
            Target::Operation(id) => showing::page_of_operation(view, id),
            Target::ReviewPack(id) => showing::page_of_pack(view, id),
        };
        match address.and_then(|address| session.links.allow(&address)) {
            Some(url) => self.app.opener().open_url(url, None::<&str>)?,
            None => tracing::warn!("a page was asked for that may not be opened"),
        }
        Ok(())
    }

    fn pause(&mut self, pause: Pause) -> Result<()> {
        let until = paused_until(pause, &ZonedDateTime::now())?;
        self.settings.notifications_paused_until = until.map(Timestamp::millis);
        self.file.save(&self.settings)?;
        self.send(Input::Paused(until));
        Ok(())
    }

    fn set_hidden_mode(&mut self, mode: WhileHidden) -> Result<()> {
        self.settings.watch_quietly = mode == WhileHidden::WatchQuietly;
        self.file.save(&self.settings)?;
        self.send(Input::HiddenMode {
            quiet: self.settings.watch_quietly,
        });
        Ok(())
    }

    fn set_stay_on_top(&mut self, id: OperationId, on: bool) -> Result<()> {
        if on {
            self.settings.stay_on_top.insert(id.value());
        } else {
            self.settings.stay_on_top.remove(&id.value());
        }
        if let Some(session) = &self.session {
            self.windows
                .set_stay_on_top(&windows::run_label(&session.account, id), on);
        }
        self.file.save(&self.settings)
    }

    /// Without a host there must be a window, or the app would be out of reach.
    fn handle_tray_host(&mut self, shown: bool) -> Result<()> {
        self.tray_shown.0.store(shown, Ordering::Relaxed);
        self.warn_unless(shown, "tray", Warning::TrayUnavailable);
        if !shown && self.session.is_some() {
            self.open_overview()?;
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

/// When a pause that begins now ends: tomorrow is eight in the morning, when people look again.
fn paused_until(pause: Pause, now: &ZonedDateTime) -> Result<Option<Timestamp>> {
    let until = match pause {
        Pause::Off => return Ok(None),
        Pause::OneHour => now.checked_add(jiff::Span::new().hours(1))?,
        Pause::UntilTomorrow => now
            .tomorrow()?
            .with()
            .hour(8)
            .minute(0)
            .second(0)
            .subsec_nanosecond(0)
            .build()?,
    };
    Ok(Some(Timestamp::from_millis(
        until.timestamp().as_millisecond(),
    )))
}

/// An environment as a window names it.
pub(crate) fn pack_target(environment: i64) -> Option<Target> {
    EnvironmentId::new(environment).map(Target::ReviewPack)
}

/// An operation as a window names it.
pub(crate) fn operation_target(operation: i64) -> Option<Target> {
    OperationId::new(operation).map(Target::Operation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_until_tomorrow_ends_at_eight_whatever_the_clocks_do() -> Result<()> {
        for (now, end) in [
            (
                "2026-03-28T23:30:00[Europe/Berlin]",
                "2026-03-29T08:00:00+02:00[Europe/Berlin]",
            ),
            (
                "2026-10-24T00:05:00[Europe/Berlin]",
                "2026-10-25T08:00:00+01:00[Europe/Berlin]",
            ),
        ] {
            let until = paused_until(Pause::UntilTomorrow, &now.parse()?)?;
            let end: ZonedDateTime = end.parse()?;
            assert_eq!(
                until.map(Timestamp::millis),
                Some(end.timestamp().as_millisecond()),
                "{now}"
            );
        }
        Ok(())
    }

    #[test]
    fn a_pause_of_an_hour_is_an_hour() -> Result<()> {
        let now: ZonedDateTime = "2026-03-08T10:00:00[UTC]".parse()?;
        let until = paused_until(Pause::OneHour, &now)?;
        assert_eq!(
            until.map(Timestamp::millis),
            Some(now.timestamp().as_millisecond() + 3_600_000)
        );
        assert_eq!(paused_until(Pause::Off, &now)?, None);
        Ok(())
    }
}
