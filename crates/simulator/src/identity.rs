//! Made-up identities that are the same for the same words: digests, and UUIDs cut from them.

use sha2::{Digest, Sha256};

/// SHA-256 over the words, as 64 lowercase hexadecimal digits.
pub(crate) fn digest(words: &[&str]) -> String {
    Sha256::digest(bytes(words))
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// What the digest of the words is made of.
pub(crate) fn bytes(words: &[&str]) -> Vec<u8> {
    // A zero after each keeps ("ab", "c") apart from ("a", "bc").
    let ended = words.iter().flat_map(|word| word.bytes().chain([0]));
    ended.collect()
}

/// A UUID of version 8 (RFC 9562: the bits are ours) made of the words.
pub(crate) fn uuid(words: &[&str]) -> String {
    let hex = digest(words);
    format!(
        "{}-{}-8{}-a{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..15],
        &hex[15..18],
        &hex[18..30]
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_boundaries_count() {
        assert_ne!(digest(&["ab", "c"]), digest(&["a", "bc"]));
    }

    #[test]
    fn a_uuid_has_its_five_groups() {
        let groups: Vec<usize> = uuid(&["Contoso"]).split('-').map(str::len).collect();
        assert_eq!(groups, [8, 4, 4, 4, 12]);
    }
}
