//! Short names for what the stories speak of.

use std::time::Duration;

use monitor_core::attention::Shows;
use monitor_core::{EnvironmentId, OperationId, Target};

pub fn op(id: i64) -> Target {
    Target::Operation(operation(id))
}

pub fn operation(id: i64) -> OperationId {
    OperationId::new(id).expect("tests use positive ids")
}

fn environment(id: i64) -> EnvironmentId {
    EnvironmentId::new(id).expect("tests use positive ids")
}

pub fn card(id: i64) -> Target {
    Target::ReviewPack(environment(id))
}

/// The window of one operation.
pub fn viewer(id: i64) -> Shows {
    Shows::Operation(operation(id))
}

/// The window of one environment's pack.
#[must_use]
pub fn pack_viewer(id: i64) -> Shows {
    Shows::ReviewPack(environment(id))
}

pub const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}
