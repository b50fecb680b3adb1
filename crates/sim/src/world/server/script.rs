//! What a target is from when on, and how the server words it.

use std::collections::BTreeMap;
use std::time::Duration;

use monitor_core::filter::Sought;
use monitor_core::operation_type::OperationType;
use monitor_core::ports::ListKind;
use monitor_core::run::{self, Freshness, Initiator, Outcome, Problem, Progress, Run, Status};
use monitor_core::{
    EnvironmentId, LatestPack, Narrowing, OperationId, Pack, PackId, PackStatus, Timestamp,
    WorkspaceId,
};

pub(super) struct Script {
    pub(super) created: Duration,
    /// Of an operation.
    pub(super) environment: i64,
    /// By start.
    pub(super) chapters: Vec<(Duration, Chapter)>,
}

/// What a target is for a while.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Chapter {
    Forbidden,
    Gone,
    NoPack,
    Pack {
        id: i64,
        status: &'static str,
        expires: Option<Duration>,
    },
    Run {
        status: &'static str,
        outcome: &'static str,
        freshness: Freshness,
    },
}

pub fn running() -> Chapter {
    Chapter::Run {
        status: "running",
        outcome: "pending",
        freshness: Freshness::FreshActive,
    }
}

pub fn stale() -> Chapter {
    Chapter::Run {
        status: "running",
        outcome: "pending",
        freshness: Freshness::LikelyStale,
    }
}

pub fn completed(outcome: &'static str) -> Chapter {
    Chapter::Run {
        status: "completed",
        outcome,
        freshness: Freshness::TerminalNormal,
    }
}

pub fn pack(id: i64, status: &'static str) -> Chapter {
    Chapter::Pack {
        id,
        status,
        expires: None,
    }
}

/// The server's clock at this time of the world.
pub fn stamp(time: Duration) -> Timestamp {
    Timestamp::from_millis(1_800_000_000_000).after(time)
}

impl Script {
    /// The chapter of this time, and its number.
    pub(super) fn at(&self, at: Duration) -> Option<(usize, Chapter)> {
        let index = self.chapters.iter().rposition(|(start, _)| *start <= at)?;
        Some((index, self.chapters[index].1))
    }

    /// Moves every second, and alone never ends a wait.
    pub(super) fn progress(&self, at: Duration) -> u64 {
        at.saturating_sub(self.created).as_secs()
    }

    /// Of an operation, in the server's words.
    fn state(&self, at: Duration) -> Option<(&'static str, &'static str, Freshness)> {
        let (_, chapter) = self.at(at)?;
        let Chapter::Run {
            status,
            outcome,
            freshness,
        } = chapter
        else {
            return None;
        };
        Some((status, outcome, freshness))
    }

    /// Whether a list of this kind has it, without making its row.
    pub(super) fn is_listed(&self, kind: ListKind, at: Duration) -> bool {
        let Some((status, outcome, freshness)) = self.state(at) else {
            return false;
        };
        let ending = run::ending(&Status::parse(status), &Outcome::parse(outcome));
        match kind {
            ListKind::Active => ending.is_none(),
            ListKind::Attention => {
                freshness == Freshness::LikelyStale
                    || ending.is_some_and(run::Ending::needs_attention)
            }
            ListKind::Recent => ending.is_some(),
        }
    }

    /// Whether a narrowed list has it. There is one workspace.
    pub(super) fn is_within(&self, narrowing: &Narrowing, at: Duration) -> bool {
        let environment = narrowing.environment.map(EnvironmentId::value);
        let Some((status, outcome, freshness)) = self.state(at) else {
            return false;
        };
        let is_sought = |sought: &Sought| match sought {
            Sought::Outcome(sought) => sought.as_str() == outcome,
            Sought::Stale => freshness == Freshness::LikelyStale,
            Sought::Status(sought) => sought.as_str() == status,
        };
        environment.is_none_or(|id| id == self.environment)
            && narrowing.kind.as_deref().is_none_or(|kind| kind == KIND)
            && narrowing.state.as_ref().is_none_or(is_sought)
    }

    pub(super) fn run(&self, id: OperationId, at: Duration) -> Option<Run> {
        let (index, chapter) = self.at(at)?;
        let Chapter::Run {
            status,
            outcome,
            freshness,
        } = chapter
        else {
            return None;
        };
        let status = Status::parse(status);
        let ended = matches!(status, Status::Completed | Status::LegacyFailed);
        let processed = i64::try_from(self.progress(at)).expect("not that old");
        let problem = if freshness == Freshness::LikelyStale {
            Problem::ActiveStale
        } else {
            Problem::None
        };
        let environment = EnvironmentId::new(self.environment)?;
        Some(Run {
            id,
            workspace: workspace(),
            environment: Some((environment, environment_name(environment))),
            kind: OperationType::parse(KIND),
            label: None,
            status,
            outcome: Outcome::parse(outcome),
            freshness,
            problem,
            initiator: Initiator {
                name: "System".to_owned(),
                system: true,
            },
            counts: BTreeMap::new(),
            progress: if ended {
                Progress::None
            } else {
                Progress::Counted {
                    processed,
                    total: 1_000_000,
                }
            },
            failures: Vec::new(),
            expected: None,
            review_pack: None,
            web_url: None,
            created_at: stamp(self.created),
            started_at: Some(stamp(self.created)),
            completed_at: ended.then(|| stamp(self.chapters[index].0)),
        })
    }
}

pub(super) fn latest_pack(id: EnvironmentId, chapter: Chapter) -> LatestPack {
    let pack = match chapter {
        Chapter::Pack {
            id,
            status,
            expires,
        } => PackId::new(id).map(|id| Pack {
            id,
            status: PackStatus::parse(status),
            size: None,
            sha256: None,
            failure: None,
            web_url: None,
            created_at: stamp(Duration::ZERO),
            generated_at: None,
            expires_at: expires.map(stamp),
        }),
        Chapter::Forbidden | Chapter::Gone | Chapter::NoPack | Chapter::Run { .. } => None,
    };
    LatestPack {
        environment: (id, environment_name(id)),
        workspace: workspace(),
        pack,
    }
}

pub(super) fn environment_name(id: EnvironmentId) -> String {
    format!("Environment {id}")
}

pub(super) fn workspace() -> (WorkspaceId, String) {
    (WorkspaceId::new(1).expect("positive"), "North".to_owned())
}

/// The type of every operation here.
const KIND: &str = "policy.sync";
