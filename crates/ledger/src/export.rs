//! The history as a file for other programs: CSV as RFC 4180 has it, or JSON. Times are ISO 8601, in UTC.
//!
//! A spreadsheet takes a cell that begins like a formula for one. Such a cell begins with an apostrophe here (OWASP, CSV
//! injection), as names come from a server; and so does what follows a semicolon, a tab or a break, since a spreadsheet of
//! another language begins a cell there, quoted or not.

use std::io::{self, Write};

use monitor_core::operation_type::OperationType;
use monitor_core::{Target, Timestamp};
use serde::Serialize;

use crate::history::{Entry, History, Line, Question};
use crate::notes::Noted;

/// A file's format.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Format {
    Csv,
    Json,
}

impl History {
    /// Writes all entries, newest first; answers how many.
    ///
    /// # Errors
    /// Where the ledger cannot be read, or the file cannot be written.
    pub fn export(&self, format: Format, out: &mut impl Write) -> io::Result<u64> {
        let mut question = Question::default();
        let mut count = 0;
        format.begin(out)?;
        loop {
            let page = self.lines(question, PAGE).map_err(io::Error::other)?;
            for line in &page {
                format.write(&Fields::of(line), count == 0, out)?;
                count += 1;
            }
            let Some(last) = page.last() else { break };
            if question.before.is_some_and(|before| last.place() >= before) {
                // A broken file would be read in circles.
                return Err(io::Error::other("the ledger is out of order"));
            }
            question.before = Some(last.place());
        }
        format.end(out)?;
        out.flush()?;
        Ok(count)
    }
}

/// A line with the names of its fields.
#[derive(Default, Serialize)]
struct Fields<'a> {
    /// `operation`, `review_pack` or `server`
    kind: &'static str,
    /// The operation's id, or the pack's.
    id: Option<i64>,
    /// How it ended; none where this tells of something else.
    ending: Option<&'static str>,
    expired: Option<bool>,
    operation_type: Option<&'a str>,
    label: Option<&'a str>,
    workspace_id: Option<i64>,
    workspace: Option<&'a str>,
    environment_id: Option<i64>,
    environment: Option<&'a str>,
    reason: Option<&'a str>,
    ended_at: Option<String>,
    noticed_at: Option<String>,
    /// Since when it waited before it was told, and for what.
    waited_since: Option<String>,
    waited_for: Option<&'static str>,
    sent_at: Option<String>,
    shown_at: Option<String>,
    opened_at: Option<String>,
    /// What became of the notification, in a word.
    notification: &'static str,
    notification_id: Option<u32>,
    told_together: Option<u32>,
    /// What was worth knowing besides an end.
    alert: Option<&'static str>,
}

impl<'a> Fields<'a> {
    fn of(line: &'a Line) -> Self {
        match line {
            Line::Ended(entry) => Self::of_end(entry),
            Line::Noted(noted) => Self::of_note(noted),
        }
    }

    fn of_note(noted: &'a Noted) -> Self {
        let environment = noted.environment.as_ref();
        let shown = noted.delivery.filter(|(delivery, _)| delivery.is_taken());
        let shown = shown.map(|(_, at)| at);
        let (kind, place) = match noted.about {
            Some((Target::Operation(_), _)) => ("operation", None),
            Some((Target::ReviewPack(id), _)) => ("review_pack", Some(id)),
            None => ("server", None),
        };
        Self {
            kind,
            id: noted.about.map(|(_, subject)| subject),
            operation_type: noted.kind.as_ref().map(OperationType::raw),
            environment_id: environment
                .map(|(id, _)| *id)
                .or(place)
                .map(|id| id.value()),
            environment: environment.map(|(_, name)| name.as_str()),
            noticed_at: iso(noted.noticed_at),
            sent_at: noted.delivery.and_then(|(_, at)| iso(at)),
            shown_at: shown.and_then(iso),
            notification: noted.heard(),
            notification_id: noted.daemon_id(),
            alert: Some(noted.topic.as_str()),
            ..Self::default()
        }
    }

    fn of_end(entry: &'a Entry) -> Self {
        let ended = &entry.ended;
        let environment = ended.environment.as_ref();
        let (kind, place) = match ended.target {
            Target::Operation(_) => ("operation", None),
            Target::ReviewPack(id) => ("review_pack", Some(id)),
        };
        Self {
            kind,
            id: Some(ended.subject),
            ending: Some(ended.ending.as_str()),
            expired: Some(ended.expired),
            operation_type: ended.kind.as_ref().map(OperationType::raw),
            label: ended.label.as_deref(),
            workspace_id: Some(ended.workspace.0.value()),
            workspace: Some(ended.workspace.1.as_str()).filter(|name| !name.is_empty()),
            environment_id: environment
                .map(|(id, _)| *id)
                .or(place)
                .map(|id| id.value()),
            environment: environment.map(|(_, name)| name.as_str()),
            reason: ended.reason.as_deref(),
            ended_at: ended.ended_at.and_then(iso),
            noticed_at: iso(entry.noticed_at),
            waited_since: entry.waited.and_then(|waited| iso(waited.since)),
            waited_for: entry.waited.map(|waited| waited.wait.as_str()),
            sent_at: entry.sent_at.and_then(iso),
            shown_at: entry.shown_at.and_then(iso),
            opened_at: entry.opened_at.and_then(iso),
            notification: entry.fate.as_str(),
            notification_id: entry.daemon_id,
            told_together: entry.together,
            alert: None,
        }
    }

