//! How a watch is written: redrawn lines on a terminal, plain lines into a pipe, events for programs. The terminal's own
//! scrollback stays, and its cursor comes back however the watch ends.

use std::io;
use std::time::Duration;

use monitor_core::view::{Known, PackState, Pinned};
use monitor_core::{Fault, Target, Timestamp};

use crate::json::{self, Event};
use crate::times::span;
use crate::{lines, out, words};

/// One state of everything that is watched.
pub(super) struct Frame<'a> {
    pub(super) targets: &'a [Target],
    /// In the order of the targets; `None` before the first look.
    pub(super) pinned: Vec<Option<&'a Pinned>>,
    pub(super) trouble: Option<Fault>,
    /// The server's clock, by which it is told how long something has been going on.
    pub(super) server_now: Timestamp,
    pub(super) is_last: bool,
}

pub(super) enum Screen {
    /// What changed, as lines of JSON.
    Events(Told),
    /// What changed, as lines of words.
    Plain(Told),
    Terminal(Terminal),
}

#[derive(Default)]
pub(super) struct Terminal {
    /// Lines on the screen that the next frame takes the place of.
    drawn: Vec<String>,
    /// The screen's when they were drawn.
    size: Size,
    cursor_hidden: bool,
}

/// In letters.
#[derive(Clone, Copy, Default, Eq, PartialEq)]
struct Size {
    rows: usize,
    columns: usize,
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
            Self::Terminal(Terminal::default())
        } else {
            Self::Plain(Told::default())
        }
    }

    /// Whether it shows what changes with time alone.
    pub(super) const fn is_redrawn(&self) -> bool {
        match self {
            Self::Events(_) | Self::Plain(_) => false,
            Self::Terminal(_) => true,
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
            Self::Terminal(terminal) => {
                let size = size();
                let shown = fitting(rows(frame), frame.is_last, size.rows);
                out::put(&terminal.text(shown, size))
            }
        }
    }
}

impl Terminal {
    /// What shows these lines on a screen of this size; nothing where it does already.
    fn text(&mut self, shown: Vec<String>, size: Size) -> String {
        if self.drawn == shown && self.size == size {
            return String::new();
        }
        let hide = if self.cursor_hidden { "" } else { HIDE_CURSOR };
        let text = format!("{hide}{}", redrawn(&shown, self.drawn.len()));
        *self = Self {
            drawn: shown,
            size,
            cursor_hidden: true,
        };
        text
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        if let Self::Terminal(Terminal {
            cursor_hidden: true,
            ..
        }) = self
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
        let known = pinned.and_then(|pinned| aged(pinned, frame.server_now));
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

/// With how long it has been going on, where it has not ended.
fn aged(pinned: &Pinned, server_now: Timestamp) -> Option<String> {
    let line = lines::pinned(pinned)?;
    Some(match age(pinned, server_now) {
        Some(age) => format!("{line} · for {}", span(age)),
        None => line,
    })
}

fn age(pinned: &Pinned, server_now: Timestamp) -> Option<Duration> {
    let since = match pinned {
        Pinned::Operation(row) => match &row.known {
            Known::Run(run) if run.ending().is_none() => run.started_at.unwrap_or(run.created_at),
            Known::Forbidden | Known::Gone | Known::Nothing | Known::Run(_) | Known::Seen(_) => {
                return None;
            }
        },
        Pinned::ReviewPack(card) => match &card.state {
            PackState::Known(pack) if pack.ending().is_none() => pack.created_at,
            PackState::Expired(_)
            | PackState::Forbidden
            | PackState::Gone
            | PackState::Known(_)
            | PackState::None
            | PackState::Unseen => return None,
        },
    };
    Some(server_now.since(since))
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

/// As it is now: it changes whenever its user likes.
#[cfg(unix)]
fn size() -> Size {
    let size = rustix::termios::tcgetwinsize(io::stdout());
    let (rows, columns) = size.map_or((0, 0), |size| (size.ws_row, size.ws_col));
    Size {
        rows: if rows == 0 { HEIGHT } else { usize::from(rows) },
        columns: usize::from(columns),
    }
}

#[cfg(not(unix))]
fn size() -> Size {
    Size {
        rows: HEIGHT,
        columns: 0,
    }
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
    use monitor_core::view::{PackCard, Refresh};
    use monitor_core::{EnvironmentId, Pack, PackId, PackStatus};

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
    fn only_what_is_new_is_drawn_and_all_of_it_on_a_screen_of_another_size() {
        let mut terminal = Terminal::default();
        let size = Size {
            rows: 24,
            columns: 80,
        };
        let narrower = Size {
            columns: 40,
            ..size
        };
        let first = terminal.text(rows(2), size);
        assert!(first.starts_with(HIDE_CURSOR), "{first:?}");
        assert_eq!(terminal.text(rows(2), size), "");
        assert_eq!(terminal.text(rows(2), narrower), redrawn(&rows(2), 2));
        assert_eq!(terminal.text(rows(2), narrower), "");
        assert_eq!(terminal.text(rows(1), narrower), redrawn(&rows(1), 2));
    }

    #[test]
    fn a_pack_that_is_made_is_shown_with_its_age_by_the_servers_clock() {
        let at = Timestamp::from_millis;
        let line = |status: &str| {
            let pinned = Pinned::ReviewPack(PackCard {
                environment: EnvironmentId::new(3).expect("above zero"),
                environment_name: "Contoso".into(),
                workspace_name: "Northwind IT".into(),
                pinned: true,
                muted: false,
                state: PackState::Known(Pack {
                    id: PackId::new(7).expect("above zero"),
                    status: PackStatus::parse(status),
                    size: None,
                    sha256: None,
                    failure: None,
                    web_url: None,
                    created_at: at(1_000),
                    generated_at: None,
                    expires_at: None,
                }),
                refresh: Refresh::Settled,
            });
            aged(&pinned, at(66_400)).expect("it is known")
        };
        let name = "Review pack of environment #3 · Contoso";
        assert_eq!(
            line("generating"),
            format!("{name} · Generating · for 1 min 5 s")
        );
        assert_eq!(line("ready"), format!("{name} · Ready"));
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
                retry_after: Some(Duration::from_secs(seconds)),
            })
        };
        let heard = [
            None,
            Some(Fault::Unreached),
            Some(Fault::Unreached),
            throttled(5),
            throttled(9),
            None,
        ]
        .map(|trouble| told.has_new_trouble(trouble));
        assert_eq!(heard, [false, true, false, true, false, true]);
    }
}
