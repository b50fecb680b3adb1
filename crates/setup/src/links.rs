//! Which addresses may be opened in the system's browser: pages of the host the user signed in to, and of hosts above
//! or below it. A gateway cannot send the user anywhere else.

use url::Url;

#[derive(Clone, Debug)]
pub struct Links {
    host: String,
}

impl Links {
    /// `server` is the gateway's address.
    #[must_use]
    pub fn of(server: &str) -> Self {
        let host = Url::parse(server)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned));
        Self {
            host: host.unwrap_or_default(),
        }
    }

    /// The address as it may be opened, or `None`.
    #[must_use]
    pub fn allow(&self, address: &str) -> Option<Url> {
        let url = Url::parse(address).ok()?;
        let plain = url.username().is_empty() && url.password().is_none();
        let host = url.host_str()?;
        (url.scheme() == "https" && plain && self.is_near(host)).then_some(url)
    }

    fn is_near(&self, host: &str) -> bool {
        let below = |long: &str, short: &str| {
            short.contains('.')
                && long
                    .strip_suffix(short)
                    .is_some_and(|front| front.ends_with('.'))
        };
        !self.host.is_empty()
            && (host == self.host || below(host, &self.host) || below(&self.host, host))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_https_pages_of_the_own_host_and_its_kin_are_opened() {
        let links = Links::of("https://monitor.atlas.contoso.com");
        for good in [
            "https://monitor.atlas.contoso.com/x",
            "https://atlas.contoso.com/admin/workspaces/3/operations/421",
            "https://eu.monitor.atlas.contoso.com/",
        ] {
            assert!(links.allow(good).is_some(), "{good}");
        }
        for bad in [
            "http://atlas.contoso.com/",
            "https://evil.example/atlas.contoso.com",
            "https://notatlas.contoso.com/",
            "https://atlas.contoso.com.evil.example/",
            "https://user@atlas.contoso.com/",
            "https://com/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "",
        ] {
            assert_eq!(links.allow(bad), None, "{bad}");
        }
    }
}
