//! One monitor in the loop and over the ledger that ship, between a scripted server, a desktop, a disk and a virtual clock:
//! one input, then every order, then the next deadline. Rules that hold at every moment are checked at every moment.

mod asked;
mod clock;
mod disk;
mod inputs;
mod judge;
mod landing;
mod log;
mod names;
mod oracle;
mod orders;
mod process;
mod server;
mod sleep;
mod waiting;
mod way;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use monitor_core::attention::Surface;
use monitor_core::ports::{Ask, Delivery, Observation, RequestId};
use monitor_core::{
    Alert, Cause, Ended, EnvironmentId, Fault, Monitor, Notice, Now, QuietSpan, Settings, Target,
    Wait,
};
use monitor_driver::{Awake, Engine, GoesOn};

pub(crate) use asked::Form;
use clock::now;
pub use disk::Boundary;
use disk::Disk;
pub use judge::{Claim, Judge};
pub use names::{card, op, operation, pack_viewer, secs, viewer};
pub use oracle::{Key, Oracle, Turn, key};
pub use server::{Chapter, LATENCY, Server, completed, pack, running, stale, stamp};
pub use sleep::Night;
pub use waiting::Hours;
use waiting::Waiting;
pub use way::{End, Fate, Hazard, Way, Weather};

pub struct World {
    engine: Engine<Disk>,
    pub server: Server,
    pub oracle: Oracle,
    /// On the monotonic clock; the server's clock is the same plus its epoch.
    pub time: Duration,
    /// How far this computer's wall clock is off, in milliseconds.
    pub wall_error: i64,
    /// For how long the computer slept.
    slept: Duration,
    /// For how much of that the monotonic clock stood still.
    stood_still: Duration,
    goes_on: GoesOn,
    /// What the loop has to see of sleep.
    awake: Awake,
    /// When the timer fires that was armed before the computer slept.
    oversleeps: Option<Duration>,
    /// The computer slept, and the app did not notice yet.
    pub is_unnoticed: bool,
    pub settings: Settings,
    pub judge: Judge,
    pub way: Way,
    /// Nobody on the desktop takes a notice.
    pub daemon_gone: bool,
    /// A notice is shown, and nobody says so.
    pub daemon_silent: bool,
    /// This computer has no network, whatever its server would answer.
    pub network_gone: bool,
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
    /// What became of notices, and when that is known.
    tellings: Vec<(Duration, Vec<Ended>, Delivery)>,
    /// Alerts that nobody took, and when that is known.
    untaken: Vec<(Duration, Vec<Alert>)>,
    /// What the notice that is being announced would tell, had nothing of it been told.
    announcing: Vec<Ended>,
    /// What was changed by the input or the answer that is being dealt with.
    touched: BTreeSet<Target>,
    pub sent: Vec<Sent>,
    pub cancelled: Vec<RequestId>,
    pub told: Vec<Told>,
    /// What else was told, and when.
    pub alerted: Vec<(Duration, Alert)>,
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
        Self::on(GoesOn::Monotonic, seed)
    }

    /// On a computer of which this clock goes on while it sleeps.
    #[must_use]
    pub fn on(goes_on: GoesOn, seed: u64) -> Self {
        let settings = Settings::default();
        let now = now(START, 0);
        let monitor = Monitor::new(settings, Vec::new(), Vec::new(), seed, now);
        let awake = Awake::new(goes_on, now, START);
        let mut world = Self {
            engine: Engine::new(monitor, Disk::new(), awake, now),
            server: Server::default(),
            oracle: Oracle::default(),
            time: START,
            wall_error: 0,
            slept: Duration::ZERO,
            stood_still: Duration::ZERO,
            goes_on,
            awake,
            oversleeps: None,
            is_unnoticed: false,
            settings,
            judge: Judge::of_process(now.moment, START),
            way: Way::default(),
            daemon_gone: false,
            daemon_silent: false,
            network_gone: false,
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
            tellings: Vec::new(),
            untaken: Vec::new(),
            announcing: Vec::new(),
            touched: BTreeSet::new(),
            sent: Vec::new(),
            cancelled: Vec::new(),
            told: Vec::new(),
            alerted: Vec::new(),
        };
        world.drain();
        world
    }

    /// What is on its disk.
    pub const fn ledger(&self) -> &Disk {
        self.engine.store()
    }

    pub const fn ledger_mut(&mut self) -> &mut Disk {
        self.engine.store_mut()
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
