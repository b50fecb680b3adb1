//! Windows whose web process ended: destroyed, and made again when they are gone, as two of one label cannot be. What
//! keeps ending is given up, with its window: the tray and another start open it again; without a tray the overview is tried
//! again in a minute.

use std::collections::{BTreeSet, VecDeque};
use std::time::{Duration, Instant};

use anyhow::Result;

use super::{Controller, Request};
use crate::shell::windows::Kind;

#[derive(Default)]
pub(super) struct Replacing {
    /// When windows were replaced in the last minute.
    lately: VecDeque<Instant>,
    /// What ended last.
    last: Option<Ended>,
    /// The windows to make again.
    awaited: BTreeSet<String>,
    /// Windows were given up within the last minute.
    resting: bool,
}

/// The end of one web process. The windows of operations share one, and tell of it one after the other.
struct Ended {
    at: Instant,
    windows: BTreeSet<String>,
    replaced: bool,
}

impl Replacing {
    /// Whether this window may be replaced now; if so, the end of its process counts, once for all windows it takes.
    fn allow(&mut self, label: &str, now: Instant) -> bool {
        if let Some(last) = &mut self.last
            && now.duration_since(last.at) < TOGETHER
            // One that ends again was made again meanwhile.
            && last.windows.insert(label.to_owned())
        {
            return last.replaced;
        }
        self.lately
            .retain(|then| now.duration_since(*then) < MINUTE);
        let replaced = self.lately.len() < MOST;
        if replaced {
            self.lately.push_back(now);
        }
        self.last = Some(Ended {
            at: now,
            windows: BTreeSet::from([label.to_owned()]),
            replaced,
        });
        replaced
    }

    /// Whether a window that is gone comes back by itself, or is left alone for a while.
    pub(super) fn is_under_way(&self) -> bool {
        self.resting || !self.awaited.is_empty()
    }
}

impl Controller {
    pub(super) fn handle_page_crashed(&mut self, label: &str) {
        // It may be on its way out already.
        if !self.windows.is_open(label) || self.replacing.awaited.contains(label) {
            return;
        }
        let replace = self.replacing.allow(label, Instant::now());
        tracing::error!(label, replace, "the web process of a window ended");
        if replace {
            self.replacing.awaited.insert(label.to_owned());
        } else {
            self.rest();
        }
        // Whoever ends all processes at once, as logging out may, ends the pages first.
        self.close_for_now(label);
    }

    /// A window is gone; makes it again where its page crashed.
    pub(super) fn replace(&mut self, label: &str) -> Result<()> {
        if !self.replacing.awaited.remove(label) {
            return Ok(());
        }
        match Kind::of(label) {
            Some(Kind::Main) => self.open_overview(),
            Some(Kind::Run(account, id)) => self.show_operation(&account, id),
            Some(Kind::SignIn) => {
                self.open_sign_in();
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// What keeps ending would end at once where another window took its place.
    fn rest(&mut self) {
        if !std::mem::replace(&mut self.replacing.resting, true) {
            let requests = self.requests.clone();
            tokio::spawn(async move {
                tokio::time::sleep(MINUTE).await;
                requests.send(Request::CrashesOver);
            });
        }
    }

    pub(super) fn handle_crashes_over(&mut self) -> Result<()> {
        self.replacing.resting = false;
        self.stay_within_reach()
    }
}

/// After how many processes windows are replaced within a minute.
const MOST: usize = 3;
/// How far apart the windows of one process tell of its end, at most.
const TOGETHER: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_are_replaced_three_times_within_a_minute_and_no_fourth() {
        let mut replacing = Replacing::default();
        let start = Instant::now();
        let allowed = [0, 10, 20, 59, 60, 61, 70].map(|seconds| {
            let now = start + Duration::from_secs(seconds);
            (seconds, replacing.allow("main", now))
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

    #[test]
    fn nothing_takes_the_place_of_a_window_that_comes_back_or_is_left_alone() {
        let awaited = BTreeSet::from(["main".to_owned()]);
        for (awaited, resting, expected) in [
            (BTreeSet::new(), false, false),
            (awaited, false, true),
            (BTreeSet::new(), true, true),
        ] {
            let replacing = Replacing {
                awaited,
                resting,
                ..Replacing::default()
            };
            assert_eq!(replacing.is_under_way(), expected);
        }
    }

    #[test]
    fn ten_windows_that_end_with_one_process_count_once() {
        let mut replacing = Replacing::default();
        let start = Instant::now();
        let windows: Vec<_> = (1..=10).map(|id| format!("run-a1-{id}")).collect();
        let mut all = |seconds| {
            let now = start + Duration::from_secs(seconds);
            let mut allowed = windows.iter().map(|label| replacing.allow(label, now));
            let first = allowed.next();
            (first, allowed.all(|next| Some(next) == first))
        };
        assert_eq!(all(0), (Some(true), true));
        assert_eq!(all(10), (Some(true), true));
        assert_eq!(all(20), (Some(true), true));
        assert_eq!(all(30), (Some(false), true));
        assert_eq!(all(60), (Some(true), true));
    }

    #[test]
    fn a_window_that_ends_at_once_again_counts_again() {
        let mut replacing = Replacing::default();
        let start = Instant::now();
        let allowed = [0, 200, 400, 600, 800]
            .map(|millis| replacing.allow("main", start + Duration::from_millis(millis)));
        assert_eq!(allowed, [true, true, true, false, false]);
    }
}
