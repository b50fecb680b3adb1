//! An operation that ended, as both tests of the ledger tell of it.

use monitor_core::operation_type::OperationType;
use monitor_core::run::Ending;
use monitor_core::{Ended, EnvironmentId, OperationId, Target, Timestamp, WorkspaceId};

pub(crate) fn operation(id: i64) -> Target {
    Target::Operation(OperationId::new(id).unwrap())
}

pub(crate) fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

pub(crate) fn ended(id: i64) -> Ended {
    Ended {
        target: operation(id),
        subject: id,
        ending: Ending::Failed,
        expired: false,
        kind: Some(OperationType::parse("policy.sync")),
        label: None,
        environment: EnvironmentId::new(5).map(|id| (id, "Contoso".into())),
        workspace: (WorkspaceId::new(1).unwrap(), "Woodgrove".into()),
        ended_at: Some(at(99)),
        reason: Some("Throttled by Microsoft Graph".into()),
    }
}
