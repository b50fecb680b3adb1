//! What can go wrong with a request, sorted by who can act. A fault is never a state of what is watched.

use std::time::Duration;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
    /// In scope, without the capability (HTTP 403). An administrator of TenantAtlas can act.
    Forbidden,
    /// Missing, or not the user's to see (HTTP 404).
    Gone,
    /// This computer has no network, and the server is not on it: no way to any other computer. The user can act, by
    /// connecting it.
    Offline,
    /// The proxy on the way is out of reach, leads nowhere, or wants to know who asks (HTTP 407). Whoever sets the proxy
    /// can act.
    Proxy { authentication: bool },
    /// The server said it cannot (HTTP 5xx). Its administrator can act.
    Server { retry_after: Option<Duration> },
    /// The token is unknown, expired or revoked (HTTP 401), or a login page answered. The user can act.
    SignedOut,
    /// The server asks for patience (HTTP 429). Time can act.
    Throttled { retry_after: Option<Duration> },
    /// No answer, by a computer that has a network: refused, no route, no name, no TLS, no time left. The server's
    /// administrator can act, or whoever looks after what is in between.
    Unreached,
    /// An answer, but not of this contract. The developers can act.
    Unreadable,
    /// The server's certificate, or its proxy's, is not trusted on this computer. Who can act depends on why.
    Untrusted(Distrust),
}

/// Why a certificate is not trusted.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Distrust {
    /// Nobody who is known here vouches for it, or another rule is broken. The user can act, with the authority's certificate,
    /// or the server's administrator.
    Authority,
    /// Its time is over, by this computer's clock: one of the two is wrong.
    Expired,
    /// It is another server's. The user can act, with the address, or the server's administrator.
    Name,
    /// Its time has not begun, by this computer's clock: one of the two is wrong.
    NotYetValid,
}

impl Fault {
    /// The fault in one word, as messages are named and as programs are told of it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Forbidden => "forbidden",
            Self::Gone => "gone",
            Self::Offline => "offline",
            Self::Proxy {
                authentication: false,
            } => "proxy",
            Self::Proxy {
                authentication: true,
            } => "proxy-authentication",
            Self::Server { .. } => "server",
            Self::SignedOut => "signed-out",
            Self::Throttled { .. } => "throttled",
            Self::Unreached => "unreached",
            Self::Unreadable => "unreadable",
            Self::Untrusted(Distrust::Authority) => "untrusted",
            Self::Untrusted(Distrust::Expired) => "certificate-expired",
            Self::Untrusted(Distrust::Name) => "certificate-name",
            Self::Untrusted(Distrust::NotYetValid) => "certificate-not-yet-valid",
        }
    }

    /// The pause the server asked for.
    #[must_use]
    pub const fn retry_after(self) -> Option<Duration> {
        match self {
            Self::Server { retry_after } | Self::Throttled { retry_after } => retry_after,
            Self::Forbidden
            | Self::Gone
            | Self::Offline
            | Self::Proxy { .. }
            | Self::SignedOut
            | Self::Unreached
            | Self::Unreadable
            | Self::Untrusted(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Scripts, messages and ledgers have them.
    #[test]
    fn each_fault_has_its_own_word() {
        let retry_after = None;
        for (fault, code) in [
            (Fault::Forbidden, "forbidden"),
            (Fault::Gone, "gone"),
            (Fault::Offline, "offline"),
            (proxy(false), "proxy"),
            (proxy(true), "proxy-authentication"),
            (Fault::Server { retry_after }, "server"),
            (Fault::SignedOut, "signed-out"),
            (Fault::Throttled { retry_after }, "throttled"),
            (Fault::Unreached, "unreached"),
            (Fault::Unreadable, "unreadable"),
            (Fault::Untrusted(Distrust::Authority), "untrusted"),
            (Fault::Untrusted(Distrust::Expired), "certificate-expired"),
            (Fault::Untrusted(Distrust::Name), "certificate-name"),
            (
                Fault::Untrusted(Distrust::NotYetValid),
                "certificate-not-yet-valid",
            ),
        ] {
            assert_eq!(fault.code(), code);
        }
    }

    const fn proxy(authentication: bool) -> Fault {
        Fault::Proxy { authentication }
    }
}
