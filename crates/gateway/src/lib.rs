//! A read-only JSON server over TenantAtlas' database: the contract of `monitor-wire` under `/api/v1`.
//!
//! It never writes to TenantAtlas, keeps no copy of it, and starts nothing there. Its own state is its tokens.

mod access_log;
mod app;
mod auth;
mod config;
mod defaults;
mod describe;
mod edge;
mod endpoints;
mod expected;
mod openapi;
mod refusal;
mod router;
mod rules;
mod store;
mod tokens;
mod version;
mod web;

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use tokio::net::TcpListener;

pub use config::{Capabilities, Config, Limits, OPERATIONS_VIEW, REVIEW_PACK_VIEW, Thresholds};
pub use openapi::openapi;
pub use tokens::{Issued, Token, Tokens};
pub use web::WebTemplates;

use crate::app::App;

/// The server, ready to serve. Cheap to clone.
#[derive(Clone)]
pub struct Gateway {
    app: Arc<App>,
}

impl Gateway {
    /// Opens the product's database for reading and the gateway's own file, which is made where missing.
    pub async fn open(config: Config) -> Result<Self> {
        let app = App::open(config).await?;
        Ok(Self { app: Arc::new(app) })
    }

    pub fn tokens(&self) -> &Tokens {
        &self.app.tokens
    }

    /// How many watches are held right now.
    pub fn held_watches(&self) -> usize {
        self.app.config.limits.max_held - self.app.held.available_permits()
    }

    pub fn router(&self) -> Router {
        router::router(Arc::clone(&self.app))
    }

    /// Serves until `shutdown`; then held watches answer at once and open requests get ten seconds to end.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> Result<()> {
        let app = Arc::clone(&self.app);
        let stop = async move {
            shutdown.await;
            app.stopping.send_replace(true);
        };
        let mut stopping = self.app.stopping.subscribe();
        let overdue = async {
            stopped(&mut stopping).await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            served = axum::serve(listener, self.router()).with_graceful_shutdown(stop).into_future() => {
                served.context("Failed to serve")
            }
            () = overdue => {
                tracing::warn!("some requests did not end in time");
                Ok(())
            }
        }
    }
}

/// Returns once the server stops.
pub(crate) async fn stopped(stopping: &mut tokio::sync::watch::Receiver<bool>) {
    // The sender lives as long as the server; were it gone, the server stopped as well.
    let _ = stopping.wait_for(|stop| *stop).await;
}

const GRACE: Duration = Duration::from_secs(10);
