//! The files the logs are kept in: the newest is `monitor.log`, and of the older ones only a few stay. By their size, not
//! by the day: a loop that fails all night must not fill a disk.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use monitor_setup::make_private_folder;

pub(super) struct LogFile {
    folder: PathBuf,
    file: File,
    /// Bytes that are in it.
    length: u64,
}

impl LogFile {
    /// Goes on where the last start ended.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        make_private_folder(folder)?;
        let file = append_to(&folder.join(NEWEST))?;
        let length = file.metadata()?.len();
        Ok(Self {
            folder: folder.to_owned(),
            file,
            length,
        })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn append(&mut self, line: &str) -> io::Result<()> {
        let added = u64::try_from(line.len()).unwrap_or(u64::MAX);
        if self.length > 0 && self.length.saturating_add(added) > MOST {
            self.begin_another()?;
        }
        self.file.write_all(line.as_bytes())?;
        self.length = self.length.saturating_add(added);
        Ok(())
    }

    /// The oldest is overwritten by the one after it.
    fn begin_another(&mut self) -> io::Result<()> {
        for age in (1..OLDER).rev() {
            let (younger, older) = (self.aged(age), self.aged(age + 1));
            match fs::rename(younger, older) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                Ok(()) | Err(_) => {}
            }
        }
        let newest = self.folder.join(NEWEST);
        fs::rename(&newest, self.aged(1))?;
        self.file = append_to(&newest)?;
        self.length = 0;
        Ok(())
    }

    fn aged(&self, age: u32) -> PathBuf {
        self.folder.join(format!("monitor.{age}.log"))
    }
}

/// Nobody else may read it.
fn append_to(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

const NEWEST: &str = "monitor.log";
/// Bytes of one file.
const MOST: u64 = 1024 * 1024;
/// Files beside the newest: with it five MiB at most.
const OLDER: u32 = 4;

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> io::Result<Vec<String>> {
        let mut names = fs::read_dir(folder)?
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<io::Result<Vec<_>>>()?;
        names.sort();
        Ok(names)
    }

    #[test]
    fn the_logs_never_grow_beyond_their_bounds() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let mut file = LogFile::open(folder.path())?;
        let line = format!("{}\n", "x".repeat(400 * 1024));
        for _ in 0..20 {
            file.append(&line)?;
        }
        let kept = names(folder.path())?;
        assert_eq!(
            kept,
            [
                "monitor.1.log",
                "monitor.2.log",
                "monitor.3.log",
                "monitor.4.log",
                "monitor.log"
            ]
        );
        for name in kept {
            assert!(fs::metadata(folder.path().join(name))?.len() <= MOST);
        }
        Ok(())
    }

    #[test]
    fn another_start_goes_on_in_the_same_file() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        for line in ["first\n", "second\n"] {
            LogFile::open(folder.path())?.append(line)?;
        }
        let text = fs::read_to_string(folder.path().join(NEWEST))?;
        assert_eq!(text, "first\nsecond\n");
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn nobody_else_may_read_them() -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt;

        let above = tempfile::tempdir()?;
        let folder = above.path().join("logs");
        LogFile::open(&folder)?.append("said\n")?;
        let mode =
            |path: &Path| Ok::<_, io::Error>(fs::metadata(path)?.permissions().mode() & 0o777);
        assert_eq!(
            (mode(&folder)?, mode(&folder.join(NEWEST))?),
            (0o700, 0o600)
        );
        Ok(())
    }
}
