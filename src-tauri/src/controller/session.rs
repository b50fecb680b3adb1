//! A session: one account, its monitor and the loop that drives it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use jiff::ZonedDateTime;
use monitor_client::Server;
use monitor_core::monitor::{Input, Legacy};
use monitor_core::ports::{Delivery, Desktop};
use monitor_core::{AccountId, Alert, Away, Monitor, Notice, View};
use monitor_driver::{Clock, Driver, Handle, SystemClock};
use monitor_setup::{LEDGER_FILE, Links};
use monitor_vault::Secret;
use tokio::sync::watch;
use tokio::time::timeout;

use super::shelf::Shelf;
use super::storing::Storing;
use super::{Controller, Request, Requests, comparing};
use crate::demo::Demo;
use crate::network::Connection;
use crate::shell::notify::{Notifier, Toast};
use crate::shell::windows::{self, Kind, SIGN_IN};
use crate::slice::Warning;
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
    /// What its notices call the account, unless it is the only one.
    name: watch::Sender<Option<String>>,
    demo: Option<Demo>,
}

impl Session {
    pub(super) fn call(&self, name: Option<String>) {
        self.name.send_if_modified(|before| {
            let changed = *before != name;
            *before = name;
            changed
        });
    }

    /// Shows what is worth knowing besides ends.
    pub(super) fn tell(&self, alerts: Vec<Alert>, words: &Words, requests: &Requests) {
        let name = self.name.borrow();
        let Some(toast) = alert(&alerts, words, name.as_deref()) else {
            return;
        };
        let (session, notifier) = (self.number, self.notifier.clone());
        tokio::spawn(send(session, alerts, toast, notifier, requests.clone()));
    }

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
        self.end_session();
        let session = self.make_session(account, server, token, shelf, None)?;
        self.show_session(session);
        let wanted = std::mem::take(&mut self.signing_in.overview_wanted);
        if self.args.show || wanted || self.is_tray_missed() {
            self.open_overview()?;
        }
        let kept = &self.settings.open_windows;
        self.seat.await_windows(kept, self.args.autostart);
        self.reopen_overview()?;
        self.name_sessions();
        self.follow_link()?;
        self.windows.close(SIGN_IN);
        Ok(())
    }

    /// The overview is this session's from here on.
    pub(super) fn show_session(&mut self, session: Session) {
        self.seat.session = Some(session);
        self.report_overview();
    }

    pub(super) fn make_session(
        &mut self,
        account: AccountId,
        server: &Server,
        token: &Secret,
        shelf: Shelf,
        demo: Option<Demo>,
    ) -> Result<Session> {
        let (kept, ledger_warning) = self.open_ledger(&account, shelf)?;
        let clock = SystemClock::new();
        let now = clock.now();
        let settings = self.effective().for_monitor(now.wall);
        let legacy = Legacy {
            quiet_hours: self.quiet_spans(&account),
            ..kept.legacy
        };
        let monitor = Monitor::after(legacy, settings, seed(), now);
        let (connection, line) =
            Connection::new(server, token, self.network()).context("Failed to make the client")?;
        self.sessions += 1;
        let notifier = Notifier::new(&self.app, self.requests.clone(), self.sessions);
        let name = watch::Sender::new(None);
        let desktop = Port {
            session: self.sessions,
            requests: self.requests.clone(),
            notifier: notifier.clone(),
            words: self.words.subscribe(),
            name: name.subscribe(),
        };
        let ledger = Storing::new(kept.ledger, self.sessions, self.requests.clone());
        let (driver, handle) = Driver::new(monitor, line, desktop, ledger, clock);
        supervise(self.app.clone(), driver.run());
        Ok(Session {
            account,
            number: self.sessions,
            host: server.host(),
            links: Links::of(server.as_str()),
            ledger: kept.file,
            ledger_warning,
            handle,
            connection,
            notifier,
            name,
            demo,
        })
    }

    /// Stops watching; windows of the account close with it.
    pub(super) fn end_session(&mut self) {
        let session = self.seat.session.take();
        self.seat.view = None;
        self.drop_from_memory();
        self.checking.end_in(windows::MAIN);
        self.examining.close();
        self.remembering.close();
        self.end(session);
    }

    /// Clicks on what an ended session told of lead nowhere, and the windows of its account close.
    pub(super) fn end(&mut self, session: Option<Session>) {
        let Some(session) = session else { return };
        let (account, number) = (session.account.clone(), session.number);
        drop(session);
        self.toasts.forget(number);
        for (label, kind) in self.windows.kinds() {
            if matches!(kind, Kind::Run(of, _) if of == account) {
                self.close_for_now(&label);
            }
        }
    }

    /// The monitor sends again what nobody took; and that something was lost is said, as of any notice.
    pub(super) fn handle_alerts_sent(&mut self, number: u64, alerts: Vec<Alert>, how: Delivery) {
        let taken = how.is_taken();
        self.warn_unless(taken, "toasts", Warning::NotificationsUnavailable);
        if let Some(seat) = self.seat_in(number) {
            seat.send(Input::AlertsSent(alerts, how));
        }
    }

    pub(super) fn is_current(&self, session: u64) -> bool {
        self.seat.number() == Some(session)
    }

    /// Another monitor knows no window yet; the overview is its first.
    pub(super) fn report_overview(&mut self) {
        self.windows.forget_report(windows::MAIN);
        self.report_window(windows::MAIN);
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
    name: watch::Receiver<Option<String>>,
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
        let toast = toast.named(self.name.borrow().as_deref());
        let showing = self.notifier.clone().show(toast);
        let alerts = notice.away.as_ref().map(Away::alerts).unwrap_or_default();
        let (session, requests) = (self.session, self.requests.clone());
        async move {
            let delivery = showing.await.delivery;
            // What nobody took is told with the next notice.
            if delivery != Delivery::Refused && !alerts.is_empty() {
                requests.send(Request::AlertsSent {
                    session,
                    alerts,
                    delivery,
                });
            }
            delivery
        }
    }

    fn alert(&mut self, alerts: &[Alert]) {
        let (off, own) = comparing::sorted(alerts);
        if let Some(skew) = off {
            self.requests.send(Request::ClockOff {
                session: self.session,
                skew,
            });
        }
        let (words, name) = (self.words.borrow(), self.name.borrow());
        let Some(toast) = alert(&own, &words, name.as_deref()) else {
            return;
        };
        let (notifier, requests) = (self.notifier.clone(), self.requests.clone());
        tokio::spawn(send(self.session, own, toast, notifier, requests));
    }

    fn report_clock(&mut self) {
        self.requests.send(Request::RenewQuietHours);
    }

    fn report_delivery(&mut self, delivery: Delivery) {
        self.requests
            .send(Request::ToastHealth(delivery.is_taken()));
    }
}

fn alert(alerts: &[Alert], words: &Words, name: Option<&str>) -> Option<Toast> {
    let toast = Toast::of_alerts(alerts, words, &ZonedDateTime::now());
    toast.map(|toast| toast.named(name))
}

/// Shows them, and says what became of it.
async fn send(
    session: u64,
    alerts: Vec<Alert>,
    toast: Toast,
    notifier: Notifier,
    requests: Requests,
) {
    let shown = timeout(TELLING_LIMIT, notifier.show(toast)).await;
    let delivery = shown.map_or(Delivery::Unknown, |attempt| attempt.delivery);
    requests.send(Request::AlertsSent {
        session,
        alerts,
        delivery,
    });
}

/// A notification daemon that takes longer may have shown it, or may yet.
const TELLING_LIMIT: Duration = Duration::from_secs(10);
