//! The applications' windows, as the window manager sees them, and the mouse.

use std::time::Duration;

use anyhow::{Context, Result};

use super::{Desktop, LIMIT};
use crate::eventually;

/// A window of an application: no panel, no menu, no notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The X11 id, as in `0x00a00003`.
    pub id: String,
    pub title: String,
    /// Of the process that says the window is its own; 0 if none does.
    pub pid: u32,
    /// Not minimised. A hidden window is not in the list at all.
    pub visible: bool,
}

impl Desktop {
    /// All windows that are open, minimised ones included, oldest first.
    ///
    /// # Errors
    /// When the display cannot be asked.
    pub fn windows(&self) -> Result<Vec<Window>> {
        // wmctrl fails where no window has ever been opened.
        let list = self.ask_leniently("wmctrl", &["-l", "-p"])?;
        let mut windows = Vec::new();
        for (id, pid, title) in list.lines().filter_map(row) {
            let state = ["-id", id, "-notype", "WM_STATE", "_NET_WM_STATE", TYPE];
            // It may have been closed in between.
            let state = self.ask_leniently("xprop", &state)?;
            if !state.contains("window state:") || state.contains("_NET_WM_WINDOW_TYPE_DOCK") {
                continue;
            }
            windows.push(Window {
                id: id.to_owned(),
                title: title.to_owned(),
                pid,
                visible: is_visible(&state),
            });
        }
        Ok(windows)
    }

    /// The window of that title; else one whose title begins so; else one that contains it.
    ///
    /// # Errors
    /// When there is none.
    pub fn window(&self, title_part: &str) -> Result<Window> {
        let windows = self.windows()?;
        best(&windows, title_part).cloned().with_context(|| {
            let titles: Vec<_> = windows.iter().map(|window| &window.title).collect();
            format!("no window {title_part:?} among {titles:?}")
        })
    }

    /// Waits for a window and returns it.
    ///
    /// # Errors
    /// When it is not there within the limit.
    pub fn wait_for_window(&self, title_part: &str) -> Result<Window> {
        eventually(&format!("a window {title_part:?}"), LIMIT, || {
            Ok(best(&self.windows()?, title_part).cloned())
        })
    }

    /// Whether the window manager keeps it above others.
    ///
    /// # Errors
    /// When there is no such window.
    pub fn is_above(&self, title_part: &str) -> Result<bool> {
        let window = self.window(title_part)?;
        let state = ["-id", &window.id, "-notype", "_NET_WM_STATE"];
        let state = self.ask_leniently("xprop", &state)?;
        Ok(state.contains("_NET_WM_STATE_ABOVE"))
    }

    /// Whether the window manager gives it the keyboard.
    ///
    /// # Errors
    /// When there is no such window.
    pub fn has_keyboard(&self, title_part: &str) -> Result<bool> {
        let window = self.window(title_part)?;
        self.is_active(&window)
    }

    /// # Errors
    /// When there is no such window or it does not become minimised.
    pub fn minimise(&self, title_part: &str) -> Result<()> {
        let window = self.window(title_part)?;
        // One that has just come up may be put on the screen once more: it is asked again, as its user would, until it
        // stays hidden. Looks take the longer, the more a computer has to do.
        let mut looks = 0;
        eventually(&format!("{:?} to be hidden", window.title), LIMIT, || {
            if self.is_seen_as(&window, false)? {
                looks += 1;
            } else {
                looks = 0;
                self.ask("xdotool", &["windowminimize", &window.id])?;
            }
            Ok((looks == LOOKS).then_some(()))
        })
    }

    /// Shows a minimised window again, or raises one that is not.
    ///
    /// # Errors
    /// When there is no such window or it does not become visible.
    pub fn restore(&self, title_part: &str) -> Result<()> {
        let window = self.window(title_part)?;
        // As with minimising, it is asked for again until it holds.
        eventually(&format!("{:?} to be visible", window.title), LIMIT, || {
            self.ask("wmctrl", &["-i", "-a", &window.id])?;
            Ok(self.is_seen_as(&window, true)?.then_some(()))
        })
    }

    /// Waits until the window has the keyboard, or is gone: what is pressed before goes to another. Until then the
    /// window manager is asked for it again and again.
    pub(super) fn focus(&self, window: &Window, limit: Duration) -> Result<()> {
        let what = format!("{:?} to have the keyboard", window.title);
        eventually(&what, limit, || {
            self.ask_leniently("xdotool", &["windowactivate", &window.id])?;
            let is_done = self.is_active(window)? || !self.is_open(window)?;
            Ok(is_done.then_some(()))
        })
    }

    /// Whether it has the keyboard.
    pub(super) fn is_active(&self, window: &Window) -> Result<bool> {
        let active = self.ask_leniently("xdotool", &["getactivewindow"])?;
        let active = active.trim().parse::<u32>().ok();
        Ok(active.is_some() && active == number(&window.id))
    }

    pub(super) fn is_open(&self, window: &Window) -> Result<bool> {
        let windows = self.windows()?;
        Ok(windows.iter().any(|other| other.id == window.id))
    }

    /// Asks the window to close, as its close button does. Does not wait: what then happens is
    /// the application's decision.
    ///
    /// # Errors
    /// When there is no such window.
    pub fn close_window(&self, title_part: &str) -> Result<()> {
        let window = self.window(title_part)?;
        self.ask("wmctrl", &["-i", "-c", &window.id])?;
        Ok(())
    }

