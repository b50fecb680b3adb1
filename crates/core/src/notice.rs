//! What the user is told: that something they pinned became terminal, and how. The transition is news, the state is
//! not: a target first seen finished is the baseline (ARCHITECTURE.md, decision 6).

use std::time::Duration;

use crate::alert::{About, Alert, Reason};
use crate::fault::Fault;
use crate::id::{EnvironmentId, WorkspaceId};
use crate::operation_type::OperationType;
use crate::pack::{LatestPack, PackStatus};
use crate::ports::Scope;
use crate::run::{Ending, Run};
use crate::target::Target;
use crate::time::Timestamp;

/// So long after a notice whatever ends is gathered, and told together when that is over: what was started together ends
/// over some seconds. About as long a desktop leaves a notice on the screen, and shorter than the quiet watch's interval
/// without holding, so that nothing is later than it would have been there.
pub const GROUPING: Duration = Duration::from_secs(10);

/// One or more ends told together. Words are made by whoever shows it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Notice {
    /// Never empty; worst first.
    pub ended: Vec<Ended>,
    /// Left over from a start that died between storing and showing: it may have been shown already.
    pub may_repeat: bool,
    /// Some of it came to pass while nobody could be told.
    pub away: Option<Away>,
}

/// What else is to be known after a time in which nobody could be told.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Away {
    /// The server's silence, where it is told here and nowhere else, and the server's clock at the last good answer.
    pub blind: Option<(Fault, Option<Timestamp>)>,
    /// When pinned review packs expire that are ready, as far as that is within a day; on the server's clock.
    pub expiring: Vec<Timestamp>,
    /// What else fell due meanwhile, and is told nowhere else.
    pub warned: Vec<(About, Reason)>,
}

impl Away {
    /// What it tells besides ends, each as it would be told alone.
    #[must_use]
    pub fn alerts(&self) -> Vec<Alert> {
        let blind = self.blind.iter();
        let blind = blind.map(|(fault, as_of)| Alert::Blind {
            fault: *fault,
            as_of: *as_of,
        });
        let warned = self.warned.iter();
        let warned = warned.map(|(about, reason)| Alert::Warned(about.clone(), *reason));
        blind.chain(warned).collect()
    }
}

/// What names an end for good: of what, how, and when on the server's clock. Where a database is restored, the same may end
/// the same way once more, at another time.
pub type End = (Target, i64, Ending, Option<Timestamp>);

impl Notice {
    /// `None` where there is nothing to tell.
    #[must_use]
    pub fn new(mut ended: Vec<Ended>, may_repeat: bool) -> Option<Self> {
        ended.sort_by(|a, b| b.ending.cmp(&a.ending).then(a.target.cmp(&b.target)));
        (!ended.is_empty()).then_some(Self {
            ended,
            may_repeat,
            away: None,
        })
    }

    /// The same notice of these of its ends alone; `None` where there are none.
    #[must_use]
    pub fn of(&self, ended: Vec<Ended>) -> Option<Self> {
        let notice = Self::new(ended, self.may_repeat)?;
        Some(Self {
            away: self.away.clone(),
            ..notice
        })
    }
}

/// One terminal transition, with what is needed to word it after a restart.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Ended {
    pub target: Target,
    /// The operation's id, or the pack's.
    pub subject: i64,
    pub ending: Ending,
    /// A review pack that had expired before anyone saw it ready.
    pub expired: bool,
    pub kind: Option<OperationType>,
    pub label: Option<String>,
    /// `None` is workspace-wide.
    pub environment: Option<(EnvironmentId, String)>,
    pub workspace: (WorkspaceId, String),
    /// On the server's clock.
    pub ended_at: Option<Timestamp>,
    /// The first failure in the operator's words.
    pub reason: Option<String>,
}

/// Why an end is never told, although it is stored.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Silence {
    /// Its target was muted, or its environment.
    Muted,
    /// No rule asks for endings of its kind.
    Rule,
}

impl Silence {
    /// The word in which it is stored.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Muted => "muted",
            Self::Rule => "rule",
        }
    }
}

impl Ended {
    #[must_use]
    pub const fn key(&self) -> End {
        (self.target, self.subject, self.ending, self.ended_at)
    }

    /// `None` is workspace-wide.
    #[must_use]
    pub fn environment_id(&self) -> Option<EnvironmentId> {
        self.environment.as_ref().map(|(id, _)| *id)
    }

    /// Whether the user may still see its place.
    #[must_use]
    pub fn is_in(&self, scope: &Scope) -> bool {
        scope.lists(&self.workspace, self.environment.as_ref())
    }

    #[must_use]
    pub fn of_run(run: &Run, ending: Ending) -> Self {
        let first = run.failures.first();
        Self {
            target: Target::Operation(run.id),
            subject: run.id.value(),
            ending,
            expired: false,
            kind: Some(run.kind.clone()),
            label: run.label().map(str::to_owned),
            environment: run.environment.clone(),
            workspace: run.workspace.clone(),
            ended_at: run.completed_at,
            reason: first.map(|failure| failure.label.as_ref().unwrap_or(&failure.message).clone()),
        }
    }

    /// `None` where the latest pack has not ended.
    #[must_use]
    pub fn of_pack(latest: &LatestPack) -> Option<Self> {
        let pack = latest.pack.as_ref()?;
        Some(Self {
            target: Target::ReviewPack(latest.environment.0),
            subject: pack.id.value(),
            ending: pack.ending()?,
            expired: pack.status == PackStatus::Expired,
            kind: None,
            label: None,
            environment: Some(latest.environment.clone()),
            workspace: latest.workspace.clone(),
            ended_at: pack.generated_at,
            reason: pack.failure.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ledgers have them.
    #[test]
    fn the_reasons_for_silence_have_the_words_in_which_they_are_stored() {
        let words = [Silence::Muted, Silence::Rule].map(Silence::as_str);
        assert_eq!(words, ["muted", "rule"]);
    }

    #[test]
    fn what_a_digest_tells_besides_ends_is_told_as_it_would_be_alone() {
        let about = About {
            target: Target::ReviewPack(EnvironmentId::new(7).expect("positive")),
            subject: 3,
            kind: None,
            label: None,
            environment: None,
        };
        let (fault, as_of) = (Fault::Offline, Some(Timestamp::from_millis(5)));
        let away = Away {
            blind: Some((fault, as_of)),
            expiring: Vec::new(),
            warned: vec![(about.clone(), Reason::LikelyStale)],
        };
        let alone = [
            Alert::Blind { fault, as_of },
            Alert::Warned(about, Reason::LikelyStale),
        ];
        assert_eq!(away.alerts(), alone);
        assert_eq!(Away::default().alerts(), []);
    }
}
