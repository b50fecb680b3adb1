//! Why nothing answered, by the words of those who carry a request: reqwest gives the errors of its proxies and of TLS to
//! nobody, wrapped several times and once by an `io::Error` that shows its cause but does not hand it out. The only place
//! of this crate that compares error texts.

use std::error::Error;
use std::io;

use monitor_core::{Distrust, Fault};

/// A certificate that is not trusted, the server's or a proxy's; a proxy in trouble; else nobody who answered.
pub(crate) fn fault_of(error: &reqwest::Error) -> Fault {
    let causes = texts(error);
    let says = |words: &[&str]| {
        causes
            .iter()
            .any(|text| words.iter().any(|word| text.contains(word)))
    };
    if let Some(why) = causes.iter().find_map(|text| text.split_once(UNTRUSTED)) {
        return Fault::Untrusted(distrust(why.1));
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
    Fault::Unreached
}

/// Whether somebody was there to say no.
pub(crate) fn was_refused(error: &reqwest::Error) -> bool {
    let mut causes = std::iter::successors(error.source(), |&error| error.source());
    causes.any(|cause| {
        let cause = cause.downcast_ref::<io::Error>();
        cause.is_some_and(|cause| cause.kind() == io::ErrorKind::ConnectionRefused)
    })
}

/// By how the words begin alone: what follows quotes the certificate, which is whose it likes.
fn distrust(why: &str) -> Distrust {
    let is = |(word, beginning): (&str, &str)| why == word || why.starts_with(beginning);
    if is(EXPIRED) {
        Distrust::Expired
    } else if is(NOT_YET_VALID) {
        Distrust::NotYetValid
    } else if is(OTHER_NAME) {
        Distrust::Name
    } else {
        Distrust::Authority
    }
}

/// Of the causes alone: the error itself names the address, which is the user's to write.
fn texts(error: &reqwest::Error) -> Vec<String> {
    std::iter::successors(error.source(), |&error| error.source())
        .map(|cause| cause.to_string())
        .collect()
}

/// rustls', and how it goes on: as a platform's verifier has it, in one word, or with what it compared. Windows has the same
/// word for a time that is over and one that has not begun.
const UNTRUSTED: &str = "invalid peer certificate: ";
const EXPIRED: (&str, &str) = ("Expired", "certificate expired: ");
const NOT_YET_VALID: (&str, &str) = ("NotValidYet", "certificate not valid yet: ");
const OTHER_NAME: (&str, &str) = ("NotValidForName", "certificate not valid for name ");
/// hyper-util's, of an HTTP proxy that answered 407, and of a SOCKS proxy that refused the user, no user, or either.
const ASKS_WHO: [&str; 4] = [
    "tunnel error: proxy authorization required",
    "SOCKS error: credentials not accepted",
    "SOCKS error: server does not support user/pass authentication",
    "SOCKS error: server implements authentication incorrectly",
];
/// hyper-util's, of everything else that a proxy can fail on; and reqwest's, which behind a proxy alone takes an address of
/// IPv6 with its brackets, and so for no name that a certificate could have.
const PROXIES: [&str; 3] = ["tunnel error: ", "SOCKS error: ", "Invalid Server Name"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_judged_by_the_verifiers_words_and_not_by_its_own() {
        let quoted = "certificate not valid for name \"a\"; certificate is only valid for DnsName(\"certificate expired\")";
        for (why, expected) in [
            (
                "certificate expired: verification time 2 (UNIX), but",
                Distrust::Expired,
            ),
            ("Expired", Distrust::Expired),
            (
                "certificate not valid yet: verification time 1",
                Distrust::NotYetValid,
            ),
            ("NotValidYet", Distrust::NotYetValid),
            (quoted, Distrust::Name),
            ("NotValidForName", Distrust::Name),
            ("UnknownIssuer", Distrust::Authority),
            ("Revoked", Distrust::Authority),
            ("ExpiredRevocationList", Distrust::Authority),
            ("", Distrust::Authority),
        ] {
            assert_eq!(distrust(why), expected, "{why}");
        }
    }
}
