//! "Check a downloaded pack": the system's dialog asks for a file, a thread reads it, the card says what came of it, wherever
//! it is shown. One file at a time; none of it is stored, and it is over with the window that asked or with the session.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use monitor_core::{AccountId, EnvironmentId};
use tauri_plugin_dialog::DialogExt;
use tokio::sync::oneshot;

use super::seat::Seat;
use super::{Controller, Request};
use crate::check::{self, FileCheck, Reading, Stage};

/// The file that is checked, and the dialog that asks for the next one.
#[derive(Default)]
pub(super) struct Checking {
    /// Counts dialogs and files, so that the last words of one that is over are not heard.
    numbers: u64,
    asking: Option<u64>,
    /// The window that asked last.
    asked_in: Option<String>,
    current: Option<Current>,
}

/// Dropping it stops its thread.
struct Current {
    number: u64,
    cancelled: Arc<AtomicBool>,
    /// Whose pack it is compared with: another account's environment may have the same number.
    account: AccountId,
    check: FileCheck,
}

impl Drop for Current {
    fn drop(&mut self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// What the user chose in a dialog; no file where it was closed.
pub(crate) struct Chosen {
    number: u64,
    account: AccountId,
    environment: EnvironmentId,
    file: Option<PathBuf>,
}

/// How far a file is.
pub(crate) struct CheckNews {
    number: u64,
    stage: Stage,
}

impl Checking {
    /// What this account's windows show of it.
    pub(super) fn shown(&self, account: &AccountId) -> Option<&FileCheck> {
        let current = self.current.as_ref();
        let its = current.filter(|current| current.account == *account);
        its.map(|current| &current.check)
    }

    /// Stops what is read and forgets what was found.
    pub(super) fn close(&mut self) {
        self.current = None;
    }

    /// As `close`, where it is this environment's.
    pub(super) fn close_of(&mut self, account: &AccountId, environment: EnvironmentId) {
        self.current.take_if(|current| {
            current.account == *account && current.check.environment == environment
        });
    }

    /// A window is gone: what it asked for ends with it.
    pub(super) fn end_in(&mut self, label: &str) {
        if self.asked_in.as_deref() == Some(label) {
            self.end();
        }
    }

    /// As `close`; what a dialog that is still open says is not heard either.
    pub(super) fn end(&mut self) {
        *self = Self {
            numbers: self.numbers,
            ..Self::default()
        };
    }

    const fn next_number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers
    }

    /// In the place of the one before.
    fn begin(
        &mut self,
        account: AccountId,
        environment: EnvironmentId,
        path: &Path,
    ) -> (u64, Arc<AtomicBool>) {
        let (number, cancelled) = (self.next_number(), Arc::default());
        self.current = Some(Current {
            number,
            cancelled: Arc::clone(&cancelled),
            account,
            check: FileCheck {
                environment,
                file: base_name(path),
                stage: Stage::Reading(Reading::default()),
            },
        });
        (number, cancelled)
    }

    fn hear(&mut self, news: CheckNews) {
        if let Some(current) = &mut self.current
            && current.number == news.number
        {
            current.check.stage = news.stage;
        }
    }
}

impl Controller {
    /// Asks for a file, where the card has something to compare it with. One dialog at a time.
    pub(super) fn check_pack(&mut self, environment: EnvironmentId, label: String) {
        let seat = self.seat_behind(&label);
        let Some(account) = seat.and_then(Seat::account) else {
            return;
        };
        let view = seat.and_then(|seat| seat.view.as_deref());
        let comparable = view.is_some_and(|view| {
            let card = view
                .packs
                .iter()
                .find(|card| card.environment == environment);
            card.and_then(check::wanted).is_some()
        });
        if !comparable || self.checking.asking.is_some() {
            return;
        }
        let number = self.checking.next_number();
        self.checking.asking = Some(number);
        self.checking.asked_in = Some(label);
        let answer = self.ask_for_file("title-check-pack");
        let requests = self.requests.clone();
        tokio::spawn(async move {
            // A dialog that could not be opened is a closed one.
            let file = answer.await.ok().flatten();
            requests.send(Request::FileChosen(Chosen {
                number,
                account,
                environment,
                file,
            }));
        });
    }

    /// In the system's dialog, with this title; none where it is closed.
    pub(super) fn ask_for_file(&self, title: &str) -> oneshot::Receiver<Option<PathBuf>> {
        let (sender, answer) = oneshot::channel();
        let dialog = self.app.dialog().file();
        let dialog = dialog.set_title(self.words().say(title));
        // On Linux a dialog has no parent.
        #[cfg(not(target_os = "linux"))]
        let dialog = {
            let overview = crate::shell::windows::MAIN;
            match tauri::Manager::get_webview_window(&self.app, overview) {
                Some(window) => dialog.set_parent(&window),
                None => dialog,
            }
        };
        dialog.pick_file(move |file| {
            let path = file.and_then(|file| file.into_path().ok());
            if sender.send(path).is_err() {
                tracing::debug!("a file was chosen after the end of the app");
            }
        });
        answer
    }

