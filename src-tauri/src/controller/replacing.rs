//! Windows whose web process ended: destroyed, and made again when they are gone, as two of one label cannot be. What
//! keeps ending is given up, with its window: the tray and another start open it again.

use std::collections::{BTreeSet, VecDeque};
use std::time::{Duration, Instant};

use anyhow::Result;

use super::Controller;
use crate::shell::windows::Kind;

#[derive(Default)]
pub(super) struct Replacing {
    /// When windows were replaced in the last minute.
    lately: VecDeque<Instant>,
    /// The windows to make again.
    awaited: BTreeSet<String>,
}

impl Replacing {
    /// Whether one more may be replaced now; if so, it counts.
    fn allow(&mut self, now: Instant) -> bool {
        self.lately
            .retain(|then| now.duration_since(*then) < MINUTE);
        let allowed = self.lately.len() < MOST;
        if allowed {
            self.lately.push_back(now);
        }
        allowed
    }
}

impl Controller {
    pub(super) fn handle_page_crashed(&mut self, label: &str) {
        // It may be on its way out already.
        if !self.windows.is_open(label) || self.replacing.awaited.contains(label) {
            return;
        }
        let replace = self.replacing.allow(Instant::now());
        tracing::error!(label, replace, "the web process of a window ended");
        if replace {
            self.tray_shown.set_replacing(true);
            self.replacing.awaited.insert(label.to_owned());
        }
        // Whoever ends all processes at once, as logging out may, ends the pages first.
        self.close_for_now(label);
    }

    /// A window is gone; makes it again where its page crashed.
    pub(super) fn replace(&mut self, label: &str) -> Result<()> {
        if !self.replacing.awaited.remove(label) {
            return Ok(());
        }
        let replaced = match Kind::of(label) {
            Some(Kind::Main) => self.open_overview(),
            Some(Kind::Run(id)) => self.show_operation(id),
            Some(Kind::SignIn) => {
                self.open_sign_in();
                Ok(())
            }
            None => Ok(()),
        };
        let more = !self.replacing.awaited.is_empty();
        self.tray_shown.set_replacing(more);
        replaced
    }
}

/// How many windows are replaced within a minute.
const MOST: usize = 3;
const MINUTE: Duration = Duration::from_secs(60);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_windows_are_replaced_within_a_minute_and_no_fourth() {
        let mut replacing = Replacing::default();
        let start = Instant::now();
        let allowed = [0, 10, 20, 59, 60, 61, 70].map(|seconds| {
            let now = start + Duration::from_secs(seconds);
            (seconds, replacing.allow(now))
        });
        let expected = [
            (0, true),
            (10, true),
            (20, true),
            (59, false),
            (60, true),
            (61, false),
            (70, true),
        ];
        assert_eq!(allowed, expected);
    }
}
