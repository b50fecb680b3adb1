//! One app for each data folder, agreed on by a file's lock: it holds without a session bus and for any number of starts
//! at once, and goes with its process, however that ends. The app that has it hears of later starts on a socket; what
//! they ask for is not decided here.

use std::ffi::OsStr;
use std::fs::{self, File, Permissions};
use std::io::{self, BufReader, ErrorKind, Read, Write};
use std::net::Shutdown;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use monitor_setup::{LOCK_FILE, lock_folder, make_private_folder};
use sha2::{Digest, Sha256};

use crate::args::Start;

pub(crate) enum Claim {
    /// This start is the app.
    First(Listener),
    /// There is an app, and it knows what this start wanted.
    HandedOver,
}

/// The lock, and the socket that later starts come to. Dropping it lets another start have the folder.
pub(crate) struct Listener {
    /// None where the folder takes no lock.
    _lock: Option<File>,
    socket: Option<UnixListener>,
}

/// Takes the folder, or hands over to the app that has it. A folder that takes no lock keeps no app from starting.
///
/// # Errors
/// When there is an app that does not answer within ten seconds.
pub(crate) fn claim(folder: &Path, start: &Start) -> Result<Claim> {
    let lock = folder.join(LOCK_FILE);
    let deadline = Instant::now() + PATIENCE;
    loop {
        let taken = match take(folder) {
            Ok(taken) => taken,
            Err(error) => {
                tracing::warn!(%error, "the data folder cannot be locked; there may be a second app");
                return Ok(Claim::First(Listener::deaf(None)));
            }
        };
        if let Some(file) = taken {
            return Ok(Claim::First(Listener::hold(file, folder)));
        }
        match hand_over(&lock, start) {
            Ok(()) => return Ok(Claim::HandedOver),
            Err(error) if Instant::now() >= deadline => {
                return Err(error).context("Failed to hand over to the app that is running");
            }
            // It may be about to listen, or about to end.
            Err(_) => thread::sleep(PAUSE),
        }
    }
}

/// The lock; `None` where another start has it.
fn take(folder: &Path) -> io::Result<Option<File>> {
    make_private_folder(folder)?;
    lock_folder(folder)
}

/// Succeeds when the app says that it has heard.
fn hand_over(lock: &Path, start: &Start) -> io::Result<()> {
    let path = fs::read(lock)?;
    let stream = UnixStream::connect(OsStr::from_bytes(&path))?;
    require_own(&stream)?;
    limit(&stream)?;
    (&stream).write_all(&serde_json::to_vec(start)?)?;
    stream.shutdown(Shutdown::Write)?;
    (&stream).read_exact(&mut [0])
}

impl Listener {
    const fn deaf(lock: Option<File>) -> Self {
        Self {
            _lock: lock,
            socket: None,
        }
    }

    fn hold(lock: File, folder: &Path) -> Self {
        match bind(&lock, folder) {
            Ok(socket) => Self {
                _lock: Some(lock),
                socket: Some(socket),
            },
            Err(error) => {
                tracing::error!(%error, "later starts of the app cannot be heard");
                Self::deaf(Some(lock))
            }
        }
    }

    /// Hears every later start, as long as the process lives.
    pub(crate) fn listen(self, hear: impl Fn(Start) + Send + 'static) -> io::Result<()> {
        thread::Builder::new()
            .name("instance".into())
            .spawn(move || match &self.socket {
                Some(socket) => hear_all(socket, &hear),
                // The lock is to be had again when the process has ended, and not before.
                None => std::mem::forget(self),
            })?;
        Ok(())
    }
}

