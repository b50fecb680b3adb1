//! Watches that the server holds until something changes: what the foreground's carries and how long it may wait, when
//! it makes way for another, and what it means when it ends before its time (ARCHITECTURE.md, decision 3).

use std::collections::BTreeSet;
use std::time::Duration;

use super::{Monitor, Watched};
use crate::attention::Attention;
use crate::cadence::{self, Wish};
use crate::fault::Fault;
use crate::holding;
use crate::poller::Cause;
use crate::ports::{Ask, Effect, Observation, WatchLane};
use crate::target::Target;
use crate::time::{Moment, Now, Timestamp};
use crate::watch::{Flight, Lane};

impl Monitor {
    /// One watch for every target that is due, and for those that nearly are; a watch that may be held carries all.
    pub(super) fn schedule_foreground(&mut self, now: Now) {
        let lane = WatchLane::Foreground;
        if !self.may_send(Lane::Watch(lane), now.moment) {
            return;
        }
        if self.is_overtaken(now.moment) {
            self.let_go(now);
        }
        let Some(cause) = self.due(now.moment) else {
            return;
        };
        let (targets, wait) = self.foreground_watch(now);
        self.send_watch(lane, cause, &targets, wait, now);
    }

    fn due(&self, now: Moment) -> Option<Cause> {
        self.targets
            .values()
            .find_map(|watched| watched.poller.poll_due(now, false))
    }

    fn foreground_watch(&self, now: Now) -> (Vec<Target>, Duration) {
        let asking: Vec<_> = self
            .targets
            .iter()
            .filter(|(_, watched)| watched.poller.poll_timeout().is_some())
            .collect();
        // A held request would keep those waiting that did not fit.
        if !self.may_hold(now.moment) || asking.len() > self.max_targets() {
            return (self.due_or_nearly(now.moment), Duration::ZERO);
        }
        let server_now = self.clock.at(now);
        let patience = asking
            .iter()
            .map(|(_, watched)| watched.patience(server_now, now.moment));
        let shortest = patience
            .collect::<Option<Vec<_>>>()
            .filter(|_| !self.keeps_others_waiting(now))
            .and_then(|all| all.into_iter().min());
        let wait = shortest.map_or(Duration::ZERO, |interval| {
            cadence::hold(interval, self.longest_hold())
        });
        (
            asking.into_iter().map(|(target, _)| *target).collect(),
            wait,
        )
    }

    fn due_or_nearly(&self, now: Moment) -> Vec<Target> {
        let due = self
            .targets
            .iter()
            .filter(|(_, watched)| watched.poller.poll_due(now, true).is_some());
        due.map(|(target, _)| *target)
            .take(self.max_targets())
            .collect()
    }

    /// How long the server may hold the quiet watch, if what it carries is everything.
    pub(super) fn quiet_wait(&self, fits: bool, now: Now) -> Duration {
        if fits && self.may_hold(now.moment) && !self.keeps_others_waiting(now) {
            cadence::hold_quietly(self.longest_hold(), self.seed, self.next_request)
        } else {
            Duration::ZERO
        }
    }

    /// The quiet watch's interval. What the user chose is for plain ones, and for those that are held for less than a plain
    /// one's usual interval; a longer one asks for nothing while it is held.
    pub(super) fn quiet_every(&self, targets: &BTreeSet<Target>, now: Moment) -> Duration {
        let chosen = self.settings.quiet_every;
        let fits = targets.len() <= self.max_targets();
        let lasts = self.longest_hold() >= cadence::QUIET;
        if self.scope.is_some() && fits && lasts && self.may_hold(now) {
            chosen.min(cadence::QUIET)
        } else {
            chosen
        }
    }

    fn may_hold(&self, now: Moment) -> bool {
        !self.account.is_probing() && !self.longest_hold().is_zero() && self.holding.may_hold(now)
    }

    /// Whether a watch that is held now keeps another lane waiting, or what that is to tell.
    fn keeps_others_waiting(&self, now: Now) -> bool {
        self.network_is_tried || self.awaits_first_answers(now)
    }

    fn longest_hold(&self) -> Duration {
        let allowed = self.scope.as_ref().map(|scope| scope.max_wait);
        allowed.unwrap_or(cadence::HOLD).min(cadence::HOLD)
    }

    /// Whether the held foreground watch keeps something waiting: due and not carried, or asked for anew.
    fn is_overtaken(&self, now: Moment) -> bool {
        let Some(flight) = self.flights.held(WatchLane::Foreground) else {
            return false;
        };
        self.carries_wanted(flight) || self.due(now).is_some()
    }

    /// Whether something that this watch carries was asked for anew meanwhile.
    fn carries_wanted(&self, flight: &Flight) -> bool {
        flight
            .targets()
            .filter_map(|target| self.targets.get(&target))
            .any(|watched| watched.poller.is_wanted_again())
    }

    /// Whether the held foreground watch carries something that is no longer in the foreground.
    pub(super) fn holds_too_much(&self) -> bool {
        let shown = |target: Target| {
            let pinned = self.pins.contains(&target);
            self.targets.contains_key(&target)
                && self.surfaces.attention_of(target, pinned) == Attention::Foreground
        };
        let held = self.flights.held(WatchLane::Foreground);
        held.is_some_and(|flight| !flight.targets().all(shown))
    }

