//! A system bus for one world, with a login manager and a network manager that the story plays (python-dbusmock): no
//! computer sleeps for a test.

use std::os::unix::net::UnixStream;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use xtask::{Desktop, Running, eventually};

use super::LIMIT;

/// Its parts end in this order.
pub(crate) struct SystemBus {
    _managers: Vec<Running>,
    _bus: Running,
    pub(crate) address: String,
    _folder: TempDir,
}

impl SystemBus {
    pub(crate) fn start(desktop: &Desktop) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let socket = folder.path().join("socket");
        let address = format!("unix:path={}", socket.display());
        let mut bus = desktop.command("dbus-daemon");
        bus.args(["--session", "--nofork", "--nopidfile"])
            .arg(format!("--address={address}"));
        let bus = desktop.launch("dbus-daemon", &mut bus, &folder.path().join("bus.log"))?;
        eventually("the system bus", LIMIT, || {
            Ok(UnixStream::connect(&socket).is_ok().then_some(()))
        })?;
        let managers = [LOGIND, NETWORK_MANAGER].map(|(name, path, interface)| {
            let mut mock = desktop.command(PYTHON);
            mock.args(["-m", "dbusmock", "--system", name, path, interface])
                .env(ADDRESS, &address);
            let log = folder.path().join(format!("{name}.log"));
            let manager = desktop.launch(name, &mut mock, &log)?;
            let mut wait = desktop.command("gdbus");
            wait.args(["wait", "--system", "--timeout", "60", name])
                .env(ADDRESS, &address);
            ensure!(wait.status()?.success(), "{name} did not appear");
            Ok(manager)
        });
        Ok(Self {
            _managers: managers.into_iter().collect::<Result<_>>()?,
            _bus: bus,
            address,
            _folder: folder,
        })
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
const PYTHON: &str = "/usr/bin/python3";
/// Names the system bus to the app, as to gdbus and python-dbusmock.
pub(crate) const ADDRESS: &str = "DBUS_SYSTEM_BUS_ADDRESS";
