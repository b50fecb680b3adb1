//! The monitor in each of its states, with fifty pinned operations that are all active: from the tray alone to ten
//! windows. Every state begins with a start of its own, but those that follow from another one.

use std::time::Instant;

use anyhow::Result;
use xtask::Running;

use crate::opening::open;
use crate::options::Options;
use crate::processes::memory;
use crate::samples::{Figure, Samples, State, Whose};
use crate::starting::{launch_to_tray, wait_until_painted};
use crate::world::{OVERVIEW, STEADY, World, observe};
use crate::{SETTLED, WINDOWS, end, idle};

pub(crate) struct Monitor<'a> {
    world: &'a World,
    options: &'a Options,
    /// Whose windows are opened.
    operations: Vec<i64>,
}

impl<'a> Monitor<'a> {
    /// Pins the operations, before any start.
    pub(crate) fn prepare(world: &'a World, options: &'a Options) -> Result<Self> {
        let mut operations = Vec::with_capacity(PINNED);
        for _ in 0..PINNED {
            operations.push(world.pinned_operation()?);
        }
        // The latest: the title of one is not how that of another begins.
        let operations = operations.split_off(PINNED - WINDOWS);
        Ok(Self {
            world,
            options,
            operations,
        })
    }

    pub(crate) fn measure(&self, samples: &mut Samples) -> Result<()> {
        self.tray_only(samples)?;
        self.one_window(samples)?;
        self.ten_windows(samples)?;
        self.overview(samples)
    }

    fn tray_only(&self, samples: &mut Samples) -> Result<()> {
        let begun = Instant::now();
        let app = launch_to_tray(self.world, &[])?;
        let to_tray = begun.elapsed().as_secs_f64();
        samples.add(Whose::Monitor, State::TrayOnly, Figure::ToTray, to_tray);
        self.wait_until_quiet()?;
        take(&app, State::TrayOnly, samples)?;
        self.leave_alone(&app, State::TrayOnly, samples)?;
        end(self.world, app)
    }

    fn one_window(&self, samples: &mut Samples) -> Result<()> {
        let app = launch_to_tray(self.world, &[])?;
        self.wait_until_quiet()?;
        let title = self.open(self.operations[0])?;
        take(&app, State::OneWindow, samples)?;
        self.leave_alone(&app, State::OneWindow, samples)?;
        // The engine ends its processes by and by, and gives back what it need not keep; both states have the same time.
        self.world.desktop.minimise(&title)?;
        observe(STEADY * 2);
        take(&app, State::PutAside, samples)?;
        self.world.desktop.restore(&title)?;
        self.world.close(&title)?;
        observe(STEADY * 2);
        take(&app, State::Closed, samples)?;
        end(self.world, app)
    }

    fn ten_windows(&self, samples: &mut Samples) -> Result<()> {
        let app = launch_to_tray(self.world, &[])?;
        self.wait_until_quiet()?;
        let titles = self.operations.iter().map(|id| self.open(*id));
        let titles = titles.collect::<Result<Vec<_>>>()?;
        take(&app, State::TenWindows, samples)?;
        self.leave_alone(&app, State::TenWindows, samples)?;
        for title in titles {
            // What is open at the end is open again at the next start.
            self.world.close(&title)?;
        }
        end(self.world, app)
    }

    fn overview(&self, samples: &mut Samples) -> Result<()> {
        let app = launch_to_tray(self.world, &["--show"])?;
        wait_until_painted(self.world, OVERVIEW)?;
        self.world.tray_entry("50 watched")?;
        take(&app, State::Overview, samples)?;
        self.leave_alone(&app, State::Overview, samples)?;
        self.world.close(OVERVIEW)?;
        end(self.world, app)
    }

    fn leave_alone(&self, app: &Running, state: State, samples: &mut Samples) -> Result<()> {
        let what = (Whose::Monitor, state);
        idle::measure(self.world, self.options, what, app.id(), samples)
    }

    fn open(&self, operation: i64) -> Result<String> {
        open(self.world, &self.world.atlas.address, operation)
    }

    /// Everything was asked once, and only the quiet watch is under way.
    fn wait_until_quiet(&self) -> Result<()> {
        self.world.tray_entry("50 watched")?;
        self.world.wait_until_held()
    }
}

fn take(app: &Running, state: State, samples: &mut Samples) -> Result<()> {
    observe(SETTLED);
    let memory = memory(app.id())?.proportional;
    samples.add(Whose::Monitor, state, Figure::Memory, memory);
    Ok(())
}

const PINNED: usize = 50;
