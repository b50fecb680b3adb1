//! A session: one account, its monitor and the loop that drives it. And the demo, which is a session with a server of
//! its own in this process.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use jiff::ZonedDateTime;
use monitor_client::Server;
use monitor_core::monitor::Legacy;
use monitor_core::ports::{Delivery, Desktop};
use monitor_core::{AccountId, Alert, Monitor, Notice, View};
use monitor_driver::{Clock, Driver, Handle, SystemClock};
use monitor_setup::{LEDGER_FILE, Links};
use monitor_vault::Secret;
use tokio::sync::watch;

use super::shelf::Shelf;
use super::{Controller, Request, Requests};
use crate::demo::Demo;
use crate::network::Connection;
use crate::settings::SettingsFile;
use crate::shell::notify::{Notifier, Toast};
use crate::shell::windows::{Kind, SIGN_IN};
use crate::slice::{SignInPhase, Warning};
use crate::supervise;
use crate::words::Words;

pub(super) struct Session {
    pub(super) account: AccountId,
    pub(super) number: u64,
    /// The server's host, as windows show it.
    pub(super) host: String,
    pub(super) links: Links,
    /// The ledger's file; none where it is in memory, and gone with the app.
    pub(super) ledger: Option<PathBuf>,
    /// Why pins and notices are in memory, or that they could not be written.
    pub(super) ledger_warning: Option<Warning>,
    /// Dropping it ends the loop.
    pub(super) handle: Handle,
    /// The way to the server and the way to the desktop, for whoever examines them.
    pub(super) connection: Connection,
    pub(super) notifier: Notifier,
    demo: Option<Demo>,
}

impl Session {
    pub(super) const fn is_demo(&self) -> bool {
        self.demo.is_some()
    }
}

impl Controller {
    /// Ends the session there is and begins one with this account.
    pub(super) fn begin_session(
        &mut self,
        account: AccountId,
        server: &Server,
        token: &Secret,
    ) -> Result<()> {
        let shelf = Shelf::File(self.folder.join(LEDGER_FILE));
        self.start_session(account, server, token, shelf, None)?;
        let wanted = std::mem::take(&mut self.signing_in.overview_wanted);
        if self.args.show || wanted || self.is_tray_missed() {
            self.open_overview()?;
        }
        self.await_windows()?;
        self.follow_link()?;
        self.windows.close(SIGN_IN);
        Ok(())
    }

    /// Prepares the demo, while the sign-in window says so and everything else goes on.
    pub(super) fn look_around(&mut self) {
        if !self.signing_in.wait_for_demo() {
            return;
        }
        let (seed, access_log) = (self.args.seed, self.args.access_log.clone());
        let requests = self.requests.clone();
        tokio::spawn(async move {
            let begun = Demo::begin(seed, access_log).await;
            requests.send(Request::DemoBegun(begun));
        });
    }

    /// Whether it was started for the demo, and so without the lock of the data folder: nobody signs in here.
    pub(super) const fn stands_aside(&self) -> bool {
        self.args.demo
    }

    /// Starts in the demo. Nothing else is done before it is there, so that nothing signs in to the kept account.
    pub(super) async fn start_in_demo(&mut self) {
        self.signing_in.wait_for_demo();
        let begun = Demo::begin(self.args.seed, self.args.access_log.clone()).await;
        self.handle_demo(begun);
    }

    /// Goes on in the demo, or says that there is none. Whoever did something else meanwhile is left alone; what was started
    /// for the demo alone ends with it.
    pub(super) fn handle_demo(&mut self, begun: Result<Demo>) {
        if self.signing_in.phase != SignInPhase::DemoStarting {
            return;
        }
        self.signing_in.phase = SignInPhase::Idle;
        if let Err(error) = begun.and_then(|demo| self.enter_demo(demo)) {
            tracing::error!(error = format!("{error:#}"), "the demo could not begin");
            if self.stands_aside() {
                self.app.exit(1);
                return;
            }
            if !self.seat.session.as_ref().is_some_and(Session::is_demo) {
                self.leave_demo();
            }
            self.signing_in.phase = SignInPhase::DemoFailed;
            self.open_sign_in();
        }
    }

