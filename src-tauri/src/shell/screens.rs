//! The screens that are there now, as windows may use them.

use tauri::{AppHandle, Monitor};

use super::places::Screen;

/// None where the system does not say.
pub(super) fn screens(app: &AppHandle) -> Vec<Screen> {
    let monitors = app.available_monitors().unwrap_or_default();
    monitors.iter().map(screen).collect()
}

fn screen(monitor: &Monitor) -> Screen {
    let (scale, area) = (monitor.scale_factor(), monitor.work_area());
    let position = area.position.to_logical::<i32>(scale);
    let size = area.size.to_logical::<u32>(scale);
    Screen {
        x: position.x,
        y: position.y,
        width: size.width,
        height: size.height,
    }
}
