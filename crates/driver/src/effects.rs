//! What the loop does with an effect, and with what became of a notice. A failure is reported, and ends nothing.

use std::sync::Arc;
use std::time::Duration;

use monitor_core::ports::{Api, Delivery, Desktop, Effect, Request, Store};
use monitor_core::{Ended, Notice};
use tokio::task::JoinError;

use crate::{Clock, Driver};

impl<A: Api, D: Desktop, S: Store, C: Clock> Driver<A, D, S, C> {
    pub(crate) fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Alert(alerts) => self.desktop.alert(&alerts),
            Effect::Announce(notice) => self.announce(&notice),
            Effect::Cancel(id) => {
                if let Some(call) = self.in_flight.remove(&id) {
                    call.abort();
                }
            }
            Effect::Fetch(request) => self.fetch(request),
            Effect::Silence(ended, why) => {
                let stored = self.store.silence(&ended, why, self.clock.now().wall);
                self.report("store ends that are not told", &stored);
            }
            Effect::Store(record) => {
                let stored = self.store.record(&record);
                self.report("store a record", &stored);
            }
            Effect::Withhold(ended, wait) => {
                let stored = self.store.withhold(&ended, wait, self.clock.now().wall);
                self.report("store ends for later", &stored);
            }
        }
    }

    fn fetch(&mut self, request: Request) {
        let id = request.id;
        tracing::debug!(lane = request.ask.lane(), cause = ?request.cause, "asking");
        let api = self.api.clone();
        let task = self.calls.spawn(async move { api.call(request).await });
        self.by_task.push((task.id(), id));
        self.in_flight.insert(id, task);
    }

    /// Stores first, then tells: what is lost in between recurs at the next start. A ledger that cannot store must not
    /// keep the news from the user; what it knows to be told is told no second time.
    fn announce(&mut self, notice: &Notice) {
        let now = self.clock.now().wall;
        let stored = self.store.remember(&notice.ended, now);
        let news = stored.unwrap_or_else(|error| {
            self.report::<()>("store ends", &Err(error));
            self.store.news(&notice.ended)
        });
        let Some(notice) = notice.of(news) else {
            return;
        };
        let begun = self.store.begin(&notice.ended, now);
        self.report("store that ends are being told", &begun);
        let telling = self.desktop.notify(&notice);
        let ended: Arc<[Ended]> = notice.ended.into();
        self.tellings.spawn(async move {
            let delivery = tokio::time::timeout(TELLING_LIMIT, telling).await;
            (ended, delivery.unwrap_or(Delivery::Unknown))
        });
    }

    pub(crate) fn handle_told(&mut self, told: Told) {
        let Ok((ended, delivery)) = told else {
            tracing::error!("telling a notice panicked; it is told at the next start");
            return;
        };
        self.desktop.report_delivery(delivery);
        if delivery == Delivery::Refused {
            tracing::warn!(
                count = ended.len(),
                "nobody took the notice; it is told later"
            );
            let marked = self
                .store
                .mark_told(&ended, delivery, self.clock.now().wall);
            self.report("mark ends as refused", &marked);
            self.monitor.handle_refused(&ended, self.clock.now());
            return;
        }
        if delivery == Delivery::Unknown {
            tracing::warn!(
                count = ended.len(),
                "whether the notice was shown is unknown; the next start tells it as a repeat"
            );
        }
        let marked = self
            .store
            .mark_told(&ended, delivery, self.clock.now().wall);
        self.report("mark ends as told", &marked);
    }

    /// Tries again to store what could not be, and says so when it can.
    pub(crate) fn catch_up(&mut self) {
        if self.store_is_fine == Some(false) && self.store.catch_up().is_ok() {
            tracing::info!("the ledger keeps what it is given again");
            self.report("catch up", &Ok(()));
        }
    }

    fn report<T>(&mut self, what: &str, result: &Result<T, S::Error>) {
        if let Err(error) = result {
            tracing::error!(%error, "failed to {what}");
        }
        if self.store_is_fine != Some(result.is_ok()) {
            self.store_is_fine = Some(result.is_ok());
            self.desktop.report_store(result.is_ok());
        }
    }
}

/// What became of a notice, if it is known.
pub(crate) type Told = Result<(Arc<[Ended]>, Delivery), JoinError>;

/// A notification daemon that takes longer may have shown it, or may yet.
const TELLING_LIMIT: Duration = Duration::from_secs(10);
