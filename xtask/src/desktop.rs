//! A real desktop without a screen, private to whoever starts it.
//!
//! Xvfb, a session bus, openbox, a panel with a tray, dunst and an unlocked keyring; a fresh home;
//! free display and bus addresses, so that several can run side by side. Only what is listed in
//! `session` can be started through the bus, so that the same desktop comes up whatever else is
//! installed: with the notification daemon stopped, there is none.

mod bus;
mod files;
mod gvariant;
mod keyring;
mod notifications;
mod picture;
mod process;
mod session;
mod startup;
mod tray;
mod tray_signals;
mod webdriver;
mod windows;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::shell;
use notifications::Record;
use process::{Guardian, Pipe};
use session::Session;

pub use notifications::Notification;
pub use process::Running;
pub use tray::MenuItem;
pub use tray_signals::TraySignals;
pub use webdriver::WebDriver;
pub use windows::Window;

/// What the desktop is to have. All of it by default.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// A panel that shows status notifier items.
    pub tray_host: bool,
    /// A notification daemon.
    pub notifications: bool,
    /// An unlocked keyring on the bus; without it, no keyring can be reached.
    pub keyring: bool,
    /// Width and height of the screen in pixels.
    pub size: (u32, u32),
}

impl Default for Options {
    fn default() -> Self {
        Self {
            tray_host: true,
            notifications: true,
            keyring: true,
            size: (1280, 800),
        }
    }
}

/// A running desktop. Dropping it ends everything it started and removes its home.
pub struct Desktop {
    tray_host: Mutex<Option<Running>>,
    notification_daemon: Mutex<Option<Running>>,
    keyring: Mutex<Option<Running>>,
    infrastructure: Vec<Running>,
    guardian: Arc<Guardian>,
    session: Session,
    environment: BTreeMap<String, String>,
    record: Record,
    size: (u32, u32),
}

impl Desktop {
    /// Starts the desktop and waits until all of it can be used.
    ///
    /// # Errors
    /// When a program is not installed, or something did not come up within its limit.
    pub fn start(options: Options) -> Result<Self> {
        require_programs()?;
        let session = Session::create()?;
        let guardian = Arc::new(Guardian::watch_over(session.folder())?);
        let mut desktop = Self {
            tray_host: Mutex::default(),
            notification_daemon: Mutex::default(),
            keyring: Mutex::default(),
            infrastructure: Vec::new(),
            guardian,
            environment: session.environment(),
            session,
            record: Record::default(),
            size: options.size,
        };
        desktop.start_display(options.size)?;
        desktop.start_bus()?;
        if options.keyring {
            desktop.start_keyring()?;
        }
        desktop.start_window_manager()?;
        if options.notifications {
            desktop.start_notifications()?;
        }
        if options.tray_host {
            desktop.start_tray_host()?;
        }
        Ok(desktop)
    }

