//! A file for the ledger, and what is written into it.

use std::path::PathBuf;

use monitor_core::alert::{About, Reason};
use monitor_core::operation_type::OperationType;
use monitor_core::ports::{Pin, Seen};
use monitor_core::run::Ending;
use monitor_core::{
    AccountId, Alert, Ended, EnvironmentId, OperationId, Target, Timestamp, WorkspaceId,
};
use monitor_ledger::{Entry, Format, History, Ledger, Question};
use tempfile::TempDir;

/// A folder with the ledger's file, or without one yet.
pub(crate) struct Place(TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.0.path().join("ledger.sqlite")
    }

    pub(crate) fn open(&self, name: &str) -> Ledger {
        Ledger::open(&self.file(), account(name)).unwrap()
    }

    pub(crate) fn ledger(&self) -> Ledger {
        self.open("a1")
    }

    pub(crate) fn history(&self) -> History {
        History::open(&self.file(), account("a1")).unwrap()
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        self.history().entries(Question::default(), 100).unwrap()
    }

    /// Of every entry, newest first.
    pub(crate) fn ids(&self) -> Vec<i64> {
        let entries = self.entries();
        entries.iter().map(|entry| entry.ended.subject).collect()
    }

    pub(crate) fn exported(&self, format: Format) -> String {
        let mut out = Vec::new();
        self.history().export(format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    pub(crate) fn sqlite(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.file()).unwrap()
    }

    /// Whether any of the ledger's files holds that text.
    pub(crate) fn contains(&self, text: &str) -> bool {
        let mut files = std::fs::read_dir(self.0.path()).unwrap();
        files.any(|file| {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        })
    }

    /// Every end, by its id.
    pub(crate) fn silences(&self) -> Vec<Silenced> {
        let sqlite = self.sqlite();
        let mut ends = sqlite
            .prepare("SELECT subject, noticed_at, silence, silenced_at FROM ends ORDER BY subject")
            .unwrap();
        let ends = ends
            .query_map([], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
            })
            .unwrap();
        ends.collect::<Result<_, _>>().unwrap()
    }

    /// A file as version 1 of the schema had it: two pins, an end that was told and one that was not.
    pub(crate) fn write_version_1(&self) {
        self.write_version(1, ROWS_OF_VERSION_1);
    }

    /// A file as version 2 of the schema had it: an end that was told, one that was muted and one still to be told.
    pub(crate) fn write_version_2(&self) {
        self.write_version(2, ROWS_OF_VERSION_2);
    }

    /// A file as that version of the schema left it.
    pub(crate) fn write_version(&self, version: usize, rows: &str) {
        let sqlite = self.sqlite();
        for step in &STEPS[..version] {
            sqlite.execute_batch(step).unwrap();
        }
        sqlite.execute_batch(rows).unwrap();
        sqlite
            .pragma_update(None, "user_version", i64::try_from(version).unwrap())
            .unwrap();
    }
}

/// An end's id, when it was noticed, and why and since when it is silenced.
pub(crate) type Silenced = (i64, i64, Option<String>, Option<i64>);

pub(crate) fn account(name: &str) -> AccountId {
    AccountId::parse(name).unwrap()
}

pub(crate) fn operation(id: i64) -> Target {
    Target::Operation(OperationId::new(id).unwrap())
}

pub(crate) fn pack(id: i64) -> Target {
    Target::ReviewPack(EnvironmentId::new(id).unwrap())
}

pub(crate) fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

/// An operation that ended.
pub(crate) fn ended(id: i64) -> Ended {
    Ended {
        target: operation(id),
        subject: id,
        ending: Ending::Failed,
        expired: false,
        kind: Some(OperationType::parse("policy.sync")),
        label: None,
        environment: EnvironmentId::new(5).map(|id| (id, "Contoso".into())),
        workspace: (WorkspaceId::new(1).unwrap(), "Woodgrove".into()),
        ended_at: Some(at(99)),
        reason: Some("Throttled by Microsoft Graph".into()),
    }
}

/// One that ended then on the server's clock.
pub(crate) fn ended_at(id: i64, millis: i64) -> Ended {
    Ended {
        ended_at: Some(at(millis)),
        ..ended(id)
    }
}

/// A pin that nobody muted and nothing was warned of.
pub(crate) fn unmuted(target: Target, seen: Option<Seen>) -> Pin {
    Pin {
        target,
        muted: false,
        alerted: vec![],
        seen,
    }
}

pub(crate) fn seen() -> Seen {
    Seen {
        subject: 421,
        kind: Some(OperationType::parse("policy.sync")),
        label: None,
        workspace: (WorkspaceId::new(2).unwrap(), "Woodgrove".into()),
        environment: Some((EnvironmentId::new(3).unwrap(), "Contoso".into())),
        status: "completed".into(),
        outcome: "succeeded".into(),
        ended_at: Some(at(99)),
    }
}

fn about(environment: i64) -> About {
    About {
        target: operation(421),
        subject: 421,
        kind: Some(OperationType::parse("policy.sync")),
        label: None,
        environment: EnvironmentId::new(environment).map(|id| (id, "Contoso".into())),
    }
}

pub(crate) fn stale() -> Alert {
    Alert::Warned(about(5), Reason::LikelyStale)
}

const STEPS: [&str; 7] = [
    include_str!("../../sql/1-ledger.sql"),
    include_str!("../../sql/2-silence.sql"),
    include_str!("../../sql/3-history.sql"),
    include_str!("../../sql/4-quiet.sql"),
    include_str!("../../sql/5-terms.sql"),
    include_str!("../../sql/6-identity.sql"),
    include_str!("../../sql/7-notes.sql"),
];

const ROWS_OF_VERSION_1: &str = "
    INSERT INTO pins VALUES
      ('a1', 'operation', 421, 1, 421, 'policy.sync', NULL, 2, 'Woodgrove', 3, 'Contoso', 'completed', 'succeeded', 99),
      ('a1', 'review_pack', 3, 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    INSERT INTO ends VALUES
      ('a1', 'operation', 421, 421, 'failed', 'policy.sync', NULL, 1, 'Woodgrove', 5, 'Contoso', 99,
       'Throttled by Microsoft Graph', 1, 'shown', 7, 2),
      ('a1', 'operation', 422, 422, 'failed', 'policy.sync', NULL, 1, 'Woodgrove', 5, 'Contoso', 99,
       'Throttled by Microsoft Graph', 1, NULL, NULL, NULL);";

pub(crate) const ROWS_OF_VERSION_2: &str = "
    INSERT INTO ends (account, target_kind, target_id, subject, ending, operation_type, workspace_id, workspace,
      environment_id, environment, ended_at, reason, noticed_at, delivery, daemon_id, told_at, silence, silenced_at)
    VALUES
      ('a1', 'operation', 421, 421, 'failed', 'policy.sync', 1, 'Woodgrove', 5, 'Contoso', 99,
       'Throttled by Microsoft Graph', 1, 'shown', 7, 2, NULL, NULL),
      ('a1', 'operation', 422, 422, 'failed', 'policy.sync', 1, 'Woodgrove', 5, 'Contoso', 99,
       'Throttled by Microsoft Graph', 3, NULL, NULL, NULL, 'muted', 3),
      ('a1', 'operation', 423, 423, 'failed', 'policy.sync', 1, 'Woodgrove', 5, 'Contoso', 99,
       'Throttled by Microsoft Graph', 4, NULL, NULL, NULL, NULL, NULL);";
