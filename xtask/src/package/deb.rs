//! From files to a `.deb`: dpkg's own programs compute, check and pack.
//!
//! Two builds of the same sources are the same bytes: every time is that of `SOURCE_DATE_EPOCH` or of the last commit.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::contents::Contents;
use super::control::{self, Build};
use super::file::{self, File};
use super::linked;
use crate::shell;

/// What the three packages of one version have in common.
pub(super) struct Edition {
    version: String,
    architecture: String,
    maintainer: String,
    /// Seconds since 1970.
    time: String,
    /// The same as in a mail.
    date: String,
}

impl Edition {
    pub(super) fn of_today(suffix: &str) -> Result<Self> {
        let mut dpkg = Command::new("dpkg");
        let architecture = shell::output(dpkg.arg("--print-architecture"))
            .context("Debian packages are built on Debian or Ubuntu")?;
        let time = match env::var("SOURCE_DATE_EPOCH") {
            Ok(time) => time,
            Err(_) => time_of_last_commit()?,
        };
        let mut date = Command::new("date");
        date.args(["--utc", "--rfc-email"])
            .arg(format!("--date=@{time}"));
        Ok(Self {
            version: control::version(env!("CARGO_PKG_VERSION"), suffix),
            architecture: architecture.trim().to_owned(),
            maintainer: maintainer(),
            date: shell::output(&mut date)?.trim().to_owned(),
            time,
        })
    }

    /// Packs one of them and returns where it lies.
    pub(super) fn pack(&self, contents: &Contents, out: &Path) -> Result<PathBuf> {
        let folder = tempfile::tempdir()?;
        let tree = folder.path().join("tree");
        for file in contents.files.iter().chain(&self.told(contents)?) {
            file.lay(&tree)?;
        }
        let described = self.described(contents, &tree)?;
        for file in described.iter().chain(&contents.scripts) {
            file.lay(&tree.join("DEBIAN"))?;
        }
        let name = format!(
            "{}_{}_{}.deb",
            contents.about.name, self.version, self.architecture
        );
        let package = out.join(name);
        let mut dpkg = Command::new("dpkg-deb");
        dpkg.args(["--build", "--root-owner-group", "-Zxz"])
            .arg(&tree)
            .arg(&package)
            .env("SOURCE_DATE_EPOCH", &self.time);
        shell::output(&mut dpkg)?;
        Ok(package)
    }

    /// What is told of this edition beside the licence.
    fn told(&self, contents: &Contents) -> Result<[File; 2]> {
        // Cargo and Debian have the same names for what is ours.
        let name = contents.about.name;
        let changelog = control::changelog(&self.version, &self.maintainer, &self.date);
        Ok([
            ("changelog", changelog),
            ("libraries", linked::libraries(name)?),
        ]
        .map(|(file, text)| File::written(text, format!("usr/share/doc/{name}/{file}")).packed()))
    }

    /// What dpkg reads, of a tree that has all its files.
    fn described(&self, contents: &Contents, tree: &Path) -> Result<Vec<File>> {
        let (files, folders) = file::below(tree)?;
        let libraries = libraries(&tree.join(&contents.program))?;
        let build = Build {
            version: &self.version,
            architecture: &self.architecture,
            maintainer: &self.maintainer,
            libraries: &libraries,
            size: size(tree, &files)? + folders,
        };
        let mut described = vec![
            File::written(control::control(contents.about, &build), "control"),
            File::written(digests(tree, &files, contents.configured)?, "md5sums"),
        ];
        if !contents.configured.is_empty() {
            let lines = contents.configured.iter().map(|path| format!("{path}\n"));
            described.push(File::written(lines.collect(), "conffiles"));
        }
        Ok(described)
    }
}

/// Whoever builds may be named, as Debian's own tools name them. The address of ours reaches nobody.
fn maintainer() -> String {
    let said = |name: &str, usual: &str| env::var(name).unwrap_or_else(|_| usual.to_owned());
    format!(
        "{} <{}>",
        said("DEBFULLNAME", "TenantAtlas Monitor contributors"),
        said("DEBEMAIL", "packages@example.org")
    )
}

fn time_of_last_commit() -> Result<String> {
    let mut git = Command::new("git");
    git.args(["log", "-1", "--format=%ct"])
        .current_dir(shell::root());
    let time = shell::output(&mut git).context("outside of git, SOURCE_DATE_EPOCH is needed")?;
    Ok(time.trim().to_owned())
}

/// The packages that have the program's libraries, each from the version on that has what the program calls.
fn libraries(program: &Path) -> Result<String> {
    let folder = tempfile::tempdir()?;
    // It reads the sources' control file, of which nothing counts here.
    let sources = folder.path().join("debian");
    fs::create_dir(&sources)?;
    fs::write(sources.join("control"), "Source: tenantatlas-monitor\n")?;
    let mut shlibdeps = Command::new("dpkg-shlibdeps");
    shlibdeps
        .arg("-O")
        .arg(format!("-e{}", program.display()))
        .current_dir(folder.path());
    let found = shell::output(&mut shlibdeps)?;
    let depends = found.trim().strip_prefix("shlibs:Depends=");
    Ok(depends
        .context("dpkg-shlibdeps found no library")?
        .to_owned())
}

/// In KiB, as dpkg counts: every file by itself, and begun ones whole.
fn size(tree: &Path, files: &[PathBuf]) -> Result<u64> {
    let mut size = 0;
    for file in files {
        size += tree.join(file).metadata()?.len().div_ceil(1024);
    }
    Ok(size)
}

/// By which an installed file is found to be damaged; those that are meant to change are left out.
fn digests(tree: &Path, files: &[PathBuf], configured: &[&str]) -> Result<String> {
    let changes = |file: &Path| {
        configured
            .iter()
            .any(|path| Path::new("/").join(file) == Path::new(path))
    };
    let mut md5sum = Command::new("md5sum");
    md5sum
        .args(files.iter().filter(|file| !changes(file)))
        .current_dir(tree);
    shell::output(&mut md5sum)
}
