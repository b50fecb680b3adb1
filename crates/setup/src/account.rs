//! The account this computer is signed in to. Its token is not here.

use monitor_core::AccountId;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct AccountSettings {
    /// Names the account in the keyring, the ledger and window labels.
    pub id: String,
    pub server: String,
}

/// The same user at the same server is the same account, on every sign-in. `server` is the address as a client has it
/// after parsing, so that two ways of typing one are the same.
#[must_use]
pub fn account_id(server: &str, user: i64) -> Option<AccountId> {
    let digest = Sha256::digest(format!("{server}\n{user}"));
    let name: String = digest
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    AccountId::parse(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_the_user_at_the_server() {
        let here = account_id("https://atlas.example.com", 7);
        assert!(here.is_some());
        assert_eq!(here, account_id("https://atlas.example.com", 7));
        assert_ne!(here, account_id("https://atlas.example.com", 8));
        assert_ne!(here, account_id("https://atlas.example.org", 7));
    }
}
