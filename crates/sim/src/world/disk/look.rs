//! What the ledger's file has, as whoever judges reads it: pins and pending ends as the next process would, and the rest past
//! the ledger's own code.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use monitor_core::ports::{Pin, Seen};
use monitor_core::{
    Ended, Ending, EnvironmentId, OperationId, Reach, Silence, Target, Term, Timestamp,
};
use rusqlite::{Connection, Row, params};

use super::Disk;
use crate::world::Key;

/// A second connection to the file.
pub(super) struct Look(Connection);

impl Look {
    pub(super) fn at(file: &Path) -> Self {
        Self(Connection::open(file).expect("a file in memory"))
    }

    /// The ends of which the ledger says that they are silenced, and how.
    fn silences(&self) -> rusqlite::Result<Vec<(Key, String)>> {
        let mut statement = self.0.prepare_cached(SELECT_SILENCES)?;
        let rows = statement.query_map([], |row| Ok((key(row)?, row.get("silence")?)))?;
        rows.collect()
    }

    fn has(&self, end: &Key) -> rusqlite::Result<bool> {
        let (target, subject, ending, ended_at) = end;
        let (kind, id) = match target {
            Target::Operation(id) => ("operation", id.value()),
            Target::ReviewPack(id) => ("review_pack", id.value()),
        };
        let ended_at = ended_at.map(Timestamp::millis);
        let mut statement = self.0.prepare_cached(HAS)?;
        statement.exists(params![kind, id, subject, ending.as_str(), ended_at])
    }
}

fn key(row: &Row<'_>) -> rusqlite::Result<Key> {
    let (kind, id): (String, i64) = (row.get("target_kind")?, row.get("target_id")?);
    let target = match kind.as_str() {
        "operation" => OperationId::new(id).map(Target::Operation),
        _ => EnvironmentId::new(id).map(Target::ReviewPack),
    };
    let ending: String = row.get("ending")?;
    let ended_at: Option<i64> = row.get("ended_at")?;
    Ok((
        target.expect("an id"),
        row.get("subject")?,
        Ending::parse(&ending).expect("an ending"),
        ended_at.map(Timestamp::from_millis),
    ))
}

impl Disk {
    pub fn pins(&self) -> Vec<Pin> {
        let mut kept = self.pins.borrow_mut();
        let read = || self.ledger.pins().expect("readable");
        kept.get_or_insert_with(read).clone()
    }

    /// What it last saw of each pin.
    pub fn seen(&self) -> Vec<Seen> {
        let pins = self.pins().into_iter();
        pins.filter_map(|pin| pin.seen).collect()
    }

    pub fn untold(&self) -> Vec<Ended> {
        self.ledger.untold().expect("readable")
    }

    /// Those of them that waited, and cannot have been shown since.
    pub fn withheld(&self) -> Vec<Ended> {
        self.ledger.withheld().expect("readable")
    }

    pub fn muted_environments(&self) -> BTreeSet<EnvironmentId> {
        self.ledger.muted_environments().expect("readable")
    }

    pub fn snoozes(&self) -> BTreeMap<Reach, Term> {
        self.ledger.snoozes().expect("readable")
    }

    /// Every end that is never told, and why.
    pub fn silenced(&self) -> Vec<(Key, Silence)> {
        let silences = self.look.silences().expect("readable").into_iter();
        let meant = |(end, word): (Key, String)| {
            let all = [Silence::Muted, Silence::Rule];
            let why = all.into_iter().find(|why| why.as_str() == word);
            why.map(|why| (end, why))
        };
        silences.filter_map(meant).collect()
    }

    /// The targets of every end that had come before anyone watched, and is no news.
    #[must_use]
    pub fn baselines(&self) -> Vec<Target> {
        let silences = self.look.silences().expect("readable").into_iter();
        let baselines = silences.filter(|(_, word)| word == "baseline");
        baselines.map(|((target, ..), _)| target).collect()
    }

    /// Whether this end is never told.
    #[must_use]
    pub fn is_silenced(&self, end: &Key) -> bool {
        self.silenced().iter().any(|(silenced, _)| silenced == end)
    }

    /// Whether this end is untold because its place was lost.
    #[must_use]
    pub fn is_dropped(&self, end: &Key) -> bool {
        let silences = self.look.silences().expect("readable").into_iter();
        let mut dropped = silences.filter(|(_, word)| word == "access");
        dropped.any(|(dropped, _)| dropped == *end)
    }

    /// Whether this end was ever stored as news.
    #[must_use]
    pub fn has(&self, end: &Key) -> bool {
        self.look.has(end).expect("readable")
    }
}

const SELECT_SILENCES: &str = "SELECT target_kind, target_id, subject, ending, ended_at, silence FROM ends \
     WHERE silence IS NOT NULL";
const HAS: &str = "SELECT 1 FROM ends WHERE target_kind = ?1 AND target_id = ?2 AND subject = ?3 AND ending = ?4 \
     AND ended_at IS ?5 AND silence IS NOT 'baseline'";
