//! Times and spans, for people and for programs.

use std::time::Duration;

use jiff::tz::TimeZone;
use monitor_core::Timestamp;

/// RFC 3339 in UTC, for programs; `None` for a time that no calendar has.
pub(crate) fn exact(time: Timestamp) -> Option<String> {
    let time = jiff::Timestamp::from_millisecond(time.millis()).ok()?;
    Some(time.to_string())
}

/// On this computer's clock and calendar, for people.
pub(crate) fn local(time: Timestamp) -> String {
    let Ok(time) = jiff::Timestamp::from_millisecond(time.millis()) else {
        return String::new();
    };
    let here = time.to_zoned_datetime(TimeZone::system());
    here.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

pub(crate) fn span(span: Duration) -> String {
    let seconds = span.as_secs();
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_told_in_its_two_largest_units() {
        let of = |seconds| span(Duration::from_secs(seconds));
        assert_eq!([of(0), of(59)], ["0 s", "59 s"]);
        assert_eq!([of(60), of(192)], ["1 min 0 s", "3 min 12 s"]);
        assert_eq!([of(3600), of(90_061)], ["1 h 0 min", "25 h 1 min"]);
    }

    #[test]
    fn programs_read_times_in_utc() {
        let time = exact(Timestamp::from_millis(1_000));
        assert_eq!(time.as_deref(), Some("1970-01-01T00:00:01Z"));
    }
}
