//! One pinned operation or review pack as a line of the tray's menu.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp as Instant, ZonedDateTime};
use monitor_core::run::{Freshness, Progress, Run, Status};
use monitor_core::view::{Known, PackCard, PackState, Row};
use monitor_core::{PackStatus, Timestamp};

use crate::words::{Arg, Words};

/// Says lines in a language, with the times of a zone.
pub(super) struct Speaker<'a> {
    words: &'a Words,
    zone: &'a TimeZone,
    /// The day on which times need no date.
    today: Option<Date>,
}

impl<'a> Speaker<'a> {
    pub(super) fn at(as_of: Option<Timestamp>, words: &'a Words, zone: &'a TimeZone) -> Self {
        let today = as_of
            .and_then(|as_of| zoned(as_of, zone))
            .map(|as_of| as_of.date());
        Self { words, zone, today }
    }

    pub(super) fn operation(&self, row: &Row) -> String {
        let words = self.words;
        let number = words.operation(row.id.value());
        let alone = |id: &str| words.say_with(id, &[("operation", Arg::Text(&number))]);
        let (kind, label, environment) = match &row.known {
            Known::Forbidden => return alone("menu-operation-forbidden"),
            Known::Gone => return alone("menu-operation-gone"),
            Known::Nothing => return alone("menu-operation-unseen"),
            Known::Run(run) => (Some(&run.kind), run.label(), run.environment.as_ref()),
            Known::Seen(seen) => (
                seen.kind.as_ref(),
                seen.label.as_deref(),
                seen.environment.as_ref(),
            ),
        };
        let environment = words.place(environment.map(|(_, name)| name.as_str()));
        let kind = words.operation_type(kind, label);
        let state = words.say(&state_id(row));
        let Some(environment) = environment else {
            return self.nameless(row, &kind, &state);
        };
        let said = [
            ("type", Arg::Text(&kind)),
            ("environment", Arg::Text(&environment)),
            ("operation", Arg::Text(&number)),
            ("state", Arg::Text(&state)),
        ];
        let Some(timeline) = self.timeline(row) else {
            return words.say_with("menu-operation", &said);
        };
        let said = [&said[..], &[("timeline", Arg::Text(&timeline))]].concat();
        words.say_with("menu-operation-active", &said)
    }

    fn nameless(&self, row: &Row, kind: &str, state: &str) -> String {
        let number = self.words.operation(row.id.value());
        let said = [
            ("type", Arg::Text(kind)),
            ("operation", Arg::Text(&number)),
            ("state", Arg::Text(state)),
        ];
        let Some(timeline) = self.timeline(row) else {
            return self.words.say_with("menu-operation-nameless", &said);
        };
        let said = [&said[..], &[("timeline", Arg::Text(&timeline))]].concat();
        self.words.say_with("menu-operation-nameless-active", &said)
    }

    /// How far an operation under way is: a bar where the server counts, else since when. Not for how long: a duration
    /// would be wrong a minute after the menu was made, and a menu made anew each minute moves under the pointer.
    fn timeline(&self, row: &Row) -> Option<String> {
        let Known::Run(run) = &row.known else {
            return None;
        };
        if run.ending().is_some() {
            return None;
        }
        match &run.progress {
            Progress::Counted { processed, total } => Some(self.counted(*processed, *total)),
            Progress::Activity | Progress::None | Progress::Phased { .. } => self.since(run),
        }
    }

    fn counted(&self, processed: i64, total: i64) -> String {
        let bar = bar(processed, total);
        let (processed, total) = (processed.to_string(), total.to_string());
        let args = [
            ("bar", Arg::Text(&bar)),
            ("processed", Arg::Text(&processed)),
            ("total", Arg::Text(&total)),
        ];
        self.words.say_with("menu-progress", &args)
    }

    /// Since when it is in its state: it runs, or waits.
    fn since(&self, run: &Run) -> Option<String> {
        let at = zoned(run.started_at.unwrap_or(run.created_at), self.zone)?;
        let clock = at.strftime("%H:%M").to_string();
        let clock = ("time", Arg::Text(&clock));
        if self.today == Some(at.date()) {
            return Some(self.words.say_with("menu-since", &[clock]));
        }
        let day = ("day", Arg::Count(usize::try_from(at.day()).ok()?));
        let month = ("month", Arg::Count(usize::try_from(at.month()).ok()?));
        Some(self.words.say_with("menu-since-day", &[clock, day, month]))
    }

