//! The folder of a throw-away cluster. Its lock says that whoever made it is alive; folders without one are swept.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::os::unix::fs::chown;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{User, random};

#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    /// Held until the process ends, however it ends.
    _lock: File,
}

impl Folder {
    /// A fresh folder that belongs to the user, having swept what dead processes left.
    pub(super) fn create(owner: Option<User>) -> Result<Self> {
        let parent = std::env::temp_dir();
        sweep(&parent);
        Self::create_in(&parent, owner).context("Failed to make a folder for PostgreSQL")
    }

    fn create_in(parent: &Path, owner: Option<User>) -> Result<Self> {
        // Locked before it has a name that is swept.
        let fresh = tempfile::Builder::new()
            .prefix("new-")
            .tempdir_in(parent)?
            .keep();
        let lock = File::create(fresh.join(LOCK))?;
        lock.lock()?;
        let path = parent.join(format!("{PREFIX}{:016x}", random()));
        fs::rename(fresh, &path)?;
        let folder = Self { path, _lock: lock };
        if let Some(User { id, group }) = owner {
            chown(&folder.path, Some(id), Some(group))?;
        }
        Ok(folder)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn log(&self) -> PathBuf {
        self.path.join("server.log")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What stays behind is swept by the next one.
        let _ = fs::remove_dir_all(&self.path);
    }
}

fn sweep(parent: &Path) {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let ours = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX));
    for folder in ours.map(|entry| entry.path()) {
        if is_abandoned(&folder) {
            // Another process may be sweeping it, too.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

fn is_abandoned(folder: &Path) -> bool {
    match File::open(folder.join(LOCK)) {
        Ok(lock) => lock.try_lock().is_ok(),
        Err(error) => error.kind() == ErrorKind::NotFound,
    }
}

const LOCK: &str = "lock";

const PREFIX: &str = "tenantatlas-postgres-";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_nobody_holds_is_swept() -> Result<()> {
        let parent = tempfile::tempdir()?;
        let held = Folder::create_in(parent.path(), None)?;
        let abandoned = parent.path().join(format!("{PREFIX}abandoned"));
        let strange = parent.path().join("strange");
        for folder in [&abandoned, &strange] {
            fs::create_dir(folder)?;
            fs::write(folder.join(LOCK), "")?;
        }

        sweep(parent.path());

        assert!(held.path().is_dir() && strange.is_dir());
        assert!(!abandoned.exists());
        Ok(())
    }

    #[test]
    fn a_dropped_folder_is_gone() -> Result<()> {
        let parent = tempfile::tempdir()?;
        drop(Folder::create_in(parent.path(), None)?);
        assert_eq!(fs::read_dir(parent.path())?.count(), 0);
        Ok(())
    }
}
