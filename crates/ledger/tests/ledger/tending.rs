//! What a start does for every account, and what signing out of one leaves.

use std::collections::BTreeSet;

use monitor_core::ports::{Delivery, Record, Store};
use monitor_core::{Silence, Timestamp};
use monitor_ledger::{Error, Ledger};

use crate::world::{Place, account, at, ended, ended_at, operation, seen, stale, unmuted};

const DAY: i64 = 24 * 3_600 * 1_000;
const NAMES: [&str; 3] = ["Contoso", "Woodgrove", "Throttled by Microsoft Graph"];

/// A file with an end of the first account that was silenced, one that is pending and an alert, and an end of the second
/// account, so many days later.
fn two_accounts(days: i64) -> Place {
    let place = Place::new();
    let mut first = place.open("a1");
    let silenced = [ended_at(1, 0)];
    first.silence(&silenced, Silence::Rule, at(0)).unwrap();
    first.remember(&[ended_at(2, 0)], at(0)).unwrap();
    first.record(&Record::Noted(stale(), None, at(0))).unwrap();
    let mut second = place.open("b2");
    let (end, noticed_at) = (ended_at(3, days * DAY), at(days * DAY));
    second.silence(&[end], Silence::Rule, noticed_at).unwrap();
    place
}

fn tend(place: &Place, signed_in: &[&str], now: Timestamp) {
    let signed_in: BTreeSet<String> = signed_in.iter().map(|&id| id.to_owned()).collect();
    Ledger::tend(&place.file(), &signed_in, now).unwrap();
}

/// Of all accounts, by their ids; and how many alerts there are.
fn left(place: &Place) -> (Vec<i64>, i64) {
    let ends = place.silences().iter().map(|(id, ..)| *id).collect();
    let sqlite = place.sqlite();
    let count = "SELECT count(*) FROM notes";
    let notes = sqlite.query_row(count, [], |row| row.get(0)).unwrap();
    (ends, notes)
}

#[test]
fn a_start_prunes_every_account_whoever_is_signed_in() {
    for signed_in in [vec!["a1", "b2"], vec!["b2"], vec![]] {
        let place = two_accounts(91);
        tend(&place, &signed_in, at(90 * DAY));
        assert_eq!(left(&place), (vec![1, 2, 3], 1));
        tend(&place, &signed_in, at(91 * DAY));
        assert_eq!(left(&place), (vec![2, 3], 0));
    }
}

#[test]
fn a_start_with_a_clock_that_is_wrong_alone_prunes_nothing() {
    let place = two_accounts(1);
    tend(&place, &["a1", "b2"], at(3_000 * DAY));
    assert_eq!(left(&place), (vec![1, 2, 3], 1));
}

#[test]
fn of_whom_nobody_is_signed_in_the_names_go_after_90_days() {
    let place = Place::new();
    let mut ledger = place.ledger();
    ledger.remember(&[ended(1)], at(0)).unwrap();
    drop(ledger);
    for (signed_in, now, kept) in [
        (vec!["a1"], 91 * DAY, true),
        (vec![], 90 * DAY, true),
        (vec![], 90 * DAY + 1, false),
    ] {
        tend(&place, &signed_in, at(now));
        for name in NAMES {
            assert_eq!(place.contains(name), kept, "{name}");
        }
    }
    assert_eq!(left(&place), (vec![1], 0));
}

#[test]
fn who_is_signed_out_of_leaves_ids_and_pins_and_no_name() {
    let place = Place::new();
    let mut ledger = place.ledger();
    ledger.record(&Record::Pinned(operation(421))).unwrap();
    let last = Record::Seen(operation(421), seen());
    ledger.record(&last).unwrap();
    let both = [ended(421), ended(422)];
    ledger.remember(&both, at(1)).unwrap();
    ledger
        .mark_told(&both[..1], Delivery::Shown(7), at(2))
        .unwrap();
    ledger.record(&Record::Noted(stale(), None, at(3))).unwrap();
    drop(ledger);
    assert!(NAMES.iter().all(|name| place.contains(name)));

    Ledger::forget(&place.file(), &account("a1")).unwrap();
    for name in NAMES {
        assert!(!place.contains(name), "{name}");
    }
    let ledger = place.ledger();
    assert_eq!(ledger.pins().unwrap(), [unmuted(operation(421), None)]);
    assert_eq!(ledger.untold().unwrap(), []);
    assert_eq!(left(&place), (vec![421, 422], 1));
}

#[test]
fn what_a_ledger_is_given_after_its_account_was_signed_out_of_goes_with_its_own_last_word() {
    let place = Place::new();
    let mut ledger = place.ledger();
    ledger.record(&Record::Pinned(operation(421))).unwrap();
    ledger.remember(&[ended(421)], at(1)).unwrap();
    Ledger::forget(&place.file(), &account("a1")).unwrap();

    // What was under way in that instant.
    ledger.remember(&[ended(421), ended(422)], at(2)).unwrap();
    let last = Record::Seen(operation(421), seen());
    ledger.record(&last).unwrap();
    ledger.record(&Record::Noted(stale(), None, at(3))).unwrap();
    assert_eq!(ledger.untold().unwrap().len(), 2);

    ledger.erase_names().unwrap();
    // Of a notice that was on its way.
    let told = ledger.mark_told(&[ended(421)], Delivery::Shown(7), at(4));
    told.unwrap();
    drop(ledger);
    for name in NAMES {
        assert!(!place.contains(name), "{name}");
    }
    let ledger = place.ledger();
    assert_eq!(ledger.pins().unwrap(), [unmuted(operation(421), None)]);
    assert_eq!(ledger.untold().unwrap(), []);
}

#[test]
fn the_names_of_other_accounts_stay() {
    let place = Place::new();
    let mut other = place.open("b2");
    other.record(&Record::Pinned(operation(421))).unwrap();
    let last = Record::Seen(operation(421), seen());
    other.record(&last).unwrap();
    other.remember(&[ended(421)], at(1)).unwrap();

    Ledger::forget(&place.file(), &account("a1")).unwrap();
    let pins = [unmuted(operation(421), Some(seen()))];
    assert_eq!(other.pins().unwrap(), pins);
    assert_eq!(other.untold().unwrap(), [ended(421)]);
}

#[test]
fn a_file_that_is_not_there_is_not_made_and_a_newer_one_is_refused() {
    let place = Place::new();
    tend(&place, &[], at(0));
    Ledger::forget(&place.file(), &account("a1")).unwrap();
    assert!(!place.file().exists());

    drop(place.ledger());
    let sqlite = place.sqlite();
    sqlite.pragma_update(None, "user_version", 99).unwrap();
    let refused = Ledger::forget(&place.file(), &account("a1"));
    assert!(matches!(refused, Err(Error::Newer { found: 99 })));
}
