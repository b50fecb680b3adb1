//! The notifications on screen: what a click on each does, and when one has nothing left to say.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::Result;
use monitor_core::monitor::Input;
use monitor_core::view::{Known, PackState, Pinned};
use monitor_core::{AccountId, Target, View};

use super::Controller;
use super::comparing::ClockTold;
use super::seat::Seat;
use crate::shell::menu::Act;
use crate::shell::notify::{Button, Closing, Notifier, Toast};
use crate::shell::windows::{self, Kind};
use crate::slice::Warning;

/// By the daemon's number.
#[derive(Default)]
pub(super) struct Toasts {
    shown: BTreeMap<u32, Shown>,
    /// Gone from the screen by themselves: a daemon that keeps them has them clicked later. The newest is last.
    expired: VecDeque<(u32, Shown)>,
    /// By which the desktop lets the window come to the front that a click on this one opens.
    token: Option<(u32, String)>,
    pub(super) clock_told: ClockTold,
}

pub(super) struct Shown {
    /// The session that it came from.
    pub(super) session: u64,
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

    fn tells_of(&self, session: u64, targets: &BTreeSet<Target>) -> bool {
        self.session == session && !self.opened().is_disjoint(targets)
    }
}

impl Toasts {
    pub(super) fn clear(&mut self) {
        self.shown.clear();
        self.expired.clear();
        self.token = None;
    }

    /// It comes before the click that it is for.
    pub(super) fn keep_token(&mut self, id: u32, token: String) {
        self.token = Some((id, token));
    }

    /// Of this click; one of another is none.
    fn take_token(&mut self, id: u32) -> Option<String> {
        let (of, token) = self.token.take()?;
        (of == id).then_some(token)
    }

    /// A number that is given anew means what it was given for last.
    fn insert(&mut self, id: u32, shown: Shown) {
        self.expired.retain(|(old, _)| *old != id);
        self.shown.insert(id, shown);
    }

    /// What was clicked, which is let go.
    fn take(&mut self, id: u32) -> Option<Shown> {
        self.shown.remove(&id).or_else(|| {
            let place = self.expired.iter().position(|(old, _)| *old == id)?;
            self.expired.remove(place).map(|(_, shown)| shown)
        })
    }

    fn close(&mut self, id: u32, how: Closing) {
        let Some(shown) = self.shown.remove(&id) else {
            return;
        };
        match how {
            Closing::Dismissed | Closing::Withdrawn => {}
            Closing::Expired => {
                self.expired.push_back((id, shown));
                if self.expired.len() > KEPT {
                    self.expired.pop_front();
                }
            }
        }
    }

    fn has_about(&self, session: u64, target: Target) -> bool {
        let mut shown = self.shown.values();
        shown.any(|shown| shown.session == session && shown.about == Some(target))
    }

    /// The session is over: a click on what it told of leads nowhere.
    pub(super) fn forget(&mut self, session: u64) {
        self.shown.retain(|_, shown| shown.session != session);
        self.expired.retain(|(_, shown)| shown.session != session);
        self.clock_told.forget(session);
    }

    fn has_any(&self, session: u64) -> bool {
        let expired = self.expired.iter().map(|(_, shown)| shown);
        let mut all = self.shown.values().chain(expired);
        all.any(|shown| shown.session == session)
    }

    /// The numbers of those that tell of any of these, on the screen or in the desktop's list, which are let go.
    fn take_of(&mut self, session: u64, targets: &BTreeSet<Target>) -> Vec<u32> {
        let gone = self
            .shown
            .extract_if(.., |_, shown| shown.tells_of(session, targets));
        let mut numbers: Vec<_> = gone.map(|(id, _)| id).collect();
        self.expired.retain(|(id, shown)| {
            let stays = !shown.tells_of(session, targets);
            if !stays {
                numbers.push(*id);
            }
            stays
        });
        numbers
    }

    /// The numbers of those about this target, which are let go.
    fn take_about(&mut self, session: u64, target: Target) -> Vec<u32> {
        let gone = self.shown.extract_if(.., |_, shown| {
            shown.session == session && shown.about == Some(target)
        });
        gone.map(|(id, _)| id).collect()
    }
}

impl Controller {
    /// What an ended session still had on its way leads nowhere.
    pub(super) fn handle_toast_shown(&mut self, id: u32, shown: Shown) {
        let seat = self.seat_in(shown.session);
        let Some(account) = seat.and_then(|seat| seat.account()) else {
            return;
        };
        // It may come after it was given up.
        self.warn_unless(true, "toasts", Warning::NotificationsUnavailable);
        let (session, about) = (shown.session, shown.about);
        self.toasts.insert(id, shown);
        self.withdraw_lost(session);
        if let Some(target) = about {
            self.withdraw_if_seen(&account, target);
        }
    }

