//! One monitor, a scripted server, a ledger and a virtual clock, driven as the real loop drives them: one input, then
//! every effect, then the next deadline. Rules that hold at every moment are checked at every moment.

mod asked;
mod clock;
mod effects;
mod inputs;
mod judge;
mod landing;
mod ledger;
mod log;
mod names;
mod oracle;
mod server;
mod waiting;
mod way;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use monitor_core::attention::Surface;
use monitor_core::ports::{Ask, Observation, RequestId};
use monitor_core::{
    Alert, Cause, Ended, EnvironmentId, Fault, Monitor, Notice, Now, QuietSpan, Settings, Target,
    Wait,
};

pub(crate) use asked::Form;
pub use clock::Night;
use clock::now;
pub use effects::Boundary;
pub use judge::{Claim, Judge};
use ledger::Ledger;
pub use names::{card, op, operation, pack_viewer, secs, viewer};
pub use oracle::{Key, Oracle, Turn, key};
pub use server::{Chapter, LATENCY, Server, completed, pack, running, stale, stamp};
pub use waiting::Hours;
use waiting::Waiting;
pub use way::{End, Fate, Hazard, Way, Weather};

pub struct World {
    monitor: Monitor,
    pub server: Server,
    pub ledger: Ledger,
    pub oracle: Oracle,
    /// On the monotonic clock; the server's clock is the same plus its epoch.
    pub time: Duration,
    /// How far this computer's wall clock is off, in milliseconds.
    pub wall_error: i64,
    /// For how long the monotonic clock stood still, because the computer slept.
    stood_still: Duration,
    /// The computer slept, and the app did not notice yet.
    pub is_unnoticed: bool,
    pub settings: Settings,
    pub judge: Judge,
    pub way: Way,
    /// Nobody on the desktop takes a notice.
    pub daemon_gone: bool,
    /// A notice is shown, and nobody says so.
    pub daemon_silent: bool,
    seed: u64,
    windows: BTreeMap<String, Surface>,
    muted: BTreeSet<Target>,
    muted_environments: BTreeSet<EnvironmentId>,
    quiet_hours: Vec<QuietSpan>,
    /// Is being unpinned while it is snoozed.
    leaving: Option<Target>,
    waiting: Waiting,
    /// For what ends were withheld, in their order.
    pub waits: Vec<(Key, Wait)>,
    /// For when the timer is armed, and at which time it was.
    armed: Option<(Now, Option<Duration>)>,
    flights: Vec<Flight>,
    /// Answers that nobody waits for any more, and when they come all the same.
    strays: Vec<(Duration, RequestId, Result<Observation, Fault>)>,
    /// Notices that nobody took, and when that is known.
    refused: Vec<(Duration, Vec<Ended>)>,
    /// What was changed by the input or the answer that is being dealt with.
    touched: BTreeSet<Target>,
    pub sent: Vec<Sent>,
    pub cancelled: Vec<RequestId>,
    pub told: Vec<Told>,
    /// What else was told, and when.
    pub alerted: Vec<(Duration, Alert)>,
    /// How many durable steps are left before the process is killed.
    lives: Option<usize>,
    /// Before the next durable step of this kind the process is killed.
    doom: Option<Boundary>,
    /// Before which durable step it was.
    died_at: Option<Boundary>,
}

/// A request under way.
pub struct Flight {
    pub id: RequestId,
    pub ask: Ask,
    pub sent: Duration,
    pub fate: Fate,
    /// When its answer is ready, with the server's state of which that holds.
    ready: Cell<Option<((u64, Duration), Duration)>>,
}

/// A request as the server's log would have it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    pub at: Duration,
    pub lane: &'static str,
    pub cause: Cause,
    pub targets: Vec<Target>,
}

/// A notice as the desktop got it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub at: Duration,
    pub notice: Notice,
}

/// The world starts here, so that things can be older than it.
const START: Duration = Duration::from_secs(7_200);

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    #[must_use]
    pub fn new() -> Self {
        Self::seeded(7)
    }

    /// A world whose monitor spreads its retries as this seed has it.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        let settings = Settings::default();
        let now = now(START, 0);
        let mut world = Self {
            monitor: Monitor::new(settings, Vec::new(), Vec::new(), seed, now),
            server: Server::default(),
            ledger: Ledger::default(),
            oracle: Oracle::default(),
            time: START,
            wall_error: 0,
            stood_still: Duration::ZERO,
            is_unnoticed: false,
            settings,
            judge: Judge::of_process(now.moment, START),
            way: Way::default(),
            daemon_gone: false,
            daemon_silent: false,
            seed,
            windows: BTreeMap::new(),
            muted: BTreeSet::new(),
            muted_environments: BTreeSet::new(),
            quiet_hours: Vec::new(),
            leaving: None,
            waiting: Waiting::new(),
            waits: Vec::new(),
            armed: None,
            flights: Vec::new(),
            strays: Vec::new(),
            refused: Vec::new(),
            touched: BTreeSet::new(),
            sent: Vec::new(),
            cancelled: Vec::new(),
            told: Vec::new(),
            alerted: Vec::new(),
            lives: None,
            doom: None,
            died_at: None,
        };
        world.drain();
        world
    }

    /// A world in which these operations, running since `age` seconds, are pinned and known.
    pub fn watching(ids: &[i64], age: u64) -> Self {
        let mut world = Self::new();
        for id in ids {
            world.start(*id, age);
            world.pin(op(*id));
        }
        world.pass(1);
        world
    }
}
