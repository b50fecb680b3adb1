//! A notice of several ends, line by line: what ended the same way for the same reason in several environments is one line.
//!
//! Deliberately absent: words, and how many lines fit. A reason is compared as the server gave it, in the operator's label
//! where there is one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::id::EnvironmentId;
use crate::notice::{Ended, Notice};
use crate::operation_type::OperationType;
use crate::run::Ending;
use crate::target::Target;

/// What one line tells of.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Line<'a> {
    /// Ends of one type, outcome and reason.
    Cause {
        /// One of them: its type and outcome are those of all.
        first: &'a Ended,
        reason: &'a str,
        ends: usize,
        /// Two or more.
        environments: usize,
    },
    One(&'a Ended),
}

impl Line<'_> {
    /// How many ends it tells of.
    #[must_use]
    pub const fn ends(&self) -> usize {
        match self {
            Self::Cause { ends, .. } => *ends,
            Self::One(_) => 1,
        }
    }

    const fn ending(&self) -> Ending {
        match self {
            Self::Cause { first, .. } => first.ending,
            Self::One(end) => end.ending,
        }
    }
}

impl Notice {
    /// Every end is in one of them. Worst first, and of what is as bad that which tells of most.
    #[must_use]
    pub fn lines(&self) -> Vec<Line<'_>> {
        let causes = self.causes();
        let mut said = BTreeSet::new();
        let mut lines = Vec::new();
        for end in &self.ended {
            let cause = Cause::of(end);
            let shared = cause.and_then(|cause| causes.get(&cause).map(|extent| (cause, extent)));
            match shared.filter(|(_, extent)| extent.environments.len() > 1) {
                None => lines.push(Line::One(end)),
                Some((cause, extent)) if said.insert(cause) => lines.push(Line::Cause {
                    first: end,
                    reason: cause.reason,
                    ends: extent.ends,
                    environments: extent.environments.len(),
                }),
                Some(_) => {}
            }
        }
        lines.sort_by_key(|line| Reverse((line.ending(), line.ends())));
        lines
    }

    fn causes(&self) -> BTreeMap<Cause<'_>, Extent> {
        let mut causes: BTreeMap<_, Extent> = BTreeMap::new();
        for end in &self.ended {
            if let Some((cause, environment)) = Cause::of(end).zip(end.environment_id()) {
                let extent = causes.entry(cause).or_default();
                extent.ends += 1;
                extent.environments.insert(environment);
            }
        }
        causes
    }
}

/// What ends have in common that one line tells of.
#[derive(Clone, Copy, Eq, Ord, PartialEq, PartialOrd)]
struct Cause<'a> {
    is_pack: bool,
    kind: Option<&'a OperationType>,
    ending: Ending,
    reason: &'a str,
}

impl<'a> Cause<'a> {
    /// `None` where no reason is known, and of what is workspace-wide.
    fn of(end: &'a Ended) -> Option<Self> {
        end.environment.as_ref()?;
        Some(Self {
            is_pack: matches!(end.target, Target::ReviewPack(_)),
            kind: end.kind.as_ref(),
            ending: end.ending,
            reason: end.reason.as_deref()?,
        })
    }
}

/// How far a cause reaches.
#[derive(Default)]
struct Extent {
    ends: usize,
    environments: BTreeSet<EnvironmentId>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{OperationId, WorkspaceId};

    fn failed(id: i64, environment: i64, reason: &str) -> Ended {
        let environment = EnvironmentId::new(environment).expect("positive");
        Ended {
            target: Target::Operation(OperationId::new(id).expect("positive")),
            subject: id,
            ending: Ending::Failed,
            expired: false,
            kind: Some(OperationType::parse("policy.sync")),
            label: None,
            environment: Some((environment, format!("Environment {environment:?}"))),
            workspace: (WorkspaceId::new(1).expect("positive"), "North".to_owned()),
            ended_at: None,
            reason: Some(reason.to_owned()),
        }
    }

    /// Each line's first operation, and how many ends and environments it tells of.
    fn lines(ended: Vec<Ended>) -> Vec<(i64, usize, usize)> {
        let notice = Notice::new(ended, false).expect("something ended");
        let lines = notice.lines().into_iter().map(|line| match line {
            Line::Cause {
                first,
                ends,
                environments,
                ..
            } => (first.subject, ends, environments),
            Line::One(end) => (end.subject, 1, 1),
        });
        lines.collect()
    }

    #[test]
    fn the_same_cause_in_several_environments_is_one_line_before_what_is_as_bad() {
        let ended = vec![
            failed(1, 1, "Expired consent"),
            failed(2, 2, "Throttled"),
            failed(3, 3, "Throttled"),
            failed(4, 3, "Throttled"),
        ];
        assert_eq!(lines(ended), [(2, 3, 2), (1, 1, 1)]);
    }

    #[test]
    fn a_cause_in_one_environment_and_an_end_without_reason_or_place_have_lines_of_their_own() {
        let ended = vec![
            failed(1, 1, "Throttled"),
            failed(2, 1, "Throttled"),
            Ended {
                reason: None,
                ..failed(3, 2, "")
            },
            Ended {
                reason: None,
                ..failed(4, 3, "")
            },
            Ended {
                environment: None,
                ..failed(5, 1, "Throttled")
            },
        ];
        let alone = [1, 2, 3, 4, 5].map(|id| (id, 1, 1));
        assert_eq!(lines(ended), alone);
    }

    #[test]
    fn another_type_another_outcome_and_a_pack_are_another_cause() {
        let environment = EnvironmentId::new(4).expect("positive");
        let ended = vec![
            failed(1, 1, "Throttled"),
            Ended {
                kind: Some(OperationType::parse("backup.schedule.execute")),
                ..failed(2, 2, "Throttled")
            },
            Ended {
                ending: Ending::Partial,
                ..failed(3, 3, "Throttled")
            },
            Ended {
                target: Target::ReviewPack(environment),
                kind: None,
                ..failed(4, 4, "Throttled")
            },
        ];
        assert_eq!(lines(ended), [(1, 1, 1), (2, 1, 1), (4, 1, 1), (3, 1, 1)]);
    }

    #[test]
    fn what_is_worse_comes_first_however_much_a_better_cause_tells_of() {
        let partial = |id, environment| Ended {
            ending: Ending::Partial,
            ..failed(id, environment, "Throttled")
        };
        let ended = vec![
            partial(1, 1),
            partial(2, 2),
            partial(3, 3),
            failed(9, 4, "Denied"),
        ];
        assert_eq!(lines(ended), [(9, 1, 1), (1, 3, 3)]);
    }
}
