//! The empty app in the same states, on the same desktop.

use std::time::Instant;

use anyhow::Result;
use xtask::Running;

use crate::options::Options;
use crate::processes::memory;
use crate::samples::{Figure, Samples, State, Whose};
use crate::starting::wait_until_painted;
use crate::world::{World, observe};
use crate::{SETTLED, WINDOWS, end, idle};

pub(crate) fn measure(world: &World, options: &Options, samples: &mut Samples) -> Result<()> {
    let begun = Instant::now();
    let app = start(world, options, 0)?;
    let to_tray = begun.elapsed().as_secs_f64();
    samples.add(Whose::EmptyApp, State::TrayOnly, Figure::ToTray, to_tray);
    take(world, options, &app, State::TrayOnly, samples)?;
    end(world, app)?;
    for (windows, state) in [(1, State::OneWindow), (WINDOWS, State::TenWindows)] {
        let app = start(world, options, windows)?;
        for number in 1..=windows {
            wait_until_painted(world, &format!("Empty {number}"))?;
        }
        take(world, options, &app, state, samples)?;
        end(world, app)?;
    }
    Ok(())
}

/// Starts it with so many windows, and waits for its icon in the tray.
fn start(world: &World, options: &Options, windows: usize) -> Result<Running> {
    let mut command = world.desktop.command(&options.empty_app);
    command.arg(windows.to_string());
    let log = world.desktop.home().join("empty-app.log");
    let app = world.desktop.launch("empty-app", &mut command, &log)?;
    world.wait_for_tray()?;
    Ok(app)
}

/// Its memory, and then what it does while nothing happens.
fn take(
    world: &World,
    options: &Options,
    app: &Running,
    state: State,
    samples: &mut Samples,
) -> Result<()> {
    observe(SETTLED);
    let memory = memory(app.id())?.proportional;
    samples.add(Whose::EmptyApp, state, Figure::Memory, memory);
    idle::measure(world, options, (Whose::EmptyApp, state), app.id(), samples)
}
