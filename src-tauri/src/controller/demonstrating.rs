//! The demo: a session with a server of its own in this process. It stands alone, and the user's accounts are set aside.

use anyhow::{Context, Result};
use monitor_client::Server;
use monitor_core::AccountId;
use monitor_setup::LEDGER_FILE;

use super::session::Session;
use super::shelf::Shelf;
use super::{Controller, Request};
use crate::demo::Demo;
use crate::settings::SettingsFile;
use crate::shell::windows::SIGN_IN;
use crate::slice::SignInPhase;

impl Controller {
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
                self.begin_others();
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
            self.end_others();
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
        self.end_session();
        let session = self.make_session(account, &server, &token, shelf, Some(demo))?;
        self.show_session(session);
        self.open_overview()?;
        self.windows.close(SIGN_IN);
        Ok(())
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
