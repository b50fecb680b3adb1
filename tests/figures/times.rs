//! From the start of the process to the tray icon, and to the first window that is painted.
//!
//! Read from outside every 50 ms, and a window counts as painted when two pictures of it agree: upper bounds.

use std::time::Instant;

use anyhow::Result;
use serde_json::{Value, json};
use xtask::eventually;

use crate::world::{Conditions, LIMIT, World};
use crate::{launch_to_tray, wait_until_painted};

pub(crate) fn measure() -> Result<Value> {
    let world = World::start(Conditions::default())?;
    world.pinned_operation()?;
    let (mut tray, mut painted) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let start = Instant::now();
        let mut app = launch_to_tray(&world, &["--show"])?;
        tray.push(start.elapsed().as_secs_f64());
        wait_until_painted(&world, "TenantAtlas Monitor")?;
        painted.push(start.elapsed().as_secs_f64());
        app.kill()?;
        eventually("the end of the tray icon", LIMIT, || {
            Ok(world.desktop.tray_items()?.is_empty().then_some(()))
        })?;
    }
    Ok(
        json!({ "to_tray_icon": median(&mut tray), "to_first_window_painted": median(&mut painted) }),
    )
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

const STARTS: usize = 5;
