//! What a second reader learns: what became of each end and alert, page by page.

use monitor_core::ports::{Delivery, Record, Store};
use monitor_core::{Alert, Dropped, Ended, EnvironmentId, Fault, Silence, Target, Wait};
use monitor_ledger::{Fate, Format, Line, Noted, Question, Waited};

use crate::world::{Place, at, ended, operation, stale};

#[test]
fn an_entry_tells_when_it_was_noticed_sent_shown_and_opened() {
    let place = Place::new();
    let mut ledger = place.ledger();
    let both = [ended(421), ended(422)];
    ledger.remember(&both, at(10)).unwrap();
    ledger.begin(&both, at(11)).unwrap();
    ledger.mark_told(&both, Delivery::Shown(7), at(12)).unwrap();
    let opened = Record::Opened(operation(422), at(13));
    ledger.record(&opened).unwrap();
    // The second look is no opening.
    let again = Record::Opened(operation(422), at(14));
    ledger.record(&again).unwrap();

    let entries = place.entries();
    let [newest, oldest] = entries.as_slice() else {
        panic!("{entries:?}");
    };
    assert_eq!((&newest.ended, &oldest.ended), (&ended(422), &ended(421)));
    assert_eq!((newest.opened_at, oldest.opened_at), (Some(at(13)), None));
    for entry in &entries {
        assert_eq!(entry.fate, Fate::Shown);
        assert_eq!(entry.noticed_at, at(10));
        assert_eq!(
            (entry.sent_at, entry.shown_at),
            (Some(at(11)), Some(at(12)))
        );
        assert_eq!((entry.daemon_id, entry.together), (Some(7), Some(2)));
    }
}

#[test]
fn what_one_notification_told_of_a_target_is_opened_together() {
    let place = Place::new();
    let mut ledger = place.ledger();
    let card = Target::ReviewPack(EnvironmentId::new(5).unwrap());
    let packs = [6, 7, 8].map(|subject| Ended {
        target: card,
        subject,
        ..ended(subject)
    });
    for (told, time) in [(&packs[..1], 1), (&packs[1..], 10)] {
        ledger.remember(told, at(time)).unwrap();
        ledger.begin(told, at(time)).unwrap();
        let shown = Delivery::Shown(7);
        ledger.mark_told(told, shown, at(time + 1)).unwrap();
    }
    ledger.record(&Record::Opened(card, at(20))).unwrap();
    let opened: Vec<_> = place
        .entries()
        .iter()
        .map(|entry| (entry.ended.subject, entry.opened_at))
        .collect();
    let expected = [(8, Some(at(20))), (7, Some(at(20))), (6, None)];
    assert_eq!(opened, expected);
}

#[test]
fn an_end_that_waits_says_for_what_and_since_when_and_still_does_once_it_was_told() {
    let place = Place::new();
    let mut ledger = place.ledger();
    for (id, wait) in [
        (1, Wait::Paused),
        (2, Wait::Snoozed),
        (3, Wait::QuietHours),
        (4, Wait::Grouped),
    ] {
        ledger.withhold(&[ended(id)], wait, at(id)).unwrap();
    }
    let told = || -> Vec<_> {
        let entries = place.entries();
        let told = entries.iter().map(|entry| (entry.fate, entry.waited));
        told.collect()
    };
    let waited = [
        (Wait::Grouped, 4),
        (Wait::QuietHours, 3),
        (Wait::Snoozed, 2),
        (Wait::Paused, 1),
    ];
    let waited = waited.map(|(wait, since)| {
        let since = at(since);
        Some(Waited { wait, since })
    });
    let waiting = [Fate::Grouped, Fate::QuietHours, Fate::Snoozed, Fate::Paused];
    let expected: Vec<_> = waiting.into_iter().zip(waited).collect();
    assert_eq!(told(), expected);

    let all = [ended(1), ended(2), ended(3), ended(4)];
    ledger.remember(&all, at(4)).unwrap();
    ledger.begin(&all, at(4)).unwrap();
    let shown = Delivery::Shown(7);
    ledger.mark_told(&all, shown, at(4)).unwrap();
    assert_eq!(told(), waited.map(|waited| (Fate::Shown, waited)));

    let csv = place.exported(Format::Csv);
    let second = csv.split("\r\n").nth(2).unwrap();
    let waited = ",1970-01-01T00:00:00.003Z,quiet_hours,1970-01-01T00:00:00.004Z,";
    assert!(second.contains(waited), "{second}");
    let json: serde_json::Value = serde_json::from_str(&place.exported(Format::Json)).unwrap();
    assert_eq!(json[1]["waited_since"], "1970-01-01T00:00:00.003Z");
    assert_eq!(json[1]["waited_for"], "quiet_hours");
}

