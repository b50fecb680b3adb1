//! A private authority, as companies have them, and the certificates it makes out.

use std::path::PathBuf;

use anyhow::Result;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, KeyUsagePurpose};

use super::World;

pub(crate) struct Authority {
    /// In PEM form.
    certificate: String,
    issuer: Issuer<'static, KeyPair>,
}

/// What a server shows, and the key that goes with it; both in PEM form.
pub(crate) struct Identity {
    pub(super) certificate: String,
    pub(super) key: String,
}

impl World {
    /// The authority's certificate in a file, as a company hands it out.
    pub(crate) fn certificate_file(&self, authority: &Authority) -> Result<PathBuf> {
        let file = self.folder.path().join("authority.pem");
        std::fs::write(&file, &authority.certificate)?;
        Ok(file)
    }

    /// Names the file with the authority's certificate in the settings; not while the app runs.
    pub(crate) fn trust(&self, authority: &Authority) -> Result<()> {
        let file = self.certificate_file(authority)?;
        self.change_settings(|settings| {
            settings["network"]["ca_file"] = file.display().to_string().into();
        })
    }
}

impl Authority {
    pub(crate) fn new() -> Result<Self> {
        let mut params = CertificateParams::new(Vec::<String>::new())?;
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        params
            .distinguished_name
            .push(DnType::CommonName, "Northwind IT");
        let key = KeyPair::generate()?;
        let certificate = params.self_signed(&key)?.pem();
        Ok(Self {
            certificate,
            issuer: Issuer::new(params, key),
        })
    }

    /// For a server of these names and addresses.
    pub(crate) fn identity(&self, names: &[&str]) -> Result<Identity> {
        let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
        let key = KeyPair::generate()?;
        let certificate = CertificateParams::new(names)?.signed_by(&key, &self.issuer)?;
        Ok(Identity {
            certificate: certificate.pem(),
            key: key.serialize_pem(),
        })
    }
}
