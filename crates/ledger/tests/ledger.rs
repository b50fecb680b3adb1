//! The ledger on a real file.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::path::PathBuf;

use monitor_core::operation_type::OperationType;
use monitor_core::ports::{Delivery, Pin, Record, Seen, Store};
use monitor_core::run::Ending;
use monitor_core::{AccountId, Ended, EnvironmentId, OperationId, Target, Timestamp, WorkspaceId};
use monitor_ledger::{Error, Ledger};
use tempfile::TempDir;

#[test]
fn pins_and_their_last_seen_state_survive_reopening() {
    let place = Place::new();
    let mut ledger = place.open("a1");
    ledger.record(&Record::Pinned(operation(421))).unwrap();
    ledger.record(&Record::Pinned(pack(3))).unwrap();
    ledger.record(&Record::Pinned(operation(421))).unwrap();
    ledger
        .record(&Record::Seen(operation(421), seen()))
        .unwrap();
    drop(ledger);

    let expected = vec![
        Pin {
            target: operation(421),
            seen: Some(seen()),
        },
        Pin {
            target: pack(3),
            seen: None,
        },
    ];
    assert_eq!(place.open("a1").pins().unwrap(), expected);
}

#[test]
fn one_account_sees_nothing_of_another() {
    let place = Place::new();
    place
        .open("a1")
        .record(&Record::Pinned(operation(421)))
        .unwrap();
    place.open("a1").remember(&[ended(421)], at(1)).unwrap();

    assert_eq!(place.open("b2").pins().unwrap(), []);
    assert_eq!(place.open("b2").untold().unwrap(), []);
}

#[test]
fn an_end_is_to_be_told_until_it_was() {
    let place = Place::new();
    let mut ledger = place.open("a1");
    assert_eq!(
        ledger.remember(&[ended(421), ended(422)], at(1)).unwrap(),
        [ended(421), ended(422)]
    );
    ledger
        .mark_told(&[ended(421)], Delivery::Shown(7), at(3))
        .unwrap();
    drop(ledger);

    let mut ledger = place.open("a1");
    assert_eq!(
        ledger.remember(&[ended(421), ended(422)], at(4)).unwrap(),
        [ended(422)]
    );
    assert_eq!(ledger.untold().unwrap(), [ended(422)]);
}

#[test]
fn a_refused_notice_stays_untold() {
    let place = Place::new();
    let mut ledger = place.open("a1");
    ledger.remember(&[ended(421)], at(1)).unwrap();
    ledger
        .mark_told(&[ended(421)], Delivery::Refused, at(2))
        .unwrap();
    assert_eq!(ledger.untold().unwrap(), [ended(421)]);
}

#[test]
fn erasing_keeps_the_ids_and_no_name_and_tells_nothing_more() {
    let place = Place::new();
    let mut ledger = place.open("a1");
    ledger.record(&Record::Pinned(operation(421))).unwrap();
    ledger
        .record(&Record::Seen(operation(421), seen()))
        .unwrap();
    ledger.remember(&[ended(421), ended(422)], at(1)).unwrap();

    ledger.record(&Record::Erased(operation(421))).unwrap();

    let pins = [Pin {
        target: operation(421),
        seen: None,
    }];
    assert_eq!(ledger.pins().unwrap(), pins);
    assert_eq!(ledger.untold().unwrap(), [ended(422)]);
}

#[test]
fn what_ended_where_the_user_may_no_longer_look_loses_its_names_pinned_or_not() {
    let place = Place::new();
    let mut ledger = place.open("a1");
    ledger.remember(&[ended(421), ended(422)], at(1)).unwrap();
    ledger
        .mark_told(&[ended(421)], Delivery::Shown(7), at(2))
        .unwrap();
    let listed = |environments: &[i64]| Record::Listed {
        workspaces: vec![WorkspaceId::new(1).unwrap()],
        environments: environments
            .iter()
            .map(|id| EnvironmentId::new(*id).unwrap())
            .collect(),
    };

    ledger.record(&listed(&[4, 5])).unwrap();
    assert_eq!(ledger.untold().unwrap(), [ended(422)]);
    assert!(place.contains("Contoso"));

    ledger.record(&listed(&[4])).unwrap();
    assert_eq!(ledger.untold().unwrap(), []);
    drop(ledger);
    for name in ["Contoso", "Woodgrove", "Throttled by Microsoft Graph"] {
        assert!(!place.contains(name), "{name}");
    }
}

