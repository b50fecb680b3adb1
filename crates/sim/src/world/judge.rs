//! What has to hold whatever happens, checked while it happens. Each check is counted, as one that was never made proves
//! nothing. A broken claim is a panic that begins with its name.
//!
//! Deliberately absent: what core thinks. Claims are judged by what the world itself saw: answers, inputs and clocks.

mod access;
mod alerting;
mod asking;
mod failing;
mod returning;
mod telling;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use monitor_core::alert::Reason;
use monitor_core::ports::{Answer, Change, Observation};
use monitor_core::watch::Lane;
use monitor_core::{Fault, Input, Moment, Target, holding};

use super::{Flight, Form, Hazard, Key, World};
use access::Access;
use failing::Failing;
use returning::Returns;

/// What has to hold.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Claim {
    /// Besides ends nothing is told twice of a pin, nothing of what is muted, snoozed or in quiet hours, and nothing during
    /// a pause.
    AlertOnce,
    /// What happens to one account changes nothing for the other, and what happens twice comes to the same twice.
    Apart,
    /// After a fault one probe at a time, and each later.
    BackedOff,
    /// While nothing is known of the server, the summary says so.
    BlindIsSaid,
    /// With everything ended, or suspended completely, nothing leaves and no timer is armed.
    ComesToRest,
    /// An end is stored before the state after it.
    EndBeforeState,
    /// What waits for the end of a pause, a snooze or quiet hours makes no notice, and nothing waits for less.
    KeptBack,
    /// Nothing that may not be seen any more has a name anywhere.
    NoLostNames,
    /// No lane carries two requests, and no target two watches.
    OneFlight,
    /// Never sooner than a server that refuses asked for.
    RetryAfterKept,
    /// What has ended is not asked for again, unless somebody wants to look.
    SettledIsLeft,
    /// What was silenced is never told.
    SilencedStaysSilent,
    /// What nobody sees, and nobody wants watched, is not asked for.
    SuspendedIsLeft,
    /// No deadline lies in the past.
    TimersAhead,
    /// An end has one toast of its own; one that may be a repeat says so, and no other.
    ToastOnce,
    /// Every end that was seen is told or silenced, and every end that was is seen.
    ToldAtLeastOnce,
    /// After a notice there is none for ten seconds, unless nobody took one.
    ToldTogether,
    /// Only what was so at some time is told.
    ToldWhatHappened,
    /// What waited is told or silenced as soon as nothing keeps it back.
    ToldWhenOver,
    /// After a start, a sleep or a long silence of the server, nothing is told before everything that is watched was
    /// answered, for a quarter of a minute at most.
    ToldWithFirst,
    /// What is still active is asked for again, and with what leaves anyway what the user may see.
    WakesAgain,
    /// No lane asks more often than its cadence.
    WithinCadence,
}

impl Claim {
    pub const ALL: [Self; 22] = [
        Self::AlertOnce,
        Self::Apart,
        Self::BackedOff,
        Self::BlindIsSaid,
        Self::ComesToRest,
        Self::EndBeforeState,
        Self::KeptBack,
        Self::NoLostNames,
        Self::OneFlight,
        Self::RetryAfterKept,
        Self::SettledIsLeft,
        Self::SilencedStaysSilent,
        Self::SuspendedIsLeft,
        Self::TimersAhead,
        Self::ToastOnce,
        Self::ToldAtLeastOnce,
        Self::ToldTogether,
        Self::ToldWhatHappened,
        Self::ToldWhenOver,
        Self::ToldWithFirst,
        Self::WakesAgain,
        Self::WithinCadence,
    ];
}

/// What it saw so far, and how often it looked.
#[derive(Debug, Default)]
pub struct Judge {
    /// Judges only where it is asked to: a scenario may build what never happens.
    pub is_on: bool,
    pub checked: BTreeMap<Claim, u64>,
    pub struck: BTreeMap<Hazard, u64>,
    /// In which forms a server asked for a pause.
    pub(crate) pauses: BTreeMap<Form, u64>,
    /// Answers that arrived after the answer to a later request.
    pub reordered: u64,
    /// Notices that nobody took.
    pub refused: u64,
    pub silenced: BTreeSet<Key>,
    last_landed: Duration,
    /// When the last notice was found not to be taken: the next one leaves some time after.
    pub(super) last_refused: Duration,
    /// When it is looked again at what waits.
    pub(super) looks_again: Duration,
    /// The last departure on each lane.
    left: BTreeMap<Lane, Duration>,
    /// When each target was last asked for.
    asked: BTreeMap<Target, Duration>,
    /// When something last happened that starts intervals anew: an input, a fault, a sleep, another process.
    stirred: Duration,
    /// The last fault of the account, since when they come in a row, and how many.
    trouble: Option<Trouble>,
    /// When the computer woke last, and how long it had slept.
    night: (Duration, Duration),
    /// The server asked not to be asked before.
    not_before: Duration,
    /// When that is over on a monotonic clock that sleeps with its computer.
    resumes: Duration,
    pub signed_out: Option<Duration>,
    ended: BTreeSet<Target>,
    /// Ended, but somebody wants to look.
    excused: BTreeSet<Target>,
    /// Environments that an answer left out, after they were lost.
    lost: BTreeSet<i64>,
    /// Were pending when the process began, and may have been shown.
    leftovers: BTreeSet<Key>,
    toasted: BTreeSet<Key>,
    /// When this process told last, unless nobody took a notice since.
    told: Option<Moment>,
    /// When this process began to tell last, whether anybody took it or not.
    announced: Option<Moment>,
    pub(super) returns: Returns,
    failing: Failing,
    access: Access,
    /// What was warned of, by pin and pack, where that could be stored.
    warned: Vec<(Target, i64, Reason)>,
    /// Told while that could not be stored: the next process may not know.
    unstored: BTreeSet<Key>,
    /// Told by an earlier process that could not store it.
    forgotten: BTreeSet<Key>,
}