    fn enter_demo(&mut self, demo: Demo) -> Result<()> {
        let server = Server::parse(&demo.address).context("Failed to take the demo's address")?;
        let account = AccountId::parse("demo").context("Failed to name the demo's account")?;
        let token = demo.token.share();
        if self.set_aside.is_none() {
            let (file, _) = SettingsFile::load(demo.folder());
            let settings = self.settings.for_demo();
            let file = std::mem::replace(&mut self.file, file);
            self.set_aside = Some((file, std::mem::replace(&mut self.settings, settings)));
        }
        self.seat.wanted.extend(demo.open);
        let shelf = Shelf::Demo {
            file: demo.folder().join(LEDGER_FILE),
            pinned: demo.pinned.clone(),
        };
        self.start_session(account, &server, &token, shelf, Some(demo))?;
        self.open_overview()?;
        self.windows.close(SIGN_IN);
        Ok(())
    }

    fn start_session(
        &mut self,
        account: AccountId,
        server: &Server,
        token: &Secret,
        shelf: Shelf,
        demo: Option<Demo>,
    ) -> Result<()> {
        self.end_session();
        let (kept, ledger_warning) = self.open_ledger(&account, shelf)?;
        let clock = SystemClock::new();
        let now = clock.now();
        let settings = self.effective().for_monitor(now.wall);
        let legacy = Legacy {
            quiet_hours: self.quiet_spans(),
            ..kept.legacy
        };
        let monitor = Monitor::after(legacy, settings, seed(), now);
        let (connection, line) =
            Connection::new(server, token, self.network()).context("Failed to make the client")?;
        self.sessions += 1;
        let notifier = Notifier::new(self.app.clone(), self.requests.clone(), self.sessions);
        let desktop = Port {
            session: self.sessions,
            requests: self.requests.clone(),
            notifier: notifier.clone(),
            words: self.words.subscribe(),
        };
        let (driver, handle) = Driver::new(monitor, line, desktop, kept.ledger, clock);
        supervise(self.app.clone(), driver.run());
        self.seat.session = Some(Session {
            account,
            number: self.sessions,
            host: server.host(),
            links: Links::of(server.as_str()),
            ledger: kept.file,
            ledger_warning,
            handle,
            connection,
            notifier,
            demo,
        });
        self.report_all_windows();
        Ok(())
    }

    /// Stops watching; windows of the account close with it.
    pub(super) fn end_session(&mut self) {
        (self.seat.session, self.seat.view) = (None, None);
        self.drop_from_memory();
        self.checking.end();
        self.examining.close();
        self.remembering.close();
        self.toasts.clear();
        for (label, kind) in self.windows.kinds() {
            if matches!(kind, Kind::Run(..)) {
                self.close_for_now(&label);
            }
        }
    }

    pub(super) fn is_current(&self, session: u64) -> bool {
        let current = self.seat.session.as_ref();
        current.is_some_and(|current| current.number == session)
    }

    /// A new monitor knows no window yet.
    fn report_all_windows(&mut self) {
        self.windows.forget_reports();
        for (label, _) in self.windows.kinds() {
            self.report_window(&label);
        }
    }

    /// Back from the demo to the user's own settings.
    pub(super) fn leave_demo(&mut self) {
        if let Some((file, settings)) = self.set_aside.take() {
            self.file = file;
            self.settings = settings;
            self.dress();
        }
    }
}

/// Spreads the retries of many desktops; not a secret.
fn seed() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(std::process::id())
}

/// The driver's way to the desktop.
struct Port {
    session: u64,
    requests: Requests,
    notifier: Notifier,
    words: watch::Receiver<Arc<Words>>,
}

impl Desktop for Port {
    fn show(&mut self, view: &View) {
        self.requests.send(Request::View {
            session: self.session,
            view: Arc::new(view.clone()),
        });
    }

    fn notify(&mut self, notice: &Notice) -> impl Future<Output = Delivery> + Send + 'static {
        let toast = Toast::of(notice, &self.words.borrow(), &ZonedDateTime::now());
        let showing = self.notifier.clone().show(toast);
        async move { showing.await.delivery }
    }

    fn alert(&mut self, alerts: &[Alert]) {
        let toast = Toast::of_alerts(alerts, &self.words.borrow(), &ZonedDateTime::now());
        if let Some(toast) = toast {
            // What nobody takes is dropped: it is shown in tray and windows all the same.
            tokio::spawn(self.notifier.clone().show(toast));
        }
    }

    fn report_clock(&mut self) {
        self.requests.send(Request::RenewQuietHours);
    }

    fn report_delivery(&mut self, delivery: Delivery) {
        self.requests
            .send(Request::ToastHealth(delivery.is_taken()));
    }

    fn report_store(&mut self, healthy: bool) {
        self.requests.send(Request::StoreHealth {
            session: self.session,
            healthy,
        });
    }
}
