//! How a watch is written: redrawn lines on a terminal, plain lines into a pipe, events for programs. The terminal's own
//! scrollback stays, and its cursor comes back however the watch ends.

use std::io;

use monitor_core::view::Pinned;
use monitor_core::{Fault, Target};

use crate::json::{self, Event};
use crate::{lines, out, words};

/// One state of everything that is watched.
pub(super) struct Frame<'a> {
    pub(super) targets: &'a [Target],
    /// In the order of the targets; `None` before the first look.
    pub(super) pinned: Vec<Option<&'a Pinned>>,
    pub(super) trouble: Option<Fault>,
    pub(super) is_last: bool,
}

pub(super) enum Screen {
    /// What changed, as lines of JSON.
    Events(Told),
    /// What changed, as lines of words.
    Plain(Told),
    Terminal {
        /// Lines on the screen that the next frame takes the place of.
        drawn: usize,
        cursor_hidden: bool,
    },
}

/// What was written last of each target, and of the way to the server.
#[derive(Default)]
pub(super) struct Told {
    lines: Vec<String>,
    trouble: Option<Fault>,
}

impl Screen {
    pub(super) fn of(as_json: bool) -> Self {
        if as_json {
            Self::Events(Told::default())
        } else if is_terminal() {
            Self::Terminal {
                drawn: 0,
                cursor_hidden: false,
            }
        } else {
            Self::Plain(Told::default())
        }
    }

    pub(super) fn show(&mut self, frame: &Frame<'_>) -> io::Result<()> {
        match self {
            Self::Events(told) => {
                let event = |pinned: &Pinned| Event::of(pinned).map(|event| json::line(&event));
                let mut new = told.news(frame, event);
                if told.has_new_trouble(frame.trouble) {
                    new.push(json::line(&Event::connection(frame.trouble)));
                }
                out::put_lines(&new)
            }
            Self::Plain(told) => {
                let new = told.news(frame, lines::pinned);
                // The last words on it are said by whoever ends the watch.
                if told.has_new_trouble(frame.trouble) && !frame.is_last {
                    out::say(
                        &frame
                            .trouble
                            .map_or_else(|| CONNECTED.to_owned(), words::trouble),
                    );
                }
                out::put_lines(&new)
            }
            Self::Terminal {
                drawn,
                cursor_hidden,
            } => {
                let shown = fitting(rows(frame), frame.is_last, height());
                let hide = if *cursor_hidden { "" } else { HIDE_CURSOR };
                let text = format!("{hide}{}", redrawn(&shown, *drawn));
                *cursor_hidden = true;
                *drawn = shown.len();
                out::put(&text)
            }
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if let Self::Terminal {
            cursor_hidden: true,
            ..
        } = self
        {
            // A terminal that is gone has no cursor to show.
            drop(out::put(SHOW_CURSOR));
        }
    }
}

impl Told {
    /// The lines that are not what was last told of their target.
    fn news(&mut self, frame: &Frame<'_>, line: impl Fn(&Pinned) -> Option<String>) -> Vec<String> {
        self.lines.resize(frame.pinned.len(), String::new());
        let mut news = Vec::new();
        for (told, pinned) in self.lines.iter_mut().zip(&frame.pinned) {
            let line = pinned.and_then(&line);
            if let Some(line) = line.filter(|line| line != told) {
                told.clone_from(&line);
                news.push(line);
            }
        }
        news
    }

