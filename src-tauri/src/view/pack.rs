//! The review-pack card of one environment.

use monitor_core::pack::{Pack, PackStatus};
use monitor_core::view::{Known, PackCard, PackState, Refresh, Row, View};
use monitor_core::{EnvironmentId, PackId, Target, Timestamp};
use monitor_setup::Links;

use super::quiet::snoozed_until;
use super::words::refresh;
use crate::check::{FileCheck, Stage, wanted};
use crate::slice::{CheckSlice, CheckState, PackSlice, PackState as PackWord, RunPack};

pub(super) fn pack(
    card: &PackCard,
    view: &View,
    links: &Links,
    check: Option<&FileCheck>,
) -> PackSlice {
    PackSlice {
        environment_id: card.environment.value(),
        environment: card.environment_name.clone(),
        workspace: card.workspace_name.clone(),
        pinned: card.pinned,
        muted: card.muted,
        environment_muted: view.is_environment_muted(card.environment),
        snoozed_until_ms: snoozed_until(
            view,
            Target::ReviewPack(card.environment),
            Some(card.environment),
        ),
        state: pack_state(&card.state, links),
        refresh: refresh(card.refresh),
        check: check
            .filter(|check| check.environment == card.environment)
            .zip(wanted(card))
            .map(|(check, sha256)| compared(check, sha256)),
    }
}

/// The card of the latest review pack of an operation's environment, where it is known and may be shown beside it.
pub(crate) fn related_pack<'a>(view: &'a View, row: &Row) -> Option<&'a PackCard> {
    card_of(&view.packs, row.environment()?)
}

fn card_of(packs: &[PackCard], environment: EnvironmentId) -> Option<&PackCard> {
    packs
        .iter()
        .filter(|card| card.state != PackState::Unseen && is_followed(card.refresh))
        .find(|card| card.environment == environment)
}

/// A pack that nobody asks for may be long past what is known of it: beside its operation, which is asked for, it would
/// say that it is still being made.
const fn is_followed(refresh: Refresh) -> bool {
    match refresh {
        Refresh::PausedHidden | Refresh::PausedModal => false,
        Refresh::AsFound
        | Refresh::AsOf { .. }
        | Refresh::Asking
        | Refresh::Every(_)
        | Refresh::Quiet
        | Refresh::Settled => true,
    }
}

pub(super) fn related(card: &PackCard, row: &Row, slice: PackSlice) -> RunPack {
    let made = match &row.known {
        Known::Run(run) => run.review_pack,
        Known::Forbidden | Known::Gone | Known::Nothing | Known::Seen(_) => None,
    };
    RunPack {
        card: slice,
        own: is_own(&card.state, made),
    }
}

/// Whether the latest pack is the one that was made.
fn is_own(state: &PackState, made: Option<PackId>) -> bool {
    match state {
        PackState::Expired(pack) | PackState::Known(pack) => made == Some(pack.id),
        PackState::Forbidden | PackState::Gone | PackState::None | PackState::Unseen => false,
    }
}

fn compared(check: &FileCheck, wanted: &str) -> CheckSlice {
    let bytes = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    CheckSlice {
        file: check.file.clone(),
        state: match &check.stage {
            Stage::Failed(problem) => CheckState::Failed { problem: *problem },
            Stage::Read { sha256 } if sha256.eq_ignore_ascii_case(wanted) => CheckState::Same,
            Stage::Read { .. } => CheckState::Other,
            Stage::Reading(reading) => CheckState::Reading {
                read: bytes(reading.read),
                total: bytes(reading.total),
            },
        },
    }
}

fn pack_state(state: &PackState, links: &Links) -> PackWord {
    let can_open = |pack: &Pack| {
        pack.web_url
            .as_ref()
            .is_some_and(|url| links.allow(url).is_some())
    };
    match state {
        PackState::Expired(pack) => expired(pack, can_open(pack)),
        PackState::Forbidden => PackWord::Forbidden,
        PackState::Gone => PackWord::Gone,
        PackState::None => PackWord::None,
        PackState::Known(pack) => known_pack(pack, can_open(pack)),
        PackState::Unseen => PackWord::Unseen,
    }
}

