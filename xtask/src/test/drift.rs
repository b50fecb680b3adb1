//! Whether a test run changed a file of the checkout: that is how generated files are found stale.
//!
//! Compares the checkout with itself and not with the last commit, so that it works while one is
//! still editing.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::shell;

/// A digest of every file that git tracks or would track.
#[derive(Clone)]
pub(super) struct Tree(BTreeMap<String, u64>);

impl Tree {
    /// The files as they are; `None` outside a git checkout.
    pub(super) fn look() -> Result<Option<Self>> {
        let mut git = Command::new("git");
        git.args([
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ]);
        let Ok(names) = shell::output(git.current_dir(shell::root())) else {
            return Ok(None);
        };
        let names = names.split('\0').filter(|name| !name.is_empty());
        Ok(Some(Self(
            names.map(|name| (name.to_owned(), digest(name))).collect(),
        )))
    }

    /// The files below these folders, and those named, with their digests.
    pub(super) fn below(&self, places: &[&str]) -> impl Iterator<Item = (&String, &u64)> {
        self.0.iter().filter(|(name, _)| {
            let name = Path::new(name);
            places.iter().any(|place| name.starts_with(place))
        })
    }

    /// Files that came, went or differ.
    pub(super) fn changed<'a>(&'a self, after: &'a Self) -> Vec<&'a str> {
        let mut names: Vec<_> = self
            .0
            .keys()
            .chain(after.0.keys())
            .map(String::as_str)
            .collect();
        names.sort_unstable();
        names.dedup();
        names.retain(|name| self.0.get(*name) != after.0.get(*name));
        names
    }
}

/// Of a file that is listed and gone, the digest of nothing.
fn digest(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    std::fs::read(shell::root().join(name))
        .ok()
        .hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
impl Tree {
    pub(super) fn of(files: &[(&str, u64)]) -> Self {
        let named = |(name, digest): &(&str, u64)| ((*name).to_owned(), *digest);
        Self(files.iter().map(named).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_a_lost_and_a_different_file_are_changes() {
        let before = Tree::of(&[("different", 1), ("lost", 1), ("same", 1)]);
        let after = Tree::of(&[("different", 2), ("new", 1), ("same", 1)]);
        assert_eq!(before.changed(&after), ["different", "lost", "new"]);
    }
}
