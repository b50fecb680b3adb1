//! Where the windows lie, and which of them are open: kept a moment after it changed, and had again at the next start.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::Result;
use monitor_core::monitor::Input;
use monitor_core::view::{Pinned, View};
use monitor_core::{AccountId, OperationId};

use super::{Controller, Request};
use crate::shell::windows::{self, Kind};

#[derive(Default)]
pub(super) struct Placing {
    /// Windows that may lie elsewhere since it was last kept where they do.
    moved: BTreeSet<String>,
    /// The overview of the last start was looked for.
    sought: bool,
    /// Windows that the app is closing, and not their user.
    closing: BTreeSet<String>,
    /// The app ends, and its windows with it.
    pub(super) leaving: bool,
}

impl Controller {
    /// A window was made, moved, resized or shown. Many such words become one look at it.
    pub(super) fn handle_window_changed(&mut self, label: String) {
        self.report_window(&label);
        self.follow_look();
        self.follow_focus(&label);
        if self.placing.moved.is_empty() {
            let requests = self.requests.clone();
            tokio::spawn(async move {
                tokio::time::sleep(MOMENT).await;
                requests.send(Request::KeepPlaces);
            });
        }
        self.placing.moved.insert(label);
    }

    /// A window is gone, and what was open in it; one that is to be made again, is.
    pub(super) fn handle_window_destroyed(&mut self, label: &str) -> Result<()> {
        let mut forgotten = Ok(());
        let stays_open = self.placing.closing.remove(label);
        if self.windows.handle_destroyed(label) {
            self.handle_closed(label);
            if !stays_open {
                forgotten = self.forget_open(label);
            }
            self.checking.end_in(label);
            if label == windows::MAIN {
                self.leave_overview();
            }
            if let Some(seat) = self.seat_behind(label) {
                seat.send(Input::WindowDestroyed {
                    label: label.to_owned(),
                });
            }
            self.follow_look();
        }
        let replaced = self.replace(label);
        self.stay_within_reach().and(replaced).and(forgotten)
    }

    /// What was open in the overview is over with it.
    pub(super) fn leave_overview(&mut self) {
        self.warnings.remove("link");
        self.signing_in.leave_overview();
        self.settings_asked = 0;
        self.diagnosing.close();
        self.examining.close();
        self.remembering.close();
        self.remembering.asked = 0;
    }

    pub(super) fn keep_places(&mut self) -> Result<()> {
        let mut is_new = false;
        for label in std::mem::take(&mut self.placing.moved) {
            let Some(place) = self.windows.place(&label) else {
                continue;
            };
            let before = self.settings.places.insert(label.clone(), place);
            is_new |= before != Some(place);
            if comes_back(&label) {
                is_new |= self.settings.open_windows.insert(label);
            }
        }
        if is_new {
            self.file.save(&self.settings)?;
        }
        Ok(())
    }

    /// Closes a window that its user left open: it is to be open again, now or at the next start.
    pub(super) fn close_for_now(&mut self, label: &str) {
        if self.windows.is_open(label) {
            self.placing.closing.insert(label.to_owned());
            self.windows.close(label);
        }
    }

    /// The app ends, and its overview with it: nobody closed that.
    pub(super) fn leave_overview_open(&mut self) {
        self.placing.leaving = true;
        if self.windows.is_open(windows::MAIN) {
            self.placing.closing.insert(windows::MAIN.to_owned());
        }
    }

    /// The window was closed by hand, or with its pin.
    fn forget_open(&mut self, label: &str) -> Result<()> {
        if self.settings.open_windows.remove(label) {
            self.file.save(&self.settings)?;
        }
        Ok(())
    }

    /// The overview of the last start is open again, once in this start, unless the desktop made it.
    pub(super) fn reopen_overview(&mut self) -> Result<()> {
        if std::mem::replace(&mut self.placing.sought, true) || self.args.stays_in_tray() {
            return Ok(());
        }
        if self.settings.open_windows.contains(windows::MAIN) {
            self.open_overview()?;
        }
        Ok(())
    }

    /// Opens what was open. To open is to pin elsewhere; here it is the pin that decides.
    pub(super) fn open_awaited(
        &mut self,
        account: &AccountId,
        ids: BTreeSet<OperationId>,
    ) -> Result<()> {
        for id in ids {
            if self
                .view_of(account)
                .is_some_and(|view| is_pinned(view, id))
            {
                self.show_operation(account, id)?;
            } else {
                let label = windows::run_label(account, id);
                self.settings.open_windows.remove(&label);
            }
        }
        Ok(())
    }
}

/// Whether a window that is open when the app ends is open again at the next start.
fn comes_back(label: &str) -> bool {
    matches!(Kind::of(label), Some(Kind::Main | Kind::Run(..)))
}

fn is_pinned(view: &View, id: OperationId) -> bool {
    view.pinned.iter().any(|pinned| match pinned {
        Pinned::Operation(row) => row.id == id,
        Pinned::ReviewPack(_) => false,
    })
}

/// Between two looks at where windows lie.
const MOMENT: Duration = Duration::from_secs(1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_overview_and_operations_come_back_and_the_sign_in_does_not() {
        assert!(comes_back(windows::MAIN) && comes_back("run-a1b2-421"));
        assert!(!comes_back(windows::SIGN_IN) && !comes_back("elsewhere"));
    }
}
