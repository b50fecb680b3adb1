//! The history of a real file: what became of each end, page by page, exported, and pruned.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod ends;

use std::path::PathBuf;

use monitor_core::alert::{About, Reason};
use monitor_core::operation_type::OperationType;
use monitor_core::ports::{Delivery, Record, Store};
use monitor_core::{AccountId, Alert, Dropped, Ended, EnvironmentId, Fault, Silence, Target, Wait};
use monitor_ledger::{Entry, Fate, Format, History, Ledger, Line, Question};
use tempfile::TempDir;

use ends::{at, ended, operation};

#[test]
fn an_entry_tells_when_it_was_noticed_sent_shown_and_opened() {
    let place = Folder::new();
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
    let place = Folder::new();
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
fn an_end_that_waits_says_for_what_until_it_is_told() {
    let place = Folder::new();
    let mut ledger = place.ledger();
    for (id, wait) in [
        (1, Wait::Paused),
        (2, Wait::Snoozed),
        (3, Wait::QuietHours),
        (4, Wait::Grouped),
    ] {
        ledger.withhold(&[ended(id)], wait, at(id)).unwrap();
    }
    let fates = || -> Vec<_> { place.entries().iter().map(|entry| entry.fate).collect() };
    let waiting = [Fate::Grouped, Fate::QuietHours, Fate::Snoozed, Fate::Paused];
    assert_eq!(fates(), waiting);

    let all = [ended(1), ended(2), ended(3), ended(4)];
    ledger.remember(&all, at(4)).unwrap();
    ledger.begin(&all, at(4)).unwrap();
    let shown = Delivery::Shown(7);
    ledger.mark_told(&all, shown, at(4)).unwrap();
    assert_eq!(fates(), [Fate::Shown; 4]);
}

#[test]
fn an_end_that_waited_is_known_not_to_have_been_shown_until_it_was_sent() {
    let place = Folder::new();
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
fn an_end_that_was_not_shown_has_the_reason() {
    let place = Folder::new();
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
fn what_access_was_lost_to_keeps_its_entry_without_a_name() {
    let place = Folder::new();
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
fn what_was_no_news_or_out_of_sight_is_told_where_it_ends_later() {
    let place = Folder::new();
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
    let place = Folder::new();
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
fn what_may_have_been_shown_before_access_was_lost_is_no_news_when_it_is_back() {
    let place = Folder::new();
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
fn a_page_goes_on_where_the_one_before_ended_and_an_id_is_found() {
    let place = Folder::new();
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

#[test]
fn what_is_settled_goes_after_90_days_and_what_is_pending_never() {
    let place = Folder::new();
    let mut ledger = place.ledger();
    let silenced = [ended_at(1, 0)];
    ledger.silence(&silenced, Silence::Rule, at(0)).unwrap();
    ledger.remember(&[ended_at(2, 0)], at(0)).unwrap();
    let then = 90 * DAY;
    ledger.remember(&[ended_at(3, then)], at(then)).unwrap();
    assert_eq!(place.entries().len(), 3);

    let then = 90 * DAY + 1;
    ledger.remember(&[ended_at(4, then)], at(then)).unwrap();
    assert_eq!(place.ids(), [4, 3, 2]);
}

#[test]
fn a_clock_that_is_wrong_alone_prunes_nothing_however_far_it_is_off() {
    let place = Folder::new();
    // What it says in each start, and what the server says; the last one is right.
    for (id, clock, server) in [
        (1, 100, 100),
        (2, 3_000, 101),
        (3, 3_001, 102),
        (4, 1, 103),
        (5, 104, 104),
    ] {
        let mut ledger = place.ledger();
        let silenced = [ended_at(id, server * DAY)];
        let noticed_at = at(clock * DAY);
        ledger
            .silence(&silenced, Silence::Rule, noticed_at)
            .unwrap();
    }
    let mut ids = place.ids();
    ids.sort_unstable();
    assert_eq!(ids, [1, 2, 3, 4, 5]);
}

#[test]
fn a_server_whose_clock_is_ahead_prunes_nothing_and_one_that_tells_no_times_neither() {
    for server in [Some(at(3_000 * DAY)), None] {
        let place = Folder::new();
        let mut ledger = place.ledger();
        for (id, day) in [(1, 100), (2, 101)] {
            let end = Ended {
                ended_at: server,
                ..ended(id)
            };
            let noticed_at = at(day * DAY);
            ledger.silence(&[end], Silence::Rule, noticed_at).unwrap();
        }
        assert_eq!(place.ids(), [2, 1], "{server:?}");
    }
}

#[test]
fn no_more_than_10_000_settled_entries_are_kept() {
    let place = Folder::new();
    let mut ledger = place.ledger();
    for at_once in 0..101 {
        let first = 1 + at_once * 100;
        let hundred: Vec<_> = (first..first + 100).map(ended).collect();
        ledger
            .silence(&hundred, Silence::Rule, at(at_once))
            .unwrap();
    }
    let sqlite = rusqlite::Connection::open(place.file()).unwrap();
    let count = "SELECT count(*), min(subject) FROM ends";
    let kept: (i64, i64) = sqlite
        .query_row(count, [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    assert_eq!(kept, (10_000, 101));
}

#[test]
fn a_file_of_version_2_opens_with_everything_it_had() {
    let place = Folder::new();
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
fn an_export_has_every_entry_and_no_formula() {
    let place = Folder::new();
    let mut ledger = place.ledger();
    let hostile = Ended {
        reason: Some("=cmd|' /C calc'!A0, \"now\"".into()),
        environment: EnvironmentId::new(5).map(|id| (id, "Contoso, Ltd.".into())),
        ..ended(421)
    };
    ledger.remember(&[hostile], at(1_000)).unwrap();
    ledger
        .mark_told(&[ended(421)], Delivery::Shown(7), at(2_000))
        .unwrap();

    let csv = place.exported(Format::Csv);
    let lines: Vec<_> = csv.split("\r\n").collect();
    assert_eq!(lines.len(), 3, "{csv}");
    assert!(lines[0].starts_with("kind,id,ending,"), "{csv}");
    assert_eq!(
        lines[1],
        "operation,421,failed,false,policy.sync,,1,Woodgrove,5,\"Contoso, Ltd.\",\
         \"'=cmd|' /C calc'!A0, \"\"now\"\"\",1970-01-01T00:00:00.099Z,1970-01-01T00:00:01Z,,1970-01-01T00:00:02Z,,\
         shown,7,,"
    );

    let json: serde_json::Value = serde_json::from_str(&place.exported(Format::Json)).unwrap();
    assert_eq!(json[0]["reason"], "=cmd|' /C calc'!A0, \"now\"");
    assert_eq!(json[0]["shown_at"], "1970-01-01T00:00:02Z");
    assert_eq!(json[0]["opened_at"], serde_json::Value::Null);
    assert_eq!(json.as_array().map(Vec::len), Some(1));
}

fn about(environment: i64) -> About {
    About {
        target: operation(421),
        subject: 421,
        kind: Some(OperationType::parse("policy.sync")),
        label: None,
        environment: EnvironmentId::new(environment).map(|id| (id, "Contoso".into())),
    }
}

fn stale() -> Alert {
    Alert::Warned(about(5), Reason::LikelyStale)
}

#[test]
fn an_alert_has_an_entry_with_the_reason_why_nobody_heard_of_it() {
    let place = Folder::new();
    let mut ledger = place.ledger();
    let blind = Alert::Blind {
        fault: Fault::Offline,
        as_of: None,
    };
    ledger.remember(&[ended(421)], at(2)).unwrap();
    for (alert, dropped, millis) in [(stale(), Some(Dropped::QuietHours), 1), (blind, None, 2)] {
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
        "server,,,,,,,,,,,,1970-01-01T00:00:00.002Z,,,,sent,,,blind"
    );
    assert_eq!(
        lines[3],
        "operation,421,,,policy.sync,,,,5,Contoso,,,1970-01-01T00:00:00.001Z,,,,quiet_hours,,,likely_stale"
    );
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
        let place = Folder::new();
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

#[test]
fn an_empty_history_is_an_empty_file_of_its_format() {
    let place = Folder::new();
    drop(place.ledger());
    assert_eq!(place.exported(Format::Csv).lines().count(), 1);
    let json: serde_json::Value = serde_json::from_str(&place.exported(Format::Json)).unwrap();
    assert_eq!(json, serde_json::json!([]));
}

const ROWS_OF_VERSION_2: &str = "
    INSERT INTO ends (account, target_kind, target_id, subject, ending, operation_type, workspace_id, workspace,
      environment_id, environment, ended_at, reason, noticed_at, delivery, daemon_id, told_at, silence, silenced_at)
    VALUES
      ('a1', 'operation', 421, 421, 'failed', 'policy.sync', 1, 'Woodgrove', 5, 'Contoso', 99,
       'Throttled by Microsoft Graph', 1, 'shown', 7, 2, NULL, NULL),
      ('a1', 'operation', 422, 422, 'failed', 'policy.sync', 1, 'Woodgrove', 5, 'Contoso', 99,
       'Throttled by Microsoft Graph', 3, NULL, NULL, NULL, 'muted', 3),
      ('a1', 'operation', 423, 423, 'failed', 'policy.sync', 1, 'Woodgrove', 5, 'Contoso', 99,
       'Throttled by Microsoft Graph', 4, NULL, NULL, NULL, NULL, NULL);";

const DAY: i64 = 24 * 3_600 * 1_000;

/// One that ended then on the server's clock.
fn ended_at(id: i64, millis: i64) -> Ended {
    Ended {
        ended_at: Some(at(millis)),
        ..ended(id)
    }
}

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("ledger.sqlite")
    }

    fn ledger(&self) -> Ledger {
        Ledger::open(&self.file(), account()).unwrap()
    }

    fn history(&self) -> History {
        History::open(&self.file(), account()).unwrap()
    }

    fn entries(&self) -> Vec<Entry> {
        self.history().entries(Question::default(), 100).unwrap()
    }

    /// Of every entry, newest first.
    fn ids(&self) -> Vec<i64> {
        let entries = self.entries();
        entries.iter().map(|entry| entry.ended.subject).collect()
    }

    fn exported(&self, format: Format) -> String {
        let mut out = Vec::new();
        self.history().export(format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// A file as version 2 of the schema had it: an end that was told, one that was muted and one still to be told.
    fn write_version_2(&self) {
        let sqlite = rusqlite::Connection::open(self.file()).unwrap();
        for step in [
            include_str!("../sql/1-ledger.sql"),
            include_str!("../sql/2-silence.sql"),
            ROWS_OF_VERSION_2,
        ] {
            sqlite.execute_batch(step).unwrap();
        }
        sqlite.pragma_update(None, "user_version", 2).unwrap();
    }
}

fn account() -> AccountId {
    AccountId::parse("a1").unwrap()
}
