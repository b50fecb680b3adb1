//! The screens that are there now, as windows may use them.

use std::sync::mpsc;

use tauri::{AppHandle, Monitor};

use super::places::Screen;

/// Asked on the main thread, where alone they are known while there is no window.
pub(super) fn screens(app: &AppHandle) -> Vec<Screen> {
    let (tell, told) = mpsc::channel();
    let asked = app.clone();
    let asking = app.run_on_main_thread(move || {
        let monitors = asked.available_monitors().unwrap_or_default();
        // Nobody waits any more where the app ends.
        let _ = tell.send(monitors.iter().map(screen).collect());
    });
    match asking {
        Ok(()) => told.recv().unwrap_or_default(),
        Err(_) => Vec::new(),
    }
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