    /// A command that runs on this desktop; the caller starts and ends it.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        for name in session::FOREIGN {
            command.env_remove(name);
        }
        command.envs(&self.environment);
        command
    }

    /// Starts a program that is ended with all its children when the answer is dropped, and even
    /// when this process is killed. Its output goes to the file `log`.
    ///
    /// # Errors
    /// When the program cannot be started or the file cannot be written.
    pub fn launch(&self, name: &str, command: &mut Command, log: &Path) -> Result<Running> {
        Running::start(name, command, log, Pipe::None, Arc::clone(&self.guardian))
    }

    /// What `command` adds to the environment.
    #[must_use]
    pub fn env(&self) -> &BTreeMap<String, String> {
        &self.environment
    }

    #[must_use]
    pub fn home(&self) -> &Path {
        self.session.home()
    }

    /// The display's name, as in `DISPLAY`.
    #[must_use]
    pub fn display(&self) -> &str {
        self.environment.get("DISPLAY").map_or("", String::as_str)
    }

    #[must_use]
    pub fn bus_address(&self) -> &str {
        self.environment
            .get("DBUS_SESSION_BUS_ADDRESS")
            .map_or("", String::as_str)
    }

    /// Ends the panel, as if it had crashed or were not there yet.
    ///
    /// # Errors
    /// When the tray is still there afterwards.
    pub fn stop_tray_host(&self) -> Result<()> {
        drop(take(&self.tray_host));
        self.wait_until_name_is_gone(TRAY)
    }

    /// Kills the panel (`kill -9`): it takes leave of nobody.
    ///
    /// # Errors
    /// When the tray is still there afterwards.
    pub fn kill_tray_host(&self) -> Result<()> {
        if let Some(mut panel) = take(&self.tray_host) {
            panel.kill()?;
        }
        self.wait_until_name_is_gone(TRAY)
    }

    /// Starts the panel, unless it runs.
    ///
    /// # Errors
    /// When the tray is not on the bus within the limit.
    pub fn start_tray_host(&self) -> Result<()> {
        fill(&self.tray_host, || {
            let mut command = self.command("xfce4-panel");
            let mut panel =
                self.daemon("xfce4-panel", command.arg("--disable-wm-check"), Pipe::None)?;
            self.wait_for_name(TRAY, &mut panel)?;
            Ok(panel)
        })
    }

    /// Ends the notification daemon: nothing can be notified afterwards.
    ///
    /// # Errors
    /// When the name is still owned afterwards.
    pub fn stop_notifications(&self) -> Result<()> {
        drop(take(&self.notification_daemon));
        self.wait_until_name_is_gone(NOTIFICATIONS)
    }

    /// Starts the notification daemon, unless it runs. What was received before stays known.
    ///
    /// # Errors
    /// When it is not on the bus within the limit.
    pub fn start_notifications(&self) -> Result<()> {
        fill(&self.notification_daemon, || {
            let mut command = self.command("dunst");
            command
                .arg("-conf")
                .arg(self.session.dunst_settings())
                .arg("-print");
            let mut dunst = self.daemon("dunst", &mut command, Pipe::Output)?;
            let output = dunst
                .take_stdout()
                .context("dunst's output is not a pipe")?;
            self.record.follow(output);
            self.wait_for_name(NOTIFICATIONS, &mut dunst)?;
            Ok(dunst)
        })
    }

    fn daemon(&self, name: &str, command: &mut Command, pipe: Pipe) -> Result<Running> {
        let log = self.session.log(name);
        Running::start(name, command, &log, pipe, Arc::clone(&self.guardian))
    }

    /// The output of one of the desktop's tools.
    fn ask<S: AsRef<OsStr>>(&self, program: &str, arguments: &[S]) -> Result<String> {
        shell::output(self.tool(program).args(arguments))
    }

    /// As `ask`, where failing is how the tool says that there is nothing.
    fn ask_leniently<S: AsRef<OsStr>>(&self, program: &str, arguments: &[S]) -> Result<String> {
        let output = self.tool(program).args(arguments).output();
        let output = output.with_context(|| format!("Failed to start {program}"))?;
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// A tool that is not allowed to take for ever, whatever the display or the bus do.
    fn tool(&self, program: &str) -> Command {
        let mut command = self.command("timeout");
        command.args(["--kill-after=2", "60", program]);
        command
    }
}

impl Drop for Desktop {
    /// What depends on others ends first, the display at the very end.
    fn drop(&mut self) {
        drop(take(&self.tray_host));
        drop(take(&self.notification_daemon));
        drop(take(&self.keyring));
        while self.infrastructure.pop().is_some() {}
    }
}

/// Starts what the slot is for, unless it has it already.
fn fill(slot: &Mutex<Option<Running>>, start: impl FnOnce() -> Result<Running>) -> Result<()> {
    let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
    if slot.is_none() {
        *slot = Some(start()?);
    }
    Ok(())
}

fn take(slot: &Mutex<Option<Running>>) -> Option<Running> {
    slot.lock().unwrap_or_else(PoisonError::into_inner).take()
}

fn require_programs() -> Result<()> {
    let missing: Vec<_> = PROGRAMS
        .into_iter()
        .filter(|program| !shell::is_installed(program))
        .collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        bail!("the headless desktop needs {missing}: run `cargo xtask setup` to install them");
    }
    Ok(())
}

/// Long enough for a computer that does five other things; nobody waits for it where all is well.
const LIMIT: Duration = Duration::from_secs(60);
const NOTIFICATIONS: &str = "org.freedesktop.Notifications";
const TRAY: &str = "org.kde.StatusNotifierWatcher";
const PROGRAMS: [&str; 13] = [
    "Xvfb",
    "dbus-daemon",
    "dunst",
    "dunstctl",
    "gdbus",
    "gnome-keyring-daemon",
    "import",
    "openbox",
    "timeout",
    "wmctrl",
    "xdotool",
    "xfce4-panel",
    "xprop",
];
