//! The gateway's address, as a user types it.

use url::{Host, Url};

/// A checked base address: HTTPS, or HTTP on this computer alone; a path prefix is kept.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Server(Url);

/// What is wrong with an address.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum AddressProblem {
    #[error("this is not a web address")]
    Invalid,
    #[error("the address must begin with https://")]
    NotHttps,
}

impl Server {
    /// # Errors
    /// Where the text is no address, carries a user name, a query or a fragment, or would send the token unencrypted.
    pub fn parse(text: &str) -> Result<Self, AddressProblem> {
        let text = text.trim();
        let with_scheme = if text.contains("://") {
            text.to_owned()
        } else {
            format!("https://{text}")
        };
        let mut url = Url::parse(&with_scheme).map_err(|_| AddressProblem::Invalid)?;
        let plain = url.username().is_empty() && url.password().is_none();
        if !plain || url.query().is_some() || url.fragment().is_some() || url.host().is_none() {
            return Err(AddressProblem::Invalid);
        }
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return Err(AddressProblem::NotHttps),
            _ => return Err(AddressProblem::Invalid),
        }
        let prefix = prefix(url.path()).to_owned();
        url.set_path(&prefix);
        Ok(Self(url))
    }

    /// The whole address, for settings and the sign-in window.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str().trim_end_matches('/')
    }

    /// Host and port, for a window's header.
    #[must_use]
    pub fn host(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        self.0
            .port()
            .map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// HTTPS; plain HTTP is for loopback alone.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// On this computer, whatever else is on the way to others.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.0)
    }

    pub(crate) fn url(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(&format!(
            "{}{}{path}",
            self.0.path().trim_end_matches('/'),
            monitor_wire::BASE
        ));
        url
    }
}

/// Without the contract's own path, however often it was pasted: what is kept is read as the same address again.
fn prefix(path: &str) -> &str {
    let mut prefix = path;
    loop {
        let shorter = prefix.trim_end_matches('/');
        let shorter = shorter.trim_end_matches(monitor_wire::BASE);
        if shorter == prefix {
            return prefix;
        }
        prefix = shorter;
    }
}

/// Whether this host is this computer.
pub(crate) fn is_here(host: &str) -> bool {
    Host::parse(host).is_ok_and(|host| is_this_computer(&host))
}

fn is_loopback(url: &Url) -> bool {
    url.host().is_some_and(|host| is_this_computer(&host))
}

fn is_this_computer<S: AsRef<str>>(host: &Host<S>) -> bool {
    match host {
        Host::Domain(name) => name.as_ref() == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<String, AddressProblem> {
        Server::parse(text).map(|server| server.as_str().to_owned())
    }

    #[test]
    fn an_address_is_taken_as_people_type_it() {
        for text in [
            "atlas.example.com",
            " https://atlas.example.com/ ",
            "https://atlas.example.com/api/v1/",
            "https://atlas.example.com/api/v1//api/v1",
        ] {
            assert_eq!(
                parsed(text).as_deref(),
                Ok("https://atlas.example.com"),
                "{text}"
            );
        }
        assert_eq!(
            parsed("https://example.com/atlas/").as_deref(),
            Ok("https://example.com/atlas")
        );
    }

    #[test]
    fn a_token_never_travels_unencrypted() {
        assert_eq!(
            parsed("http://atlas.example.com"),
            Err(AddressProblem::NotHttps)
        );
        assert_eq!(
            parsed("http://localhost.example.com"),
            Err(AddressProblem::NotHttps)
        );
        for local in [
            "http://127.0.0.1:8790",
            "http://[::1]:8790",
            "http://localhost:8790",
        ] {
            assert_eq!(parsed(local).as_deref(), Ok(local));
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "https://",
            "ftp://example.com",
            "https://user:pw@example.com",
            "https://e.com/?token=x",
            "a b",
        ] {
            assert_eq!(parsed(text), Err(AddressProblem::Invalid), "{text}");
        }
    }

    #[test]
    fn a_path_prefix_is_kept() {
        let server = Server::parse("https://example.com/atlas").expect("good");
        assert_eq!(
            server.url("/me").as_str(),
            "https://example.com/atlas/api/v1/me"
        );
    }
}
