//! The ledger on a real file.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod ends;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use monitor_core::operation_type::OperationType;
use monitor_core::ports::{Delivery, Pin, Record, Seen, Store};
use monitor_core::{
    AccountId, Ended, EnvironmentId, Reach, Silence, Target, Term, Warning, WorkspaceId,
};
use monitor_ledger::{Error, Ledger};
use tempfile::TempDir;

use ends::{at, ended, operation};

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
            muted: false,
            alerted: vec![],
            seen: Some(seen()),
        },
        Pin {
            target: pack(3),
            muted: false,
            alerted: vec![],
            seen: None,
        },
    ];
    assert_eq!(place.open("a1").pins().unwrap(), expected);
}

#[test]
fn two_accounts_write_at_once_and_neither_is_refused() {
    let place = Place::new();
    let write = |mut ledger: Ledger| {
        let pinned = [operation(421), operation(422)];
        for target in pinned {
            ledger.record(&Record::Pinned(target)).unwrap();
        }
        for turn in 0..50 {
            // It reads where the other is before it writes.
            let moved = Record::Moved {
                target: pinned[turn % 2],
                before: Some(pinned[(turn + 1) % 2]),
            };
            ledger.record(&moved).unwrap();
        }
    };
    let ledgers = [place.open("a1"), place.open("b2")];
    std::thread::scope(|scope| {
        for ledger in ledgers {
            scope.spawn(|| write(ledger));
        }
    });
    for account in ["a1", "b2"] {
        assert_eq!(place.open(account).pins().unwrap().len(), 2);
    }
}

#[test]
fn what_a_pin_was_warned_of_survives_reopening_once_and_goes_with_its_pin() {
    let place = Place::new();
    let mut ledger = place.open("a1");
    ledger.record(&Record::Pinned(operation(421))).unwrap();
    for warning in [
        Warning::LongerThanUsual,
        Warning::LikelyStale,
        Warning::LikelyStale,
    ] {
        ledger
            .record(&alerted(operation(421), 421, warning))
            .unwrap();
    }
    drop(ledger);

    let warnings = |account| place.open(account).pins().unwrap().remove(0).alerted;
    let both = [(421, Warning::LikelyStale), (421, Warning::LongerThanUsual)];
    assert_eq!(warnings("a1"), both);
    let mut other = place.open("b2");
    other.record(&Record::Pinned(operation(421))).unwrap();
    assert_eq!(warnings("b2"), []);

    let mut ledger = place.open("a1");
    ledger.record(&Record::Unpinned(operation(421))).unwrap();
    ledger.record(&Record::Pinned(operation(421))).unwrap();
    assert_eq!(warnings("a1"), []);
}

#[test]
fn each_review_pack_of_an_environment_has_its_own_warnings() {
    let place = Place::new();
    let mut ledger = place.open("a1");
    ledger.record(&Record::Pinned(pack(3))).unwrap();
    for (subject, warning) in [
        (7, Warning::ExpiresInThreeDays),
        (8, Warning::ExpiresInThreeDays),
        (8, Warning::ExpiresInOneDay),
    ] {
        ledger.record(&alerted(pack(3), subject, warning)).unwrap();
    }
    let kept = [
        (7, Warning::ExpiresInThreeDays),
        (8, Warning::ExpiresInOneDay),
        (8, Warning::ExpiresInThreeDays),
    ];
    assert_eq!(ledger.pins().unwrap().remove(0).alerted, kept);
}

#[test]
fn a_muted_environment_is_kept_for_its_account_alone_until_it_is_unmuted() {
    let place = Place::new();
    let mute = |account: &str, id: i64, on: bool| {
        let environment = EnvironmentId::new(id).unwrap();
        let muted = Record::MutedEnvironment { environment, on };
        place.open(account).record(&muted).unwrap();
    };
    for id in [3, 3, 5] {
        mute("a1", id, true);
    }
    mute("a1", 5, false);
    mute("a1", 6, false);
    let kept = |account: &str| {
        let kept = place.open(account).muted_environments().unwrap();
        kept.into_iter()
            .map(EnvironmentId::value)
            .collect::<Vec<_>>()
    };
    assert_eq!((kept("a1"), kept("b2")), (vec![3], vec![]));
}

