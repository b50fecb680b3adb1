//! One line for one target. What a server or a user named is in it, so it is made plain before anyone shows it.

use monitor_core::ports::Seen;
use monitor_core::run::{self, Run};
use monitor_core::view::{Known, PackCard, PackState, Pinned, Row};
use monitor_core::{Pack, PackStatus, Target};

use crate::text::plain;
use crate::times::span;
use crate::words::{self, term};

/// A pinned target; `None` while nothing is known of it.
pub(crate) fn pinned(pinned: &Pinned) -> Option<String> {
    match pinned {
        Pinned::Operation(row) => of_row(row),
        Pinned::ReviewPack(card) => of_card(card),
    }
}

pub(crate) fn operation(run: &Run) -> String {
    let end = run.ending().map(words::ending);
    let took = run.started_at.zip(run.completed_at);
    let reason = run.failures.first();
    line([
        Some(words::name(Target::Operation(run.id))),
        Some(words::operation_type(Some(&run.kind), run.label())),
        Some(place(
            run.environment.as_ref().map(|(_, name)| name.as_str()),
        )),
        Some(end.map_or_else(|| words::status(&run.status), str::to_owned)),
        words::freshness(run.freshness).map(str::to_owned),
        words::progress(&run.progress).filter(|_| end.is_none()),
        took.filter(|_| end.is_some())
            .map(|(from, to)| format!("after {}", span(to.since(from)))),
        reason.map(|failure| failure.label.as_ref().unwrap_or(&failure.message).clone()),
    ])
}

/// A pinned target as the app's ledger last saw it.
pub(crate) fn seen(target: Target, seen: Option<&Seen>) -> String {
    let Some(seen) = seen else {
        return words::name(target);
    };
    let is_pack = matches!(target, Target::ReviewPack(_));
    let state = if is_pack {
        state_of_pack(&seen.status)
    } else {
        let ended = run::ending(&seen.run_status(), &seen.run_outcome());
        let ended = ended.map(|ending| words::ending(ending).to_owned());
        ended.unwrap_or_else(|| words::status(&seen.run_status()))
    };
    let kind = words::operation_type(seen.kind.as_ref(), seen.label.as_deref());
    line([
        Some(words::name(target)),
        Some(kind).filter(|_| !is_pack),
        Some(place(
            seen.environment.as_ref().map(|(_, name)| name.as_str()),
        )),
        Some(state),
    ])
}

fn of_row(row: &Row) -> Option<String> {
    let name = || Some(words::name(Target::Operation(row.id)));
    match &row.known {
        Known::Forbidden => Some(line([name(), Some(term("operation-forbidden").to_owned())])),
        Known::Gone => Some(line([
            name(),
            Some(term("operation-unavailable").to_owned()),
        ])),
        Known::Nothing => None,
        Known::Run(run) => Some(operation(run)),
        Known::Seen(known) => Some(seen(Target::Operation(row.id), Some(known))),
    }
}

fn of_card(card: &PackCard) -> Option<String> {
    let (state, reason) = match &card.state {
        PackState::Expired(_) => (term("pack-expired").to_owned(), None),
        PackState::Forbidden => (term("pack-forbidden").to_owned(), None),
        PackState::Gone => (term("pack-gone").to_owned(), None),
        PackState::Known(pack) => (words::pack(&pack.status), pack.failure.clone()),
        PackState::None => (term("pack-none").to_owned(), None),
        PackState::Unseen => return None,
    };
    Some(line([
        Some(words::name(Target::ReviewPack(card.environment))),
        Some(card.environment_name.clone()).filter(|name| !name.is_empty()),
        Some(state),
        reason,
    ]))
}

/// The latest pack of an environment, as it was answered.
pub(crate) fn pack(environment: &str, target: Target, pack: Option<&Pack>) -> String {
    let state = pack.map(|pack| words::pack(&pack.status));
    line([
        Some(words::name(target)),
        Some(environment.to_owned()),
        Some(state.unwrap_or_else(|| term("pack-none").to_owned())),
        pack.and_then(|pack| pack.failure.clone()),
    ])
}

/// The ledger writes `none` where an environment has no pack.
fn state_of_pack(word: &str) -> String {
    if word == "none" {
        term("pack-none").to_owned()
    } else {
        words::pack(&PackStatus::parse(word))
    }
}

fn place(environment: Option<&str>) -> String {
    environment
        .unwrap_or_else(|| term("workspace-wide"))
        .to_owned()
}

fn line<const N: usize>(parts: [Option<String>; N]) -> String {
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    plain(&parts.join(" · "))
}
