//! Questions to the desktop's session bus, through gdbus.

use anyhow::Result;

use super::{Desktop, LIMIT, Running, gvariant};
use crate::eventually;

impl Desktop {
    /// Calls a method; arguments and answer are in GVariant's text format.
    pub(super) fn call(
        &self,
        destination: &str,
        path: &str,
        method: &str,
        arguments: &[&str],
    ) -> Result<String> {
        let mut words = vec!["call", "--session", "--timeout=30", "--dest", destination];
        words.extend(["--object-path", path, "--method", method, "--"]);
        words.extend(arguments);
        self.ask("gdbus", &words)
    }

    pub(super) fn property(
        &self,
        destination: &str,
        path: &str,
        interface: &str,
        name: &str,
    ) -> Result<String> {
        let (interface, name) = (gvariant::quoted(interface), gvariant::quoted(name));
        let get = "org.freedesktop.DBus.Properties.Get";
        self.call(destination, path, get, &[&interface, &name])
    }

    /// Has the bus read its settings again; it answers when they hold.
    pub(super) fn reload_bus(&self) -> Result<()> {
        self.call(BUS, "/org/freedesktop/DBus", RELOAD, &[])?;
        Ok(())
    }

    pub(super) fn wait_for_name(&self, name: &str, owner: &mut Running) -> Result<()> {
        eventually(&format!("{name} on the session bus"), LIMIT, || {
            owner.check()?;
            Ok(self.is_owned(name)?.then_some(()))
        })
    }

    pub(super) fn wait_until_name_is_gone(&self, name: &str) -> Result<()> {
        eventually(
            &format!("the end of {name} on the session bus"),
            LIMIT,
            || Ok((!self.is_owned(name)?).then_some(())),
        )
    }

    fn is_owned(&self, name: &str) -> Result<bool> {
        let name = gvariant::quoted(name);
        let answer = self.call(BUS, "/org/freedesktop/DBus", HAS_OWNER, &[&name])?;
        Ok(answer.trim() == "(true,)")
    }
}

const BUS: &str = "org.freedesktop.DBus";
const HAS_OWNER: &str = "org.freedesktop.DBus.NameHasOwner";
const RELOAD: &str = "org.freedesktop.DBus.ReloadConfig";
