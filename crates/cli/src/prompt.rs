//! The token as somebody types it, unseen, or pipes it in.

use std::io::{self, BufRead, IsTerminal, Read, Write};

use monitor_vault::Secret;

use crate::access::{TOKEN_LIMIT, text_for_a_token, trimmed};
use crate::exit::Stop;
use crate::signals::Signals;

/// The first line of standard input. On a terminal it is asked for and not shown; whoever ends the program meanwhile has
/// their terminal back as it was.
pub(crate) async fn token(signals: &mut Signals) -> Result<Secret, Stop> {
    let unseen = if io::stdin().is_terminal() {
        let unseen = Unseen::begin()?;
        write!(io::stderr().lock(), "Token: ")?;
        Some(unseen)
    } else {
        None
    };
    let read = signals.meanwhile_blocking(|| Ok(read()?)).await;
    drop(unseen);
    trimmed(&read?)
}

/// Standard input has a buffer of its own, which nobody can zero; the program ends soon after.
fn read() -> io::Result<Secret> {
    let mut text = text_for_a_token();
    let read = io::stdin().lock().take(TOKEN_LIMIT).read_line(&mut text);
    // Zeroed, also where it was no text.
    let line = Secret::new(text);
    read.map(|_| line)
}

/// While it lives, what is typed is not shown.
#[cfg(unix)]
struct Unseen(rustix::termios::Termios);

#[cfg(unix)]
impl Unseen {
    fn begin() -> Result<Self, Stop> {
        use rustix::termios::{LocalModes, tcgetattr};

        let before = tcgetattr(io::stdin()).map_err(io::Error::from)?;
        let mut unseen = before.clone();
        unseen.local_modes.remove(LocalModes::ECHO);
        set(&unseen).map_err(io::Error::from)?;
        Ok(Self(before))
    }
}

#[cfg(unix)]
impl Drop for Unseen {
    fn drop(&mut self) {
        // A terminal that is gone has nothing to put back; and the end of the line was not shown either.
        drop((set(&self.0), writeln!(io::stderr().lock())));
    }
}

#[cfg(unix)]
fn set(modes: &rustix::termios::Termios) -> rustix::io::Result<()> {
    use rustix::termios::{OptionalActions, tcsetattr};

    tcsetattr(io::stdin(), OptionalActions::Flush, modes)
}

#[cfg(not(unix))]
struct Unseen;

#[cfg(not(unix))]
impl Unseen {
    fn begin() -> Result<Self, Stop> {
        Err(Stop::Usage(
            "What is typed here would be shown: pipe the token in, or use --token-file.".into(),
        ))
    }
}
