//! The way to the server, as its user chose it and as the settings file has it: text, which `monitor-client` judges.
//!
//! The proxy's password is not here. It is in the keyring, under [`PROXY_PASSWORD`].

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::settings::known_or_default;

/// The name of the password's entry in the keyring. No account is called so: their names have no hyphen.
pub const PROXY_PASSWORD: &str = "proxy-password";

#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct NetworkSettings {
    #[serde(deserialize_with = "known_or_default")]
    pub proxy: ProxySettings,
    /// A PEM file whose certificates are trusted besides the system's.
    #[serde(
        deserialize_with = "known_or_default",
        skip_serializing_if = "Option::is_none"
    )]
    pub ca_file: Option<String>,
    /// Who comes to the proxy that an administrator set in the place of the one above.
    #[serde(
        deserialize_with = "known_or_default",
        skip_serializing_if = "Option::is_none"
    )]
    pub managed_user: Option<ProxyUser>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// The address and the user stay while another mode is chosen.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct ProxySettings {
    #[serde(deserialize_with = "known_or_default")]
    pub mode: ProxyMode,
    #[serde(
        deserialize_with = "known_or_default",
        skip_serializing_if = "String::is_empty"
    )]
    pub address: String,
    #[serde(
        deserialize_with = "known_or_default",
        skip_serializing_if = "String::is_empty"
    )]
    pub user: String,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// A user of one proxy; no other is told.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct ProxyUser {
    pub address: String,
    pub user: String,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProxyMode {
    Manual,
    None,
    /// That of the environment, or of the system's settings.
    #[default]
    System,
}

impl ProxySettings {
    /// What the keyring is given to keep: the password, and for whom it is.
    #[must_use]
    pub fn entry(&self, password: &str) -> String {
        [&self.owner(), password].concat()
    }

    /// The password in such an entry; none where it was kept for another user or another proxy, which are told nothing.
    #[must_use]
    pub fn password_in<'a>(&self, entry: &'a str) -> Option<&'a str> {
        entry.strip_prefix(&self.owner())
    }

    fn owner(&self) -> String {
        format!("{}@{}\n", self.user, self.address)
    }
}

impl NetworkSettings {
    /// Nothing was chosen, and the file need not say so.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the proxy is told a user, whose password the keyring has.
    #[must_use]
    pub fn needs_password(&self) -> bool {
        self.proxy.mode == ProxyMode::Manual && !self.proxy.user.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: Value) -> NetworkSettings {
        serde_json::from_value(value).expect("settings")
    }

    #[test]
    fn a_way_that_was_chosen_is_read_and_written_as_it_is() -> Result<(), serde_json::Error> {
        let file = json!({
            "proxy": { "mode": "manual", "address": "http://proxy.example.com:3128", "user": "ann" },
            "ca_file": "/etc/ca.pem",
            "managed_user": { "address": "http://proxy.example.com:8080", "user": "bea" },
        });
        let settings = read(file.clone());
        assert_eq!(settings.proxy.mode, ProxyMode::Manual);
        assert_eq!(settings.ca_file.as_deref(), Some("/etc/ca.pem"));
        assert!(settings.needs_password());
        assert_eq!(serde_json::to_value(settings)?, file);
        Ok(())
    }

    #[test]
    fn everything_is_optional_and_the_system_decides() {
        for file in [
            json!({}),
            json!({ "proxy": {} }),
            json!({ "proxy": { "mode": "system" } }),
        ] {
            let settings = read(file);
            assert!(settings.is_default() && !settings.needs_password());
        }
    }

    #[test]
    fn what_another_version_says_is_no_obstacle_and_stays() -> Result<(), serde_json::Error> {
        let file = json!({
            "proxy": { "mode": "script", "address": 7, "exceptions": ["inside.example.com"] },
            "ca_file": false,
            "managed_user": "bea",
            "tls_min": "1.3",
        });
        let settings = read(file);
        assert_eq!(settings.proxy.mode, ProxyMode::System);
        let written = serde_json::to_value(settings)?;
        let expected = json!({
            "proxy": { "mode": "system", "exceptions": ["inside.example.com"] },
            "tls_min": "1.3",
        });
        assert_eq!(written, expected);
        Ok(())
    }

    #[test]
    fn a_user_without_a_proxy_needs_no_password() {
        let settings = read(json!({ "proxy": { "mode": "none", "user": "ann" } }));
        assert!(!settings.needs_password());
    }
}
