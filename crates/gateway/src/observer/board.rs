//! What the last look found: the operations and packs that clients ask about, described once for all of them.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::time::Instant;

use monitor_wire::Target;

use super::Look;
use super::interest::Asked;
use super::seen::{
    SeenOperation, SeenPack, Sight, Wake, operation_facts, pack_facts, seen_operation, seen_pack,
};
use crate::config::Config;
use crate::expected::ByType;
use crate::rights::{Directory, Given, Viewer};
use crate::store::{OperationRow, PackRow};

pub(crate) struct Board {
    /// When the last look at everything began.
    began: Instant,
    /// When the last look of all began.
    joined: Instant,
    /// With the time when it was looked up.
    directory: (Instant, Arc<Directory>),
    /// How often the living tokens had changed by then.
    tokens: u64,
    /// Of everything that was looked for; none where nothing was found.
    operations: HashMap<i64, Option<Arc<SeenOperation>>>,
    packs: HashMap<i64, Option<Arc<SeenPack>>>,
    moved: Moved,
}

/// What may end a wait that the board before did not end.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Moved {
    /// Counts the boards that may.
    number: u64,
    targets: BTreeSet<Target>,
    /// Memberships, entitlements or tokens: that may be anybody's.
    rights: bool,
}

impl Moved {
    /// Whether it may end a wait for these targets.
    pub(super) fn concerns(&self, targets: &[Target]) -> bool {
        self.rights || targets.iter().any(|target| self.targets.contains(target))
    }
}

/// What one look brings.
pub(super) struct Found {
    pub(super) at: Look,
    pub(super) began: Instant,
    pub(super) directory: (Instant, Arc<Directory>),
    pub(super) tokens: u64,
    pub(super) operations: Vec<OperationRow>,
    pub(super) packs: Vec<PackRow>,
}

impl Board {
    /// Before the first look.
    pub(super) fn empty() -> Self {
        let long_ago = Instant::now()
            .checked_sub(LONG_AGO)
            .unwrap_or_else(Instant::now);
        Self {
            began: long_ago,
            joined: long_ago,
            directory: (long_ago, Arc::default()),
            tokens: 0,
            operations: HashMap::new(),
            packs: HashMap::new(),
            moved: Moved::default(),
        }
    }

    pub(super) fn joined(&self) -> Instant {
        self.joined
    }

    pub(super) fn began(&self) -> Instant {
        self.began
    }

    pub(super) fn directory(&self) -> &(Instant, Arc<Directory>) {
        &self.directory
    }

    /// Whether this was looked for, whatever was found.
    pub(super) fn knows(&self, target: Target) -> bool {
        match target {
            Target::Operation(id) => self.operations.contains_key(&id),
            Target::ReviewPack(environment) => self.packs.contains_key(&environment),
        }
    }

    /// The board after another look. What did not change is taken over as it is, and so is what was not looked at.
    pub(super) fn after(
        &self,
        found: Found,
        asked: &Asked,
        expected: &ByType,
        config: &Config,
    ) -> Self {
        let directory = &found.directory.1;
        let mut operations = kept(&self.operations, found.at);
        operations.extend(asked.operations.iter().map(|id| (*id, None)));
        for row in found.operations {
            let id = row.id;
            let Some(facts) = operation_facts(row, directory, expected) else {
                continue;
            };
            let last = self.operations.get(&id).and_then(Option::as_ref);
            operations.insert(id, Some(seen_operation(facts, last, config)));
        }
        let rows = found.packs.into_iter();
        let mut rows: HashMap<_, _> = rows.map(|row| (row.environment_id, row)).collect();
        let mut packs = kept(&self.packs, found.at);
        packs.extend(asked.environments.iter().map(|id| {
            let facts = pack_facts(*id, rows.remove(id), directory);
            let last = self.packs.get(id).and_then(Option::as_ref);
            (*id, facts.map(|facts| seen_pack(facts, last, config)))
        }));
        let mut next = Self {
            began: match found.at {
                Look::AtEverything => found.began,
                Look::AtWhatIsMissing => self.began,
            },
            joined: found.began,
            directory: found.directory,
            tokens: found.tokens,
            operations,
            packs,
            moved: Moved::default(),
        };
        next.moved = next.moved_since(self);
        next
    }

    fn moved_since(&self, last: &Self) -> Moved {
        let same_directory = Arc::ptr_eq(&self.directory.1, &last.directory.1)
            || self.directory.1.agrees_with(&last.directory.1);
        let operations = moved(&self.operations, &last.operations, SeenOperation::wake);
        let packs = moved(&self.packs, &last.packs, SeenPack::wake);
        let mut moved = Moved {
            number: last.moved.number,
            targets: operations
                .map(Target::Operation)
                .chain(packs.map(Target::ReviewPack))
                .collect(),
            rights: !same_directory || self.tokens != last.tokens,
        };
        moved.number += u64::from(moved.rights || !moved.targets.is_empty());
        moved
    }

    /// Whether any wait may end with this board that did not with that one.
    pub(super) fn wakes_somebody_of(&self, known: &Self) -> bool {
        self.moved.number != known.moved.number
    }

    pub(super) fn moved(&self) -> &Moved {
        &self.moved
    }

    pub(crate) fn rights(&self) -> &Arc<Directory> {
        &self.directory.1
    }

