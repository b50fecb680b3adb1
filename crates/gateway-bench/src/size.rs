//! How much there is and how long is measured: the whole, or a quick look whether everything works.

use std::time::Duration;

use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub(crate) struct Size {
    pub(crate) workspaces: i64,
    pub(crate) environments: i64,
    /// Members of every workspace, entitled to every environment. Their ids begin at 1.
    pub(crate) people: i64,
    /// Members of one workspace, entitled to all but one of its environments. Their ids follow.
    pub(crate) narrow: i64,
    pub(crate) finished_operations: i64,
    pub(crate) active_operations: i64,
    pub(crate) review_packs: i64,
    /// Shared by the held watches in turn.
    pub(crate) tokens: usize,
    pub(crate) held: [usize; 2],
    pub(crate) changes_per_second: u32,
    /// With held watches and nothing changing.
    #[serde(skip)]
    pub(crate) still: Duration,
    /// With held watches and operations changing.
    #[serde(skip)]
    pub(crate) moving: Duration,
    /// One round of a rate.
    #[serde(skip)]
    pub(crate) round: Duration,
    /// One filter of a list, alone and among others, unless it is answered often enough sooner.
    #[serde(skip)]
    pub(crate) filter: Duration,
    /// So many questions tell of a filter's slowest, or of one kind of 404.
    pub(crate) samples: usize,
}

impl Size {
    pub(crate) fn whole() -> Self {
        Self {
            workspaces: 20,
            environments: 500,
            people: 100,
            narrow: 10,
            finished_operations: 1_000_000,
            active_operations: 2000,
            review_packs: 5000,
            tokens: 1000,
            held: [1000, 10_000],
            changes_per_second: 50,
            still: Duration::from_secs(20),
            moving: Duration::from_secs(30),
            round: Duration::from_secs(5),
            filter: Duration::from_secs(10),
            samples: 1000,
        }
    }

    /// A hundredth of the rows and of the watches, in shorter time.
    pub(crate) fn quick() -> Self {
        Self {
            workspaces: 2,
            environments: 5,
            people: 10,
            narrow: 2,
            finished_operations: 10_000,
            active_operations: 200,
            review_packs: 50,
            tokens: 20,
            held: [10, 100],
            changes_per_second: 5,
            still: Duration::from_secs(3),
            moving: Duration::from_secs(5),
            round: Duration::from_secs(1),
            filter: Duration::from_millis(200),
            samples: 20,
        }
    }
}