    /// Presses and releases a mouse button.
    pub(super) fn click(&self, x: u32, y: u32, button: u8) -> Result<()> {
        let (x, y, button) = (x.to_string(), y.to_string(), button.to_string());
        self.ask("xdotool", &["mousemove", &x, &y, "click", &button])?;
        Ok(())
    }

    /// Visible windows by the class they name, including those no window manager sees.
    pub(super) fn windows_of_class(&self, class: &str) -> Result<Vec<String>> {
        let search = ["search", "--onlyvisible", "--class", class];
        Ok(self
            .ask_leniently("xdotool", &search)?
            .lines()
            .map(str::to_owned)
            .collect())
    }

    pub(super) fn area(&self, id: &str) -> Result<Area> {
        let geometry = self.ask("xdotool", &["getwindowgeometry", "--shell", id])?;
        area(&geometry).with_context(|| format!("not a geometry: {geometry:?}"))
    }

    fn is_seen_as(&self, window: &Window, visible: bool) -> Result<bool> {
        let windows = self.windows()?;
        let same = windows.iter().find(|other| other.id == window.id);
        Ok(same.map(|window| window.visible) == Some(visible))
    }
}

/// Where a window lies on the screen, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// So many in a row, and a window stays as it is.
const LOOKS: u32 = 4;
/// Mouse buttons, as xdotool counts them.
pub(super) const LEFT: u8 = 1;
pub(super) const RIGHT: u8 = 3;
const TYPE: &str = "_NET_WM_WINDOW_TYPE";

fn best<'a>(windows: &'a [Window], part: &str) -> Option<&'a Window> {
    let exact = windows.iter().find(|window| window.title == part);
    let begins = || windows.iter().find(|window| window.title.starts_with(part));
    let contains = || windows.iter().find(|window| window.title.contains(part));
    exact.or_else(begins).or_else(contains)
}

/// Id, process and title from `wmctrl -l -p`: id, desktop, process, host, title.
fn row(line: &str) -> Option<(&str, u32, &str)> {
    let (id, rest) = line.split_once(' ')?;
    let (_desktop, rest) = rest.trim_start().split_once(' ')?;
    let (pid, rest) = rest.trim_start().split_once(' ')?;
    let rest = rest.trim_start();
    let (_host, title) = rest.split_once(' ').unwrap_or((rest, ""));
    Some((id, pid.parse().ok()?, title))
}

fn is_visible(state: &str) -> bool {
    state.contains("window state: Normal") && !state.contains("_NET_WM_STATE_HIDDEN")
}

/// An X11 id as `xdotool` prints it.
fn number(id: &str) -> Option<u32> {
    u32::from_str_radix(id.strip_prefix("0x")?, 16).ok()
}

/// A window that begins left of the screen or above it counts from its edge.
fn area(geometry: &str) -> Option<Area> {
    let value = |name: &str| {
        let mut values = geometry.lines().filter_map(|line| line.strip_prefix(name));
        values.next()?.strip_prefix('=')?.parse::<i32>().ok()
    };
    let positive = |name| value(name).map(|value| value.max(0).unsigned_abs());
    Some(Area {
        x: positive("X")?,
        y: positive("Y")?,
        width: positive("WIDTH")?,
        height: positive("HEIGHT")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_an_id_a_process_and_a_title_with_its_spaces() {
        assert_eq!(
            row("0x00a00003  0 19196  vm Operation #421  Backup"),
            Some(("0x00a00003", 19196, "Operation #421  Backup"))
        );
        assert_eq!(
            row("0x00600003 -1 0      N/A "),
            Some(("0x00600003", 0, ""))
        );
        assert_eq!(row("Cannot get client list properties."), None);
    }

    #[test]
    fn a_window_has_the_same_number_for_every_tool() {
        assert_eq!(number("0x0040075d"), Some(4_196_189));
        assert_eq!(number("4196189"), None);
    }

    #[test]
    fn an_iconic_or_hidden_window_is_not_visible() {
        assert!(is_visible(
            "WM_STATE:\n\t\twindow state: Normal\n_NET_WM_STATE = \n"
        ));
        assert!(!is_visible("WM_STATE:\n\t\twindow state: Iconic\n"));
        assert!(!is_visible(
            "WM_STATE:\n\t\twindow state: Normal\n_NET_WM_STATE = _NET_WM_STATE_HIDDEN\n"
        ));
    }

    #[test]
    fn the_closest_title_wins() {
        let window = |title: &str| Window {
            id: "0x1".to_owned(),
            title: title.to_owned(),
            pid: 1,
            visible: true,
        };
        let windows = [
            window("About Monitor"),
            window("Monitor 2"),
            window("Monitor"),
        ];
        assert_eq!(best(&windows, "Monitor"), Some(&windows[2]));
        assert_eq!(best(&windows[..2], "Monitor"), Some(&windows[1]));
        assert_eq!(best(&windows[..1], "Monitor"), Some(&windows[0]));
        assert_eq!(best(&windows, "Operation"), None);
    }

    #[test]
    fn a_geometry_is_read_and_cut_at_the_screen() {
        let geometry = "WINDOW=8388637\nX=1080\nY=-3\nWIDTH=200\nHEIGHT=83\nSCREEN=0\n";
        let expected = Area {
            x: 1080,
            y: 0,
            width: 200,
            height: 83,
        };
        assert_eq!(area(geometry), Some(expected));
    }
}