    pub(crate) fn sight(&self, target: Target, viewer: &Viewer, config: &Config) -> Sight<'_> {
        match target {
            Target::Operation(id) => self.operation(id, viewer, config),
            Target::ReviewPack(environment) => self.review_pack(environment, viewer, config),
        }
    }

    fn operation(&self, id: i64, viewer: &Viewer, config: &Config) -> Sight<'_> {
        let Some(Some(seen)) = self.operations.get(&id) else {
            return Given::Missing;
        };
        let row = &seen.facts.row;
        let place = (row.workspace_id, row.environment_id);
        let rights = self.rights();
        let verdict = rights.operation(viewer, place, &row.kind, &config.capabilities);
        verdict.give(|packs| Some(seen.told(packs)))
    }

    fn review_pack(&self, environment: i64, viewer: &Viewer, config: &Config) -> Sight<'_> {
        let Some(Some(seen)) = self.packs.get(&environment) else {
            return Given::Missing;
        };
        let verdict = self
            .rights()
            .review_packs(viewer, environment, &config.capabilities);
        verdict.give(|_| Some(seen.told()))
    }
}

/// What the board before knew and the next one takes over.
fn kept<T>(known: &HashMap<i64, Option<Arc<T>>>, at: Look) -> HashMap<i64, Option<Arc<T>>> {
    match at {
        Look::AtEverything => HashMap::with_capacity(known.len()),
        Look::AtWhatIsMissing => known.clone(),
    }
}

/// What both know and what is now, or is gone, or is there again.
fn moved<'a, T>(
    new: &'a HashMap<i64, Option<Arc<T>>>,
    old: &'a HashMap<i64, Option<Arc<T>>>,
    wake: impl Fn(&T) -> Wake + 'a,
) -> impl Iterator<Item = i64> + 'a {
    let wake = move |seen: &Option<Arc<T>>| seen.as_deref().map(&wake);
    old.iter().filter_map(move |(id, seen)| {
        let now = new.get(id)?;
        (wake(now) != wake(seen)).then_some(*id)
    })
}

const LONG_AGO: std::time::Duration = std::time::Duration::from_secs(3600);

#[cfg(test)]
impl Moved {
    pub(super) fn of(targets: impl IntoIterator<Item = Target>) -> Self {
        Self {
            targets: targets.into_iter().collect(),
            ..Self::default()
        }
    }

    pub(super) fn of_rights() -> Self {
        Self {
            rights: true,
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Entry, Moment};

    fn row(id: i64, status: &str) -> OperationRow {
        OperationRow {
            id,
            workspace_id: 1,
            environment_id: None,
            kind: "policy.sync".into(),
            status: status.into(),
            outcome: "pending".into(),
            freshness: "fresh_active".into(),
            problem_class: "none".into(),
            initiator_id: None,
            initiator_name: "System".into(),
            counts: None,
            failures: None,
            phase: None,
            review_pack_id: None,
            created_at: Moment("2026-03-08T11:00:00Z".parse().unwrap()),
            started_at: None,
            completed_at: None,
        }
    }

    /// After a look at these operations that found those, in a workspace of that name.
    fn after(board: &Board, at: Look, asked: &[i64], rows: &[OperationRow], name: &str) -> Board {
        let workspace = Entry {
            what: "workspace".into(),
            id: 1,
            place: None,
            name: Some(name.into()),
            route_key: None,
        };
        let found = Found {
            at,
            began: Instant::now(),
            directory: (
                Instant::now(),
                Arc::new(Directory::read(&[], vec![workspace])),
            ),
            tokens: 0,
            operations: rows.to_vec(),
            packs: Vec::new(),
        };
        let asked = Asked {
            operations: asked.to_vec(),
            ..Asked::default()
        };
        board.after(found, &asked, &ByType::new(), &Config::sqlite("a", "b"))
    }

    fn is_taken_over(id: i64, from: &Board, to: &Board) -> bool {
        let (Some(Some(one)), Some(Some(other))) =
            (from.operations.get(&id), to.operations.get(&id))
        else {
            return false;
        };
        Arc::ptr_eq(one, other)
    }

    #[test]
    fn a_look_names_what_changed_and_takes_over_what_did_not() {
        let rows = [row(1, "running"), row(2, "running")];
        let first = after(&Board::empty(), Look::AtEverything, &[1, 2, 3], &rows, "a");
        let rows = [row(1, "running"), row(2, "completed")];

        let next = after(&first, Look::AtEverything, &[1, 2, 3], &rows, "a");

        let moved = Moved {
            number: first.moved.number + 1,
            ..Moved::of([Target::Operation(2)])
        };
        assert_eq!(next.moved, moved);
        assert!(next.wakes_somebody_of(&first));
        assert!(is_taken_over(1, &first, &next));
        assert!(!is_taken_over(2, &first, &next));
    }

    #[test]
    fn a_look_that_finds_everything_as_it_was_wakes_nobody() {
        let rows = [row(1, "running")];
        let first = after(&Board::empty(), Look::AtEverything, &[1], &rows, "a");

        let next = after(&first, Look::AtEverything, &[1], &rows, "a");

        assert!(!next.wakes_somebody_of(&first));
    }

    #[test]
    fn a_renamed_place_may_be_anybodys() {
        let first = after(&Board::empty(), Look::AtEverything, &[], &[], "a");

        let next = after(&first, Look::AtEverything, &[], &[], "b");

        assert!(next.moved.concerns(&[Target::Operation(1)]));
    }

    #[test]
    fn a_look_at_what_was_missing_keeps_the_rest() {
        let rows = [row(1, "running")];
        let first = after(&Board::empty(), Look::AtEverything, &[1], &rows, "a");

        let next = after(
            &first,
            Look::AtWhatIsMissing,
            &[2],
            &[row(2, "queued")],
            "a",
        );

        assert!(is_taken_over(1, &first, &next));
        assert!(next.knows(Target::Operation(2)));
        assert_eq!(next.began, first.began);
        assert!(!next.wakes_somebody_of(&first));
    }
}
