//! What is shown of a watch, and when it is over: each view as the loop makes it, and on a terminal once a second what time
//! alone changes. Nobody is asked for that.

use std::time::Duration;

use monitor_core::account::Health;
use monitor_core::view::Pinned;
use monitor_core::{Fault, Target, Timestamp, View};
use monitor_driver::{Clock, SystemClock};
use tokio::sync::mpsc;
use tokio::time::{MissedTickBehavior, interval};

use super::end::End;
use super::gone_wrong;
use super::screen::{Frame, Screen};
use crate::args::Until;
use crate::exit::Stop;
use crate::words;

/// How it ended for each target.
pub(super) type Ends = Vec<(Target, End)>;

pub(super) struct Stage {
    pub(super) targets: Vec<Target>,
    pub(super) until: Until,
    pub(super) screen: Screen,
    pub(super) clock: SystemClock,
}

impl Stage {
    /// Shows the views until all targets have ended, or it cannot go on.
    pub(super) async fn play(
        mut self,
        mut views: mpsc::UnboundedReceiver<View>,
    ) -> Result<Ends, Stop> {
        let mut seconds = interval(SECOND);
        seconds.set_missed_tick_behavior(MissedTickBehavior::Skip);
        let mut view = views.recv().await.ok_or_else(gone_wrong)?;
        loop {
            if let Some(ends) = self.show(&view)? {
                return Ok(ends);
            }
            tokio::select! {
                biased;
                next = views.recv() => view = next.ok_or_else(gone_wrong)?,
                _ = seconds.tick(), if self.screen.is_redrawn() => {}
            }
        }
    }

    /// Answers how they ended, once all of them have.
    fn show(&mut self, view: &View) -> Result<Option<Ends>, Stop> {
        let ends = self.ends(view);
        let hopeless = hopeless(view.health, view.as_of.is_some());
        let here = self.clock.now().wall.millis();
        let pinned = self.targets.iter().map(|target| find(view, *target));
        let frame = Frame {
            pinned: pinned.collect(),
            targets: &self.targets,
            trouble: trouble(view.health),
            server_now: Timestamp::from_millis(here.saturating_add(view.clock_offset_millis)),
            is_last: ends.is_some() || hopeless.is_some(),
        };
        self.screen.show(&frame)?;
        match (ends, hopeless) {
            (None, Some(fault)) => Err(Stop::CannotTell(words::trouble(fault))),
            (ends, _) => Ok(ends),
        }
    }

    fn ends(&self, view: &View) -> Option<Ends> {
        let end = |target: &Target| {
            let pinned = find(view, *target)?;
            Some((*target, End::of(pinned, self.until)?))
        };
        self.targets.iter().map(end).collect()
    }
}

fn find(view: &View, target: Target) -> Option<&Pinned> {
    view.pinned.iter().find(|pinned| pinned.target() == target)
}

const fn trouble(health: Health) -> Option<Fault> {
    match health {
        Health::Blind(fault) => Some(fault),
        Health::Connecting | Health::Ok => None,
    }
}

/// What no patience helps against: another token, another address, or other settings of the network are needed. Where the
/// way was good before, it is another network that passes: a portal's certificate, a proxy that lost its memory.
fn hopeless(health: Health, was_answered: bool) -> Option<Fault> {
    trouble(health).filter(|fault| match fault {
        Fault::Forbidden | Fault::Gone | Fault::SignedOut => true,
        Fault::Proxy {
            authentication: true,
        }
        | Fault::Untrusted(_) => !was_answered,
        Fault::Offline
        | Fault::Proxy {
            authentication: false,
        }
        | Fault::Server { .. }
        | Fault::Throttled { .. }
        | Fault::Unreached
        | Fault::Unreadable => false,
    })
}

const SECOND: Duration = Duration::from_secs(1);

#[cfg(test)]
mod tests {
    use monitor_core::Distrust;

    use super::*;

    #[test]
    fn only_what_passes_by_itself_is_waited_out() {
        let over = |fault| hopeless(Health::Blind(fault), false).is_some();
        assert!(over(Fault::SignedOut) && over(Fault::Gone) && over(Fault::Forbidden));
        let retry_after = None;
        for fault in [
            Fault::Offline,
            Fault::Proxy {
                authentication: false,
            },
            Fault::Server { retry_after },
            Fault::Throttled { retry_after },
            Fault::Unreached,
            Fault::Unreadable,
        ] {
            assert!(!over(fault), "{fault:?}");
        }
        assert_eq!(hopeless(Health::Connecting, false), None);
    }

    #[test]
    fn a_way_that_was_never_good_is_not_waited_for_and_one_that_was_is() {
        let asks_who = Fault::Proxy {
            authentication: true,
        };
        for fault in [asks_who, Fault::Untrusted(Distrust::Expired)] {
            assert_eq!(hopeless(Health::Blind(fault), false), Some(fault));
            assert_eq!(hopeless(Health::Blind(fault), true), None);
        }
    }
}
