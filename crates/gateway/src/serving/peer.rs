//! Whose request it is, as an address: the connection's other end, or whom a trusted proxy names.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::extract::Request;
use axum::http::HeaderMap;
use ipnet::IpNet;

use super::forwarded::{Hop, forwarded, x_forwarded_for};

/// The other end of the connection that a request came by.
#[derive(Clone, Copy)]
pub(crate) struct Peer(pub(crate) IpAddr);

#[derive(Clone)]
pub(crate) struct Proxies {
    trusted: Vec<IpNet>,
}

impl Proxies {
    pub(crate) fn new(trusted: Vec<IpNet>) -> Self {
        Self { trusted }
    }

    /// Who sent the request, as far as it can be believed.
    pub(crate) fn client(&self, request: &Request) -> IpAddr {
        // A router that is called without a connection knows no peer; all such callers are one.
        let peer = request.extensions().get::<Peer>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0);
        self.named(peer.to_canonical(), request.headers())
    }

    /// A client that adds the header its proxy does not set makes the two disagree, and the proxy itself is taken.
    fn named(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        if !self.trusts(peer) {
            return peer;
        }
        match (forwarded(headers), x_forwarded_for(headers)) {
            (Some(hops), None) | (None, Some(hops)) => self.nearest_untrusted(peer, &hops),
            (Some(one), Some(other)) => {
                let named = self.nearest_untrusted(peer, &one);
                let agree = named == self.nearest_untrusted(peer, &other);
                if agree { named } else { peer }
            }
            (None, None) => peer,
        }
    }

    /// From the right, as long as the one who speaks is trusted.
    fn nearest_untrusted(&self, peer: IpAddr, hops: &[Hop]) -> IpAddr {
        let mut known = peer;
        for hop in hops.iter().rev() {
            let Some(address) = *hop else {
                return known;
            };
            known = address;
            if !self.trusts(address) {
                return known;
            }
        }
        known
    }

    pub(crate) fn trusts(&self, address: IpAddr) -> bool {
        self.trusted.iter().any(|net| net.contains(&address))
    }
}

/// What one customer of a network has for themselves: an IPv4 address, or 64 bits of an IPv6 address.
pub(crate) fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn client(peer: &str, headers: &[(&'static str, &'static str)]) -> String {
        let trusted = ["10.0.0.0/8", "2001:db8:1::/48"].map(|net| net.parse().unwrap());
        let mut request = Request::new(axum::body::Body::empty());
        for (name, value) in headers {
            let value = HeaderValue::from_static(value);
            request.headers_mut().append(*name, value);
        }
        request.extensions_mut().insert(Peer(peer.parse().unwrap()));
        Proxies::new(trusted.into()).client(&request).to_string()
    }

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let forwarded = [("forwarded", "for=192.0.2.1")];

        assert_eq!(client("203.0.113.9", &forwarded), "203.0.113.9");
        assert_eq!(client("10.0.0.1", &forwarded), "192.0.2.1");
        assert_eq!(client("::ffff:10.0.0.1", &forwarded), "192.0.2.1");
        assert_eq!(
            client("2001:db8:1::1", &[("x-forwarded-for", "192.0.2.1")]),
            "192.0.2.1"
        );
        assert_eq!(client("10.0.0.1", &[]), "10.0.0.1");
    }

    #[test]
    fn the_right_most_untrusted_hop_is_the_client() {
        for (said, expected) in [
            ("192.0.2.66, 192.0.2.1, 10.0.0.2, 10.0.0.3", "192.0.2.1"),
            ("192.0.2.66, unknown, 10.0.0.2", "10.0.0.2"),
            ("10.0.0.4, 10.0.0.2", "10.0.0.4"),
            ("junk", "10.0.0.1"),
        ] {
            assert_eq!(
                client("10.0.0.1", &[("x-forwarded-for", said)]),
                expected,
                "{said}"
            );
        }
    }

    #[test]
    fn two_headers_that_disagree_are_not_believed() {
        let one = ("forwarded", "for=192.0.2.1");

        assert_eq!(
            client("10.0.0.1", &[one, ("x-forwarded-for", "192.0.2.1")]),
            "192.0.2.1"
        );
        assert_eq!(
            client("10.0.0.1", &[one, ("x-forwarded-for", "192.0.2.2")]),
            "10.0.0.1"
        );
    }

    #[test]
    fn a_household_is_one_address_or_64_bits() {
        let household = |text: &str| household(text.parse().unwrap()).to_string();

        assert_eq!(household("192.0.2.1"), "192.0.2.1");
        assert_eq!(household("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    }
}