#[test]
fn an_end_that_goes_on_waiting_says_for_what_now_and_since_when_that_is_so() {
    let place = Place::new();
    let mut ledger = place.ledger();
    let mut waits = |wait, since| ledger.withhold(&[ended(1)], wait, at(since)).unwrap();
    waits(Wait::Grouped, 1);
    waits(Wait::Paused, 2);
    // Stored once more, as by the next process.
    waits(Wait::Paused, 3);
    let told = || {
        let entries = place.entries();
        entries.first().map(|entry| (entry.fate, entry.waited))
    };
    let waited = |wait, since| {
        let since = at(since);
        Some(Waited { wait, since })
    };
    assert_eq!(told(), Some((Fate::Paused, waited(Wait::Paused, 2))));

    // That was over, and nobody took it: it waits for somebody who does.
    ledger.begin(&[ended(1)], at(4)).unwrap();
    let refused = Delivery::Refused;
    ledger.mark_told(&[ended(1)], refused, at(4)).unwrap();
    assert_eq!(told(), Some((Fate::Pending, None)));
    let quiet = Wait::QuietHours;
    ledger.withhold(&[ended(1)], quiet, at(5)).unwrap();
    assert_eq!(told(), Some((Fate::QuietHours, waited(quiet, 5))));
}

#[test]
fn an_end_that_is_told_after_access_was_lost_and_given_back_waited_for_nothing() {
    let place = Place::new();
    let mut ledger = place.ledger();
    ledger.withhold(&[ended(1)], Wait::Paused, at(1)).unwrap();
    ledger.record(&Record::Erased(operation(1))).unwrap();
    ledger.remember(&[ended(1)], at(2)).unwrap();
    let entries = place.entries();
    let told: Vec<_> = entries
        .iter()
        .map(|entry| (entry.fate, entry.waited))
        .collect();
    assert_eq!(told, [(Fate::Pending, None)]);
}

#[test]
fn an_end_that_was_not_shown_has_the_reason() {
    let place = Place::new();
    let mut ledger = place.ledger();
    ledger.silence(&[ended(1)], Silence::Muted, at(1)).unwrap();
    ledger.silence(&[ended(2)], Silence::Rule, at(2)).unwrap();
    ledger.withhold(&[ended(3)], Wait::Paused, at(3)).unwrap();
    let baseline = Record::Baseline(vec![ended(4)], at(4));
    ledger.record(&baseline).unwrap();
    ledger.remember(&[ended(5), ended(6)], at(5)).unwrap();
    ledger.begin(&[ended(5)], at(5)).unwrap();
    ledger
        .mark_told(&[ended(5)], Delivery::Unknown, at(6))
        .unwrap();
    ledger.remember(&[ended(7)], at(7)).unwrap();
    ledger.record(&Record::Erased(operation(7))).unwrap();
    ledger.remember(&[ended(8)], at(8)).unwrap();
    ledger
        .mark_told(&[ended(8)], Delivery::HandedOver, at(8))
        .unwrap();

    let fates: Vec<_> = place
        .entries()
        .iter()
        .map(|entry| (entry.ended.subject, entry.fate))
        .collect();
    let expected = [
        (8, Fate::HandedOver),
        (7, Fate::Access),
        (6, Fate::Pending),
        (5, Fate::Unknown),
        (4, Fate::Baseline),
        (3, Fate::Paused),
        (2, Fate::Rule),
        (1, Fate::Muted),
    ];
    assert_eq!(fates, expected);
    let untold: Vec<_> = ledger.untold().unwrap();
    assert_eq!(untold, [ended(3), ended(5), ended(6)]);
}

