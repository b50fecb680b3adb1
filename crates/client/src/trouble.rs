//! Why nothing answered, by the words of those who carry a request: reqwest gives the errors of its proxies and of TLS to
//! nobody, wrapped several times and once by an `io::Error` that shows its cause but does not hand it out. The only place
//! of this crate that compares error texts.

use std::error::Error;

use monitor_core::Fault;

/// A certificate that is not trusted, the server's or a proxy's; a proxy in trouble; else no network.
pub(crate) fn fault_of(error: &reqwest::Error) -> Fault {
    let causes = texts(error);
    let says = |words: &[&str]| {
        causes
            .iter()
            .any(|text| words.iter().any(|word| text.contains(word)))
    };
    if says(&[UNTRUSTED]) {
        return Fault::Untrusted;
    }
    if says(&ASKS_WHO) {
        return Fault::Proxy {
            authentication: true,
        };
    }
    if says(&PROXIES) {
        return Fault::Proxy {
            authentication: false,
        };
    }
    Fault::Offline
}

/// Of the causes alone: the error itself names the address, which is the user's to write.
fn texts(error: &reqwest::Error) -> Vec<String> {
    std::iter::successors(error.source(), |&error| error.source())
        .map(|cause| cause.to_string())
        .collect()
}

/// rustls'.
const UNTRUSTED: &str = "invalid peer certificate";
/// hyper-util's, of an HTTP proxy that answered 407, and of a SOCKS proxy that refused the user, no user, or either.
const ASKS_WHO: [&str; 4] = [
    "tunnel error: proxy authorization required",
    "SOCKS error: credentials not accepted",
    "SOCKS error: server does not support user/pass authentication",
    "SOCKS error: server implements authentication incorrectly",
];
/// hyper-util's, of everything else that a proxy can fail on.
const PROXIES: [&str; 2] = ["tunnel error: ", "SOCKS error: "];
