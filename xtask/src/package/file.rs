//! One file of a package, and how it is laid into the tree that dpkg-deb packs: with the same rights and bytes whoever
//! builds it.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::shell;

#[derive(Debug)]
pub(super) struct File {
    /// From the root of the system, without a slash at its head.
    pub(super) path: String,
    pub(super) content: Content,
    pub(super) mode: u32,
    /// Whether it is installed as `path.gz`.
    pub(super) packed: bool,
}

#[derive(Debug)]
pub(super) enum Content {
    Copied(PathBuf),
    Written(String),
}

impl File {
    /// A file as it is in the repository.
    pub(super) fn copied(from: impl AsRef<Path>, path: impl Into<String>) -> Self {
        Self::readable(Content::Copied(shell::root().join(from)), path)
    }

    pub(super) fn written(text: String, path: impl Into<String>) -> Self {
        Self::readable(Content::Written(text), path)
    }

    pub(super) fn program(from: &Path, path: impl Into<String>) -> Self {
        Self {
            mode: 0o755,
            ..Self::copied(from, path)
        }
    }

    pub(super) fn packed(self) -> Self {
        Self {
            packed: true,
            ..self
        }
    }

    fn readable(content: Content, path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            content,
            mode: 0o644,
            packed: false,
        }
    }

    pub(super) fn lay(&self, tree: &Path) -> Result<()> {
        let file = tree.join(&self.path);
        if let Some(folder) = file.parent() {
            make_folder(tree, folder)?;
        }
        let laid = match &self.content {
            Content::Copied(from) => fs::copy(from, &file).map(drop),
            Content::Written(text) => fs::write(&file, text),
        };
        laid.with_context(|| format!("Failed to lay {}", self.path))?;
        permit(&file, self.mode)?;
        if self.packed {
            shell::run(Command::new("gzip").arg("-9n").arg(&file))?;
        }
        Ok(())
    }
}

/// A folder and all between it and the tree's root, with the rights of a system's folders.
fn make_folder(tree: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("Failed to make {}", folder.display()))?;
    let between = folder.ancestors().take_while(|path| *path != tree);
    for path in between.chain([tree]) {
        permit(path, 0o755)?;
    }
    Ok(())
}

/// Every file below a folder, by name, as seen from there; and how many folders there are.
pub(super) fn below(folder: &Path) -> Result<(Vec<PathBuf>, u64)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    let mut looked_at = 0;
    while let Some(next) = folders.pop() {
        looked_at += 1;
        for entry in next.read_dir()? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path.strip_prefix(folder)?.to_owned());
            }
        }
    }
    files.sort();
    Ok((files, looked_at))
}

fn permit(path: &Path, mode: u32) -> Result<()> {
    fs::set_permissions(path, Permissions::from_mode(mode))
        .with_context(|| format!("Failed to set the rights of {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_its_rights_whoever_builds_it() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let tree = folder.path().join("tree");
        fs::create_dir(&tree)?;
        permit(&tree, 0o700)?;
        let file = File::written("text".to_owned(), "usr/share/doc/atlas/read.me");
        file.lay(&tree)?;
        let mode = |path: &str| -> Result<u32> {
            Ok(tree.join(path).metadata()?.permissions().mode() & 0o7777)
        };
        assert_eq!(mode("usr/share/doc/atlas/read.me")?, 0o644);
        assert_eq!(mode("usr/share/doc/atlas")?, 0o755);
        assert_eq!(mode("usr")?, 0o755);
        assert_eq!(mode(".")?, 0o755);
        Ok(())
    }

    #[test]
    fn a_packed_file_is_the_same_bytes_each_time() -> Result<()> {
        let pack = || -> Result<Vec<u8>> {
            let folder = tempfile::tempdir()?;
            let file = File::written("text".to_owned(), "read.me").packed();
            file.lay(folder.path())?;
            Ok(fs::read(folder.path().join("read.me.gz"))?)
        };
        assert_eq!(pack()?, pack()?);
        Ok(())
    }

    #[test]
    fn what_lies_below_a_folder_is_found_by_name() -> Result<()> {
        let folder = tempfile::tempdir()?;
        for path in ["b/one", "a", "b/c/two"] {
            File::written(String::new(), path).lay(folder.path())?;
        }
        let (files, folders) = below(folder.path())?;
        assert_eq!(files, ["a", "b/c/two", "b/one"].map(PathBuf::from));
        assert_eq!(folders, 3);
        Ok(())
    }
}
