//! How the gateway serves: who gets in, how long anything may take, how much one client may ask, and what is counted.
//!
//! Knows nothing of TenantAtlas; what is answered is the router's.

mod ask;
mod connection;
mod counting;
mod crowd;
mod door;
mod forwarded;
mod limiter;
mod metrics;
mod operator;
mod paced;
mod peer;
mod settings;
mod slow_body;
mod tls;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use tokio::net::TcpListener;
use tokio::sync::watch;

pub use self::ask::ask_health;
pub(crate) use self::counting::Count;
pub(crate) use self::limiter::{Limit, Proof};
pub(crate) use self::metrics::Metrics;
pub use self::settings::{Rate, Server, TlsFiles};
pub(crate) use self::slow_body::CapBodyTime;

use self::connection::{Phase, Terms};
use self::crowd::Crowd;
use self::door::Door;
use self::limiter::Limiter;
use self::paced::Bounds;
use self::peer::Proxies;
use self::settings::seconds;
use self::tls::Tls;
use crate::Gateway;
use crate::config::Config;

/// What the layers around the router and the connections share.
pub(crate) struct Serving {
    pub(crate) metrics: Metrics,
    limiter: Limiter,
    proxies: Proxies,
    tls: Option<Arc<Tls>>,
    body_time: Duration,
}

impl Serving {
    pub(crate) fn new(config: &Config, metrics: Metrics) -> Result<Self> {
        let server = &config.server;
        let tls = server.tls.clone().map(Tls::load).transpose()?;
        Ok(Self {
            metrics,
            limiter: Limiter::new(&server.rate),
            proxies: Proxies::new(server.trusted_proxies.clone()),
            tls: tls.map(Arc::new),
            body_time: seconds(server.body_seconds),
        })
    }

    pub(crate) fn reload_certificate(&self) -> Result<()> {
        self.tls.as_ref().map_or(Ok(()), |tls| tls.reload())
    }
}

/// Where the operator's address is configured, a listener on it.
pub(crate) async fn operator_listener(config: &Config) -> Result<Option<TcpListener>> {
    let Some(address) = config.server.metrics_listen else {
        return Ok(None);
    };
    let listener = TcpListener::bind(address).await;
    let listener = listener.with_context(|| format!("Failed to listen on {address}"))?;
    Ok(Some(listener))
}

/// Serves until `shutdown`, then lets open requests end. Dropped, it ends every connection at once.
pub(crate) async fn serve(
    gateway: &Gateway,
    listener: TcpListener,
    operator: Option<TcpListener>,
    shutdown: impl Future<Output = ()>,
) {
    let (phase, _) = watch::channel(Phase::Serving);
    let server = &gateway.app.config.server;
    let room = server.max_connections;
    let proxies = gateway.serving.proxies.clone();
    let api = Door::new(
        terms(gateway, gateway.router(), gateway.serving.metrics.clone()),
        gateway.serving.tls.clone(),
        room,
        Crowd::new(server.max_connections_per_address, proxies),
    );
    // What becomes of the operator's own connections is not counted.
    let operators = Door::new(
        terms(gateway, operator::router(gateway.clone()), Metrics::new()),
        None,
        OPERATORS,
        Crowd::new(OPERATORS, Proxies::new(Vec::new())),
    );
    let for_operators = async {
        match operator {
            Some(listener) => operators.attend(listener, &phase).await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        () = shutdown => {}
        () = api.attend(listener, &phase) => {}
        () = for_operators => {}
        () = gateway.serving.limiter.keep_small() => {}
    }
    tracing::info!("stopping");
    // The connections first: what is held is answered with word that its connection closes.
    phase.send_replace(Phase::Draining);
    gateway.app.stopping.send_replace(true);
    if tokio::time::timeout(GRACE, api.until_empty(room))
        .await
        .is_err()
    {
        tracing::warn!("some requests did not end in time");
    }
}

fn terms(gateway: &Gateway, router: Router, metrics: Metrics) -> Terms {
    let Config { server, limits, .. } = &*gateway.app.config;
    Terms {
        router,
        bounds: Bounds {
            head: seconds(server.header_seconds),
            idle: seconds(server.idle_seconds),
            stall: seconds(server.stall_seconds),
        },
        buffer_bytes: limits.max_header_bytes.saturating_add(REQUEST_LINE_BYTES),
        metrics,
    }
}

/// For open requests, once the server stops.
const GRACE: Duration = Duration::from_secs(10);
/// Connections for `/metrics` and `/health`.
const OPERATORS: u32 = 16;
/// Over the headers' own cap, so that a little too much is answered with a problem. hyper asks for 8 KiB at least.
const REQUEST_LINE_BYTES: usize = 16 * 1024;
