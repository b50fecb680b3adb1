//! "History": what the ledger's file has of the ends and alerts of this account, page by page, for as long as the dialog is open; and
//! the file that it is exported to, which the system's dialog asks for. Reading and writing leave the ledger as it is.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use monitor_core::AccountId;
use monitor_ledger::{Format, History, Line, Question};
use tauri_plugin_dialog::DialogExt;
use tempfile::NamedTempFile;

use super::{Controller, Request};
use crate::slice::{AlertSlice, EntrySlice, ExportFormat, ExportWord, HistorySlice, HistoryState};
use crate::view;

/// What is shown of the history; nothing while its dialog is closed.
#[derive(Default)]
pub(super) struct Remembering {
    current: Option<Current>,
    /// A dialog asks for a file.
    asking: bool,
    /// How often a notification asked for it since the overview was opened.
    pub(super) asked: u32,
}

struct Current {
    question: Question,
    lines: Vec<Line>,
    more: bool,
    state: HistoryState,
    export: Option<ExportWord>,
}

/// Where the user wants the history of a session; no file where the dialog was closed.
pub(crate) struct Wanted {
    session: u64,
    format: Format,
    file: Option<PathBuf>,
}

/// Whether a session's history is in the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Exported {
    session: u64,
    written: bool,
}

impl Remembering {
    pub(super) fn close(&mut self) {
        self.current = None;
    }

    pub(super) fn shown(&self) -> Option<HistorySlice> {
        let current = self.current.as_ref()?;
        Some(HistorySlice {
            state: current.state,
            entries: current.lines.iter().filter_map(ended).collect(),
            alerts: current.lines.iter().filter_map(noted).collect(),
            more: current.more,
            export: current.export,
        })
    }
}

impl Controller {
    /// From the newest on, of one operation, pack or environment alone where a number is given.
    pub(super) fn show_history(&mut self, id: Option<i64>) {
        let kept = self.remembering.current.take();
        self.remembering.current = Some(Current {
            question: Question { before: None, id },
            lines: Vec::new(),
            more: false,
            state: HistoryState::Unreadable,
            export: kept.and_then(|current| current.export),
        });
        self.more_history();
    }

    /// From the newest on, and the overview opens its dialog.
    pub(super) fn lead_to_history(&mut self) {
        if self.seat.session.is_some() {
            self.remembering.asked += 1;
            self.show_history(None);
        }
    }

    /// Reads on where the last page ended.
    pub(super) fn more_history(&mut self) {
        let session = self.seat.session.as_ref();
        let file = session.and_then(|session| Some((session.ledger.as_ref()?, &session.account)));
        let (Some(current), Some((file, account))) = (&mut self.remembering.current, file) else {
            return;
        };
        match page(file, account, current.question) {
            Ok((lines, more)) => {
                current.lines.extend(lines);
                current.question.before = current.lines.last().map(Line::place);
                current.more = more;
                current.state = HistoryState::Read;
            }
            Err(error) => {
                tracing::error!(%error, "the history could not be read");
                current.state = HistoryState::Unreadable;
            }
        }
    }

    /// Asks where to write it. One dialog at a time.
    pub(super) fn export_history(&mut self, format: ExportFormat) {
        let Some(session) = self
            .seat
            .session
            .as_ref()
            .filter(|_| !self.remembering.asking)
        else {
            return;
        };
        let session = session.number;
        let (format, name, extension) = match format {
            ExportFormat::Csv => (Format::Csv, "tenantatlas-history.csv", "csv"),
            ExportFormat::Json => (Format::Json, "tenantatlas-history.json", "json"),
        };
        self.remembering.asking = true;
        let requests = self.requests.clone();
        let dialog = self.app.dialog().file();
        let dialog = dialog
            .set_title(self.words().say("title-export-history"))
            .set_file_name(name)
            .add_filter(extension.to_uppercase(), &[extension]);
        dialog.save_file(move |file| {
            requests.send(Request::HistoryFileChosen(Wanted {
                session,
                format,
                file: file.and_then(|file| file.into_path().ok()),
            }));
        });
    }

