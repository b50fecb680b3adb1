//! What becomes of an environment's review packs. They are numbered as they are made; the latest is what the server
//! answers with, and when it is deleted, the one before it.

use std::collections::BTreeMap;
use std::time::Duration;

use proptest::prelude::*;

use super::Step;
use monitor_sim::world::{Chapter, World, card, secs};

#[derive(Clone, Copy, Debug)]
pub(crate) enum Fate {
    /// The latest goes on to this; where there is none, the first is made.
    Becomes(Word),
    Forbidden,
    Gone,
    Newer(Word),
    /// Deleted: the one before comes to light as this, where there is one.
    Purged(Word),
}

/// A status, and the date of expiry on the world's clock.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    status: &'static str,
    expires: Option<u64>,
}

/// Every environment's packs.
#[derive(Default)]
pub(crate) struct Shelves {
    by_environment: BTreeMap<i64, Shelf>,
    last_number: i64,
}

#[derive(Default)]
struct Shelf {
    numbers: Vec<i64>,
    /// Nothing is planned for later than this, and nothing more for earlier.
    until: Duration,
}

pub(super) fn fate(environment: impl Strategy<Value = i64>) -> impl Strategy<Value = Step> {
    let fate = prop_oneof![
        16 => word().prop_map(Fate::Becomes),
        4 => word().prop_map(Fate::Newer),
        3 => word().prop_map(Fate::Purged),
        1 => Just(Fate::Gone),
        1 => Just(Fate::Forbidden),
    ];
    (environment, 0..30_u64, fate).prop_map(|(environment, delay, fate)| Step::Pack {
        environment,
        delay,
        fate,
    })
}

fn word() -> impl Strategy<Value = Word> {
    let statuses = vec![
        "queued",
        "queued",
        "generating",
        "generating",
        "generating",
        "ready",
        "ready",
        "ready",
        "failed",
        "expired",
        "expired",
        "archived",
    ];
    let expires = prop::option::of(0..20_000_u64);
    (prop::sample::select(statuses), expires).prop_map(|(status, expires)| Word { status, expires })
}

impl Shelves {
    /// Plans this in so many seconds, or after what is planned already.
    pub(super) fn plan(&mut self, world: &mut World, environment: i64, delay: u64, fate: Fate) {
        let shelf = self.by_environment.entry(environment).or_default();
        let at = shelf.until.max(world.time + secs(delay));
        shelf.until = at;
        let makes = match fate {
            Fate::Becomes(_) => shelf.numbers.is_empty(),
            Fate::Newer(_) => true,
            Fate::Forbidden | Fate::Gone | Fate::Purged(_) => false,
        };
        if makes {
            self.last_number += 1;
            shelf.numbers.push(self.last_number);
        }
        let chapter = shelf.chapter(fate);
        world.server.plan(card(environment), at, chapter);
    }
}

impl Shelf {
    fn chapter(&mut self, fate: Fate) -> Chapter {
        let word = match fate {
            Fate::Becomes(word) | Fate::Newer(word) => word,
            Fate::Forbidden => return Chapter::Forbidden,
            Fate::Gone => return Chapter::Gone,
            Fate::Purged(word) => {
                self.numbers.pop();
                word
            }
        };
        let latest = self.numbers.last();
        latest.map_or(Chapter::NoPack, |id| Chapter::Pack {
            id: *id,
            status: word.status,
            expires: word.expires.map(secs),
        })
    }
}
