//! The story of a seed: a day and more of two accounts, with their users, their servers, and faults in phases, so that
//! between them something goes on.

mod computer;
mod quiet;
mod server;
mod user;

use std::time::Duration;

use monitor_core::Target;

use crate::chance::Chance;
use crate::step::{Act, Event, Step};
use crate::world::{Hazard, Weather, card, op, secs};

/// What happens when, in order.
pub type Story = Vec<(Duration, Step)>;

/// At least so long is a story.
pub const DAY: Duration = Duration::from_secs(24 * 3_600);
/// How many of each an account watches at first.
const OPERATIONS: i64 = 14;
pub(crate) const ENVIRONMENTS: i64 = 6;

struct Plan {
    chance: Chance,
    /// Since the story began.
    time: Duration,
    story: Story,
    accounts: [Known; 2],
}

/// What there is of an account, as far as a plan has to know.
#[derive(Default)]
struct Known {
    /// The newest operation.
    last: i64,
    pinned: Vec<i64>,
    /// How many choices its user made of the lists.
    choices: u32,
    /// The number of the latest review pack of each environment; zero where there is none.
    packs: [i64; ENVIRONMENTS as usize],
}

/// The story that belongs to a seed.
#[must_use]
pub fn story(seed: u64) -> Story {
    let mut plan = Plan {
        chance: Chance::new(seed),
        time: Duration::ZERO,
        story: Vec::new(),
        accounts: [Known::default(), Known::default()],
    };
    for who in 0..2 {
        plan.open(who);
    }
    while plan.time < DAY {
        plan.wait();
        let who = usize::from(plan.chance.percent(50));
        match plan.chance.below(100) {
            0..45 => plan.user(who),
            45..75 => plan.server(who),
            75..90 => plan.weather(who),
            _ => plan.computer(),
        }
    }
    plan.story.sort_by_key(|(at, _)| *at);
    plan.story
}

impl Plan {
    fn open(&mut self, who: usize) {
        self.now(who, Act::Weather(fair()));
        for _ in 0..OPERATIONS {
            self.begin(who);
        }
        for environment in 1..=ENVIRONMENTS {
            self.now(who, Act::Pin(card(environment)));
            self.advance_pack(who, environment);
        }
    }

    /// Bursts, and long times in which nothing happens from outside.
    fn wait(&mut self) {
        let millis = if self.chance.percent(65) {
            self.chance.between(20, 60_000)
        } else {
            self.chance.between(60_000, 1_600_000)
        };
        self.time += Duration::from_millis(millis);
    }

    fn now(&mut self, who: usize, act: Act) {
        self.story.push((self.time, Step::Of(who, act)));
    }

    fn later(&mut self, seconds: u64, who: usize, act: Act) {
        let at = self.time + secs(seconds);
        self.story.push((at, Step::Of(who, act)));
    }

    fn both(&mut self, seconds: u64, event: Event) {
        let at = self.time + secs(seconds);
        self.story.push((at, Step::Computer(event)));
    }

    /// Faults of the way, for a while.
    fn weather(&mut self, who: usize) {
        let mut weather = fair();
        for _ in 0..self.chance.between(1, 4) {
            let Some(hazard) = self.chance.pick(&Hazard::ALL) else {
                return;
            };
            let rate = match hazard {
                Hazard::LoginPage | Hazard::SignedOut => self.chance.between(2, 40),
                Hazard::ServerLater | Hazard::ThrottledLater => self.chance.between(20, 200),
                Hazard::Cut
                | Hazard::Forbidden
                | Hazard::Gone
                | Hazard::Late
                | Hazard::LoginRedirect
                | Hazard::Lost
                | Hazard::Offline
                | Hazard::Server
                | Hazard::Slow
                | Hazard::Throttled
                | Hazard::Truncated
                | Hazard::Twice
                | Hazard::Unreached => self.chance.between(50, 900),
            };
            weather.0.insert(hazard, rate);
        }
        self.now(who, Act::Weather(weather));
        let clears = self.chance.between(20, 2_400);
        self.later(clears, who, Act::Weather(fair()));
    }

    fn pinned(&mut self, who: usize) -> Option<Target> {
        if self.chance.percent(25) {
            return self.environment().map(card);
        }
        let pinned = &self.accounts[who].pinned;
        self.chance.pick(pinned).map(op)
    }

    fn environment(&mut self) -> Option<i64> {
        self.chance.pick(&[1, 2, 3, 4, 5, 6])
    }
}

/// No way is without faults.
fn fair() -> Weather {
    let rates = [
        (Hazard::Cut, 3),
        (Hazard::Late, 20),
        (Hazard::LoginRedirect, 1),
        (Hazard::Lost, 2),
        (Hazard::Offline, 1),
        (Hazard::Server, 2),
        (Hazard::Slow, 5),
        (Hazard::Throttled, 1),
        (Hazard::Truncated, 1),
        (Hazard::Twice, 5),
        (Hazard::Unreached, 1),
    ];
    Weather(rates.into())
}
