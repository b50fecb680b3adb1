//! Versions and digests: SHA-256 in lowercase hexadecimal.

use std::fmt;

use serde::Serialize;
use sha2::{Digest, Sha256};

/// A version of an answer: the first 16 bytes of the digest of its JSON.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Version([u8; 16]);

/// The caller leaves the field `version` empty.
pub(crate) fn of(answer: &impl Serialize) -> Version {
    let json = serde_json::to_vec(answer).expect("answers are plain data with string keys");
    let digest = Sha256::digest(json);
    let mut version = [0; 16];
    version.copy_from_slice(&digest[..16]);
    Version(version)
}

impl Version {
    /// None where this gateway made no such version.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let digits: &[u8; 32] = text.as_bytes().try_into().ok()?;
        let mut version = [0; 16];
        for (byte, pair) in version.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = (value(pair[0])? << 4) | value(pair[1])?;
        }
        Some(Self(version))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&hex(&self.0))
    }
}

fn value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

/// The digest a token is known by.
pub(crate) fn digest(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(DIGITS[usize::from(value)]);
    let pairs = bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    let mut text = String::with_capacity(2 * bytes.len());
    text.extend(pairs);
    text
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_sixteen_bytes_in_hexadecimal() {
        assert_eq!(of(&"a").to_string(), "ac8d8342bbb2362d13f0a559a3621bb4");
    }

    #[test]
    fn a_version_is_read_as_it_was_told_and_in_no_other_form() {
        let version = of(&"a");
        let told = version.to_string();

        assert_eq!(Version::read(&told), Some(version));
        let longer = format!("{told}0");
        for other in [
            "",
            "a",
            &told.to_uppercase(),
            &told[1..],
            &longer,
            &told.replace('a', "ä"),
        ] {
            assert_eq!(Version::read(other), None, "{other}");
        }
    }
}
