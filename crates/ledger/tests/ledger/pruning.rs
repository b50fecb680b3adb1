//! When what is settled goes.

use monitor_core::ports::Store;
use monitor_core::{Ended, Silence};

use crate::world::{Place, at, ended, ended_at};

#[test]
fn what_is_settled_goes_after_90_days_and_what_is_pending_never() {
    let place = Place::new();
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
    let place = Place::new();
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
        let place = Place::new();
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
    let place = Place::new();
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

const DAY: i64 = 24 * 3_600 * 1_000;
