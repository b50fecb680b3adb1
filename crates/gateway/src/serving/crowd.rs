//! How many connections each address has open, so that nobody alone fills the room.
//!
//! A trusted proxy speaks for many and is not counted. What is asked over the connections is the limiter's.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::peer::{Proxies, household};

pub(crate) struct Crowd {
    most: u32,
    proxies: Proxies,
    /// Of IPv6, by /64.
    open: Mutex<HashMap<IpAddr, u32>>,
}

/// A connection's place among those of its address, until dropped; a trusted proxy's needs none.
pub(crate) struct Guest(Option<(Arc<Crowd>, IpAddr)>);

impl Crowd {
    pub(crate) fn new(most: u32, proxies: Proxies) -> Arc<Self> {
        Arc::new(Self {
            most,
            proxies,
            open: Mutex::default(),
        })
    }

    /// None where the address has as many open as it may.
    pub(crate) fn enter(self: &Arc<Self>, peer: IpAddr) -> Option<Guest> {
        let peer = peer.to_canonical();
        if self.proxies.trusts(peer) {
            return Some(Guest(None));
        }
        let address = household(peer);
        let mut open = self.open();
        let count = open.entry(address).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(Guest(Some((Arc::clone(self), address))))
    }

    fn leave(&self, address: IpAddr) {
        let mut open = self.open();
        let Entry::Occupied(mut count) = open.entry(address) else {
            return;
        };
        *count.get_mut() -= 1;
        if *count.get() == 0 {
            count.remove();
        }
    }

    fn open(&self) -> MutexGuard<'_, HashMap<IpAddr, u32>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        if let Some((crowd, address)) = self.0.take() {
            crowd.leave(address);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crowd() -> Arc<Crowd> {
        let trusted = ["10.0.0.0/8".parse().unwrap()];
        Crowd::new(2, Proxies::new(trusted.into()))
    }

    fn enters(crowd: &Arc<Crowd>, peer: &str) -> Option<Guest> {
        crowd.enter(peer.parse().unwrap())
    }

    #[test]
    fn one_address_finds_no_more_places_and_every_other_does() {
        let crowd = crowd();
        let inside = ["192.0.2.1", "::ffff:192.0.2.1"].map(|peer| enters(&crowd, peer));

        assert!(inside.iter().all(Option::is_some));
        assert!(enters(&crowd, "192.0.2.1").is_none());
        assert!(enters(&crowd, "192.0.2.2").is_some());
    }

    #[test]
    fn a_network_of_ipv6_is_one_address() {
        let crowd = crowd();
        let inside = ["2001:db8::1", "2001:db8::2"].map(|peer| enters(&crowd, peer));

        assert!(inside.iter().all(Option::is_some));
        assert!(enters(&crowd, "2001:db8::3").is_none());
    }

    #[test]
    fn a_trusted_proxy_has_as_many_as_it_needs() {
        let crowd = crowd();
        let inside = [(); 9].map(|()| enters(&crowd, "10.0.0.7"));

        assert!(inside.iter().all(Option::is_some));
        assert!(crowd.open().is_empty());
    }

    #[test]
    fn who_leaves_makes_place_and_is_forgotten() {
        let crowd = crowd();
        let inside = [(); 2].map(|()| enters(&crowd, "192.0.2.1"));
        assert!(enters(&crowd, "192.0.2.1").is_none());

        drop(inside);

        assert!(crowd.open().is_empty());
        assert!(enters(&crowd, "192.0.2.1").is_some());
    }
}
