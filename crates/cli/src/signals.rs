//! The signals that ask a program to end: then the terminal is put back first. One that hangs up is gone with its terminal,
//! and stays the system's: `nohup` keeps it from a watch, and listening here would bring it back.

use std::io;

use crate::exit::Exit;

/// Returns once somebody asks the program to end.
#[cfg(unix)]
pub(crate) async fn asked_to_end() -> io::Result<Exit> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut interrupted = signal(SignalKind::interrupt())?;
    let mut terminated = signal(SignalKind::terminate())?;
    let number = tokio::select! {
        _ = interrupted.recv() => SIGINT,
        _ = terminated.recv() => SIGTERM,
    };
    Ok(Exit::Signalled(number))
}

/// Returns once somebody asks the program to end.
#[cfg(not(unix))]
pub(crate) async fn asked_to_end() -> io::Result<Exit> {
    tokio::signal::ctrl_c().await?;
    Ok(Exit::Signalled(SIGINT))
}

const SIGINT: u8 = 2;
#[cfg(unix)]
const SIGTERM: u8 = 15;
