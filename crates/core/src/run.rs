//! One operation of TenantAtlas, in its own words. Status and outcome are two axes and stay apart (spec 156).

use std::collections::BTreeMap;
use std::time::Duration;

use crate::id::{EnvironmentId, OperationId, PackId, WorkspaceId};
use crate::operation_type::OperationType;
use crate::time::Timestamp;

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Run {
    pub id: OperationId,
    pub workspace: (WorkspaceId, String),
    /// `None` is a workspace-wide operation.
    pub environment: Option<(EnvironmentId, String)>,
    pub kind: OperationType,
    /// The server's own label for the type.
    pub label: Option<Label>,
    pub status: Status,
    pub outcome: Outcome,
    pub freshness: Freshness,
    pub problem: Problem,
    pub initiator: Initiator,
    pub counts: BTreeMap<String, i64>,
    pub progress: Progress,
    pub failures: Vec<Failure>,
    pub expected: Option<Expected>,
    pub review_pack: Option<PackId>,
    pub web_url: Option<String>,
    pub created_at: Timestamp,
    pub started_at: Option<Timestamp>,
    pub completed_at: Option<Timestamp>,
}

/// What a server calls a type.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Label {
    pub text: String,
    /// No other type has it, as the server says; where it says nothing, one may.
    pub unique: bool,
}

impl Run {
    /// The server's own words for the type.
    #[must_use]
    pub fn label(&self) -> Option<&str> {
        self.label.as_ref().map(|label| label.text.as_str())
    }

    /// How it ended; `None` while it has not. See [`ending`].
    #[must_use]
    pub fn ending(&self) -> Option<Ending> {
        ending(&self.status, &self.outcome)
    }

    /// Whether it needs someone: it ended otherwise than well, or the server says it is likely stale.
    #[must_use]
    pub fn needs_attention(&self) -> bool {
        let ended_badly = self.ending().is_some_and(Ending::needs_attention);
        ended_badly
            || self.freshness == Freshness::LikelyStale
            || self.problem == Problem::ActiveStale
    }
}

/// How an operation in this state ended; `None` while it has not.
///
/// Only `completed` ends an operation, with one exception for rows of before spec 054: a stored status of `failed`. An
/// unknown status is not an end, and an unknown outcome of a completed operation is an end of unknown kind.
#[must_use]
pub fn ending(status: &Status, outcome: &Outcome) -> Option<Ending> {
    match status {
        Status::Completed => Some(outcome.ending()),
        Status::LegacyFailed => Some(Ending::Failed),
        Status::Other(_) | Status::Queued | Status::Running => None,
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Status {
    Completed,
    /// `status = failed`, as rows of before spec 054 have it (OperationStatusNormalizer, spec 055).
    LegacyFailed,
    /// A word this version does not know.
    Other(String),
    Queued,
    Running,
}

impl Status {
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "completed" => Self::Completed,
            "failed" => Self::LegacyFailed,
            "queued" => Self::Queued,
            "running" => Self::Running,
            other => Self::Other(other.to_owned()),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Completed => "completed",
            Self::LegacyFailed => "failed",
            Self::Other(word) => word,
            Self::Queued => "queued",
            Self::Running => "running",
        }
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Outcome {
    Blocked,
    Cancelled,
    Failed,
    /// A word this version does not know, `unknown` among them.
    Other(String),
    PartiallySucceeded,
    Pending,
    Succeeded,
}

impl Outcome {
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "blocked" => Self::Blocked,
            "cancelled" => Self::Cancelled,
            "failed" => Self::Failed,
            "partial" | "partially_succeeded" => Self::PartiallySucceeded,
            "pending" => Self::Pending,
            "succeeded" => Self::Succeeded,
            other => Self::Other(other.to_owned()),
        }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Blocked => "blocked",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
            Self::Other(word) => word,
            Self::PartiallySucceeded => "partially_succeeded",
            Self::Pending => "pending",
            Self::Succeeded => "succeeded",
        }
    }

    const fn ending(&self) -> Ending {
        match self {
            Self::Blocked => Ending::Blocked,
            Self::Cancelled => Ending::Cancelled,
            Self::Failed => Ending::Failed,
            Self::Other(_) | Self::Pending => Ending::Unknown,
            Self::PartiallySucceeded => Ending::Partial,
            Self::Succeeded => Ending::Succeeded,
        }
    }
}

/// How something ended, worst last.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Ending {
    Succeeded,
    Cancelled,
    Unknown,
    Partial,
    Blocked,
    Failed,
}

impl Ending {
    pub const ALL: [Self; 6] = [
        Self::Succeeded,
        Self::Cancelled,
        Self::Unknown,
        Self::Partial,
        Self::Blocked,
        Self::Failed,
    ];

