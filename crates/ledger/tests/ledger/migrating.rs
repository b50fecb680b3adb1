//! Files of older versions of the schema, as those versions left them, with all that they had.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use monitor_core::ports::{Delivery, Record, Store};
use monitor_core::{EnvironmentId, Reach, Term, Timestamp, Wait, Warning};
use monitor_ledger::{Fate, Line, Question, Waited};

use crate::world::{Place, ROWS_OF_VERSION_2, at, ended, ended_at, operation, stale};

/// An end's id, what became of it, for what it waited, and when it was sent, shown and opened.
type Became = (
    i64,
    Fate,
    Option<Waited>,
    Option<Timestamp>,
    Option<Timestamp>,
    Option<Timestamp>,
);

/// Newest first.
fn became(place: &Place) -> Vec<Became> {
    let entries = place.entries().into_iter();
    let became = entries.map(|entry| {
        let (sent, shown, opened) = (entry.sent_at, entry.shown_at, entry.opened_at);
        (
            entry.ended.subject,
            entry.fate,
            entry.waited,
            sent,
            shown,
            opened,
        )
    });
    became.collect()
}

fn waited(wait: Wait, since: i64) -> Option<Waited> {
    let since = at(since);
    Some(Waited { wait, since })
}

/// With the rows that version 2 had, and these.
fn of_version(version: usize, rows: &str) -> Place {
    let place = Place::new();
    place.write_version(version, &format!("{ROWS_OF_VERSION_2}{rows}"));
    place
}

#[test]
fn a_file_of_version_3_opens_with_its_pauses_openings_and_warnings() {
    let place = of_version(
        3,
        "INSERT INTO pins (account, target_kind, target_id, position) VALUES ('a1', 'operation', 423, 1);
         INSERT INTO alerts VALUES ('a1', 'operation', 423, 423, 'likely_stale');
         UPDATE ends SET sent_at = 1, together = 2, opened_at = 5 WHERE subject = 421;
         UPDATE ends SET paused_at = 4 WHERE subject = 423;",
    );
    let ledger = place.ledger();
    let pins = ledger.pins().unwrap();
    let [pin] = pins.as_slice() else {
        panic!("{pins:?}");
    };
    let warned = (pin.target, &pin.alerted[..]);
    let given = [(423, Warning::LikelyStale)];
    assert_eq!(warned, (operation(423), &given[..]));
    assert_eq!(ledger.withheld().unwrap(), [ended(423)]);
    let expected = [
        (423, Fate::Paused, waited(Wait::Paused, 4), None, None, None),
        (422, Fate::Muted, None, None, None, None),
        (
            421,
            Fate::Shown,
            None,
            Some(at(1)),
            Some(at(2)),
            Some(at(5)),
        ),
    ];
    assert_eq!(became(&place), expected);
}

#[test]
fn a_file_of_version_5_opens_with_what_waits_and_takes_an_end_at_another_time() {
    let place = of_version(
        5,
        "UPDATE ends SET paused_at = 4, wait = 'quiet_hours' WHERE subject = 423;
         INSERT INTO muted_environments VALUES ('a1', 3);
         INSERT INTO snoozes VALUES ('a1', 'environment', 3, 8, 3600000);",
    );
    let mut ledger = place.ledger();
    let environment = EnvironmentId::new(3).unwrap();
    assert_eq!(
        ledger.muted_environments().unwrap(),
        BTreeSet::from([environment])
    );
    let term = Term {
        until: at(8),
        length: Duration::from_secs(3_600),
    };
    let snoozes = BTreeMap::from([(Reach::Environment(environment), term)]);
    assert_eq!(ledger.snoozes().unwrap(), snoozes);
    let expected = [
        (
            423,
            Fate::QuietHours,
            waited(Wait::QuietHours, 4),
            None,
            None,
            None,
        ),
        (422, Fate::Muted, None, None, None, None),
        (421, Fate::Shown, None, None, Some(at(2)), None),
    ];
    assert_eq!(became(&place), expected);

    // That of a database which was restored is another one.
    let again = [ended(421), ended_at(421, 500)];
    assert_eq!(ledger.remember(&again, at(9)).unwrap(), again[1..]);
}

#[test]
fn a_file_of_version_6_opens_with_both_ends_of_one_operation_and_takes_alerts() {
    let place = of_version(
        6,
        "INSERT INTO ends (account, target_kind, target_id, subject, ending, workspace_id, workspace, ended_at, noticed_at)
         VALUES ('a1', 'operation', 421, 421, 'failed', 1, 'Woodgrove', 500, 6);",
    );
    let mut ledger = place.ledger();
    let ids: Vec<_> = became(&place).iter().map(|it| (it.0, it.1)).collect();
    let expected = [
        (421, Fate::Pending),
        (423, Fate::Pending),
        (422, Fate::Muted),
        (421, Fate::Shown),
    ];
    assert_eq!(ids, expected);
    let both = [ended(421), ended_at(421, 500)];
    assert_eq!(ledger.news(&both), both[1..]);
    ledger.record(&Record::Noted(stale(), None, at(7))).unwrap();
    let lines = place.history().lines(Question::default(), 9).unwrap();
    assert!(matches!(lines[0], Line::Noted(_)), "{lines:?}");
}

#[test]
fn a_file_of_version_7_opens_with_its_alerts_of_which_nothing_is_known() {
    let place = of_version(
        7,
        "INSERT INTO notes (account, target_kind, target_id, subject, topic, environment_id, environment, noticed_at)
         VALUES ('a1', 'operation', 421, 421, 'likely_stale', 5, 'Contoso', 9);",
    );
    let mut ledger = place.ledger();
    let delivery = || {
        let lines = place.history().lines(Question::default(), 9).unwrap();
        match &lines[0] {
            Line::Ended(entry) => panic!("{entry:?}"),
            Line::Noted(noted) => noted.delivery,
        }
    };
    assert_eq!(delivery(), None);
    let shown = Record::AlertSent(stale(), Delivery::Shown(7), at(10));
    ledger.record(&shown).unwrap();
    assert_eq!(delivery(), Some((Delivery::Shown(7), at(10))));
}
