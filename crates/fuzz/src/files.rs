//! Files that something else may have written: an administrator's file, the ledger.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use monitor_client::{ProxyAddress, Server};
use monitor_core::ports::{Record, Store};
use monitor_core::{AccountId, OperationId, Target, cadence};
use monitor_ledger::{Error, Format, History, Ledger};
use monitor_setup::{Managed, ManagedProxy};
use serde_json::Value;
use tempfile::TempDir;

/// Each value that is taken is one that the monitor can follow; each problem is told with a line of the file.
pub(crate) fn managed(file: &[u8]) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("managed.toml");
    fs::write(&path, file).expect("there is room");
    let managed = Managed::read(Some(&path));
    if managed.file.as_deref() != Some(path.as_path()) {
        // This computer is managed itself, and its own file comes first.
        return;
    }
    if let Some(server) = &managed.server {
        assert!(Server::parse(server).is_ok(), "{server:?}");
    }
    if let Some(seconds) = managed.quiet_seconds {
        let within = cadence::QUIET_MIN.as_secs()..=cadence::QUIET_MAX.as_secs();
        assert!(within.contains(&seconds), "{seconds}");
    }
    if let Some(ManagedProxy::Manual { address }) = &managed.proxy {
        assert!(ProxyAddress::parse(address).is_ok(), "{address:?}");
    }
    assert!(managed.ca_file.iter().all(|file| file.is_absolute()));
    let lines = file.split(|byte| *byte == b'\n').count();
    for problem in &managed.problems {
        assert!(problem.line.is_none_or(|line| (1..=lines).contains(&line)));
        assert!(!managed.sentence(problem).is_empty());
    }
}

/// A file that is no ledger, or a broken one, is an error and nothing worse. What is read can be exported.
pub(crate) fn ledger(file: &[u8]) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("ledger.sqlite3");
    fs::write(&path, file).expect("there is room");
    // Whoever cannot open it has said why; the other claims are about what could be opened.
    let _ = keep(&path);
    let Ok(history) = History::open(&path, account()) else {
        return;
    };
    let mut json = Bounded::default();
    if history.export(Format::Json, &mut json).is_ok() {
        let entries: Result<Vec<Value>, _> = serde_json::from_slice(&json.0);
        assert!(entries.is_ok(), "an export is no JSON");
    }
    let mut csv = Bounded::default();
    if history.export(Format::Csv, &mut csv).is_ok() {
        assert!(csv.0.starts_with(b"kind,id,"));
    }
}

/// As at a start: everything is read, and then something is written.
fn keep(path: &Path) -> Result<(), Error> {
    let mut ledger = Ledger::open(path, account())?;
    let target = Target::Operation(OperationId::new(421).expect("it is positive"));
    ledger.pins()?;
    ledger.untold()?;
    ledger.record(&Record::Pinned(target))
}

fn account() -> AccountId {
    AccountId::parse("a1").expect("an account")
}

/// A file that takes no more than so much: a broken ledger may be long.
#[derive(Default)]
struct Bounded(Vec<u8>);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST {
            return Err(io::Error::other("there is no room"));
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// In bytes.
const MOST: usize = 16 * 1024 * 1024;
