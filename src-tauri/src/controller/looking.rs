//! When somebody looks at the overview: it is on the screen and has the keyboard's focus. A look is over with either, and
//! what it saw is kept for its account.

use super::Controller;
use super::session::Session;
use crate::looks::Looks;
use crate::shell::windows;

impl Controller {
    /// What a page says of itself: whether a dialog is open in it, and whether it believes to be hidden.
    pub(super) fn handle_page(&mut self, label: &str, modal: bool, hidden: bool) {
        self.windows.handle_page(label, modal, hidden);
        self.report_window(label);
        // It may be the settings that opened.
        if modal && label == windows::MAIN && self.startup.look() {
            self.show();
        }
        self.follow_look();
    }

    /// A look may have begun, or be over.
    pub(super) fn follow_look(&mut self) {
        let Some(session) = &self.seat.session else {
            return;
        };
        if !self.seat.looks.is_of(session.number) {
            let kept = self.settings.looked.get(session.account.as_str());
            self.seat.looks = Looks::of(session.number, kept.copied());
        }
        if !self.windows.is_looked_at(windows::MAIN) {
            self.end_look();
        } else if self.seat.looks.begin() {
            self.show();
        }
    }

    /// Whatever look there is, is over.
    pub(super) fn end_look(&mut self) {
        let recent = self.seat.view.as_deref().map(|view| &view.recent);
        let Some(looked) = self.seat.looks.end(recent) else {
            return;
        };
        let kept = self.seat.session.as_ref().filter(|session| {
            // The demo leaves nothing behind.
            !session.is_demo() && self.seat.looks.is_of(session.number)
        });
        let Some(Session { account, .. }) = kept else {
            return;
        };
        let account = account.as_str().to_owned();
        self.settings.looked.insert(account, looked);
        if let Err(error) = self.file.save(&self.settings) {
            tracing::error!(
                error = format!("{error:#}"),
                "how far the overview was looked at is not kept"
            );
        }
    }
}
