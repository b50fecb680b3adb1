//! The keyring: unlocked where it starts; locked, and its prompt answered, as a user would.

use std::io::Write;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::process::Pipe;
use super::session::Refused;
use super::{Desktop, fill, take};
use crate::eventually;

impl Desktop {
    /// Starts the keyring, unless it runs. Unlocking creates the login collection; a keyring that anything else had
    /// started first would be locked and have none.
    ///
    /// # Errors
    /// When it is not on the bus within the limit.
    pub fn start_keyring(&self) -> Result<()> {
        fill(&self.keyring, || {
            let mut command = self.command("gnome-keyring-daemon");
            command.args(["--foreground", "--unlock", "--components=secrets"]);
            let mut keyring = self.daemon("gnome-keyring", &mut command, Pipe::Input)?;
            let mut input = keyring
                .take_stdin()
                .context("the keyring's input is not a pipe")?;
            input
                .write_all(PASSWORD.as_bytes())
                .context("Failed to unlock the keyring")?;
            // The end of the input is the end of the password.
            drop(input);
            self.wait_for_name(SECRETS, &mut keyring)?;
            Ok(keyring)
        })
    }

    /// Ends the keyring: none can be reached afterwards. What it keeps is there again when it is started.
    ///
    /// # Errors
    /// When the name is still owned afterwards.
    pub fn stop_keyring(&self) -> Result<()> {
        drop(take(&self.keyring));
        self.wait_until_name_is_gone(SECRETS)
    }

    /// Locks the keyring: whoever asks for a secret has the user asked for the password.
    ///
    /// # Errors
    /// When there is no keyring.
    pub fn lock_keyring(&self) -> Result<()> {
        let lock = "org.freedesktop.Secret.Service.Lock";
        let collections = "[objectpath '/org/freedesktop/secrets/collection/login']";
        self.call(SECRETS, "/org/freedesktop/secrets", lock, &[collections])?;
        Ok(())
    }

    /// Has the bus refuse whatever is said to the keyring, as a sandbox does: it is there, and for others.
    ///
    /// # Errors
    /// When the bus does not read its settings again.
    pub fn refuse_keyring(&self) -> Result<()> {
        self.session.refuse(Refused::ToKeyring)?;
        self.reload_bus()
    }

    /// Has the bus let everybody speak with the keyring again.
    ///
    /// # Errors
    /// When the bus does not read its settings again.
    pub fn allow_keyring(&self) -> Result<()> {
        self.session.refuse(Refused::Nothing)?;
        self.reload_bus()
    }

    /// Waits for the keyring's prompt and gives the password.
    ///
    /// # Errors
    /// When there is no prompt, or it stays.
    pub fn unlock_keyring(&self) -> Result<()> {
        self.answer_prompt(&[
            &["key", "ctrl+a"],
            &["type", "--delay", "20", PASSWORD],
            &["key", "Return"],
        ])
    }

    /// Waits for the keyring's prompt and closes it without an answer.
    ///
    /// # Errors
    /// When there is no prompt, or it stays.
    pub fn dismiss_keyring(&self) -> Result<()> {
        self.answer_prompt(&[&["key", "Escape"]])
    }

    /// What is pressed before the prompt can hear it is lost, and pressed again; never where the prompt is gone.
    fn answer_prompt(&self, keys: &[&[&str]]) -> Result<()> {
        self.wait_for_window(PROMPT)?;
        for _ in 0..ATTEMPTS {
            let Ok(prompt) = self.window(PROMPT) else {
                return Ok(());
            };
            // Where it does not get the keyboard, it may have taken all that is pressed.
            let _ = self.focus(&prompt, ATTEMPT);
            for pressed in keys {
                self.ask("xdotool", pressed)?;
            }
            let closed = eventually("the keyring's prompt to close", ATTEMPT, || {
                Ok(self.window(PROMPT).is_err().then_some(()))
            });
            if closed.is_ok() {
                return Ok(());
            }
        }
        bail!("the keyring's prompt stays, whatever is answered");
    }
}

pub(super) const SECRETS: &str = "org.freedesktop.secrets";
const PASSWORD: &str = "unlocked";
const PROMPT: &str = "Unlock Login Keyring";
const ATTEMPTS: u32 = 4;
/// Longer than checking a password takes.
const ATTEMPT: Duration = Duration::from_secs(5);
