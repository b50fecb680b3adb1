//! Windows of screens that are gone come back on one that is there, and whole.
//!
//! On a display without a window manager, as many of those put a window back by themselves.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use xtask::{Running, eventually};

use crate::instance::again;
use crate::world::{Conditions, LIMIT, World};

#[test]
fn windows_that_lay_on_a_screen_that_is_gone_come_back_on_one_that_is_there() -> Result<()> {
    let world = World::start(Conditions::default())?;
    let (far, large) = (world.pinned_operation()?, world.pinned_operation()?);
    world.change_settings(|settings| {
        settings["places"] = json!({
            (label(far)): outside(420, 500),
            (label(large)): outside(4000, 3000),
        });
        settings["open_windows"] = json!([label(far), label(large)]);
    })?;
    let screen = Screen::start(&world)?;
    let mut command = again(&world);
    let log = world.desktop.home().join("on-another-screen.log");
    let command = command.env("DISPLAY", &screen.display);
    let _app = world.desktop.launch("tenantatlas-monitor", command, &log)?;

    screen.wait_for(far, ["X=860", "Y=0", "WIDTH=420", "HEIGHT=500"])?;
    screen.wait_for(large, ["X=0", "Y=0", "WIDTH=1280", "HEIGHT=800"])
}

fn label(operation: i64) -> String {
    format!("run-e2e-{operation}")
}

/// Right of the screen and above it, by more than a window is large.
fn outside(width: u32, height: u32) -> Value {
    json!({ "x": 5000, "y": -5000, "width": width, "height": height })
}

/// A screen of 1280 by 800 pixels, and nothing on it but what a test starts.
struct Screen<'a> {
    world: &'a World,
    /// As in `DISPLAY`.
    display: String,
    _server: Running,
}

impl<'a> Screen<'a> {
    fn start(world: &'a World) -> Result<Self> {
        let mut command = world.desktop.command("Xvfb");
        command.args(["-displayfd", "1", "-noreset", "-nolisten", "tcp"]);
        command.args(["-screen", "0", "1280x800x24"]);
        let log = world.desktop.home().join("another-screen.log");
        let mut server = world.desktop.launch("Xvfb", &mut command, &log)?;
        let number = eventually("the other screen", LIMIT, || {
            server.check()?;
            let said = std::fs::read_to_string(&log)?;
            Ok(said.lines().find_map(|line| line.parse::<u32>().ok()))
        })?;
        Ok(Self {
            world,
            display: format!(":{number}"),
            _server: server,
        })
    }

    /// Waits until an operation's window lies there, as xdotool prints it.
    fn wait_for(&self, operation: i64, area: [&str; 4]) -> Result<()> {
        let mut last = String::new();
        let lies = eventually(&format!("#{operation} at {area:?}"), LIMIT, || {
            last = self.area(operation)?;
            Ok(area
                .iter()
                .all(|side| last.lines().any(|line| line == *side))
                .then_some(()))
        });
        lies.with_context(|| format!("it lay at {last}"))
    }

    /// Empty, while there is no window.
    fn area(&self, operation: i64) -> Result<String> {
        let title = format!("^Operation #{operation}([^0-9]|$)");
        let found = said(self.tool().args(["search", "--name", &title]))?;
        match found.lines().next() {
            Some(window) => said(self.tool().args(["getwindowgeometry", "--shell", window])),
            None => Ok(String::new()),
        }
    }

    fn tool(&self) -> Command {
        let mut command = self.world.desktop.command("xdotool");
        command.env("DISPLAY", &self.display);
        command
    }
}

fn said(command: &mut Command) -> Result<String> {
    Ok(String::from_utf8(command.output()?.stdout)?)
}
