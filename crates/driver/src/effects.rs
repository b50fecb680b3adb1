//! What the engine does with an effect: the ledger's part at once, the rest as an order. A failure is reported, and ends
//! nothing.

use monitor_core::ports::{Effect, Store};
use monitor_core::{Notice, Now};

use crate::engine::{Engine, Order};

impl<S: Store> Engine<S> {
    pub(crate) fn perform(&mut self, effect: Effect, now: Now) {
        match effect {
            Effect::Alert(alerts) => self.orders.push_back(Order::Alert(alerts)),
            Effect::Announce(notice) => self.announce(&notice, now),
            Effect::Cancel(id) => self.orders.push_back(Order::Drop(id)),
            Effect::Fetch(request) => self.orders.push_back(Order::Call(request)),
            Effect::Silence(ended, why) => {
                let stored = self.store.silence(&ended, why, now.wall);
                self.report("store ends that are not told", &stored);
            }
            Effect::Store(record) => {
                let stored = self.store.record(&record);
                self.report("store a record", &stored);
            }
            Effect::Withhold(ended, wait) => {
                let stored = self.store.withhold(&ended, wait, now.wall);
                self.report("store ends for later", &stored);
            }
        }
    }

    /// Stores first, then tells: what is lost in between recurs at the next start. A ledger that cannot store must not
    /// keep the news from the user; what it knows to be told is told no second time.
    fn announce(&mut self, notice: &Notice, now: Now) {
        let stored = self.store.remember(&notice.ended, now.wall);
        let news = stored.unwrap_or_else(|error| {
            self.report::<()>("store ends", &Err(error));
            self.store.news(&notice.ended)
        });
        let Some(notice) = notice.of(news) else {
            return;
        };
        let begun = self.store.begin(&notice.ended, now.wall);
        self.report("store that ends are being told", &begun);
        self.orders.push_back(Order::Tell(notice));
    }

    /// Tries again to store what could not be.
    pub(crate) fn catch_up(&mut self) {
        if self.is_behind && self.store.catch_up().is_ok() {
            self.is_behind = false;
            tracing::info!("the ledger keeps what it is given again");
        }
    }

    pub(crate) fn report<T>(&mut self, what: &str, result: &Result<T, S::Error>) {
        if let Err(error) = result {
            tracing::error!(%error, "failed to {what}");
        }
        self.is_behind = result.is_err();
    }
}