/// Listens, and writes where into the locked file: another start may have other ideas of the folder for sockets.
fn bind(mut lock: &File, folder: &Path) -> io::Result<UnixListener> {
    let path = socket_path(&std::path::absolute(folder)?);
    // Whoever made it had the lock, and is gone.
    match fs::remove_file(&path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let socket = UnixListener::bind(&path)?;
    fs::set_permissions(&path, Permissions::from_mode(0o600))?;
    lock.set_len(0)?;
    lock.write_all(path.as_os_str().as_bytes())?;
    Ok(socket)
}

/// Beside the lock; a name made of the folder's elsewhere, where that would be longer than a socket's address may be.
fn socket_path(folder: &Path) -> PathBuf {
    let beside = folder.join("instance.sock");
    if beside.as_os_str().len() <= LONGEST_PATH {
        return beside;
    }
    let name: String = Sha256::digest(folder.as_os_str().as_bytes())
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    runtime
        .filter(|folder| folder.is_absolute() && folder.is_dir())
        .unwrap_or_else(std::env::temp_dir)
        .join(format!("tenantatlas-monitor-{name}.sock"))
}

/// One start after the other: each is heard in the time that it takes to read it.
fn hear_all(socket: &UnixListener, hear: &impl Fn(Start)) {
    for stream in socket.incoming() {
        let heard = stream.and_then(|stream| {
            hear(read(&stream)?);
            (&stream).write_all(&[1])
        });
        if let Err(error) = heard {
            tracing::warn!(%error, "a later start of the app could not be heard");
            // Where no connection can be accepted at all, the next one fails as quickly.
            thread::sleep(PAUSE);
        }
    }
}

fn read(stream: &UnixStream) -> io::Result<Start> {
    require_own(stream)?;
    limit(stream)?;
    let text = BufReader::new(stream.take(LONGEST_START));
    Ok(serde_json::from_reader(text)?)
}

fn limit(stream: &UnixStream) -> io::Result<()> {
    stream.set_read_timeout(Some(ANSWER))?;
    stream.set_write_timeout(Some(ANSWER))
}

/// Another user may have made a socket of that name, where the folder for sockets is everybody's.
#[cfg(target_os = "linux")]
fn require_own(stream: &UnixStream) -> io::Result<()> {
    let peer = rustix::net::sockopt::socket_peercred(stream)?;
    if peer.uid == rustix::process::geteuid() {
        Ok(())
    } else {
        Err(ErrorKind::PermissionDenied.into())
    }
}

/// The folders for sockets are the user's own there.
#[cfg(not(target_os = "linux"))]
fn require_own(_: &UnixStream) -> io::Result<()> {
    Ok(())
}

/// How long an app may take to begin or to end.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long the other side may be silent.
const ANSWER: Duration = Duration::from_secs(5);
const PAUSE: Duration = Duration::from_millis(50);
/// In bytes, and below what the operating systems take: Linux 107, macOS 103.
const LONGEST_PATH: usize = 100;
/// In bytes; more is no start of ours.
const LONGEST_START: u64 = 256 * 1024;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::mpsc;

    use super::*;

    fn start(argument: &str) -> Start {
        Start {
            arguments: vec!["tenantatlas-monitor".to_owned(), argument.to_owned()],
            token: None,
        }
    }

    fn first(claim: Claim) -> Listener {
        match claim {
            Claim::First(listener) => listener,
            Claim::HandedOver => panic!("there was another app"),
        }
    }

    #[test]
    fn of_a_hundred_starts_at_once_one_is_the_app_and_hears_all_others() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let (heard, hearing) = mpsc::channel();
        let firsts = thread::scope(|scope| {
            let starts: Vec<_> = (0..100)
                .map(|number| {
                    let (folder, heard) = (folder.path(), heard.clone());
                    scope.spawn(move || -> Result<Option<String>> {
                        let own = number.to_string();
                        match claim(folder, &start(&own))? {
                            Claim::HandedOver => Ok(None),
                            Claim::First(listener) => {
                                listener.listen(move |start| {
                                    heard.send(start).expect("the test goes on");
                                })?;
                                Ok(Some(own))
                            }
                        }
                    })
                })
                .collect();
            let ends = starts
                .into_iter()
                .map(|start| start.join().expect("no start panics"));
            ends.collect::<Result<Vec<_>>>()
        })?;
        let firsts: Vec<_> = firsts.into_iter().flatten().collect();
        let [first] = firsts.as_slice() else {
            panic!("{firsts:?} are apps");
        };
        let mut heard: Vec<_> = hearing.try_iter().collect();
        let mut others: Vec<_> = (0..100)
            .map(|number| number.to_string())
            .filter(|number| number != first)
            .map(|number| start(&number))
            .collect();
        heard.sort_by(|one, other| one.arguments.cmp(&other.arguments));
        others.sort_by(|one, other| one.arguments.cmp(&other.arguments));
        assert_eq!(heard, others);
        Ok(())
    }

    #[test]
    fn what_an_app_left_behind_keeps_no_other_from_starting() -> Result<()> {
        let folder = tempfile::tempdir()?;
        // Dropped without a word to the file system, as a killed process does.
        drop(first(claim(folder.path(), &start("--hidden"))?));
        assert!(folder.path().join("instance.sock").exists());
        let (heard, hearing) = mpsc::channel();
        first(claim(folder.path(), &start("--hidden"))?).listen(move |start| {
            heard.send(start).expect("the test goes on");
        })?;
        let handed = claim(folder.path(), &start("--show"))?;
        assert!(matches!(handed, Claim::HandedOver));
        assert_eq!(hearing.recv()?, start("--show"));
        Ok(())
    }

    #[test]
    fn a_folder_with_a_long_name_has_its_socket_elsewhere() -> Result<()> {
        let parent = tempfile::tempdir()?;
        let folder = parent.path().join("long".repeat(30));
        let (heard, hearing) = mpsc::channel();
        first(claim(&folder, &start("--hidden"))?).listen(move |start| {
            heard.send(start).expect("the test goes on");
        })?;
        assert!(matches!(
            claim(&folder, &start("--show"))?,
            Claim::HandedOver
        ));
        assert_eq!(hearing.recv()?, start("--show"));
        let elsewhere = fs::read(folder.join(LOCK_FILE))?;
        fs::remove_file(OsStr::from_bytes(&elsewhere))?;
        Ok(())
    }

    #[test]
    fn two_folders_never_share_a_socket() {
        let long = |end: &str| socket_path(&Path::new("/home").join("long".repeat(30)).join(end));
        let paths: BTreeSet<_> = [
            socket_path(Path::new("/a")),
            socket_path(Path::new("/b")),
            long("a"),
            long("b"),
        ]
        .into();
        assert_eq!(paths.len(), 4);
        assert!(paths.iter().all(|path| path.as_os_str().len() <= 100));
    }

    #[test]
    fn a_folder_that_cannot_be_locked_keeps_no_app_from_starting() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("a-file");
        fs::write(&file, "")?;
        first(claim(&file, &start("--show"))?);
        Ok(())
    }
}
