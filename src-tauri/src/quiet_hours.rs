//! Quiet hours, from days and times of the day in a time zone to moments, for one account at a time. Pure: the present is
//! an argument. A time that the clocks skip is as much later as they jump, and of one that they have twice it is the first.

use jiff::Timestamp as Instant;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use monitor_core::{AccountId, EnvironmentId, QuietSpan, Timestamp};

use crate::slice::{Day, QuietHours};

/// Those of this account that last now, and those of the week to come.
pub(crate) fn spans(hours: &[QuietHours], account: &AccountId, now: Instant) -> Vec<QuietSpan> {
    hours
        .iter()
        .filter(|hours| is_of(hours, account))
        .flat_map(|hours| spans_of(hours, now))
        .collect()
}

/// Every account has its own of what names environments and no account: until then it held for each of them. What would
/// be there twice is there once.
pub(crate) fn settled(hours: Vec<QuietHours>, accounts: &[&str]) -> Vec<QuietHours> {
    let mut settled = Vec::new();
    for hours in hours {
        if !is_unowned(&hours) || accounts.is_empty() {
            settled.push(hours);
            continue;
        }
        for account in accounts {
            let own = QuietHours {
                account: Some((*account).to_owned()),
                ..hours.clone()
            };
            if !settled.contains(&own) {
                settled.push(own);
            }
        }
    }
    settled
}

fn is_of(hours: &QuietHours, account: &AccountId) -> bool {
    match &hours.account {
        Some(owner) => owner == account.as_str(),
        None => !is_unowned(hours),
    }
}

/// The id of an environment says nothing without its server.
const fn is_unowned(hours: &QuietHours) -> bool {
    hours.account.is_none() && hours.environments.is_some()
}

fn spans_of(hours: &QuietHours, now: Instant) -> Vec<QuietSpan> {
    let zone = zone_of(&hours.time_zone);
    let mut spans = Vec::new();
    // What began yesterday may last until today.
    let today = now.to_zoned_datetime(zone.clone()).date();
    let mut next = today.yesterday().ok();
    for _ in 0..DAYS {
        let Some(date) = next else { break };
        if hours.days.contains(&day_of(date.weekday()))
            && let Some((from, until)) = night(date, hours, &zone)
        {
            let span = |environment| QuietSpan {
                from,
                until,
                environment,
                failures_break_through: hours.failures_break_through,
            };
            spans.extend(places(hours).into_iter().map(span));
        }
        next = date.tomorrow().ok();
    }
    spans
}

/// This computer's own where the name says nothing to it.
fn zone_of(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or_else(|_| TimeZone::system())
}

/// `None` is everything of its account.
fn places(hours: &QuietHours) -> Vec<Option<EnvironmentId>> {
    let Some(ids) = &hours.environments else {
        return vec![None];
    };
    let ids = ids.iter().filter_map(|id| EnvironmentId::new(*id));
    ids.map(Some).collect()
}

fn night(date: Date, hours: &QuietHours, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
    let last = if hours.to > hours.from {
        date
    } else {
        date.tomorrow().ok()?
    };
    Some((
        moment(date, hours.from, zone)?,
        moment(last, hours.to, zone)?,
    ))
}

fn moment(date: Date, minute: u16, zone: &TimeZone) -> Option<Timestamp> {
    let minute = minute.min(LAST_MINUTE);
    let hour = i8::try_from(minute / 60).ok()?;
    let minute = i8::try_from(minute % 60).ok()?;
    let at = date.at(hour, minute, 0, 0);
    let at = at.to_zoned_datetime(zone.clone()).ok()?;
    Some(Timestamp::from_millis(at.timestamp().as_millisecond()))
}

const fn day_of(weekday: Weekday) -> Day {
    match weekday {
        Weekday::Monday => Day::Monday,
        Weekday::Tuesday => Day::Tuesday,
        Weekday::Wednesday => Day::Wednesday,
        Weekday::Thursday => Day::Thursday,
        Weekday::Friday => Day::Friday,
        Weekday::Saturday => Day::Saturday,
        Weekday::Sunday => Day::Sunday,
    }
}

