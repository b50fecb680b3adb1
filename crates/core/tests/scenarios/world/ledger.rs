//! The ledger as the monitor may rely on it: what is stored stays, an end is kept once, and is told until it was told.

use monitor_core::ports::{Pin, Record};
use monitor_core::{Ended, Target};

use super::oracle::key;

#[derive(Default)]
pub(crate) struct Ledger {
    pins: Vec<Pin>,
    ends: Vec<(Ended, bool)>,
    pub(crate) erased: Vec<Target>,
}

impl Ledger {
    pub(crate) fn record(&mut self, record: &Record) {
        match record {
            Record::Erased(target) => {
                self.erased.push(*target);
                self.pins
                    .iter_mut()
                    .filter(|pin| pin.target == *target)
                    .for_each(|pin| pin.seen = None);
                self.ends
                    .retain(|(end, told)| *told || end.target != *target);
            }
            // Told ends are not kept here by name.
            Record::Listed { .. } => {}
            Record::Moved { target, before } => {
                let moved = self.pins.iter().position(|pin| pin.target == *target);
                let pin = self.pins.remove(moved.expect("only a pin is moved"));
                let place = self.pins.iter().position(|pin| Some(pin.target) == *before);
                self.pins.insert(place.unwrap_or(self.pins.len()), pin);
            }
            Record::Pinned(target) => {
                self.pins.push(Pin {
                    target: *target,
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

    /// Stores ends as pending; answers those that were not told yet.
    pub(crate) fn remember(&mut self, ended: &[Ended]) -> Vec<Ended> {
        for end in ended {
            if !self.ends.iter().any(|(known, _)| key(known) == key(end)) {
                self.ends.push((end.clone(), false));
            }
        }
        let told = |end: &&Ended| {
            self.ends
                .iter()
                .any(|(known, told)| *told && key(known) == key(end))
        };
        ended.iter().filter(|end| !told(end)).cloned().collect()
    }

    pub(crate) fn mark_told(&mut self, ended: &[Ended]) {
        for (known, told) in &mut self.ends {
            *told |= ended.iter().any(|end| key(end) == key(known));
        }
    }

    pub(crate) fn pins(&self) -> Vec<Pin> {
        self.pins.clone()
    }

    pub(crate) fn untold(&self) -> Vec<Ended> {
        self.ends
            .iter()
            .filter(|(_, told)| !told)
            .map(|(end, _)| end.clone())
            .collect()
    }
}