    /// In the order of [`COLUMNS`].
    fn cells(&self) -> [String; COLUMNS.len()] {
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let number = |number: Option<i64>| number.map(|it| it.to_string()).unwrap_or_default();
        [
            self.kind.to_owned(),
            number(self.id),
            text(self.ending),
            self.expired.map(|it| it.to_string()).unwrap_or_default(),
            text(self.operation_type),
            text(self.label),
            number(self.workspace_id),
            text(self.workspace),
            number(self.environment_id),
            text(self.environment),
            text(self.reason),
            text(self.ended_at.as_deref()),
            text(self.noticed_at.as_deref()),
            text(self.waited_since.as_deref()),
            text(self.waited_for),
            text(self.sent_at.as_deref()),
            text(self.shown_at.as_deref()),
            text(self.opened_at.as_deref()),
            self.notification.to_owned(),
            number(self.notification_id.map(i64::from)),
            number(self.told_together.map(i64::from)),
            text(self.alert),
        ]
    }
}

impl Format {
    fn begin(self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Csv => write!(out, "{}\r\n", COLUMNS.join(",")),
            Self::Json => write!(out, "["),
        }
    }

    fn write(self, line: &Fields<'_>, is_first: bool, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Csv => {
                let cells = line.cells().map(|text| cell(&text));
                write!(out, "{}\r\n", cells.join(","))
            }
            Self::Json => {
                let between = if is_first { "\n" } else { ",\n" };
                write!(out, "{between}  ")?;
                serde_json::to_writer(out, line).map_err(io::Error::from)
            }
        }
    }

    fn end(self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Csv => Ok(()),
            Self::Json => write!(out, "\n]\n"),
        }
    }
}

/// A cell that no spreadsheet takes for a formula, or for several cells one of which is, quoted where it has to be.
#[must_use]
pub fn cell(text: &str) -> String {
    let text = disarmed(text);
    if text.contains(['"', ',', ';', '\t', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// With an apostrophe wherever a formula could begin: what a spreadsheet passes over does not end a beginning.
fn disarmed(text: &str) -> String {
    let mut disarmed = String::with_capacity(text.len() + 1);
    let mut is_beginning = true;
    for letter in text.chars() {
        let is_break = matches!(letter, '\t' | '\r' | '\n');
        let hides_one = is_break && disarmed.is_empty();
        if hides_one || (is_beginning && FORMULAS.contains(&letter)) {
            disarmed.push('\'');
        }
        disarmed.push(letter);
        let passes_over = letter.is_whitespace() || letter == '"';
        is_beginning = is_break || letter == ';' || (is_beginning && passes_over);
    }
    disarmed
}

/// `None` for a moment that no calendar has.
fn iso(at: Timestamp) -> Option<String> {
    let at = jiff::Timestamp::from_millisecond(at.millis());
    at.ok().map(|at| at.to_string())
}

/// What a formula begins with, in either width.
const FORMULAS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
/// So many entries are read at once.
const PAGE: u32 = 500;
const COLUMNS: [&str; 22] = [
    "kind",
    "id",
    "ending",
    "expired",
    "operation_type",
    "label",
    "workspace_id",
    "workspace",
    "environment_id",
    "environment",
    "reason",
    "ended_at",
    "noticed_at",
    "waited_since",
    "waited_for",
    "sent_at",
    "shown_at",
    "opened_at",
    "notification",
    "notification_id",
    "told_together",
    "alert",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_every_cell_is_one() {
        let cells = [
            ("Contoso", "Contoso"),
            ("=1+1", "'=1+1"),
            ("+49 30", "'+49 30"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            (" =1", " '=1"),
            ("＝1+1", "'＝1+1"),
            ("\t=1", "\"'\t'=1\""),
            ("\r=1", "\"'\r'=1\""),
            ("Contoso;=1+1", "\"Contoso;'=1+1\""),
            ("a\r\n-1", "\"a\r\n'-1\""),
            ("a;\"=1\"", "\"a;\"\"'=1\"\"\""),
            ("a - b = c", "a - b = c"),
            (
                "=HYPERLINK(\"http://x\",1)",
                "\"'=HYPERLINK(\"\"http://x\"\",1)\"",
            ),
            ("a,b", "\"a,b\""),
            ("two\nlines", "\"two\nlines\""),
            ("say \"no\"", "\"say \"\"no\"\"\""),
            ("", ""),
        ];
        for (text, written) in cells {
            assert_eq!(cell(text), written, "{text:?}");
        }
    }

    #[test]
    fn times_are_iso_8601_in_utc() {
        let at = Timestamp::from_millis(1_796_000_000_123);
        assert_eq!(iso(at).as_deref(), Some("2026-11-30T00:53:20.123Z"));
        assert_eq!(iso(Timestamp::from_millis(i64::MAX)), None);
    }
}