    pub(super) fn handle_toast_clicked(&mut self, id: u32, button: Button) -> Result<()> {
        self.examining.handle_click(id);
        let token = self.toasts.take_token(id);
        let Some(shown) = self.toasts.take(id) else {
            return Ok(());
        };
        let seat = self.seat_in(shown.session);
        let Some(account) = seat.and_then(|seat| seat.account()) else {
            return Ok(());
        };
        match (button, shown.about) {
            (Button::Mute, Some(target)) => {
                self.send_to(&account, Input::Mute { target, on: true });
            }
            (Button::Mute, None) => {}
            (Button::Open, _) => {
                for target in shown.opened() {
                    self.send_to(&account, Input::Opened(target));
                }
                self.windows.let_raise(token);
                self.act_in(&account, shown.act)?;
            }
        }
        Ok(())
    }

    /// In the account that a notification came from, which is shown where it leads to the overview.
    fn act_in(&mut self, account: &AccountId, act: Act) -> Result<()> {
        let is_shown = self.seat.is_of(account);
        match act {
            Act::OpenOperation(id) => self.open_operation_of(account, id),
            Act::OpenHistory if !is_shown => {
                self.switch_account(account.as_str())?;
                // Who is signed out is asked to sign in instead.
                if self.seat.is_of(account) {
                    self.act(Act::OpenHistory)?;
                }
                Ok(())
            }
            Act::OpenOverview if !is_shown => self.switch_account(account.as_str()),
            Act::SignIn if !is_shown => {
                self.sign_in_to(Some(account.as_str()));
                Ok(())
            }
            Act::OpenHistory
            | Act::OpenOverview
            | Act::OpenSettings
            | Act::Pause(_)
            | Act::Quit
            | Act::SignIn
            | Act::SwitchTo(_) => self.act(act),
        }
    }

    pub(super) fn handle_toast_closed(&mut self, id: u32, how: Closing) {
        self.examining.handle_closed(id, how);
        self.toasts.close(id, how);
    }

    /// A window was wanted, and none can be made: then a notification is what is left to say so.
    pub(super) fn tell_engine_missing(&self, why: &str) {
        let session = self.seat.session.as_ref();
        let notifier = session.map_or_else(
            || Notifier::new(&self.app, self.requests.clone(), self.sessions),
            |session| session.notifier.clone(),
        );
        tokio::spawn(notifier.show(Toast::of_missing_engine(why, &self.words())));
    }

    /// The notification daemon went, or the connection to it.
    pub(super) fn handle_toasts_gone(&mut self) {
        self.toasts.clear();
        self.examining.handle_gone();
    }

    /// A window may have the keyboard's focus now.
    pub(super) fn follow_focus(&mut self, label: &str) {
        if let Some(Kind::Run(account, id)) = Kind::of(label) {
            self.withdraw_if_seen(&account, Target::Operation(id));
        }
    }

    /// What tells of an operation goes while its window has the focus.
    fn withdraw_if_seen(&mut self, account: &AccountId, target: Target) {
        let session = self.seat_of(account).and_then(Seat::number);
        let (Some(session), Target::Operation(id)) = (session, target) else {
            return;
        };
        let label = windows::run_label(account, id);
        // Only then is the window asked, which every move of one would ask otherwise.
        if self.toasts.has_about(session, target) && self.windows.is_looked_at(&label) {
            self.withdraw_toasts(account, target);
        }
    }

    /// What may not be seen any more is named no longer, neither alone nor among others.
    pub(super) fn withdraw_lost(&mut self, session: u64) {
        if !self.toasts.has_any(session) {
            return;
        }
        let seat = self.seats().find(|seat| seat.number() == Some(session));
        let shown = seat.and_then(|seat| seat.session.as_ref().zip(seat.view.as_deref()));
        let Some((shown, view)) = shown else {
            return;
        };
        let (notifier, lost) = (shown.notifier.clone(), lost(view));
        for id in self.toasts.take_of(session, &lost) {
            notifier.withdraw(id);
        }
    }

    /// What the user looks at need not be told any more.
    pub(super) fn withdraw_toasts(&mut self, account: &AccountId, target: Target) {
        let seat = self.seat_of(account);
        let Some(number) = seat.and_then(Seat::number) else {
            return;
        };
        let gone = self.toasts.take_about(number, target);
        let session = self.seat_of(account).and_then(|seat| seat.session.as_ref());
        if let Some(session) = session {
            for id in gone {
                session.notifier.withdraw(id);
            }
        }
    }
}

