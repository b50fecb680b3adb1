//! An app that is left alone: what it takes of the processor, how often it wakes and how often it asks.

use anyhow::Result;
use jiff::Timestamp;

use crate::options::Options;
use crate::processes::work;
use crate::samples::{Figure, Samples, State, Whose};
use crate::world::{World, observe};

pub(crate) fn measure(
    world: &World,
    options: &Options,
    (whose, state): (Whose, State),
    group: u32,
    samples: &mut Samples,
) -> Result<()> {
    let (before, since) = (work(group)?, Timestamp::now());
    observe(options.idle());
    let (seconds, wakes) = work(group)?.since(&before);
    let idle = options.idle().as_secs_f64();
    samples.add(whose, state, Figure::Processor, seconds / idle * 100.0);
    samples.add(whose, state, Figure::WakeUps, wakes / idle);
    if whose == Whose::Monitor {
        // One that is held now is in no log yet, and left within the last minute.
        let asked = world.requests_since(since)?.len() + world.atlas.gateway.held_watches();
        samples.add(whose, state, Figure::Requests, asked as f64 / idle * 60.0);
    }
    Ok(())
}
