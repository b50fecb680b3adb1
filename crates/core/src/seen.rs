//! A target's state as the ledger keeps it.

use crate::id::{EnvironmentId, WorkspaceId};
use crate::operation_type::OperationType;
use crate::pack::LatestPack;
use crate::ports::Scope;
use crate::run::{Outcome, Run, Status};
use crate::time::Timestamp;

/// As much of a target's state as a restart needs: enough for one row, and to tell news from old.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Seen {
    /// The operation's own id, or the pack's; 0 where an environment has no pack.
    pub subject: i64,
    pub kind: Option<OperationType>,
    pub label: Option<String>,
    pub workspace: (WorkspaceId, String),
    /// `None` is workspace-wide.
    pub environment: Option<(EnvironmentId, String)>,
    pub status: String,
    pub outcome: String,
    pub ended_at: Option<Timestamp>,
}

impl Seen {
    /// Whether the place it belongs to is still listed for the user.
    #[must_use]
    pub fn is_in(&self, scope: &Scope) -> bool {
        scope.lists(&self.workspace, self.environment.as_ref())
    }

    #[must_use]
    pub fn of_run(run: &Run) -> Self {
        Self {
            subject: run.id.value(),
            kind: Some(run.kind.clone()),
            label: run.label().map(str::to_owned),
            workspace: run.workspace.clone(),
            environment: run.environment.clone(),
            status: run.status.as_str().to_owned(),
            outcome: run.outcome.as_str().to_owned(),
            ended_at: run.completed_at,
        }
    }

    #[must_use]
    pub fn of_pack(latest: &LatestPack) -> Self {
        let pack = latest.pack.as_ref();
        Self {
            subject: pack.map_or(0, |pack| pack.id.value()),
            kind: None,
            label: None,
            workspace: latest.workspace.clone(),
            environment: Some(latest.environment.clone()),
            status: pack.map_or("none", |pack| pack.status.as_str()).to_owned(),
            outcome: String::new(),
            ended_at: pack.and_then(|pack| pack.generated_at),
        }
    }

    #[must_use]
    pub fn run_status(&self) -> Status {
        Status::parse(&self.status)
    }

    #[must_use]
    pub fn run_outcome(&self) -> Outcome {
        Outcome::parse(&self.outcome)
    }
}
