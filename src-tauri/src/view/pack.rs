//! The review-pack card of one environment.

use monitor_core::Timestamp;
use monitor_core::pack::{Pack, PackStatus};
use monitor_core::view::{PackCard, PackState};

use super::words::refresh;
use crate::links::Links;
use crate::slice::{PackSlice, PackState as PackWord};

pub(super) fn pack(card: &PackCard, links: &Links) -> PackSlice {
    PackSlice {
        environment_id: card.environment.value(),
        environment: card.environment_name.clone(),
        workspace: card.workspace_name.clone(),
        pinned: card.pinned,
        state: pack_state(&card.state, links),
        refresh: refresh(card.refresh),
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
