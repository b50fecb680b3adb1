//! The ledger's history as the webview's.

use monitor_core::ports::Delivery;
use monitor_core::run::Ending;
use monitor_core::{Dropped, Target, Timestamp, Topic, Wait, Warning};
use monitor_ledger::{Entry, Fate, Noted, Waited};

use super::words::type_name;
use crate::slice::{
    AlertSlice, AlertWord, EntrySlice, EntryTimes, FateWord, HeardWord, OutcomeWord, PackEndWord,
    WaitWord, WaitedSlice,
};

pub(crate) fn entry(entry: &Entry) -> EntrySlice {
    let ended = &entry.ended;
    let names = (!entry.is_erased()).then_some(&ended.workspace.1);
    let environment = ended.environment.as_ref();
    EntrySlice {
        id: ended.subject,
        pack: match ended.target {
            Target::Operation(_) => None,
            Target::ReviewPack(_) if ended.expired => Some(PackEndWord::Expired),
            Target::ReviewPack(_) if ended.ending == Ending::Failed => Some(PackEndWord::Failed),
            Target::ReviewPack(_) => Some(PackEndWord::Ready),
        },
        outcome: outcome(ended.ending),
        type_name: type_name(ended.kind.as_ref(), ended.label.as_deref()),
        environment: environment.map(|(_, name)| name.clone()),
        workspace: names.cloned(),
        fate: fate(entry.fate),
        together: entry.together,
        waited: entry.waited.map(waited),
        times: EntryTimes {
            ended_ms: ended.ended_at.map(Timestamp::millis),
            noticed_ms: entry.noticed_at.millis(),
            shown_ms: entry.shown_at.map(Timestamp::millis),
            opened_ms: entry.opened_at.map(Timestamp::millis),
        },
    }
}

pub(crate) fn alert(noted: &Noted) -> AlertSlice {
    let of_pack = matches!(noted.about, Some((Target::ReviewPack(_), _)));
    let environment = noted.environment.as_ref();
    AlertSlice {
        number: noted.place.number(),
        alert: topic(noted.topic),
        id: noted.about.map(|(_, subject)| subject),
        of_pack,
        type_name: type_name(noted.kind.as_ref(), None),
        environment: environment.map(|(_, name)| name.clone()),
        erased: noted.is_erased,
        heard: heard(noted),
        heard_ms: noted.delivery.map(|(_, at)| at.millis()),
        noticed_ms: noted.noticed_at.millis(),
    }
}

const fn waited(waited: Waited) -> WaitedSlice {
    let wait = match waited.wait {
        Wait::Grouped => WaitWord::Grouped,
        Wait::Paused => WaitWord::Paused,
        Wait::QuietHours => WaitWord::QuietHours,
        Wait::Snoozed => WaitWord::Snoozed,
    };
    WaitedSlice {
        wait,
        since_ms: waited.since.millis(),
    }
}

const fn topic(topic: Topic) -> AlertWord {
    match topic {
        Topic::Blind => AlertWord::Blind,
        Topic::ClockOff => AlertWord::ClockOff,
        Topic::Warned(Warning::ExpiresInOneDay) => AlertWord::ExpiresInOneDay,
        Topic::Warned(Warning::ExpiresInThreeDays) => AlertWord::ExpiresInThreeDays,
        Topic::Warned(Warning::ExpiresInTwoHours) => AlertWord::ExpiresInTwoHours,
        Topic::Warned(Warning::LikelyStale) => AlertWord::LikelyStale,
        Topic::Warned(Warning::LongerThanUsual) => AlertWord::LongerThanUsual,
        Topic::Warned(Warning::ProgressStuck) => AlertWord::ProgressStuck,
    }
}

const fn heard(noted: &Noted) -> HeardWord {
    match noted.dropped {
        None => became(noted.delivery),
        Some(Dropped::Baseline) => HeardWord::Baseline,
        Some(Dropped::Muted) => HeardWord::Muted,
        Some(Dropped::Paused) => HeardWord::Paused,
        Some(Dropped::QuietHours) => HeardWord::QuietHours,
        Some(Dropped::Rule) => HeardWord::Rule,
        Some(Dropped::Snoozed) => HeardWord::Snoozed,
    }
}

const fn became(delivery: Option<(Delivery, Timestamp)>) -> HeardWord {
    match delivery {
        None => HeardWord::Sent,
        Some((Delivery::HandedOver, _)) => HeardWord::HandedOver,
        Some((Delivery::Refused, _)) => HeardWord::Refused,
        Some((Delivery::Shown(_), _)) => HeardWord::Shown,
        Some((Delivery::Unknown, _)) => HeardWord::Unknown,
    }
}

const fn outcome(ending: Ending) -> OutcomeWord {
    match ending {
        Ending::Blocked => OutcomeWord::Blocked,
        Ending::Cancelled => OutcomeWord::Cancelled,
        Ending::Failed => OutcomeWord::Failed,
        Ending::Partial => OutcomeWord::PartiallySucceeded,
        Ending::Succeeded => OutcomeWord::Succeeded,
        Ending::Unknown => OutcomeWord::Unknown,
    }
}

const fn fate(fate: Fate) -> FateWord {
    match fate {
        Fate::Access => FateWord::Access,
        Fate::Baseline => FateWord::Baseline,
        Fate::Grouped => FateWord::Grouped,
        Fate::HandedOver => FateWord::HandedOver,
        Fate::Muted => FateWord::Muted,
        Fate::Paused => FateWord::Paused,
        Fate::Pending => FateWord::Pending,
        Fate::QuietHours => FateWord::QuietHours,
        Fate::Rule => FateWord::Rule,
        Fate::Shown => FateWord::Shown,
        Fate::Snoozed => FateWord::Snoozed,
        Fate::Unknown => FateWord::Unknown,
    }
}
