//! A fake for each port of the loop, and its clock.

use std::sync::Mutex;
use std::sync::atomic::AtomicU64;

use monitor_core::ports::{Record, Request};
use monitor_core::{Alert, Notice, Silence, Wait};

use super::*;

/// Tokio's paused clock as core's, which can sleep and be set.
#[derive(Clone)]
pub(super) struct PausedClock {
    origin: Instant,
    /// For so many seconds the wall clock went on, and perhaps core's monotonic one, while the runtime's stood still.
    slept: Arc<AtomicU64>,
    /// So many seconds somebody set the wall clock ahead.
    ahead: Arc<AtomicU64>,
    goes_on: GoesOn,
}

impl PausedClock {
    pub(super) fn new() -> Self {
        Self::of(GoesOn::Monotonic)
    }

    pub(super) fn of(goes_on: GoesOn) -> Self {
        Self {
            origin: Instant::now(),
            slept: Arc::default(),
            ahead: Arc::default(),
            goes_on,
        }
    }

    pub(super) fn sleep(&self, seconds: u64) {
        self.slept.store(seconds, Ordering::SeqCst);
    }

    pub(super) fn set_ahead(&self, seconds: u64) {
        self.ahead.store(seconds, Ordering::SeqCst);
    }
}

impl Clock for PausedClock {
    fn now(&self) -> Now {
        let seconds = |offset: &AtomicU64| Duration::from_secs(offset.load(Ordering::SeqCst));
        let (awake, slept) = (self.origin.elapsed(), seconds(&self.slept));
        let elapsed = awake + slept;
        let millis = i64::try_from(elapsed.as_millis()).expect("a short test");
        let moment = match self.goes_on {
            GoesOn::Monotonic => elapsed,
            GoesOn::WallAlone => awake,
        };
        Now {
            moment: Moment::from_origin(moment),
            wall: Timestamp::from_millis(millis).after(seconds(&self.ahead)),
        }
    }

    fn goes_on(&self) -> GoesOn {
        self.goes_on
    }
}

type Script = dyn Fn(Ask, usize) -> Result<Observation, Fault> + Send + Sync;

/// Answers by a script, which is told how many watches were asked before.
#[derive(Clone)]
pub(super) struct Server(Arc<Script>, Arc<Mutex<usize>>);

impl Server {
    pub(super) fn playing(
        script: impl Fn(Ask, usize) -> Result<Observation, Fault> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(script), Arc::default())
    }
}

impl Api for Server {
    async fn call(&self, request: Request) -> Result<Observation, Fault> {
        let step = {
            let mut steps = self
                .1
                .lock()
                .expect("not poisoned: the script runs outside the lock");
            let step = *steps;
            *steps += usize::from(matches!(request.ask, Ask::Watch { .. }));
            step
        };
        tokio::time::sleep(Duration::from_millis(20)).await;
        (self.0)(request.ask, step)
    }
}

/// Answers plain watches, holds those that wait for ever, and counts what it holds.
#[derive(Clone, Default)]
pub(super) struct Holder(pub(super) Arc<AtomicUsize>);

/// A request that is held, until it is dropped.
struct Held(Arc<AtomicUsize>);

impl Held {
    fn begin(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::SeqCst);
        Self(Arc::clone(count))
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Api for Holder {
    async fn call(&self, request: Request) -> Result<Observation, Fault> {
        match request.ask {
            Ask::Watch { wait, .. } if wait.is_zero() => Ok(watch("running", "pending")),
            Ask::Watch { .. } => {
                let _held = Held::begin(&self.0);
                std::future::pending().await
            }
            Ask::Account | Ask::Details(_) | Ask::Filtered(..) | Ask::List(_) | Ask::Search(_) => {
                Err(Fault::Forbidden)
            }
        }
    }
}

/// Records every effect; the first so many notices nobody takes, or no notice is ever answered.
pub(super) struct Recorder {
    log: std_mpsc::Sender<String>,
    refusals: usize,
    silent: bool,
}

impl Recorder {
    pub(super) fn refusing(log: std_mpsc::Sender<String>, refusals: usize) -> Self {
        Self {
            log,
            refusals,
            silent: false,
        }
    }