#[test]
fn an_alert_has_an_entry_with_the_reason_why_nobody_heard_of_it() {
    let place = Place::new();
    let mut ledger = place.ledger();
    ledger.remember(&[ended(421)], at(2)).unwrap();
    for (alert, dropped, millis) in [(stale(), Some(Dropped::QuietHours), 1), (blind(), None, 2)] {
        let noted = Record::Noted(alert, dropped, at(millis));
        ledger.record(&noted).unwrap();
    }
    let page = |question, limit| {
        let lines = place.history().lines(question, limit).unwrap();
        let told = lines.iter().map(|line| match line {
            Line::Ended(entry) => (entry.ended.ending.as_str(), None),
            Line::Noted(noted) => (noted.topic.as_str(), noted.dropped),
        });
        let told: Vec<_> = told.collect();
        (told, lines.last().map(Line::place))
    };
    let (first, before) = page(Question::default(), 2);
    assert_eq!(first, [("failed", None), ("blind", None)]);
    let (second, _) = page(Question { before, id: None }, 2);
    assert_eq!(second, [("likely_stale", Some(Dropped::QuietHours))]);

    let csv = place.exported(Format::Csv);
    let lines: Vec<_> = csv.split("\r\n").collect();
    assert_eq!(
        lines[2],
        "server,,,,,,,,,,,,1970-01-01T00:00:00.002Z,,,,,,sent,,,blind"
    );
    assert_eq!(
        lines[3],
        "operation,421,,,policy.sync,,,,5,Contoso,,,1970-01-01T00:00:00.001Z,,,,,,quiet_hours,,,likely_stale"
    );
}

#[test]
fn an_alert_that_was_sent_says_what_became_of_it_and_when() {
    for (delivery, exported) in [
        (
            Delivery::HandedOver,
            "3Z,1970-01-01T00:00:00.003Z,,handed_over,,,",
        ),
        (Delivery::Refused, "3Z,,,refused,,,"),
        (Delivery::Shown(7), "3Z,1970-01-01T00:00:00.003Z,,shown,7,,"),
        (Delivery::Unknown, "3Z,,,unknown,,,"),
    ] {
        let place = Place::new();
        let mut ledger = place.ledger();
        // One that nobody was to hear of, and one of something else, have no part in it.
        let dropped = Record::Noted(stale(), Some(Dropped::Muted), at(2));
        for record in [
            Record::Noted(stale(), None, at(1)),
            dropped,
            Record::Noted(blind(), None, at(2)),
            Record::AlertSent(stale(), Delivery::Refused, at(2)),
            Record::AlertSent(stale(), delivery, at(3)),
        ] {
            ledger.record(&record).unwrap();
        }
        let became: Vec<_> = noted(&place).iter().map(|it| it.delivery).collect();
        assert_eq!(became, [None, None, Some((delivery, at(3)))]);
        let csv = place.exported(Format::Csv);
        assert!(csv.contains(exported), "{csv}");
    }
}

#[test]
fn the_servers_silence_says_what_became_of_it_too() {
    let place = Place::new();
    let mut ledger = place.ledger();
    ledger.record(&Record::Noted(blind(), None, at(1))).unwrap();
    let sent = Record::AlertSent(blind(), Delivery::Shown(9), at(2));
    ledger.record(&sent).unwrap();
    let became: Vec<_> = noted(&place).iter().map(|it| it.delivery).collect();
    assert_eq!(became, [Some((Delivery::Shown(9), at(2)))]);
}

fn blind() -> Alert {
    Alert::Blind {
        fault: Fault::Unreached,
        as_of: None,
    }
}

/// Newest first.
fn noted(place: &Place) -> Vec<Noted> {
    let lines = place.history().lines(Question::default(), 9).unwrap();
    let noted = lines.into_iter().filter_map(|line| match line {
        Line::Ended(_) => None,
        Line::Noted(noted) => Some(noted),
    });
    noted.collect()
}

#[test]
fn a_page_goes_on_where_the_one_before_ended_and_an_id_is_found() {
    let place = Place::new();
    let mut ledger = place.ledger();
    let many: Vec<_> = (1..=25).map(ended).collect();
    ledger.remember(&many[..20], at(1)).unwrap();
    ledger.remember(&many[20..], at(2)).unwrap();

    let history = place.history();
    let mut question = Question::default();
    let mut ids = Vec::new();
    loop {
        let page = history.entries(question, 10).unwrap();
        ids.extend(page.iter().map(|entry| entry.ended.subject));
        let Some(last) = page.last() else { break };
        question.before = Some(last.place);
    }
    let expected: Vec<i64> = (1..=25).rev().collect();
    assert_eq!(ids, expected);

    let one = Question {
        id: Some(7),
        ..Question::default()
    };
    let found = history.entries(one, 10).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].ended, ended(7));
}
