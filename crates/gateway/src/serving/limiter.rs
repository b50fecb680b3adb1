//! How many requests one token, or one address without a living token, may send; decided before anything is looked up.
//!
//! A token has a limit of its own from when it is recognised, which is before its first answer, as that may be held. So
//! nobody else's floods reach it, and the keys are never more than the tokens that were issued. Before that it counts for
//! the address it comes from, and only when it proves wrong: a company behind one address may start its desktops all at
//! once.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use governor::clock::Clock;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::Serving;
use super::metrics::Limited;
use super::peer::household;
use super::settings::Rate;
use crate::auth::bearer;
use crate::refusal::Refusal;
use crate::step::Step;
use crate::version;

pub(crate) struct Limiter {
    tokens: Option<DefaultKeyedRateLimiter<String>>,
    strangers: Option<DefaultKeyedRateLimiter<IpAddr>>,
    /// The digests of tokens that were recognised when last used.
    living: RwLock<HashSet<String>>,
    /// Until when the wrong tokens of an address are not looked at.
    shut_out: Mutex<HashMap<IpAddr, Instant>>,
}

/// Who a request counts for.
enum Sender {
    Living(String),
    /// Has a token, living or not.
    Unproven(String, IpAddr),
    Stranger(IpAddr),
}

/// Inside the access log, outside everything that costs.
#[derive(Clone)]
pub(crate) struct Limit(pub(crate) Arc<Serving>);

/// A request that was taken.
pub(crate) struct Admitted {
    serving: Arc<Serving>,
    sender: Sender,
}

/// Travels in a request whose token is not known to be alive, for whoever recognises it.
#[derive(Clone)]
pub(crate) struct Proof {
    serving: Arc<Serving>,
    digest: String,
}

impl Proof {
    pub(crate) fn given(&self) {
        self.serving.limiter.handle_recognised(&self.digest);
    }
}

impl Step for Limit {
    type Kept = Admitted;

    fn before(&self, request: &mut Request) -> Result<Admitted, Box<Response>> {
        let limiter = &self.0.limiter;
        let client = household(self.0.proxies.client(request));
        let digest = bearer(request.headers()).map(version::digest);
        let sender = limiter.sender(digest, client);
        if let Err((limited, wait)) = limiter.admit(&sender) {
            self.0.metrics.limited(limited);
            let refusal = Refusal::TooManyRequests(whole_seconds(wait));
            return Err(Box::new(refusal.into_response()));
        }
        let serving = Arc::clone(&self.0);
        if let Sender::Unproven(digest, _) = &sender {
            request.extensions_mut().insert(Proof {
                serving: Arc::clone(&serving),
                digest: digest.clone(),
            });
        }
        Ok(Admitted { serving, sender })
    }

    fn after(admitted: Admitted, response: Response) -> Response {
        let Admitted { serving, sender } = admitted;
        if response.status() == StatusCode::UNAUTHORIZED {
            serving.limiter.handle_wrong(&sender);
        }
        response
    }
}

impl Limiter {
    pub(crate) fn new(rate: &Rate) -> Self {
        Self {
            tokens: quota(rate.per_second, rate.burst).map(RateLimiter::keyed),
            strangers: quota(rate.strangers_per_second, rate.strangers_burst)
                .map(RateLimiter::keyed),
            living: RwLock::default(),
            shut_out: Mutex::default(),
        }
    }

    fn sender(&self, digest: Option<String>, client: IpAddr) -> Sender {
        let Some(digest) = digest else {
            return Sender::Stranger(client);
        };
        let living = self.living.read().unwrap_or_else(PoisonError::into_inner);
        if living.contains(&digest) {
            Sender::Living(digest)
        } else {
            Sender::Unproven(digest, client)
        }
    }

    /// Refuses with the time to wait.
    fn admit(&self, sender: &Sender) -> Result<(), (Limited, Duration)> {
        match sender {
            Sender::Living(digest) => {
                Self::spend(self.tokens.as_ref(), digest).map_err(|wait| (Limited::Token, wait))
            }
            Sender::Unproven(_, client) => self
                .shut_out_for(*client)
                .map_or(Ok(()), |wait| Err((Limited::Address, wait))),
            Sender::Stranger(client) => Self::spend(self.strangers.as_ref(), client)
                .map_err(|wait| (Limited::Address, wait)),
        }
    }

    fn handle_recognised(&self, digest: &str) {
        let mut living = self.living.write().unwrap_or_else(PoisonError::into_inner);
        living.insert(digest.to_owned());
    }

    /// Takes that the request was answered 401; its token may have been recognised before.
    fn handle_wrong(&self, sender: &Sender) {
        if let Sender::Living(digest) | Sender::Unproven(digest, _) = sender {
            let mut living = self.living.write().unwrap_or_else(PoisonError::into_inner);
            living.remove(digest);
        }
        if let Sender::Unproven(_, client) = sender {
            self.note_wrong(*client);
        }
    }

    fn note_wrong(&self, client: IpAddr) {
        if let Err(wait) = Self::spend(self.strangers.as_ref(), &client) {
            let mut shut_out = self.shut_out.lock().unwrap_or_else(PoisonError::into_inner);
            shut_out.insert(client, Instant::now() + wait);
        }
    }

