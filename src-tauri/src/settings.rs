//! What the user chose, in one small JSON file that is written whole or not at all. No secrets.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use monitor_core::{Timestamp, cadence};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub(crate) struct Settings {
    pub(crate) account: Option<AccountSettings>,
    /// The address last typed into the sign-in window.
    pub(crate) last_server: String,
    /// Whether pinned active targets are watched while every window is closed.
    pub(crate) watch_quietly: bool,
    /// Seconds between two quiet watches where the server does not hold, 15 to 600.
    pub(crate) quiet_seconds: u64,
    /// Milliseconds since the Unix epoch on this computer's clock.
    pub(crate) notifications_paused_until: Option<i64>,
    /// Operations whose windows stay on top.
    pub(crate) stay_on_top: BTreeSet<i64>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct AccountSettings {
    /// Names the account in the keyring, the ledger and window labels.
    pub(crate) id: String,
    pub(crate) server: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            account: None,
            last_server: String::new(),
            watch_quietly: true,
            quiet_seconds: cadence::QUIET.as_secs(),
            notifications_paused_until: None,
            stay_on_top: BTreeSet::new(),
        }
    }
}

impl Settings {
    pub(crate) fn for_monitor(&self) -> monitor_core::Settings {
        monitor_core::Settings {
            quiet: self.watch_quietly,
            quiet_every: Duration::from_secs(self.quiet_seconds)
                .clamp(cadence::QUIET_MIN, cadence::QUIET_MAX),
            paused_until: self.notifications_paused_until.map(Timestamp::from_millis),
        }
    }
}

/// The file the settings live in.
#[derive(Clone, Debug)]
pub(crate) struct SettingsFile(PathBuf);

impl SettingsFile {
    pub(crate) fn within(folder: &Path) -> Self {
        Self(folder.join("settings.json"))
    }

    /// The settings; the defaults where there is no file. A file that cannot be read is kept aside, not overwritten.
    pub(crate) fn load(&self) -> Settings {
        let Ok(text) = fs::read(&self.0) else {
            return Settings::default();
        };
        serde_json::from_slice(&text).unwrap_or_else(|error| {
            let aside = self.0.with_extension("unreadable.json");
            tracing::error!(%error, kept = %aside.display(), "the settings could not be read; starting with defaults");
            if let Err(error) = fs::rename(&self.0, aside) {
                tracing::error!(%error, "the unreadable settings could not be kept aside");
            }
            Settings::default()
        })
    }

    /// Writes a new file beside the old one, and puts it in its place when it is on disk.
    pub(crate) fn save(&self, settings: &Settings) -> Result<()> {
        let folder = self
            .0
            .parent()
            .context("Failed to name the settings' folder")?;
        fs::create_dir_all(folder).context("Failed to make the settings' folder")?;
        let fresh = self.0.with_extension("json.new");
        let mut file = File::create(&fresh).context("Failed to create the new settings")?;
        file.write_all(&serde_json::to_vec_pretty(settings)?)
            .context("Failed to write the settings")?;
        file.sync_all().context("Failed to sync the settings")?;
        fs::rename(&fresh, &self.0).context("Failed to put the settings in place")?;
        #[cfg(unix)]
        File::open(folder)?
            .sync_all()
            .context("Failed to sync the settings' folder")?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_survive_being_saved() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = SettingsFile::within(&folder.path().join("new"));
        let settings = Settings {
            watch_quietly: false,
            stay_on_top: [421].into(),
            ..Settings::default()
        };
        file.save(&settings)?;
        assert_eq!(file.load(), settings);
        Ok(())
    }

    #[test]
    fn an_unreadable_file_is_kept_aside() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("settings.json"), "{ not json")?;
        assert_eq!(
            SettingsFile::within(folder.path()).load(),
            Settings::default()
        );
        assert_eq!(
            fs::read_to_string(folder.path().join("settings.unreadable.json"))?,
            "{ not json"
        );
        Ok(())
    }

    #[test]
    fn a_field_of_another_version_is_no_obstacle() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(
            folder.path().join("settings.json"),
            r#"{"watch_quietly":false,"theme":"sepia"}"#,
        )?;
        assert!(!SettingsFile::within(folder.path()).load().watch_quietly);
        Ok(())
    }
}
