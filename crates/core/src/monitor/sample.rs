//! What the cases of this module are made of.

use std::collections::BTreeMap;
use std::time::Duration;

use super::{Monitor, Settings};
use crate::id::{OperationId, WorkspaceId};
use crate::operation_type::OperationType;
use crate::ports::{Scope, ScopedEnvironment};
use crate::run::{Freshness, Initiator, Outcome, Problem, Progress, Run, Status};
use crate::time::{Moment, Now, Timestamp};

/// So many seconds after everything began, on both clocks.
pub(super) fn now(seconds: u64) -> Now {
    let since = Duration::from_secs(seconds);
    Now {
        moment: Moment::from_origin(since),
        wall: Timestamp::from_millis(0).after(since),
    }
}

pub(super) fn monitor() -> Monitor {
    Monitor::new(Settings::default(), Vec::new(), Vec::new(), 7, now(0))
}

/// What a user may see who has these environments, and no workspace.
pub(super) fn scope(environments: Vec<ScopedEnvironment>) -> Scope {
    Scope {
        user_id: 1,
        user: "Ada".into(),
        workspaces: Vec::new(),
        environments,
        max_targets: 100,
        max_wait: Duration::ZERO,
    }
}

/// A workspace-wide operation at work.
pub(super) fn run(id: i64, kind: &str) -> Run {
    Run {
        id: OperationId::new(id).expect("positive"),
        workspace: (WorkspaceId::new(1).expect("positive"), "Woodgrove".into()),
        environment: None,
        kind: OperationType::parse(kind),
        label: None,
        status: Status::Running,
        outcome: Outcome::Pending,
        freshness: Freshness::FreshActive,
        problem: Problem::None,
        initiator: Initiator {
            name: "System".into(),
            system: true,
        },
        counts: BTreeMap::new(),
        progress: Progress::Activity,
        failures: Vec::new(),
        expected: None,
        review_pack: None,
        web_url: None,
        created_at: Timestamp::from_millis(0),
        started_at: None,
        completed_at: None,
    }
}
