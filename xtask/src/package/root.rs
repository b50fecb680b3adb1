//! A clean system of the release that this one is of, with nothing in it but what Debian calls its minimum, and how
//! something is done there: in mounts and processes of its own, of which nothing is left afterwards.
//!
//! Packages come from where this system has its own from; nothing here names a server.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use tempfile::TempDir;

use crate::shell;

/// Dropping it removes the system.
pub(super) struct Root {
    folder: TempDir,
}

/// One line of apt's sources.
#[derive(Clone, Debug, Eq, PartialEq)]
struct Source {
    suite: String,
    component: String,
    address: String,
}

impl Root {
    pub(super) fn make(folder: &Path) -> Result<Self> {
        let release = fs::read_to_string("/etc/os-release").context("Failed to read os-release")?;
        let codename = codename(&release).context("os-release names no codename")?;
        let sources = sources_of_this_system(codename)?;
        let Some(first) = sources.iter().find(|source| source.suite == codename) else {
            bail!(
                "apt has no source of {codename} itself, from which a clean system could be made"
            );
        };
        let folder = tempfile::Builder::new()
            .prefix("root-")
            .tempdir_in(folder)?;
        let root = Self { folder };
        println!("Making a clean system of {codename}");
        let mut debootstrap = Command::new("unshare");
        debootstrap
            .args(["--mount", "debootstrap", "--variant=minbase", codename])
            .arg(root.path())
            .arg(&first.address);
        shell::output(&mut debootstrap)?;
        let lines: String = sources.iter().map(Source::line).collect();
        root.write("etc/apt/sources.list", &lines)?;
        Ok(root)
    }

    /// The folder within has the rights of a system's root, which a temporary one has not.
    fn path(&self) -> PathBuf {
        self.folder.path().join("root")
    }

    pub(super) fn write(&self, path: &str, text: &str) -> Result<()> {
        let file = self.path().join(path);
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(&file, text).with_context(|| format!("Failed to write {}", file.display()))
    }

    /// Copies files into a folder there.
    pub(super) fn take(&self, files: &[PathBuf], folder: &str) -> Result<()> {
        let folder = self.path().join(folder);
        fs::create_dir_all(&folder)?;
        for file in files {
            let name = file.file_name().context("a file without a name")?;
            fs::copy(file, folder.join(name))
                .with_context(|| format!("Failed to copy {}", file.display()))?;
        }
        Ok(())
    }

    /// What a script of the shell prints there as root. The first command of it that fails ends it.
    pub(super) fn sh(&self, script: &str) -> Result<String> {
        let mut unshare = Command::new("unshare");
        unshare
            .args(["--mount", "--pid", "--ipc", "--fork", "--kill-child"])
            .args(["sh", "-euc", ENTER])
            .arg(self.path())
            .arg(script);
        let kept = PROXIES.map(|name| Some(format!("{name}={}", env::var(name).ok()?)));
        unshare.args(kept.into_iter().flatten());
        let output = unshare.output().context("Failed to start unshare")?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complained = String::from_utf8_lossy(&output.stderr);
        ensure!(
            output.status.success(),
            "{said}{complained}\nended with {}",
            output.status
        );
        Ok(said)
    }
}

impl Source {
    fn line(&self) -> String {
        let Self {
            suite,
            component,
            address,
        } = self;
        format!("deb {address} {suite} {component}\n")
    }
}

pub(super) fn require_root() -> Result<()> {
    let user = shell::output(Command::new("id").arg("-u"))?;
    ensure!(
        user.trim() == "0",
        "the packages are tried on a clean system, which only root can make and enter: start this as root"
    );
    Ok(())
}

fn codename(os_release: &str) -> Option<&str> {
    let value = os_release
        .lines()
        .find_map(|line| line.strip_prefix("VERSION_CODENAME="))?;
    Some(value.trim_matches('"')).filter(|value| !value.is_empty())
}