    fn shut_out_for(&self, client: IpAddr) -> Option<Duration> {
        let shut_out = self.shut_out.lock().unwrap_or_else(PoisonError::into_inner);
        let until = shut_out.get(&client)?;
        let wait = until.saturating_duration_since(Instant::now());
        (!wait.is_zero()).then_some(wait)
    }

    fn spend<K: Clone + Eq + Hash>(
        limiter: Option<&DefaultKeyedRateLimiter<K>>,
        key: &K,
    ) -> Result<(), Duration> {
        let Some(limiter) = limiter else {
            return Ok(());
        };
        let spent = limiter.check_key(key);
        spent.map_err(|not_until| not_until.wait_time_from(limiter.clock().now()))
    }

    /// Forgets, for ever, whoever has not been near a limit for a while.
    pub(crate) async fn keep_small(&self) {
        loop {
            tokio::time::sleep(FORGET_EVERY).await;
            self.forget_the_quiet();
        }
    }

    fn forget_the_quiet(&self) {
        if let Some(tokens) = &self.tokens {
            tokens.retain_recent();
            tokens.shrink_to_fit();
        }
        if let Some(strangers) = &self.strangers {
            strangers.retain_recent();
            strangers.shrink_to_fit();
        }
        let mut shut_out = self.shut_out.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        shut_out.retain(|_, until| *until > now);
        shut_out.shrink_to_fit();
    }
}

fn quota(per_second: u32, burst: u32) -> Option<Quota> {
    let per_second = NonZeroU32::new(per_second)?;
    Some(Quota::per_second(per_second).allow_burst(NonZeroU32::new(burst)?))
}

/// Rounded up, so that whoever waits that long is taken.
fn whole_seconds(wait: Duration) -> u64 {
    wait.as_millis()
        .div_ceil(1000)
        .try_into()
        .unwrap_or(u64::MAX)
        .max(1)
}

const FORGET_EVERY: Duration = Duration::from_secs(60);

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    fn limiter() -> Limiter {
        Limiter::new(&Rate {
            per_second: 1,
            burst: 2,
            strangers_per_second: 1,
            strangers_burst: 2,
        })
    }

    /// Whether a request with this token was taken; a token that begins with `a` is alive.
    fn taken(limiter: &Limiter, token: Option<&str>) -> bool {
        let sender = limiter.sender(token.map(str::to_owned), HOME);
        let taken = limiter.admit(&sender).is_ok();
        if taken {
            match token.filter(|token| token.starts_with('a')) {
                Some(alive) => limiter.handle_recognised(alive),
                None => limiter.handle_wrong(&sender),
            }
        }
        taken
    }

    #[test]
    fn a_living_token_has_a_limit_of_its_own() {
        let limiter = limiter();

        let first = [(); 4].map(|()| taken(&limiter, Some("a1")));

        assert_eq!(first, [true, true, true, false]);
        assert!(taken(&limiter, Some("a2")));
    }

    #[test]
    fn wrong_tokens_are_limited_together_and_leave_the_living_ones_alone() {
        let limiter = limiter();
        assert!(taken(&limiter, Some("a1")));

        let wrong = ["w1", "w2", "w3", "w4"].map(|token| taken(&limiter, Some(token)));

        assert_eq!(wrong, [true, true, true, false]);
        assert!(taken(&limiter, Some("a1")));
        assert_eq!(limiter.living.read().unwrap().len(), 1);
        assert!(limiter.tokens.as_ref().unwrap().len() <= 1);
    }

    #[test]
    fn who_sends_no_token_is_limited_by_address() {
        let limiter = limiter();

        let none = [(); 3].map(|()| taken(&limiter, None));

        assert_eq!(none, [true, true, false]);
    }

    #[test]
    fn a_token_that_dies_on_its_way_is_known_as_wrong() {
        let limiter = limiter();
        let sender = limiter.sender(Some("a1".into()), HOME);
        limiter.handle_recognised("a1");

        limiter.handle_wrong(&sender);

        assert!(limiter.living.read().unwrap().is_empty());
    }

    #[test]
    fn a_rate_of_zero_is_no_limit() {
        let limiter = Limiter::new(&Rate {
            per_second: 0,
            burst: 1,
            strangers_per_second: 0,
            strangers_burst: 1,
        });

        assert!((0..100).all(|_| taken(&limiter, None) && taken(&limiter, Some("a1"))));
        assert!((0..100).all(|_| taken(&limiter, Some("w1"))));
    }

    #[test]
    fn the_quiet_are_forgotten() {
        let limiter = limiter();
        limiter
            .shut_out
            .lock()
            .unwrap()
            .insert(HOME, Instant::now());

        limiter.forget_the_quiet();

        assert!(limiter.shut_out.lock().unwrap().is_empty());
    }

    #[test]
    fn a_wait_is_told_in_whole_seconds_rounded_up() {
        for (millis, seconds) in [(1, 1), (1000, 1), (1001, 2), (0, 1)] {
            assert_eq!(whole_seconds(Duration::from_millis(millis)), seconds);
        }
    }
}
