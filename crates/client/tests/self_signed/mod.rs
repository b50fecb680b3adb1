//! A server's end of TLS, with a certificate that nobody vouches for.

use std::sync::Arc;

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// For `127.0.0.1`; the fresh certificate comes back in PEM form.
pub(crate) fn acceptor() -> (TlsAcceptor, String) {
    let fresh = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    let key = PrivatePkcs8KeyDer::from(fresh.signing_key.serialize_der());
    let provider = Arc::new(ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![fresh.cert.der().clone()], PrivateKeyDer::Pkcs8(key))
        .unwrap();
    (TlsAcceptor::from(Arc::new(config)), fresh.cert.pem())
}
