//! `cargo xtask package --try`: what the packages promise, claim by claim, on a clean system. Each claim is a script in
//! `trial/`, which fails where it does not hold.
//!
//! systemd is not there: the unit's own line is started as the unit's user, and nothing is said of its sandbox.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::root::{self, Root};
use crate::{packages, shell};

struct Claim {
    says: &'static str,
    /// Scripts, one after the other in one shell.
    scripts: &'static [&'static str],
}

/// What the trial itself needs, before anything is built for it.
pub(super) fn prepare() -> Result<()> {
    root::require_root()?;
    packages::install_for_trial()
}

/// Plays the life of the packages: installed, used, upgraded to the next edition, removed and purged.
pub(super) fn play(first: &[PathBuf], next: &[PathBuf], folder: &Path) -> Result<()> {
    judge(first)?;
    let root = Root::make(folder)?;
    root.take(first, "packages/first")?;
    root.take(next, "packages/next")?;
    root.write("packages/atlas.sql", &[TABLES, ROWS].concat())?;
    for claim in &FIRST {
        claim.hold(&root)?;
    }
    let before = root.sh(KEPT)?;
    UPGRADED.hold(&root)?;
    unchanged(&before, &root, &UPGRADED)?;
    USED_AGAIN.hold(&root)?;
    let before = root.sh(KEPT)?;
    REMOVED.hold(&root)?;
    unchanged(&before, &root, &REMOVED)?;
    PURGED.hold(&root)
}

/// As Debian judges packages; warnings are printed.
fn judge(packages: &[PathBuf]) -> Result<()> {
    println!("Judging the packages");
    let mut lintian = Command::new("lintian");
    lintian
        .args(["--allow-root", "--fail-on", "error"])
        .args(packages);
    shell::run(&mut lintian)
}

impl Claim {
    fn hold(&self, root: &Root) -> Result<()> {
        root.sh(&self.scripts.concat())
            .with_context(|| format!("it does not hold that {}", self.says))?;
        println!("{}", self.says);
        Ok(())
    }
}

fn unchanged(before: &str, root: &Root, claim: &Claim) -> Result<()> {
    let after = root.sh(KEPT)?;
    ensure!(
        before == after,
        "when {}, something of a user's or an administrator's changed:\n{before}\n{after}",
        claim.says
    );
    Ok(())
}

const FIRST: [Claim; 9] = [
    Claim {
        says: "the command line installs alone, and brings nothing of a window",
        scripts: &[include_str!("trial/alone.sh")],
    },
    Claim {
        says: "the packages install with what they depend on and nothing else",
        scripts: &[include_str!("trial/install.sh")],
    },
    Claim {
        says: "every program starts, and manual pages and completions tell of it",
        scripts: &[include_str!("trial/programs.sh")],
    },
    Claim {
        says: "a desktop knows the app as who takes its links",
        scripts: &[include_str!("trial/handler.sh")],
    },
    Claim {
        says: "the gateway asks for a database, and nothing starts it by itself",
        scripts: &[include_str!("trial/unfilled.sh")],
    },
    Claim {
        says: "an administrator can name a database and issue a token",
        scripts: &[include_str!("trial/filled.sh")],
    },
    Claim {
        says: "the gateway serves as its own user, and the command line is answered",
        scripts: &[SERVING, include_str!("trial/gateway.sh")],
    },
    Claim {
        says: "what an administrator sets for the computer holds",
        scripts: &[SERVING, include_str!("trial/managed.sh")],
    },
    Claim {
        says: "the app signs in, follows a link that the desktop opens and shows what is pinned",
        scripts: &[SERVING, include_str!("trial/app.sh")],
    },
];

const UPGRADED: Claim = Claim {
    says: "an upgrade asks nothing and keeps settings, ledger, configuration and tokens",
    scripts: &[include_str!("trial/upgrade.sh")],
};

const USED_AGAIN: Claim = Claim {
    says: "after it the gateway serves with the old tokens, and the app shows what was pinned",
    scripts: &[
        SERVING,
        include_str!("trial/gateway.sh"),
        SERVING,
        include_str!("trial/app.sh"),
    ],
};

const REMOVED: Claim = Claim {
    says: "removal takes the programs and the handler of links, and keeps everything else",
    scripts: &[include_str!("trial/remove.sh")],
};

const PURGED: Claim = Claim {
    says: "purging takes configuration and tokens of the gateway, and nothing of a user's",
    scripts: &[include_str!("trial/purge.sh")],
};

const SERVING: &str = include_str!("trial/serving.sh");
const KEPT: &str = include_str!("trial/kept.sh");
const TABLES: &str = include_str!("../../../crates/simulator/sql/schema-sqlite.sql");
const ROWS: &str = include_str!("trial/atlas.sql");
