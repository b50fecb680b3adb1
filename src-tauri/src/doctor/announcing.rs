//! The notification check: what keeps ends from the user at present, all of them or some. It is the user's own choice,
//! and none of it keeps the rehearsal back.

use std::collections::BTreeSet;

use monitor_core::rules::{OperationRules, PackRules};
use monitor_core::view::Pinned;
use monitor_core::{QuietSpan, Rules, Timestamp, View};

use crate::slice::{FindingSlice, QuietNowSlice};

/// What the view does not say of it.
pub(crate) struct Present {
    /// On this computer's clock.
    pub(crate) now: Timestamp,
    /// Those of the week to come, too.
    pub(crate) quiet_hours: Vec<QuietSpan>,
    /// Notifications name nobody.
    pub(crate) nameless: bool,
}

pub(super) fn announcing(view: &View, present: &Present) -> FindingSlice {
    let nameless = present.nameless;
    let quiet_hours = quiet_now(&present.quiet_hours, present.now);
    let lasting = |until: &&Timestamp| **until > present.now;
    let snoozes: Vec<_> = view.snoozes.values().filter(lasting).collect();
    let muted = view.pinned.iter().filter(|pinned| is_muted(pinned)).count();
    let rules_off = is_silent(view.rules);
    let is_free = view.paused_until.is_none()
        && quiet_hours.is_empty()
        && !rules_off
        && view.quiet
        && snoozes.is_empty()
        && muted == 0
        && view.muted_environments.is_empty();
    if is_free {
        return FindingSlice::Announced { nameless };
    }
    FindingSlice::Silenced {
        paused_until_ms: view.paused_until.map(Timestamp::millis),
        quiet_hours,
        rules_off,
        suspended: !view.quiet,
        snoozes: count(snoozes.len()),
        snoozed_until_ms: snoozes.into_iter().max().map(|until| until.millis()),
        muted: count(muted),
        muted_environments: count(view.muted_environments.len()),
        nameless,
    }
}

/// Those of the whole account, and those of some environments.
fn quiet_now(spans: &[QuietSpan], now: Timestamp) -> Vec<QuietNowSlice> {
    let (of_some, of_all): (Vec<&QuietSpan>, Vec<&QuietSpan>) = spans
        .iter()
        .filter(|span| span.covers(span.environment, now))
        .partition(|span| span.environment.is_some());
    let environments: BTreeSet<_> = of_some.iter().filter_map(|span| span.environment).collect();
    let of_all = together(&of_all, None);
    let of_some = together(&of_some, Some(count(environments.len())));
    of_all.into_iter().chain(of_some).collect()
}

fn together(spans: &[&QuietSpan], environments: Option<u32>) -> Option<QuietNowSlice> {
    let until = spans.iter().map(|span| span.until).max()?;
    Some(QuietNowSlice {
        environments,
        until_ms: until.millis(),
        // One of them is enough to keep a failure back.
        failures_break_through: spans.iter().all(|span| span.failures_break_through),
    })
}

const fn is_muted(pinned: &Pinned) -> bool {
    match pinned {
        Pinned::Operation(row) => row.muted,
        Pinned::ReviewPack(card) => card.muted,
    }
}

fn is_silent(rules: Rules) -> bool {
    let none_of_operations = OperationRules {
        succeeded: false,
        partially_succeeded: false,
        blocked: false,
        failed: false,
        cancelled: false,
    };
    let none_of_packs = PackRules {
        ready: false,
        failed: false,
        expired: false,
    };
    rules.operations == none_of_operations && rules.packs == none_of_packs
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