fn known_pack(pack: &Pack, can_open: bool) -> PackWord {
    match &pack.status {
        PackStatus::Expired => expired(pack, can_open),
        PackStatus::Failed => PackWord::Failed {
            reason: pack.failure.clone(),
            can_open,
        },
        PackStatus::Generating => PackWord::Generating {
            since_ms: pack.created_at.millis(),
            can_open,
        },
        PackStatus::Other(raw) => PackWord::Unknown {
            raw: raw.clone(),
            can_open,
        },
        PackStatus::Queued => PackWord::Queued {
            since_ms: pack.created_at.millis(),
            can_open,
        },
        PackStatus::Ready => PackWord::Ready {
            created_ms: pack.created_at.millis(),
            generated_ms: pack.generated_at.map(Timestamp::millis),
            expires_ms: pack.expires_at.map(Timestamp::millis),
            size: pack.size.and_then(|size| i64::try_from(size).ok()),
            sha256: pack.sha256.clone(),
            can_open,
        },
    }
}

fn expired(pack: &Pack, can_open: bool) -> PackWord {
    PackWord::Expired {
        created_ms: pack.created_at.millis(),
        generated_ms: pack.generated_at.map(Timestamp::millis),
        expired_ms: pack.expires_at.map(Timestamp::millis),
        can_open,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::check::Reading;
    use crate::slice::CheckProblem;

    #[test]
    fn a_file_is_the_pack_whose_digest_it_has_however_that_is_written() {
        let read = |sha256: &str| Stage::Read {
            sha256: sha256.to_owned(),
        };
        assert_eq!(shown(read("ab12")), CheckState::Same);
        assert_eq!(shown(read("ab13")), CheckState::Other);
    }

    #[test]
    fn a_file_that_is_not_read_to_its_end_is_neither() {
        let problem = CheckProblem::Missing;
        assert_eq!(
            [
                shown(Stage::Failed(problem)),
                shown(Stage::Reading(Reading { read: 2, total: 5 })),
            ],
            [
                CheckState::Failed { problem },
                CheckState::Reading { read: 2, total: 5 },
            ]
        );
    }

    #[test]
    fn a_pack_is_told_beside_an_operation_only_while_it_is_followed_or_settled() {
        let every = Refresh::Every(Duration::from_secs(10));
        let told = |card: PackCard| card_of(&[card], environment()).is_some();

        assert!(told(card("generating", every)) && told(card("generating", Refresh::Quiet)));
        assert!(told(card("ready", Refresh::Settled)));
        for paused in [Refresh::PausedHidden, Refresh::PausedModal] {
            assert!(!told(card("generating", paused)), "{paused:?}");
        }
        let unseen = PackCard {
            state: PackState::Unseen,
            ..card("ready", Refresh::Asking)
        };
        assert!(!told(unseen), "nothing is known of it");
        let other = EnvironmentId::new(4).expect("4 is positive");
        assert_eq!(card_of(&[card("ready", Refresh::Settled)], other), None);
    }

    #[test]
    fn a_pack_is_the_operations_own_only_while_no_newer_one_is_there() {
        let state = card("ready", Refresh::Settled).state;
        assert!(is_own(&state, PackId::new(77)));
        assert!(!is_own(&state, PackId::new(76)));
        assert!(!is_own(&state, None) && !is_own(&PackState::None, None));
    }

    /// The card of environment 3, whose latest pack is number 77.
    fn card(status: &str, refresh: Refresh) -> PackCard {
        PackCard {
            environment: environment(),
            environment_name: "Contoso".to_owned(),
            workspace_name: "Northwind".to_owned(),
            pinned: false,
            muted: false,
            state: PackState::Known(Pack {
                id: PackId::new(77).expect("positive"),
                status: PackStatus::parse(status),
                size: None,
                sha256: None,
                failure: None,
                web_url: None,
                created_at: Timestamp::from_millis(0),
                generated_at: None,
                expires_at: None,
            }),
            refresh,
        }
    }

    fn environment() -> EnvironmentId {
        EnvironmentId::new(3).expect("3 is positive")
    }

    fn shown(stage: Stage) -> CheckState {
        let check = FileCheck {
            environment: environment(),
            file: "pack.zip".to_owned(),
            stage,
        };
        compared(&check, "AB12").state
    }
}