fn sources_of_this_system(codename: &str) -> Result<Vec<Source>> {
    let mut apt = Command::new("apt-get");
    apt.args(["indextargets", "--format"])
        .arg("$(RELEASE) $(COMPONENT) $(REPO_URI)")
        .arg("Created-By: Packages");
    sources(&shell::output(&mut apt)?, codename, |list| {
        fs::read_to_string(list).with_context(|| format!("Failed to read {list}"))
    })
}

/// Those of the distribution itself, for one release: it and its updates. `read` reads apt's list of mirrors.
fn sources(
    lines: &str,
    codename: &str,
    read: impl Fn(&str) -> Result<String>,
) -> Result<Vec<Source>> {
    let suites = ["", "-updates", "-security"].map(|suffix| format!("{codename}{suffix}"));
    let mut sources = Vec::new();
    for line in lines.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [suite, component, address] = words[..] else {
            continue;
        };
        if !suites.iter().any(|ours| ours == suite) {
            continue;
        }
        let address = match address.strip_prefix("mirror+file:") {
            None => address.to_owned(),
            Some(list) => first_mirror(&read(list.trim_end_matches('/'))?)?,
        };
        let source = Source {
            suite: suite.to_owned(),
            component: component.to_owned(),
            address,
        };
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    Ok(sources)
}

/// Of a list with one on each line, and what apt may know of it behind a tab.
fn first_mirror(list: &str) -> Result<String> {
    let mut words = list
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|word| !word.starts_with('#'));
    Ok(words
        .next()
        .context("a list of mirrors is empty")?
        .to_owned())
}

/// Mounts what a system has beside its files, and starts the script there in an environment of its own. `$0` is the
/// folder, `$1` the script; the rest are variables.
const ENTER: &str = r#"
root=$0
script=$1
shift
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
cp /etc/resolv.conf "$root/etc/resolv.conf"
exec chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "$@" sh -euc "$script"
"#;

const PROXIES: [&str; 4] = ["http_proxy", "https_proxy", "no_proxy", "ALL_PROXY"];

#[cfg(test)]
mod tests {
    use super::*;

    fn source(suite: &str, component: &str, address: &str) -> Source {
        Source {
            suite: suite.to_owned(),
            component: component.to_owned(),
            address: address.to_owned(),
        }
    }

    #[test]
    fn the_codename_is_the_release_s() {
        let debian = "NAME=\"Debian GNU/Linux\"\nVERSION_CODENAME=bookworm\nID=debian\n";
        assert_eq!(codename(debian), Some("bookworm"));
        assert_eq!(codename("VERSION_CODENAME=\"noble\"\n"), Some("noble"));
        assert_eq!(codename("VERSION_CODENAME=\n"), None);
        assert_eq!(codename("ID=arch\n"), None);
    }

    #[test]
    fn strangers_and_other_releases_are_no_source() -> Result<()> {
        let lines = "bookworm main http://one.example/debian/\n\
                     bookworm main http://one.example/debian/\n\
                     bookworm-security main http://two.example/debian/\n\
                     nodistro main http://three.example/\n\
                     trixie main http://one.example/debian/\n";
        let found = sources(lines, "bookworm", |list| bail!("{list} is asked for"))?;
        assert_eq!(
            found,
            [
                source("bookworm", "main", "http://one.example/debian/"),
                source("bookworm-security", "main", "http://two.example/debian/"),
            ]
        );
        Ok(())
    }

    #[test]
    fn a_list_of_mirrors_gives_its_first() -> Result<()> {
        let lines = "noble universe mirror+file:/etc/apt/mirrors.txt/\n";
        let found = sources(lines, "noble", |list| {
            assert_eq!(list, "/etc/apt/mirrors.txt");
            Ok("# ours\nhttp://one.example/ubuntu/\tpriority:1\nhttp://two.example/\n".to_owned())
        })?;
        let expected = source("noble", "universe", "http://one.example/ubuntu/");
        assert_eq!(found, [expected]);
        Ok(())
    }
}
