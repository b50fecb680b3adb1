//! The desktop itself, before anything is tested on it.
//!
//! Needs the system packages; without them it says how to install them.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use xtask::{Desktop, Options, eventually};

const LIMIT: Duration = Duration::from_secs(60);

#[test]
fn a_notification_is_received_and_a_click_on_it_arrives() -> Result<()> {
    let desktop = without_tray_host()?;
    let sender = desktop
        .command("notify-send")
        .args([
            "--app-name=Sender",
            "--urgency=critical",
            "--action=default=Open operation",
        ])
        .args(["Operation #421", "ended: it's \"done\"\nsecond line"])
        .stdout(std::process::Stdio::piped())
        .spawn()
        .context("notify-send is missing: run `cargo xtask setup`")?;
    let received = eventually("the notification", LIMIT, || {
        Ok(desktop.notifications()?.into_iter().next())
    })?;
    assert_eq!(received.app, "Sender");
    assert_eq!(received.summary, "Operation #421");
    assert_eq!(received.body, "ended: it's \"done\"\nsecond line");
    assert_eq!(received.urgency, "CRITICAL");
    assert_eq!(
        received.actions.get("default").map(String::as_str),
        Some("Open operation")
    );

    desktop.invoke_notification()?;
    let output = sender.wait_with_output()?;
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), "default");
    Ok(())
}

#[test]
fn without_a_daemon_nothing_can_be_notified_until_it_is_back() -> Result<()> {
    let desktop = without_tray_host()?;
    desktop.stop_notifications()?;
    ensure!(
        !desktop
            .command("notify-send")
            .arg("lost")
            .status()?
            .success()
    );
    desktop.start_notifications()?;
    ensure!(
        desktop
            .command("notify-send")
            .arg("told")
            .status()?
            .success()
    );
    let received = eventually("the notification", LIMIT, || {
        Ok(Some(desktop.notifications()?).filter(|received| !received.is_empty()))
    })?;
    let summaries: Vec<_> = received.iter().map(|one| one.summary.as_str()).collect();
    assert_eq!(summaries, ["told"]);
    desktop.close_notifications()
}

#[test]
fn a_window_is_listed_minimised_restored_pictured_and_closed() -> Result<()> {
    let desktop = Desktop::start(Options {
        notifications: false,
        ..Options::default()
    })?;
    let folder = tempfile::tempdir()?;
    let log = folder.path().join("window.log");
    // From the same package as xprop, which the desktop needs anyway.
    let mut command = desktop.command("xev");
    let mut xev = desktop.launch("xev", command.args(["-name", "A window"]), &log)?;
    let window = desktop.wait_for_window("A window")?;
    ensure!(window.visible);

    desktop.minimise("A window")?;
    ensure!(!desktop.window("A window")?.visible);
    desktop.restore("A window")?;
    let picture = folder.path().join("screen.png");
    desktop.screenshot(&picture)?;
    ensure!(std::fs::read(&picture)?.starts_with(b"\x89PNG"));

    desktop.close_window("A window")?;
    eventually("the window to close", LIMIT, || {
        Ok(desktop.windows()?.is_empty().then_some(()))
    })?;
    xev.kill()
}

#[test]
fn the_tray_can_be_taken_away_and_given_back() -> Result<()> {
    let desktop = Desktop::start(Options {
        notifications: false,
        ..Options::default()
    })?;
    assert_eq!(desktop.tray_items()?, Vec::<String>::new());
    desktop.stop_tray_host()?;
    ensure!(desktop.tray_items().is_err());
    desktop.start_tray_host()?;
    assert_eq!(desktop.tray_items()?, Vec::<String>::new());
    Ok(())
}

#[test]
fn nothing_is_left_of_a_desktop_that_was_dropped() -> Result<()> {
    let desktop = Desktop::start(Options::default())?;
    let home = desktop.home().to_owned();
    let folder = home
        .parent()
        .context("the home lies in a folder")?
        .to_owned();
    ensure!(!processes_naming(&folder)?.is_empty());
    drop(desktop);
    ensure!(!home.exists());
    assert_eq!(processes_naming(&folder)?, Vec::<String>::new());
    Ok(())
}

#[test]
fn a_locked_keyring_asks_and_gives_nothing_before_it_is_unlocked() -> Result<()> {
    let desktop = without_tray_host()?;
    let attribute = ["service", "dev.example"];
    let mut store = desktop.command("secret-tool");
    let stored = store.args(["store", "--label=canary"]).args(attribute);
    // The secret is empty: nothing is piped in.
    ensure!(
        stored
            .stdin(std::process::Stdio::null())
            .status()?
            .success()
    );
    let lookup = || {
        let mut lookup = desktop.command("secret-tool");
        lookup.arg("lookup").args(attribute).spawn()
    };
    ensure!(lookup()?.wait()?.success(), "nothing was kept");

    desktop.lock_keyring()?;
    let mut refused = lookup()?;
    desktop.dismiss_keyring()?;
    ensure!(!refused.wait()?.success(), "given without a password");
    let mut given = lookup()?;
    desktop.unlock_keyring()?;
    ensure!(given.wait()?.success(), "kept from who had the password");

    desktop.stop_keyring()?;
    ensure!(!lookup()?.wait()?.success(), "given by nobody");
    Ok(())
}

#[test]
fn a_driver_answers_on_its_own_port() -> Result<()> {
    let desktop = without_tray_host()?;
    let (one, two) = (desktop.webdriver()?, desktop.webdriver()?);
    assert_ne!(one.port(), two.port());
    assert_eq!(one.url(), format!("http://127.0.0.1:{}", one.port()));
    Ok(())
}

fn without_tray_host() -> Result<Desktop> {
    Desktop::start(Options {
        tray_host: false,
        ..Options::default()
    })
}

/// Command lines that mention the desktop's folder, as its bus and its daemons do.
fn processes_naming(folder: &Path) -> Result<Vec<String>> {
    let folder = folder.to_string_lossy();
    let mut lines = Vec::new();
    for entry in std::fs::read_dir("/proc")? {
        // Most entries are no processes, and some processes end while we look.
        let line = std::fs::read(entry?.path().join("cmdline")).unwrap_or_default();
        let line = String::from_utf8_lossy(&line).replace('\0', " ");
        if line.contains(&*folder) {
            lines.push(line);
        }
    }
    Ok(lines)
}
