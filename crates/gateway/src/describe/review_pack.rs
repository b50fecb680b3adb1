//! An environment's row with its latest pack as the contract's `LatestReviewPack`.
//!
//! The stored status goes out as it is: a pack past `expires_at` is expired by date in the client, without a request.

use monitor_wire::{LatestReviewPack, ReviewPack};

use super::{MESSAGE_CHARACTERS, at_most, initiator, place};
use crate::config::Config;
use crate::store::{LatestPackRow, PackRow};
use crate::version;
use crate::web::address;

pub(crate) fn latest_pack(row: &LatestPackRow, config: &Config) -> LatestReviewPack {
    let mut latest = LatestReviewPack {
        version: String::new(),
        environment: place(&row.environment),
        workspace: place(&row.workspace),
        review_pack: row.pack.as_ref().map(|pack| review_pack(pack, row, config)),
    };
    latest.version = version::of(&latest);
    latest
}

fn review_pack(pack: &PackRow, row: &LatestPackRow, config: &Config) -> ReviewPack {
    let id = pack.id.to_string();
    let values = [
        ("{workspace}", Some(row.workspace.route_key.as_str())),
        ("{environment}", Some(row.environment.route_key.as_str())),
        ("{review_pack}", Some(id.as_str())),
    ];
    ReviewPack {
        id: pack.id,
        status: pack.status.clone(),
        operation_id: pack.operation_id,
        initiator: initiator(pack.initiator_id, pack.initiator_name.clone()),
        file_size: pack.file_size,
        sha256: pack.sha256.clone(),
        failure: pack
            .failure
            .as_deref()
            .map(|failure| at_most(MESSAGE_CHARACTERS, failure)),
        web_url: address(config.web.review_pack.as_deref(), &values),
        created_at: pack.created_at,
        generated_at: pack.generated_at,
        expires_at: pack.expires_at,
    }
}
