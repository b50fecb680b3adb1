//! The title of a notice of several: how many of what ended and how badly, and after a time away what else is near.

use jiff::{Timestamp as Instant, ZonedDateTime};
use monitor_core::alert::Reason;
use monitor_core::{Ending, Notice, Target, Timestamp};

use super::silence;
use crate::words::{Arg, Words};

/// `now` is this computer's time, in its zone.
pub(super) fn title(notice: &Notice, words: &Words, now: &ZonedDateTime) -> String {
    let news = [
        Some(ended(notice, words)),
        attention(notice, words),
        counted("notice-count-expiring", expiring(notice, now), words),
        counted("notice-count-warned", warned(notice, now), words),
    ];
    let news: Vec<_> = news.into_iter().flatten().collect();
    let news = news.join(", ");
    if notice.away.is_some() {
        words.say_with("notice-away", &[("news", Arg::Text(&news))])
    } else {
        news
    }
}

/// How many pinned review packs expire on this day; none where the notice is of this moment. `now` is this computer's time,
/// in its zone.
pub(super) fn expiring(notice: &Notice, now: &ZonedDateTime) -> usize {
    let away = notice.away.iter();
    away.flat_map(|away| &away.expiring)
        .filter(|at| is_today(**at, now))
        .count()
}

/// What else is worth knowing, the server's silence too. A review pack that expires today is counted as that.
fn warned(notice: &Notice, now: &ZonedDateTime) -> usize {
    let server_now = Timestamp::from_millis(now.timestamp().as_millisecond());
    let is_counted = |reason: Reason| match reason {
        Reason::PackExpires { remaining } => is_today(server_now.after(remaining), now),
        Reason::LikelyStale | Reason::LongerThanUsual { .. } | Reason::ProgressStuck { .. } => {
            false
        }
    };
    let warned = notice.away.iter().flat_map(|away| &away.warned);
    let warned = warned.filter(|(_, reason)| !is_counted(*reason)).count();
    warned + usize::from(silence(notice).is_some())
}

fn is_today(at: Timestamp, now: &ZonedDateTime) -> bool {
    let at = Instant::from_millisecond(at.millis()).ok();
    let zone = now.time_zone();
    at.is_some_and(|at| at.to_zoned_datetime(zone.clone()).date() == now.date())
}

fn ended(notice: &Notice, words: &Words) -> String {
    let is_pack = |target: Target| matches!(target, Target::ReviewPack(_));
    let packs = notice.ended.iter().filter(|end| is_pack(end.target));
    let packs = packs.count();
    let operations = notice.ended.len() - packs;
    let operations = counted("notice-count-operations", operations, words);
    let packs = counted("notice-count-packs", packs, words);
    match (&operations, &packs) {
        (Some(operations), Some(packs)) => {
            let both = [
                ("operations", Arg::Text(operations)),
                ("packs", Arg::Text(packs)),
            ];
            words.say_with("notice-count-ended-both", &both)
        }
        (one, other) => {
            let what = one.as_ref().or(other.as_ref());
            let what = what.map(String::as_str).unwrap_or_default();
            words.say_with("notice-count-ended", &[("what", Arg::Text(what))])
        }
    }
}

/// After a time away the word of what went wrong, where that is one for all of it.
fn attention(notice: &Notice, words: &Words) -> Option<String> {
    let endings = || notice.ended.iter().map(|end| end.ending);
    let attention = endings().filter(|it| it.needs_attention()).count();
    let failed = endings().filter(|it| *it == Ending::Failed).count();
    let id = if notice.away.is_some() && failed == attention {
        "notice-count-failed"
    } else {
        "notice-count-attention"
    };
    counted(id, attention, words)
}

/// `None` where there is none of it.
fn counted(id: &str, count: usize, words: &Words) -> Option<String> {
    (count > 0).then(|| words.say_with(id, &[("count", Arg::Count(count))]))
}
