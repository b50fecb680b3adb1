//! What the user chose, in one small JSON file that is written whole or not at all. No secrets.

mod kept;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::mem::take;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use monitor_core::{Term, Timestamp};
use monitor_setup::{ReadError, keep_aside, read_settings, write_settings};

use crate::logs::LogLevel;
use crate::quiet_hours;
use crate::shell::places::Place;
use crate::slice::{Appearance, LanguageChoice, LookedSlice, QuietHours, RulesSlice, Warning};
use crate::view::rules_of;

pub(crate) use kept::Settings;

impl Settings {
    /// What the demo begins with: it speaks, looks, logs and keeps names to itself as the user chose.
    pub(crate) fn for_demo(&self) -> Self {
        Self {
            language: self.language,
            appearance: self.appearance,
            log_level: self.log_level,
            privacy: self.privacy,
            single_keys: self.single_keys,
            ..Self::default()
        }
    }

    /// Each account once, and one of them shown: an older version and the command line know that one alone, and may have
    /// signed out of it, or signed in to one of the others.
    fn settle_accounts(&mut self) {
        let mut seen: BTreeSet<String> = self.to_forget.clone();
        seen.extend(self.account.iter().map(|account| account.id.clone()));
        self.other_accounts
            .retain(|account| seen.insert(account.id.clone()));
        if self.account.is_none() && !self.other_accounts.is_empty() {
            self.account = Some(self.other_accounts.remove(0));
        }
    }

    /// Quiet hours of environments that name no account, as an earlier version kept them, become those of each account that
    /// there is; without any they wait for the first.
    pub(crate) fn settle_quiet_hours(&mut self) {
        let accounts = self.account.iter().chain(&self.other_accounts);
        let accounts: Vec<_> = accounts.map(|account| account.id.as_str()).collect();
        self.quiet_hours = quiet_hours::settled(take(&mut self.quiet_hours), &accounts);
    }

    /// Pauses notifications from now on, or no more.
    pub(crate) fn pause(&mut self, until: Option<Timestamp>, now: Timestamp) {
        let length = until.map(|until| until.since(now).as_millis());
        self.notifications_paused_until = until.map(Timestamp::millis);
        self.notifications_paused_for = length.and_then(|millis| u64::try_from(millis).ok());
    }

    /// For a start at this time.
    pub(crate) fn for_monitor(&self, start: Timestamp) -> monitor_core::Settings {
        monitor_core::Settings {
            quiet: self.watch_quietly,
            quiet_every: self.quiet_every(),
            paused_until: self.paused_until(start),
            rules: rules_of(self.rules),
        }
    }

    fn paused_until(&self, start: Timestamp) -> Option<Timestamp> {
        let until = Timestamp::from_millis(self.notifications_paused_until?);
        let length = self.notifications_paused_for;
        let length = length.map_or(Duration::MAX, Duration::from_millis);
        Some(Term { until, length }.until_after(start))
    }
}

/// The file the settings live in.
#[derive(Clone, Debug)]
pub(crate) struct SettingsFile {
    folder: PathBuf,
    found: Found,
    /// What was saved last is not in the file.
    unsaved: Cell<bool>,
}

/// What became of the file at the start.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Found {
    /// It was read, or there was none.
    Fine,
    /// It is there, but could not be read or put aside: it must not be overwritten with defaults.
    OutOfReach,
    /// It made no sense, and lies beside.
    PutAside,
}

impl SettingsFile {
    /// The settings in a folder; the defaults where there are none. A file that makes no sense is kept aside.
    pub(crate) fn load(folder: &Path) -> (Self, Settings) {
        let (mut settings, found): (Settings, Found) = match read_settings(folder) {
            Ok(settings) => (settings, Found::Fine),
            Err(error @ ReadError::OutOfReach(_)) => {
                tracing::error!(%error, "the settings are left alone");
                (Settings::default(), Found::OutOfReach)
            }
            Err(error @ ReadError::Senseless(_)) => {
                tracing::error!(%error, "starting with defaults");
                (Settings::default(), put_aside(folder))
            }
        };
        settings.settle_accounts();
        settings.settle_quiet_hours();
        let file = Self {
            folder: folder.to_owned(),
            found,
            unsaved: Cell::new(false),
        };
        (file, settings)
    }

