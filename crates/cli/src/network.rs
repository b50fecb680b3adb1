//! The way to the server, from the app's settings. The proxy's password is read from the environment or the keyring, and
//! given to no other than that proxy.

use std::path::Path;

use monitor_client::{Certificates, Credentials, Network, Proxy, ProxyAddress, Server};
use monitor_setup::{NetworkSettings, PROXY_PASSWORD, ProxyMode, ProxySettings};
use monitor_vault::Secret;

use crate::access::{of_environment, vault};
use crate::exit::Stop;
use crate::out;

/// Blocks while the keyring is asked. A server on this computer is reached directly, and nothing is asked for it.
pub(crate) fn network(settings: &NetworkSettings, server: &Server) -> Result<Network, Stop> {
    let proxy = if server.is_loopback() {
        Proxy::Direct
    } else {
        proxy(settings)?
    };
    Ok(Network {
        proxy,
        certificates: certificates(settings.ca_file.as_deref()),
    })
}

fn proxy(settings: &NetworkSettings) -> Result<Proxy, Stop> {
    match settings.proxy.mode {
        ProxyMode::Manual => Ok(Proxy::Manual {
            address: ProxyAddress::parse(&settings.proxy.address).map_err(|problem| {
                Stop::CannotTell(format!(
                    "The settings' proxy cannot be used: {problem}. {ELSEWHERE}"
                ))
            })?,
            credentials: credentials(settings)?,
        }),
        ProxyMode::None => Ok(Proxy::Direct),
        ProxyMode::System => Ok(Proxy::System),
    }
}

fn credentials(settings: &NetworkSettings) -> Result<Option<Credentials>, Stop> {
    if !settings.needs_password() {
        return Ok(None);
    }
    let password = match of_environment(PASSWORD_VARIABLE)? {
        Some(password) => Some(password),
        None => kept(&settings.proxy)?,
    };
    // Where there is none, the proxy says what it thinks of that.
    let password = password.as_ref().map_or("", Secret::expose);
    Ok(Some(Credentials::new(&settings.proxy.user, password)))
}

fn kept(proxy: &ProxySettings) -> Result<Option<Secret>, Stop> {
    let entry = vault()?.load(PROXY_PASSWORD).map_err(keyring_trouble)?;
    Ok(entry.and_then(|entry| {
        let password = proxy.password_in(entry.expose())?;
        Some(Secret::new(password.to_owned()))
    }))
}

fn keyring_trouble(error: monitor_vault::Error) -> Stop {
    Stop::CannotTell(format!(
        "The proxy's password cannot be had: {error}. Unlock the keyring, or use {PASSWORD_VARIABLE}."
    ))
}

/// Those of the file; none, and a word about it, where it has none.
fn certificates(file: Option<&str>) -> Certificates {
    let Some(file) = file else {
        return Certificates::default();
    };
    Certificates::read(Path::new(file)).unwrap_or_else(|problem| {
        out::say(&format!(
            "The certificates of {file} are not trusted: {problem}. Going on without them."
        ));
        Certificates::default()
    })
}

const ELSEWHERE: &str = "Choose it anew in TenantAtlas Monitor, in Settings under Network.";
const PASSWORD_VARIABLE: &str = "TENANTATLAS_PROXY_PASSWORD";
