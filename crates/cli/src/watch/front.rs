//! The desktop of a command line: each new view is written where the user reads, and the watch is over when the view says
//! so of every target.

use std::future::ready;

use monitor_core::account::Health;
use monitor_core::ports::{Delivery, Desktop};
use monitor_core::view::Pinned;
use monitor_core::{Alert, Fault, Notice, Target, View};
use tokio::sync::oneshot;

use super::end::End;
use super::screen::{Frame, Screen};
use crate::args::Until;
use crate::exit::Stop;
use crate::words;

/// How it ended for each target, or why it could not go on.
pub(super) type Finish = Result<Vec<(Target, End)>, Stop>;

pub(super) struct Front {
    targets: Vec<Target>,
    until: Until,
    screen: Screen,
    /// Taken when it is over.
    finished: Option<oneshot::Sender<Finish>>,
}

impl Front {
    pub(super) fn new(
        targets: Vec<Target>,
        until: Until,
        screen: Screen,
        finished: oneshot::Sender<Finish>,
    ) -> Self {
        Self {
            targets,
            until,
            screen,
            finished: Some(finished),
        }
    }

    fn ends(&self, view: &View) -> Option<Vec<(Target, End)>> {
        let end = |target: &Target| {
            let pinned = find(view, *target)?;
            Some((*target, End::of(pinned, self.until)?))
        };
        self.targets.iter().map(end).collect()
    }

    fn finish(&mut self, finish: Finish) {
        if let Some(finished) = self.finished.take() {
            // Nobody listens any more where a signal came first.
            drop(finished.send(finish));
        }
    }
}

impl Desktop for Front {
    fn show(&mut self, view: &View) {
        if self.finished.is_none() {
            return;
        }
        let ends = self.ends(view);
        let hopeless = hopeless(view.health, view.as_of.is_some());
        let pinned = self.targets.iter().map(|target| find(view, *target));
        let frame = Frame {
            pinned: pinned.collect(),
            targets: &self.targets,
            trouble: trouble(view.health),
            is_last: ends.is_some() || hopeless.is_some(),
        };
        let written = self.screen.show(&frame);
        match (written, ends, hopeless) {
            (Err(error), _, _) => self.finish(Err(error.into())),
            (Ok(()), Some(ends), _) => self.finish(Ok(ends)),
            (Ok(()), None, Some(fault)) => {
                self.finish(Err(Stop::CannotTell(words::trouble(fault))));
            }
            (Ok(()), None, None) => {}
        }
    }

    /// The line that says that it ended is what is told.
    fn notify(&mut self, _notice: &Notice) -> impl Future<Output = Delivery> + Send + 'static {
        ready(Delivery::HandedOver)
    }

    /// What is worth knowing of them is in their lines.
    fn alert(&mut self, _alerts: &[Alert]) {}

    fn report_delivery(&mut self, _delivery: Delivery) {}

    fn report_store(&mut self, _healthy: bool) {}
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
        | Fault::Unreadable => false,
    })
}

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
