//! The way to the server, for whoever examines it: one plain question, whether TLS held, and which proxy is in between.
//!
//! Nothing here is part of everyday polling, which asks through core's port. Of a proxy only host and port are told: its
//! address may carry a user name and a password.

use std::time::Duration;

use hyper_util::client::proxy::matcher::Matcher;
use monitor_core::ports::{Ask, Observation};
use monitor_core::{Distrust, Fault};
use reqwest::Response;

use crate::{Client, Server, decode, prepared, read, trouble};

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
        let sent = prepared(request, Ask::Account.lane(), Duration::ZERO)
            .send()
            .await;
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
        let address = self.as_str().parse().ok();
        let proxy = address.and_then(|address| proxies.intercept(&address));
        let host = proxy.as_ref().and_then(|proxy| {
            let (host, port) = (proxy.uri().host()?, proxy.uri().port_u16());
            Some(port.map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
        });
        host.map_or(Route::Direct, Route::Proxy)
    }
}

fn way(sent: &reqwest::Result<Response>) -> Way {
    match sent {
        Ok(_) => Way::Answered,
        Err(error) => match trouble::fault_of(error) {
            Fault::Untrusted(why) => Way::Untrusted(why),
            Fault::Forbidden
            | Fault::Gone
            | Fault::Offline
            | Fault::Proxy { .. }
            | Fault::Server { .. }
            | Fault::SignedOut
            | Fault::Throttled { .. }
            | Fault::Unreadable => Way::Cut,
        },
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
    fn without_a_proxy_the_way_is_direct() {
        let none = Matcher::builder().build();
        assert_eq!(route("https://atlas.example.com", &none), Route::Direct);
    }
}
