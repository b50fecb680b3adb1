//! A server whose clock is hours off, is set by an hour, or repeats a second: nothing is asked for more often, and ages are what
//! the server's own time says.

use crate::line::{Line, Sent};
use monitor_sim::world::viewer;

const SECOND: i64 = 1_000;
const HOUR: i64 = 3_600 * SECOND;

/// The window of an operation of that age is shown. After so many seconds the server's clock is set by so much, and back
/// after as long.
fn story(ahead: i64, age: u64, after: u64, step: i64) -> Line {
    let mut line = Line::told(7, age, ahead);
    line.show(viewer(421));
    line.pass(after);
    line.server_ahead += step;
    line.pass(after);
    says_what_the_server_does(&line, after);
    line.server_ahead -= step;
    line.pass(after);
    says_what_the_server_does(&line, after);
    line
}

/// Ages go by this, as soon as something was answered: less than a second apart is the way there and back.
fn says_what_the_server_does(line: &Line, since: u64) {
    if since <= LONGEST_INTERVAL {
        return;
    }
    let offset = line.view().clock_offset_millis;
    let off = offset.abs_diff(line.server_ahead);
    assert!(off <= 1_100, "{offset} ms, not {}", line.server_ahead);
    assert!(!line.was_blind);
}

fn steady(age: u64, after: u64) -> Vec<Sent> {
    story(0, age, after, 0).sent
}

const LONGEST_INTERVAL: u64 = 10;
/// Young, settling and old.
const AGES: [u64; 3] = [0, 20, 600];

#[test]
fn a_clock_that_is_hours_off_changes_nothing_that_is_asked() {
    for age in AGES {
        let expected = steady(age, 40);
        assert!(expected.len() > 5);
        for ahead in [5 * HOUR, -5 * HOUR, 90 * 24 * HOUR, -90 * 24 * HOUR] {
            let sent = story(ahead, age, 40, 0).sent;
            assert_eq!(sent, expected, "{age} s old, {ahead} ms ahead");
        }
    }
}

#[test]
fn a_clock_that_is_set_back_by_an_hour_or_repeats_a_second_makes_nothing_young() {
    for age in AGES {
        for after in [5, 40, 200] {
            let expected = steady(age, after);
            for step in [-HOUR, -SECOND] {
                let sent = story(0, age, after, step).sent;
                assert_eq!(
                    sent, expected,
                    "{age} s old, set by {step} ms after {after} s"
                );
            }
        }
    }
}

#[test]
fn a_clock_that_is_put_forward_by_an_hour_or_leaves_out_a_second_has_nothing_asked_more_often() {
    for age in AGES {
        for after in [5, 40, 200] {
            // Intervals that begin elsewhere may end once more in the same time.
            let most = steady(age, after).len() + 1;
            for step in [HOUR, SECOND] {
                let sent = story(0, age, after, step).sent.len();
                let case = format!("{age} s old, set by {step} ms after {after} s");
                assert!(sent <= most, "{case}: {sent} of {most}");
            }
        }
    }
}
