//! The way to the server and back: what becomes of a request is decided when it leaves, from a seed, the time and the
//! lane alone. So it stays the same when something else in a story is left out.

use std::collections::BTreeMap;
use std::time::Duration;

use monitor_core::Fault;

use super::{Form, Judge};
use crate::chance::Chance;

/// What can become of a request instead of a prompt answer.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Hazard {
    /// Cut while the server holds it.
    Cut,
    Forbidden,
    Gone,
    /// It was cancelled, and its answer comes all the same.
    Late,
    /// 200 with a page for people: of a captive portal, or of a login to which something on the way followed a redirect.
    LoginPage,
    /// A redirect to such a page, which the client does not follow.
    LoginRedirect,
    /// Nothing comes back.
    Lost,
    /// This computer has no network.
    Offline,
    /// 5xx
    Server,
    /// 5xx with `Retry-After`
    ServerLater,
    SignedOut,
    Slow,
    /// 429
    Throttled,
    /// 429 with `Retry-After`
    ThrottledLater,
    /// Half an answer.
    Truncated,
    /// The answer comes twice.
    Twice,
    /// The server does not answer, or nothing leads to it.
    Unreached,
}

impl Hazard {
    pub const ALL: [Self; 17] = [
        Self::Cut,
        Self::Forbidden,
        Self::Gone,
        Self::Late,
        Self::LoginPage,
        Self::LoginRedirect,
        Self::Lost,
        Self::Offline,
        Self::Server,
        Self::ServerLater,
        Self::SignedOut,
        Self::Slow,
        Self::Throttled,
        Self::ThrottledLater,
        Self::Truncated,
        Self::Twice,
        Self::Unreached,
    ];
}

/// How often in a thousand times each hazard strikes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Weather(pub BTreeMap<Hazard, u64>);

/// Decided when a request leaves.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Fate {
    pub hazard: Option<Hazard>,
    pub end: End,
    /// How much longer than usual the answer is under way.
    pub delay: Duration,
    /// In which form the server asks for a pause.
    pub(crate) asked: Option<Form>,
}

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum End {
    #[default]
    Answered,
    /// Held longer than this it ends without an answer.
    Cut(Duration),
    Fault(Fault),
    Lost,
}

impl Judge {
    /// Counts what strikes.
    pub(super) fn handle_fate(&mut self, fate: Fate) {
        if !self.is_on {
            return;
        }
        if let Some(hazard) = fate.hazard {
            *self.struck.entry(hazard).or_default() += 1;
        }
        if let Some(form) = fate.asked {
            *self.pauses.entry(form).or_default() += 1;
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct Way {
    pub seed: u64,
    pub weather: Weather,
}

impl Way {
    /// `wait` is how long the server may hold it.
    #[must_use]
    pub fn fate(&self, at: Duration, lane: &str, wait: Duration) -> Fate {
        if self.weather.0.is_empty() {
            return Fate::default();
        }
        let letters = lane.bytes().fold(0_u64, |sum, byte| {
            sum.wrapping_mul(31).wrapping_add(u64::from(byte))
        });
        let place = u64::try_from(at.as_nanos()).unwrap_or(u64::MAX) ^ letters.rotate_left(40);
        let mut chance = Chance::at(self.seed, place);
        let hazard = self.drawn(&mut chance);
        let delay = Duration::from_millis(chance.below(120));
        let Some(hazard) = hazard else {
            return Fate {
                delay,
                ..Fate::default()
            };
        };
        fate_of(hazard, delay, wait, &mut chance)
    }

    fn drawn(&self, chance: &mut Chance) -> Option<Hazard> {
        let mut left = chance.below(1_000);
        for (hazard, rate) in &self.weather.0 {
            if left < *rate {
                return Some(*hazard);
            }
            left -= rate;
        }
        None
    }
}

fn fate_of(hazard: Hazard, delay: Duration, wait: Duration, chance: &mut Chance) -> Fate {
    let struck = |end| Fate {
        hazard: Some(hazard),
        end,
        delay,
        asked: None,
    };
    match hazard {
        // What nobody holds cannot be cut while it is held.
        Hazard::Cut if wait.is_zero() => Fate {
            delay,
            ..Fate::default()
        },
        Hazard::Cut => struck(End::Cut(wait.mul_f64(share(chance)))),
        Hazard::Forbidden => struck(End::Fault(Fault::Forbidden)),
        Hazard::Gone => struck(End::Fault(Fault::Gone)),
        Hazard::Late | Hazard::Twice => struck(End::Answered),
        Hazard::LoginPage | Hazard::SignedOut => struck(End::Fault(Fault::SignedOut)),
        Hazard::LoginRedirect | Hazard::Truncated => struck(End::Fault(Fault::Unreadable)),
        Hazard::Lost => struck(End::Lost),
        Hazard::Offline => struck(End::Fault(Fault::Offline)),
        Hazard::Server => struck(End::Fault(Fault::Server { retry_after: None })),
        Hazard::ServerLater => {
            let (asked, retry_after) = pause(chance);
            Fate {
                asked,
                ..struck(End::Fault(Fault::Server { retry_after }))
            }
        }
        Hazard::Slow => Fate {
            delay: Duration::from_millis(chance.between(200, 22_000)),
            ..struck(End::Answered)
        },
        Hazard::Throttled => struck(End::Fault(Fault::Throttled { retry_after: None })),
        Hazard::ThrottledLater => {
            let (asked, retry_after) = pause(chance);
            Fate {
                asked,
                ..struck(End::Fault(Fault::Throttled { retry_after }))
            }
        }
        Hazard::Unreached => struck(End::Fault(Fault::Unreached)),
    }
}

fn share(chance: &mut Chance) -> f64 {
    f64::from(u32::try_from(chance.below(1_000)).unwrap_or(0)) / 1_000.0
}

/// Mostly in seconds, and else in any form, by a server whose clock may be hours off. Long ones are rare, so that a day has
/// something else in it.
fn pause(chance: &mut Chance) -> (Option<Form>, Option<Duration>) {
    let form = if chance.percent(60) {
        Some(Form::Seconds)
    } else {
        chance.pick(&Form::ALL)
    };
    let seconds = chance.pick(&[1, 2, 5, 10, 30, 60, 120, 600, 5_000]);
    let seconds = seconds.filter(|seconds| *seconds <= 120 || chance.percent(30));
    let ahead = chance.pick(&[-7_200, -600, -30, 30, 600, 7_200]);
    let pause = form.and_then(|form| form.pause(seconds.unwrap_or(20), ahead.unwrap_or(0)));
    (form, pause)
}
