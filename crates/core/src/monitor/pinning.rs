//! Which targets are pinned, in which order, and which of them are muted.

use super::known::seen_ended;
use super::{Knowledge, Monitor, Watched};
use crate::cadence::Kind;
use crate::poller::{Cause, Poller};
use crate::ports::{Effect, Pin, Record};
use crate::target::Target;
use crate::time::{Moment, Now};

impl Monitor {
    pub(super) fn restore(&mut self, pin: Pin, now: Moment) {
        let kind = kind_of(pin.target);
        let mut watched = Watched::new(kind);
        if let Some(seen) = pin.seen {
            let ended = matches!(pin.target, Target::Operation(_)) && seen_ended(&seen);
            watched.knowledge = Knowledge::Seen(seen);
            if ended {
                watched.poller = Poller::settled(kind);
            }
        }
        watched.poller.handle_request(Cause::Start, now);
        self.pins.push(pin.target);
        if pin.muted {
            self.muted.insert(pin.target);
        }
        self.restore_alerts(pin.target, &pin.alerted);
        self.targets.insert(pin.target, watched);
    }

    pub(super) fn pin(&mut self, target: Target, now: Now) {
        if self.pins.contains(&target) {
            return;
        }
        self.pins.push(target);
        let listed = self.listed(target);
        let watched = self
            .targets
            .entry(target)
            .or_insert_with(|| Watched::new(kind_of(target)));
        if let Some(run) = listed.filter(|_| matches!(watched.knowledge, Knowledge::Nothing)) {
            watched.knowledge = Knowledge::Run(run);
        }
        let is_seen = matches!(watched.knowledge, Knowledge::Pack(_) | Knowledge::Run(_));
        watched.pinned = (!is_seen).then_some(now.moment);
        watched.poller.handle_demand(Cause::Pinned, now.moment);
        let baseline = watched.ended();
        self.effects
            .push_back(Effect::Store(Record::Pinned(target)));
        self.store_baseline(baseline.into_iter().collect(), now);
        self.store_seen(target);
        self.take_as_known(target, now);
    }

    pub(super) fn unpin(&mut self, target: Target) {
        self.forget_mute(target);
        self.forget_alerts(target);
        self.forget_snooze(target);
        self.pins.retain(|pinned| *pinned != target);
        self.effects
            .push_back(Effect::Store(Record::Unpinned(target)));
        if matches!(target, Target::Operation(_)) {
            self.targets.remove(&target);
        }
    }

    /// Only what is pinned can be muted.
    pub(super) fn mute(&mut self, target: Target, on: bool) {
        let is_new = self.pins.contains(&target) && self.muted.contains(&target) != on;
        if !is_new {
            return;
        }
        if on {
            self.muted.insert(target);
        } else {
            self.muted.remove(&target);
        }
        self.effects
            .push_back(Effect::Store(Record::Muted { target, on }));
    }

    /// Of what is not pinned, or no longer, nothing moves.
    pub(super) fn move_pin(&mut self, target: Target, before: Option<Target>) {
        let stays = before == Some(target) || before.is_some_and(|it| !self.pins.contains(&it));
        if stays || !self.pins.contains(&target) {
            return;
        }
        self.pins.retain(|pinned| *pinned != target);
        let place = self.pins.iter().position(|pin| Some(*pin) == before);
        self.pins.insert(place.unwrap_or(self.pins.len()), target);
        self.effects
            .push_back(Effect::Store(Record::Moved { target, before }));
    }
}

const fn kind_of(target: Target) -> Kind {
    match target {
        Target::Operation(_) => Kind::Operation,
        Target::ReviewPack(_) => Kind::ReviewPack,
    }
}
