//! The windows of operations: each is its account's, which answers what is asked in it.

use anyhow::Result;
use monitor_core::monitor::{Input, Scoped};
use monitor_core::{AccountId, OperationId, Target};

use super::{Asked, Controller};
use crate::shell::windows::{self, Kind};

impl Controller {
    pub(super) fn handle_asked(
        &mut self,
        account: &AccountId,
        id: OperationId,
        asked: Asked,
    ) -> Result<()> {
        let target = Target::Operation(id);
        match asked {
            Asked::Details => self.send_to(account, Input::Details(id)),
            Asked::Mute(on) => self.send_to(account, Input::Mute { target, on }),
            Asked::OfPack(asked) => self.handle_related_pack(account, id, asked)?,
            Asked::OpenPage => self.open_page_of(account, target)?,
            Asked::Refresh => {
                self.send_to(account, Input::Refresh(Scoped::Target(target)));
            }
            Asked::StayOnTop(on) => self.set_stay_on_top(account, id, on)?,
            Asked::Unpin => self.unpin_of(account, target)?,
        }
        Ok(())
    }

    /// Opens the window of an operation, pinning it first where it is not.
    pub(super) fn open_operation_of(&mut self, account: &AccountId, id: OperationId) -> Result<()> {
        let target = Target::Operation(id);
        self.send_to(account, Input::Pin(target));
        self.send_to(account, Input::Opened(target));
        self.withdraw_toasts(account, target);
        self.show_operation(account, id)
    }

    /// Opens the window of an operation that is pinned.
    pub(super) fn show_operation(&mut self, account: &AccountId, id: OperationId) -> Result<()> {
        if self.seat_of(account).is_none() {
            return Ok(());
        }
        let label = windows::run_label(account, id);
        let title = self.title(&Kind::Run(account.clone(), id));
        let on_top = self.settings.stay_on_top.contains(&label);
        let place = self.settings.places.get(&label).copied();
        self.windows.open(&label, &title, on_top, place)?;
        self.report_window(&label);
        Ok(())
    }

    fn set_stay_on_top(&mut self, account: &AccountId, id: OperationId, on: bool) -> Result<()> {
        let label = windows::run_label(account, id);
        self.windows.set_stay_on_top(&label, on);
        if on {
            self.settings.stay_on_top.insert(label);
        } else {
            self.settings.stay_on_top.remove(&label);
        }
        self.file.save(&self.settings)
    }

    /// Unpins; the window of an operation goes with its pin, and so does what was set for it.
    pub(super) fn unpin_of(&mut self, account: &AccountId, target: Target) -> Result<()> {
        self.send_to(account, Input::Unpin(target));
        let Target::Operation(id) = target else {
            return Ok(());
        };
        let label = windows::run_label(account, id);
        self.windows.close(&label);
        let was_on_top = self.settings.stay_on_top.remove(&label);
        let was_open = self.settings.open_windows.remove(&label);
        if self.settings.places.remove(&label).is_some() || was_on_top || was_open {
            self.file.save(&self.settings)?;
        }
        Ok(())
    }
}
