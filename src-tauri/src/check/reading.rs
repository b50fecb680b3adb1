//! A file's SHA-256, read piece by piece. Keeps nothing of what it reads, and names nothing else of the app: `crates/fuzz`
//! compiles it as it stands.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest, Sha256};

/// How far, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Reading {
    pub(crate) read: u64,
    pub(crate) total: u64,
}

impl Reading {
    pub(crate) fn percent(self) -> u64 {
        let hundredfold = self.read.saturating_mul(100);
        hundredfold.checked_div(self.total).unwrap_or(100)
    }

    /// A file that grows meanwhile is at its end until it is.
    fn after(self, bytes: usize) -> Self {
        let read = self
            .read
            .saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
        Self {
            read: read.min(self.total),
            ..self
        }
    }
}

/// Reads a file to its end; `told` hears once of each percent. None where it was cancelled.
///
/// # Errors
/// Where it cannot be read, and where it is no file.
pub(crate) fn sha256(
    path: &Path,
    cancelled: &AtomicBool,
    mut told: impl FnMut(Reading),
) -> io::Result<Option<String>> {
    let (mut file, total) = open(path)?;
    let mut reading = Reading { read: 0, total };
    let mut digest = Sha256::new();
    let mut chunk = vec![0_u8; CHUNK];
    told(reading);
    while !cancelled.load(Ordering::Relaxed) {
        let bytes = match file.read(&mut chunk) {
            Ok(0) => return Ok(Some(hex(&digest.finalize()))),
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        digest.update(&chunk[..bytes]);
        let next = reading.after(bytes);
        if next.percent() > reading.percent() {
            told(next);
        }
        reading = next;
    }
    Ok(None)
}

/// A pipe or a device would be read for ever, and opening a pipe waits.
fn open(path: &Path) -> io::Result<(File, u64)> {
    let about = fs::metadata(path)?;
    if !about.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is no file"));
    }
    let file = File::open(path)?;
    Ok((file, about.len()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// So many bytes are read at once.
pub(super) const CHUNK: usize = 64 * 1024;
