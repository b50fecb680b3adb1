//! The loop between a scripted server, a desktop and a ledger that record what they are asked, and a clock that stands still
//! until somebody waits.

mod clocks;
mod fakes;
mod lifetime;
mod telling;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc as std_mpsc;

use monitor_core::attention::{Shows, Surface};
use monitor_core::cadence::Wish;
use monitor_core::monitor::Settings;
use monitor_core::operation_type::OperationType;
use monitor_core::ports::{Answer, Ask, Change};
use monitor_core::run::{Freshness, Initiator, Outcome, Problem, Progress, Run, Status};
use monitor_core::{Moment, Now, OperationId, Target, Timestamp, Version, WorkspaceId};

use super::*;
use fakes::{Holder, Ledger, PausedClock, Recorder, Server};

/// A loop that runs, and what its desktop and its ledger record.
struct World {
    handle: Handle,
    log: std_mpsc::Receiver<String>,
}

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
            Server::playing(script),
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

/// A loop over that server, whose desktop and ledger record into that log.
fn loop_over<A: Api>(
    api: A,
    clock: PausedClock,
    log: std_mpsc::Sender<String>,
) -> (Driver<A, Recorder, Ledger, PausedClock>, Handle) {
    let ledger = Ledger {
        log: log.clone(),
        broken: false,
    };
    Driver::new(monitor(), api, Recorder::refusing(log, 0), ledger, clock)
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

/// The operation is active at the first look, and has ended so at each later one.
fn ending(
    outcome: &'static str,
) -> impl Fn(Ask, usize) -> Result<Observation, Fault> + Send + Sync + 'static {
    move |ask, step| match ask {
        Ask::Watch { .. } if step == 0 => Ok(watch("running", "pending")),
        Ask::Watch { .. } => Ok(watch("completed", outcome)),
        Ask::Account | Ask::Details(_) | Ask::Filtered(..) | Ask::List(_) | Ask::Search(_) => {
            Err(Fault::Forbidden)
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
