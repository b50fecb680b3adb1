//! The notifications on screen: what a click on each does, and when one has nothing left to say.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use monitor_core::Target;
use monitor_core::monitor::Input;

use super::Controller;
use crate::shell::menu::Act;
use crate::shell::notify::{Button, Closing};

/// By the daemon's number.
#[derive(Default)]
pub(super) struct Toasts(BTreeMap<u32, Shown>);

pub(super) struct Shown {
    pub(super) act: Act,
    /// The one target that it tells of.
    pub(super) about: Option<Target>,
    /// Of what it tells the ends.
    pub(super) ends: Vec<Target>,
}

impl Shown {
    /// What a click on it opens, for the history: of a digest all that it tells of.
    fn opened(&self) -> BTreeSet<Target> {
        self.ends.iter().copied().chain(self.about).collect()
    }
}

impl Toasts {
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// The numbers of those about this target, which are let go.
    fn take_about(&mut self, target: Target) -> Vec<u32> {
        let gone = self
            .0
            .extract_if(.., |_, shown| shown.about == Some(target));
        gone.map(|(id, _)| id).collect()
    }
}

impl Controller {
    /// What an ended session still had on its way leads nowhere.
    pub(super) fn handle_toast_shown(&mut self, session: u64, id: u32, shown: Shown) {
        if self.is_current(session) {
            self.toasts.0.insert(id, shown);
        }
    }

    pub(super) fn handle_toast_clicked(&mut self, id: u32, button: Button) -> Result<()> {
        self.examining.handle_click(id);
        let Some(shown) = self.toasts.0.remove(&id) else {
            return Ok(());
        };
        match (button, shown.about) {
            (Button::Mute, Some(target)) => self.send(Input::Mute { target, on: true }),
            (Button::Mute, None) => {}
            (Button::Open, _) => {
                for target in shown.opened() {
                    self.send(Input::Opened(target));
                }
                self.act(shown.act)?;
            }
        }
        Ok(())
    }

    pub(super) fn handle_toast_closed(&mut self, id: u32, how: Closing) {
        self.examining.handle_closed(id, how);
        self.toasts.0.remove(&id);
    }

    /// The notification daemon went.
    pub(super) fn handle_toasts_gone(&mut self) {
        self.toasts.clear();
        self.examining.handle_gone();
    }

    /// What the user looks at need not be told any more.
    pub(super) fn withdraw_toasts(&mut self, target: Target) {
        let gone = self.toasts.take_about(target);
        if let Some(session) = &self.session {
            for id in gone {
                session.notifier.withdraw(id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use monitor_core::OperationId;

    use super::*;

    fn operation(id: i64) -> Target {
        Target::Operation(OperationId::new(id).expect("positive"))
    }

    fn shown(about: Option<Target>, ends: &[i64]) -> Shown {
        Shown {
            act: Act::OpenOverview,
            about,
            ends: ends.iter().copied().map(operation).collect(),
        }
    }

    #[test]
    fn a_click_opens_all_that_is_told_of_and_each_once() {
        let one = Some(operation(421));
        for (shown, opened) in [
            (shown(None, &[7, 421]), vec![operation(7), operation(421)]),
            (shown(one, &[421]), vec![operation(421)]),
            // Of what is worth knowing besides ends.
            (shown(one, &[]), vec![operation(421)]),
            (shown(None, &[]), vec![]),
        ] {
            assert_eq!(shown.opened().into_iter().collect::<Vec<_>>(), opened);
        }
    }

    #[test]
    fn what_tells_of_one_target_alone_goes_with_a_look_at_it() {
        let mut toasts = Toasts::default();
        for (id, about) in [
            (1, Some(operation(421))),
            (2, None),
            (3, Some(operation(7))),
            (4, Some(operation(421))),
        ] {
            toasts.0.insert(id, shown(about, &[421, 7]));
        }
        assert_eq!(toasts.take_about(operation(421)), [1, 4]);
        assert_eq!(toasts.take_about(operation(421)), Vec::<u32>::new());
        let left: Vec<_> = toasts.0.into_keys().collect();
        assert_eq!(left, [2, 3]);
    }
}
