//! What is kept of muted environments and of snoozes.

use std::collections::BTreeMap;
use std::time::Duration;

use monitor_core::ports::{Record, Store};
use monitor_core::{EnvironmentId, Reach, Term};

use crate::world::{Place, at, operation, pack};

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
    let snoozed =
        "INSERT INTO snoozes (account, kind, id, until) VALUES ('a1', 'environment', 3, 8)";
    place.write_version(4, snoozed);
    let environment = Reach::Environment(EnvironmentId::new(3).unwrap());
    let term = Term {
        until: at(8),
        length: Duration::MAX,
    };
    let kept = place.open("a1").snoozes().unwrap();
    assert_eq!(kept, BTreeMap::from([(environment, term)]));
}

/// An hour that is over then.
fn term(until: i64) -> Term {
    Term {
        until: at(until),
        length: Duration::from_secs(3_600),
    }
}
