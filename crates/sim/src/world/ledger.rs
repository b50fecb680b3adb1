//! The ledger as the monitor may rely on it: what is stored stays, an end is kept once, and is told until it was told,
//! unless it was silenced.

use monitor_core::ports::{Pin, Record};
use monitor_core::{Ended, Silence, Target};

use super::oracle::{Key, key};

/// What became of an end.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Fate {
    Pending,
    Silenced(Silence),
    Told,
}

#[derive(Default)]
pub struct Ledger {
    pins: Vec<Pin>,
    ends: Vec<(Ended, Fate)>,
    pub erased: Vec<Target>,
    /// The disk is full: nothing is written.
    pub full: bool,
    /// Something was not written since the process began.
    pub missed: bool,
    /// How often that was.
    pub misses: u64,
}

impl Ledger {
    pub fn record(&mut self, record: &Record) {
        if self.misses() {
            return;
        }
        match record {
            Record::Erased(target) => {
                self.erased.push(*target);
                self.pins
                    .iter_mut()
                    .filter(|pin| pin.target == *target)
                    .for_each(|pin| pin.seen = None);
                self.ends
                    .retain(|(end, fate)| *fate != Fate::Pending || end.target != *target);
            }
            // Told ends are not kept here by name.
            Record::Listed {
                workspaces,
                environments,
            } => self.ends.retain(|(end, fate)| {
                let listed = end.environment.as_ref().map_or_else(
                    || workspaces.contains(&end.workspace.0),
                    |(id, _)| environments.contains(id),
                );
                *fate != Fate::Pending || listed
            }),
            Record::Moved { target, before } => {
                let Some(moved) = self.pins.iter().position(|pin| pin.target == *target) else {
                    return;
                };
                let pin = self.pins.remove(moved);
                let place = self.pins.iter().position(|pin| Some(pin.target) == *before);
                self.pins.insert(place.unwrap_or(self.pins.len()), pin);
            }
            Record::Muted { target, on } => {
                for pin in self.pins.iter_mut().filter(|pin| pin.target == *target) {
                    pin.muted = *on;
                }
            }
            // Where its unpinning could not be written, it is there still.
            Record::Pinned(target) if self.pins.iter().any(|pin| pin.target == *target) => {}
            Record::Pinned(target) => {
                self.pins.push(Pin {
                    target: *target,
                    muted: false,
                    seen: None,
                });
            }
            Record::Seen(target, seen) => {
                for pin in self.pins.iter_mut().filter(|pin| pin.target == *target) {
                    pin.seen = Some(seen.clone());
                }
            }
            Record::Unpinned(target) => self.pins.retain(|pin| pin.target != *target),
        }
    }

    /// Stores ends as pending; answers those that are still to be told.
    pub fn remember(&mut self, ended: &[Ended]) -> Vec<Ended> {
        if self.misses() {
            return Vec::new();
        }
        for end in ended {
            if !self.ends.iter().any(|(known, _)| key(known) == key(end)) {
                self.ends.push((end.clone(), Fate::Pending));
            }
        }
        let pending = self.untold();
        let is_pending = |end: &&Ended| pending.iter().any(|known| key(known) == key(end));
        ended.iter().filter(is_pending).cloned().collect()
    }

    /// Stores ends that are never told, unless they were.
    pub fn silence(&mut self, ended: &[Ended], why: Silence) {
        let pending = self.remember(ended);
        self.settle(&pending, Fate::Silenced(why));
    }

    pub fn mark_told(&mut self, ended: &[Ended]) {
        if !self.misses() {
            self.settle(ended, Fate::Told);
        }
    }

    /// What nobody took was not told.
    pub fn mark_refused(&mut self, ended: &[Ended]) {
        self.settle(ended, Fate::Pending);
    }

    fn misses(&mut self) -> bool {
        self.missed |= self.full;
        self.misses += u64::from(self.full);
        self.full
    }

    /// Whether this end was ever stored.
    #[must_use]
    pub fn has(&self, end: &Key) -> bool {
        self.ends.iter().any(|(known, _)| key(known) == *end)
    }

    fn settle(&mut self, ended: &[Ended], becomes: Fate) {
        for (known, fate) in &mut self.ends {
            if ended.iter().any(|end| key(end) == key(known)) {
                *fate = becomes;
            }
        }
    }

    /// Every end that is never told, and why.
    pub fn silenced(&self) -> Vec<(Key, Silence)> {
        let silenced = |(end, fate): &(Ended, Fate)| match fate {
            Fate::Silenced(why) => Some((key(end), *why)),
            Fate::Pending | Fate::Told => None,
        };
        self.ends.iter().filter_map(silenced).collect()
    }

    pub fn pins(&self) -> Vec<Pin> {
        self.pins.clone()
    }

    pub fn untold(&self) -> Vec<Ended> {
        self.ends
            .iter()
            .filter(|(_, fate)| *fate == Fate::Pending)
            .map(|(end, _)| end.clone())
            .collect()
    }
}
