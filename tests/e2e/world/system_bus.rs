//! A system bus for one world, with a login manager and a network manager that the story plays (python-dbusmock): no
//! computer sleeps for a test.

use std::os::unix::net::UnixStream;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use xtask::{Desktop, Running, eventually};

use super::LIMIT;

/// Its parts end in this order.
pub(crate) struct SystemBus {
    managers: Vec<Running>,
    bus: Option<Running>,
    pub(crate) address: String,
    folder: TempDir,
}

impl SystemBus {
    pub(crate) fn start(desktop: &Desktop) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let address = format!("unix:path={}", folder.path().join(SOCKET).display());
        let mut bus = Self {
            managers: Vec::new(),
            bus: None,
            address,
            folder,
        };
        bus.begin(desktop)?;
        Ok(bus)
    }

    /// It ends, with whoever is on it, and another one begins at its address.
    pub(crate) fn restart(&mut self, desktop: &Desktop) -> Result<()> {
        self.managers.clear();
        self.bus = None;
        self.begin(desktop)
    }

    fn begin(&mut self, desktop: &Desktop) -> Result<()> {
        let folder = self.folder.path();
        let mut bus = desktop.command("dbus-daemon");
        bus.args(["--session", "--nofork", "--nopidfile"])
            .arg(format!("--address={}", self.address));
        self.bus = Some(desktop.launch("dbus-daemon", &mut bus, &folder.join("bus.log"))?);
        eventually("the system bus", LIMIT, || {
            let connected = UnixStream::connect(folder.join(SOCKET));
            Ok(connected.is_ok().then_some(()))
        })?;
        let managers = [LOGIND, NETWORK_MANAGER].map(|(name, path, interface)| {
            let mut mock = desktop.command(PYTHON);
            mock.args(["-m", "dbusmock", "--system", name, path, interface])
                .env(ADDRESS, &self.address);
            let log = folder.join(format!("{name}.log"));
            let manager = desktop.launch(name, &mut mock, &log)?;
            let mut wait = desktop.command("gdbus");
            wait.args(["wait", "--system", "--timeout", "60", name])
                .env(ADDRESS, &self.address);
            ensure!(wait.status()?.success(), "{name} did not appear");
            Ok(manager)
        });
        self.managers = managers.into_iter().collect::<Result<_>>()?;
        Ok(())
    }

    /// The same signals with something else in them.
    pub(crate) fn babbles(&self, desktop: &Desktop) -> Result<()> {
        self.emit(desktop, LOGIND, "PrepareForSleep", "s", "[<'perhaps'>]")?;
        self.emit(desktop, NETWORK_MANAGER, "StateChanged", "s", "[<'some'>]")
    }

    /// As logind tells after a sleep.
    pub(crate) fn wakes(&self, desktop: &Desktop) -> Result<()> {
        self.emit(desktop, LOGIND, "PrepareForSleep", "b", "[<false>]")
    }

    /// As NetworkManager tells once it is connected.
    pub(crate) fn changes_network(&self, desktop: &Desktop) -> Result<()> {
        self.emit(
            desktop,
            NETWORK_MANAGER,
            "StateChanged",
            "u",
            "[<uint32 70>]",
        )
    }

    fn emit(
        &self,
        desktop: &Desktop,
        (name, path, interface): Manager,
        signal: &str,
        signature: &str,
        arguments: &str,
    ) -> Result<()> {
        let mut call = desktop.command("gdbus");
        call.args(["call", "--system", "--dest", name, "--object-path", path])
            .args(["--method", "org.freedesktop.DBus.Mock.EmitSignal", "--"])
            .args([interface, signal, signature, arguments])
            .env(ADDRESS, &self.address);
        let answer = call.output().context("Failed to start gdbus")?;
        let said = String::from_utf8_lossy(&answer.stderr);
        ensure!(answer.status.success(), "{signal} was not sent: {said}");
        Ok(())
    }
}

const SOCKET: &str = "socket";
/// Name, path and interface.
type Manager = (&'static str, &'static str, &'static str);

const LOGIND: Manager = (
    "org.freedesktop.login1",
    "/org/freedesktop/login1",
    "org.freedesktop.login1.Manager",
);
const NETWORK_MANAGER: Manager = (
    "org.freedesktop.NetworkManager",
    "/org/freedesktop/NetworkManager",
    "org.freedesktop.NetworkManager",
);
/// The one that packages of the distribution are for.
pub(super) const PYTHON: &str = "/usr/bin/python3";
/// Names the system bus to the app, as to gdbus and python-dbusmock.
pub(crate) const ADDRESS: &str = "DBUS_SYSTEM_BUS_ADDRESS";
