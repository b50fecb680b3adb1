//! What leaves now, and when the next thing will: the two watch lanes, the lists, the account, search and details.

use std::collections::BTreeSet;
use std::time::Duration;

use super::{Knowledge, Monitor};
use crate::attention::{Attention, Suspension};
use crate::cadence;
use crate::pack::PackStatus;
use crate::planted::{self, Bug};
use crate::poller::Cause;
use crate::ports::{Ask, Effect, ListKind, Request, RequestId, WatchLane};
use crate::target::Target;
use crate::time::{Moment, Now};
use crate::view::SearchPhase;
use crate::watch::Lane;

impl Monitor {
    /// The next deadline and why; `None` where nothing is to be waited for.
    #[must_use]
    pub fn poll_timeout(&self, now: Now) -> Option<(Moment, Cause)> {
        let requests = self
            .next_deadlines(now.moment)
            .filter_map(|(lane, deadline, cause)| {
                let earliest = self.earliest(lane, deadline)?;
                let waits = self.is_blocked(lane) && !planted::has(Bug::PastDeadline);
                (!waits).then_some((earliest, cause))
            });
        requests
            .chain(self.own_deadlines(now))
            .min_by_key(|(moment, _)| *moment)
    }

    /// Deadlines that ask nobody: the end of a pause or a snooze, a shown pack that expires, a held watch that is dropped, an
    /// alert.
    fn own_deadlines(&self, now: Now) -> impl Iterator<Item = (Moment, Cause)> {
        let server_now = self.clock.at(now);
        let is_shown = |target: Target| {
            self.surfaces.attention_of(target, false) == Attention::Foreground
                || planted::has(Bug::HiddenExpiry)
        };
        let expiry = self
            .targets
            .iter()
            .filter(move |(target, _)| is_shown(**target))
            .filter_map(move |(_, watched)| match &watched.knowledge {
                Knowledge::Pack(latest) => {
                    // Only a ready pack expires by date; any other's date would be a deadline in the past without end.
                    let ready = latest
                        .pack
                        .as_ref()
                        .filter(|pack| pack.status == PackStatus::Ready)?;
                    let expires_at = ready
                        .expires_at
                        .filter(|expires_at| *expires_at > server_now)?;
                    Some(expires_at.since(server_now))
                }
                Knowledge::Forbidden
                | Knowledge::Gone
                | Knowledge::Nothing
                | Knowledge::Run(_)
                | Knowledge::Seen(_) => None,
            });
        self.wait_deadlines(now)
            .chain(expiry)
            .map(move |delay| now.moment.after(delay))
            .chain(self.held_deadlines())
            .chain(self.network_deadline())
            .chain(self.alert_deadlines(now))
            .map(|moment| (moment, Cause::Interval))
    }

    fn next_deadlines(&self, now: Moment) -> impl Iterator<Item = (Lane, Moment, Cause)> {
        let watched = self.targets.values().filter_map(|watched| {
            Some((
                Lane::Watch(WatchLane::Foreground),
                watched.poller.poll_timeout()?,
                Cause::Interval,
            ))
        });
        let lists = self.lists.iter().filter_map(|(kind, list)| {
            Some((
                Lane::List(*kind),
                list.poller.poll_timeout()?,
                Cause::Interval,
            ))
        });
        let filtered = ListKind::ALL
            .into_iter()
            .filter_map(move |kind| Some((kind, self.filtered_deadline(kind, now)?)))
            .map(|(kind, due)| (Lane::Filtered(kind), due, Cause::Filter));
        let scope = self
            .scope_poller
            .poll_timeout()
            .map(|due| (Lane::Account, due, Cause::Start));
        let wanted_search = self.search.as_ref().is_some_and(|search| search.wanted);
        let search = wanted_search.then_some((Lane::Search, now, Cause::Search));
        let details =
            (!self.details_wanted.is_empty()).then_some((Lane::Details, now, Cause::Details));
        let hidden = self.quiet_targets();
        let quiet = self
            .quiet
            .deadline(&hidden, self.quiet_every(&hidden, now), now)
            .map(|due| (Lane::Watch(WatchLane::Quiet), due, Cause::Interval));
        watched
            .chain(lists)
            .chain(filtered)
            .chain(scope)
            .chain(search)
            .chain(details)
            .chain(quiet)
    }

    /// Sends whatever is due on a free lane.
    pub(super) fn schedule(&mut self, now: Now) {
        // Time may have passed since the last input: what makes way now must not stand in the way.
        self.cancel_what_changed(now);
        self.schedule_account(now);
        self.schedule_foreground(now);
        self.schedule_details(now);
        self.schedule_search(now);
        for kind in ListKind::ALL {
            self.schedule_list(kind, now);
            self.schedule_filtered(kind, now);
        }
        self.schedule_quiet(now);
    }

    pub(super) fn may_send(&self, lane: Lane, now: Moment) -> bool {
        let earliest = self.earliest(lane, now);
        earliest.is_some_and(|earliest| earliest <= now) && !self.is_blocked(lane)
    }

    /// When something due at `deadline` may leave on this lane; `None` while signed out. A list also waits where it alone
    /// fails; a watch for its turn after a cut, and for a plain one of the foreground to be answered, were the held one that.
    pub(super) fn earliest(&self, lane: Lane, deadline: Moment) -> Option<Moment> {
        let earliest = self.account.earliest(deadline)?;
        Some(match lane {
            Lane::Watch(_) => {
                let turn = self.holding.earliest(earliest);
                self.makes_way().map_or(turn, |moment| moment.max(turn))
            }
            Lane::Filtered(kind) | Lane::List(kind) => self.list_earliest(lane, kind, earliest),
            Lane::Account | Lane::Details | Lane::Search => earliest,
        })
    }