    fn has_new_trouble(&mut self, trouble: Option<Fault>) -> bool {
        let kind = |fault: Option<Fault>| fault.map(Fault::code);
        let before = std::mem::replace(&mut self.trouble, trouble);
        kind(before) != kind(trouble)
    }
}

/// A line for each target, and one for what is wrong with the way to the server.
fn rows(frame: &Frame<'_>) -> Vec<String> {
    let lines = frame.targets.iter().zip(&frame.pinned);
    let lines = lines.map(|(target, pinned)| {
        let known = pinned.and_then(lines::pinned);
        known.unwrap_or_else(|| {
            format!(
                "{} · {}",
                words::name(*target),
                words::term("refresh-asking")
            )
        })
    });
    let trouble = frame.trouble.filter(|_| !frame.is_last);
    lines.chain(trouble.map(words::trouble)).collect()
}

/// As many lines as can be redrawn: those that left the screen cannot. The last frame is written whole and stays.
fn fitting(mut rows: Vec<String>, is_last: bool, height: usize) -> Vec<String> {
    let room = height.saturating_sub(1).max(1);
    if is_last || rows.len() <= room {
        return rows;
    }
    let left_out = rows.len() - (room - 1);
    rows.truncate(room - 1);
    rows.push(format!("… and {left_out} more"));
    rows
}

/// Writes lines over those drawn before. A line that is too long is cut by the terminal instead of taking two.
fn redrawn(rows: &[String], drawn: usize) -> String {
    let up = if drawn > 0 {
        format!("\x1b[{drawn}A")
    } else {
        String::new()
    };
    let rows: String = rows.iter().flat_map(|row| [row.as_str(), "\n"]).collect();
    format!("\r{up}{ERASE_BELOW}{NO_WRAP}{rows}{WRAP}")
}

/// One that understands being redrawn.
#[cfg(unix)]
fn is_terminal() -> bool {
    use std::io::IsTerminal;

    let is_dumb = std::env::var_os("TERM").is_none_or(|kind| kind == "dumb");
    io::stdout().is_terminal() && !is_dumb
}

/// The older console of Windows shows such sequences as letters.
#[cfg(not(unix))]
fn is_terminal() -> bool {
    false
}

#[cfg(unix)]
fn height() -> usize {
    let size = rustix::termios::tcgetwinsize(io::stdout());
    let rows = size.map_or(0, |size| usize::from(size.ws_row));
    if rows == 0 { HEIGHT } else { rows }
}

#[cfg(not(unix))]
fn height() -> usize {
    HEIGHT
}

const CONNECTED: &str = "Connected again.";
const ERASE_BELOW: &str = "\x1b[J";
/// Of a terminal that does not tell.
const HEIGHT: usize = 24;
const HIDE_CURSOR: &str = "\x1b[?25l";
const NO_WRAP: &str = "\x1b[?7l";
const SHOW_CURSOR: &str = "\x1b[?25h";
const WRAP: &str = "\x1b[?7h";

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(count: usize) -> Vec<String> {
        (1..=count).map(|row| format!("row {row}")).collect()
    }

    #[test]
    fn a_frame_takes_the_place_of_the_one_before() {
        assert_eq!(
            redrawn(&rows(2), 0),
            "\r\x1b[J\x1b[?7lrow 1\nrow 2\n\x1b[?7h"
        );
        assert_eq!(
            redrawn(&rows(1), 2),
            "\r\x1b[2A\x1b[J\x1b[?7lrow 1\n\x1b[?7h"
        );
    }

    #[test]
    fn what_does_not_fit_is_counted_until_the_last_frame() {
        assert_eq!(fitting(rows(4), false, 5), rows(4));
        let cut = fitting(rows(9), false, 5);
        assert_eq!(cut, ["row 1", "row 2", "row 3", "… and 6 more"]);
        assert_eq!(fitting(rows(9), true, 5), rows(9));
        assert_eq!(fitting(rows(3), false, 0), ["… and 3 more"]);
    }

    #[test]
    fn trouble_is_told_when_it_comes_changes_and_goes() {
        let mut told = Told::default();
        let throttled = |seconds| {
            Some(Fault::Throttled {
                retry_after: Some(std::time::Duration::from_secs(seconds)),
            })
        };
        let heard = [
            None,
            Some(Fault::Offline),
            Some(Fault::Offline),
            throttled(5),
            throttled(9),
            None,
        ]
        .map(|trouble| told.has_new_trouble(trouble));
        assert_eq!(heard, [false, true, false, true, false, true]);
    }
}
