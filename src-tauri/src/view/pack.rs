//! The review-pack card of one environment.

use monitor_core::Timestamp;
use monitor_core::pack::{Pack, PackStatus};
use monitor_core::run::Run;
use monitor_core::view::{PackCard, PackState, View};

use super::words::refresh;
use crate::check::{FileCheck, Stage, wanted};
use crate::links::Links;
use crate::slice::{CheckSlice, CheckState, PackSlice, PackState as PackWord, RunPack};

pub(super) fn pack(card: &PackCard, links: &Links, check: Option<&FileCheck>) -> PackSlice {
    PackSlice {
        environment_id: card.environment.value(),
        environment: card.environment_name.clone(),
        workspace: card.workspace_name.clone(),
        pinned: card.pinned,
        state: pack_state(&card.state, links),
        refresh: refresh(card.refresh),
        check: check
            .filter(|check| check.environment == card.environment)
            .zip(wanted(card))
            .map(|(check, sha256)| compared(check, sha256)),
    }
}

/// The card of the review pack that belongs to an operation: there is one only while it is its environment's latest.
pub(crate) fn related_pack<'a>(view: &'a View, run: &Run) -> Option<&'a PackCard> {
    let wanted = run.review_pack?;
    let (environment, _) = run.environment.as_ref()?;
    view.packs
        .iter()
        .filter(|card| card.environment == *environment)
        .find(|card| match &card.state {
            PackState::Expired(pack) | PackState::Known(pack) => pack.id == wanted,
            PackState::Forbidden | PackState::Gone | PackState::None | PackState::Unseen => false,
        })
}

pub(super) fn related(card: &PackCard, links: &Links) -> RunPack {
    RunPack {
        state: pack_state(&card.state, links),
        refresh: refresh(card.refresh),
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
        PackState::Expired(pack) => PackWord::Expired {
            expired_ms: pack.expires_at.map(Timestamp::millis),
            can_open: can_open(pack),
        },
        PackState::Forbidden => PackWord::Forbidden,
        PackState::Gone => PackWord::Gone,
        PackState::None => PackWord::None,
        PackState::Known(pack) => known_pack(pack, can_open(pack)),
        PackState::Unseen => PackWord::Unseen,
    }
}

fn known_pack(pack: &Pack, can_open: bool) -> PackWord {
    match &pack.status {
        PackStatus::Expired => PackWord::Expired {
            expired_ms: pack.expires_at.map(Timestamp::millis),
            can_open,
        },
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
            generated_ms: pack.generated_at.map(Timestamp::millis),
            expires_ms: pack.expires_at.map(Timestamp::millis),
            size: pack.size.and_then(|size| i64::try_from(size).ok()),
            sha256: pack.sha256.clone(),
            can_open,
        },
    }
}

#[cfg(test)]
mod tests {
    use monitor_core::EnvironmentId;

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

    fn shown(stage: Stage) -> CheckState {
        let check = FileCheck {
            environment: EnvironmentId::new(3).expect("3 is positive"),
            file: "pack.zip".to_owned(),
            stage,
        };
        compared(&check, "AB12").state
    }
}
