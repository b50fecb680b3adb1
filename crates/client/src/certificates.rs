//! The certificates of one file: of authorities that are trusted besides the system's.
//!
//! Any path may have been chosen. What is no file is refused before it is opened, as a pipe waits for whoever writes to it;
//! and a file on a network that hangs is given up, with the thread that waits for it. Keeps nothing of a file but them.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use reqwest::Certificate;

use crate::network;

/// The certificates of one file.
#[derive(Clone, Default)]
pub struct Certificates(pub(crate) Vec<Certificate>);

/// What is wrong with a file of certificates.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CertificateProblem {
    #[error("it is no file")]
    NoFile,
    #[error("there is no certificate in PEM form in it")]
    NotPem,
    #[error("it could not be read within five seconds")]
    Slow,
    #[error("it is larger than one megabyte")]
    TooLarge,
    #[error("it cannot be read")]
    Unreadable,
}

impl Certificates {
    /// Blocks while the file is read, for five seconds at most.
    ///
    /// # Errors
    /// Where it cannot be read in that time, is no file or too large a one, or has no certificate.
    pub fn read(file: &Path) -> Result<Self, CertificateProblem> {
        let file = file.to_owned();
        let pem = within(TIME_LIMIT, move || bytes_of(&file))??;
        Self::parse(&pem)
    }

    /// One or more certificates in PEM form; anything else around them is passed over.
    ///
    /// # Errors
    /// Where there is none, or one that makes no sense.
    pub fn parse(pem: &[u8]) -> Result<Self, CertificateProblem> {
        let found = Certificate::from_pem_bundle(pem).map_err(|_| CertificateProblem::NotPem)?;
        if found.is_empty() {
            return Err(CertificateProblem::NotPem);
        }
        // Whether they can be trusted at all is only found out by whoever is to trust them.
        network::http()
            .no_proxy()
            .tls_certs_merge(found.clone())
            .build()
            .map_err(|_| CertificateProblem::NotPem)?;
        Ok(Self(found))
    }
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, CertificateProblem> {
    let unreadable = |_: io::Error| CertificateProblem::Unreadable;
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(CertificateProblem::NoFile);
    }
    let mut pem = Vec::new();
    let mut file = File::open(path).map_err(unreadable)?.take(SIZE_LIMIT + 1);
    file.read_to_end(&mut pem).map_err(unreadable)?;
    if file.limit() == 0 {
        return Err(CertificateProblem::TooLarge);
    }
    Ok(pem)
}

/// Nothing ends a thread that waits for a network: one that takes longer is left to itself.
fn within<T: Send + 'static>(
    limit: Duration,
    job: impl FnOnce() -> T + Send + 'static,
) -> Result<T, CertificateProblem> {
    let (reply, answer) = mpsc::sync_channel(1);
    thread::Builder::new()
        .name("certificates".into())
        .spawn(move || drop(reply.send(job())))
        .map_err(|_| CertificateProblem::Unreadable)?;
    answer.recv_timeout(limit).map_err(|error| match error {
        RecvTimeoutError::Disconnected => CertificateProblem::Unreadable,
        RecvTimeoutError::Timeout => CertificateProblem::Slow,
    })
}

/// Bytes; a system's whole trust store is a quarter of it.
const SIZE_LIMIT: u64 = 1024 * 1024;
const TIME_LIMIT: Duration = Duration::from_secs(5);

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(path: &Path) -> Option<CertificateProblem> {
        Certificates::read(path).err()
    }

    #[test]
    fn a_file_without_a_certificate_is_told_from_one_that_cannot_be_read() {
        let nowhere = problem(Path::new("/nowhere/ca.pem"));
        assert_eq!(nowhere, Some(CertificateProblem::Unreadable));
        let nonsense = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        for text in ["", "certificate", nonsense] {
            let parsed = Certificates::parse(text.as_bytes());
            assert_eq!(parsed.err(), Some(CertificateProblem::NotPem), "{text}");
        }
    }

    #[test]
    fn a_folder_is_no_file() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        assert_eq!(problem(folder.path()), Some(CertificateProblem::NoFile));
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_that_nobody_writes_to_and_a_device_without_end_are_no_files() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let pipe = folder.path().join("ca.pem");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status()?;
        assert!(made.success());
        for path in [pipe.as_path(), Path::new("/dev/zero")] {
            assert_eq!(problem(path), Some(CertificateProblem::NoFile), "{path:?}");
        }
        Ok(())
    }

    #[test]
    fn a_file_is_read_to_its_end_or_told_to_be_too_large() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("ca.pem");
        for (bytes, expected) in [
            (1024 * 1024, CertificateProblem::NotPem),
            (1024 * 1024 + 1, CertificateProblem::TooLarge),
        ] {
            fs::write(&path, vec![b'a'; bytes])?;
            assert_eq!(problem(&path), Some(expected), "{bytes}");
        }
        Ok(())
    }

    #[test]
    fn a_file_that_does_not_come_is_given_up() {
        let (network, hangs) = mpsc::channel::<()>();
        let read = within(Duration::from_millis(20), move || hangs.recv().is_ok());
        assert_eq!(read, Err(CertificateProblem::Slow));
        drop(network);
    }
}
