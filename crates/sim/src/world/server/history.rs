//! What was, and what will have been: access that comes and goes, a database that is restored from a backup, and
//! whether something happened at all.

use std::time::Duration;

use monitor_core::run::{Outcome, Status, ending};
use monitor_core::{PackStatus, Target, cadence};

use super::script::{Chapter, Script, completed, stamp};
use super::{Key, Server};

impl Server {
    /// Moves an operation to an environment.
    pub fn place(&mut self, target: Target, environment: i64) {
        self.revision += 1;
        if let Some(script) = self.scripts.get_mut(&target) {
            script.environment = environment;
        }
    }

    /// The environments that the user may see from now on. What is in the others is not found any more.
    pub fn entitle(&mut self, environments: Vec<i64>, at: Duration) {
        self.revision += 1;
        let before = std::mem::replace(&mut self.environments, environments);
        let gone = before.iter().filter(|id| !self.environments.contains(id));
        self.lost.extend(gone.map(|id| (*id, at)));
        self.lost.retain(|id, _| !self.environments.contains(id));
    }

    /// Everything that is still active ends now, and nothing more is to come.
    pub fn finish(&mut self, at: Duration) {
        self.revision += 1;
        for script in self.scripts.values_mut() {
            script.chapters.retain(|(start, _)| *start <= at);
            let Some((_, chapter)) = script.at(at) else {
                continue;
            };
            let last = match chapter {
                Chapter::Pack { id, expires, .. } => Chapter::Pack {
                    id,
                    status: "ready",
                    expires,
                },
                Chapter::Run { .. } => completed("succeeded"),
                Chapter::Forbidden | Chapter::Gone | Chapter::NoPack => chapter,
            };
            script.chapters.push((at, last));
        }
    }

    /// While this stays the same, so does when an answer is ready.
    #[must_use]
    pub const fn state(&self) -> (u64, Duration) {
        (self.revision, self.max_wait)
    }

    #[must_use]
    pub fn is_entitled(&self, environment: i64) -> bool {
        !self.lost.contains_key(&environment)
    }

    /// Everything is as it was then, and what had happened since happens again, as much later.
    pub fn roll_back(&mut self, to: Duration, at: Duration) {
        self.revision += 1;
        for script in self.scripts.values_mut() {
            script.roll_back(to, at);
        }
    }

    /// Whether this end was ever true.
    #[must_use]
    pub fn happened(&self, (target, subject, ended, at): &Key, by: Duration) -> bool {
        let Some(script) = self.scripts.get(target) else {
            return false;
        };
        let begun = script.chapters.iter().filter(|(start, _)| *start <= by);
        begun
            .map(|(start, chapter)| (stamp(*start), chapter))
            .any(|(start, chapter)| match chapter {
                Chapter::Run {
                    status, outcome, ..
                } => {
                    let ending = ending(&Status::parse(status), &Outcome::parse(outcome));
                    ending == Some(*ended) && *at == Some(start)
                }
                Chapter::Pack { id, status, .. } => {
                    let word = PackStatus::parse(status);
                    let failed = word == PackStatus::Failed;
                    id == subject
                        && word.is_ended()
                        && (*ended == monitor_core::Ending::Failed) == failed
                }
                Chapter::Forbidden | Chapter::Gone | Chapter::NoPack => false,
            })
    }

    /// Whether this operation is over, and may be seen.
    #[must_use]
    pub fn has_ended(&self, target: Target, at: Duration) -> bool {
        let script = self.scripts.get(&target);
        let seen = script.filter(|script| self.is_lost(target, script).is_none());
        seen.and_then(|script| script.at(at))
            .is_some_and(|(_, chapter)| match chapter {
                Chapter::Run {
                    status, outcome, ..
                } => ending(&Status::parse(status), &Outcome::parse(outcome)).is_some(),
                Chapter::Forbidden | Chapter::Gone | Chapter::NoPack | Chapter::Pack { .. } => {
                    false
                }
            })
    }

    /// The shortest interval at which any of these targets may be asked for, by its age then.
    #[must_use]
    pub fn shortest_interval<'a>(
        &self,
        targets: impl Iterator<Item = &'a Target>,
        at: Duration,
    ) -> Duration {
        let interval = |target: &Target| match target {
            Target::Operation(_) => {
                let created = self.scripts.get(target).map_or(at, |script| script.created);
                let age = at.saturating_sub(created);
                if age < cadence::YOUNG_UNTIL {
                    cadence::YOUNG
                } else if age < cadence::SETTLING_UNTIL {
                    cadence::SETTLING
                } else {
                    cadence::STEADY
                }
            }
            Target::ReviewPack(_) => cadence::PACK,
        };
        targets.map(interval).min().unwrap_or(cadence::STEADY)
    }
}

impl Script {
    fn roll_back(&mut self, to: Duration, at: Duration) {
        let then = self.at(to).map_or(Chapter::Gone, |(_, chapter)| chapter);
        let undone: Vec<_> = self
            .chapters
            .iter()
            .filter(|(start, _)| *start > to && *start <= at)
            .copied()
            .collect();
        if undone.is_empty() {
            return;
        }
        // What was still to come comes after what happens again.
        let lag = at.saturating_sub(to);
        for (start, _) in self.chapters.iter_mut().filter(|(start, _)| *start > at) {
            *start += lag;
        }
        self.chapters.push((at, then));
        let again = undone
            .into_iter()
            .map(|(start, chapter)| (start + lag, chapter));
        self.chapters.extend(again);
        self.chapters.sort_by_key(|(start, _)| *start);
    }
}
