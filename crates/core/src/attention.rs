//! Where a target is shown, and so how closely it is watched (ARCHITECTURE.md, decision 1).

use std::collections::BTreeMap;
use std::time::Duration;

use crate::id::{EnvironmentId, OperationId};
use crate::target::Target;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Attention {
    /// Shown in a visible window without an open modal.
    Foreground,
    /// Nowhere in the foreground, asked for every `every` together with all others like it.
    Quiet { every: Duration },
    /// Not asked for at all.
    Suspended(Suspension),
}

/// Why a target is not in the foreground (spec 123's two guards).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Suspension {
    ModalOpen,
    WindowHidden,
}

/// What a window shows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Shows {
    /// One operation.
    Operation(OperationId),
    /// The lists, every pinned target, every environment's review pack.
    Overview,
    /// The latest review pack of one environment.
    ReviewPack(EnvironmentId),
}

/// One window as the shell last reported it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Surface {
    pub shows: Shows,
    pub visible: bool,
    pub modal: bool,
}

/// Every window there is, by label.
#[derive(Clone, Debug, Default)]
pub struct Surfaces {
    windows: BTreeMap<String, Surface>,
}

impl Surfaces {
    /// Takes a window's state; answers whether it just became visible.
    pub fn handle_window(&mut self, label: String, surface: Surface) -> bool {
        let before = self.windows.insert(label, surface);
        surface.visible && !before.is_some_and(|before| before.visible)
    }

    /// Forgets a destroyed window, and with it any modal it had open.
    pub fn handle_destroyed(&mut self, label: &str) {
        self.windows.remove(label);
    }

    #[must_use]
    pub fn has_overview(&self) -> bool {
        let mut windows = self.windows.values();
        windows.any(|window| matches!(window.shows, Shows::Overview))
    }

    #[must_use]
    pub fn any_visible(&self) -> bool {
        self.windows.values().any(|window| window.visible)
    }

    /// The attention of the lists, which only the overview shows.
    #[must_use]
    pub fn attention_of_lists(&self) -> Attention {
        self.attention_where(|shows| matches!(shows, Shows::Overview))
    }

    #[must_use]
    pub fn attention_of(&self, target: Target, pinned: bool) -> Attention {
        self.attention_where(|shows| match (shows, target) {
            (Shows::Operation(shown), Target::Operation(id)) => shown == id,
            (Shows::ReviewPack(shown), Target::ReviewPack(id)) => shown == id,
            (Shows::Operation(_), Target::ReviewPack(_))
            | (Shows::ReviewPack(_), Target::Operation(_)) => false,
            (Shows::Overview, Target::Operation(_)) => pinned,
            (Shows::Overview, Target::ReviewPack(_)) => true,
        })
    }

    fn attention_where(&self, shown: impl Fn(Shows) -> bool) -> Attention {
        let mut attention = Attention::Suspended(Suspension::WindowHidden);
        for window in self
            .windows
            .values()
            .filter(|window| window.visible && shown(window.shows))
        {
            if !window.modal {
                return Attention::Foreground;
            }
            attention = Attention::Suspended(Suspension::ModalOpen);
        }
        attention
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operation() -> OperationId {
        OperationId::new(421).expect("positive")
    }

    fn window(visible: bool, modal: bool) -> Surface {
        Surface {
            shows: Shows::Operation(operation()),
            visible,
            modal,
        }
    }

    #[test]
    fn a_modal_suspends_only_what_no_other_window_shows() {
        let target = Target::Operation(operation());
        let mut surfaces = Surfaces::default();

        surfaces.handle_window("run-a-421".into(), window(true, true));
        assert_eq!(
            surfaces.attention_of(target, true),
            Attention::Suspended(Suspension::ModalOpen)
        );

        let overview = Surface {
            shows: Shows::Overview,
            visible: true,
            modal: false,
        };
        surfaces.handle_window("main".into(), overview);
        assert_eq!(surfaces.attention_of(target, true), Attention::Foreground);
    }

    #[test]
    fn a_window_of_a_pack_shows_that_environments_alone() {
        let environment = |id| EnvironmentId::new(id).expect("positive");
        let mut surfaces = Surfaces::default();
        let surface = Surface {
            shows: Shows::ReviewPack(environment(3)),
            visible: true,
            modal: false,
        };
        surfaces.handle_window("pack-a-3".into(), surface);

        let hidden = Attention::Suspended(Suspension::WindowHidden);
        let of = |target| surfaces.attention_of(target, true);
        assert_eq!(
            of(Target::ReviewPack(environment(3))),
            Attention::Foreground
        );
        assert_eq!(of(Target::ReviewPack(environment(4))), hidden);
        assert_eq!(of(Target::Operation(operation())), hidden);
        assert_eq!(surfaces.attention_of_lists(), hidden);
    }

    #[test]
    fn a_destroyed_window_takes_its_modal_with_it() {
        let target = Target::Operation(operation());
        let mut surfaces = Surfaces::default();
        surfaces.handle_window("run-a-421".into(), window(true, true));

        surfaces.handle_destroyed("run-a-421");

        assert_eq!(
            surfaces.attention_of(target, true),
            Attention::Suspended(Suspension::WindowHidden)
        );
    }

    #[test]
    fn becoming_visible_is_told_once() {
        let mut surfaces = Surfaces::default();
        assert!(surfaces.handle_window("w".into(), window(true, false)));
        assert!(!surfaces.handle_window("w".into(), window(true, true)));
        assert!(!surfaces.handle_window("w".into(), window(false, false)));
        assert!(surfaces.handle_window("w".into(), window(true, false)));
    }
}
