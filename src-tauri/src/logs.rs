//! The app's logs: on standard error, which a desktop's session may keep, and what its own code says also in files of its
//! data folder and, the last lines of it, in memory for the diagnostics.
//!
//! Every line is made once and passes `redaction` before it goes anywhere. Files and memory hold the app's own targets
//! alone, whatever a library says; standard error has the same lines, and a library's where it warns.

mod file;
mod level;
mod redaction;

use std::collections::VecDeque;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tracing::Metadata;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry, fmt, reload};

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
        let (logs, layer) = Self::beside(io::stderr);
        tracing_subscriber::registry().with(layer).init();
        logs
    }

    /// With the layer that hears the lines, and tells this one of each.
    fn beside<B, W>(stderr: B) -> (Self, impl Layer<Registry> + Send + Sync)
    where
        B: Fn() -> W + Send + Sync + 'static,
        W: Write + 'static,
    {
        let kept = Kept::default();
        let (heard, level) = reload::Layer::new(targets(LogLevel::Normal));
        let layer = fmt::layer::<Registry>()
            .with_ansi(false)
            .with_writer(Ways {
                kept: kept.clone(),
                stderr,
            })
            .with_filter(heard);
        (Self { kept, level }, layer)
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

/// Of everyone else only what they warn of.
fn targets(level: LogLevel) -> Targets {
    let level = match level {
        LogLevel::Detailed => LevelFilter::DEBUG,
        LogLevel::Normal => LevelFilter::INFO,
    };
    Targets::new()
        .with_default(LevelFilter::WARN)
        .with_targets(OWN.map(|target| (target, level)))
}

fn is_own(metadata: &Metadata<'_>) -> bool {
    let krate = metadata.target().split("::").next();
    krate.is_some_and(|krate| OWN.contains(&krate))
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

/// Where a line goes.
struct Ways<B> {
    kept: Kept,
    stderr: B,
}

impl<'a, B, W> MakeWriter<'a> for Ways<B>
where
    B: Fn() -> W,
    W: Write,
{
    type Writer = Way<W>;

    fn make_writer(&'a self) -> Way<W> {
        Way {
            kept: None,
            stderr: (self.stderr)(),
        }
    }

    fn make_writer_for(&'a self, metadata: &Metadata<'_>) -> Way<W> {
        Way {
            kept: is_own(metadata).then(|| self.kept.clone()),
            stderr: (self.stderr)(),
        }
    }
}

/// Takes one line, as the layer writes it.
struct Way<W> {
    /// Of a line that is the app's own.
    kept: Option<Kept>,
    stderr: W,
}

impl<W: Write> Write for Way<W> {
    /// Nothing may be logged from here: it would wait for itself.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let line = redacted(&String::from_utf8_lossy(bytes));
        // Where standard error is closed, nobody wants to know.
        drop(self.stderr.write_all(line.as_bytes()));
        if let Some(kept) = &self.kept {
            kept.keep(&line);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

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

    fn keep(&self, line: &str) {
        let mut lines = self.lines();
        // A full disk ends the file, never the app.
        if lines
            .file
            .as_mut()
            .is_some_and(|file| file.append(line).is_err())
        {
            lines.file = None;
        }
        if lines.last.len() == LAST {
            lines.last.pop_front();
        }
        lines.last.push_back(line.trim_end().to_owned());
    }
}

/// How many lines are had without a file.
const LAST: usize = 200;

#[cfg(test)]
mod tests {
    use tracing::subscriber::with_default;

    use super::*;

    /// Standard error, to be read.
    #[derive(Clone, Default)]
    struct Stderr(Arc<Mutex<String>>);

    impl Write for Stderr {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let text = String::from_utf8_lossy(bytes);
            self.0.lock().expect("nobody panicked").push_str(&text);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What is kept of what is said, and what of it standard error has, with the level changed in between.
    fn heard(say: impl FnOnce(&Logs)) -> (Vec<String>, Vec<String>) {
        let stderr = Stderr::default();
        let writer = stderr.clone();
        let (logs, layer) = Logs::beside(move || writer.clone());
        with_default(tracing_subscriber::registry().with(layer), || say(&logs));
        let beside = stderr.0.lock().expect("nobody panicked").clone();
        (
            logs.last().iter().map(|line| timeless(line)).collect(),
            beside.lines().map(timeless).collect(),
        )
    }

    fn said(say: impl FnOnce(&Logs)) -> Vec<String> {
        heard(say).0
    }

    /// Without the time, with which every line begins.
    fn timeless(line: &str) -> String {
        let rest = line.split_once("Z ").map(|(_, rest)| rest);
        rest.unwrap_or(line).to_owned()
    }

    #[test]
    fn no_library_is_kept_whatever_it_says() {
        let lines = said(|logs| {
            logs.set_level(LogLevel::Detailed);
            tracing::error!(target: "hyper::client", "authorization: Bearer canary");
            tracing::error!(target: "monitor_driver", "a request panicked");
            tracing::trace!(target: "monitor_driver", "armed");
        });
        assert_eq!(lines, ["ERROR monitor_driver: a request panicked"]);
    }

    #[test]
    fn standard_error_has_what_is_kept_and_what_a_library_warns_of() {
        let (kept, beside) = heard(|logs| {
            logs.set_level(LogLevel::Detailed);
            tracing::info!(target: "hyper::client", "connected");
            tracing::warn!(target: "hyper::client", "cut");
            tracing::debug!(target: "monitor_driver::engine", "asking");
            logs.set_level(LogLevel::Normal);
            tracing::debug!(target: "monitor_driver::engine", "asking");
        });
        assert_eq!(kept, ["DEBUG monitor_driver::engine: asking"]);
        let expected = [
            " WARN hyper::client: cut",
            "DEBUG monitor_driver::engine: asking",
        ];
        assert_eq!(beside, expected);
    }

    #[test]
    fn standard_error_has_no_token_whoever_says_it() {
        let (kept, beside) = heard(|_| {
            let error = "https://ann:canary@atlas.example.com/canary refused Bearer canary";
            tracing::error!(target: "monitor_client", error, "tam_canary0123");
            tracing::error!(target: "hyper::client", error, "tam_canary0123");
        });
        assert_eq!((kept.len(), beside.len()), (1, 2));
        assert_eq!(kept.first(), beside.first());
        assert!(!beside.concat().contains("canary"), "{beside:?}");
        let address = "https://atlas.example.com/…";
        assert!(
            beside.iter().all(|line| line.contains(address)),
            "{beside:?}"
        );
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