    /// Whether this lane has to wait for an answer first: its own; the only probe of a troubled server or of another
    /// network; and for the quiet watch a plain one of the foreground, so that no target is asked for twice at once. A
    /// foreground watch that is held keeps nobody waiting: it makes way, and what it carries is not the quiet watch's.
    fn is_blocked(&self, lane: Lane) -> bool {
        let is_probing = self.account.is_probing() || self.network_is_tried;
        let probe_out = is_probing && !self.flights.is_empty();
        let foreground = Lane::Watch(WatchLane::Foreground);
        let held = self.flights.held(WatchLane::Foreground).is_some();
        let foreground_out = self.flights.is_busy(foreground) && !held;
        let lane_out = match lane {
            Lane::Watch(WatchLane::Foreground) => foreground_out && !planted::has(Bug::BusyLane),
            Lane::Watch(WatchLane::Quiet) => foreground_out || self.flights.is_busy(lane),
            Lane::Account | Lane::Details | Lane::Filtered(_) | Lane::List(_) | Lane::Search => {
                self.flights.is_busy(lane)
            }
        };
        probe_out || lane_out
    }

    pub(super) fn send(&mut self, cause: Cause, ask: Ask, now: Now) {
        let id = self.next_request_id();
        self.trace_sent(&ask, now.moment);
        self.flights.handle_sent(id, ask.clone(), now);
        self.effects
            .push_back(Effect::Fetch(Request { id, cause, ask }));
    }

    fn schedule_account(&mut self, now: Now) {
        let due = self.scope_poller.poll_due(now.moment, false);
        if let Some(cause) = due.filter(|_| self.may_send(Lane::Account, now.moment)) {
            self.scope_poller.handle_sent();
            self.send(cause, Ask::Account, now);
        }
    }

    fn schedule_list(&mut self, kind: ListKind, now: Now) {
        if !self.may_send(Lane::List(kind), now.moment) {
            return;
        }
        let Some(list) = self.lists.get_mut(&kind) else {
            return;
        };
        let Some(cause) = list.poller.poll_due(now.moment, false) else {
            return;
        };
        list.poller.handle_sent();
        self.send(cause, Ask::List(kind), now);
        self.ask_scope_beside(cadence::SCOPE_SEEN, now);
    }

    fn schedule_search(&mut self, now: Now) {
        if !self.may_send(Lane::Search, now.moment) {
            return;
        }
        let Some(search) = self.search.as_mut().filter(|search| search.wanted) else {
            return;
        };
        search.wanted = false;
        search.phase = SearchPhase::Asking;
        let text = search.text.clone();
        self.send(Cause::Search, Ask::Search(text), now);
    }

    fn schedule_details(&mut self, now: Now) {
        if !self.may_send(Lane::Details, now.moment) {
            return;
        }
        if let Some(id) = self.details_wanted.pop_first() {
            self.send(Cause::Details, Ask::Details(id), now);
        }
    }

    fn schedule_quiet(&mut self, now: Now) {
        let moment = now.moment;
        if !self.may_send(Lane::Watch(WatchLane::Quiet), moment) {
            return;
        }
        let targets = self.quiet_targets();
        let every = self.quiet_every(&targets, moment);
        let deadline = self.quiet.deadline(&targets, every, moment);
        if deadline.is_some_and(|deadline| deadline <= moment) {
            let batch = self.quiet.batch(&targets, self.max_targets());
            // A held request would keep those waiting that did not fit.
            let wait = self.quiet_wait(batch.len() == targets.len(), now);
            self.quiet.handle_sent(targets, &batch, moment);
            self.send_watch(WatchLane::Quiet, Cause::Interval, &batch, wait, now);
            self.ask_scope_beside(cadence::SCOPE_QUIET, now);
        }
    }

    pub(super) fn send_watch(
        &mut self,
        lane: WatchLane,
        cause: Cause,
        targets: &[Target],
        wait: Duration,
        now: Now,
    ) {
        let mut asked = Vec::with_capacity(targets.len());
        for target in targets {
            if let Some(watched) = self.targets.get_mut(target) {
                watched.poller.handle_sent();
                asked.push((*target, watched.version.clone()));
            }
        }
        let ask = Ask::Watch {
            lane,
            targets: asked,
            wait,
        };
        self.send(cause, ask, now);
    }

    /// Pinned targets that are still active, or not yet known, and nowhere in the foreground.
    pub(super) fn quiet_targets(&self) -> BTreeSet<Target> {
        if !self.settings.quiet {
            return BTreeSet::new();
        }
        let hidden = |target: &Target| {
            let attention = self.surfaces.attention_of(*target, true);
            matches!(
                attention,
                Attention::Suspended(Suspension::ModalOpen | Suspension::WindowHidden)
            )
        };
        let watched = self.pins.iter().filter(|pin| {
            self.targets
                .get(pin)
                .is_some_and(|it| !it.poller.is_settled())
        });
        watched.filter(|pin| hidden(pin)).copied().collect()
    }

    pub(super) fn max_targets(&self) -> usize {
        self.scope
            .as_ref()
            .map_or(MAX_TARGETS, |scope| scope.max_targets.clamp(1, MAX_TARGETS))
    }

    fn next_request_id(&mut self) -> RequestId {
        self.next_request += 1 + planted::numbered();
        RequestId(self.next_request)
    }
}

/// The contract's own bound, where the server has not said otherwise yet.
const MAX_TARGETS: usize = 200;
