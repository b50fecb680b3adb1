//! One operation as any surface may show it.

use std::sync::Arc;

use super::Refresh;
use crate::id::{EnvironmentId, OperationId};
use crate::ports::Seen;
use crate::run::{self, Ending, Run};

/// One operation at a glance.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: OperationId,
    pub pinned: bool,
    /// Pinned, and its end is not told.
    pub muted: bool,
    pub known: Known,
    pub refresh: Refresh,
    pub context: Context,
}

/// The technical context of an operation.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Context {
    /// It was asked for, and could not be had.
    Failed,
    /// The server has none to give.
    None,
    #[default]
    NotAsked,
    /// Pretty-printed JSON.
    Text(String),
}

impl Row {
    /// As far as it is known, and has one.
    #[must_use]
    pub fn environment(&self) -> Option<EnvironmentId> {
        let environment = match &self.known {
            Known::Run(run) => run.environment.as_ref(),
            Known::Seen(seen) => seen.environment.as_ref(),
            Known::Forbidden | Known::Gone | Known::Nothing => None,
        };
        environment.map(|(id, _)| *id)
    }

    #[must_use]
    pub fn ending(&self) -> Option<Ending> {
        self.known.ending()
    }

    #[must_use]
    pub fn needs_attention(&self) -> bool {
        match &self.known {
            Known::Run(run) => run.needs_attention(),
            Known::Seen(_) => self.ending().is_some_and(Ending::needs_attention),
            Known::Forbidden | Known::Gone | Known::Nothing => false,
        }
    }
}

/// What is known of an operation.
#[derive(Clone, Debug, PartialEq)]
pub enum Known {
    /// In scope, but the user lacks the capability.
    Forbidden,
    /// It is no longer available, or not the user's to see.
    Gone,
    Nothing,
    Run(Arc<Run>),
    /// Only what the ledger kept.
    Seen(Seen),
}

impl Known {
    #[must_use]
    pub fn ending(&self) -> Option<Ending> {
        match self {
            Self::Forbidden | Self::Gone | Self::Nothing => None,
            Self::Run(run) => run.ending(),
            Self::Seen(seen) => run::ending(&seen.run_status(), &seen.run_outcome()),
        }
    }
}
