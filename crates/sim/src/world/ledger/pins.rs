//! What it keeps of pins.

use monitor_core::Target;
use monitor_core::ports::{Pin, Seen};

use super::Ledger;

impl Ledger {
    /// What it last saw of each pin.
    pub fn seen(&self) -> impl Iterator<Item = &Seen> {
        self.pins.iter().filter_map(|pin| pin.seen.as_ref())
    }

    pub fn pins(&self) -> Vec<Pin> {
        self.pins.clone()
    }

    /// Where its unpinning could not be written, it is there still.
    pub(super) fn pin(&mut self, target: Target) {
        if self.pins.iter().all(|pin| pin.target != target) {
            self.pins.push(Pin {
                target,
                muted: false,
                alerted: Vec::new(),
                seen: None,
            });
        }
    }

    pub(super) fn move_pin(&mut self, target: Target, before: Option<Target>) {
        let Some(moved) = self.pins.iter().position(|pin| pin.target == target) else {
            return;
        };
        let pin = self.pins.remove(moved);
        let place = self.pins.iter().position(|pin| Some(pin.target) == before);
        self.pins.insert(place.unwrap_or(self.pins.len()), pin);
    }

    /// Nothing happens where it is not pinned.
    pub(super) fn with_pin(&mut self, target: Target, change: impl FnMut(&mut Pin)) {
        let pins = self.pins.iter_mut();
        pins.filter(|pin| pin.target == target).for_each(change);
    }
}
