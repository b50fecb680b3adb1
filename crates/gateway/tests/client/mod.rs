//! Whoever asks a gateway over HTTP.

use reqwest::{Client, ClientBuilder};
use tokio_rustls::rustls::crypto::ring;

/// No proxy is between two programs of one computer.
pub(crate) fn builder() -> ClientBuilder {
    // Another test of this process may have been first.
    let _ = ring::default_provider().install_default();
    Client::builder().no_proxy()
}
