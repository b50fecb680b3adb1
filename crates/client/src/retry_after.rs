//! How long a refusal asks to wait (RFC 9110, section 10.2.3), whatever a server, or a proxy before it, sends.
//!
//! Never less than it asks for. Deliberately absent: the bounds that every pause is kept within, which core has.

use std::time::Duration;

use jiff::civil::DateTime;
use jiff::fmt::{rfc2822, strtime};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

/// The longest pause that one of the values asks for; none where no value can be read.
///
/// A date is taken against the answer's own `Date`, so that a clock that is wrong is harmless; `now` serves where there
/// is none.
pub fn retry_after<'v>(
    values: impl IntoIterator<Item = &'v str>,
    date: Option<&str>,
    now: Timestamp,
) -> Option<Duration> {
    let answered = date.and_then(|date| http_date(date.trim(), now));
    let answered = answered.unwrap_or(now);
    let pauses = values.into_iter().filter_map(|value| {
        let value = value.trim();
        seconds(value).or_else(|| until(value, answered))
    });
    pauses.max()
}

/// Whole seconds; or several of them, as whoever joins a repeated header leaves it. More than can be counted is as long as
/// can be.
fn seconds(value: &str) -> Option<Duration> {
    let number = |text: &str| {
        let text = text.trim();
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().unwrap_or(u64::MAX))
    };
    let numbers: Option<Vec<u64>> = value.split(',').map(number).collect();
    numbers?.into_iter().max().map(Duration::from_secs)
}

/// Zero where the date is past.
fn until(value: &str, answered: Timestamp) -> Option<Duration> {
    let until = http_date(value, answered)?;
    let seconds = until.as_second().saturating_sub(answered.as_second());
    Some(Duration::from_secs(u64::try_from(seconds).unwrap_or(0)))
}

/// In any of the three forms (RFC 9110, section 5.6.7), or as a mail has it. A weekday that is wrong changes nothing.
fn http_date(text: &str, near: Timestamp) -> Option<Timestamp> {
    if let Ok(at) = rfc2822::DateTimeParser::new().parse_timestamp(text) {
        return Some(at);
    }
    let date = fixdate(text)
        .or_else(|| rfc_850(text, near))
        .or_else(|| asctime(text))?;
    // The last hours of the year 9999, which stand for "never", are no moment of this clock.
    Some(Offset::UTC.to_timestamp(date).unwrap_or(Timestamp::MAX))
}

fn fixdate(text: &str) -> Option<DateTime> {
    let (_weekday, date) = text.split_once(", ")?;
    civil("%d %b %Y %H:%M:%S GMT", date).filter(|date| date.year() > 0)
}

fn rfc_850(text: &str, near: Timestamp) -> Option<DateTime> {
    let (_weekday, date) = text.split_once(", ")?;
    in_its_century(civil("%d-%b-%y %H:%M:%S GMT", date)?, near)
}

fn asctime(text: &str) -> Option<DateTime> {
    let (_weekday, date) = text.split_once(' ')?;
    civil("%b %e %H:%M:%S %Y", date).filter(|date| date.year() > 0)
}

/// Of two digits, the year is the latest that is not more than 50 years ahead.
fn in_its_century(date: DateTime, near: Timestamp) -> Option<DateTime> {
    let latest = Offset::UTC.to_datetime(near).checked_add(50.years()).ok()?;
    let earlier = date.checked_sub(100.years()).ok()?;
    let later = date.checked_add(100.years()).ok()?;
    [later, date, earlier]
        .into_iter()
        .find(|date| *date <= latest)
}

fn civil(form: &str, text: &str) -> Option<DateTime> {
    strtime::parse(form, text).ok()?.to_datetime().ok()
}

#[cfg(test)]
mod tests {
    use monitor_core::Attention;
    use monitor_core::cadence::{
        self, Circumstances, Faults, Kind, Phase, RETRY_AFTER_MAX, RETRY_AFTER_MIN, Wish,
    };

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    /// This computer's clock, when the answer came.
    fn now() -> Timestamp {
        at("1994-11-06T08:49:00Z")
    }

    fn asked(values: &[&str], date: Option<&str>) -> Option<Duration> {
        retry_after(values.iter().copied(), date, now())
    }

    fn alone(value: &str) -> Option<Duration> {
        asked(&[value], None)
    }

    fn secs(seconds: u64) -> Option<Duration> {
        Some(Duration::from_secs(seconds))
    }

    #[test]
    fn seconds_are_taken_as_they_come() {
        assert_eq!(alone("0"), secs(0));
        assert_eq!(alone("1"), secs(1));
        assert_eq!(alone(" 120\t"), secs(120));
        assert_eq!(alone("000120"), secs(120));
        assert_eq!(alone("18446744073709551615"), secs(u64::MAX));
        assert_eq!(alone("18446744073709551616"), secs(u64::MAX));
        assert_eq!(alone(&"9".repeat(10_000)), secs(u64::MAX));
    }

