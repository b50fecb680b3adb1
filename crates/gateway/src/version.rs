//! Versions and digests: SHA-256 in lowercase hexadecimal.

use serde::Serialize;
use sha2::{Digest, Sha256};

/// A version of an answer: the first 16 bytes of the digest of its JSON. The caller leaves `version` empty.
pub(crate) fn of(answer: &impl Serialize) -> String {
    let json = serde_json::to_vec(answer).expect("answers are plain data with string keys");
    hex(&Sha256::digest(json)[..16])
}

/// The digest a token is known by.
pub(crate) fn digest(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_sixteen_bytes_in_hexadecimal() {
        assert_eq!(of(&"a"), "ac8d8342bbb2362d13f0a559a3621bb4");
    }
}
