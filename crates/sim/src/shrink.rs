//! The shortest story that breaks the same claim, as far as leaving out parts finds it.

use crate::plan::Story;
use crate::play::play;
use crate::tally::Tally;

/// Leaves out halves, then quarters, down to single steps, for as long as the same claim is broken. What it broke in the
/// end comes with it.
#[must_use]
pub fn shrink(seed: u64, story: Story, broken: &str) -> (Story, String) {
    let claim = claim_of(broken).to_owned();
    let (mut story, mut broken) = (story, broken.to_owned());
    let mut tries = 0;
    let mut size = story.len().div_ceil(2);
    while size > 0 && tries < TRIES {
        let mut from = 0;
        let mut shrunk = false;
        while from < story.len() && tries < TRIES {
            let until = (from + size).min(story.len());
            let mut less = story.clone();
            less.drain(from..until);
            tries += 1;
            match play(seed, &less, &mut Tally::default()) {
                Err(why) if claim_of(&why) == claim => {
                    (story, broken, shrunk) = (less, why, true);
                }
                Ok(()) | Err(_) => from = until,
            }
        }
        if !(shrunk && size == 1) {
            size /= 2;
        }
    }
    (story, broken)
}

fn claim_of(broken: &str) -> &str {
    broken.split([' ', ':']).next().unwrap_or(broken)
}

/// More would take minutes.
const TRIES: usize = 3_000;
