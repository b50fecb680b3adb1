//! Which ends are still to be told, and which never.

use monitor_core::ports::{Delivery, Record, Store};
use monitor_core::{Ended, Silence, Wait};
use monitor_ledger::Fate;

use crate::world::{Place, at, ended, ended_at, operation};

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
fn an_end_that_waited_is_known_not_to_have_been_shown_until_it_was_sent() {
    let place = Place::new();
    let mut ledger = place.ledger();
    let all: Vec<_> = (1..=5).map(ended).collect();
    ledger.withhold(&all[..4], Wait::Snoozed, at(1)).unwrap();
    ledger.remember(&all[4..], at(1)).unwrap();
    // The second was sent and is unanswered, the third nobody took, and the fourth is never told.
    ledger.begin(&all[1..3], at(2)).unwrap();
    ledger
        .mark_told(&all[1..2], Delivery::Unknown, at(3))
        .unwrap();
    ledger
        .mark_told(&all[2..3], Delivery::Refused, at(3))
        .unwrap();
    ledger.silence(&all[3..4], Silence::Muted, at(3)).unwrap();
    drop(ledger);

    let ledger = place.ledger();
    assert_eq!(ledger.withheld().unwrap(), [ended(1), ended(3)]);
    let untold = [ended(1), ended(2), ended(3), ended(5)];
    assert_eq!(ledger.untold().unwrap(), untold);
}

#[test]
fn what_an_earlier_process_may_have_shown_stays_so_where_nobody_takes_it_now() {
    let place = Place::new();
    let mut ledger = place.ledger();
    ledger.withhold(&[ended(421)], Wait::Paused, at(1)).unwrap();
    // Killed before anybody heard what became of it.
    ledger.begin(&[ended(421)], at(2)).unwrap();
    drop(ledger);

    let mut ledger = place.ledger();
    assert_eq!(ledger.withheld().unwrap(), []);
    ledger.begin(&[ended(421)], at(3)).unwrap();
    ledger
        .mark_told(&[ended(421)], Delivery::Refused, at(4))
        .unwrap();
    drop(ledger);

    let ledger = place.ledger();
    assert_eq!(ledger.untold().unwrap(), [ended(421)]);
    assert_eq!(ledger.withheld().unwrap(), []);
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
fn what_was_no_news_or_out_of_sight_is_told_where_it_ends_later() {
    let place = Place::new();
    let mut ledger = place.ledger();
    let baseline = Record::Baseline(vec![ended(421)], at(1));
    ledger.record(&baseline).unwrap();
    ledger.remember(&[ended(422)], at(1)).unwrap();
    ledger.record(&Record::Erased(operation(422))).unwrap();

    let both = [ended(421), ended(422)];
    assert_eq!(ledger.remember(&both, at(2)).unwrap(), both);
    // What was told is no baseline afterwards.
    ledger.mark_told(&both, Delivery::Shown(7), at(3)).unwrap();
    ledger.record(&baseline).unwrap();
    let fates: Vec<_> = place.entries().iter().map(|entry| entry.fate).collect();
    assert_eq!(fates, [Fate::Shown, Fate::Shown]);
}

#[test]
fn the_same_end_at_another_time_has_an_entry_of_its_own_and_at_the_same_time_none() {
    let place = Place::new();
    let mut ledger = place.ledger();
    let (first, second) = (ended_at(421, 99), ended_at(421, 100));
    let timeless = Ended {
        ended_at: None,
        ..ended(421)
    };
    for end in [&first, &timeless] {
        let one = std::slice::from_ref(end);
        assert_eq!(ledger.remember(one, at(1)).unwrap(), one);
        ledger.mark_told(one, Delivery::Shown(7), at(2)).unwrap();
    }
    drop(ledger);

    // Of a database that was restored.
    let mut ledger = place.ledger();
    let all = [first.clone(), second.clone(), timeless.clone()];
    let news = ledger.remember(&all, at(3)).unwrap();
    assert_eq!(news, std::slice::from_ref(&second));
    ledger.begin(&news, at(4)).unwrap();
    ledger.mark_told(&news, Delivery::Shown(8), at(4)).unwrap();
    let entries = place.entries();
    let told: Vec<_> = entries.iter().map(|it| (&it.ended, it.daemon_id)).collect();
    let expected = [(&second, Some(8)), (&timeless, Some(7)), (&first, Some(7))];
    assert_eq!(told, expected);
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
