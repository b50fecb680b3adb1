//! What the tray's item tells its hosts over the bus, as one that listens beside the panel hears it.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::process::Pipe;
use super::{Desktop, LIMIT, Running};
use crate::eventually;

/// The signals of one item, from when it was first listened to. Dropping it ends that.
pub struct TraySignals {
    log: PathBuf,
    _listening: Running,
}

impl Desktop {
    /// Listens to the item that is the first now; once it answers, no signal is missed.
    ///
    /// # Errors
    /// When no item is registered, or nothing is heard of it within the limit.
    pub fn listen_to_tray(&self) -> Result<TraySignals> {
        let item = self.tray_item()?;
        let mut command = self.command("gdbus");
        command.args(["monitor", "--session", "--dest", &item.name]);
        let log = self.session.log(NAME);
        let mut listening = self.daemon(NAME, &mut command, Pipe::None)?;
        eventually("the tray's item to be listened to", LIMIT, || {
            listening.check()?;
            // It says so after it has asked the bus for the signals.
            let said = fs::read_to_string(&log).unwrap_or_default();
            Ok(said.contains(" is owned by ").then_some(()))
        })?;
        Ok(TraySignals {
            log,
            _listening: listening,
        })
    }
}

impl TraySignals {
    /// The names of all signals so far, as in `org.kde.StatusNotifierItem.NewIcon`.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn heard(&self) -> Result<Vec<String>> {
        let said = fs::read_to_string(&self.log).context("Failed to read the tray's signals")?;
        Ok(said.lines().filter_map(signal).map(str::to_owned).collect())
    }
}

/// The name in a line of path, name and arguments; `None` in what else gdbus says.
fn signal(line: &str) -> Option<&str> {
    let (path, rest) = line.split_once(": ")?;
    let (name, _) = rest.split_once(' ')?;
    path.starts_with('/').then_some(name)
}

const NAME: &str = "tray-signals";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signal_has_a_name_and_what_gdbus_says_itself_has_none() {
        let lines = [
            "Monitoring signals from all objects owned by :1.16",
            "The name :1.16 is owned by :1.16",
            "/StatusNotifierItem: org.kde.StatusNotifierItem.NewStatus ('Active',)",
            "/MenuBar: com.canonical.dbusmenu.LayoutUpdated (uint32 2, 0)",
        ];
        let signals: Vec<_> = lines.into_iter().filter_map(signal).collect();
        assert_eq!(
            signals,
            [
                "org.kde.StatusNotifierItem.NewStatus",
                "com.canonical.dbusmenu.LayoutUpdated",
            ]
        );
    }
}
