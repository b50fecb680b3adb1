//! When the sign-in window opens, for which account, and with which address in it.

use monitor_core::AccountId;

use crate::controller::Controller;
use crate::shell::windows::{Kind, SIGN_IN};
use crate::slice::SignInProblem;

impl Controller {
    pub(in crate::controller) fn open_sign_in(&mut self) {
        if self.stands_aside() {
            return;
        }
        self.look_at_network();
        let title = self.title(&Kind::SignIn);
        let place = self.settings.places.get(SIGN_IN).copied();
        if let Err(error) = self.windows.open(SIGN_IN, &title, false, place) {
            tracing::error!(%error, "the sign-in window could not be opened");
        }
    }

    /// The address that the window begins with: among several accounts, of the one that it is opened for.
    pub(in crate::controller) fn first_address(&self) -> String {
        let shown = self.settings.account.as_ref();
        let shown = shown.filter(|_| !self.settings.other_accounts.is_empty());
        let asked = self.signing_in.server.clone();
        let asked = asked.or_else(|| shown.map(|account| account.server.clone()));
        self.address(asked.unwrap_or_else(|| self.settings.last_server.clone()))
    }

    /// Without a token. Where nobody asked for a window and the tray can be seen, it says so alone.
    pub(in crate::controller) fn ask_to_sign_in(&mut self) {
        let wanted = std::mem::take(&mut self.signing_in.overview_wanted);
        let wanted = wanted || self.link.is_some();
        if wanted || !self.args.stays_in_tray() || self.is_tray_missed() {
            self.open_sign_in();
        }
    }

    /// The server stopped taking the token; or never took it in this start, which is told like a missing one.
    pub(in crate::controller) fn refused_token(&mut self, account: &AccountId, at_first: bool) {
        let is_shown = self.seat.is_of(account);
        // Whoever signs in to another account is left alone: tray and overview say how this one is.
        if !is_shown && self.windows.is_open(SIGN_IN) {
            return;
        }
        self.fail(SignInProblem::TokenRefused);
        let session = self.seat_of(account).and_then(|seat| seat.session.as_ref());
        let server = session.map(|session| session.connection.server.as_str().to_owned());
        self.signing_in.server = server;
        match (at_first, is_shown) {
            (false, _) => self.open_sign_in(),
            (true, true) => self.ask_to_sign_in(),
            (true, false) if !self.args.stays_in_tray() => self.open_sign_in(),
            (true, false) => {}
        }
    }
}