#[derive(Clone, Copy, Debug)]
struct Trouble {
    first: Duration,
    last: Duration,
    count: u32,
}

impl Judge {
    /// Intervals start anew.
    pub fn handle_stir(&mut self, now: Duration) {
        self.stirred = now;
    }

    /// The computer slept, and wakes now.
    pub(super) const fn handle_night(&mut self, asleep: Duration, now: Duration) {
        self.night = (now, asleep);
    }

    /// A pause goes on only where the clock does that it is measured on.
    pub(super) fn handle_standstill(&mut self, asleep: Duration) {
        self.resumes += asleep;
    }

    /// What ends next may be told at once.
    pub(super) const fn handle_refused(&mut self) {
        self.announced = None;
        self.told = None;
    }
}

impl World {
    /// Counts a look at a claim, and ends the story where it does not hold.
    pub fn claim(&mut self, claim: Claim, holds: bool, why: impl FnOnce(&Self) -> String) {
        if !self.judge.is_on {
            return;
        }
        *self.judge.checked.entry(claim).or_default() += 1;
        assert!(holds, "{claim:?} at {:?}: {}", self.time, why(self));
    }

    pub(super) fn judge_input(&mut self, input: &Input) {
        let (now, moment) = (self.time, self.now().moment);
        let judge = &mut self.judge;
        match input {
            Input::Refresh(_) => {
                judge.trouble = None;
                judge.failing.lift();
                judge.excused = judge.ended.clone();
            }
            Input::Pin(_) | Input::Window { .. } => judge.excused = judge.ended.clone(),
            Input::NetworkChanged => {
                judge.trouble = None;
                judge.failing.handle_change(moment);
            }
            Input::Woke => {
                judge.trouble = None;
                judge.returns.handle_woke(moment, now);
                judge.access.handle_woke();
                judge.failing.handle_change(moment);
            }
            Input::Unpin(target) => {
                judge.ended.remove(target);
                judge.warned.retain(|(of, ..)| of != target);
            }
            Input::AlertsSent(..)
            | Input::Details(_)
            | Input::HiddenMode { .. }
            | Input::Inspect(_)
            | Input::ListsFiltered(_)
            | Input::MovePin { .. }
            | Input::Mute { .. }
            | Input::MuteEnvironment { .. }
            | Input::Opened(_)
            | Input::Paused(_)
            | Input::QuietEvery(_)
            | Input::QuietHours(_)
            | Input::Rules(_)
            | Input::Search(_)
            | Input::Snooze { .. }
            | Input::WindowDestroyed { .. } => {}
        }
        judge.handle_stir(now);
    }

    pub(super) fn judge_answer(&mut self, flight: &Flight, result: &Result<Observation, Fault>) {
        let now = self.time;
        self.judge.reordered += u64::from(flight.sent < self.judge.last_landed);
        self.judge.last_landed = self.judge.last_landed.max(flight.sent);
        match result {
            Err(fault) if flight.is_held() && holding::may_be_a_proxys(*fault) => {
                self.judge.handle_stir(now);
            }
            Err(Fault::Gone | Fault::Forbidden) if flight.ask.lane() == "details" => {
                self.judge.trouble = None;
                self.judge_heard(flight);
            }
            Err(fault) => {
                let (lane, moment) = (Lane::of(&flight.ask), self.now().moment);
                self.judge.returns.handle_fault(moment);
                self.judge.failing.handle_fault(lane, moment);
                self.judge.handle_stir(now);
                self.judge.handle_trouble(*fault, now);
            }
            Ok(observation) => {
                self.judge.trouble = None;
                self.judge_heard(flight);
                self.judge_observation(observation);
            }
        }
    }

    fn judge_observation(&mut self, observation: &Observation) {
        match &observation.answer {
            Answer::Account(scope) => {
                self.judge.handle_stir(self.time);
                self.judge.access.handle_scope(self.now().moment);
                let listed: BTreeSet<_> = scope
                    .environments
                    .iter()
                    .map(|known| known.id.value())
                    .collect();
                let lost = (1..=8).filter(|id| !listed.contains(id));
                self.judge.lost = lost.collect();
                let mut ended = std::mem::take(&mut self.judge.ended);
                ended.retain(|target| self.is_kept(*target));
                self.judge.ended = ended;
            }
            Answer::Watch(changes) => changes.iter().for_each(|change| self.judge_change(change)),
            Answer::Details { .. } | Answer::Operations { .. } => {}
        }
    }

    fn judge_change(&mut self, change: &Change) {
        let target = change.target();
        let ended = match change {
            Change::Forbidden(_) | Change::NotFound(_) => true,
            Change::Operation { run, .. } => run.ending().is_some(),
            Change::ReviewPack { latest, .. } => {
                let pack = latest.pack.as_ref();
                !pack.is_some_and(|pack| pack.status.is_active())
            }
        };
        self.judge.excused.remove(&target);
        if ended && self.is_kept(target) {
            self.judge.ended.insert(target);
        } else {
            self.judge.ended.remove(&target);
        }
    }

    /// A card that is neither listed nor pinned is no more, whatever is answered of it: where its place comes back, it is
    /// seen anew.
    fn is_kept(&self, target: Target) -> bool {
        let Target::ReviewPack(id) = target else {
            return true;
        };
        !self.judge.lost.contains(&id.value()) || self.oracle.pinned().contains(&target)
    }
}