    pub(super) fn silent(log: std_mpsc::Sender<String>) -> Self {
        Self {
            silent: true,
            ..Self::refusing(log, 0)
        }
    }

    fn record(&self, line: String) {
        // A test that has seen enough hangs up.
        drop(self.log.send(line));
    }
}

impl Desktop for Recorder {
    fn show(&mut self, _: &View) {}

    fn notify(&mut self, notice: &Notice) -> impl Future<Output = Delivery> + Send + 'static {
        self.record(format!("notified {}", notice.ended.len()));
        let delivery = if self.refusals > 0 {
            Delivery::Refused
        } else {
            Delivery::Shown(7)
        };
        self.refusals = self.refusals.saturating_sub(1);
        let silent = self.silent;
        async move {
            if silent {
                std::future::pending::<()>().await;
            }
            delivery
        }
    }

    fn alert(&mut self, alerts: &[Alert]) {
        self.record(format!("alerted {}", alerts.len()));
    }

    fn report_clock(&mut self) {
        self.record("clock set".into());
    }

    fn report_delivery(&mut self, _: Delivery) {}
}

/// Records every write, and keeps none where it is broken.
pub(super) struct Ledger {
    pub(super) log: std_mpsc::Sender<String>,
    pub(super) broken: bool,
}

impl Ledger {
    fn record_line(&self, line: String) -> Result<(), &'static str> {
        drop(self.log.send(line));
        if self.broken {
            Err("the disk is full")
        } else {
            Ok(())
        }
    }
}

impl Store for Ledger {
    type Error = &'static str;

    fn record(&mut self, record: &Record) -> Result<(), Self::Error> {
        let line = match record {
            Record::AlertSent(..) => "alert sent",
            Record::Alerted { .. } => "warned",
            Record::Baseline(..) => "baseline",
            Record::Erased(_) => "erased",
            Record::Listed { .. } => "listed",
            Record::Moved { .. } => "moved",
            Record::Muted { .. } => "muted",
            Record::MutedEnvironment { .. } => "environment muted",
            Record::Noted(..) => "noted",
            Record::Opened(..) => "opened",
            Record::Pinned(_) => "pinned",
            Record::Seen(..) => "seen",
            Record::Snoozed(..) => "snoozed",
            Record::Unpinned(_) => "unpinned",
        };
        self.record_line(line.into())
    }

    fn remember(&mut self, ended: &[Ended], _: Timestamp) -> Result<Vec<Ended>, Self::Error> {
        self.record_line(format!("remembered {}", ended.len()))?;
        Ok(ended.to_vec())
    }

    fn news(&self, ended: &[Ended]) -> Vec<Ended> {
        ended.to_vec()
    }

    fn withhold(&mut self, ended: &[Ended], _: Wait, _: Timestamp) -> Result<(), Self::Error> {
        self.record_line(format!("withheld {}", ended.len()))
    }

    fn begin(&mut self, ended: &[Ended], _: Timestamp) -> Result<(), Self::Error> {
        self.record_line(format!("begun {}", ended.len()))
    }

    fn silence(&mut self, ended: &[Ended], why: Silence, _: Timestamp) -> Result<(), Self::Error> {
        self.record_line(format!("silenced {} as {}", ended.len(), why.as_str()))
    }

    fn mark_told(
        &mut self,
        ended: &[Ended],
        delivery: Delivery,
        _: Timestamp,
    ) -> Result<(), Self::Error> {
        self.record_line(format!("marked {} as {delivery:?}", ended.len()))
    }

    fn erase_names(&mut self) -> Result<(), Self::Error> {
        self.record_line("names erased".into())
    }

    fn catch_up(&mut self) -> Result<(), Self::Error> {
        if self.broken {
            Err("the disk is full")
        } else {
            Ok(())
        }
    }
}