#[test]
fn an_unpinned_target_is_forgotten() {
    let place = Place::new();
    let mut ledger = place.open("a1");
    ledger.record(&Record::Pinned(operation(421))).unwrap();
    ledger.record(&Record::Unpinned(operation(421))).unwrap();
    assert_eq!(ledger.pins().unwrap(), []);
}

#[test]
fn a_pin_stays_where_it_was_moved_to() {
    let place = Place::new();
    let mut ledger = place.open("a1");
    for target in [operation(1), pack(2), operation(3)] {
        ledger.record(&Record::Pinned(target)).unwrap();
    }
    let moved = |target, before| Record::Moved { target, before };
    let order = || {
        let pins = place.open("a1").pins().unwrap();
        pins.iter().map(|pin| pin.target).collect::<Vec<_>>()
    };

    ledger
        .record(&moved(operation(3), Some(operation(1))))
        .unwrap();
    assert_eq!(order(), [operation(3), operation(1), pack(2)]);
    ledger.record(&moved(operation(3), Some(pack(2)))).unwrap();
    assert_eq!(order(), [operation(1), operation(3), pack(2)]);
    ledger.record(&moved(operation(1), None)).unwrap();
    ledger.record(&Record::Pinned(operation(4))).unwrap();
    assert_eq!(order(), [operation(3), pack(2), operation(1), operation(4)]);

    ledger.record(&moved(operation(77), Some(pack(2)))).unwrap();
    assert_eq!(order().len(), 4);
}

#[test]
fn a_newer_file_is_refused_in_words() {
    let place = Place::new();
    drop(place.open("a1"));
    rusqlite::Connection::open(place.file())
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();

    let error = Ledger::open(&place.file(), account("a1")).err().unwrap();
    assert!(matches!(error, Error::Newer { found: 99 }), "{error}");
    assert!(error.to_string().contains("newer version"), "{error}");
}

#[test]
fn a_file_that_is_no_ledger_is_refused() {
    let place = Place::new();
    std::fs::write(
        place.file(),
        "this is not a database, but it is long enough to look like one".repeat(20),
    )
    .unwrap();
    assert!(matches!(
        Ledger::open(&place.file(), account("a1")),
        Err(Error::Sqlite(_))
    ));
}

struct Place(TempDir);

impl Place {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("ledger.sqlite")
    }

    /// Whether any of the ledger's files holds that text.
    fn contains(&self, text: &str) -> bool {
        let mut files = std::fs::read_dir(self.0.path()).unwrap();
        files.any(|file| {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        })
    }

    fn open(&self, name: &str) -> Ledger {
        Ledger::open(&self.file(), account(name)).unwrap()
    }
}

fn account(name: &str) -> AccountId {
    AccountId::parse(name).unwrap()
}

fn operation(id: i64) -> Target {
    Target::Operation(OperationId::new(id).unwrap())
}

fn pack(id: i64) -> Target {
    Target::ReviewPack(EnvironmentId::new(id).unwrap())
}

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn seen() -> Seen {
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

fn ended(id: i64) -> Ended {
    Ended {
        target: operation(id),
        subject: id,
        ending: Ending::Failed,
        kind: Some(OperationType::parse("policy.sync")),
        label: None,
        environment: EnvironmentId::new(5).map(|id| (id, "Contoso".into())),
        workspace: (WorkspaceId::new(1).unwrap(), "Woodgrove".into()),
        ended_at: Some(at(99)),
        reason: Some("Throttled by Microsoft Graph".into()),
    }
}
