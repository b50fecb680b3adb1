//! Where the machine's file is, on each system, and its text.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

#[cfg(not(any(windows, target_os = "macos")))]
pub(super) fn of_machine() -> Option<PathBuf> {
    Some("/etc/tenantatlas-monitor/managed.toml".into())
}

#[cfg(target_os = "macos")]
pub(super) fn of_machine() -> Option<PathBuf> {
    let folder = Path::new("/Library/Application Support").join(crate::IDENTIFIER);
    Some(folder.join("managed.toml"))
}

#[cfg(windows)]
pub(super) fn of_machine() -> Option<PathBuf> {
    let folder = std::env::var_os("ProgramData").map(PathBuf::from)?;
    Some(folder.join("TenantAtlas Monitor").join("managed.toml"))
}

/// None where there is no such file.
pub(super) fn text_of(file: &Path) -> Option<io::Result<String>> {
    match fs::read_to_string(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        text => Some(text),
    }
}