    /// Ended, but someone must look (spec 269).
    #[must_use]
    pub const fn needs_attention(self) -> bool {
        match self {
            Self::Blocked | Self::Failed | Self::Partial | Self::Unknown => true,
            Self::Cancelled | Self::Succeeded => false,
        }
    }

    /// The word in which it is stored and worded.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
            Self::Partial => "partially-succeeded",
            Self::Succeeded => "succeeded",
            Self::Unknown => "unknown",
        }
    }

    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ending| ending.as_str() == word)
    }
}

/// The server's word on whether an active operation still reports (spec 233). No surface computes it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Freshness {
    FreshActive,
    LikelyStale,
    ReconciledFailed,
    TerminalNormal,
    Unknown,
}

impl Freshness {
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "fresh_active" => Self::FreshActive,
            "likely_stale" => Self::LikelyStale,
            "reconciled_failed" => Self::ReconciledFailed,
            "terminal_normal" => Self::TerminalNormal,
            _ => Self::Unknown,
        }
    }
}

/// The server's problem class (spec 233).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Problem {
    ActiveStale,
    None,
    TerminalFollowUp,
}

impl Problem {
    #[must_use]
    pub fn parse(word: &str) -> Self {
        match word {
            "active_stale_attention" => Self::ActiveStale,
            "terminal_follow_up" => Self::TerminalFollowUp,
            _ => Self::None,
        }
    }
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Initiator {
    pub name: String,
    /// Started by the scheduler: TenantAtlas itself tells nobody how it ends.
    pub system: bool,
}

/// Specs 270 and 272.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Progress {
    Activity,
    /// Alone may draw a determinate bar.
    Counted {
        processed: i64,
        total: i64,
    },
    None,
    Phased {
        label: String,
    },
}

#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Failure {
    pub label: Option<String>,
    pub message: String,
    pub count: Option<i64>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Expected {
    pub median: Duration,
    pub p90: Duration,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ending_of(status: &str, outcome: &str) -> Option<Ending> {
        ending(&Status::parse(status), &Outcome::parse(outcome))
    }

    #[test]
    fn status_and_outcome_are_read_as_tenantatlas_stores_them() {
        assert_eq!(ending_of("queued", "pending"), None);
        assert_eq!(ending_of("running", "pending"), None);
        assert_eq!(ending_of("completed", "succeeded"), Some(Ending::Succeeded));
        assert_eq!(
            ending_of("completed", "partially_succeeded"),
            Some(Ending::Partial)
        );
        assert_eq!(ending_of("completed", "partial"), Some(Ending::Partial));
        assert_eq!(ending_of("completed", "blocked"), Some(Ending::Blocked));
        assert_eq!(ending_of("completed", "failed"), Some(Ending::Failed));
        assert_eq!(ending_of("completed", "cancelled"), Some(Ending::Cancelled));
    }

    #[test]
    fn an_unknown_word_is_neither_success_nor_an_end() {
        assert_eq!(ending_of("paused", "succeeded"), None);
        assert_eq!(ending_of("running", "glorious"), None);
        assert_eq!(ending_of("completed", "glorious"), Some(Ending::Unknown));
        assert_eq!(ending_of("completed", "unknown"), Some(Ending::Unknown));
        assert_eq!(ending_of("completed", "pending"), Some(Ending::Unknown));
    }

    #[test]
    fn a_legacy_failed_status_is_an_end() {
        assert_eq!(ending_of("failed", "pending"), Some(Ending::Failed));
    }

    #[test]
    fn an_unknown_word_is_kept_as_it_came() {
        assert_eq!(Status::parse("paused").as_str(), "paused");
        assert_eq!(Outcome::parse("glorious").as_str(), "glorious");
    }

    #[test]
    fn an_ending_survives_being_stored() {
        for ending in Ending::ALL {
            assert_eq!(Ending::parse(ending.as_str()), Some(ending));
        }
    }

    /// Spec 269.
    #[test]
    fn what_ended_badly_or_nobody_knows_how_needs_attention() {
        let needs = Ending::ALL.map(Ending::needs_attention);
        assert_eq!(needs, [false, false, true, true, true, true]);
    }

    /// Spec 233.
    #[test]
    fn freshness_and_problem_are_the_servers_words_and_another_is_no_problem() {
        for (word, freshness) in [
            ("fresh_active", Freshness::FreshActive),
            ("likely_stale", Freshness::LikelyStale),
            ("reconciled_failed", Freshness::ReconciledFailed),
            ("terminal_normal", Freshness::TerminalNormal),
            ("ripe", Freshness::Unknown),
        ] {
            assert_eq!(Freshness::parse(word), freshness);
        }
        for (word, problem) in [
            ("active_stale_attention", Problem::ActiveStale),
            ("terminal_follow_up", Problem::TerminalFollowUp),
            ("none", Problem::None),
            ("grave", Problem::None),
        ] {
            assert_eq!(Problem::parse(word), problem);
        }
    }
}
