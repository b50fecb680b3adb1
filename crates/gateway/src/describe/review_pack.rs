//! An environment's row with its latest pack as the contract's `LatestReviewPack`.
//!
//! The stored status goes out as it is: a pack past `expires_at` is expired by date in the client, without a request.

use monitor_wire::{LatestReviewPack, ReviewPack};

use super::{MESSAGE_CHARACTERS, at_most, initiator, place};
use crate::config::Config;
use crate::rights::PlaceRow;
use crate::store::PackRow;
use crate::version;
use crate::web::address;

/// All that a description of the latest pack rests on, besides the configuration.
#[derive(Clone, PartialEq)]
pub(crate) struct PackFacts {
    pub(crate) workspace: PlaceRow,
    pub(crate) environment: PlaceRow,
    pub(crate) pack: Option<PackRow>,
}

pub(crate) fn latest_pack(facts: &PackFacts, config: &Config) -> LatestReviewPack {
    let mut latest = LatestReviewPack {
        version: String::new(),
        environment: place(&facts.environment),
        workspace: place(&facts.workspace),
        review_pack: facts
            .pack
            .as_ref()
            .map(|pack| review_pack(pack, facts, config)),
    };
    latest.version = version::of(&latest).to_string();
    latest
}

fn review_pack(pack: &PackRow, facts: &PackFacts, config: &Config) -> ReviewPack {
    let id = pack.id.to_string();
    let values = [
        ("{workspace}", Some(facts.workspace.route_key.as_str())),
        ("{environment}", Some(facts.environment.route_key.as_str())),
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
        created_at: pack.created_at.0,
        generated_at: pack.generated_at.map(|time| time.0),
        expires_at: pack.expires_at.map(|time| time.0),
    }
}
