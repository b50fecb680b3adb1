//! What became of every end and of every alert, newest first: a second look at the ledger's file, which never writes and never waits for
//! whoever does.
//!
//! Deliberately absent: words. What an entry says is a value; who shows it has the language.

use std::path::Path;

use monitor_core::{AccountId, Ended, Timestamp, Wait};
use rusqlite::{Connection, Row, params};

use crate::notes::Noted;
use crate::{Error, Ledger, rows};

/// The history of one account.
pub struct History {
    pub(crate) connection: Connection,
    pub(crate) account: AccountId,
}

/// What the history tells of.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Line {
    Ended(Entry),
    Noted(Noted),
}

impl Line {
    #[must_use]
    pub const fn place(&self) -> Place {
        match self {
            Self::Ended(entry) => entry.place,
            Self::Noted(noted) => noted.place,
        }
    }
}

/// One end, and when what became of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    pub place: Place,
    pub ended: Ended,
    pub fate: Fate,
    /// On this computer's clock, as are those that follow.
    pub noticed_at: Timestamp,
    /// It stays when the end was told.
    pub waited: Option<Waited>,
    pub sent_at: Option<Timestamp>,
    /// When the platform took it.
    pub shown_at: Option<Timestamp>,
    pub opened_at: Option<Timestamp>,
    /// The notification daemon's number.
    pub daemon_id: Option<u32>,
    /// How many ends one notification told of.
    pub together: Option<u32>,
}

impl Entry {
    /// Access to it was lost: it has ids, and no names.
    #[must_use]
    pub const fn is_erased(&self) -> bool {
        self.ended.workspace.1.is_empty()
    }
}

/// For what an end waits or waited, and since when.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Waited {
    pub wait: Wait,
    pub since: Timestamp,
}

/// Where an entry stands among the others.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Place {
    noticed_at: i64,
    number: i64,
}

impl Place {
    pub(crate) const fn new(noticed_at: i64, number: i64) -> Self {
        Self { noticed_at, number }
    }

    /// Of all entries of one kind no other has it.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.number
    }

    pub(crate) const fn parts(self) -> (i64, i64) {
        (self.noticed_at, self.number)
    }
}

/// What became of an end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fate {
    /// Its place was lost before it was told.
    Access,
    /// It had ended before it was first seen.
    Baseline,
    /// It waits a moment, to be told with others.
    Grouped,
    /// The platform took it and says no more.
    HandedOver,
    Muted,
    /// It waits for the end of a pause.
    Paused,
    /// It is still to be told.
    Pending,
    /// It waits for the end of quiet hours.
    QuietHours,
    /// No rule asked for endings of its kind.
    Rule,
    Shown,
    /// It waits until its snooze is over.
    Snoozed,
    /// It was sent, and no answer came.
    Unknown,
}

impl Fate {
    /// The word in which it is exported.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Baseline => "baseline",
            Self::Grouped => "grouped",
            Self::HandedOver => "handed_over",
            Self::Muted => "muted",
            Self::Paused => "paused",
            Self::Pending => "pending",
            Self::QuietHours => "quiet_hours",
            Self::Rule => "rule",
            Self::Shown => "shown",
            Self::Snoozed => "snoozed",
            Self::Unknown => "unknown",
        }
    }
}

/// Which entries.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Question {
    /// Those older than this one.
    pub before: Option<Place>,
    /// Those of this operation, pack or environment alone.
    pub id: Option<i64>,
}

impl History {
    /// Opens a ledger's file to look at it alone.
    ///
    /// # Errors
    /// Where the file is not there, is no ledger, is another version's, or cannot be read.
    pub fn open(file: &Path, account: AccountId) -> Result<Self, Error> {
        let Ledger {
            connection,
            account,
            ..
        } = Ledger::open_read_only(file, account)?;
        Ok(Self {
            connection,
            account,
        })
    }

