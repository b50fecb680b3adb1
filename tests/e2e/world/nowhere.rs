//! A computer without a network: the app in a network namespace of its own, in which there is a loopback alone, switched
//! off. Display, buses and keyring are sockets with a path, from which it is not cut off; a WebDriver would be.

use std::process::Command;

use anyhow::{Context, Result};
use xtask::Running;

use super::{World, binary};

impl World {
    /// Starts the app there, as a user's login does.
    pub(crate) fn launch_nowhere(&self, way: &[&str]) -> Result<Running> {
        let mut command = self.desktop.command("unshare");
        command.args(way).arg("--").arg(binary());
        command.arg("--data").arg(self.data());
        self.launch_as(&mut command)
    }
}

/// What unshare is told: as root, or else as somebody who may have a namespace of their own. None where the computer lets
/// nobody have one, as a container may; then it is said.
pub(crate) fn way_nowhere() -> Result<Option<&'static [&'static str]>> {
    for way in WAYS {
        let mut command = Command::new("unshare");
        let tried = command.args(way).args(["--", "true"]).output();
        let tried = tried.context("Failed to start unshare, which util-linux has")?;
        if tried.status.success() {
            return Ok(Some(way));
        }
        println!("{}", String::from_utf8_lossy(&tried.stderr));
    }
    println!("Left out: no network can be taken from a program here (see CONTRIBUTING.md)");
    Ok(None)
}

const WAYS: [&[&str]; 2] = [&["--net"], &["--net", "--map-current-user"]];
