//! The signals that ask a program to end: then the terminal is put back first. One that hangs up is gone with its terminal,
//! and stays the system's: `nohup` keeps it from a watch, and listening here would bring it back.

use std::io;

use tokio::task::spawn_blocking;

use crate::exit::{Exit, Stop};

/// While it lives, whoever asks the program to end is heard here. A terminal is changed only after it was made, so that no
/// signal in between leaves it changed.
#[cfg(unix)]
pub(crate) struct Signals {
    interrupted: tokio::signal::unix::Signal,
    terminated: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    pub(crate) fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        Ok(Self {
            interrupted: signal(SignalKind::interrupt())?,
            terminated: signal(SignalKind::terminate())?,
        })
    }

    /// Returns once somebody asks the program to end.
    pub(crate) async fn asked_to_end(&mut self) -> Exit {
        let number = tokio::select! {
            _ = self.interrupted.recv() => SIGINT,
            _ = self.terminated.recv() => SIGTERM,
        };
        Exit::Signalled(number)
    }
}

/// While it lives, whoever asks the program to end is heard here.
#[cfg(windows)]
pub(crate) struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self(tokio::signal::windows::ctrl_c()?))
    }

    /// Returns once somebody asks the program to end.
    pub(crate) async fn asked_to_end(&mut self) -> Exit {
        self.0.recv().await;
        Exit::Signalled(SIGINT)
    }
}

impl Signals {
    /// What comes of the work, unless somebody asks the program to end first. Then the work is dropped where it was.
    pub(crate) async fn meanwhile<T>(
        &mut self,
        work: impl Future<Output = Result<T, Stop>>,
    ) -> Result<T, Stop> {
        tokio::select! {
            biased;
            signal = self.asked_to_end() => Err(Stop::Signalled(signal)),
            done = work => done,
        }
    }

    /// As [`Signals::meanwhile`], for work that blocks. It is not waited for after a signal, and ends with the process.
    pub(crate) async fn meanwhile_blocking<T: Send + 'static>(
        &mut self,
        work: impl FnOnce() -> Result<T, Stop> + Send + 'static,
    ) -> Result<T, Stop> {
        let done = async {
            let joined = spawn_blocking(work).await;
            joined.unwrap_or_else(|_| Err(io::Error::from(io::ErrorKind::Other).into()))
        };
        self.meanwhile(done).await
    }
}

const SIGINT: u8 = 2;
#[cfg(unix)]
const SIGTERM: u8 = 15;
