//! What each of the three packages has, and where Debian wants it.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::configuration;
use super::control::About;
use super::file::File;
use super::programs::{APP, COMMAND_LINE, GATEWAY, Programs};
use crate::shell;

pub(super) struct Contents {
    pub(super) about: &'static About,
    /// Whose libraries the package needs; where it is installed.
    pub(super) program: String,
    pub(super) files: Vec<File>,
    /// Of `files`, those that an administrator changes.
    pub(super) configured: &'static [&'static str],
    /// What dpkg calls, by the names that it knows.
    pub(super) scripts: Vec<File>,
}

pub(super) fn all(programs: &Programs) -> Result<[Contents; 3]> {
    let command_line = command_line(&programs.command_line)?;
    Ok([
        app(&programs.app),
        gateway(&programs.gateway)?,
        command_line,
    ])
}

fn app(program: &Path) -> Contents {
    let mut files = common(&OF_APP);
    files.extend([
        File::copied(
            "packaging/app/tenantatlas-monitor.desktop",
            "usr/share/applications/tenantatlas-monitor.desktop",
        ),
        File::copied(
            "packaging/app/dev.tenantatlas.monitor.metainfo.xml",
            "usr/share/metainfo/dev.tenantatlas.monitor.metainfo.xml",
        ),
        File::copied(
            "packaging/app/tenantatlas-monitor.1",
            "usr/share/man/man1/tenantatlas-monitor.1",
        )
        .packed(),
        File::copied("icons/app.svg", icon("scalable", "svg")),
    ]);
    for (size, bitmap) in BITMAPS {
        let path = icon(&format!("{size}x{size}"), "png");
        files.push(File::copied(Path::new("icons").join(bitmap), path));
    }
    contents(&OF_APP, APP, program, files)
}

fn gateway(program: &Path) -> Result<Contents> {
    let example = shell::root().join("crates/gateway/gateway.example.toml");
    let example = std::fs::read_to_string(example).context("Failed to read the example")?;
    let mut files = common(&OF_GATEWAY);
    files.extend([
        File::written(
            configuration::unfilled(&example),
            "etc/tenantatlas-gateway/gateway.toml",
        ),
        File::copied(
            "packaging/gateway/tenantatlas-gateway.service",
            "usr/lib/systemd/system/tenantatlas-gateway.service",
        ),
        File::copied(
            "packaging/gateway/tenantatlas-gateway.8",
            "usr/share/man/man8/tenantatlas-gateway.8",
        )
        .packed(),
        File::copied(
            "docs/gateway.md",
            "usr/share/doc/tenantatlas-gateway/gateway.md",
        ),
    ]);
    files.extend(SCHEMA.map(|script| {
        File::copied(
            format!("crates/gateway/schema/{script}"),
            format!("usr/share/tenantatlas-gateway/schema/{script}"),
        )
    }));
    let script = |name: &str| {
        let from = shell::root().join("packaging/gateway/debian").join(name);
        File::program(&from, name)
    };
    Ok(Contents {
        configured: &["/etc/tenantatlas-gateway/gateway.toml"],
        scripts: SCRIPTS.map(script).into(),
        ..contents(&OF_GATEWAY, GATEWAY, program, files)
    })
}

fn command_line(program: &Path) -> Result<Contents> {
    let mut files = common(&OF_COMMAND_LINE);
    for (language, path) in COMPLETIONS {
        let mut generate = Command::new(program);
        generate.args(["generate", "completions", language]);
        files.push(File::written(shell::output(&mut generate)?, path));
    }
    files.extend(manual(program)?);
    Ok(contents(&OF_COMMAND_LINE, COMMAND_LINE, program, files))
}

/// The pages that the program writes of itself.
fn manual(program: &Path) -> Result<Vec<File>> {
    let folder = tempfile::tempdir()?;
    let mut generate = Command::new(program);
    shell::run(generate.args(["generate", "man"]).arg(folder.path()))?;
    let mut pages = Vec::new();
    for entry in folder.path().read_dir()? {
        let page = entry?;
        let name = page.file_name().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(page.path())?;
        pages.push(File::written(text, format!("usr/share/man/man1/{name}")).packed());
    }
    pages.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(pages)
}

fn common(about: &About) -> Vec<File> {
    let doc = format!("usr/share/doc/{}", about.name);
    vec![
        File::copied("packaging/copyright", format!("{doc}/copyright")),
        File::copied("CHANGELOG.md", format!("{doc}/CHANGELOG.md")).packed(),
    ]
}

fn contents(about: &'static About, name: &str, program: &Path, mut files: Vec<File>) -> Contents {
    let installed = format!("usr/bin/{name}");
    files.push(File::program(program, installed.clone()));
    Contents {
        about,
        program: installed,
        files,
        configured: &[],
        scripts: Vec::new(),
    }
}

