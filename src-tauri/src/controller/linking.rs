//! Links into the monitor: followed in the session there is, or in the next one; where one is refused, the overview says
//! so, or the sign-in window.

use anyhow::Result;
use monitor_core::monitor::Input;
use monitor_core::{AccountId, Target};

use super::Controller;
use super::seat::Seat;
use super::session::Session;
use crate::args::Start;
use crate::deep_link::{self, Refused};
use crate::slice::Warning;

impl Controller {
    /// Does what another start was for: follows its link, or shows the overview, unless it was to stay hidden.
    pub(super) fn handle_second_start(&mut self, start: &Start) -> Result<()> {
        let args = start.args();
        if args.link.is_none() && args.stays_in_tray() {
            return Ok(());
        }
        self.windows.let_raise(start.token.clone());
        match args.link {
            Some(link) => self.handle_link(link),
            None => self.open_overview(),
        }
    }

    fn handle_link(&mut self, link: String) -> Result<()> {
        self.link = Some(link);
        self.follow_link()?;
        // In another account's session, where the one that is shown has none.
        let is_followed = self.link.is_none() && !self.warnings.contains_key("link");
        if is_followed || self.seat.session.is_some() {
            return Ok(());
        }
        if self.settings.account.is_some() {
            self.load_token();
        } else {
            self.open_sign_in();
        }
        Ok(())
    }

    /// Follows the link that waits for a session, if there are both: in the account that is shown, or in the first other
    /// one of its server. While the keyring is asked for a token, that account may yet be one.
    pub(super) fn follow_link(&mut self) -> Result<()> {
        let Some(link) = self.link.take() else {
            return Ok(());
        };
        let target = |session: &Session| deep_link::target(&link, &session.connection.server);
        let found = self.seats().find_map(|seat| {
            let session = seat.session.as_ref()?;
            Some((session.account.clone(), target(session).ok()?))
        });
        let shown = self.seat.session.as_ref();
        let refused = shown.and_then(|shown| target(shown).err());
        if let Some((account, target)) = found {
            self.warnings.remove("link");
            return self.open_linked(&account, target);
        }
        let is_awaited = |seat: &Seat| seat.session.is_none() && seat.keeping.is_asking();
        if self.seat.session.is_none() || self.seats().any(is_awaited) {
            self.await_session(link);
            return Ok(());
        }
        let warning = match refused {
            Some(Refused::Unreadable) => Warning::LinkUnreadable,
            Some(Refused::Elsewhere) | None => Warning::LinkElsewhere,
        };
        self.warnings.insert("link", warning);
        self.open_overview()
    }

    /// What cannot be read leads nowhere, whoever signs in.
    pub(super) fn await_session(&mut self, link: String) {
        if deep_link::is_readable(&link) {
            self.link = Some(link);
        } else {
            self.warnings.insert("link", Warning::LinkUnreadable);
        }
    }

    fn open_linked(&mut self, account: &AccountId, target: Target) -> Result<()> {
        let seat = self.seats_mut().find(|seat| seat.is_of(account));
        match target {
            Target::Operation(id) => {
                // Its window would have nothing to show yet.
                if let Some(seat) = seat.filter(|seat| seat.view.is_none()) {
                    seat.wanted.insert(id);
                    return Ok(());
                }
                self.open_operation_of(account, id)
            }
            Target::ReviewPack(_) => {
                self.send_to(account, Input::Pin(target));
                self.switch_account(account.as_str())
            }
        }
    }
}
