//! What an administrator set: it holds before the user's own, and what asks for something else is not done.

use monitor_client::Server;
use monitor_setup::{AccountSettings, Managed};

use super::Controller;
use crate::args::Args;
use crate::managed;
use crate::settings::Settings;
use crate::slice::Warning;

/// Reads it, and tells the log what of it makes no sense.
pub(super) fn read(args: &Args) -> Managed {
    let managed = Managed::read(args.managed.as_deref());
    for problem in &managed.problems {
        let problem = managed.sentence(problem);
        tracing::warn!(problem, "what an administrator set makes no sense");
    }
    managed
}

impl Controller {
    pub(super) fn warn_of_managed(&mut self) {
        let fine = self.managed.problems.is_empty();
        self.warn_unless(fine, "managed", Warning::ManagedUnreadable);
    }

    /// The settings that hold.
    pub(super) fn effective(&self) -> Settings {
        managed::over(&self.managed, &self.settings)
    }

    /// The address to sign in to: that which was set, whatever was typed.
    pub(super) fn address(&self, typed: String) -> String {
        self.managed.server.clone().unwrap_or(typed)
    }

    /// Signed in to a server that an administrator does not want any more.
    pub(super) fn is_elsewhere(&self, account: &AccountSettings) -> bool {
        let Some(set) = &self.managed.server else {
            return false;
        };
        let set = Server::parse(set);
        set.is_ok() && set != Server::parse(&account.server)
    }
}
