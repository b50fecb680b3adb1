//! What lies between this computer and the server, as its user chose it: a proxy, and authorities whose certificates are
//! trusted besides the system's.
//!
//! A proxy's address carries no user and no password: it is written into a file, and they are not. What is typed here is
//! judged here; whoever keeps it, and where, is no business of this crate.

use base64::prelude::{BASE64_STANDARD, Engine};
use hyper_util::client::proxy::matcher::Matcher;
use reqwest::ClientBuilder;
use reqwest::header::HeaderValue;
use rustls::crypto::ring;
use url::Url;
use zeroize::Zeroizing;

use crate::certificates::Certificates;
use crate::{Error, Server};

/// The way to the server. By default the environment's and the system's proxy, and the system's trust alone.
#[derive(Clone, Default)]
pub struct Network {
    pub proxy: Proxy,
    /// Trusted in addition to the system's trust store.
    pub certificates: Certificates,
}

/// Through which proxy, if any. A server on this computer is reached directly, whatever is chosen.
#[derive(Clone, Default)]
pub enum Proxy {
    /// None, whatever environment and system say.
    Direct,
    /// This one for everything; exceptions of the environment do not hold for it.
    Manual {
        address: ProxyAddress,
        credentials: Option<Credentials>,
    },
    /// That of the environment (`HTTPS_PROXY`, `ALL_PROXY`, `NO_PROXY`), or where there is none, of the system's settings.
    #[default]
    System,
}

/// Whom a proxy is told that asks. Zeroed when dropped, and without `Debug`.
#[derive(Clone)]
pub struct Credentials {
    user: Zeroizing<String>,
    password: Zeroizing<String>,
}

impl Credentials {
    #[must_use]
    pub fn new(user: &str, password: &str) -> Self {
        Self {
            user: Zeroizing::new(user.to_owned()),
            password: Zeroizing::new(password.to_owned()),
        }
    }

    /// An HTTP proxy is told in a header, which is made here: reqwest would carry both in an address, and copy it. For
    /// SOCKS, which has no header, it knows no other way.
    fn set_on(
        &self,
        proxy: reqwest::Proxy,
        address: &ProxyAddress,
    ) -> Result<reqwest::Proxy, Error> {
        if address.is_socks() {
            return Ok(proxy.basic_auth(&escaped(&self.user), &escaped(&self.password)));
        }
        Ok(proxy.custom_http_auth(self.header()?))
    }

    /// In pieces that are each made whole, as a text that grows leaves copies behind. The header's own lives as long as the
    /// client, and cannot be zeroed.
    fn header(&self) -> Result<HeaderValue, Error> {
        let both = [self.user.as_str(), ":", self.password.as_str()];
        let both = Zeroizing::new(both.concat());
        let encoded = Zeroizing::new(BASE64_STANDARD.encode(both.as_bytes()));
        let text = Zeroizing::new(["Basic ", encoded.as_str()].concat());
        let mut header = HeaderValue::from_str(&text).map_err(|_| Error::Proxy)?;
        header.set_sensitive(true);
        Ok(header)
    }
}

/// The checked address of a proxy: HTTP, HTTPS or SOCKS5, without a user and a password.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ProxyAddress(Url);

/// What is wrong with a proxy's address.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ProxyAddressProblem {
    #[error("a user or a password is in the proxy's address, which is written into a file")]
    Credentials,
    #[error("this is not the address of a proxy")]
    Invalid,
    #[error("a proxy's address begins with http://, https://, socks5:// or socks5h://")]
    Scheme,
}

impl ProxyAddress {
    /// Without a scheme it is HTTP, as everywhere else.
    ///
    /// # Errors
    /// Where the text is no address, is one of another kind of proxy, or carries what must not be written down.
    pub fn parse(text: &str) -> Result<Self, ProxyAddressProblem> {
        let text = text.trim();
        let with_scheme = if text.contains("://") {
            text.to_owned()
        } else {
            format!("http://{text}")
        };
        let url = Url::parse(&with_scheme).map_err(|_| ProxyAddressProblem::Invalid)?;
        if !matches!(url.scheme(), "http" | "https" | "socks5" | "socks5h") {
            return Err(ProxyAddressProblem::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(ProxyAddressProblem::Credentials);
        }
        let has_host = url.host_str().is_some_and(|host| !host.is_empty());
        let is_whole = matches!(url.path(), "" | "/");
        if !has_host || !is_whole || url.query().is_some() || url.fragment().is_some() {
            return Err(ProxyAddressProblem::Invalid);
        }
        Ok(Self(url))
    }

    /// For settings and windows.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    fn is_socks(&self) -> bool {
        self.0.scheme().starts_with("socks")
    }

    /// As a request follows it: behind a SOCKS proxy, names are the proxy's to resolve. Those of a company's own network
    /// are known nowhere else, and no name leaks to where it means nothing.
    fn followed(&self) -> String {
        match self.as_str().strip_prefix("socks5://") {
            Some(rest) => format!("socks5h://{rest}"),
            None => self.as_str().to_owned(),
        }
    }
}

