//! The ledger while nothing can be written: what waits, and what that is good for.

use monitor_core::ports::Seen;
use monitor_core::run::Ending;
use monitor_core::{OperationId, Target, WorkspaceId};
use rusqlite::types::Value;

use super::*;

#[test]
fn no_state_is_stored_without_the_end_before_it_that_could_not_be() {
    let mut ledger = ledger();
    store(&mut ledger, &Record::Pinned(target()));
    take_nothing(&ledger, true);
    assert!(ledger.remember(&[ended()], at(1)).is_err());
    take_nothing(&ledger, false);

    store(&mut ledger, &Record::Seen(target(), seen("completed")));
    assert_eq!(ledger.untold().expect("readable"), [ended()]);
    assert_eq!(states(&ledger), [Some("completed".to_owned())]);
}

#[test]
fn what_was_told_while_nothing_could_be_written_is_no_news_any_more() {
    let mut ledger = ledger();
    take_nothing(&ledger, true);
    assert!(ledger.remember(&[ended()], at(1)).is_err());
    assert_eq!(ledger.news(&[ended()]), [ended()]);
    assert!(ledger.begin(&[ended()], at(1)).is_err());
    let told = ledger.mark_told(&[ended()], Delivery::Shown(7), at(2));
    assert!(told.is_err());
    assert_eq!(ledger.news(&[ended()]), []);

    take_nothing(&ledger, false);
    ledger.catch_up().expect("there is room");
    assert_eq!(ledger.news(&[ended()]), []);
    assert_eq!(ledger.untold().expect("readable"), []);
}

#[test]
fn what_was_told_before_is_known_although_nothing_can_be_written() {
    let mut ledger = ledger();
    ledger.remember(&[ended()], at(1)).expect("there is room");
    let told = ledger.mark_told(&[ended()], Delivery::Shown(7), at(2));
    told.expect("there is room");
    take_nothing(&ledger, true);
    assert!(ledger.remember(&[ended()], at(3)).is_err());
    assert_eq!(ledger.news(&[ended()]), []);
}

#[test]
fn names_that_could_not_be_erased_go_with_the_next_write() {
    let mut ledger = ledger();
    store(&mut ledger, &Record::Pinned(target()));
    store(&mut ledger, &Record::Seen(target(), seen("running")));
    take_nothing(&ledger, true);
    assert!(ledger.record(&Record::Erased(target())).is_err());
    assert_eq!(states(&ledger), [Some("running".to_owned())]);

    take_nothing(&ledger, false);
    let muted = Record::Muted {
        target: target(),
        on: true,
    };
    store(&mut ledger, &muted);
    assert_eq!(states(&ledger), [None]);
}

#[test]
fn what_waited_when_an_account_was_signed_out_of_is_written_without_its_names() {
    let mut ledger = ledger();
    store(&mut ledger, &Record::Pinned(target()));
    take_nothing(&ledger, true);
    assert!(ledger.remember(&[ended()], at(1)).is_err());
    let seen = Record::Seen(target(), seen("completed"));
    assert!(ledger.record(&seen).is_err());
    assert!(ledger.erase_names().is_err());

    take_nothing(&ledger, false);
    ledger.catch_up().expect("there is room");
    assert_eq!(states(&ledger), [None]);
    assert_eq!(ledger.untold().expect("readable"), []);
    let named = "SELECT count(*) FROM ends WHERE workspace <> '' OR label IS NOT NULL";
    let named = ledger
        .connection
        .query_row(named, [], |row| row.get::<_, i64>(0));
    assert_eq!(named.expect("readable"), 0);
}

#[test]
fn of_a_targets_states_only_the_last_waits() {
    let mut ledger = ledger();
    store(&mut ledger, &Record::Pinned(target()));
    take_nothing(&ledger, true);
    for status in ["queued", "running"] {
        let written = ledger.record(&Record::Seen(target(), seen(status)));
        assert!(written.is_err());
    }
    assert_eq!(ledger.waiting.len(), 1);

    take_nothing(&ledger, false);
    ledger.catch_up().expect("there is room");
    assert_eq!(states(&ledger), [Some("running".to_owned())]);
}

/// What a call stored is on the disk when it returns, and what was erased is overwritten there. In a journal of another
/// mode a history that is read would wait for whoever writes.
#[test]
fn a_ledgers_file_is_written_through_and_can_be_read_meanwhile() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("ledger.sqlite");
    let account = AccountId::parse("a1").expect("an account");
    let ledger = Ledger::open(&file, account).expect("there is room");
    let read = |pragma: &str| -> Value {
        let connection = &ledger.connection;
        let found = connection.pragma_query_value(None, pragma, |row| row.get(0));
        found.expect("a pragma of SQLite's")
    };
    assert_eq!(read("journal_mode"), Value::Text("wal".into()));
    assert_eq!(read("synchronous"), Value::Integer(FULL));
    assert_eq!(read("secure_delete"), Value::Integer(1));
}

/// As SQLite counts it (https://www.sqlite.org/pragma.html#pragma_synchronous).
const FULL: i64 = 2;

fn ledger() -> Ledger {
    let account = AccountId::parse("a1").expect("an account");
    Ledger::in_memory(account).expect("memory")
}

fn take_nothing(ledger: &Ledger, on: bool) {
    ledger.take_nothing(on).expect("a pragma of SQLite's");
}

fn store(ledger: &mut Ledger, record: &Record) {
    ledger.record(record).expect("there is room");
}

fn states(ledger: &Ledger) -> Vec<Option<String>> {
    let pins = ledger.pins().expect("readable");
    let states = pins.into_iter().map(|pin| pin.seen.map(|seen| seen.status));
    states.collect()
}

fn target() -> Target {
    Target::Operation(OperationId::new(421).expect("positive"))
}

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn workspace() -> (WorkspaceId, String) {
    (WorkspaceId::new(1).expect("positive"), "Woodgrove".into())
}

fn seen(status: &str) -> Seen {
    Seen {
        subject: 421,
        kind: None,
        label: None,
        workspace: workspace(),
        environment: None,
        status: status.into(),
        outcome: "pending".into(),
        ended_at: None,
    }
}

fn ended() -> Ended {
    Ended {
        target: target(),
        subject: 421,
        ending: Ending::Failed,
        expired: false,
        kind: None,
        label: None,
        environment: None,
        workspace: workspace(),
        ended_at: Some(at(0)),
        reason: None,
    }
}
