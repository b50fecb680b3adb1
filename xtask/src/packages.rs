//! The system packages this repository needs, each with its reason, and how they get installed.
//! The browser is apart: the demo does without, and any of its kind will do.
//!
//! Debian and Ubuntu only: elsewhere the list is printed and nothing is touched. A C compiler is
//! on the list for the crates that need one, but Cargo needs it earlier, to link this very
//! program; `.ci/run` sees to that on a bare machine.

use std::collections::BTreeSet;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::shell;

/// Its name, and why it is needed.
type Package = (&'static str, &'static str);

/// For the build, then the desktop, then the tests.
pub const PACKAGES: &[Package] = &[
    (
        "build-essential",
        "C compiler and linker for SQLite, TLS and GTK",
    ),
    (
        "git",
        "the tests see whether generated files are up to date",
    ),
    (
        "libdbus-1-dev",
        "the window library speaks D-Bus through it",
    ),
    ("libwebkit2gtk-4.1-dev", "the windows' web view, with GTK 3"),
    ("pkg-config", "finds the libraries above"),
    ("adwaita-icon-theme", "icons of menus and dialogs"),
    (
        "ca-certificates",
        "the authorities that the app trusts; without any it cannot connect",
    ),
    ("dbus-daemon", "a private session bus"),
    (
        "dunst",
        "the notification daemon, which prints what it receives",
    ),
    (
        "fonts-dejavu-core",
        "text on a machine without fonts, proportional and monospaced",
    ),
    ("gnome-keyring", "the keyring that holds the token"),
    ("imagemagick", "screenshots, and the Windows icon"),
    ("libglib2.0-bin", "gdbus, to ask the tray what it shows"),
    ("librsvg2-bin", "draws the icons"),
    (
        "librsvg2-common",
        "lets the panel and GTK load icons that are drawings",
    ),
    (
        "openbox",
        "the window manager: without one nothing can be minimised",
    ),
    ("wmctrl", "lists, raises and closes windows"),
    ("x11-utils", "xprop, to see whether a window is minimised"),
    ("xdg-utils", "links open in the system's browser"),
    ("xdotool", "mouse, keyboard and minimising"),
    ("xfce4-panel", "the panel with the tray"),
    ("xfconf", "where the panel reads its settings"),
    ("xvfb", "a display without a screen"),
    ("dante-server", "a SOCKS5 proxy before the server"),
    (
        "gir1.2-gtk-3.0",
        "reads the clipboard as another program does",
    ),
    ("libnotify-bin", "notify-send, to test the desktop itself"),
    (
        "libnss-wrapper",
        "names and users that only the tests' proxies know",
    ),
    (
        "libsecret-tools",
        "secret-tool, to look into the keyring from outside",
    ),
    ("nginx", "a reverse proxy before the gateway"),
    (
        "postgresql",
        "the database of the gateway's tests, in a cluster of their own",
    ),
    (
        "python3-dbusmock",
        "plays sleep and network on a system bus",
    ),
    ("python3-gi", "lets the tests' Python use GTK"),
    (
        "python3-venv",
        "a folder of their own for schemathesis and what it needs",
    ),
    ("tinyproxy", "an HTTP proxy that asks who comes"),
    (
        "webkit2gtk-driver",
        "drives the real windows in end-to-end tests",
    ),
];

/// Installed where the packages of this repository are tried.
const TRIAL: &[Package] = &[
    (
        "debootstrap",
        "makes the clean system that the packages are tried on",
    ),
    ("lintian", "judges the packages as Debian does"),
];

/// Installed where none of `BROWSERS` is there.
const BROWSER: Package = (
    "chromium",
    "the browser that walks and pictures the gallery",
);

/// The programs that can, as `ui/gallery/browser.ts` looks for them.
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Installs what is missing, having said what and why.
///
/// # Errors
/// When apt fails, or root is needed and there is no sudo.
pub fn install() -> Result<()> {
    install_what_is_missing(PACKAGES)
}

/// Installs what the trial of the Debian packages needs beside all else.
///
/// # Errors
/// When apt fails, or root is needed and there is no sudo.
pub fn install_for_trial() -> Result<()> {
    install_what_is_missing(TRIAL)
}

