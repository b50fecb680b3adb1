//! What loses its names with the access to it, and what stays.

use monitor_core::ports::{Delivery, Pin, Record, Store};
use monitor_core::{EnvironmentId, Silence, WorkspaceId};
use monitor_ledger::{Fate, Line, Question};

use crate::world::{Place, at, ended, operation, seen, stale};

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
fn what_access_was_lost_to_keeps_its_entry_without_a_name() {
    let place = Place::new();
    let mut ledger = place.ledger();
    ledger.remember(&[ended(421)], at(1)).unwrap();
    let nowhere = Record::Listed {
        workspaces: Vec::new(),
        environments: Vec::new(),
    };
    ledger.record(&nowhere).unwrap();

    let entries = place.entries();
    assert_eq!(entries.len(), 1);
    assert_eq!(
        (entries[0].fate, entries[0].is_erased()),
        (Fate::Access, true)
    );
    assert_eq!(
        (&entries[0].ended.reason, entries[0].ended.subject),
        (&None, 421)
    );
}

#[test]
fn what_may_have_been_shown_before_access_was_lost_is_no_news_when_it_is_back() {
    let place = Place::new();
    let mut ledger = place.ledger();
    let both = [ended(421), ended(422)];
    ledger.remember(&both, at(1)).unwrap();
    ledger.begin(&both, at(2)).unwrap();
    ledger
        .mark_told(&[ended(421)], Delivery::Unknown, at(12))
        .unwrap();
    ledger
        .mark_told(&[ended(422)], Delivery::Refused, at(12))
        .unwrap();
    for id in [421, 422] {
        ledger.record(&Record::Erased(operation(id))).unwrap();
    }
    assert_eq!(ledger.remember(&both, at(20)).unwrap(), [ended(422)]);
}

#[test]
fn an_alert_of_a_place_that_is_lost_keeps_its_entry_without_a_name() {
    let erasures = [
        Record::Erased(operation(421)),
        Record::Listed {
            workspaces: vec![],
            environments: vec![],
        },
    ];
    for erasure in erasures {
        let place = Place::new();
        let mut ledger = place.ledger();
        ledger.record(&Record::Noted(stale(), None, at(1))).unwrap();
        ledger.record(&erasure).unwrap();
        let lines = place.history().lines(Question::default(), 9).unwrap();
        let [Line::Noted(noted)] = lines.as_slice() else {
            panic!("{lines:?}");
        };
        assert_eq!((&noted.environment, noted.is_erased), (&None, true));
    }
}