    pub(super) fn handle_history_file(&mut self, wanted: Wanted) {
        self.remembering.asking = false;
        if !self.is_current(wanted.session) {
            return;
        }
        let session = self.seat.session.as_ref();
        let ledger = session.and_then(|session| Some((session.ledger.clone()?, &session.account)));
        let (Some(file), Some((ledger, account))) = (wanted.file, ledger) else {
            return;
        };
        let (account, requests) = (account.clone(), self.requests.clone());
        tokio::task::spawn_blocking(move || {
            let written = write(&ledger, account, wanted.format, &file);
            if let Err(error) = &written {
                tracing::error!(
                    error = format!("{error:#}"),
                    "the history could not be exported"
                );
            }
            requests.send(Request::HistoryExported(Exported {
                session: wanted.session,
                written: written.is_ok(),
            }));
        });
    }

    pub(super) fn handle_history_exported(&mut self, exported: Exported) {
        let is_current = self.is_current(exported.session);
        if let Some(current) = self.remembering.current.as_mut().filter(|_| is_current) {
            current.export = Some(if exported.written {
                ExportWord::Written
            } else {
                ExportWord::Failed
            });
        }
    }
}

fn ended(line: &Line) -> Option<EntrySlice> {
    match line {
        Line::Ended(entry) => Some(view::entry(entry)),
        Line::Noted(_) => None,
    }
}

fn noted(line: &Line) -> Option<AlertSlice> {
    match line {
        Line::Ended(_) => None,
        Line::Noted(noted) => Some(view::alert(noted)),
    }
}

/// The next lines, and whether there are more.
fn page(
    file: &Path,
    account: &AccountId,
    question: Question,
) -> Result<(Vec<Line>, bool), monitor_ledger::Error> {
    let history = History::open(file, account.clone())?;
    let mut lines = history.lines(question, PAGE + 1)?;
    let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
    let more = lines.len() > page;
    lines.truncate(page);
    Ok((lines, more))
}

/// All of it or nothing: what was there before stays until the new file is whole.
fn write(ledger: &Path, account: AccountId, format: Format, file: &Path) -> Result<()> {
    let history = History::open(ledger, account).context("Failed to open the ledger")?;
    let folder = file.parent().context("The file has no folder")?;
    let mut written = NamedTempFile::new_in(folder).context("Failed to create the file")?;
    export(&history, format, &mut written).context("Failed to write the history")?;
    written.persist(file).context("Failed to keep the file")?;
    Ok(())
}

fn export(history: &History, format: Format, file: &mut NamedTempFile) -> io::Result<()> {
    let mut out = BufWriter::new(file.as_file_mut());
    history.export(format, &mut out)?;
    out.flush()
}

/// So many entries are shown at once.
const PAGE: u32 = 100;

#[cfg(test)]
mod tests {
    use anyhow::Result;
    use monitor_core::ports::Store;
    use monitor_core::run::Ending;
    use monitor_core::{Ended, OperationId, Silence, Target, Timestamp, WorkspaceId};
    use monitor_ledger::Ledger;

    use super::*;

    fn ended(id: i64) -> Option<Ended> {
        Some(Ended {
            target: Target::Operation(OperationId::new(id)?),
            subject: id,
            ending: Ending::Failed,
            expired: false,
            kind: None,
            label: None,
            environment: None,
            workspace: (WorkspaceId::new(1)?, "Woodgrove".into()),
            ended_at: None,
            reason: None,
        })
    }

    #[test]
    fn a_page_has_a_hundred_entries_and_says_whether_there_are_more() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("ledger.sqlite");
        let account = AccountId::parse("a1").context("an account")?;
        let mut ledger = Ledger::open(&file, account.clone())?;
        let ends: Vec<_> = (1..=150).filter_map(ended).collect();
        ledger.silence(&ends, Silence::Rule, Timestamp::from_millis(1))?;

        let (first, more) = page(&file, &account, Question::default())?;
        assert_eq!((first.len(), more), (100, true));
        let on = Question {
            before: first.last().map(Line::place),
            id: None,
        };
        let (second, more) = page(&file, &account, on)?;
        assert_eq!((second.len(), more), (50, false));
        Ok(())
    }

    #[test]
    fn an_export_takes_the_place_of_the_one_before() -> Result<()> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("ledger.sqlite");
        let account = AccountId::parse("a1").context("an account")?;
        drop(Ledger::open(&file, account.clone())?);
        let exported = folder.path().join("history.json");
        std::fs::write(&exported, "an older one, and a longer one")?;

        write(&file, account, Format::Json, &exported)?;
        assert_eq!(std::fs::read_to_string(&exported)?, "[\n]\n");
        Ok(())
    }
}