    pub(super) fn handle_chosen(&mut self, chosen: Chosen) {
        if self.checking.asking != Some(chosen.number) {
            return;
        }
        self.checking.asking = None;
        let Some(path) = chosen.file else {
            return;
        };
        let (account, environment) = (chosen.account, chosen.environment);
        let (number, cancelled) = self.checking.begin(account, environment, &path);
        let requests = self.requests.clone();
        tokio::task::spawn_blocking(move || {
            let tell = |stage| requests.send(Request::FileRead(CheckNews { number, stage }));
            let read = check::read(&path, &cancelled, |reading| tell(Stage::Reading(reading)));
            if let Some(stage) = read {
                tell(stage);
            }
        });
    }

    pub(super) fn handle_check_news(&mut self, news: CheckNews) {
        self.checking.hear(news);
    }
}

pub(super) fn base_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use anyhow::{Context, Result};

    use super::*;

    fn asked() -> Result<(AccountId, EnvironmentId)> {
        let account = AccountId::parse("a1").context("no account")?;
        Ok((account, EnvironmentId::new(3).context("no id")?))
    }

    #[test]
    fn a_second_file_replaces_the_first_and_stops_it() -> Result<()> {
        let mut checking = Checking::default();
        let (account, environment) = asked()?;
        let (first, cancelled) =
            checking.begin(account.clone(), environment, Path::new("/folder/old.zip"));
        let (second, _) =
            checking.begin(account.clone(), environment, Path::new("/folder/new.zip"));
        let stage = Stage::Reading(Reading { read: 5, total: 9 });
        checking.hear(CheckNews {
            number: second,
            stage: stage.clone(),
        });
        checking.hear(CheckNews {
            number: first,
            stage: Stage::Reading(Reading { read: 8, total: 8 }),
        });
        let shown = FileCheck {
            environment,
            file: "new.zip".to_owned(),
            stage,
        };
        assert_eq!(checking.shown(&account), Some(&shown));
        assert!(cancelled.load(Ordering::Relaxed));
        Ok(())
    }

    #[test]
    fn a_closed_check_is_stopped_and_forgotten() -> Result<()> {
        let mut checking = Checking::default();
        let (account, environment) = asked()?;
        let (number, cancelled) =
            checking.begin(account.clone(), environment, Path::new("pack.zip"));
        checking.close();
        checking.hear(CheckNews {
            number,
            stage: Stage::Reading(Reading::default()),
        });
        assert_eq!(checking.shown(&account), None);
        assert!(cancelled.load(Ordering::Relaxed));
        Ok(())
    }

    #[test]
    fn a_check_ends_with_the_window_that_asked_and_with_no_other() -> Result<()> {
        let mut checking = Checking::default();
        let (account, environment) = asked()?;
        checking.asked_in = Some("run-a1-421".to_owned());
        checking.begin(account.clone(), environment, Path::new("pack.zip"));
        checking.end_in("main");
        assert!(checking.shown(&account).is_some());
        checking.end_in("run-a1-421");
        assert_eq!(checking.shown(&account), None);
        Ok(())
    }

    #[test]
    fn an_operations_window_closes_the_check_of_its_own_environment_alone() -> Result<()> {
        let mut checking = Checking::default();
        let (account, environment) = asked()?;
        checking.begin(account.clone(), environment, Path::new("pack.zip"));
        checking.close_of(&account, EnvironmentId::new(4).context("no id")?);
        assert!(checking.shown(&account).is_some());
        checking.close_of(&account, environment);
        assert_eq!(checking.shown(&account), None);
        Ok(())
    }

    #[test]
    fn another_accounts_environment_of_the_same_number_has_no_part_in_a_check() -> Result<()> {
        let mut checking = Checking::default();
        let (account, environment) = asked()?;
        let other = AccountId::parse("b2").context("no account")?;
        checking.begin(account.clone(), environment, Path::new("pack.zip"));
        assert_eq!(checking.shown(&other), None);
        checking.close_of(&other, environment);
        assert!(checking.shown(&account).is_some());
        Ok(())
    }

    #[test]
    fn the_end_of_a_session_forgets_its_dialog_but_not_its_numbers() {
        let mut checking = Checking::default();
        let number = checking.next_number();
        checking.asking = Some(number);
        checking.end();
        assert_eq!(
            (checking.asking, checking.next_number()),
            (None, number + 1)
        );
    }
}
