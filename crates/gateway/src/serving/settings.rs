//! What an administrator decides about serving: addresses, certificates, proxies and limits. Holds no secrets.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Result, ensure};
use ipnet::IpNet;
use serde::Deserialize;

/// The defaults stand in `defaults.rs`.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    /// Where `/metrics` and `/health` answer, without TLS and without sign-in; nowhere, where absent.
    pub metrics_listen: Option<SocketAddr>,
    /// Absent, the gateway speaks plain HTTP.
    pub tls: Option<TlsFiles>,
    /// Whose word about the client's address is taken.
    pub trusted_proxies: Vec<IpNet>,
    /// Open at once; one more is answered 503 and closed.
    pub max_connections: u32,
    /// Of one address, but for trusted proxies; of IPv6, of one /64.
    pub max_connections_per_address: u32,
    /// For the whole head of a request, and for a TLS handshake.
    pub header_seconds: u32,
    /// For the whole body of a request.
    pub body_seconds: u32,
    /// How long a connection stays open between two requests.
    pub idle_seconds: u32,
    /// How long a client may take in nothing of its answer.
    pub stall_seconds: u32,
    pub rate: Rate,
}

#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(deny_unknown_fields)]
pub struct TlsFiles {
    /// PEM: the server's certificate, then those that vouch for it.
    pub certificate: PathBuf,
    /// PEM: its private key.
    pub key: PathBuf,
}

/// How many requests are taken. A rate of zero lifts its limit.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq)]
#[serde(default, deny_unknown_fields)]
pub struct Rate {
    /// Of one token.
    pub per_second: u32,
    pub burst: u32,
    /// Without a token, and with one that proves wrong: of one address.
    pub strangers_per_second: u32,
    pub strangers_burst: u32,
}

impl Server {
    pub(crate) fn check(&self) -> Result<()> {
        for (name, value) in [
            ("max_connections", self.max_connections),
            (
                "max_connections_per_address",
                self.max_connections_per_address,
            ),
            ("header_seconds", self.header_seconds),
            ("body_seconds", self.body_seconds),
            ("idle_seconds", self.idle_seconds),
            ("stall_seconds", self.stall_seconds),
            ("rate.burst", self.rate.burst),
            ("rate.strangers_burst", self.rate.strangers_burst),
        ] {
            ensure!(value > 0, "server.{name} must be more than zero");
        }
        ensure!(
            self.max_connections <= MOST_CONNECTIONS,
            "server.max_connections must be at most {MOST_CONNECTIONS}"
        );
        Ok(())
    }
}

pub(crate) fn seconds(seconds: u32) -> Duration {
    Duration::from_secs(u64::from(seconds))
}

/// Far more than one address has ports for, and less than any system's semaphore counts.
const MOST_CONNECTIONS: u32 = 1_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_configured_field_by_field() {
        let text = "trusted_proxies = ['10.0.0.0/8', '2001:db8::1/128']\nheader_seconds = 3\n\
            [rate]\nburst = 7\n[tls]\ncertificate = 'c.pem'\nkey = 'k.pem'";
        let server: Server = toml::from_str(text).unwrap();

        let expected = Server {
            trusted_proxies: ["10.0.0.0/8", "2001:db8::1/128"]
                .map(|net| net.parse().unwrap())
                .into(),
            header_seconds: 3,
            rate: Rate {
                burst: 7,
                ..Rate::default()
            },
            tls: Some(TlsFiles {
                certificate: "c.pem".into(),
                key: "k.pem".into(),
            }),
            ..Server::default()
        };
        assert_eq!(server, expected);
        server.check().unwrap();
    }

    #[test]
    fn a_bound_of_zero_is_refused() {
        let server = Server {
            idle_seconds: 0,
            ..Server::default()
        };

        let error = server.check().unwrap_err();

        assert_eq!(
            error.to_string(),
            "server.idle_seconds must be more than zero"
        );
    }
}
