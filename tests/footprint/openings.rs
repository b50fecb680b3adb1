//! A window that is opened and closed again and again: what stays in memory of it.

use anyhow::Result;
use serde::Serialize;

use crate::opening::open;
use crate::processes::memory;
use crate::starting::launch_to_tray;
use crate::world::{Conditions, STEADY, World, observe};
use crate::{end, say};

/// Private memory in MiB, of all processes, with no window open.
#[derive(Debug, Serialize)]
pub(crate) struct Openings {
    pub(crate) openings: usize,
    /// After the first [`FIRST`] of them: what is loaded once is there by then, and nearly all of the growth still to come.
    before: f64,
    after: f64,
}

impl Openings {
    /// In percent.
    pub(crate) fn growth(&self) -> f64 {
        (self.after / self.before - 1.0) * 100.0
    }
}

pub(crate) fn measure(openings: usize) -> Result<Openings> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = launch_to_tray(&world, &[])?;
    world.tray_state(operation, "Running")?;
    let mut before = 0.0;
    for number in 1..=openings {
        let title = open(&world, &world.atlas.address, operation)?;
        world.close(&title)?;
        if number == FIRST {
            before = resting(app.id())?;
        }
        if number % 100 == 0 {
            say(&format!("{number} openings"));
        }
    }
    let after = resting(app.id())?;
    end(&world, app)?;
    Ok(Openings {
        openings,
        before,
        after,
    })
}

/// Once the engine has ended its processes, which it does by and by.
fn resting(group: u32) -> Result<f64> {
    observe(STEADY * 3);
    Ok(memory(group)?.private)
}

/// The benchmark's option for openings takes no number that is as low.
const FIRST: usize = 20;
