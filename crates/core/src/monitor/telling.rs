//! Which ends are told, and when: never where their target is muted or a rule keeps them quiet; later during a pause, or
//! where nobody took the notice; else at once.

use std::time::Duration;

use super::Monitor;
use crate::notice::{Ended, Notice, Silence};
use crate::ports::Effect;
use crate::target::Target;
use crate::time::Now;

impl Monitor {
    /// Takes that nobody took a notice of these ends: they are told later, with whatever ended meanwhile.
    pub fn handle_refused(&mut self, ended: &[Ended], now: Now) {
        // Access may have been lost while the notice was on its way.
        let listed = |end: &&Ended| self.scope.as_ref().is_none_or(|scope| end.is_in(scope));
        self.withheld.extend(ended.iter().filter(listed).cloned());
        self.retell_at = Some(now.moment.after(RETELL));
        self.settle(now);
    }

    /// What an earlier start left was judged when it happened: during a pause it waits to be judged again at its end.
    pub(super) fn take_up(&mut self, untold: Vec<Ended>, now: Now) {
        if !self.is_paused(now) {
            self.tell(untold, true, now);
            return;
        }
        let keys = untold
            .iter()
            .map(|end| (end.target, end.subject, end.ending));
        self.noticed.extend(keys);
        self.withheld.extend(untold);
    }

    /// Tells ends now, or keeps them for the end of a pause.
    pub(super) fn tell(&mut self, mut ended: Vec<Ended>, may_repeat: bool, now: Now) {
        ended.retain(|end| self.noticed.insert((end.target, end.subject, end.ending)));
        let ended = self.judge(ended);
        if ended.is_empty() {
            return;
        }
        if self.is_paused(now) {
            self.effects.push_back(Effect::Withhold(ended.clone()));
            self.withheld.extend(ended);
        } else if let Some(notice) = Notice::new(ended, may_repeat) {
            self.effects.push_back(Effect::Announce(notice));
        }
    }

    pub(super) fn end_pause(&mut self, now: Now) {
        if self.is_paused(now) {
            return;
        }
        self.settings.paused_until = None;
        if self.retell_at.is_some_and(|moment| now.moment < moment) {
            return;
        }
        self.retell_at = None;
        let withheld = std::mem::take(&mut self.withheld);
        // Muted or ruled out since they were withheld.
        let told = self.judge(withheld);
        if let Some(notice) = Notice::new(told, false) {
            self.effects.push_back(Effect::Announce(notice));
        }
    }

    /// The mute goes with the pin; what a pause had kept of it stays quiet.
    pub(super) fn forget_mute(&mut self, target: Target) {
        if !self.muted.remove(&target) {
            return;
        }
        let kept = self
            .withheld
            .extract_if(.., |end| end.target == target)
            .collect();
        self.silence(kept, Silence::Muted);
    }

    fn is_paused(&self, now: Now) -> bool {
        self.settings
            .paused_until
            .is_some_and(|until| now.wall < until)
    }

    /// Leaves the ends that may be told. The others are settled for good.
    fn judge(&mut self, ended: Vec<Ended>) -> Vec<Ended> {
        let (muted, audible): (Vec<_>, Vec<_>) = ended
            .into_iter()
            .partition(|end| self.muted.contains(&end.target));
        let (told, ruled_out) = audible
            .into_iter()
            .partition(|end| self.settings.rules.allow(end));
        self.silence(muted, Silence::Muted);
        self.silence(ruled_out, Silence::Rule);
        told
    }

    fn silence(&mut self, ended: Vec<Ended>, why: Silence) {
        if !ended.is_empty() {
            self.effects.push_back(Effect::Silence(ended, why));
        }
    }
}

/// How long until a notice that nobody took is tried again.
const RETELL: Duration = Duration::from_secs(60);
