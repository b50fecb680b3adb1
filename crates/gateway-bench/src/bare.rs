//! What the gateway is compared with: an axum server that answers the same two questions with fixed answers of the
//! same size, and does nothing else.

use std::net::Ipv4Addr;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_TYPE, ETAG, HeaderName, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::IntoResponse;
use axum::routing::{get, post};
use axum::serve::ListenerExt;
use clap::Args;
use tokio::net::TcpListener;

#[derive(Args)]
pub(crate) struct Bare {
    /// How long the answer to a watch is.
    #[arg(long, value_name = "BYTES")]
    watch_bytes: usize,
}

impl Bare {
    pub(crate) async fn serve(&self) -> Result<()> {
        let router = Router::new()
            .route("/api/v1/operations/{id}", get(unchanged))
            .route("/api/v1/watch", post(nothing_new))
            .with_state(Bytes::from("x".repeat(self.watch_bytes)));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.context("Failed to listen")?;
        println!("{}", listener.local_addr()?);
        let listener = listener.tap_io(|stream| {
            // Where the system refuses, small answers leave a little later.
            let _ = stream.set_nodelay(true);
        });
        axum::serve(listener, router).await?;
        Ok(())
    }
}

async fn unchanged() -> impl IntoResponse {
    let tag = (ETAG, "\"0123456789abcdef0123456789abcdef\"");
    let [cached, sniffed, varies] = safety();
    (StatusCode::NOT_MODIFIED, [tag, cached, sniffed, varies])
}

/// The question is read, as any handler must.
async fn nothing_new(State(answer): State<Bytes>, _question: Bytes) -> impl IntoResponse {
    let kind = (CONTENT_TYPE, "application/json");
    let [cached, sniffed, varies] = safety();
    ([kind, cached, sniffed, varies], answer)
}

/// The headers that every answer of the gateway has.
fn safety() -> [(HeaderName, &'static str); 3] {
    [
        (CACHE_CONTROL, "no-store"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (VARY, "authorization"),
    ]
}
