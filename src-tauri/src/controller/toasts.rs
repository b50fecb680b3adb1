//! The notifications on screen: what a click on each does, and when one has nothing left to say.

use std::collections::BTreeMap;

use anyhow::Result;
use monitor_core::Target;
use monitor_core::monitor::Input;

use super::Controller;
use crate::shell::menu::Act;
use crate::shell::notify::{Button, Closing};

/// By the daemon's number.
#[derive(Default)]
pub(super) struct Toasts(BTreeMap<u32, Shown>);

struct Shown {
    act: Act,
    /// The one target that it tells of.
    about: Option<Target>,
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
    pub(super) fn handle_toast_shown(
        &mut self,
        session: u64,
        id: u32,
        act: Act,
        about: Option<Target>,
    ) {
        if self.is_current(session) {
            self.toasts.0.insert(id, Shown { act, about });
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
            (Button::Open, about) => {
                if let Some(target) = about {
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

    #[test]
    fn what_tells_of_one_target_alone_goes_with_a_look_at_it() {
        let mut toasts = Toasts::default();
        for (id, about) in [
            (1, Some(operation(421))),
            (2, None),
            (3, Some(operation(7))),
            (4, Some(operation(421))),
        ] {
            let act = Act::OpenOverview;
            toasts.0.insert(id, Shown { act, about });
        }
        assert_eq!(toasts.take_about(operation(421)), [1, 4]);
        assert_eq!(toasts.take_about(operation(421)), Vec::<u32>::new());
        let left: Vec<_> = toasts.0.into_keys().collect();
        assert_eq!(left, [2, 3]);
    }
}
