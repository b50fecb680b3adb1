//! Asks a running gateway for its health, for a container's or a supervisor's check; no other program is needed.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use axum::body::Body;
use axum::http::header::HOST;
use axum::http::{Request, StatusCode};
use http_body_util::{BodyExt, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use monitor_wire::Health;
use tokio::net::TcpStream;

use crate::config::Config;

/// What the gateway with this configuration says of itself; an error where none answers.
pub async fn ask_health(config: &Config) -> Result<Health> {
    let (address, path) = place(config)?;
    let asked = tokio::time::timeout(PATIENCE, ask(address, path)).await;
    let asked = asked.with_context(|| format!("{address} did not answer in time"))?;
    asked.with_context(|| format!("Failed to ask {address}"))
}

fn place(config: &Config) -> Result<(SocketAddr, &'static str)> {
    if let Some(address) = config.server.metrics_listen {
        return Ok((reachable(address), "/health"));
    }
    if config.server.tls.is_some() {
        bail!("set server.metrics_listen: with TLS, health is asked there");
    }
    Ok((reachable(config.listen), "/api/v1/health"))
}

/// Whoever listens on every address listens on loopback too.
fn reachable(address: SocketAddr) -> SocketAddr {
    if !address.ip().is_unspecified() {
        return address;
    }
    let loopback: IpAddr = match address {
        SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
        SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    };
    SocketAddr::new(loopback, address.port())
}

async fn ask(address: SocketAddr, path: &str) -> Result<Health> {
    let stream = TcpStream::connect(address).await?;
    let (mut requests, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let connection = tokio::spawn(connection);
    let request = Request::get(path)
        .header(HOST, address.to_string())
        .body(Body::empty())?;
    let answer = requests.send_request(request).await?;
    let status = answer.status();
    ensure!(status == StatusCode::OK, "the answer was {status}");
    let body = Limited::new(answer.into_body(), LARGEST).collect().await;
    let body = body.map_err(anyhow::Error::from_boxed)?.to_bytes();
    connection.abort();
    Ok(serde_json::from_slice(&body)?)
}

const PATIENCE: Duration = Duration::from_secs(5);
const LARGEST: usize = 4096;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn health_is_asked_where_it_can_be_answered() {
        let mut config = Config::sqlite("a.db", "b.db");
        config.listen = "0.0.0.0:8787".parse().unwrap();
        let asked = |config: &Config| {
            let (address, path) = place(config).ok()?;
            Some(format!("{address}{path}"))
        };

        assert_eq!(
            asked(&config).as_deref(),
            Some("127.0.0.1:8787/api/v1/health")
        );
        config.server.tls = Some(super::super::settings::TlsFiles {
            certificate: "c.pem".into(),
            key: "k.pem".into(),
        });
        assert_eq!(asked(&config), None);
        config.server.metrics_listen = Some("[::]:9787".parse().unwrap());
        assert_eq!(asked(&config).as_deref(), Some("[::1]:9787/health"));
    }
}
