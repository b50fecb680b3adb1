//! What programs read: one object a line, states in the words in which TenantAtlas stores them, times in UTC. A field may
//! be added; none changes its meaning.

use std::collections::BTreeMap;

use monitor_core::run::{self, Freshness, Progress, Run};
use monitor_core::view::{Known, PackState, Pinned};
use monitor_core::{Ending, EnvironmentId, Fault, Pack, PackId, Target, WorkspaceId};
use serde::Serialize;

use crate::text::escaped;
use crate::times::exact;
use crate::words;

/// A value as one line without its end, whatever its strings hold.
pub(crate) fn line(value: &impl Serialize) -> String {
    // These types have no maps with other keys than text, and no numbers that JSON lacks.
    escaped(&serde_json::to_string(value).unwrap_or_default())
}

/// What `watch --json` tells, whenever it changed.
#[derive(Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub(crate) enum Event<'a> {
    /// The way to the server: `ok`, or the fault.
    Connection {
        state: &'static str,
    },
    Forbidden(Subject),
    NotFound(Subject),
    Operation(Box<Operation<'a>>),
    ReviewPack(Box<ReviewPack<'a>>),
}

/// `{"operation":421}` or `{"environment":3}`.
#[derive(Serialize)]
pub(crate) struct Subject {
    #[serde(skip_serializing_if = "Option::is_none")]
    operation: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    environment: Option<i64>,
}

#[derive(Serialize)]
pub(crate) struct Operation<'a> {
    id: i64,
    #[serde(rename = "type")]
    kind: &'a str,
    label: String,
    workspace: Place<'a>,
    environment: Option<Place<'a>>,
    status: &'a str,
    outcome: &'a str,
    /// How it ended; null while it has not.
    ended: Option<&'static str>,
    needs_attention: bool,
    freshness: &'static str,
    initiator: &'a str,
    progress: Option<Counted>,
    phase: Option<&'a str>,
    counts: &'a BTreeMap<String, i64>,
    failures: Vec<Failure<'a>>,
    review_pack_id: Option<i64>,
    created_at: Option<String>,
    started_at: Option<String>,
    completed_at: Option<String>,
    web_url: Option<&'a str>,
}

#[derive(Serialize)]
struct Place<'a> {
    id: i64,
    name: &'a str,
}

#[derive(Serialize)]
struct Counted {
    processed: i64,
    total: i64,
}

#[derive(Serialize)]
struct Failure<'a> {
    label: Option<&'a str>,
    message: &'a str,
    count: Option<i64>,
}

#[derive(Serialize)]
pub(crate) struct ReviewPack<'a> {
    environment: Place<'a>,
    workspace: &'a str,
    /// The stored status; `expired` also by date alone, `none` where there is no pack.
    state: &'a str,
    id: Option<i64>,
    size: Option<u64>,
    sha256: Option<&'a str>,
    failure: Option<&'a str>,
    created_at: Option<String>,
    generated_at: Option<String>,
    expires_at: Option<String>,
    web_url: Option<&'a str>,
}

impl<'a> Event<'a> {
    /// `None` while nothing is known.
    pub(crate) fn of(pinned: &'a Pinned) -> Option<Self> {
        let subject = Subject::of(pinned.target());
        match pinned {
            Pinned::Operation(row) => match &row.known {
                Known::Forbidden => Some(Self::Forbidden(subject)),
                Known::Gone => Some(Self::NotFound(subject)),
                Known::Nothing | Known::Seen(_) => None,
                Known::Run(run) => Some(Self::Operation(Box::new(Operation::of(run)))),
            },
            Pinned::ReviewPack(card) => {
                let place = (card.environment, card.environment_name.as_str());
                let of = |state, pack| ReviewPack::of(place, &card.workspace_name, state, pack);
                let pack = match &card.state {
                    PackState::Expired(pack) => of("expired", Some(pack)),
                    PackState::Forbidden => return Some(Self::Forbidden(subject)),
                    PackState::Gone => return Some(Self::NotFound(subject)),
                    PackState::Known(pack) => of(pack.status.as_str(), Some(pack)),
                    PackState::None => of("none", None),
                    PackState::Unseen => return None,
                };
                Some(Self::ReviewPack(Box::new(pack)))
            }
        }
    }