    pub(super) fn pack(&self, card: &PackCard) -> String {
        let id = match &card.state {
            PackState::Expired(_) => "pack-expired".into(),
            PackState::Forbidden => "pack-forbidden".into(),
            PackState::Gone => "pack-gone".into(),
            PackState::None => "pack-none".into(),
            PackState::Known(pack) => pack_id(&pack.status),
            PackState::Unseen => "pack-unseen".to_owned(),
        };
        let state = self.words.say(&id);
        let state = ("state", Arg::Text(&state));
        let Some(environment) = self.words.place(Some(&card.environment_name)) else {
            let pack = self.number(&card.state);
            return self
                .words
                .say_with("menu-pack-nameless", &[("pack", Arg::Text(&pack)), state]);
        };
        let environment = ("environment", Arg::Text(&environment));
        self.words.say_with("menu-pack", &[environment, state])
    }

    fn number(&self, state: &PackState) -> String {
        match state {
            PackState::Expired(pack) | PackState::Known(pack) => {
                self.words.review_pack(pack.id.value())
            }
            PackState::Forbidden | PackState::Gone | PackState::None | PackState::Unseen => {
                self.words.say("review-pack-unnumbered")
            }
        }
    }
}

/// The outcome once it ended, the status until then; likely stale before either.
fn state_id(row: &Row) -> String {
    if let Some(ending) = row.ending() {
        return format!("outcome-{}", ending.as_str());
    }
    let status = match &row.known {
        Known::Run(run) if run.freshness == Freshness::LikelyStale => {
            return "freshness-likely-stale".into();
        }
        Known::Run(run) => run.status.clone(),
        Known::Seen(seen) => seen.run_status(),
        Known::Forbidden | Known::Gone | Known::Nothing => return "status-unknown".into(),
    };
    let id = match status {
        Status::Completed | Status::LegacyFailed => "status-completed",
        Status::Other(_) => "status-unknown",
        Status::Queued => "status-queued",
        Status::Running => "status-running",
    };
    id.into()
}

fn pack_id(status: &PackStatus) -> String {
    match status {
        PackStatus::Other(_) => "pack-unknown".into(),
        PackStatus::Expired
        | PackStatus::Failed
        | PackStatus::Generating
        | PackStatus::Queued
        | PackStatus::Ready => format!("pack-{}", status.as_str()),
    }
}

const CELLS: usize = 10;

/// Ten cells. The last is filled only when all is done, and a cell stands for a whole tenth.
fn bar(processed: i64, total: i64) -> String {
    let tenths = processed.saturating_mul(10).checked_div(total).unwrap_or(0);
    let filled = usize::try_from(tenths).unwrap_or(0).min(CELLS);
    "▰".repeat(filled) + &"▱".repeat(CELLS - filled)
}

/// The time of day, and the day as well where it is not today.
pub(super) fn clock(at: Timestamp, now: &ZonedDateTime) -> Option<String> {
    let at = zoned(at, now.time_zone())?;
    let form = if at.date() == now.date() {
        "%H:%M"
    } else {
        "%Y-%m-%d %H:%M"
    };
    Some(at.strftime(form).to_string())
}

fn zoned(at: Timestamp, zone: &TimeZone) -> Option<ZonedDateTime> {
    let at = Instant::from_millisecond(at.millis()).ok()?;
    Some(at.to_zoned_datetime(zone.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_full_only_when_all_is_done() {
        for (processed, total, expected) in [
            (0, 120, "▱▱▱▱▱▱▱▱▱▱"),
            (11, 120, "▱▱▱▱▱▱▱▱▱▱"),
            (37, 120, "▰▰▰▱▱▱▱▱▱▱"),
            (119, 120, "▰▰▰▰▰▰▰▰▰▱"),
            (120, 120, "▰▰▰▰▰▰▰▰▰▰"),
            (1, 0, "▱▱▱▱▱▱▱▱▱▱"),
            (i64::MAX, 1, "▰▰▰▰▰▰▰▰▰▰"),
        ] {
            assert_eq!(bar(processed, total), expected, "{processed} of {total}");
        }
    }
}
