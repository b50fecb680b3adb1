//! TLS from files, and a certificate that is replaced while the server runs.

use std::path::Path;

use reqwest::{Certificate, StatusCode};
use tenantatlas_gateway::TlsFiles;

use crate::world::World;

#[tokio::test]
async fn who_trusts_the_certificate_is_served() {
    let (world, certificate) = encrypted().await;

    assert_eq!(ask(&world, &certificate).await, Some(StatusCode::OK));
    let stranger = write_certificate(&world.dir.path().join("other"));
    assert_eq!(ask(&world, &stranger).await, None);
}

#[tokio::test]
async fn a_renewed_certificate_is_shown_from_then_on() {
    let (world, old) = encrypted().await;
    let renewed = write_certificate(world.dir.path());
    assert_eq!(ask(&world, &old).await, Some(StatusCode::OK));

    world.gateway.reload_certificate().unwrap();

    assert_eq!(ask(&world, &renewed).await, Some(StatusCode::OK));
    assert_eq!(ask(&world, &old).await, None);
}

#[tokio::test]
async fn a_certificate_that_cannot_be_read_changes_nothing() {
    let (world, certificate) = encrypted().await;
    std::fs::write(world.dir.path().join("key.pem"), "no key").unwrap();

    assert!(world.gateway.reload_certificate().is_err());

    assert_eq!(ask(&world, &certificate).await, Some(StatusCode::OK));
}

async fn encrypted() -> (World, String) {
    let mut certificate = String::new();
    let world = World::with(|config| {
        let own = config.state.parent().unwrap();
        certificate = write_certificate(own);
        config.server.tls = Some(TlsFiles {
            certificate: own.join("certificate.pem"),
            key: own.join("key.pem"),
        });
    })
    .await;
    (world, certificate)
}

/// A fresh self-signed certificate for loopback and its key; answers the certificate.
fn write_certificate(folder: &Path) -> String {
    let fresh = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join("certificate.pem"), fresh.cert.pem()).unwrap();
    std::fs::write(folder.join("key.pem"), fresh.signing_key.serialize_pem()).unwrap();
    fresh.cert.pem()
}

/// The status that a new client gets that trusts this certificate alone; none where it trusts the server not.
async fn ask(world: &World, certificate: &str) -> Option<StatusCode> {
    let trusted = Certificate::from_pem(certificate.as_bytes()).unwrap();
    let client = crate::client::builder().tls_certs_only([trusted]);
    let client = client.build().unwrap();
    let address = format!("https://{}/api/v1/health", world.address);
    let answer = client.get(address).send().await.ok()?;
    Some(answer.status())
}