/// What is pinned, and may not be seen or is gone.
fn lost(view: &View) -> BTreeSet<Target> {
    let lost = view.pinned.iter().filter(|pinned| match pinned {
        Pinned::Operation(row) => matches!(row.known, Known::Forbidden | Known::Gone),
        Pinned::ReviewPack(card) => matches!(card.state, PackState::Forbidden | PackState::Gone),
    });
    lost.map(Pinned::target).collect()
}

/// So many that expired can still be clicked.
const KEPT: usize = 50;

#[cfg(test)]
mod tests {
    use monitor_core::OperationId;

    use super::*;

    fn operation(id: i64) -> Target {
        Target::Operation(OperationId::new(id).expect("positive"))
    }

    fn shown(about: Option<Target>, ends: &[i64]) -> Shown {
        Shown {
            session: 1,
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
            toasts.insert(id, shown(about, &[421, 7]));
        }
        assert!(toasts.has_about(1, operation(421)));
        // Another account may have an operation of the same number.
        assert!(!toasts.has_about(2, operation(421)));
        assert_eq!(toasts.take_about(2, operation(421)), Vec::<u32>::new());
        assert_eq!(toasts.take_about(1, operation(421)), [1, 4]);
        assert!(!toasts.has_about(1, operation(421)));
        assert_eq!(toasts.take_about(1, operation(421)), Vec::<u32>::new());
        let left: Vec<_> = toasts.shown.into_keys().collect();
        assert_eq!(left, [2, 3]);
    }

    #[test]
    fn what_names_a_lost_target_goes_alone_or_among_others_and_from_the_desktops_list() {
        let mut toasts = Toasts::default();
        for (id, about, ends) in [
            (1, Some(operation(421)), vec![421]),
            (2, None, vec![7, 421]),
            (3, Some(operation(7)), vec![7]),
            (4, Some(operation(421)), vec![]),
        ] {
            toasts.insert(id, shown(about, &ends));
        }
        toasts.close(4, Closing::Expired);
        let lost = BTreeSet::from([operation(421)]);
        // Another account may have an operation of the same number.
        assert_eq!(toasts.take_of(2, &lost), Vec::<u32>::new());
        assert_eq!(toasts.take_of(1, &lost), [1, 2, 4]);
        assert_eq!(toasts.take_of(1, &lost), Vec::<u32>::new());
        assert!(toasts.has_any(1) && !toasts.has_any(2));
    }

    #[test]
    fn what_expired_can_still_be_clicked_once_and_what_was_dismissed_cannot() {
        let mut toasts = Toasts::default();
        for (id, how) in [
            (1, Closing::Expired),
            (2, Closing::Dismissed),
            (3, Closing::Withdrawn),
        ] {
            toasts.insert(id, shown(None, &[421]));
            toasts.close(id, how);
        }
        let clicked = [1, 1, 2, 3].map(|id| toasts.take(id).is_some());
        assert_eq!(clicked, [true, false, false, false]);
    }

    #[test]
    fn a_token_is_for_the_click_on_its_own_notification_and_for_one() {
        let mut toasts = Toasts::default();
        assert_eq!(toasts.take_token(7), None);
        toasts.keep_token(7, "desk-1".to_owned());
        assert_eq!(toasts.take_token(7), Some("desk-1".to_owned()));
        assert_eq!(toasts.take_token(7), None);
        toasts.keep_token(7, "desk-2".to_owned());
        assert_eq!(toasts.take_token(8), None);
        assert_eq!(toasts.take_token(7), None);
    }

    #[test]
    fn the_oldest_that_expired_are_let_go() {
        let mut toasts = Toasts::default();
        for id in 0..=50 {
            toasts.insert(id, shown(None, &[421]));
            toasts.close(id, Closing::Expired);
        }
        assert!(toasts.take(0).is_none());
        assert!(toasts.take(1).is_some() && toasts.take(50).is_some());
    }

    #[test]
    fn a_number_that_is_given_anew_no_longer_opens_what_expired() {
        let mut toasts = Toasts::default();
        toasts.insert(1, shown(Some(operation(7)), &[7]));
        toasts.close(1, Closing::Expired);
        toasts.insert(1, shown(Some(operation(421)), &[421]));
        assert_eq!(
            toasts.take(1).and_then(|shown| shown.about),
            Some(operation(421))
        );
        assert!(toasts.take(1).is_none());
    }
}
