//! What every desktop begins with, in this order: display, bus, keyring (in its own file), window manager.

use anyhow::Result;

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
