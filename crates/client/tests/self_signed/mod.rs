//! A server's end of TLS, with a certificate that nobody vouches for.

use std::sync::Arc;

use rcgen::{CertificateParams, KeyPair};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// For a name or an address; the fresh certificate comes back in PEM form.
pub(crate) fn acceptor(name: &str) -> (TlsAcceptor, String) {
    acceptor_of(&CertificateParams::new([name.to_owned()]).unwrap())
}

/// With names and dates as they are given.
pub(crate) fn acceptor_of(params: &CertificateParams) -> (TlsAcceptor, String) {
    let signing_key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&signing_key).unwrap();
    let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let provider = Arc::new(ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], PrivateKeyDer::Pkcs8(key))
        .unwrap();
    (TlsAcceptor::from(Arc::new(config)), certificate.pem())
}