    pub(crate) fn connection(fault: Option<Fault>) -> Self {
        Self::Connection {
            state: fault.map_or("ok", Fault::code),
        }
    }
}

impl Subject {
    pub(crate) fn of(target: Target) -> Self {
        let (operation, environment) = match target {
            Target::Operation(id) => (Some(id.value()), None),
            Target::ReviewPack(id) => (None, Some(id.value())),
        };
        Self {
            operation,
            environment,
        }
    }
}

impl<'a> Operation<'a> {
    pub(crate) fn of(run: &'a Run) -> Self {
        let (progress, phase) = match &run.progress {
            Progress::Activity | Progress::None => (None, None),
            Progress::Counted { processed, total } => {
                let (processed, total) = (*processed, *total);
                (Some(Counted { processed, total }), None)
            }
            Progress::Phased { label } => (None, Some(label.as_str())),
        };
        Self {
            id: run.id.value(),
            kind: run.kind.raw(),
            label: words::operation_type(Some(&run.kind), run.label()),
            workspace: Place::of_workspace(&run.workspace),
            environment: run.environment.as_ref().map(Place::of_environment),
            status: run.status.as_str(),
            outcome: run.outcome.as_str(),
            ended: run.ending().map(ended),
            needs_attention: run.needs_attention(),
            freshness: freshness(run.freshness),
            initiator: &run.initiator.name,
            progress,
            phase,
            counts: &run.counts,
            failures: run.failures.iter().map(Failure::of).collect(),
            review_pack_id: run.review_pack.map(PackId::value),
            created_at: exact(run.created_at),
            started_at: run.started_at.and_then(exact),
            completed_at: run.completed_at.and_then(exact),
            web_url: run.web_url.as_deref(),
        }
    }
}

impl<'a> Place<'a> {
    fn of_environment((id, name): &'a (EnvironmentId, String)) -> Self {
        let id = id.value();
        Self { id, name }
    }

    fn of_workspace((id, name): &'a (WorkspaceId, String)) -> Self {
        let id = id.value();
        Self { id, name }
    }
}

impl<'a> Failure<'a> {
    fn of(failure: &'a run::Failure) -> Self {
        Self {
            label: failure.label.as_deref(),
            message: &failure.message,
            count: failure.count,
        }
    }
}

impl<'a> ReviewPack<'a> {
    pub(crate) fn of(
        (environment, name): (EnvironmentId, &'a str),
        workspace: &'a str,
        state: &'a str,
        pack: Option<&'a Pack>,
    ) -> Self {
        Self {
            environment: Place {
                id: environment.value(),
                name,
            },
            workspace,
            state,
            id: pack.map(|pack| pack.id.value()),
            size: pack.and_then(|pack| pack.size),
            sha256: pack.and_then(|pack| pack.sha256.as_deref()),
            failure: pack.and_then(|pack| pack.failure.as_deref()),
            created_at: pack.and_then(|pack| exact(pack.created_at)),
            generated_at: pack.and_then(|pack| exact(pack.generated_at?)),
            expires_at: pack.and_then(|pack| exact(pack.expires_at?)),
            web_url: pack.and_then(|pack| pack.web_url.as_deref()),
        }
    }
}

/// As TenantAtlas stores outcomes.
pub(crate) const fn ended(ending: Ending) -> &'static str {
    match ending {
        Ending::Partial => "partially_succeeded",
        Ending::Blocked
        | Ending::Cancelled
        | Ending::Failed
        | Ending::Succeeded
        | Ending::Unknown => ending.as_str(),
    }
}

/// As the contract has it.
const fn freshness(freshness: Freshness) -> &'static str {
    match freshness {
        Freshness::FreshActive => "fresh_active",
        Freshness::LikelyStale => "likely_stale",
        Freshness::ReconciledFailed => "reconciled_failed",
        Freshness::TerminalNormal => "terminal_normal",
        Freshness::Unknown => "unknown",
    }
}
