use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc as std_mpsc;

use monitor_core::attention::{Shows, Surface};
use monitor_core::cadence::Wish;
use monitor_core::monitor::Settings;
use monitor_core::operation_type::OperationType;
use monitor_core::ports::{Answer, Ask, Change, Record};
use monitor_core::run::{Freshness, Initiator, Outcome, Problem, Progress, Run, Status};
use monitor_core::{
    Alert, Moment, OperationId, Silence, Target, Timestamp, Version, Wait, WorkspaceId,
};

use super::*;

#[tokio::test(start_paused = true)]
async fn an_end_is_stored_told_and_marked_in_this_order() {
    let mut world = World::start(|ask, step| match ask {
        Ask::Watch { .. } if step == 0 => Ok(watch("running", "pending")),
        Ask::Watch { .. } => Ok(watch("completed", "succeeded")),
        Ask::Account | Ask::Details(_) | Ask::List(_) | Ask::Search(_) => Err(Fault::Forbidden),
    });
    world.pin_and_show();
    let log = world.until("marked").await;
    let order: Vec<_> = log
        .iter()
        .filter(|line| !line.starts_with("seen"))
        .map(String::as_str)
        .collect();
    assert_eq!(
        order,
        [
            "pinned",
            "remembered 1",
            "begun 1",
            "notified 1",
            "marked 1 as Shown(7)"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_muted_end_is_stored_before_its_state_and_told_to_nobody() {
    let mut world = World::start(|ask, step| match ask {
        Ask::Watch { .. } if step == 0 => Ok(watch("running", "pending")),
        Ask::Watch { .. } => Ok(watch("completed", "failed")),
        Ask::Account | Ask::Details(_) | Ask::List(_) | Ask::Search(_) => Err(Fault::Forbidden),
    });
    world.pin_and_show();
    world.handle.send(Input::Mute {
        target: target(),
        on: true,
    });
    let mut log = world.until("silenced").await;
    // What is still to come of it comes in the same breath, or not at all.
    tokio::time::sleep(Duration::from_secs(60)).await;
    log.extend(world.log.try_iter());
    let order: Vec<_> = log.iter().map(String::as_str).collect();
    assert_eq!(
        order,
        ["pinned", "muted", "seen", "silenced 1 as muted", "seen"]
    );
}

#[tokio::test(start_paused = true)]
async fn a_panicking_request_does_not_end_the_loop() {
    let mut world = World::start(|ask, step| match ask {
        Ask::Watch { .. } if step == 0 => panic!("on purpose"),
        Ask::Watch { .. } if step == 1 => Ok(watch("running", "pending")),
        Ask::Watch { .. } => Ok(watch("completed", "failed")),
        Ask::Account | Ask::Details(_) | Ask::List(_) | Ask::Search(_) => Err(Fault::Forbidden),
    });
    world.pin_and_show();
    assert!(
        world
            .until("marked")
            .await
            .contains(&"notified 1".to_owned())
    );
}

#[tokio::test(start_paused = true)]
async fn a_ledger_that_fails_does_not_keep_the_news_from_the_user() {
    let mut world = World::start_with(true, 0, |ask, step| match ask {
        Ask::Watch { .. } if step == 0 => Ok(watch("running", "pending")),
        Ask::Watch { .. } => Ok(watch("completed", "failed")),
        Ask::Account | Ask::Details(_) | Ask::List(_) | Ask::Search(_) => Err(Fault::Forbidden),
    });
    world.pin_and_show();
    let log = world.until("notified").await;
    assert!(log.contains(&"store unhealthy".to_owned()), "{log:?}");
}

#[tokio::test(start_paused = true)]
async fn a_notice_that_nobody_took_is_told_again_and_then_marked() {
    let script = |ask, step| match ask {
        Ask::Watch { .. } if step == 0 => Ok(watch("running", "pending")),
        Ask::Watch { .. } => Ok(watch("completed", "succeeded")),
        Ask::Account | Ask::Details(_) | Ask::List(_) | Ask::Search(_) => Err(Fault::Forbidden),
    };
    let mut world = World::start_with(false, 2, script);
    world.pin_and_show();
    let log = world.until("marked 1 as Shown").await;
    let of_notices = |line: &&String| line.starts_with("notified") || line.starts_with("marked");
    let order: Vec<_> = log.iter().filter(of_notices).collect();
    let refused = ["notified 1", "marked 1 as Refused"];
    let told = ["notified 1", "marked 1 as Shown(7)"];
    assert_eq!(order, [refused, refused, told].concat());
}

#[tokio::test(start_paused = true)]
async fn a_notice_of_which_nothing_is_known_is_kept_as_such_and_not_told_again() {
    let script = |ask, step| match ask {
        Ask::Watch { .. } if step == 0 => Ok(watch("running", "pending")),
        Ask::Watch { .. } => Ok(watch("completed", "succeeded")),
        Ask::Account | Ask::Details(_) | Ask::List(_) | Ask::Search(_) => Err(Fault::Forbidden),
    };
    let mut world = World::start_over(false, Recorder::silent, script);
    world.pin_and_show();
    let mut log = world.until("marked").await;
    // Longer than it takes until a notice that was refused is told again.
    tokio::time::sleep(Duration::from_secs(600)).await;
    log.extend(world.log.try_iter());
    let of_notices = |line: &&String| line.starts_with("notified") || line.starts_with("marked");
    let order: Vec<_> = log.iter().filter(of_notices).collect();
    assert_eq!(order, ["notified 1", "marked 1 as Unknown"]);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_does_not_answer_is_told_once_and_as_nothings_end() {
    let mut world = World::start(|ask, step| match ask {
        Ask::Watch { .. } if step == 0 => Ok(watch("running", "pending")),
        Ask::Account | Ask::Details(_) | Ask::List(_) | Ask::Search(_) | Ask::Watch { .. } => {
            Err(Fault::Offline)
        }
    });
    world.pin_and_show();
    let mut log = world.until("alerted").await;
    tokio::time::sleep(Duration::from_secs(600)).await;
    log.extend(world.log.try_iter());
    let of_telling = |line: &&String| line.starts_with("alerted") || line.starts_with("notified");
    let told: Vec<_> = log.iter().filter(of_telling).collect();
    assert_eq!(told, ["alerted 1"]);
}

#[tokio::test(start_paused = true)]
async fn the_loop_ends_with_its_last_handle() {
    let (driver, handle) = Driver::new(
        monitor(),
        Server(Arc::new(|_, _| Err(Fault::Offline)), Arc::default()),
        Recorder::refusing(std_mpsc::channel().0, 0),
        Ledger {
            log: std_mpsc::channel().0,
            broken: false,
        },
        PausedClock::new(),
    );
    drop(handle);
    driver.run().await;
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_is_told_once_to_whoever_works_something_out_from_it() {
    let (log, heard) = std_mpsc::channel();
    let ahead = Arc::new(AtomicU64::new(0));
    let ledger = Ledger {
        log: log.clone(),
        broken: false,
    };
    let (driver, handle) = Driver::new(
        monitor(),
        Server(Arc::new(|_, _| Err(Fault::Offline)), Arc::default()),
        Recorder::refusing(log, 0),
        ledger,
        SetClock(PausedClock::new(), Arc::clone(&ahead)),
    );
    let running = tokio::spawn(driver.run());
    for seconds in [0, 90 * 24 * 3_600, 90 * 24 * 3_600] {
        ahead.store(seconds, Ordering::SeqCst);
        handle.send(Input::Paused(None));
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    drop(handle);
    running.await.expect("the loop ends in good order");
    let told = heard.try_iter().filter(|line| line == "clock set").count();
    assert_eq!(told, 1);
}

#[tokio::test(start_paused = true)]
async fn a_hidden_window_and_the_end_of_the_loop_drop_the_request_that_is_held() {
    let api = Holder::default();
    let held = Arc::clone(&api.0);
    let (log, _) = std_mpsc::channel();
    let ledger = Ledger {
        log: log.clone(),
        broken: false,
    };
    let (driver, handle) = Driver::new(
        monitor(),
        api,
        Recorder::refusing(log, 0),
        ledger,
        PausedClock::new(),
    );
    let running = tokio::spawn(driver.run());

    handle.send(Input::HiddenMode { quiet: false });
    handle.send(Input::Pin(target()));
    handle.send(window(true));
    until_held(1, &held).await;
    handle.send(window(false));
    until_held(0, &held).await;

    handle.send(window(true));
    until_held(1, &held).await;
    drop(handle);
    until_held(0, &held).await;
    running.await.expect("the loop ends in good order");
}

#[tokio::test(start_paused = true)]
async fn a_hold_that_did_not_survive_a_sleep_is_dropped_soon_after_the_computer_woke() {
    let Sleeper {
        handle,
        held,
        slept,
        running,
    } = Sleeper::holding().await;

    slept.store(3_600, Ordering::SeqCst);
    let woke = Instant::now();
    until_held(0, &held).await;
    assert!(woke.elapsed() <= Duration::from_secs(20));

    // A plain one is answered, and the next is held again.
    until_held(1, &held).await;
    drop(handle);
    running.await.expect("the loop ends in good order");
}

#[tokio::test(start_paused = true)]
async fn a_sleep_is_seen_before_whatever_the_loop_hears_first_after_it() {
    let Sleeper {
        handle,
        held,
        slept,
        running,
    } = Sleeper::holding().await;

    slept.store(3_600, Ordering::SeqCst);
    handle.send(Input::QuietEvery(Duration::from_secs(60)));
    tokio::time::sleep(Duration::from_millis(1)).await;
    assert_eq!(
        held.load(Ordering::SeqCst),
        0,
        "what was held is dropped at once"
    );
    drop(handle);
    running.await.expect("the loop ends in good order");
}

/// A loop on a computer that can sleep.
struct Sleeper {
    handle: Handle,
    held: Arc<AtomicUsize>,
    /// For how many seconds.
    slept: Arc<AtomicU64>,
    running: tokio::task::JoinHandle<()>,
}

impl Sleeper {
    /// Its one watch is held.
    async fn holding() -> Self {
        let api = Holder::default();
        let held = Arc::clone(&api.0);
        let (log, _) = std_mpsc::channel();
        let ledger = Ledger {
            log: log.clone(),
            broken: false,
        };
        let slept = Arc::new(AtomicU64::new(0));
        let clock = SleptClock(PausedClock::new(), Arc::clone(&slept));
        let (driver, handle) =
            Driver::new(monitor(), api, Recorder::refusing(log, 0), ledger, clock);
        let running = tokio::spawn(driver.run());
        handle.send(Input::Pin(target()));
        until_held(1, &held).await;
        Self {
            handle,
            held,
            slept,
            running,
        }
    }
}

/// Lets virtual time pass until so many requests are held.
async fn until_held(count: usize, held: &AtomicUsize) {
    for _ in 0..10_000 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        if held.load(Ordering::SeqCst) == count {
            return;
        }
    }
    panic!("never {count} held");
}

fn window(visible: bool) -> Input {
    let surface = Surface {
        shows: Shows::Operation(id()),
        visible,
        modal: false,
    };
    Input::Window {
        label: "run-a-421".into(),
        surface,
    }
}

/// Answers plain watches, holds those that wait for ever, and counts what it holds.
#[derive(Clone, Default)]
struct Holder(Arc<AtomicUsize>);

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
            Ask::Account | Ask::Details(_) | Ask::List(_) | Ask::Search(_) => Err(Fault::Forbidden),
        }
    }
}

struct World {
    handle: Handle,
    log: std_mpsc::Receiver<String>,
}

type Script = dyn Fn(Ask, usize) -> Result<Observation, Fault> + Send + Sync;

impl World {
    fn start(
        script: impl Fn(Ask, usize) -> Result<Observation, Fault> + Send + Sync + 'static,
    ) -> Self {
        Self::start_with(false, 0, script)
    }

    /// With a broken ledger or not, and a daemon that refuses so often.
    fn start_with(
        broken: bool,
        refusals: usize,
        script: impl Fn(Ask, usize) -> Result<Observation, Fault> + Send + Sync + 'static,
    ) -> Self {
        Self::start_over(broken, |log| Recorder::refusing(log, refusals), script)
    }

    fn start_over(
        broken: bool,
        recorder: impl FnOnce(std_mpsc::Sender<String>) -> Recorder,
        script: impl Fn(Ask, usize) -> Result<Observation, Fault> + Send + Sync + 'static,
    ) -> Self {
        let (sender, log) = std_mpsc::channel();
        let (driver, handle) = Driver::new(
            monitor(),
            Server(Arc::new(script), Arc::default()),
            recorder(sender.clone()),
            Ledger {
                log: sender,
                broken,
            },
            PausedClock::new(),
        );
        tokio::spawn(driver.run());
        Self { handle, log }
    }

    fn pin_and_show(&self) {
        self.handle.send(Input::Pin(target()));
        self.handle.send(window(true));
    }

    /// Lets virtual time pass until a line that begins so was recorded.
    async fn until(&mut self, beginning: &str) -> Vec<String> {
        let mut lines = Vec::new();
        for _ in 0..10_000 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            lines.extend(self.log.try_iter());
            if lines.iter().any(|line| line.starts_with(beginning)) {
                return lines;
            }
        }
        panic!("never {beginning}: {lines:?}");
    }
}

/// Tokio's paused clock as core's.
struct PausedClock(Instant);

impl PausedClock {
    fn new() -> Self {
        Self(Instant::now())
    }
}

impl Clock for PausedClock {
    fn now(&self) -> Now {
        let elapsed = self.0.elapsed();
        let millis = i64::try_from(elapsed.as_millis()).expect("a short test");
        Now {
            moment: Moment::from_origin(elapsed),
            wall: Timestamp::from_millis(millis),
        }
    }
}

/// Somebody set the wall clock so many seconds ahead.
struct SetClock(PausedClock, Arc<AtomicU64>);

impl Clock for SetClock {
    fn now(&self) -> Now {
        let ahead = Duration::from_secs(self.1.load(Ordering::SeqCst));
        let now = self.0.now();
        Now {
            wall: now.wall.after(ahead),
            ..now
        }
    }
}

/// Core's clock went on for so many seconds during which the runtime's stood still.
struct SleptClock(PausedClock, Arc<AtomicU64>);

impl Clock for SleptClock {
    fn now(&self) -> Now {
        let slept = Duration::from_secs(self.1.load(Ordering::SeqCst));
        let now = self.0.now();
        Now {
            moment: now.moment.after(slept),
            wall: now.wall.after(slept),
        }
    }
}

#[derive(Clone)]
struct Server(Arc<Script>, Arc<Mutex<usize>>);

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

/// Records every effect; the first so many notices nobody takes, or no notice is ever answered.
struct Recorder {
    log: std_mpsc::Sender<String>,
    refusals: usize,
    silent: bool,
}

impl Recorder {
    fn refusing(log: std_mpsc::Sender<String>, refusals: usize) -> Self {
        Self {
            log,
            refusals,
            silent: false,
        }
    }

    fn silent(log: std_mpsc::Sender<String>) -> Self {
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

    fn report_store(&mut self, healthy: bool) {
        if !healthy {
            self.record("store unhealthy".into());
        }
    }
}

struct Ledger {
    log: std_mpsc::Sender<String>,
    broken: bool,
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

    fn catch_up(&mut self) -> Result<(), Self::Error> {
        if self.broken {
            Err("the disk is full")
        } else {
            Ok(())
        }
    }
}

fn monitor() -> Monitor {
    let origin = Now {
        moment: Moment::default(),
        wall: Timestamp::from_millis(0),
    };
    Monitor::new(Settings::default(), Vec::new(), Vec::new(), 1, origin)
}

fn id() -> OperationId {
    OperationId::new(421).expect("positive")
}

fn target() -> Target {
    Target::Operation(id())
}

fn watch(status: &str, outcome: &str) -> Observation {
    let run = Run {
        id: id(),
        workspace: (WorkspaceId::new(1).expect("positive"), "Woodgrove".into()),
        environment: None,
        kind: OperationType::parse("policy.sync"),
        label: None,
        status: Status::parse(status),
        outcome: Outcome::parse(outcome),
        freshness: Freshness::FreshActive,
        problem: Problem::None,
        initiator: Initiator {
            name: "System".into(),
            system: true,
        },
        counts: BTreeMap::new(),
        progress: Progress::Activity,
        failures: Vec::new(),
        expected: None,
        review_pack: None,
        web_url: None,
        created_at: Timestamp::from_millis(0),
        started_at: None,
        completed_at: None,
    };
    let change = Change::Operation {
        version: Version::new(status),
        run: Box::new(run),
    };
    Observation {
        server_time: None,
        wish: Wish::Nothing,
        answer: Answer::Watch(vec![change]),
    }
}
