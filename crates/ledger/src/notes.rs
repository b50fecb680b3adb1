//! What was told besides ends and what became of it, or was not and why: written for the history, and read by nothing else.

use monitor_core::alert::About;
use monitor_core::operation_type::OperationType;
use monitor_core::ports::Delivery;
use monitor_core::{Alert, Dropped, EnvironmentId, Target, Timestamp, Topic};
use rusqlite::{Row, Transaction, params};

use crate::history::{History, Place, Question};
use crate::rows::{environment, target, target_columns};
use crate::statement::execute;
use crate::{Error, telling};

/// One alert, and what became of it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Noted {
    pub place: Place,
    pub topic: Topic,
    /// What it is of, and the operation's id or the pack's; `None` where it is of the server.
    pub about: Option<(Target, i64)>,
    pub kind: Option<OperationType>,
    /// `None` is workspace-wide, or erased.
    pub environment: Option<(EnvironmentId, String)>,
    pub is_erased: bool,
    /// Why it was not told; `None` where it was sent.
    pub dropped: Option<Dropped>,
    /// What became of it, and when that was known; `None` where nothing is.
    pub delivery: Option<(Delivery, Timestamp)>,
    /// On this computer's clock.
    pub noticed_at: Timestamp,
}

impl Noted {
    /// The word in which it is exported: why it was not told, or what became of it.
    pub(crate) fn heard(&self) -> &'static str {
        let delivery = self
            .delivery
            .map(|(delivery, _)| delivery_columns(delivery).0);
        self.dropped
            .map_or_else(|| delivery.unwrap_or("sent"), Dropped::as_str)
    }

    /// The notification daemon's number.
    pub(crate) fn daemon_id(&self) -> Option<u32> {
        let (delivery, _) = self.delivery?;
        delivery_columns(delivery).1
    }
}

impl History {
    /// At most so many alerts, newest first.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub(crate) fn notes(&self, asked: Question, limit: u32) -> Result<Vec<Noted>, Error> {
        let mut statement = self.connection.prepare_cached(SELECT)?;
        let (before, number) = asked.before.map(Place::parts).unzip();
        let bounds = params![self.account.as_str(), before, number, asked.id, limit];
        let rows = statement.query_map(bounds, noted)?;
        let notes = rows.collect::<Result<Vec<_>, _>>()?;
        Ok(notes.into_iter().flatten().collect())
    }
}

pub(crate) fn note(
    transaction: &Transaction<'_>,
    account: &str,
    alert: &Alert,
    dropped: Option<Dropped>,
    at: Timestamp,
) -> rusqlite::Result<()> {
    let about = about(alert);
    let (kind, id) = about.map(|about| target_columns(about.target)).unzip();
    let environment = about.and_then(|about| about.environment.as_ref());
    execute(
        transaction,
        INSERT,
        params![
            account,
            kind,
            id,
            about.map(|about| about.subject),
            alert.topic().as_str(),
            about.and_then(|about| about.kind.as_ref().map(OperationType::raw)),
            environment.map(|(id, _)| id.value()),
            environment.map(|(_, name)| name),
            dropped.map(Dropped::as_str),
            at.millis(),
        ],
    )?;
    let bounds = params![account, at.millis(), KEPT, telling::KEPT_MILLIS, false];
    execute(transaction, PRUNE, bounds)
}

/// What is old by the newest end of any account goes.
pub(crate) fn prune_by_any(
    transaction: &Transaction<'_>,
    account: &str,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let bounds = params![account, now.millis(), KEPT, telling::KEPT_MILLIS, true];
    execute(transaction, PRUNE, bounds)
}

/// Of the last such alert that was sent.
pub(crate) fn mark(
    transaction: &Transaction<'_>,
    account: &str,
    alert: &Alert,
    delivery: Delivery,
    at: Timestamp,
) -> rusqlite::Result<()> {
    let about = about(alert);
    let (kind, id) = about.map(|about| target_columns(about.target)).unzip();
    let subject = about.map(|about| about.subject);
    let (word, daemon_id) = delivery_columns(delivery);
    let topic = alert.topic().as_str();
    let marked = params![
        account,
        topic,
        kind,
        id,
        subject,
        word,
        daemon_id,
        at.millis()
    ];
    execute(transaction, MARK, marked)
}

const fn about(alert: &Alert) -> Option<&About> {
    match alert {
        Alert::Blind { .. } | Alert::ClockOff(_) => None,
        Alert::Warned(about, _) => Some(about),
    }
}

const fn delivery_columns(delivery: Delivery) -> (&'static str, Option<u32>) {
    match delivery {
        Delivery::HandedOver => ("handed_over", None),
        Delivery::Refused => ("refused", None),
        Delivery::Shown(id) => ("shown", Some(id)),
        Delivery::Unknown => ("unknown", None),
    }
}

