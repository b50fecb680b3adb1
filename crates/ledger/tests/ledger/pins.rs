//! What is kept of pins: their order, their last seen states, their mutes and what they were warned of.

use monitor_core::ports::{Delivery, Record, Store};
use monitor_core::{Target, Warning};
use monitor_ledger::Ledger;

use crate::world::{Place, at, operation, pack, seen, stale, unmuted};

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
        unmuted(operation(421), Some(seen())),
        unmuted(pack(3), None),
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
fn a_warning_that_nobody_took_was_not_given() {
    let place = Place::new();
    let mut ledger = place.ledger();
    ledger.record(&Record::Pinned(operation(421))).unwrap();
    let given = alerted(operation(421), 421, Warning::LikelyStale);
    let other = (421, Warning::ProgressStuck);
    let another = alerted(operation(421), other.0, other.1);
    for record in [&given, &another] {
        ledger.record(record).unwrap();
    }
    for (delivery, kept) in [
        (Delivery::Refused, vec![other]),
        (Delivery::Shown(7), vec![(421, Warning::LikelyStale), other]),
    ] {
        let sent = Record::AlertSent(stale(), delivery, at(2));
        ledger.record(&sent).unwrap();
        assert_eq!(ledger.pins().unwrap().remove(0).alerted, kept);
        // It is sent again, which is stored before.
        ledger.record(&given).unwrap();
    }
}

fn alerted(target: Target, subject: i64, warning: Warning) -> Record {
    Record::Alerted {
        target,
        subject,
        warning,
    }
}
