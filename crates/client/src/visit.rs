//! The way to the server, for whoever examines it: one plain question, whether TLS held, and which proxy is in between.
//!
//! Nothing here is part of everyday polling, which asks through core's port. Of a proxy only host and port are told: its
//! address may carry a user name and a password.

use std::time::Duration;

use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use monitor_core::ports::{Ask, Observation};
use monitor_core::{Distrust, Fault};
use reqwest::Response;

use crate::{Client, Server, decode, prepared, read, server};

/// What came of asking the server once who the token speaks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    pub answer: Result<Observation, Fault>,
    pub way: Way,
}

/// How far the question came.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Way {
    /// Something answered; on HTTPS with a certificate that is trusted here.
    Answered,
    /// No connection, or none that lasted.
    Cut,
    /// The server, or its proxy, showed a certificate that is not trusted here.
    Untrusted(Distrust),
}

/// What a request passes on its way.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Route {
    /// No proxy is set for this server.
    Direct,
    /// The server is on this computer: whatever proxy is set is passed over.
    Local,
    /// Its host, and its port where one is given.
    Proxy(String),
}

impl Client {
    /// Asks `GET /me` once, past the monitor.
    pub async fn visit(&self) -> Visit {
        let request = self.http.get(self.server.url("/me"));
        let request = prepared(request, Ask::Account.lane(), Duration::ZERO);
        let sent = self.send(request).await;
        let way = way(&sent);
        let answer = read(sent).await.and_then(decode::scope);
        Visit { answer, way }
    }

    /// By the same rules that its requests follow.
    #[must_use]
    pub fn route(&self) -> Route {
        self.server.route_by(&self.proxies)
    }
}

impl Server {
    fn route_by(&self, proxies: &Matcher) -> Route {
        if self.is_loopback() {
            return Route::Local;
        }
        let proxy = self.proxy_by(proxies);
        let host = proxy.as_ref().and_then(|proxy| {
            let (host, port) = (proxy.uri().host()?, proxy.uri().port_u16());
            Some(port.map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
        });
        host.map_or(Route::Direct, Route::Proxy)
    }

    /// Whether what a request meets first is on this computer: the server itself, or the proxy on the way.
    pub(crate) fn is_met_here(&self, proxies: &Matcher) -> bool {
        if self.is_loopback() {
            return true;
        }
        let proxy = self.proxy_by(proxies);
        let host = proxy.as_ref().and_then(|proxy| proxy.uri().host());
        host.is_some_and(server::is_here)
    }

    fn proxy_by(&self, proxies: &Matcher) -> Option<Intercept> {
        let address = self.as_str().parse().ok();
        address.and_then(|address| proxies.intercept(&address))
    }
}

fn way(sent: &Result<Response, Fault>) -> Way {
    match sent {
        Ok(_) => Way::Answered,
        Err(Fault::Untrusted(why)) => Way::Untrusted(*why),
        Err(
            Fault::Forbidden
            | Fault::Gone
            | Fault::Offline
            | Fault::Proxy { .. }
            | Fault::Server { .. }
            | Fault::SignedOut
            | Fault::Throttled { .. }
            | Fault::Unreached
            | Fault::Unreadable,
        ) => Way::Cut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route(server: &str, proxies: &Matcher) -> Route {
        Server::parse(server).expect("an address").route_by(proxies)
    }

    #[test]
    fn a_proxy_is_named_by_its_host_alone() {
        let proxies = Matcher::builder()
            .https("http://ann:canary@proxy.example.com:3128/path")
            .no("inside.example.com")
            .build();
        let proxy = Route::Proxy("proxy.example.com:3128".to_owned());
        assert_eq!(route("https://atlas.example.com", &proxies), proxy);
        assert_eq!(
            route("https://atlas.inside.example.com", &proxies),
            Route::Direct
        );
    }

    #[test]
    fn nothing_between_two_programs_of_one_computer_is_a_proxy() {
        let proxies = Matcher::builder().all("http://proxy.example.com").build();
        assert_eq!(route("http://127.0.0.1:8790", &proxies), Route::Local);
        let proxy = Route::Proxy("proxy.example.com".to_owned());
        assert_eq!(route("https://atlas.example.com", &proxies), proxy);
    }

    #[test]
    fn what_a_request_meets_first_is_the_proxy_where_there_is_one() {
        let met_here = |server: &str, proxies: &Matcher| {
            let server = Server::parse(server).expect("an address");
            server.is_met_here(proxies)
        };
        let none = Matcher::builder().build();
        let far = Matcher::builder().all("http://proxy.example.com").build();
        assert!(met_here("http://[::1]:8790", &far));
        assert!(!met_here("https://atlas.example.com", &none));
        assert!(!met_here("https://atlas.example.com", &far));
        for here in [
            "http://localhost:3128",
            "socks5h://127.0.0.1:1080",
            "http://[::1]:3128",
        ] {
            let near = Matcher::builder().all(here).build();
            assert!(met_here("https://atlas.example.com", &near), "{here}");
        }
    }

    #[test]
    fn without_a_proxy_the_way_is_direct() {
        let none = Matcher::builder().build();
        assert_eq!(route("https://atlas.example.com", &none), Route::Direct);
    }
}
