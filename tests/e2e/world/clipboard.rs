//! The clipboard, as another program reads it.

use anyhow::{Context, Result, ensure};

use super::World;
use super::system_bus::PYTHON;

impl World {
    /// Its text; the program that copied it is asked, and must be there.
    pub(crate) fn clipboard(&self) -> Result<String> {
        let mut read = self.desktop.command("timeout");
        let read = read.args(["60", PYTHON, "-c", READ]).output();
        let read = read.context("Failed to start python3")?;
        let said = String::from_utf8_lossy(&read.stderr);
        ensure!(read.status.success(), "the clipboard was not read: {said}");
        Ok(String::from_utf8(read.stdout)?)
    }
}

const READ: &str = "
import sys
import gi
gi.require_version('Gdk', '3.0')
gi.require_version('Gtk', '3.0')
from gi.repository import Gdk, Gtk
sys.stdout.write(Gtk.Clipboard.get(Gdk.SELECTION_CLIPBOARD).wait_for_text() or '')
";
