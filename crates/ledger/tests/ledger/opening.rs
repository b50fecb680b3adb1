//! Which files are opened, taken forwards or refused.

use monitor_core::Silence;
use monitor_core::ports::{Record, Store};
use monitor_ledger::{Error, Fate, Ledger};

use crate::world::{Place, account, at, ended, operation, pack, seen, unmuted};

#[test]
fn a_file_of_version_1_opens_with_its_pins_and_pending_ends() {
    let place = Place::new();
    place.write_version_1();
    let pins = [
        unmuted(operation(421), Some(seen())),
        unmuted(pack(3), None),
    ];

    let mut ledger = place.open("a1");
    assert_eq!(ledger.pins().unwrap(), pins);
    assert_eq!(ledger.untold().unwrap(), [ended(422)]);
    let all = [ended(421), ended(422)];
    assert_eq!(ledger.remember(&all, at(4)).unwrap(), [ended(422)]);
    ledger
        .silence(&[ended(422)], Silence::Muted, at(5))
        .unwrap();
    drop(ledger);

    // A second time there is nothing left to migrate.
    let ledger = place.open("a1");
    assert_eq!(
        (ledger.pins().unwrap(), ledger.untold().unwrap()),
        (pins.to_vec(), vec![])
    );
}

#[test]
fn a_file_of_version_2_opens_with_everything_it_had() {
    let place = Place::new();
    place.write_version_2();

    let mut ledger = place.ledger();
    assert_eq!(ledger.untold().unwrap(), [ended(423)]);
    let all = [ended(421), ended(422), ended(423)];
    assert_eq!(ledger.remember(&all, at(9)).unwrap(), [ended(423)]);
    let told: Vec<_> = place
        .entries()
        .iter()
        .map(|entry| {
            (
                entry.ended.subject,
                entry.fate,
                entry.shown_at,
                entry.sent_at,
            )
        })
        .collect();
    let expected = [
        (423, Fate::Pending, None, None),
        (422, Fate::Muted, None, None),
        (421, Fate::Shown, Some(at(2)), None),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_migration_that_fails_leaves_the_file_as_it_was() {
    let place = Place::new();
    place.write_version_1();
    // As of a file that something else has altered: the second step cannot be taken to its end.
    place
        .sqlite()
        .execute_batch("DROP INDEX ends_untold")
        .unwrap();

    let error = Ledger::open(&place.file(), account("a1")).err().unwrap();
    assert!(matches!(error, Error::Sqlite(_)), "{error}");
    let sqlite = place.sqlite();
    let found: i64 = sqlite
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(
        (found, sqlite.prepare("SELECT muted FROM pins").is_err()),
        (1, true)
    );
}

#[test]
fn a_newer_file_is_refused_in_words() {
    let place = Place::new();
    drop(place.open("a1"));
    place
        .sqlite()
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

#[test]
fn a_read_only_ledger_tells_the_pins_while_another_writes_and_takes_nothing() {
    let place = Place::new();
    let mut ledger = place.open("a1");
    ledger.record(&Record::Pinned(operation(421))).unwrap();

    let mut looking = Ledger::open_read_only(&place.file(), account("a1")).unwrap();
    ledger.record(&Record::Pinned(pack(3))).unwrap();
    let targets: Vec<_> = looking
        .pins()
        .unwrap()
        .iter()
        .map(|pin| pin.target)
        .collect();
    assert_eq!(targets, [operation(421), pack(3)]);
    assert!(looking.record(&Record::Unpinned(pack(3))).is_err());

    drop((ledger, looking));
    let alone = Ledger::open_read_only(&place.file(), account("a1")).unwrap();
    assert_eq!(alone.pins().unwrap().len(), 2);
}

#[test]
fn a_read_only_ledger_is_neither_made_nor_migrated() {
    let place = Place::new();
    assert!(Ledger::open_read_only(&place.file(), account("a1")).is_err());
    assert!(!place.file().exists());

    place.write_version_1();
    let error = Ledger::open_read_only(&place.file(), account("a1"))
        .err()
        .unwrap();
    assert!(matches!(error, Error::Older { found: 1 }), "{error}");
    let found: i64 = place
        .sqlite()
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .unwrap();
    assert_eq!(found, 1);
}