    /// When the held foreground watch makes way: once a plain one would have been answered. Sooner its silence says
    /// nothing, and to ask again would cost a request more.
    pub(super) fn makes_way(&self) -> Option<Moment> {
        let flight = self.flights.held(WatchLane::Foreground)?;
        Some(self.holding.plainly_answered(flight.sent))
    }

    /// Drops the held foreground watch, unless it is too soon. The server would have answered it at once had anything
    /// that matters changed, so it is as good as answered: what it carried keeps the pace of plain polls, however often
    /// this happens.
    pub(super) fn let_go(&mut self, now: Now) {
        let Some(learned) = self.makes_way().filter(|moment| *moment <= now.moment) else {
            return;
        };
        let lane = Lane::Watch(WatchLane::Foreground);
        let Some(flight) = self.flights.cancel(lane) else {
            return;
        };
        self.effects.push_back(Effect::Cancel(flight.id));
        for target in flight.targets() {
            self.rest(target, Wish::Nothing, learned, now);
        }
    }

    /// A target's interval begins anew: it was known at `learned`.
    pub(super) fn rest(&mut self, target: Target, wish: Wish, learned: Moment, now: Now) {
        let server_then = self.clock.at(now).before(now.moment.since(learned));
        if let Some(watched) = self.targets.get_mut(&target) {
            watched.note_age(server_then, learned);
            let facts = watched.facts(server_then, learned, wish);
            watched.poller.handle_answer(facts, learned);
        }
    }

    /// Takes what an answered watch says of the way to the server; answers from when on its intervals count, and what the
    /// server asks for.
    pub(super) fn take_answer(
        &mut self,
        flight: &Flight,
        observation: &Observation,
        now: Moment,
    ) -> (Moment, Wish) {
        let Ask::Watch { lane, wait, .. } = flight.ask else {
            return (now, observation.wish);
        };
        let elapsed = now.since(flight.sent);
        self.holding.handle_answer(wait, elapsed, now);
        let wish = if elapsed < wait {
            self.holding.spread(observation.wish, flight.id)
        } else {
            observation.wish
        };
        // The quiet watch counts its own interval from its departure.
        let learned = match lane {
            WatchLane::Foreground => self.holding.learned(wait, wish, flight.sent, now),
            WatchLane::Quiet => now,
        };
        (learned, wish)
    }

    /// When a held watch is given up, and when the foreground's makes way to what waits for that.
    pub(super) fn held_deadlines(&self) -> impl Iterator<Item = Moment> {
        let lanes = [WatchLane::Foreground, WatchLane::Quiet].into_iter();
        let given_up = lanes.filter_map(move |lane| Some(self.flights.held(lane)?.given_up()));
        let makes_way = self.makes_way();
        let leaves = makes_way.filter(|_| self.holds_too_much());
        let held = self.flights.held(WatchLane::Foreground);
        let again = makes_way
            .filter(|_| held.is_some_and(|flight| self.carries_wanted(flight)))
            .and_then(|moment| self.earliest(Lane::Watch(WatchLane::Foreground), moment));
        given_up.chain(leaves).chain(again)
    }

    /// Drops what no client waits for any more: the computer slept, and the connection may be gone without a word.
    pub(super) fn give_up(&mut self, now: Now) {
        for lane in [WatchLane::Foreground, WatchLane::Quiet] {
            let held = self.flights.held(lane);
            if held.is_none_or(|flight| flight.given_up() > now.moment) {
                continue;
            }
            if let Some(flight) = self.flights.cancel(Lane::Watch(lane)) {
                self.effects.push_back(Effect::Cancel(flight.id));
                self.doubt(&flight, now);
            }
        }
    }

    /// A held watch failed. Whether the server is in trouble or only the way there, a plain one finds out.
    pub(super) fn doubt(&mut self, flight: &Flight, now: Now) {
        self.release(&flight.ask);
        if Lane::of(&flight.ask) == Lane::Watch(WatchLane::Quiet) {
            self.quiet.handle_unanswered();
        }
        if flight.was_slept_over(now) {
            self.holding.handle_slept_over();
        } else {
            let elapsed = now.moment.since(flight.sent);
            self.holding
                .handle_failed(flight.id, flight.wait(), elapsed, now.moment);
        }
    }

    /// A server in trouble is felt by one probe at a time: a watch that is held would keep it waiting.
    pub(super) fn cancel_held(&mut self) {
        self.cancel_quiet();
        if self.flights.held(WatchLane::Foreground).is_none() {
            return;
        }
        if let Some(flight) = self.flights.cancel(Lane::Watch(WatchLane::Foreground)) {
            self.release(&flight.ask);
            self.effects.push_back(Effect::Cancel(flight.id));
        }
    }
}

/// Whether this failure says more of the way to the server than of the server.
pub(super) fn is_doubtful(flight: &Flight, fault: Fault) -> bool {
    flight.is_held() && holding::may_be_a_proxys(fault)
}

impl Watched {
    /// The interval for which a watch of it may be held; `None` where it has to be asked for plainly.
    fn patience(&self, server_now: Timestamp, now: Moment) -> Option<Duration> {
        self.version.as_ref()?;
        let facts = self.facts(server_now, now, Wish::Nothing);
        self.poller.patience(facts.age)
    }
}
