//! What can be watched: an operation, or the latest review pack of an environment.

use crate::id::{EnvironmentId, OperationId};

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Target {
    Operation(OperationId),
    ReviewPack(EnvironmentId),
}