/// Yesterday, today and a week from then on.
const DAYS: usize = 9;
/// Of a day.
const LAST_MINUTE: u16 = 24 * 60 - 1;

#[cfg(test)]
mod tests {
    use anyhow::{Context, Result};

    use super::*;

    const SATURDAY: [Day; 1] = [Day::Saturday];
    const SUNDAY: [Day; 1] = [Day::Sunday];

    fn hours(days: &[Day], from: (u16, u16), to: (u16, u16), zone: &str) -> QuietHours {
        QuietHours {
            account: None,
            days: days.to_vec(),
            from: from.0 * 60 + from.1,
            to: to.0 * 60 + to.1,
            time_zone: zone.to_owned(),
            environments: None,
            failures_break_through: false,
        }
    }

    fn account(name: &str) -> Result<AccountId> {
        AccountId::parse(name).context("an account")
    }

    /// The same nights, of another account or of other environments.
    fn night_of(owner: Option<&str>, environments: Option<&[i64]>) -> QuietHours {
        QuietHours {
            account: owner.map(str::to_owned),
            environments: environments.map(<[i64]>::to_vec),
            ..hours(&SATURDAY, (22, 0), (7, 0), "Etc/UTC")
        }
    }

    /// The first span that is not over yet, in UTC.
    fn first(hours: &QuietHours, now: &str) -> Result<[String; 2]> {
        let now: Instant = now.parse()?;
        let spans = spans(std::slice::from_ref(hours), &account("a1")?, now);
        let ahead = |span: &&QuietSpan| span.until.millis() > now.as_millisecond();
        let span = spans.iter().find(ahead).context("none")?;
        let utc = |at: Timestamp| Instant::from_millisecond(at.millis());
        Ok([utc(span.from)?.to_string(), utc(span.until)?.to_string()])
    }

    #[test]
    fn a_night_is_as_long_as_the_clocks_make_it() -> Result<()> {
        let night = hours(&SATURDAY, (22, 0), (7, 0), "Europe/Berlin");
        for (now, from, until) in [
            (
                "2026-01-03T12:00:00Z",
                "2026-01-03T21:00:00Z",
                "2026-01-04T06:00:00Z",
            ),
            // An hour is skipped.
            (
                "2026-03-28T12:00:00Z",
                "2026-03-28T21:00:00Z",
                "2026-03-29T05:00:00Z",
            ),
            // An hour is doubled.
            (
                "2026-10-24T12:00:00Z",
                "2026-10-24T20:00:00Z",
                "2026-10-25T06:00:00Z",
            ),
        ] {
            assert_eq!(first(&night, now)?, [from, until]);
        }
        Ok(())
    }

    #[test]
    fn a_time_that_is_skipped_is_later_and_of_a_doubled_one_it_is_the_first() -> Result<()> {
        let begins = hours(&SUNDAY, (2, 30), (5, 0), "Europe/Berlin");
        let ends = hours(&SUNDAY, (1, 0), (2, 30), "Europe/Berlin");
        let (spring, autumn) = ("2026-03-28T22:00:00Z", "2026-10-24T21:00:00Z");
        for (hours, now, from, until) in [
            (
                &begins,
                spring,
                "2026-03-29T01:30:00Z",
                "2026-03-29T03:00:00Z",
            ),
            (
                &begins,
                autumn,
                "2026-10-25T00:30:00Z",
                "2026-10-25T04:00:00Z",
            ),
            (
                &ends,
                spring,
                "2026-03-29T00:00:00Z",
                "2026-03-29T01:30:00Z",
            ),
            (
                &ends,
                autumn,
                "2026-10-24T23:00:00Z",
                "2026-10-25T00:30:00Z",
            ),
        ] {
            assert_eq!(first(hours, now)?, [from, until]);
        }
        Ok(())
    }