impl Network {
    /// What is set here, on a client for this server.
    pub(crate) fn set_on(
        &self,
        builder: ClientBuilder,
        server: &Server,
    ) -> Result<ClientBuilder, Error> {
        let builder = builder.tls_certs_merge(self.certificates.0.clone());
        if server.is_loopback() {
            // A proxy has no business between two programs of one computer, and would read the token.
            return Ok(builder.no_proxy());
        }
        match &self.proxy {
            Proxy::Direct => Ok(builder.no_proxy()),
            Proxy::Manual {
                address,
                credentials,
            } => {
                let proxy = reqwest::Proxy::all(address.followed()).map_err(|_| Error::Proxy)?;
                Ok(builder.proxy(match credentials {
                    Some(credentials) => credentials.set_on(proxy, address)?,
                    None => proxy,
                }))
            }
            Proxy::System => Ok(builder),
        }
    }

    /// The same rules once more, for whoever examines the way.
    pub(crate) fn rules(&self) -> Matcher {
        match &self.proxy {
            Proxy::Direct => Matcher::builder().build(),
            Proxy::Manual { address, .. } => Matcher::builder().all(address.followed()).build(),
            Proxy::System => Matcher::from_system(),
        }
    }
}

/// A client to be, whose TLS is ring's.
pub(crate) fn http() -> ClientBuilder {
    // Only the first of a process is taken.
    let _ = ring::default_provider().install_default();
    reqwest::Client::builder()
}

/// reqwest carries both in a SOCKS proxy's address and decodes them on the other side, but leaves a percent sign as it is.
/// Its copies live as long as the client, and cannot be zeroed.
fn escaped(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.replace('%', "%25"))
}

#[cfg(test)]
mod tests {
    use zeroize::ZeroizeOnDrop;

    use super::*;

    #[test]
    fn what_a_proxy_is_told_is_a_header_that_is_shown_to_nobody() -> Result<(), Error> {
        let header = Credentials::new("ann", "100% c@nary:/").header()?;
        assert_eq!(header.as_bytes(), b"Basic YW5uOjEwMCUgY0BuYXJ5Oi8=");
        assert!(header.is_sensitive());
        Ok(())
    }

    #[test]
    fn user_and_password_are_zeroed_when_they_are_dropped() {
        // Whether the memory is zero by then could only be seen with unsafe code: the types promise it.
        fn zeroed<T: ZeroizeOnDrop>(_: &T) {}
        let Credentials { user, password } = Credentials::new("ann", "canary");
        zeroed(&user);
        zeroed(&password);
        zeroed(&escaped("c%nary"));
    }

    fn parsed(text: &str) -> Result<String, ProxyAddressProblem> {
        ProxyAddress::parse(text).map(|address| address.as_str().to_owned())
    }

    #[test]
    fn a_proxys_address_is_taken_as_people_type_it() {
        for (text, expected) in [
            ("proxy.example.com:3128", "http://proxy.example.com:3128"),
            (
                " http://proxy.example.com:3128/ ",
                "http://proxy.example.com:3128",
            ),
            ("https://proxy.example.com", "https://proxy.example.com"),
            ("socks5://10.0.0.1:1080", "socks5://10.0.0.1:1080"),
            (
                "socks5h://[2001:db8::1]:1080",
                "socks5h://[2001:db8::1]:1080",
            ),
        ] {
            assert_eq!(parsed(text).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_would_be_written_into_a_file_is_refused() {
        for text in [
            "http://ann:canary@proxy.example.com:3128",
            "ann:canary@proxy.example.com:3128",
            "socks5://ann@proxy.example.com",
        ] {
            assert_eq!(
                parsed(text),
                Err(ProxyAddressProblem::Credentials),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_proxys_address_is_refused() {
        for text in [
            "",
            "http://",
            "socks5://",
            "http://proxy.example.com/path",
            "http://proxy.example.com/?x",
            "a b",
        ] {
            assert_eq!(parsed(text), Err(ProxyAddressProblem::Invalid), "{text}");
        }
        for text in ["ftp://proxy.example.com", "socks4://proxy.example.com"] {
            assert_eq!(parsed(text), Err(ProxyAddressProblem::Scheme), "{text}");
        }
    }

    #[test]
    fn a_socks_proxy_resolves_the_names() {
        for (text, expected) in [
            ("socks5://proxy.example.com", "socks5h://proxy.example.com"),
            ("socks5h://proxy.example.com", "socks5h://proxy.example.com"),
            ("http://proxy.example.com", "http://proxy.example.com"),
        ] {
            let address = ProxyAddress::parse(text);
            assert_eq!(
                address.map(|address| address.followed()).as_deref(),
                Ok(expected)
            );
        }
    }
}
