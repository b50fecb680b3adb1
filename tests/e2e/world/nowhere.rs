//! A computer without a network: the app in a network namespace of its own, in which there is a loopback alone, switched
//! off. Display, buses and keyring are sockets with a path, from which it is not cut off; a WebDriver would be.

use std::process::Command;

use anyhow::{Context, Result, bail};
use xtask::Running;

use super::{World, binary};

impl World {
    /// Starts the app there, as a user's login does.
    pub(crate) fn launch_nowhere(&self) -> Result<Running> {
        let mut command = self.desktop.command("unshare");
        command.args(way_there()?).arg("--").arg(binary());
        command.arg("--data").arg(self.data());
        self.launch_as(&mut command)
    }
}

/// What unshare is told: as root, or else as somebody who may have a namespace of their own.
fn way_there() -> Result<&'static [&'static str]> {
    let mut said = String::new();
    for way in WAYS {
        let mut command = Command::new("unshare");
        let tried = command.args(way).args(["--", "true"]).output();
        let tried = tried.context("Failed to start unshare, which util-linux has")?;
        if tried.status.success() {
            return Ok(way);
        }
        said.push_str(&String::from_utf8_lossy(&tried.stderr));
    }
    bail!(
        "a computer without a network is a network namespace: be root, outside of a container that forbids it, or let \
         users have one (kernel.apparmor_restrict_unprivileged_userns=0 on Ubuntu); unshare said:\n{said}"
    );
}

const WAYS: [&[&str]; 2] = [&["--net"], &["--net", "--map-current-user"]];
