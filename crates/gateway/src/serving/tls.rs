//! TLS from a certificate's and a key's file, which can be read anew while the server runs.

use std::sync::{Arc, PoisonError, RwLock};

use anyhow::{Context, Result, ensure};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::settings::TlsFiles;

pub(crate) struct Tls {
    files: TlsFiles,
    current: RwLock<TlsAcceptor>,
}

impl Tls {
    pub(crate) fn load(files: TlsFiles) -> Result<Self> {
        let current = RwLock::new(acceptor(&files)?);
        Ok(Self { files, current })
    }

    /// For connections from now on. Where the files do not fit, the certificate stays as it was.
    pub(crate) fn reload(&self) -> Result<()> {
        let fresh = acceptor(&self.files)?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        Ok(())
    }

    pub(crate) fn acceptor(&self) -> TlsAcceptor {
        let current = self.current.read().unwrap_or_else(PoisonError::into_inner);
        current.clone()
    }
}

fn acceptor(files: &TlsFiles) -> Result<TlsAcceptor> {
    let TlsFiles { certificate, key } = files;
    let chain = chain(files)
        .with_context(|| format!("Failed to read the certificate {}", certificate.display()))?;
    let private = PrivateKeyDer::from_pem_file(key)
        .with_context(|| format!("Failed to read the private key {}", key.display()))?;
    let provider = Arc::new(ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .context("Failed to set up TLS")?
        .with_no_client_auth()
        .with_single_cert(chain, private)
        .context("The certificate and the private key do not fit")?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    // Desktops that return all at once need no full handshake, and the server remembers none of them.
    config.ticketer = ring::Ticketer::new().context("Failed to set up TLS tickets")?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn chain(files: &TlsFiles) -> Result<Vec<CertificateDer<'static>>> {
    let certificates = CertificateDer::pem_file_iter(&files.certificate)?;
    let chain = certificates.collect::<Result<Vec<_>, _>>()?;
    ensure!(!chain.is_empty(), "there is no certificate in it");
    Ok(chain)
}