    /// At most so many lines, newest first.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn lines(&self, asked: Question, limit: u32) -> Result<Vec<Line>, Error> {
        let ends = self.entries(asked, limit)?.into_iter().map(Line::Ended);
        let notes = self.notes(asked, limit)?.into_iter().map(Line::Noted);
        let mut lines: Vec<_> = ends.chain(notes).collect();
        lines.sort_by_key(|line| std::cmp::Reverse(line.place()));
        lines.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(lines)
    }

    /// At most so many ends, newest first.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn entries(&self, asked: Question, limit: u32) -> Result<Vec<Entry>, Error> {
        let mut statement = self.connection.prepare_cached(SELECT_ENTRIES)?;
        let (before, number) = asked.before.map(Place::parts).unzip();
        let bounds = params![self.account.as_str(), before, number, asked.id, limit];
        let rows = statement.query_map(bounds, entry)?;
        let entries = rows.collect::<Result<Vec<_>, _>>()?;
        Ok(entries.into_iter().flatten().collect())
    }
}

/// `None` for what a later version wrote.
fn entry(row: &Row<'_>) -> rusqlite::Result<Option<Entry>> {
    let moment = |column: &str| -> rusqlite::Result<Option<Timestamp>> {
        let millis: Option<i64> = row.get(column)?;
        Ok(millis.map(Timestamp::from_millis))
    };
    let (Some(ended), Some(fate)) = (rows::ended(row)?, fate(row)?) else {
        return Ok(None);
    };
    let noticed_at: i64 = row.get("noticed_at")?;
    Ok(Some(Entry {
        place: Place {
            noticed_at,
            number: row.get("number")?,
        },
        ended,
        fate,
        noticed_at: Timestamp::from_millis(noticed_at),
        waited: waited(row)?,
        sent_at: moment("sent_at")?,
        shown_at: moment("told_at")?,
        opened_at: moment("opened_at")?,
        daemon_id: row.get("daemon_id")?,
        together: row.get("together")?,
    }))
}

fn waited(row: &Row<'_>) -> rusqlite::Result<Option<Waited>> {
    let since: Option<i64> = row.get("paused_at")?;
    let wait: Option<String> = row.get("wait")?;
    let wait = match wait.as_deref() {
        Some("grouped") => Wait::Grouped,
        Some("quiet_hours") => Wait::QuietHours,
        Some("snoozed") => Wait::Snoozed,
        // Nobody took it when that was over.
        Some("refused") => return Ok(None),
        Some(_) | None => Wait::Paused,
    };
    let since = since.map(Timestamp::from_millis);
    Ok(since.map(|since| Waited { wait, since }))
}

fn fate(row: &Row<'_>) -> rusqlite::Result<Option<Fate>> {
    let silence: Option<String> = row.get("silence")?;
    let delivery: Option<String> = row.get("delivery")?;
    let told_at: Option<i64> = row.get("told_at")?;
    let sent_at: Option<i64> = row.get("sent_at")?;
    let waits = waited(row)?.filter(|_| sent_at.is_none());
    let fate = match (silence.as_deref(), delivery.as_deref()) {
        (Some("access"), _) => Fate::Access,
        (Some("baseline"), _) => Fate::Baseline,
        (Some("muted"), _) => Fate::Muted,
        (Some("rule"), _) => Fate::Rule,
        (Some(_), _) => return Ok(None),
        (None, Some("handed_over")) => Fate::HandedOver,
        (None, Some("unknown")) => Fate::Unknown,
        (None, _) if told_at.is_some() => Fate::Shown,
        (None, _) => match waits.map(|waits| waits.wait) {
            Some(Wait::Grouped) => Fate::Grouped,
            Some(Wait::Paused) => Fate::Paused,
            Some(Wait::QuietHours) => Fate::QuietHours,
            Some(Wait::Snoozed) => Fate::Snoozed,
            None => Fate::Pending,
        },
    };
    Ok(Some(fate))
}

const SELECT_ENTRIES: &str = "SELECT rowid AS number, target_kind, target_id, subject, ending, expired, operation_type, label, \
     workspace_id, workspace, environment_id, environment, ended_at, reason, noticed_at, delivery, daemon_id, told_at, \
     silence, sent_at, together, paused_at, wait, opened_at FROM ends \
     WHERE account = ?1 AND (?2 IS NULL OR (noticed_at, rowid) < (?2, ?3)) \
     AND (?4 IS NULL OR subject = ?4 OR target_id = ?4 OR environment_id = ?4) \
     ORDER BY noticed_at DESC, rowid DESC LIMIT ?5";