fn icon(size: &str, kind: &str) -> String {
    format!("usr/share/icons/hicolor/{size}/apps/tenantatlas-monitor.{kind}")
}

const OF_APP: About = About {
    name: "tenantatlas-monitor",
    section: "utils",
    // The engine is loaded with the first window, where dpkg-shlibdeps does not see it. The version is the one that it would
    // name: the first with all functions that are called.
    depends: &["ca-certificates", "libwebkit2gtk-4.1-0 (>= 2.41.90)"],
    recommends: &["gnome-keyring", "notification-daemon", "xdg-utils"],
    summary: "watch TenantAtlas operations from the tray",
    text: &[
        "TenantAtlas Monitor sits in the tray, watches the operations and review packs",
        "that are pinned, gives each operation a small window of its own, and tells",
        "once when it has ended and how.",
        "",
        "It only reads, through a gateway that an administrator has set up. The token",
        "is kept in the desktop's keyring.",
    ],
};

const OF_GATEWAY: About = About {
    name: "tenantatlas-gateway",
    section: "net",
    depends: &["adduser", "ca-certificates"],
    recommends: &[],
    summary: "read-only JSON server over TenantAtlas' database",
    text: &[
        "The gateway stands beside TenantAtlas, reads its database through a handful of",
        "views, applies its access rules, and answers TenantAtlas Monitor. It writes",
        "nothing there.",
        "",
        "As installed it is not started: it has to be told its database first.",
    ],
};

const OF_COMMAND_LINE: About = About {
    name: "tenantatlas-cli",
    section: "net",
    depends: &["ca-certificates"],
    recommends: &[],
    summary: "TenantAtlas operations on the command line",
    text: &[
        "The program tenantatlas watches, lists and shows the operations and review",
        "packs of TenantAtlas, for scripts and for computers without a desktop.",
    ],
};

/// By their width and height.
const BITMAPS: [(u32, &str); 4] = [
    (32, "32x32.png"),
    (128, "128x128.png"),
    (256, "128x128@2x.png"),
    (512, "icon.png"),
];
const COMPLETIONS: [(&str, &str); 3] = [
    ("bash", "usr/share/bash-completion/completions/tenantatlas"),
    (
        "fish",
        "usr/share/fish/vendor_completions.d/tenantatlas.fish",
    ),
    ("zsh", "usr/share/zsh/vendor-completions/_tenantatlas"),
];
const SCHEMA: [&str; 3] = ["indexes.sql", "roles.sql", "views-spec123.sql"];
const SCRIPTS: [&str; 3] = ["postinst", "postrm", "prerm"];

#[cfg(test)]
mod tests {
    use super::super::file::Content;
    use super::*;

    fn without_a_program() -> Result<[Contents; 2]> {
        let program = Path::new("/program");
        Ok([app(program), gateway(program)?])
    }

    #[test]
    fn everything_that_is_copied_is_there() -> Result<()> {
        for contents in without_a_program()? {
            for file in contents.files.iter().chain(&contents.scripts) {
                if let Content::Copied(from) = &file.content {
                    assert!(from.is_file() || from == Path::new("/program"), "{file:?}");
                }
            }
        }
        Ok(())
    }

    #[test]
    fn only_programs_and_scripts_can_be_started() -> Result<()> {
        for contents in without_a_program()? {
            for file in &contents.files {
                assert_eq!(
                    file.mode == 0o755,
                    file.path == contents.program,
                    "{file:?}"
                );
            }
            assert!(contents.scripts.iter().all(|script| script.mode == 0o755));
        }
        Ok(())
    }

    #[test]
    fn nothing_is_installed_twice_or_into_a_home() -> Result<()> {
        for contents in without_a_program()? {
            let mut paths: Vec<_> = contents.files.iter().map(|file| &file.path).collect();
            assert!(
                paths
                    .iter()
                    .all(|path| path.starts_with("usr/") || path.starts_with("etc/"))
            );
            paths.sort();
            let all = paths.len();
            paths.dedup();
            assert_eq!(paths.len(), all);
        }
        Ok(())
    }

    /// It is a choice of the user's: the desktop's autostart file is written by the app alone.
    #[test]
    fn no_package_starts_the_app_at_login() -> Result<()> {
        for contents in without_a_program()? {
            assert!(
                contents
                    .files
                    .iter()
                    .all(|file| !file.path.contains("autostart"))
            );
        }
        Ok(())
    }

    #[test]
    fn whatever_lies_in_etc_is_an_administrator_s() -> Result<()> {
        for contents in without_a_program()? {
            let in_etc = contents
                .files
                .iter()
                .filter(|file| file.path.starts_with("etc/"));
            let paths: Vec<String> = in_etc.map(|file| format!("/{}", file.path)).collect();
            assert_eq!(paths, contents.configured);
        }
        Ok(())
    }
}
