//! A window that is opened and closed again and again: what stays in memory of it.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use anyhow::Result;
use serde::Serialize;

use crate::opening::open;
use crate::processes::memory_of_each;
use crate::starting::launch_to_tray;
use crate::world::{Conditions, STEADY, World, observe};
use crate::{end, say};

/// What was there with no window open, the first time after the first [`FIRST`] of them: what is loaded once is there by
/// then, and nearly all of the growth still to come.
#[derive(Debug, Serialize)]
pub(crate) struct Openings {
    rests: Vec<Rest>,
}

/// After so many openings.
#[derive(Debug, Serialize)]
struct Rest {
    openings: usize,
    /// Private memory in MiB, by name and number of the process.
    processes: BTreeMap<String, f64>,
}

impl Openings {
    /// In percent.
    pub(crate) fn growth(&self) -> f64 {
        match self.rests.as_slice() {
            [first, .., last] => (last.private() / first.private() - 1.0) * 100.0,
            _ => f64::NAN,
        }
    }
}

impl Rest {
    fn private(&self) -> f64 {
        self.processes.values().sum()
    }
}

impl Display for Rest {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let total = self.private();
        write!(f, "{} openings: {total:.2} MiB private", self.openings)?;
        let mut each = self.processes.iter();
        each.try_for_each(|(process, private)| write!(f, ", {process} {private:.2}"))
    }
}

pub(crate) fn measure(openings: usize) -> Result<Openings> {
    let world = World::start(Conditions::default())?;
    let operation = world.pinned_operation()?;
    let app = launch_to_tray(&world, &[])?;
    world.tray_state(operation, "Running")?;
    let mut rests = Vec::new();
    for number in 1..=openings {
        let title = open(&world, &world.atlas.address, operation)?;
        world.close(&title)?;
        if number == FIRST || number % BETWEEN == 0 || number == openings {
            let rest = rest(app.id(), number)?;
            say(&rest.to_string());
            rests.push(rest);
        }
    }
    end(&world, app)?;
    Ok(Openings { rests })
}

/// Once the engine has ended its processes, which it does by and by.
fn rest(group: u32, openings: usize) -> Result<Rest> {
    observe(STEADY * 3);
    let each = memory_of_each(group)?.into_iter();
    Ok(Rest {
        openings,
        processes: each
            .map(|(process, memory)| (process, memory.private))
            .collect(),
    })
}

/// The benchmark's option for openings takes no number that is as low.
const FIRST: usize = 20;
/// A leak grows from one look to the next; what is left of one window alone is there from one of them on.
const BETWEEN: usize = 100;