/// `None` for a word that only a later version knows.
fn delivery(word: &str, daemon_id: Option<u32>) -> Option<Delivery> {
    match word {
        "handed_over" => Some(Delivery::HandedOver),
        "refused" => Some(Delivery::Refused),
        "shown" => daemon_id.map(Delivery::Shown),
        "unknown" => Some(Delivery::Unknown),
        _ => None,
    }
}

pub(crate) fn erase(
    transaction: &Transaction<'_>,
    account: &str,
    target: Target,
) -> rusqlite::Result<()> {
    let (kind, id) = target_columns(target);
    execute(transaction, ERASE, params![account, kind, id])
}

/// Erases the names of all environments but these, which are a JSON array.
pub(crate) fn erase_elsewhere(
    transaction: &Transaction<'_>,
    account: &str,
    environments: &str,
) -> rusqlite::Result<()> {
    execute(transaction, ERASE_ELSEWHERE, params![account, environments])
}

/// `None` for what a later version wrote.
fn noted(row: &Row<'_>) -> rusqlite::Result<Option<Noted>> {
    let topic: String = row.get("topic")?;
    let dropped: Option<String> = row.get("dropped")?;
    let kind: Option<String> = row.get("target_kind")?;
    let id: Option<i64> = row.get("target_id")?;
    let subject: Option<i64> = row.get("subject")?;
    let place: Option<i64> = row.get("environment_id")?;
    let about = kind.zip(id).and_then(|(kind, id)| target(&kind, id));
    let why = dropped.as_deref().map(Dropped::parse);
    let (Some(topic), false) = (Topic::parse(&topic), why == Some(None)) else {
        return Ok(None);
    };
    let environment = environment(row)?;
    let noticed_at: i64 = row.get("noticed_at")?;
    let number: i64 = row.get("number")?;
    Ok(Some(Noted {
        // An end that was noticed at the same time comes after it.
        place: Place::new(noticed_at, 0_i64.saturating_sub(number)),
        topic,
        about: about.zip(subject),
        kind: row
            .get::<_, Option<String>>("operation_type")?
            .map(|raw| OperationType::parse(&raw)),
        is_erased: place.is_some() && environment.is_none(),
        environment,
        dropped: why.flatten(),
        delivery: delivered(row)?,
        noticed_at: Timestamp::from_millis(noticed_at),
    }))
}

fn delivered(row: &Row<'_>) -> rusqlite::Result<Option<(Delivery, Timestamp)>> {
    let word: Option<String> = row.get("delivery")?;
    let daemon_id: Option<u32> = row.get("daemon_id")?;
    let answered_at: Option<i64> = row.get("answered_at")?;
    let delivery = word.and_then(|word| delivery(&word, daemon_id));
    Ok(delivery.zip(answered_at.map(Timestamp::from_millis)))
}

/// So many of one account there are at most.
const KEPT: i64 = 2_000;

const INSERT: &str = "INSERT INTO notes (account, target_kind, target_id, subject, topic, operation_type, environment_id, \
     environment, dropped, noticed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
const MARK: &str = "UPDATE notes SET delivery = ?6, daemon_id = ?7, answered_at = ?8 \
     WHERE number = (SELECT max(number) FROM notes WHERE account = ?1 AND topic = ?2 AND target_kind IS ?3 \
       AND target_id IS ?4 AND subject IS ?5 AND dropped IS NULL)";
/// Old is what both clocks say is old, as with ends.
const PRUNE: &str = "DELETE FROM notes WHERE account = ?1 \
     AND (noticed_at < min(?2, (SELECT max(ended_at) FROM ends WHERE ?5 OR account = ?1)) - ?4 \
       OR number <= (SELECT number FROM notes WHERE account = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?3))";
const ERASE: &str = "UPDATE notes SET environment = NULL \
     WHERE account = ?1 AND target_kind = ?2 AND target_id = ?3";
const ERASE_ELSEWHERE: &str = "UPDATE notes SET environment = NULL WHERE account = ?1 AND environment IS NOT NULL \
     AND environment_id NOT IN (SELECT value FROM json_each(?2))";
const SELECT: &str = "SELECT number, target_kind, target_id, subject, topic, operation_type, environment_id, environment, \
     dropped, noticed_at, delivery, daemon_id, answered_at FROM notes \
     WHERE account = ?1 AND (?2 IS NULL OR (noticed_at, -number) < (?2, ?3)) \
     AND (?4 IS NULL OR subject = ?4 OR target_id = ?4 OR environment_id = ?4) \
     ORDER BY noticed_at DESC, number ASC LIMIT ?5";
