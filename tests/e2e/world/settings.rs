//! What the settings and the keyring say before the app starts, as another program would write it.

use std::io::ErrorKind;

use anyhow::Result;
use serde_json::{Value, json};

use super::World;

impl World {
    /// Changes the settings, or makes them; not while the app runs.
    pub(crate) fn change_settings(&self, change: impl FnOnce(&mut Value)) -> Result<()> {
        let file = self.data().join("settings.json");
        let mut settings = match std::fs::read(&file) {
            Ok(text) => serde_json::from_slice(&text)?,
            Err(error) if error.kind() == ErrorKind::NotFound => json!({}),
            Err(error) => return Err(error.into()),
        };
        change(&mut settings);
        std::fs::write(file, settings.to_string())?;
        Ok(())
    }
}
