//! What an operation's window asks about the latest review pack of its environment. It names none: which one it is, the
//! operation says.

use anyhow::Result;
use monitor_core::{AccountId, EnvironmentId, OperationId, Target, View};

use super::Controller;
use crate::shell::windows;
use crate::view;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum OfPack {
    /// Asks for a file, to be compared with it.
    Check,
    CloseCheck,
    /// Its page.
    Open,
}

impl Controller {
    pub(super) fn handle_related_pack(
        &mut self,
        account: &AccountId,
        id: OperationId,
        asked: OfPack,
    ) -> Result<()> {
        let view = self.view_of(account);
        let Some(environment) = view.and_then(|view| environment_of(view, id)) else {
            tracing::warn!("a review pack was asked for that is not known");
            return Ok(());
        };
        match asked {
            OfPack::Check => self.check_pack(environment, windows::run_label(account, id)),
            OfPack::CloseCheck => self.checking.close_of(account, environment),
            OfPack::Open => self.open_page_of(account, Target::ReviewPack(environment))?,
        }
        Ok(())
    }
}

fn environment_of(view: &View, id: OperationId) -> Option<EnvironmentId> {
    view::related_pack(view, view.row(id)?).map(|card| card.environment)
}
