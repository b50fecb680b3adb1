//! From the start of the process to the tray icon, and to the first window that is painted; and from a click in the
//! tray's menu to the window it opens.
//!
//! A start is read from outside every 50 ms, and a window counts as painted when two pictures of it agree: upper bounds.
//! An opening is read afterwards from what the page noted of itself: its first contentful paint, and when its first
//! slice was in the document, of which the next frame is painted. It begins where the click is sent over D-Bus, by a
//! program that has to start first; the app has no window until then, and is under automation, as only so it can be read.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use xtask::eventually;

use crate::world::{Conditions, Driven, LIMIT, OVERVIEW, World, id, observe};
use crate::{launch_to_tray, wait_until_painted};

/// Each kind of window, as often as it was opened.
pub(crate) struct Openings {
    pub(crate) overview: Opening,
    pub(crate) pinned_window: Opening,
    /// Beside one of another operation.
    pub(crate) another_pinned_window: Opening,
}

/// In seconds from the click, both of the same openings.
#[derive(Default)]
pub(crate) struct Opening {
    pub(crate) first_paint: Vec<f64>,
    pub(crate) paint_with_data: Vec<f64>,
}

pub(crate) fn measure() -> Result<Value> {
    let opening = openings(OPENINGS)?.spreads();
    Ok(json!({ "start": starts()?, "opening": opening }))
}

fn starts() -> Result<Value> {
    let world = World::start(Conditions::default())?;
    world.pinned_operation()?;
    let (mut tray, mut painted) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let start = Instant::now();
        let mut app = launch_to_tray(&world, &["--show"])?;
        tray.push(start.elapsed().as_secs_f64());
        wait_until_painted(&world, OVERVIEW)?;
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

/// The overview and a pinned window, each opened so often from an app that has just a tray; and a pinned window beside
/// another one.
pub(crate) fn openings(count: usize) -> Result<Openings> {
    let world = World::start(Conditions::default())?;
    for _ in 2..PINNED {
        world.pinned_operation()?;
    }
    let companion = format!("Operation #{}", world.pinned_operation()?);
    let operation = world.pinned_operation()?;
    let app = world.launch_driven(&["--show"])?;
    app.on(OVERVIEW)?
        .says(&id(&format!("status-{operation}")), "Running")?;
    world.close(OVERVIEW)?;

    let overview = opening(&world, &app, "Open overview", OVERVIEW, count)?;
    let pinned = format!("Operation #{operation}");
    let pinned_window = opening(&world, &app, &pinned, &pinned, count)?;
    let beside = world.tray_entry(&companion)?;
    world.desktop.choose_from_tray_menu(&beside)?;
    wait_until_painted(&world, &companion)?;
    Ok(Openings {
        overview,
        pinned_window,
        another_pinned_window: opening(&world, &app, &pinned, &pinned, count)?,
    })
}

impl Openings {
    /// Median and 95th percentile of each.
    pub(crate) fn spreads(&self) -> Value {
        json!({
            "pinned": PINNED,
            "overview": self.overview.spreads(),
            "pinned_window": self.pinned_window.spreads(),
            "another_pinned_window": self.another_pinned_window.spreads(),
        })
    }
}

impl Opening {
    fn spreads(&self) -> Value {
        json!({
            "to_first_paint": spread(&self.first_paint),
            "to_paint_with_data": spread(&self.paint_with_data),
        })
    }
}

/// Opens a window again and again by the entry of the tray's menu that begins so.
fn opening(
    world: &World,
    app: &Driven<'_>,
    entry: &str,
    title: &str,
    count: usize,
) -> Result<Opening> {
    let mut opening = Opening::default();
    for _ in 0..count {
        // The engine ends its processes by and by.
        observe(REST);
        // It may say something else each time.
        let entry = world.tray_entry(entry)?;
        let clicked = world.desktop.choose_from_tray_menu(&entry)?;
        let clicked = clicked.as_duration().as_secs_f64();
        // Whoever asks meanwhile takes from the app's cores.
        observe(REST);
        let noted = app.on(title)?.answer(NOTED, Vec::new())?;
        let (paint, slice): (f64, f64) =
            serde_json::from_value(noted).context("the page noted no paint")?;
        let from_click = |moment: f64| moment / 1_000.0 - clicked;
        opening.first_paint.push(from_click(paint));
        opening.paint_with_data.push(from_click(paint.max(slice)));
        world.close(title)?;
    }
    Ok(opening)
}

fn spread(values: &[f64]) -> Value {
    let mut values = values.to_vec();
    let median = median(&mut values);
    json!({ "median": median, "p95": values[(values.len() * 95).div_ceil(100) - 1] })
}

/// Leaves the values in order.
fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Both moments in milliseconds since 1970, waited for.
const NOTED: &str = "
    const noted = () => {
        const [paint] = performance.getEntriesByName('first-contentful-paint');
        const [slice] = performance.getEntriesByName('first-slice');
        if (!paint || !slice) return setTimeout(noted, 100);
        done([paint, slice].map((entry) => performance.timeOrigin + entry.startTime));
    };
    noted();
";
const STARTS: usize = 5;
const OPENINGS: usize = 10;
/// As many as the tray's menu names.
const PINNED: usize = 10;
const REST: Duration = Duration::from_secs(3);
