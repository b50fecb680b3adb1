//! What was asked about lately, by whom: what the next look is at.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use monitor_wire::Target;

#[derive(Default)]
pub(super) struct Interest {
    users: HashMap<i64, Instant>,
    operations: HashMap<i64, Instant>,
    environments: HashMap<i64, Instant>,
}

/// The ids of one look, each once, in order.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Asked {
    pub(super) users: Vec<i64>,
    pub(super) operations: Vec<i64>,
    pub(super) environments: Vec<i64>,
}

impl Asked {
    pub(super) fn targets(&self) -> usize {
        self.operations.len() + self.environments.len()
    }
}

impl Interest {
    pub(super) fn note(&mut self, user: i64, targets: &[Target], now: Instant) {
        self.users.insert(user, now);
        for target in targets {
            match target {
                Target::Operation(id) => self.operations.insert(*id, now),
                Target::ReviewPack(environment) => self.environments.insert(*environment, now),
            };
        }
    }

    /// Forgets what nobody has asked about for long and names the rest.
    pub(super) fn asked(&mut self, now: Instant) -> Asked {
        let named = |noted: &mut HashMap<i64, Instant>| {
            noted.retain(|_, last| now.duration_since(*last) < LASTS);
            let mut ids: Vec<i64> = noted.keys().copied().collect();
            ids.sort_unstable();
            ids
        };
        Asked {
            users: named(&mut self.users),
            operations: named(&mut self.operations),
            environments: named(&mut self.environments),
        }
    }
}

/// Longer than any watch is held.
const LASTS: Duration = Duration::from_secs(120);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_again_stays_and_the_rest_is_forgotten() {
        let mut interest = Interest::default();
        let start = Instant::now();
        interest.note(7, &[Target::Operation(2), Target::ReviewPack(5)], start);
        interest.note(8, &[Target::Operation(1), Target::Operation(2)], start);
        let later = start + LASTS - Duration::from_secs(1);
        interest.note(7, &[Target::Operation(2)], later);

        let all = Asked {
            users: vec![7, 8],
            operations: vec![1, 2],
            environments: vec![5],
        };
        assert_eq!(interest.asked(later), all);
        let rest = Asked {
            users: vec![7],
            operations: vec![2],
            environments: vec![],
        };
        assert_eq!(interest.asked(start + LASTS), rest);
    }
}
