//! What was asked about lately, by whom: what the next look is at.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::time::{Duration, Instant};

use monitor_wire::Target;

use super::board::Board;

#[derive(Default)]
pub(super) struct Interest {
    users: HashMap<i64, Asking>,
    targets: HashMap<Target, Instant>,
    /// What somebody asks about for the first time, until the next look.
    newly: BTreeSet<Target>,
}

/// What one user asked about, and when last.
struct Asking {
    last: Instant,
    targets: HashMap<Target, Instant>,
    /// Over so many, those of long ago are forgotten.
    most: usize,
}

/// The ids of one look, each once, in order.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Asked {
    pub(super) users: Vec<i64>,
    pub(super) operations: Vec<i64>,
    pub(super) environments: Vec<i64>,
}

/// The user asks about more than one desktop shows.
#[derive(Debug, PartialEq)]
pub(super) struct TooMany;

impl Asked {
    fn of(users: impl Iterator<Item = i64>, targets: impl Iterator<Item = Target>) -> Self {
        let mut asked = Self {
            users: users.collect(),
            ..Self::default()
        };
        for target in targets {
            match target {
                Target::Operation(id) => asked.operations.push(id),
                Target::ReviewPack(environment) => asked.environments.push(environment),
            }
        }
        for ids in [
            &mut asked.users,
            &mut asked.operations,
            &mut asked.environments,
        ] {
            ids.sort_unstable();
        }
        asked
    }

    pub(super) fn targets(&self) -> usize {
        self.operations.len() + self.environments.len()
    }
}

impl Interest {
    /// Whether any of it is new for this user. What is gets looked at even if others ask about it already: how soon an
    /// answer comes must not tell that they do.
    pub(super) fn note(
        &mut self,
        user: i64,
        targets: &[Target],
        now: Instant,
    ) -> Result<bool, TooMany> {
        let asking = self.users.entry(user).or_insert_with(|| Asking {
            last: now,
            targets: HashMap::new(),
            most: LEAST_OF_ONE_USER,
        });
        asking.last = now;
        // Now and then, however long this user goes on asking.
        if asking.targets.len() + targets.len() > asking.most {
            asking.targets.retain(|_, last| is_recent(*last, now));
            let twice = (asking.targets.len() + targets.len()) * 2;
            asking.most = twice.clamp(LEAST_OF_ONE_USER, MOST_OF_ONE_USER);
        }
        let mut is_new = false;
        for target in targets {
            let is_full = asking.targets.len() >= MOST_OF_ONE_USER;
            let known = asking.targets.entry(*target);
            if !matches!(&known, Entry::Occupied(known) if is_recent(*known.get(), now)) {
                if is_full {
                    return Err(TooMany);
                }
                is_new = true;
                self.newly.insert(*target);
            }
            known.insert_entry(now);
            self.targets.insert(*target, now);
        }
        Ok(is_new)
    }

    pub(super) fn users(&self) -> Vec<i64> {
        self.users.keys().copied().collect()
    }

    /// Forgets what nobody has asked about for long and names the rest.
    pub(super) fn all(&mut self, now: Instant) -> Asked {
        self.newly.clear();
        self.users.retain(|_, asking| is_recent(asking.last, now));
        self.targets.retain(|_, last| is_recent(*last, now));
        Asked::of(self.users.keys().copied(), self.targets.keys().copied())
    }

    /// What a board does not tell yet.
    pub(super) fn missing_on(&mut self, board: &Board) -> Asked {
        let mut targets = std::mem::take(&mut self.newly);
        let unknown = self.targets.keys().filter(|target| !board.knows(**target));
        targets.extend(unknown.copied());
        let users = self
            .users
            .keys()
            .filter(|user| !board.rights().knows(**user));
        Asked::of(users.copied(), targets.into_iter())
    }
}

fn is_recent(last: Instant, now: Instant) -> bool {
    now.duration_since(last) < LASTS
}

/// Longer than any watch is held.
const LASTS: Duration = Duration::from_secs(120);
/// More than anybody pins, and few enough for one look.
const MOST_OF_ONE_USER: usize = 10_000;
/// As many as one request may name; fewer are not worth forgetting.
const LEAST_OF_ONE_USER: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_again_stays_and_the_rest_is_forgotten() {
        let mut interest = Interest::default();
        let start = Instant::now();
        let one = [Target::Operation(2), Target::ReviewPack(5)];
        let other = [Target::Operation(1), Target::Operation(2)];
        assert_eq!(interest.note(7, &one, start), Ok(true));
        assert_eq!(interest.note(8, &other, start), Ok(true));
        let later = start + LASTS - Duration::from_secs(1);
        assert_eq!(interest.note(7, &one[..1], later), Ok(false));

        let all = Asked {
            users: vec![7, 8],
            operations: vec![1, 2],
            environments: vec![5],
        };
        assert_eq!(interest.all(later), all);
        let rest = Asked {
            users: vec![7],
            operations: vec![2],
            environments: vec![],
        };
        assert_eq!(interest.all(start + LASTS), rest);
    }

    #[test]
    fn what_is_new_for_a_user_is_looked_at_whoever_else_asks_about_it() {
        let mut interest = Interest::default();
        let now = Instant::now();
        let target = [Target::Operation(1)];
        interest.note(7, &target, now).unwrap();
        interest.all(now);

        assert_eq!(interest.note(8, &target, now), Ok(true));

        let asked = interest.missing_on(&Board::empty());
        assert_eq!(asked.operations, [1]);
    }

    #[test]
    fn who_never_stops_asking_is_forgotten_too() {
        let mut interest = Interest::default();
        let mut now = Instant::now();
        for id in 1..=2_000 {
            interest.note(7, &[Target::Operation(id)], now).unwrap();
            now += Duration::from_secs(10);
        }
        let kept = interest.users[&7].targets.len();
        assert!(kept <= LEAST_OF_ONE_USER, "{kept}");
    }

    #[test]
    fn one_user_cannot_ask_about_everything() {
        let mut interest = Interest::default();
        let now = Instant::now();
        let many: Vec<_> = (1..=10_000).map(Target::Operation).collect();
        assert_eq!(interest.note(7, &many, now), Ok(true));

        let more = [Target::Operation(10_001)];
        assert_eq!(interest.note(7, &more, now), Err(TooMany));
        assert_eq!(interest.note(7, &many, now), Ok(false));
        assert_eq!(interest.note(7, &more, now + LASTS), Ok(true));
    }
}