    #[test]
    fn days_and_times_are_those_of_the_chosen_zone() -> Result<()> {
        for (zone, from, until) in [
            (
                "Asia/Kolkata",
                "2026-11-28T16:30:00Z",
                "2026-11-29T00:30:00Z",
            ),
            (
                "America/New_York",
                "2026-11-29T03:00:00Z",
                "2026-11-29T11:00:00Z",
            ),
            (
                "Pacific/Auckland",
                "2026-11-28T09:00:00Z",
                "2026-11-28T17:00:00Z",
            ),
        ] {
            let night = hours(&SATURDAY, (22, 0), (6, 0), zone);
            assert_eq!(first(&night, "2026-11-28T08:00:00Z")?, [from, until]);
        }
        Ok(())
    }

    #[test]
    fn what_began_yesterday_lasts_and_a_whole_day_is_one() -> Result<()> {
        let night = hours(&SATURDAY, (22, 0), (7, 0), "Etc/UTC");
        let expected = ["2026-11-28T22:00:00Z", "2026-11-29T07:00:00Z"];
        assert_eq!(first(&night, "2026-11-29T03:00:00Z")?, expected);
        let day = hours(&SUNDAY, (0, 0), (0, 0), "Etc/UTC");
        let expected = ["2026-11-29T00:00:00Z", "2026-11-30T00:00:00Z"];
        assert_eq!(first(&day, "2026-11-29T03:00:00Z")?, expected);
        Ok(())
    }

    #[test]
    fn each_environment_has_its_own_span_and_no_day_has_none() -> Result<()> {
        let now: Instant = "2026-11-27T12:00:00Z".parse()?;
        let mut night = night_of(Some("a1"), Some(&[3, 0, 4]));
        night.failures_break_through = true;
        let never = hours(&[], (22, 0), (7, 0), "Etc/UTC");
        let spans = spans(&[night, never], &account("a1")?, now);
        let ids: Vec<_> = spans
            .iter()
            .map(|span| span.environment.map(EnvironmentId::value))
            .collect();
        assert_eq!(ids, [Some(3), Some(4)]);
        assert!(spans.iter().all(|span| span.failures_break_through));
        Ok(())
    }

    #[test]
    fn an_account_has_its_own_and_those_of_all_and_none_of_the_environments_of_another()
    -> Result<()> {
        let now: Instant = "2026-11-27T12:00:00Z".parse()?;
        let all = [
            night_of(None, None),
            night_of(Some("a1"), Some(&[3])),
            night_of(Some("b2"), Some(&[3, 4])),
            night_of(Some("c3"), None),
            night_of(None, Some(&[5])),
        ];
        let of = |name: &str| -> Result<Vec<Option<i64>>> {
            let spans = spans(&all, &account(name)?, now);
            let ids = spans.iter().map(|span| span.environment);
            Ok(ids.map(|id| id.map(EnvironmentId::value)).collect())
        };
        assert_eq!(of("a1")?, [None, Some(3)]);
        assert_eq!(of("b2")?, [None, Some(3), Some(4)]);
        assert_eq!(of("c3")?, [None, None]);
        assert_eq!(of("d4")?, [None]);
        Ok(())
    }

    #[test]
    fn what_names_environments_and_no_account_becomes_each_accounts_once() {
        let three = |owner| night_of(owner, Some(&[3]));
        let everything = night_of(None, None);
        // Another version that knows no accounts gave back the first and the last without theirs.
        let kept = vec![three(None), everything.clone(), three(None)];
        let expected = [three(Some("a1")), three(Some("b2")), everything];
        assert_eq!(settled(kept.clone(), &["a1", "b2"]), expected);
        assert_eq!(settled(expected.to_vec(), &["c3"]), expected);
        assert_eq!(settled(kept.clone(), &[]), kept);
    }
}
