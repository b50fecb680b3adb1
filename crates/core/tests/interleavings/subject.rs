//! The one operation that is watched, as the server has it.

use std::collections::BTreeMap;
use std::time::Duration;

use monitor_core::operation_type::OperationType;
use monitor_core::ports::{Pin, Scope};
use monitor_core::run::{Freshness, Initiator, Outcome, Problem, Progress, Status};
use monitor_core::{
    EnvironmentId, Moment, Monitor, Now, OperationId, Run, Settings, Target, Timestamp, WorkspaceId,
};

pub(crate) fn monitor(quiet: bool, pin: Option<Pin>, time: Duration) -> Monitor {
    let settings = Settings {
        quiet,
        ..Settings::default()
    };
    let now = Now {
        moment: Moment::from_origin(time),
        wall: start().after(time),
    };
    let pins = pin.into_iter().collect();
    Monitor::new(settings, pins, Vec::new(), 7, now)
}

pub(crate) fn start() -> Timestamp {
    Timestamp::from_millis(1_800_000_000_000)
}

pub(crate) fn operation() -> OperationId {
    OperationId::new(421).expect("positive")
}

pub(crate) fn target() -> Target {
    Target::Operation(operation())
}

fn workspace() -> (WorkspaceId, String) {
    (WorkspaceId::new(1).expect("positive"), "North".to_owned())
}

pub(crate) fn scope() -> Scope {
    Scope {
        user_id: 7,
        user: "Kim Muster".to_owned(),
        workspaces: vec![workspace().0],
        environments: Vec::new(),
        max_targets: 200,
        max_wait: Duration::from_secs(50),
    }
}

pub(crate) fn run(ended: bool) -> Run {
    let (status, outcome) = if ended {
        (Status::Completed, Outcome::Succeeded)
    } else {
        (Status::Running, Outcome::Pending)
    };
    Run {
        id: operation(),
        workspace: workspace(),
        environment: None::<(EnvironmentId, String)>,
        kind: OperationType::parse("policy.sync"),
        label: None,
        status,
        outcome,
        freshness: Freshness::FreshActive,
        problem: Problem::None,
        initiator: Initiator {
            name: "System".to_owned(),
            system: true,
        },
        counts: BTreeMap::new(),
        progress: Progress::None,
        failures: Vec::new(),
        expected: None,
        review_pack: None,
        web_url: None,
        created_at: start(),
        started_at: None,
        completed_at: ended.then(start),
    }
}
