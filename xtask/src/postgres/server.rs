//! One server process, and the thread that keeps it.
//!
//! The kernel signals a child when the thread that started it ends, and threads of tests end early: so the server
//! gets a thread of its own, which ends with the server or with the process.

use std::io;
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};

#[derive(Debug)]
pub(super) struct Server {
    id: u32,
    /// Says nothing; it is closed when the process is over.
    over: Receiver<()>,
}

impl Server {
    pub(super) fn start(mut command: Command) -> Result<Self> {
        let (tell, told) = mpsc::channel();
        let (open, over) = mpsc::channel();
        thread::Builder::new()
            .name("postgres".to_owned())
            .spawn(move || {
                keep(&mut command, &tell);
                drop(open);
            })
            .context("Failed to start a thread")?;
        let id = told.recv().context("The server's thread broke")?;
        let id = id.context("Failed to start PostgreSQL")?;
        Ok(Self { id, over })
    }

    pub(super) fn is_over(&self) -> bool {
        self.over.try_recv() == Err(TryRecvError::Disconnected)
    }

    /// Cuts its clients off and ends it properly.
    pub(super) fn stop(self, limit: Duration) -> Result<()> {
        self.signal("INT");
        if !self.ends_within(limit) {
            bail!("PostgreSQL did not end within {limit:?}");
        }
        Ok(())
    }

    fn ends_within(&self, limit: Duration) -> bool {
        self.over.recv_timeout(limit) == Err(RecvTimeoutError::Disconnected)
    }

    fn signal(&self, signal: &str) {
        if self.is_over() {
            return;
        }
        // Fails when it has ended in the meantime, which is what was wanted.
        let _ = Command::new("sh")
            .args(["-c", "kill -s \"$0\" -- \"$1\"", signal])
            .arg(self.id.to_string())
            .stderr(Stdio::null())
            .status();
    }
}

impl Drop for Server {
    /// Without care for its data: they go, too.
    fn drop(&mut self) {
        self.signal("QUIT");
        if !self.ends_within(Duration::from_secs(10)) {
            self.signal("KILL");
        }
    }
}

/// Says the process's id, and returns when it is over.
fn keep(command: &mut Command, tell: &Sender<io::Result<u32>>) {
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => {
            let _ = tell.send(Err(error));
            return;
        }
    };
    // Whoever asked is waiting for this.
    let _ = tell.send(Ok(child.id()));
    let _ = child.wait();
}
