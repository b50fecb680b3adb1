//! Programs that end with their starter: each in its own process group, ended as a group.
//!
//! A guardian process reads the groups' numbers from a pipe. When the pipe closes, because we
//! dropped it or because we were killed, it ends what is left. It knows no names: only groups
//! that were started here.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};

use crate::{eventually, shell};

/// Which end of a program we hold.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pipe {
    Input,
    None,
    Output,
}

/// A started program. Dropping it ends its whole process group.
pub struct Running {
    name: String,
    child: Child,
    log: PathBuf,
    guardian: Arc<Guardian>,
}

impl Running {
    /// What is not piped goes to the file `log`.
    pub(super) fn start(
        name: &str,
        command: &mut Command,
        log: &Path,
        pipe: Pipe,
        guardian: Arc<Guardian>,
    ) -> Result<Self> {
        let file = File::options().create(true).append(true).open(log);
        let file = file.with_context(|| format!("Failed to open {}", log.display()))?;
        let output = if pipe == Pipe::Output {
            Stdio::piped()
        } else {
            file.try_clone()?.into()
        };
        let input = if pipe == Pipe::Input {
            Stdio::piped()
        } else {
            Stdio::null()
        };
        command
            .stdin(input)
            .stdout(output)
            .stderr(file)
            .process_group(0);
        let child = command
            .spawn()
            .with_context(|| format!("Failed to start {}", shell::line(command)))?;
        guardian.tell("watch", &child.id().to_string());
        Ok(Self {
            name: name.to_owned(),
            child,
            log: log.to_owned(),
            guardian,
        })
    }

    /// The process id, which is the group's too.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it did.
    ///
    /// # Errors
    /// When the operating system does not say.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        self.child
            .try_wait()
            .with_context(|| format!("Failed to look after {}", self.name))
    }

    /// An error with the end of the log, if it ended.
    ///
    /// # Errors
    /// When it ended.
    pub fn check(&mut self) -> Result<()> {
        match self.ended()? {
            Some(status) => bail!(
                "{} ended with {status}; it said:\n{}",
                self.name,
                self.said()
            ),
            None => Ok(()),
        }
    }

    /// The last lines of its log.
    #[must_use]
    pub fn said(&self) -> String {
        let log = std::fs::read(&self.log).unwrap_or_default();
        let log = String::from_utf8_lossy(&log);
        let lines: Vec<_> = log.lines().collect();
        lines[lines.len().saturating_sub(20)..].join("\n")
    }

    /// Ends the group at once, without a chance to tidy up (`kill -9`).
    ///
    /// # Errors
    /// When it is still there afterwards.
    pub fn kill(&mut self) -> Result<()> {
        self.signal("KILL");
        self.wait_for_end(END)
    }

    /// Asks the group to end, and waits.
    ///
    /// # Errors
    /// When it is still there after the limit.
    pub fn stop(&mut self, limit: Duration) -> Result<()> {
        self.signal("TERM");
        self.wait_for_end(limit)
    }

    pub(super) fn take_stdin(&mut self) -> Option<ChildStdin> {
        self.child.stdin.take()
    }

    pub(super) fn take_stdout(&mut self) -> Option<ChildStdout> {
        self.child.stdout.take()
    }

    /// The first line of the standard output, for programs that print an address when ready.
    pub(super) fn first_line(&mut self, limit: Duration) -> Result<String> {
        let output = self.take_stdout().context("the output is not a pipe")?;
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut line = String::new();
            let read = BufReader::new(output).read_line(&mut line);
            // Nobody listens any more when the limit has passed.
            let _ = sender.send(read.map(|_| line));
        });
        let line = receiver.recv_timeout(limit);
        let line = line.map_err(|_| anyhow!("{} said nothing within {limit:?}", self.name))??;
        if line.is_empty() {
            bail!("{} did not start; it said:\n{}", self.name, self.said());
        }
        Ok(line.trim().to_owned())
    }

    fn wait_for_end(&mut self, limit: Duration) -> Result<()> {
        let what = format!("the end of {}", self.name);
        eventually(&what, limit, || Ok(self.ended()?.map(|_| ())))
    }

    fn signal(&self, signal: &str) {
        // Fails when the group is gone, which is what was wanted.
        let _ = Command::new("sh")
            .args([
                "-c",
                "kill -s \"$0\" -- \"-$1\"",
                signal,
                &self.id().to_string(),
            ])
            .stderr(Stdio::null())
            .status();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.stop(Duration::from_secs(3)).is_err() {
            let _ = self.kill();
        }
        // Children may outlive the one that was waited for, and hold files and names until they are gone.
        self.signal("KILL");
        let _ = eventually("the end of its children", END, || {
            Ok((!is_left(self.id())).then_some(()))
        });
        self.guardian.tell("forget", &self.id().to_string());
    }
}

/// Whether a process of that group lives.
fn is_left(group: u32) -> bool {
    let Ok(processes) = std::fs::read_dir("/proc") else {
        return false;
    };
    processes.flatten().any(|process| {
        // Most entries are no processes, and some processes end while we look.
        let stat = std::fs::read_to_string(process.path().join("stat")).unwrap_or_default();
        is_alive_in(&stat, group)
    })
}

/// As the kernel tells it: number, name in brackets, state, parent, group. A dead process is a zombie until it is waited
/// for, which others may never do.
fn is_alive_in(stat: &str, group: u32) -> bool {
    let Some((_, rest)) = stat.rsplit_once(") ") else {
        return false;
    };
    let mut rest = rest.split(' ');
    let is_alive = rest
        .next()
        .is_some_and(|state| state != "Z" && state != "X");
    is_alive && rest.nth(1).and_then(|number| number.parse().ok()) == Some(group)
}

/// For what was killed: the kernel needs no more, whatever else goes on.
const END: Duration = Duration::from_secs(30);

/// Ends all groups it was told of, and removes a folder, when we are gone.
pub(super) struct Guardian(Mutex<Child>);

impl Guardian {
    pub(super) fn watch_over(folder: &Path) -> Result<Self> {
        let child = Command::new("sh")
            .args(["-c", GUARDIAN])
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .context("Failed to start the guardian process")?;
        Ok(Self(Mutex::new(child)))
    }

    fn tell(&self, verb: &str, group: &str) {
        let mut child = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(pipe) = &mut child.stdin {
            // Without a guardian there is still `Drop`.
            let _ = writeln!(pipe, "{verb} {group}");
        }
    }
}

impl Drop for Guardian {
    fn drop(&mut self) {
        let child = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        drop(child.stdin.take());
        let _ = child.wait();
    }
}

/// `$0` is the folder.
const GUARDIAN: &str = r#"
trap '' INT TERM HUP
groups=
while read -r verb group; do
    case $verb in
        watch) groups="$groups $group" ;;
        forget)
            kept=
            for one in $groups; do
                [ "$one" = "$group" ] || kept="$kept $one"
            done
            groups=$kept ;;
    esac
done
for group in $groups; do
    kill -s KILL -- "-$group"
done
rm -rf -- "$0"
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_left_of_its_group_until_it_is_dead() {
        let stat = |state| format!("421 (a name) of (two)) {state} 1 77 77 0 -1 4194304");
        assert!(is_alive_in(&stat("S"), 77));
        assert!(!is_alive_in(&stat("S"), 1));
        assert!(!is_alive_in(&stat("Z"), 77));
        assert!(!is_alive_in("", 77));
    }
}