#[test]
fn a_snooze_is_kept_until_it_is_over_and_that_of_a_target_goes_with_its_pin() {
    let place = Place::new();
    let mut ledger = place.open("a1");
    let environment = Reach::Environment(EnvironmentId::new(3).unwrap());
    let (one, other) = (Reach::Target(operation(421)), Reach::Target(pack(3)));
    for target in [operation(421), pack(3)] {
        ledger.record(&Record::Pinned(target)).unwrap();
    }
    for (reach, term) in [
        (environment, Some(term(5))),
        (one, Some(term(6))),
        (other, Some(term(7))),
        (one, None),
        (environment, Some(term(8))),
    ] {
        ledger.record(&Record::Snoozed(reach, term)).unwrap();
    }
    ledger.record(&Record::Unpinned(operation(421))).unwrap();
    let expected = BTreeMap::from([(environment, term(8)), (other, term(7))]);
    assert_eq!(ledger.snoozes().unwrap(), expected);

    ledger.record(&Record::Unpinned(pack(3))).unwrap();
    drop(ledger);
    let kept = place.open("a1").snoozes().unwrap();
    assert_eq!(kept, BTreeMap::from([(environment, term(8))]));
    assert!(place.open("b2").snoozes().unwrap().is_empty());
}

#[test]
fn a_snooze_of_an_older_version_has_its_end_and_no_length() {
    let place = Place::new();
    let sqlite = place.sqlite();
    for step in [
        include_str!("../sql/1-ledger.sql"),
        include_str!("../sql/2-silence.sql"),
        include_str!("../sql/3-history.sql"),
        include_str!("../sql/4-quiet.sql"),
        "INSERT INTO snoozes (account, kind, id, until) VALUES ('a1', 'environment', 3, 8)",
    ] {
        sqlite.execute_batch(step).unwrap();
    }
    sqlite.pragma_update(None, "user_version", 4).unwrap();
    let environment = Reach::Environment(EnvironmentId::new(3).unwrap());
    let term = Term {
        until: at(8),
        length: Duration::MAX,
    };
    let kept = place.open("a1").snoozes().unwrap();
    assert_eq!(kept, BTreeMap::from([(environment, term)]));
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
        muted: false,
        alerted: vec![],
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
fn a_mute_survives_reopening_and_goes_with_its_pin() {
    let place = Place::new();
    let muted = |target, on| Record::Muted { target, on };
    let is_muted = || {
        let pins = place.open("a1").pins().unwrap();
        pins.iter().map(|pin| pin.muted).collect::<Vec<_>>()
    };
    let mut ledger = place.open("a1");
    for target in [operation(421), pack(421)] {
        ledger.record(&Record::Pinned(target)).unwrap();
    }

    ledger.record(&muted(operation(421), true)).unwrap();
    ledger.record(&Record::Erased(operation(421))).unwrap();
    assert_eq!(is_muted(), [true, false]);

    ledger.record(&Record::Unpinned(operation(421))).unwrap();
    ledger.record(&Record::Pinned(operation(421))).unwrap();
    ledger.record(&muted(pack(421), true)).unwrap();
    assert_eq!(is_muted(), [true, false]);

    ledger.record(&muted(pack(421), false)).unwrap();
    assert_eq!(is_muted(), [false, false]);
}

#[test]
fn a_silenced_end_is_kept_with_its_reason_and_never_to_be_told() {
    let place = Place::new();
    let mut ledger = place.open("a1");
    ledger.remember(&[ended(421)], at(1)).unwrap();
    ledger
        .silence(&[ended(421)], Silence::Muted, at(2))
        .unwrap();
    ledger.silence(&[ended(422)], Silence::Rule, at(3)).unwrap();

    assert_eq!(ledger.untold().unwrap(), []);
    let all = [ended(421), ended(422), ended(423)];
    assert_eq!(ledger.remember(&all, at(4)).unwrap(), [ended(423)]);
    assert_eq!(
        place.silences(),
        [
            (421, 1, Some("muted".to_owned()), Some(2)),
            (422, 3, Some("rule".to_owned()), Some(3)),
            (423, 4, None, None),
        ]
    );
}

#[test]
fn what_was_told_is_not_silenced_afterwards() {
    let place = Place::new();
    let mut ledger = place.open("a1");
    ledger.remember(&[ended(421)], at(1)).unwrap();
    ledger
        .mark_told(&[ended(421)], Delivery::Shown(7), at(2))
        .unwrap();
    ledger
        .silence(&[ended(421)], Silence::Muted, at(3))
        .unwrap();
    assert_eq!(place.silences(), [(421, 1, None, None)]);
}

#[test]
fn a_silenced_end_loses_its_names_like_any_other_and_stays_silenced() {
    let place = Place::new();
    let mut ledger = place.open("a1");
    for id in [421, 422] {
        ledger.silence(&[ended(id)], Silence::Muted, at(1)).unwrap();
    }
    ledger.record(&Record::Erased(operation(421))).unwrap();
    let nowhere = Record::Listed {
        workspaces: Vec::new(),
        environments: Vec::new(),
    };
    ledger.record(&nowhere).unwrap();

    let all = [ended(421), ended(422)];
    assert_eq!(ledger.remember(&all, at(2)).unwrap(), []);
    drop(ledger);
    for name in ["Contoso", "Woodgrove", "Throttled by Microsoft Graph"] {
        assert!(!place.contains(name), "{name}");
    }
}

#[test]
fn that_a_pack_had_expired_survives_reopening() {
    let place = Place::new();
    let expired = Ended {
        expired: true,
        ..ended(421)
    };
    place
        .open("a1")
        .remember(std::slice::from_ref(&expired), at(1))
        .unwrap();
    assert_eq!(place.open("a1").untold().unwrap(), [expired]);
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
fn a_file_of_version_1_opens_with_its_pins_and_pending_ends() {
    let place = Place::new();
    place.write_version_1();
    let pins = [
        Pin {
            target: operation(421),
            muted: false,
            alerted: vec![],
            seen: Some(seen()),
        },
        Pin {
            target: pack(3),
            muted: false,
            alerted: vec![],
            seen: None,
        },
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

/// An hour that is over then.
fn term(until: i64) -> Term {
    Term {
        until: at(until),
        length: Duration::from_secs(3_600),
    }
}

fn alerted(target: Target, subject: i64, warning: Warning) -> Record {
    Record::Alerted {
        target,
        subject,
        warning,
    }
}

const ROWS_OF_VERSION_1: &str = "
    INSERT INTO pins VALUES
      ('a1', 'operation', 421, 1, 421, 'policy.sync', NULL, 2, 'Woodgrove', 3, 'Contoso', 'completed', 'succeeded', 99),
      ('a1', 'review_pack', 3, 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
    INSERT INTO ends VALUES
      ('a1', 'operation', 421, 421, 'failed', 'policy.sync', NULL, 1, 'Woodgrove', 5, 'Contoso', 99,
       'Throttled by Microsoft Graph', 1, 'shown', 7, 2),
      ('a1', 'operation', 422, 422, 'failed', 'policy.sync', NULL, 1, 'Woodgrove', 5, 'Contoso', 99,
       'Throttled by Microsoft Graph', 1, NULL, NULL, NULL);";

/// An end's id, when it was noticed, and why and since when it is silenced.
type Silenced = (i64, i64, Option<String>, Option<i64>);

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

    fn sqlite(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.file()).unwrap()
    }

    /// A file as version 1 of the schema had it: two pins, an end that was told and one that was not.
    fn write_version_1(&self) {
        let sqlite = self.sqlite();
        sqlite
            .execute_batch(include_str!("../sql/1-ledger.sql"))
            .unwrap();
        sqlite.execute_batch(ROWS_OF_VERSION_1).unwrap();
        sqlite.pragma_update(None, "user_version", 1).unwrap();
    }

    /// Every end, by its id.
    fn silences(&self) -> Vec<Silenced> {
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

    fn open(&self, name: &str) -> Ledger {
        Ledger::open(&self.file(), account(name)).unwrap()
    }
}

fn account(name: &str) -> AccountId {
    AccountId::parse(name).unwrap()
}

fn pack(id: i64) -> Target {
    Target::ReviewPack(EnvironmentId::new(id).unwrap())
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