    #[test]
    fn a_date_counts_in_each_of_its_three_forms() {
        for date in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(alone(date), secs(37), "{date}");
        }
    }

    #[test]
    fn a_date_that_is_past_asks_for_no_pause() {
        for date in [
            "Sun, 06 Nov 1994 08:49:00 GMT",
            "Sun, 06 Nov 1994 08:48:59 GMT",
            "Thu, 01 Jan 1970 00:00:00 GMT",
            "Saturday, 05-Nov-94 08:49:37 GMT",
            "Sat Nov  5 08:49:37 1994",
        ] {
            assert_eq!(alone(date), secs(0), "{date}");
        }
    }

    #[test]
    fn a_date_that_stands_for_never_asks_for_a_long_pause() {
        for date in ["Fri, 31 Dec 9999 23:59:59 GMT", "Fri Dec 31 23:59:59 9999"] {
            let pause = alone(date).expect("a date");
            assert!(pause > RETRY_AFTER_MAX, "{date}: {pause:?}");
        }
    }

    #[test]
    fn a_wrong_weekday_shortens_no_pause() {
        for date in [
            "Mon, 06 Nov 1994 08:49:37 GMT",
            "Monday, 06-Nov-94 08:49:37 GMT",
            "Mon Nov  6 08:49:37 1994",
        ] {
            assert_eq!(alone(date), secs(37), "{date}");
        }
    }

    #[test]
    fn a_year_of_two_digits_is_at_most_fifty_years_ahead() {
        let year = |year: &str, near: &str| {
            let text = format!("Sunday, 06-Nov-{year} 08:49:37 GMT");
            let date = http_date(&text, at(near)).expect("a date");
            date.to_string().get(..4).map(str::to_owned)
        };
        for (two, near, four) in [
            ("94", "1994-11-06T08:49:00Z", "1994"),
            ("44", "1994-11-07T08:49:00Z", "2044"),
            ("45", "1994-11-07T08:49:00Z", "1945"),
            ("26", "2026-03-08T00:00:00Z", "2026"),
            ("69", "2026-03-08T00:00:00Z", "2069"),
            ("77", "2026-03-08T00:00:00Z", "1977"),
        ] {
            assert_eq!(year(two, near).as_deref(), Some(four), "{two} near {near}");
        }
    }

    #[test]
    fn what_cannot_be_read_asks_for_nothing() {
        for junk in [
            "",
            " ",
            "soon",
            "-5",
            "+5",
            "1.5",
            "1e9",
            "0x10",
            "120 s",
            "120abc",
            "٣٠",
            "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994",
            "Sunday, 06-Nov-94 25:49:37 GMT",
            "1994-11-06T08:49:37Z",
            "Sun, 06 Nov 1994 08:49:37 GMT, 120",
        ] {
            assert_eq!(alone(junk), None, "{junk}");
        }
    }

    #[test]
    fn of_several_values_the_longest_counts() {
        assert_eq!(asked(&["30", "120", "60"], None), secs(120));
        assert_eq!(asked(&["soon", "30"], None), secs(30));
        assert_eq!(
            asked(&["0", "Sun, 06 Nov 1994 08:49:37 GMT"], None),
            secs(37)
        );
        assert_eq!(alone("30, 120"), secs(120));
        assert_eq!(asked(&["soon", "-5"], None), None);
        assert_eq!(asked(&[], None), None);
    }

    #[test]
    fn a_date_is_taken_against_the_servers_own_clock() {
        for (until, date) in [
            // Years ahead of this computer, and years behind it.
            (
                "Fri, 06 Nov 2026 08:49:37 GMT",
                "Fri, 06 Nov 2026 08:49:00 GMT",
            ),
            (
                "Thu, 01 Jan 1970 00:00:37 GMT",
                "Thu, 01 Jan 1970 00:00:00 GMT",
            ),
            (
                "Thursday, 01-Jan-70 00:00:37 GMT",
                "Thu Jan  1 00:00:00 1970",
            ),
        ] {
            assert_eq!(asked(&[until], Some(date)), secs(37), "{date}");
        }
        let until = "Sun, 06 Nov 1994 08:49:37 GMT";
        assert_eq!(asked(&[until], Some("yesterday")), secs(37));
        assert_eq!(
            asked(&["120"], Some("Thu, 01 Jan 1970 00:00:00 GMT")),
            secs(120)
        );
    }

    #[test]
    fn a_pause_against_this_computers_clock_is_rounded_up() {
        let now = at("1994-11-06T08:49:00.999Z");
        let pause = retry_after(["Sun, 06 Nov 1994 08:49:37 GMT"], None, now);
        assert_eq!(pause, secs(37));
    }

    #[test]
    fn whatever_is_sent_nobody_returns_early_hurries_or_waits_for_ever() {
        let sent = [
            "0",
            "1",
            "37",
            "3600",
            "3601",
            "18446744073709551616",
            "-5",
            "soon",
            "",
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Thu, 01 Jan 1970 00:00:00 GMT",
            "Fri, 31 Dec 9999 23:59:59 GMT",
        ];
        for value in sent {
            let pause = alone(value);
            for wish in [Wish::RetryAfter, Wish::ReturnAfter] {
                for (consecutive, seed) in [(1, 1), (2, 7), (40, 99)] {
                    let delay = delay(
                        pause.map_or(Wish::Nothing, wish),
                        Faults { consecutive, seed },
                    );
                    let least = pause
                        .unwrap_or_default()
                        .clamp(RETRY_AFTER_MIN, RETRY_AFTER_MAX);
                    let most = RETRY_AFTER_MAX + 2 * cadence::RETURN_SPREAD;
                    assert!((least..=most).contains(&delay), "{value}: {delay:?}");
                }
            }
        }
    }

    /// Of what is asked for most often.
    fn delay(wish: Wish, faults: Faults) -> Duration {
        let circumstances = Circumstances {
            kind: Kind::Operation,
            attention: Attention::Foreground,
            phase: Phase::Active,
            age: Duration::ZERO,
            faults,
            wish,
        };
        cadence::delay(&circumstances).expect("it is active")
    }
}
