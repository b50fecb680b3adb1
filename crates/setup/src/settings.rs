//! The settings file, as both programs need it: read without a change to it, written whole or not at all. No secrets.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::iter;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use crate::account::AccountSettings;
use crate::folder::make_private_folder;
use crate::network::NetworkSettings;

/// What of the settings both programs know. All else is kept as it stands.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct SharedSettings {
    pub account: Option<AccountSettings>,
    /// Accounts that were signed out of, but whose tokens the keyring still has.
    pub to_forget: BTreeSet<String>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

impl SharedSettings {
    /// The way to the server. It is chosen in the app, and here only read: what the file says of it stays as it is.
    #[must_use]
    pub fn network(&self) -> NetworkSettings {
        let chosen = self.rest.get("network").cloned();
        chosen
            .and_then(|chosen| serde_json::from_value(chosen).ok())
            .unwrap_or_default()
    }
}

/// The file is there, and its settings could not be had.
#[derive(Debug)]
pub enum ReadError {
    OutOfReach(io::Error),
    Senseless(serde_json::Error),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfReach(error) => write!(f, "the settings could not be read: {error}"),
            // What is written there is nobody else's, and this text reaches a log.
            Self::Senseless(error) => {
                let (line, column) = (error.line(), error.column());
                write!(
                    f,
                    "the settings make no sense: line {line}, column {column}"
                )
            }
        }
    }
}

impl std::error::Error for ReadError {}

/// A field whose value only another version knows is read as its default: it is no obstacle to the others.
///
/// # Errors
/// Where the value is no JSON.
pub fn known_or_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + DeserializeOwned,
{
    let chosen = Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(chosen).unwrap_or_default())
}

/// The settings in a folder; the defaults where there are none.
///
/// # Errors
/// Where the file is there, but cannot be read or understood.
pub fn read_settings<T: Default + DeserializeOwned>(folder: &Path) -> Result<T, ReadError> {
    match fs::read(folder.join(FILE)) {
        Ok(text) => serde_json::from_slice(&text).map_err(ReadError::Senseless),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(T::default()),
        Err(error) => Err(ReadError::OutOfReach(error)),
    }
}

/// Writes a new file beside the old one, and puts it in its place when it is on disk. The folder is made where missing.
///
/// # Errors
/// Where any of that fails; the old file then stands as it was.
pub fn write_settings(folder: &Path, settings: &impl Serialize) -> io::Result<()> {
    make_private_folder(folder)?;
    let fresh = folder.join(FRESH);
    let mut file = File::create(&fresh)?;
    file.write_all(&serde_json::to_vec_pretty(settings)?)?;
    file.sync_all()?;
    fs::rename(&fresh, folder.join(FILE))?;
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(())
}

/// Puts a file that makes no sense where it is not overwritten, beside those that were put there before.
///
/// # Errors
/// Where it cannot be renamed, or too many lie there.
pub fn keep_aside(folder: &Path) -> io::Result<()> {
    let more = (2..=ASIDE).map(|number| format!("settings.unreadable-{number}.json"));
    let mut names = iter::once("settings.unreadable.json".to_owned()).chain(more);
    let free = names.find(|name| !folder.join(name).exists());
    let name = free.ok_or(ErrorKind::AlreadyExists)?;
    fs::rename(folder.join(FILE), folder.join(name))
}

/// So many are kept aside.
const ASIDE: u32 = 99;

const FILE: &str = "settings.json";
const FRESH: &str = "settings.json.new";

#[cfg(test)]
mod tests {
    use super::*;

    fn account() -> AccountSettings {
        AccountSettings {
            id: "a1".into(),
            server: "https://atlas.example.com".into(),
        }
    }

    #[test]
    fn without_a_file_there_is_no_account_and_none_is_made() -> Result<(), ReadError> {
        let folder = tempfile::tempdir().expect("a folder");
        let settings: SharedSettings = read_settings(folder.path())?;
        assert_eq!(settings, SharedSettings::default());
        assert!(!folder.path().join(FILE).exists());
        Ok(())
    }

    #[test]
    fn what_only_the_app_knows_survives_another_account() -> Result<(), Box<dyn std::error::Error>>
    {
        let folder = tempfile::tempdir()?;
        let text =
            r#"{"watch_quietly":false,"rules":{"operations":{"failed":false}},"to_forget":["b2"]}"#;
        fs::write(folder.path().join(FILE), text)?;

        let mut settings: SharedSettings = read_settings(folder.path())?;
        settings.account = Some(account());
        write_settings(folder.path(), &settings)?;

        let written: Value = serde_json::from_slice(&fs::read(folder.path().join(FILE))?)?;
        let expected = serde_json::json!({
            "account": { "id": "a1", "server": "https://atlas.example.com" },
            "to_forget": ["b2"],
            "watch_quietly": false,
            "rules": { "operations": { "failed": false } },
        });
        assert_eq!(written, expected);
        Ok(())
    }

    #[test]
    fn the_way_to_the_server_is_read_and_stays_as_it_is() -> Result<(), Box<dyn std::error::Error>>
    {
        let folder = tempfile::tempdir()?;
        for network in [
            serde_json::json!({ "proxy": { "mode": "none" }, "ca_file": "/etc/ca.pem" }),
            serde_json::json!("of another version"),
        ] {
            let file = serde_json::json!({ "network": network });
            fs::write(folder.path().join(FILE), file.to_string())?;
            let settings: SharedSettings = read_settings(folder.path())?;
            let expected: NetworkSettings =
                serde_json::from_value(network.clone()).unwrap_or_default();
            assert_eq!(settings.network(), expected);

            write_settings(folder.path(), &settings)?;
            let written: Value = serde_json::from_slice(&fs::read(folder.path().join(FILE))?)?;
            assert_eq!(written["network"], network);
        }
        Ok(())
    }

    #[test]
    fn a_file_that_makes_no_sense_is_told_and_left_alone() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join(FILE), "{ not json")?;
        let read = read_settings::<SharedSettings>(folder.path());
        assert!(matches!(read, Err(ReadError::Senseless(_))), "{read:?}");
        assert_eq!(fs::read_to_string(folder.path().join(FILE))?, "{ not json");

        keep_aside(folder.path())?;
        let kept = folder.path().join("settings.unreadable.json");
        assert_eq!(fs::read_to_string(kept)?, "{ not json");
        Ok(())
    }

    #[test]
    fn writing_makes_the_folder_and_leaves_nothing_beside_the_file() -> io::Result<()> {
        let above = tempfile::tempdir()?;
        let folder = above.path().join("new");
        write_settings(&folder, &SharedSettings::default())?;
        let names: Vec<_> = fs::read_dir(&folder)?
            .map(|entry| Ok(entry?.file_name()))
            .collect::<io::Result<_>>()?;
        assert_eq!(names, [FILE]);
        Ok(())
    }
}