    pub(crate) fn save(&self, settings: &Settings) -> Result<()> {
        ensure!(
            self.found != Found::OutOfReach,
            "The settings could not be read at the start, so they are not overwritten"
        );
        let written = write_settings(&self.folder, settings);
        self.unsaved.set(written.is_err());
        written.context("Failed to write the settings")
    }

    /// What the user should know of it, by topic.
    pub(crate) fn warnings(&self) -> BTreeMap<&'static str, Warning> {
        let found = match self.found {
            Found::Fine => None,
            Found::OutOfReach => Some(Warning::SettingsOutOfReach),
            Found::PutAside => Some(Warning::SettingsReplaced),
        };
        let unsaved = self.unsaved.get().then_some(Warning::SettingsUnsaved);
        let found = found.map(|warning| ("settings", warning));
        let unsaved = unsaved.map(|warning| ("settings saved", warning));
        found.into_iter().chain(unsaved).collect()
    }
}

/// What cannot be put aside stays, and is not overwritten.
fn put_aside(folder: &Path) -> Found {
    match keep_aside(folder) {
        Ok(()) => Found::PutAside,
        Err(error) => {
            tracing::error!(%error, "the settings could not be kept aside, and are left alone");
            Found::OutOfReach
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use monitor_setup::AccountSettings;
    use serde_json::Value;
    use tempfile::TempDir;

    use super::*;
    use crate::slice::Day;

    #[test]
    fn the_demo_speaks_looks_and_logs_as_the_user_chose_and_knows_nothing_else_of_them() {
        let chosen = Settings {
            language: LanguageChoice::De,
            appearance: Appearance::Dark,
            log_level: LogLevel::Detailed,
            privacy: true,
            single_keys: false,
            ..Settings::default()
        };
        let own = Settings {
            account: Some(AccountSettings {
                id: "a1".to_owned(),
                server: "https://atlas.example.com".to_owned(),
            }),
            watch_quietly: false,
            to_forget: ["a2".to_owned()].into(),
            ..chosen.clone()
        };
        assert_eq!(own.for_demo(), chosen);
    }

    #[test]
    fn settings_survive_being_saved() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let folder = folder.path().join("new");
        let (file, _) = SettingsFile::load(&folder);
        let settings = Settings {
            watch_quietly: false,
            language: LanguageChoice::De,
            appearance: Appearance::HighContrast,
            quiet_seconds: 120,
            log_level: LogLevel::Detailed,
            single_keys: false,
            quiet_hours: vec![QuietHours {
                account: Some("a1".to_owned()),
                days: vec![Day::Friday, Day::Saturday],
                from: 22 * 60,
                to: 7 * 60,
                time_zone: "Europe/Berlin".to_owned(),
                environments: Some(vec![3]),
                failures_break_through: true,
            }],
            privacy: true,
            stay_on_top: ["run-a1-421".to_owned()].into(),
            places: [(
                "main".to_owned(),
                Place {
                    x: -20,
                    y: 40,
                    width: 900,
                    height: 700,
                },
            )]
            .into(),
            open_windows: ["run-a1-421".to_owned()].into(),
            looked: [(
                "a1".to_owned(),
                LookedSlice {
                    until_ms: 60,
                    at_ms: 100,
                },
            )]
            .into(),
            ..Settings::default()
        };
        file.save(&settings)?;
        assert_eq!(SettingsFile::load(&folder).1, settings);
        Ok(())
    }

    #[test]
    fn a_pause_is_at_no_start_longer_than_it_was_chosen_to_last() {
        let (now, hour) = (Timestamp::from_millis(9_000_000_000), 3_600_000);
        let after = |millis: i64| Timestamp::from_millis(now.millis() + millis);
        let mut settings = Settings::default();
        settings.pause(Some(after(hour)), now);
        for (start, until) in [
            (after(600_000), after(hour)),
            (after(-8_000_000_000), after(hour - 8_000_000_000)),
        ] {
            assert_eq!(settings.for_monitor(start).paused_until, Some(until));
        }
        // An older version kept the end alone.
        settings.notifications_paused_for = None;
        let start = after(-8_000_000_000);
        assert_eq!(settings.for_monitor(start).paused_until, Some(after(hour)));
        settings.pause(None, now);
        assert_eq!(settings, Settings::default());
    }

    #[test]
    fn the_way_to_the_server_is_kept_and_none_takes_no_room() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("settings.json");
        fs::write(&path, r#"{"network":{"proxy":{"mode":"none"},"news":1}}"#)?;
        let (file, settings) = SettingsFile::load(folder.path());
        assert_eq!(settings.network.proxy.mode, monitor_setup::ProxyMode::None);
        file.save(&settings)?;
        let written: Value = serde_json::from_slice(&fs::read(&path)?)?;
        let expected = serde_json::json!({ "proxy": { "mode": "none" }, "news": 1 });
        assert_eq!(written["network"], expected);

        file.save(&Settings::default())?;
        let written: Value = serde_json::from_slice(&fs::read(&path)?)?;
        assert_eq!(written.get("network"), None);
        Ok(())
    }

    fn account(id: &str) -> AccountSettings {
        AccountSettings {
            id: id.to_owned(),
            server: format!("https://{id}.example.com"),
        }
    }

    fn accounts(settings: &Settings) -> (Option<&str>, Vec<&str>) {
        let shown = settings.account.as_ref().map(|account| account.id.as_str());
        let others = settings.other_accounts.iter();
        (shown, others.map(|account| account.id.as_str()).collect())
    }

    #[test]
    fn the_one_account_of_an_older_version_is_shown_and_others_survive_it() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("settings.json");
        fs::write(
            &path,
            r#"{"account":{"id":"a1","server":"https://a1.example.com"}}"#,
        )?;
        let (file, mut settings) = SettingsFile::load(folder.path());
        assert_eq!(accounts(&settings), (Some("a1"), vec![]));
        let other = settings.account.replace(account("b2"));
        settings.other_accounts.extend(other);
        file.save(&settings)?;

        // The command line signs out of the one it knows.
        let mut shared: monitor_setup::SharedSettings = read_settings(folder.path())?;
        assert_eq!(
            shared.account.take().map(|account| account.id),
            Some("b2".to_owned())
        );
        write_settings(folder.path(), &shared)?;
        assert_eq!(
            accounts(&SettingsFile::load(folder.path()).1),
            (Some("a1"), vec![])
        );
        Ok(())
    }

    #[test]
    fn each_account_is_there_once_and_none_whose_token_is_to_go() {
        for (shown, others, forgotten, settled) in [
            (
                Some("a1"),
                vec!["b2", "a1", "b2"],
                None,
                (Some("a1"), vec!["b2"]),
            ),
            (None, vec!["b2", "c3"], None, (Some("b2"), vec!["c3"])),
            (None, vec!["b2", "c3"], Some("b2"), (Some("c3"), vec![])),
        ] {
            let mut settings = Settings {
                account: shown.map(account),
                other_accounts: others.into_iter().map(account).collect(),
                to_forget: forgotten.map(str::to_owned).into_iter().collect(),
                ..Settings::default()
            };
            settings.settle_accounts();
            assert_eq!(accounts(&settings), settled);
        }
    }

    /// Whose the quiet hours are and of which environments, one after the other.
    fn quiet(settings: &Settings) -> Vec<(Option<&str>, Option<&[i64]>)> {
        let hours = settings.quiet_hours.iter();
        hours
            .map(|hours| (hours.account.as_deref(), hours.environments.as_deref()))
            .collect()
    }

    /// A file of a version whose quiet hours had no account.
    fn with_earlier_quiet_hours(accounts: &[&str]) -> Result<(TempDir, SettingsFile, Settings)> {
        let night = |environments: Option<[i64; 1]>| {
            serde_json::json!({
                "days": ["friday"],
                "from": 1_320,
                "to": 420,
                "time_zone": "Europe/Berlin",
                "environments": environments,
                "failures_break_through": true,
            })
        };
        let others: Vec<_> = accounts.iter().skip(1).copied().map(account).collect();
        let settings = serde_json::json!({
            "account": accounts.first().copied().map(account),
            "other_accounts": others,
            "quiet_hours": [night(None), night(Some([3]))],
        });
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("settings.json"), settings.to_string())?;
        let (file, settings) = SettingsFile::load(folder.path());
        Ok((folder, file, settings))
    }

    #[test]
    fn earlier_quiet_hours_of_an_environment_are_those_of_each_account_that_there_is() -> Result<()>
    {
        let three: Option<&[i64]> = Some(&[3]);
        let everything = (None, None);
        let (_folder, _, alone) = with_earlier_quiet_hours(&["a1"])?;
        assert_eq!(quiet(&alone), [everything, (Some("a1"), three)]);
        let (folder, file, both) = with_earlier_quiet_hours(&["a1", "b2"])?;
        let expected = [everything, (Some("a1"), three), (Some("b2"), three)];
        assert_eq!(quiet(&both), expected);

        // What has an account is nobody else's, whoever comes later.
        file.save(&both)?;
        let mut again = SettingsFile::load(folder.path()).1;
        again.other_accounts.push(account("c3"));
        again.settle_quiet_hours();
        assert_eq!(quiet(&again), expected);
        Ok(())
    }

    #[test]
    fn earlier_quiet_hours_of_an_environment_wait_for_the_first_account() -> Result<()> {
        let three: Option<&[i64]> = Some(&[3]);
        let (_folder, _, mut settings) = with_earlier_quiet_hours(&[])?;
        assert_eq!(quiet(&settings), [(None, None), (None, three)]);
        settings.account = Some(account("a1"));
        settings.settle_quiet_hours();
        assert_eq!(quiet(&settings), [(None, None), (Some("a1"), three)]);
        Ok(())
    }

    /// What is said of a file in this folder as it is loaded.
    fn warned(folder: &Path) -> Vec<Warning> {
        let (file, settings) = SettingsFile::load(folder);
        assert_eq!(settings, Settings::default());
        file.warnings().into_values().collect()
    }

    #[test]
    fn an_unreadable_file_is_kept_aside_and_said_to_be() -> Result<()> {
        let folder = tempfile::tempdir()?;
        assert_eq!(warned(folder.path()), []);
        for (text, aside) in [
            ("{ not json", "settings.unreadable.json"),
            ("nor is this", "settings.unreadable-2.json"),
        ] {
            fs::write(folder.path().join("settings.json"), text)?;
            assert_eq!(warned(folder.path()), [Warning::SettingsReplaced]);
            assert_eq!(fs::read_to_string(folder.path().join(aside))?, text);
        }
        let first = folder.path().join("settings.unreadable.json");
        assert_eq!(fs::read_to_string(first)?, "{ not json");
        Ok(())
    }

    #[test]
    fn a_file_that_cannot_be_read_is_left_alone_and_said_to_be() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("settings.json"))?;
        let (file, settings) = SettingsFile::load(folder.path());
        assert!(file.save(&settings).is_err());
        assert_eq!(warned(folder.path()), [Warning::SettingsOutOfReach]);
        assert!(folder.path().join("settings.json").is_dir());
        Ok(())
    }

    #[test]
    fn settings_that_cannot_be_saved_are_said_to_be_until_they_can() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let (file, settings) = SettingsFile::load(folder.path());
        let said = || file.warnings().into_values().collect::<Vec<_>>();
        let in_the_way = folder.path().join("settings.json.new");
        fs::create_dir(&in_the_way)?;
        assert!(file.save(&settings).is_err());
        assert_eq!(said(), [Warning::SettingsUnsaved]);
        fs::remove_dir(in_the_way)?;
        file.save(&settings)?;
        assert_eq!(said(), []);
        Ok(())
    }

    #[test]
    fn a_rule_that_the_file_does_not_know_is_on_and_the_others_stay_as_chosen() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(
            folder.path().join("settings.json"),
            r#"{"rules":{"operations":{"succeeded":false,"stale":false},"schedules":{}}}"#,
        )?;
        let mut expected = Settings::default();
        expected.rules.operations.succeeded = false;
        assert_eq!(SettingsFile::load(folder.path()).1, expected);
        Ok(())
    }

    #[test]
    fn a_field_or_a_choice_of_another_version_is_no_obstacle() -> Result<()> {
        let folder = tempfile::tempdir()?;
        fs::write(
            folder.path().join("settings.json"),
            r#"{"watch_quietly":false,"theme":"sepia","language":"fr","appearance":"dark"}"#,
        )?;
        let expected = Settings {
            watch_quietly: false,
            appearance: Appearance::Dark,
            rest: [("theme".to_owned(), Value::from("sepia"))]
                .into_iter()
                .collect(),
            ..Settings::default()
        };
        let (file, settings) = SettingsFile::load(folder.path());
        assert_eq!(settings, expected);
        file.save(&settings)?;
        assert_eq!(SettingsFile::load(folder.path()).1, expected);
        Ok(())
    }
}
