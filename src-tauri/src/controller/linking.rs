//! Links into the monitor: followed in the session there is, or in the next one; where one is refused, the overview says
//! so.

use anyhow::Result;
use monitor_core::Target;
use monitor_core::monitor::Input;

use super::Controller;
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
        if self.seat.session.is_some() {
            self.follow_link()
        } else if self.settings.account.is_some() {
            self.load_token();
            Ok(())
        } else {
            self.open_sign_in();
            Ok(())
        }
    }

    /// Follows the link that waits for a session, if there are both.
    pub(super) fn follow_link(&mut self) -> Result<()> {
        let Some(session) = &self.seat.session else {
            return Ok(());
        };
        let Some(link) = self.link.take() else {
            return Ok(());
        };
        let warning = match deep_link::target(&link, &session.connection.server) {
            Ok(target) => {
                self.warnings.remove("link");
                return self.open_linked(target);
            }
            Err(Refused::Elsewhere) => Warning::LinkElsewhere,
            Err(Refused::Unreadable) => Warning::LinkUnreadable,
        };
        self.warnings.insert("link", warning);
        self.open_overview()
    }

    fn open_linked(&mut self, target: Target) -> Result<()> {
        match target {
            // Its window would have nothing to show yet.
            Target::Operation(id) if self.seat.view.is_none() => {
                self.seat.wanted.insert(id);
                Ok(())
            }
            Target::Operation(id) => self.open_operation(id),
            Target::ReviewPack(_) => {
                self.send(Input::Pin(target));
                self.open_overview()
            }
        }
    }
}
