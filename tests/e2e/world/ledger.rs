//! What the app has written into its ledger, read past it.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use anyhow::Result;
use monitor_core::Target;
use rusqlite::{Connection, OpenFlags};

use super::World;

/// How the end of an operation was told, as far as it was.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Telling {
    /// Milliseconds since the Unix epoch.
    pub(crate) told_at: Option<i64>,
    pub(crate) delivery: Option<String>,
    pub(crate) daemon_id: Option<u32>,
    /// It was to be told with others, and was not sent since: nobody saw it.
    pub(crate) only_waited: bool,
}

impl World {
    /// The pinned operations that the app has seen: their end is news, however often it is started meanwhile.
    pub(crate) fn seen(&self) -> Result<BTreeSet<i64>> {
        let pins = self.ledger()?.pins()?;
        let seen = pins.into_iter().filter(|pin| pin.seen.is_some());
        Ok(seen
            .filter_map(|pin| match pin.target {
                Target::Operation(id) => Some(id.value()),
                Target::ReviewPack(_) => None,
            })
            .collect())
    }

    /// Every operation that is pinned, with the account in which it is.
    pub(crate) fn pinned_by_account(&self) -> Result<Vec<(String, i64)>> {
        let ledger = self.reader()?;
        let mut statement = ledger.prepare(PINS)?;
        let pins = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(pins.collect::<rusqlite::Result<_>>()?)
    }

    /// Every end of an operation that is stored, and whether it was told, by the operations' ids.
    pub(crate) fn ends(&self) -> Result<Vec<(i64, bool)>> {
        let ledger = self.reader()?;
        let mut statement = ledger.prepare(ENDS)?;
        let ends = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(ends.collect::<rusqlite::Result<_>>()?)
    }

    /// How every end of an operation that is stored was told, by operation.
    pub(crate) fn tellings(&self) -> Result<BTreeMap<i64, Telling>> {
        let ledger = self.reader()?;
        let mut statement = ledger.prepare(TELLINGS)?;
        let tellings = statement.query_map([], |row| {
            let telling = Telling {
                told_at: row.get("told_at")?,
                delivery: row.get("delivery")?,
                daemon_id: row.get("daemon_id")?,
                only_waited: row.get("only_waited")?,
            };
            Ok((row.get("target_id")?, telling))
        })?;
        Ok(tellings.collect::<rusqlite::Result<_>>()?)
    }

    /// The operations whose ends waited to be told with others.
    pub(crate) fn grouped(&self) -> Result<Vec<i64>> {
        let ledger = self.reader()?;
        let mut statement = ledger.prepare(GROUPED)?;
        let grouped = statement.query_map([], |row| row.get(0))?;
        Ok(grouped.collect::<rusqlite::Result<_>>()?)
    }

    /// The accounts in whose history it stands as told that this computer's clock is off.
    pub(crate) fn clocks_noted(&self) -> Result<BTreeSet<String>> {
        let ledger = self.reader()?;
        let mut statement = ledger.prepare(CLOCKS)?;
        let noted = statement.query_map([], |row| row.get(0))?;
        Ok(noted.collect::<rusqlite::Result<_>>()?)
    }

    fn reader(&self) -> Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let ledger = Connection::open_with_flags(self.data().join("ledger.sqlite"), flags)?;
        ledger.busy_timeout(BUSY_LIMIT)?;
        Ok(ledger)
    }
}

/// How long to wait for the app, which writes.
const BUSY_LIMIT: Duration = Duration::from_secs(2);
const CLOCKS: &str = "SELECT account FROM notes WHERE topic = 'clock_off' AND dropped IS NULL";
const ENDS: &str = "SELECT target_id, told_at IS NOT NULL FROM ends WHERE target_kind = 'operation' \
     ORDER BY target_id";
const PINS: &str = "SELECT account, target_id FROM pins WHERE target_kind = 'operation' \
     ORDER BY account, target_id";
const TELLINGS: &str = "SELECT target_id, told_at, delivery, daemon_id, \
     paused_at IS NOT NULL AND sent_at IS NULL AS only_waited FROM ends WHERE target_kind = 'operation'";
const GROUPED: &str = "SELECT target_id FROM ends WHERE target_kind = 'operation' AND wait = 'grouped' \
     ORDER BY target_id";
