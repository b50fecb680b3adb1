//! The logs and the diagnostics: how much is said, where it is kept, and the text that the settings show for as long as
//! somebody looks at it. It is made when it is asked for, and stays as it was then: what is read is what is copied.

use anyhow::{Context, Result};
use monitor_client::Route;
use tauri_plugin_opener::OpenerExt;

use super::Controller;
use crate::diagnostics::{self, Facts, Machine, SessionFacts};
use crate::logs::{LogLevel, Logs};
use crate::slice::LogsSlice;

/// What the settings ask about them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Diagnose {
    /// Makes the text, or forgets it.
    Look(bool),
    SetDetailed(bool),
    ShowFolder,
}

pub(super) struct Diagnosing {
    logs: Logs,
    text: Option<String>,
}

impl Diagnosing {
    pub(super) fn new(logs: Logs, level: LogLevel) -> Self {
        logs.set_level(level);
        Self { logs, text: None }
    }

    pub(super) fn set_level(&self, level: LogLevel) {
        self.logs.set_level(level);
    }

    pub(super) fn close(&mut self) {
        self.text = None;
    }

    pub(super) fn slice(&self) -> LogsSlice {
        LogsSlice {
            detailed: self.logs.level() == LogLevel::Detailed,
            kept: self.logs.folder().is_some(),
            diagnostics: self.text.clone(),
        }
    }
}

impl Controller {
    pub(super) fn diagnose(&mut self, asked: Diagnose) -> Result<()> {
        match asked {
            Diagnose::Look(true) => self.diagnosing.text = Some(self.diagnostics()),
            Diagnose::Look(false) => self.diagnosing.close(),
            Diagnose::SetDetailed(on) => {
                let level = if on {
                    LogLevel::Detailed
                } else {
                    LogLevel::Normal
                };
                self.diagnosing.set_level(level);
                self.settings.log_level = level;
                self.file.save(&self.settings)?;
            }
            Diagnose::ShowFolder => self.show_log_folder()?,
        }
        Ok(())
    }

    fn show_log_folder(&self) -> Result<()> {
        let Some(folder) = self.diagnosing.logs.folder() else {
            return Ok(());
        };
        let folder = folder.to_str().context("Failed to name the logs' folder")?;
        self.app.opener().open_path(folder, None::<&str>)?;
        Ok(())
    }

    fn diagnostics(&self) -> String {
        let session = self.seat.session.as_ref();
        diagnostics::text(&Facts {
            at: jiff::Timestamp::now(),
            machine: Machine::of_this_process(),
            in_tray: self.tray_shown.get(),
            warnings: self.shown_warnings(),
            session: session.map(|session| SessionFacts {
                account: session.account.as_str().to_owned(),
                host: session.host.clone(),
                demo: session.is_demo(),
                on_disk: session.ledger.is_some(),
                by_proxy: matches!(session.connection.client().route(), Route::Proxy(_)),
            }),
            view: self.seat.view.as_deref(),
            settings: &self.effective(),
            detailed: self.diagnosing.logs.level() == LogLevel::Detailed,
            managed: &self.managed,
            lines: self.diagnosing.logs.last(),
        })
    }
}
