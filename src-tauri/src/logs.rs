//! The app's logs: on standard error as ever, and what its own code says also in files of its data folder and, the last
//! lines of it, in memory for the diagnostics.
//!
//! Files and memory hold the app's own targets alone, whatever a library says, and every line passes `redaction` first.
//! The level is theirs; that of standard error is the environment's.

mod file;
mod level;
mod redaction;

use std::collections::VecDeque;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer, Registry, fmt, reload};

use file::LogFile;
use redaction::redacted;

pub(crate) use level::LogLevel;

/// Cheap to clone.
#[derive(Clone)]
pub(crate) struct Logs {
    kept: Kept,
    level: reload::Handle<Targets, Registry>,
}

impl Logs {
    /// From here on everything that is said is heard.
    pub(crate) fn start() -> Self {
        let kept = Kept::default();
        let (own, level) = reload::Layer::new(targets(LogLevel::Normal));
        let writer = kept.clone();
        let kept_lines = fmt::layer()
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .with_filter(own);
        let stderr = fmt::layer()
            .with_writer(io::stderr)
            .with_filter(environment());
        tracing_subscriber::registry()
            .with(kept_lines)
            .with(stderr)
            .init();
        Self { kept, level }
    }

    /// Keeps them in files of this folder, too, which is made where it is missing.
    pub(crate) fn keep_in(&self, folder: &Path) {
        match LogFile::open(folder) {
            Ok(file) => self.kept.lines().file = Some(file),
            Err(error) => tracing::warn!(%error, "the logs are kept in no file"),
        }
    }

    /// Holds at once.
    pub(crate) fn set_level(&self, level: LogLevel) {
        if let Err(error) = self.level.reload(targets(level)) {
            tracing::warn!(%error, "the level of the logs stays as it is");
        }
    }

    pub(crate) fn level(&self) -> LogLevel {
        let details = |targets: &Targets| targets.would_enable(OWN[0], &tracing::Level::DEBUG);
        match self.level.with_current(details) {
            Ok(true) => LogLevel::Detailed,
            Ok(false) | Err(_) => LogLevel::Normal,
        }
    }

    /// Where they are kept; none while they are in no file.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        let lines = self.kept.lines();
        lines.file.as_ref().map(|file| file.folder().to_owned())
    }

    /// The last lines, the oldest first.
    pub(crate) fn last(&self) -> Vec<String> {
        self.kept.lines().last.iter().cloned().collect()
    }
}

/// Off for everyone else's.
fn targets(level: LogLevel) -> Targets {
    let level = match level {
        LogLevel::Detailed => LevelFilter::DEBUG,
        LogLevel::Normal => LevelFilter::INFO,
    };
    Targets::new().with_targets(OWN.map(|target| (target, level)))
}

fn environment() -> EnvFilter {
    EnvFilter::try_from_env("TENANTATLAS_MONITOR_LOG").unwrap_or_else(|_| EnvFilter::new("info"))
}

/// The crates whose lines are known to name nobody; a test reads every one of them.
const OWN: [&str; 7] = [
    "monitor_client",
    "monitor_core",
    "monitor_driver",
    "monitor_ledger",
    "monitor_setup",
    "monitor_vault",
    "tenantatlas_monitor_lib",
];

/// Takes one line at a time, as the layer writes them.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Lines>>);

#[derive(Default)]
struct Lines {
    last: VecDeque<String>,
    file: Option<LogFile>,
}

impl Kept {
    /// A line that panicked while it was kept takes none of the others along.
    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Write for Kept {
    /// Nothing may be logged from here: it would wait for itself.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let line = redacted(&String::from_utf8_lossy(bytes));
        let mut lines = self.lines();
        // A full disk ends the file, never the app.
        if lines
            .file
            .as_mut()
            .is_some_and(|file| file.append(&line).is_err())
        {
            lines.file = None;
        }
        if lines.last.len() == LAST {
            lines.last.pop_front();
        }
        lines.last.push_back(line.trim_end().to_owned());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// How many lines are had without a file.
const LAST: usize = 200;

#[cfg(test)]
mod tests {
    use tracing::subscriber::with_default;

    use super::*;

    /// What is kept of what is said, with the level changed in between.
    fn said(say: impl FnOnce(&Logs)) -> Vec<String> {
        let kept = Kept::default();
        let (own, level) = reload::Layer::new(targets(LogLevel::Normal));
        let writer = kept.clone();
        let layer = fmt::layer()
            .with_ansi(false)
            .without_time()
            .with_writer(move || writer.clone())
            .with_filter(own);
        let logs = Logs { kept, level };
        with_default(tracing_subscriber::registry().with(layer), || say(&logs));
        logs.last()
    }

    #[test]
    fn no_library_is_heard_whatever_it_says() {
        let lines = said(|logs| {
            logs.set_level(LogLevel::Detailed);
            tracing::error!(target: "hyper::client", "authorization: Bearer canary");
            tracing::error!(target: "monitor_driver", "a request panicked");
            tracing::trace!(target: "monitor_driver", "armed");
        });
        assert_eq!(lines, ["ERROR monitor_driver: a request panicked"]);
    }

    #[test]
    fn details_are_heard_from_the_moment_they_are_asked_for() {
        let lines = said(|logs| {
            for level in [LogLevel::Normal, LogLevel::Detailed, LogLevel::Normal] {
                logs.set_level(level);
                tracing::debug!(target: "monitor_driver", ?level, "asking");
            }
        });
        assert_eq!(lines, ["DEBUG monitor_driver: asking level=Detailed"]);
    }

    #[test]
    fn only_the_last_lines_stay_in_memory() {
        let lines = said(|_| {
            for number in 0..=LAST {
                tracing::info!(target: "monitor_core", number, "said");
            }
        });
        assert_eq!(
            (lines.len(), lines.first().map(String::as_str)),
            (LAST, Some(" INFO monitor_core: said number=1"))
        );
    }

    #[test]
    fn a_canary_passes_in_no_shape_that_an_error_has() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let lines = said(|logs| {
            logs.keep_in(folder.path());
            for error in [
                "Launcher \"xdg-open\" \"https://atlas.example.com/canary?q=canary\" failed",
                "error sending request for url (https://ann:canary@atlas.example.com/api/canary)",
                "the header Authorization: Bearer canary was refused",
                "tam_canary0123 is not a token",
            ] {
                tracing::error!(target: "monitor_client", error, "a request failed");
            }
        });
        let written = std::fs::read_to_string(folder.path().join("monitor.log"))?;
        assert_eq!((lines.len(), written.lines().count()), (4, 4));
        assert!(!written.contains("canary"), "{written}");
        assert!(!lines.concat().contains("canary"), "{lines:?}");
        assert!(written.contains("https://atlas.example.com/…"), "{written}");
        Ok(())
    }
}