/// Installs a browser for the gallery, unless there is one or the environment names one.
///
/// # Errors
/// When apt fails, or root is needed and there is no sudo.
pub fn install_browser() -> Result<()> {
    if std::env::var_os("CHROMIUM").is_some() || BROWSERS.into_iter().any(shell::is_installed) {
        return Ok(());
    }
    install_missing(&[BROWSER])
}

fn install_what_is_missing(packages: &[Package]) -> Result<()> {
    let installed = if is_here_debian() {
        installed(packages)?
    } else {
        BTreeSet::new()
    };
    let missing = |(name, _): &&Package| !installed.contains(*name);
    install_missing(&packages.iter().filter(missing).copied().collect::<Vec<_>>())
}

fn install_missing(missing: &[Package]) -> Result<()> {
    if missing.is_empty() {
        return Ok(());
    }
    if !is_here_debian() {
        println!("This is not Debian or Ubuntu: install what corresponds to these packages.");
        list(missing);
        return Ok(());
    }
    println!("Installing system packages:");
    list(missing);
    shell::run(&mut apt(&["update", "--quiet"])?)?;
    let mut install = apt(&["install", "--quiet", "--yes", "--no-install-recommends"])?;
    shell::run(install.args(missing.iter().map(|(name, _)| name)))
}

fn list(packages: &[Package]) {
    for (name, why) in packages {
        println!("  {name:<24}{why}");
    }
}

fn installed(packages: &[Package]) -> Result<BTreeSet<String>> {
    // Not `shell::output`: dpkg-query fails as soon as one package is unknown, and that is news
    // and not an error here.
    let output = Command::new("dpkg-query")
        .args(["--show", "--showformat=${Package}\\t${Status}\\n"])
        .args(packages.iter().map(|(name, _)| name))
        .output()
        .context("Failed to start dpkg-query")?;
    Ok(parse_installed(&String::from_utf8_lossy(&output.stdout)))
}

/// The names that are really installed, from lines of name, tab and status.
fn parse_installed(lines: &str) -> BTreeSet<String> {
    let rows = lines.lines().filter_map(|line| line.split_once('\t'));
    rows.filter(|(_, status)| status.ends_with(" ok installed"))
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn is_here_debian() -> bool {
    is_debian(&std::fs::read_to_string("/etc/os-release").unwrap_or_default())
}

fn is_debian(os_release: &str) -> bool {
    let values = os_release.lines().filter_map(|line| {
        line.strip_prefix("ID=")
            .or_else(|| line.strip_prefix("ID_LIKE="))
    });
    values
        .flat_map(|value| value.trim_matches('"').split_whitespace())
        .any(|id| id == "debian" || id == "ubuntu")
}

fn apt(arguments: &[&str]) -> Result<Command> {
    let is_root = shell::output(Command::new("id").arg("-u"))?.trim() == "0";
    if !is_root && !shell::is_installed("sudo") {
        bail!("installing packages needs root, and there is no sudo here");
    }
    // `env` and not `Command::env`, because sudo drops the environment.
    let mut command = Command::new(if is_root { "env" } else { "sudo" });
    if !is_root {
        command.arg("env");
    }
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .args(arguments);
    Ok(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_installed_package_counts() {
        let lines = "git\tinstall ok installed\n\
                     dunst\tdeinstall ok config-files\n\
                     xvfb\tunknown ok not-installed\n\
                     openbox\thold ok installed\n";
        assert_eq!(
            parse_installed(lines),
            BTreeSet::from(["git".to_owned(), "openbox".to_owned()])
        );
    }

    #[test]
    fn debian_and_its_children_are_recognised() {
        assert!(is_debian("NAME=\"Debian GNU/Linux\"\nID=debian\n"));
        assert!(is_debian("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"));
        assert!(!is_debian("ID=fedora\nVARIANT_ID=debian\n"));
    }

    #[test]
    fn no_package_is_listed_twice_and_each_has_a_reason() {
        let all = [PACKAGES, TRIAL].concat();
        let names: BTreeSet<_> = all.iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), all.len());
        assert!(all.iter().all(|(_, why)| !why.is_empty()));
    }
}
