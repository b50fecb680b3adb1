//! The folder of settings and ledger: where the desktop keeps what belongs to one user on one computer.

use std::env;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::IDENTIFIER;

/// The ledger's name in the data folder.
pub const LEDGER_FILE: &str = "ledger.sqlite";

/// The name of the file in the data folder whose lock the app has as long as it runs.
pub const LOCK_FILE: &str = "instance.lock";

/// The data folder, whether or not it is there; `None` where the system names no home.
#[must_use]
pub fn data_folder() -> Option<PathBuf> {
    Some(local_data()?.join(IDENTIFIER))
}

/// The XDG Base Directory Specification: a relative path in the variable counts as none.
#[cfg(not(any(windows, target_os = "macos")))]
fn local_data() -> Option<PathBuf> {
    let chosen = env::var_os("XDG_DATA_HOME").map(PathBuf::from);
    chosen
        .filter(|folder| folder.is_absolute())
        .or_else(|| Some(env::home_dir()?.join(".local/share")))
}

#[cfg(target_os = "macos")]
fn local_data() -> Option<PathBuf> {
    Some(env::home_dir()?.join("Library/Application Support"))
}

#[cfg(windows)]
fn local_data() -> Option<PathBuf> {
    let chosen = env::var_os("LOCALAPPDATA").map(PathBuf::from);
    chosen.filter(|folder| folder.is_absolute())
}

/// Makes a folder for what only this user may read.
///
/// # Errors
/// Where it is not there and cannot be made.
pub fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// The app's lock of this folder, until the file is dropped; `None` where an app has it, or another start of one.
///
/// # Errors
/// Where the folder is not there, or takes no lock.
pub fn lock_folder(folder: &Path) -> io::Result<Option<File>> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let options = options.read(true).write(true).create(true).truncate(false);
    let file = options.open(folder.join(LOCK_FILE))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_data_folder_is_named_as_desktops_know_the_monitor() {
        let folder = data_folder().expect("the tests have a home");
        assert!(folder.is_absolute());
        assert!(folder.ends_with("dev.tenantatlas.monitor"));
    }

    #[test]
    fn a_folder_has_one_lock_and_has_it_again_when_that_is_dropped() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let first = lock_folder(folder.path())?;
        assert!(first.is_some());
        assert!(lock_folder(folder.path())?.is_none());
        drop(first);
        assert!(lock_folder(folder.path())?.is_some());
        assert!(lock_folder(&folder.path().join("none")).is_err());
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_look_into_a_private_folder() -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt;

        let above = tempfile::tempdir()?;
        let folder = above.path().join("new/er");
        make_private_folder(&folder)?;
        let mode = fs::metadata(&folder)?.permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
        Ok(())
    }
}
