//! `cargo xtask demo`: from a fresh clone to the running app, with a simulated TenantAtlas.
//!
//! On the headless desktop it leaves evidence behind: pictures taken when their subject is really
//! on the screen, the requests the gateway answered, the notifications the daemon received.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::desktop::{Desktop, Options, Running};
use crate::{app, eventually, packages, shell};

#[derive(Args, Debug)]
pub struct Demo {
    /// Run on a desktop of its own without a screen, and leave pictures and logs in DIR
    #[arg(long)]
    headless: bool,
    /// How long the headless demo runs: 30 s or more, and in any case until the first notification
    #[arg(long, default_value_t = 90, value_name = "N", value_parser = seconds)]
    seconds: u64,
    /// Where the headless demo leaves its pictures and logs
    #[arg(long, default_value = "demo", value_name = "DIR")]
    out: PathBuf,
    /// The same seed plays the same story
    #[arg(long, default_value_t = 7, value_name = "N")]
    seed: u64,
}

impl Demo {
    /// # Errors
    /// When something cannot be installed or built, or the app does not show what it should.
    pub fn run(&self) -> Result<()> {
        packages::install()?;
        app::install_ui_dependencies()?;
        println!("Building the UI and the app (some minutes at the first time)");
        app::build_ui()?;
        let binary = app::build()?;
        if self.headless {
            return self.show_without_screen(&binary);
        }
        if !has_display() {
            println!("There is no display here: showing the demo on a desktop without a screen.");
            return self.show_without_screen(&binary);
        }
        println!("Starting TenantAtlas Monitor. Quit it from its tray icon, or here with Ctrl-C.");
        shell::run(&mut self.arguments(Command::new(binary)))
    }

    fn arguments(&self, mut command: Command) -> Command {
        command.args(["--demo", "--show", "--seed", &self.seed.to_string()]);
        command
    }

    fn show_without_screen(&self, binary: &Path) -> Result<()> {
        fs::create_dir_all(&self.out)
            .with_context(|| format!("Failed to create {}", self.out.display()))?;
        let out = self.out.canonicalize()?;
        for name in LEFT_BEHIND {
            // Nothing of an earlier demo may pass for this one's.
            let _ = fs::remove_file(out.join(name));
        }
        let desktop = Desktop::start(Options::default())?;
        let mut command = self.arguments(desktop.command(binary));
        command.arg("--access-log").arg(out.join("requests.jsonl"));
        let app = desktop.launch(app::BINARY, &mut command, &out.join("app.log"))?;
        let end = Instant::now() + Duration::from_secs(self.seconds);
        println!(
            "Running for {} s; pictures and logs go to {}",
            self.seconds,
            out.display()
        );
        let mut show = Show {
            desktop: &desktop,
            app,
            out,
            end,
        };
        let played = show.play();
        show.write_notifications()?;
        played?;
        show.check_what_is_left()
    }
}

/// One headless demo while it runs.
struct Show<'a> {
    desktop: &'a Desktop,
    app: Running,
    out: PathBuf,
    end: Instant,
}

impl Show<'_> {
    fn play(&mut self) -> Result<()> {
        self.wait_for_answers()?;
        self.desktop
            .screenshot_tray_menu(&self.out.join("tray-menu.png"))?;
        println!("tray-menu.png");
        self.picture_notification()?;
        // Nothing lies over a window when it is pictured, and by now it has something to show.
        self.desktop.close_notifications()?;
        self.picture_window("TenantAtlas Monitor", "main.png")?;
        self.picture_window("Operation #", "pinned.png")?;
        while Instant::now() < self.end {
            self.app.check()?;
            thread::sleep(Duration::from_millis(250));
        }
        self.app
            .stop(Duration::from_secs(10))
            .context("the app did not quit when asked")
    }

    /// Until the gateway answered what each window shows: before that there is nothing to picture.
    fn wait_for_answers(&mut self) -> Result<()> {
        let log = self.out.join("requests.jsonl");
        eventually("the gateway's first answers", PATIENCE, || {
            self.app.check()?;
            let requests = fs::read_to_string(&log).unwrap_or_default();
            let lanes = ["account", "foreground", "list"];
            let answered = |lane: &str| requests.contains(&format!(r#""lane":"{lane}""#));
            Ok(lanes.into_iter().all(answered).then_some(()))
        })
    }

    fn picture_window(&mut self, title: &str, name: &str) -> Result<()> {
        eventually(&format!("the window {title:?}"), PATIENCE, || {
            self.app.check()?;
            Ok(self.desktop.window(title).ok())
        })?;
        self.desktop
            .screenshot_window(title, &self.out.join(name))?;
        println!("{name}");
        Ok(())
    }

    /// The whole desktop is pictured here too, because now there is most to see on it.
    fn picture_notification(&mut self) -> Result<()> {
        let left = self.end.saturating_duration_since(Instant::now());
        eventually("the first notification", left.max(PATIENCE), || {
            self.app.check()?;
            Ok((!self.desktop.notifications()?.is_empty()).then_some(()))
        })?;
        self.desktop
            .screenshot_notifications(&self.out.join("notification.png"))?;
        println!("notification.png");
        self.desktop.screenshot(&self.out.join("desktop.png"))?;
        println!("desktop.png");
        Ok(())
    }

    fn write_notifications(&self) -> Result<()> {
        let mut lines = String::new();
        for notification in self.desktop.notifications()? {
            lines.push_str(&serde_json::to_string(&notification)?);
            lines.push('\n');
        }
        fs::write(self.out.join("notifications.jsonl"), lines)
            .context("Failed to write notifications.jsonl")
    }

    fn check_what_is_left(&self) -> Result<()> {
        let is_empty = |name: &&str| {
            let size = fs::metadata(self.out.join(name)).map(|file| file.len());
            size.unwrap_or_default() == 0
        };
        let missing: Vec<_> = LEFT_BEHIND.into_iter().filter(is_empty).collect();
        if !missing.is_empty() {
            bail!("the demo left nothing in: {}", missing.join(", "));
        }
        println!(
            "{} notifications received",
            self.desktop.notifications()?.len()
        );
        Ok(())
    }
}

fn seconds(text: &str) -> Result<u64, String> {
    match text.parse::<u64>() {
        Ok(seconds) if seconds >= SHORTEST => Ok(seconds),
        Ok(_) => Err(format!(
            "the first notification takes about that long: {SHORTEST} or more are needed"
        )),
        Err(_) => Err("not a number of seconds".to_owned()),
    }
}

fn has_display() -> bool {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

const PATIENCE: Duration = Duration::from_secs(60);
/// Seconds. The first pinned operation ends about 20 s after the play began.
const SHORTEST: u64 = 30;
const LEFT_BEHIND: [&str; 7] = [
    "desktop.png",
    "main.png",
    "notification.png",
    "notifications.jsonl",
    "pinned.png",
    "requests.jsonl",
    "tray-menu.png",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demo_too_short_for_its_first_notification_is_refused() {
        assert_eq!(seconds("30"), Ok(30));
        let refusal = "the first notification takes about that long: 30 or more are needed";
        assert_eq!(seconds("29"), Err(refusal.to_owned()));
        assert_eq!(seconds("soon"), Err("not a number of seconds".to_owned()));
    }
}
