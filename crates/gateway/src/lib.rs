//! A read-only JSON server over TenantAtlas' database: the contract of `monitor-wire` under `/api/v1`.
//!
//! It never writes to TenantAtlas, keeps no copy of it, and starts nothing there. Its own state is its tokens.

mod access_log;
mod app;
mod auth;
mod check;
mod config;
mod defaults;
mod describe;
mod edge;
mod endpoints;
mod expected;
#[doc(hidden)]
pub mod fuzzing;
mod observer;
mod openapi;
mod refusal;
mod rights;
mod router;
mod rules;
mod serving;
mod step;
mod store;
mod tokens;
mod version;
mod web;

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use tokio::net::TcpListener;

pub use check::{Report, check};
#[cfg(feature = "postgres")]
pub use config::PostgresAddress;
pub use config::{
    Capabilities, Config, Database, DatabasePool, Given, InvalidDatabase, Limits, OPERATIONS_VIEW,
    REVIEW_PACK_VIEW, Thresholds,
};
pub use openapi::openapi;
pub use serving::{Rate, Server, TlsFiles, ask_health};
pub use tokens::{Issued, Token, Tokens};
pub use web::WebTemplates;

use crate::app::App;
use crate::serving::Serving;

/// The server, ready to serve. Cheap to clone.
#[derive(Clone)]
pub struct Gateway {
    app: Arc<App>,
    serving: Arc<Serving>,
}

impl Gateway {
    /// Opens the product's database for reading and the gateway's own file, which is made where missing.
    pub async fn open(config: Config) -> Result<Self> {
        let app = App::open(config).await?;
        let serving = Serving::new(&app.config, app.metrics.clone())?;
        Ok(Self {
            app: Arc::new(app),
            serving: Arc::new(serving),
        })
    }

    pub fn tokens(&self) -> &Tokens {
        &self.app.tokens
    }

    /// How many watches are held right now.
    pub fn held_watches(&self) -> usize {
        self.app.observer.held()
    }

    /// How often each statement was sent to the product's database.
    pub fn statements(&self) -> BTreeMap<&'static str, u64> {
        self.app.metrics.statements()
    }

    pub fn router(&self) -> Router {
        router::router(Arc::clone(&self.app), &self.serving)
    }

    /// For connections from now on; without TLS there is nothing to do.
    pub fn reload_certificate(&self) -> Result<()> {
        self.serving.reload_certificate()
    }

    /// Serves until `shutdown`; then held watches answer at once and open requests get ten seconds to end.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> Result<()> {
        let operator = serving::operator_listener(&self.app.config).await?;
        self.serve_with_operator(listener, operator, shutdown).await;
        Ok(())
    }

    /// As `serve`, with `/metrics` and `/health` on that listener instead of the configured address.
    pub async fn serve_with_operator(
        self,
        listener: TcpListener,
        operator: Option<TcpListener>,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) {
        serving::serve(&self, listener, operator, shutdown).await;
        if let Err(error) = self.app.tokens.write_uses().await {
            tracing::warn!(%error, "the last uses of tokens cannot be written down");
        }
    }
}

/// Returns once the server stops.
pub(crate) async fn stopped(stopping: &mut tokio::sync::watch::Receiver<bool>) {
    // The sender lives as long as the server; were it gone, the server stopped as well.
    let _ = stopping.wait_for(|stop| *stop).await;
}
