//! What every desktop begins with, in this order: display, bus, keyring, window manager.

use std::io::Write;

use anyhow::{Context, Result};

use super::process::Pipe;
use super::{Desktop, LIMIT};
use crate::eventually;

impl Desktop {
    pub(super) fn start_display(&mut self, (width, height): (u32, u32)) -> Result<()> {
        let mut command = self.command("Xvfb");
        command.args([
            "-displayfd",
            "1",
            "-noreset",
            "-nolisten",
            "tcp",
            "-screen",
            "0",
        ]);
        command.arg(format!("{width}x{height}x24"));
        let mut display = self.daemon("Xvfb", &mut command, Pipe::Output)?;
        let number = display.first_line(LIMIT)?;
        self.infrastructure.push(display);
        self.environment
            .insert("DISPLAY".to_owned(), format!(":{number}"));
        Ok(())
    }

    /// After the display, so that what the bus starts inherits it.
    pub(super) fn start_bus(&mut self) -> Result<()> {
        let mut command = self.command("dbus-daemon");
        command.args(["--nofork", "--nopidfile", "--print-address=1"]);
        command
            .arg("--config-file")
            .arg(self.session.bus_settings());
        let mut bus = self.daemon("dbus-daemon", &mut command, Pipe::Output)?;
        let address = bus.first_line(LIMIT)?;
        self.infrastructure.push(bus);
        self.environment
            .insert("DBUS_SESSION_BUS_ADDRESS".to_owned(), address);
        Ok(())
    }

    /// Unlocking creates the login collection; a keyring that anything else had started first
    /// would be locked and have none.
    pub(super) fn start_keyring(&mut self) -> Result<()> {
        let mut command = self.command("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        let mut keyring = self.daemon("gnome-keyring", &mut command, Pipe::Input)?;
        let mut input = keyring
            .take_stdin()
            .context("the keyring's input is not a pipe")?;
        input
            .write_all(b"unlocked")
            .context("Failed to unlock the keyring")?;
        // The end of the input is the end of the password.
        drop(input);
        self.wait_for_name("org.freedesktop.secrets", &mut keyring)?;
        self.infrastructure.push(keyring);
        Ok(())
    }

    pub(super) fn start_window_manager(&mut self) -> Result<()> {
        let mut openbox = self.daemon("openbox", &mut self.command("openbox"), Pipe::None)?;
        eventually("a window manager (openbox)", LIMIT, || {
            openbox.check()?;
            let root = ["-root", "-notype", "_NET_SUPPORTING_WM_CHECK"];
            let answer = self.ask_leniently("xprop", &root)?;
            Ok(answer.contains("window id").then_some(()))
        })?;
        self.infrastructure.push(openbox);
        Ok(())
    }
}
